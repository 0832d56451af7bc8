"""What of a reference and of a record is the same in substance, however it is written."""

from functools import lru_cache

from validator.model.journals import compared, find_journal, meant_journal
from validator.model.names import plain
from validator.model.patterns import Pattern
from validator.model.record import RecordAuthor
from validator.model.reference import ReferenceAuthor
from validator.model.vocabulary import Journal, Vocabulary

_GREEK = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon"
_SPELT = {chr(0x3B1 + place + (place > 16)): name for place, name in enumerate([*_GREEK.split(), "phi", "chi", "psi"])}
_SIGNS = str.maketrans(_SPELT | {"ω": "omega", "ς": "sigma", "&": " and "})
WORD = Pattern(r"[\p{L}\p{N}]+")
_SUBTITLE = Pattern(r"[:?!]\s|\s[-–—]\s|\.\s(?=\p{Lu})", flags=0)
_SECOND_TITLE = Pattern(r"\s+(?:[:=]\s|\[)")
"""What NLM puts after a journal's title: its subtitle, its title in another language, [Internet]."""
SMALL_WORDS = frozenset(["a", "an", "the", "of", "in", "on", "and", "with", "for", "to", "by"])


@lru_cache(maxsize=4096)
def words(title: str) -> tuple[str, ...]:
    """The words of a title as they are compared: without case, accents, marks and Greek letters."""
    return tuple(found[0] for found in WORD.finditer(plain(title.casefold().translate(_SIGNS))))


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
    return family_key(one) == family_key(other) or bool(set(_bare(one)) and _bare(one) == _bare(other))


def family_key(name: str) -> str:
    """A family name as it is compared, written together; ae, oe, ue and aa as ä, ö, ü and å."""
    text = "".join(words(name))
    for pair, letter in (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a")):
        text = text.replace(pair, letter)
    return text


def _bare(name: str) -> list[str]:
    """The words of a family name without its particles, which stand in small letters."""
    return [family_key(word) for word in name.replace("-", " ").split() if not word.islower()]


def same_author(author: ReferenceAuthor, recorded: RecordAuthor) -> bool:
    """Whether a printed name can be that of a record; either may leave out initials, but not the first."""
    if not same_family(author.family, recorded.family):
        particles = [word for word in recorded.given.split() if word.islower()]
        if not particles or not same_family(author.family, " ".join((*particles, recorded.family))):
            return False
    one, other = initials_of(author.initials), initials_of(recorded.given)
    short, long = sorted((one, other), key=len)
    return one[:1] == other[:1] and _is_among(short, long) if short else True


def maybe_one_person(author: ReferenceAuthor, recorded: RecordAuthor) -> bool:
    """Whether two names that differ may be one person's: another second initial, half a double name, turned round."""
    firsts = initials_of(author.initials)[:1], initials_of(recorded.given)[:1]
    if same_family(author.family, recorded.family):
        return firsts[0] == firsts[1]
    one, other = set(_bare(author.family)), set(_bare(recorded.family))
    half = bool(one and other) and (one <= other or other <= one)
    return (half and firsts[0] == firsts[1]) or same_family(author.family, recorded.given)


def initials_of(given: str) -> str:
    """The initials of given names or of what stands for them: SK of "Sudhir Kumar", "S. K.", "SK" and "S.K."."""
    found = []
    for word in given.replace(".", " ").replace("-", " ").replace("‐", " ").split():
        if word.islower():
            continue  # a particle: "Anna van der"
        capitals = "".join(letter for letter in word if letter.isupper())
        found.append(capitals if len(word) <= 4 and (word.isupper() or len(capitals) > 1) else word[0])
    return plain("".join(found))


def same_journal(name: str, recorded: str, vocabulary: Vocabulary) -> bool:
    """Whether two names are one journal's: title or abbreviation, of today or of another era."""
    name, recorded = _SECOND_TITLE.split(name)[0] or "", _SECOND_TITLE.split(recorded)[0] or ""
    if compared(name) == compared(recorded):
        return True
    one, other = known_journal(name, vocabulary), known_journal(recorded, vocabulary)
    if one is not None and other is not None:
        return one.abbreviation == other.abbreviation or _in_line(one, other, vocabulary)
    return _abbreviates(name, recorded) or _abbreviates(recorded, name)


def known_journal(name: str, vocabulary: Vocabulary) -> Journal | None:
    """The journal of the table that a name stands for, be it the right one or a known wrong form."""
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
    full = [word for word in left if word not in SMALL_WORDS]
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


def same_page(one: str, other: str) -> bool:
    """Whether two pages are one; "e" before an electronic page may be left out."""
    return _page(one) == _page(other)


def _page(text: str) -> str:
    text = plain(text).partition(".e")[0].lstrip("0")
    return text[1:].lstrip("0") if text[:1] == "e" and text[1:].isdecimal() else text


def same_doi(one: str, other: str) -> bool:
    """Whether two DOIs are one: they take no notice of case."""
    return bare_doi(one) == bare_doi(other)


def bare_doi(text: str) -> str:
    """A DOI as it is compared, without what makes it a link."""
    return text[max(text.find("10."), 0) :].casefold().rstrip(".,;")
