"""A reference set beside the record of the same work, part by part: what differs in substance, not in form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from validator.model.journals import compared, find_journal, meant_journal
from validator.model.names import plain
from validator.model.patterns import Pattern
from validator.model.record import Record, RecordAuthor
from validator.model.reference import Field, Reference, ReferenceAuthor
from validator.model.text import Span
from validator.model.vocabulary import Journal, Vocabulary
from validator.reference_form import full_last_page

_GREEK = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon"
_SPELT = {chr(0x3B1 + place + (place > 16)): name for place, name in enumerate([*_GREEK.split(), "phi", "chi", "psi"])}
_SIGNS = str.maketrans(_SPELT | {"ω": "omega", "ς": "sigma", "&": " and "})
_WORD = Pattern(r"[\p{L}\p{N}]+")
_SUBTITLE = Pattern(r"[:?!]\s|\s[-–—]\s|\.\s(?=\p{Lu})", flags=0)
_SECOND_TITLE = Pattern(r"\s+(?:[:=]\s|\[)")
"""What NLM puts after a journal's title: its subtitle, its title in another language, [Internet]."""
_NUMBER = Pattern(r"\d+")
_SLIGHT = frozenset(["a", "an", "the", "of", "in", "on", "and", "with", "for", "to", "by"])
_NEAR = 80
"""How like two words are, of 100, that may be two spellings of one."""
_SHOWN = 12
"""Names of a record that are quoted; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A part that reads differently: what the reference and its record say, as they are quoted.

    sure: whether one of the two must be wrong; else it may be two ways of saying one thing. span: in the reference.
    """

    part: str
    own: str
    recorded: str
    sure: bool
    span: Span


def differences(reference: Reference, record: Record, vocabulary: Vocabulary) -> tuple[Difference, ...]:
    """What differs in substance, in the order of a reference's parts; what only one of the two has is passed over."""
    return (
        *_authors(reference, record),
        *_title(reference, record),
        *_journal(reference, record, vocabulary),
        *_year(reference, record),
        *_numbers(reference, record),
        *_pages(reference, record),
        *_identifiers(reference, record),
    )


@lru_cache(maxsize=4096)
def words(title: str) -> tuple[str, ...]:
    """The words of a title as they are compared: without case, accents, marks and Greek letters."""
    return tuple(found[0] for found in _WORD.finditer(plain(title.casefold().translate(_SIGNS))))


def same_title(one: str, other: str) -> bool:
    """Whether two titles are one, be it that a mark or a hyphen stands differently or that one lacks the subtitle."""
    if "".join(words(one)) == "".join(words(other)):
        return True
    return any(words(short) == words(main_title(long)) for short, long in ((one, other), (other, one)))


def main_title(title: str) -> str:
    """A title without its subtitle."""
    found = _SUBTITLE.search(title)
    return title[: found.start()] if found else title


def same_family(one: str, other: str) -> bool:
    """Whether two family names are one: whatever accents, hyphens, particles, and ü or ue."""
    return _family(one) == _family(other) or bool(set(_bare(one)) and _bare(one) == _bare(other))


def same_doi(one: str, other: str) -> bool:
    """Whether two DOIs are one: they take no notice of case."""
    return bare_doi(one) == bare_doi(other)


def bare_doi(text: str) -> str:
    """A DOI as it is compared, without what makes it a link."""
    return text[max(text.find("10."), 0) :].casefold().rstrip(".,;")


def same_journal(name: str, recorded: str, vocabulary: Vocabulary) -> bool:
    """Whether two names are one journal's: title or abbreviation, of today or of another era."""
    name, recorded = _SECOND_TITLE.split(name)[0] or "", _SECOND_TITLE.split(recorded)[0] or ""
    if compared(name) == compared(recorded):
        return True
    one, other = _known(name, vocabulary), _known(recorded, vocabulary)
    if one is not None and other is not None:
        return one.abbreviation == other.abbreviation or _in_line(one, other, vocabulary)
    return _abbreviates(name, recorded) or _abbreviates(recorded, name)


def same_page(one: str, other: str) -> bool:
    """Whether two pages are one; "e" before an electronic page may be left out."""
    return _page(one) == _page(other)


def _page(text: str) -> str:
    text = plain(text).partition(".e")[0].lstrip("0")
    return text[1:].lstrip("0") if text[:1] == "e" and text[1:].isdecimal() else text


def _difference(part: str, field: Field, recorded: str, reference: Reference, *, sure: bool = True) -> Difference:
    return Difference(part, field.text, recorded, sure, field.span or reference.span)


def _quoted(text: str) -> str:
    return f"“{text}”"


# Authors


def _family(name: str) -> str:
    """A family name as it is compared, written together; ae, oe, ue and aa as ä, ö, ü and å."""
    text = "".join(words(name))
    for pair, letter in (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a")):
        text = text.replace(pair, letter)
    return text


def _bare(name: str) -> list[str]:
    """The words of a family name without its particles, which stand in small letters."""
    return [_family(word) for word in name.replace("-", " ").split() if not word.islower()]


def _initials(given: str) -> str:
    """The initials of given names or of what stands for them: SK of "Sudhir Kumar", "S. K.", "SK" and "S.K."."""
    found = []
    for word in given.replace(".", " ").replace("-", " ").replace("‐", " ").split():
        if word.islower():
            continue  # a particle: "Anna van der"
        capitals = "".join(letter for letter in word if letter.isupper())
        found.append(capitals if len(word) <= 4 and (word.isupper() or len(capitals) > 1) else word[0])
    return plain("".join(found))


def same_author(author: ReferenceAuthor, recorded: RecordAuthor) -> bool:
    """Whether a printed name can be that of a record; either may leave out initials, but not the first."""
    if not same_family(author.family, recorded.family):
        particles = [word for word in recorded.given.split() if word.islower()]
        if not particles or not same_family(author.family, " ".join((*particles, recorded.family))):
            return False
    one, other = _initials(author.initials), _initials(recorded.given)
    short, long = sorted((one, other), key=len)
    return one[:1] == other[:1] and _is_among(short, long) if short else True


def _authors(reference: Reference, record: Record) -> Iterator[Difference]:
    """The first name that differs, or all names where some are missing or stand in another order.

    Groups are passed over: some databases count them among the authors and some do not.
    """
    own = [author for author in reference.authors if author.initials]
    recorded = [author for author in record.authors if author.given]
    if not own or not recorded:
        return
    span = reference.authors_span or reference.span
    pairs = enumerate(zip(own, recorded, strict=False))
    place = next((place for place, pair in pairs if not same_author(*pair)), None)
    if place is None:
        open_end = reference.et_al if len(own) < len(recorded) else record.et_al
        if len(own) != len(recorded) and not open_end:
            yield Difference("authors", _quoted(_listed(own)), _quoted(_listed(recorded)), sure=True, span=span)
    elif _other_order(own, recorded) or any(same_author(own[place], other) for other in recorded[place + 1 :]):
        yield Difference("authors", _quoted(_listed(own)), _quoted(_listed(recorded)), sure=True, span=span)
    else:
        one, other = own[place], recorded[place]
        part = "first author" if place == 0 else f"author {place + 1}"
        yield Difference(part, _quoted(_named(one)), _quoted(_named(other)), not _one_person(one, other), span)


def _one_person(author: ReferenceAuthor, recorded: RecordAuthor) -> bool:
    """Whether two names that differ may be one person's: another second initial, half a double name, turned round."""
    firsts = _initials(author.initials)[:1], _initials(recorded.given)[:1]
    if same_family(author.family, recorded.family):
        return firsts[0] == firsts[1]
    one, other = set(_bare(author.family)), set(_bare(recorded.family))
    half = bool(one and other) and (one <= other or other <= one)
    return (half and firsts[0] == firsts[1]) or same_family(author.family, recorded.given)


def _other_order(own: Sequence[ReferenceAuthor], recorded: Sequence[RecordAuthor]) -> bool:
    """Whether the same family names stand in another order."""
    one, other = ([_family(author.family) for author in people] for people in (own, recorded))
    return one != other and sorted(one) == sorted(other)


def _named(author: ReferenceAuthor | RecordAuthor) -> str:
    given = author.initials if isinstance(author, ReferenceAuthor) else _initials(author.given).upper()
    return f"{author.family} {given}".strip()


def _listed(authors: Sequence[ReferenceAuthor | RecordAuthor]) -> str:
    names = ", ".join(_named(author) for author in authors[:_SHOWN])
    more = len(authors) - _SHOWN
    return f"{names} and {more} more" if more > 0 else names


# Title and journal


def _title(reference: Reference, record: Record) -> Iterator[Difference]:
    title = reference.title.text
    if not title or not record.titles or any(same_title(title, other) for other in record.titles):
        return
    other = record.titles[0].rstrip(".")
    translated = other.startswith("[") or title.startswith("[") or bool(reference.note)
    own, recorded, sure = _differing(words(title), words(other))
    sure = sure and bool(recorded or reference.journal)  # else we may have read the journal as part of the title
    if translated and (len(own) > 2 or len(recorded) > 2):
        return  # one title in two languages: nothing to compare
    few = max(len(own), len(recorded)) <= 3 and own and recorded
    shown, there = (_excerpt(title, own), _excerpt(other, recorded)) if few else (title, other)
    yield _difference("title", Field(_quoted(shown), reference.title.span), _quoted(there), reference, sure=sure)


def _excerpt(title: str, compared_words: Sequence[str]) -> str:
    """Words of a title as it prints them."""
    whole, printed = words(title), [found[0] for found in _WORD.finditer(title)]
    size = len(compared_words)
    start = next(at for at in range(len(whole)) if whole[at : at + size] == tuple(compared_words))
    found = printed[start : start + size] if len(printed) == len(whole) else compared_words
    return f"… {' '.join(found)} …"


def _differing(own: Sequence[str], recorded: Sequence[str]) -> tuple[Sequence[str], Sequence[str], bool]:
    """The words from the first that differs to the last; and whether they are more than a spelling or an article."""
    from rapidfuzz import fuzz

    start = 0
    while start < min(len(own), len(recorded)) and own[start] == recorded[start]:
        start += 1
    end = 0
    while end < min(len(own), len(recorded)) - start and own[-1 - end] == recorded[-1 - end]:
        end += 1
    one, other = own[start : len(own) - end], recorded[start : len(recorded) - end]
    slight = not (set(one) ^ set(other)) - _SLIGHT or (
        len(one) == len(other)
        and all(fuzz.ratio(a, b) >= _NEAR for a, b in zip(one, other, strict=True))
        and not any(word.isdecimal() for word in (*one, *other))
    )
    return one, other, not slight


def _journal(reference: Reference, record: Record, vocabulary: Vocabulary) -> Iterator[Difference]:
    name = reference.journal.text
    if not name or not record.journals or any(same_journal(name, other, vocabulary) for other in record.journals):
        return
    known = _known(name, vocabulary) is not None
    sure = known and any(_known(other, vocabulary) is not None for other in record.journals)
    shown = Field(_quoted(name), reference.journal.span)
    yield _difference("journal", shown, _quoted(record.journals[0]), reference, sure=sure)


def _known(name: str, vocabulary: Vocabulary) -> Journal | None:
    return find_journal(name, vocabulary) or meant_journal(name, vocabulary)


def _in_line(one: Journal, other: Journal, vocabulary: Vocabulary) -> bool:
    """Whether one journal became the other, by however many steps."""
    return any(_leads(first, last, vocabulary) for first, last in ((one, other), (other, one)))


def _leads(journal: Journal, later: Journal, vocabulary: Vocabulary) -> bool:
    seen = {journal.abbreviation}
    following = journal.successor
    while following:
        found = find_journal(following, vocabulary)
        if found is None or found.abbreviation in seen:
            return False
        if found.abbreviation == later.abbreviation:
            return True
        seen.add(found.abbreviation)
        following = found.successor
    return False


def _abbreviates(short: str, long: str) -> bool:
    """Whether each word of one name begins, in their order, a word of the other: Ann Clay of Annals of Clay."""
    names, left = words(short.partition(" (")[0]), list(words(long.partition(" (")[0]))
    full = [word for word in left if word not in _SLIGHT]
    if len(names) == 1 and len(full) > 1:
        return names[0] == "".join(word[0] for word in full)
    if len(names) != len(full):
        full = left
    return len(names) == len(full) and all(_cut(one, other) for one, other in zip(names, full, strict=True))


def _cut(short: str, word: str) -> bool:
    """Whether a word is cut short to another: Am of American, Natl of National."""
    return word.startswith(short[0]) and _is_among(short, word)


def _is_among(short: str, long: str) -> bool:
    """Whether the letters of one word stand in another in their order."""
    letters = iter(long)
    return all(letter in letters for letter in short)


# Numbers


def _year(reference: Reference, record: Record) -> Iterator[Difference]:
    year = reference.year.text[:4]
    if not year.isdecimal() or not record.years or year == record.years[0]:
        return
    sure = all(abs(int(year) - int(other)) > 1 for other in record.years)
    yield _difference("year", Field(year, reference.year.span), record.years[0], reference, sure=sure)


def _numbers(reference: Reference, record: Record) -> Iterator[Difference]:
    own, other = _number(reference.volume.text), _number(record.volume)
    if own and other and own != other:
        yield _difference("volume", reference.volume, record.volume, reference)
    issue = reference.issue.text
    if issue.isdecimal() and record.issue.isdecimal() and int(issue) != int(record.issue):
        yield _difference("issue", reference.issue, record.issue, reference, sure=False)


def _number(text: str) -> str:
    """The first number of a volume, without noughts before it; its words where it has none."""
    found = _NUMBER.search(text)
    return found[0].lstrip("0") if found else plain(text)


def _pages(reference: Reference, record: Record) -> Iterator[Difference]:
    first, last = reference.first_page.text, reference.last_page.text
    if not first or not record.first_page:
        return
    if not same_page(first, record.first_page):
        yield _difference("first page", reference.first_page, record.first_page, reference)
    elif last and record.last_page:
        own, other = full_last_page(first, last), full_last_page(record.first_page, record.last_page)
        if not same_page(own, other):
            yield _difference("last page", Field(own, reference.last_page.span), other, reference)


def _identifiers(reference: Reference, record: Record) -> Iterator[Difference]:
    if reference.doi and record.doi and not same_doi(reference.doi.text, record.doi):
        yield _difference("DOI", reference.doi, record.doi, reference)
    if reference.pmid and record.pmid and reference.pmid.text.lstrip("0") != record.pmid.lstrip("0"):
        yield _difference("PMID", reference.pmid, record.pmid, reference)
