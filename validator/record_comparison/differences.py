"""A reference set beside the record of the same work, part by part: what differs in substance, not in form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from validator.model.names import plain
from validator.model.patterns import Pattern
from validator.model.record import Record, RecordAuthor
from validator.model.reference import Field, Reference, ReferenceAuthor
from validator.model.text import Span
from validator.model.vocabulary import Vocabulary
from validator.record_comparison.sameness import (
    SMALL_WORDS,
    WORD,
    family_key,
    initials_of,
    known_journal,
    maybe_one_person,
    same_author,
    same_doi,
    same_journal,
    same_page,
    same_title,
    words,
)
from validator.reference_form.numbers import full_last_page

_NUMBER = Pattern(r"\d+")
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


def _difference(part: str, field: Field, recorded: str, reference: Reference, *, sure: bool = True) -> Difference:
    return Difference(part, field.text, recorded, sure, field.span or reference.span)


def _quoted(text: str) -> str:
    return f"“{text}”"


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
        yield Difference(part, _quoted(_named(one)), _quoted(_named(other)), not maybe_one_person(one, other), span)


def _other_order(own: Sequence[ReferenceAuthor], recorded: Sequence[RecordAuthor]) -> bool:
    """Whether the same family names stand in another order."""
    one, other = ([family_key(author.family) for author in people] for people in (own, recorded))
    return one != other and sorted(one) == sorted(other)


def _named(author: ReferenceAuthor | RecordAuthor) -> str:
    given = author.initials if isinstance(author, ReferenceAuthor) else initials_of(author.given).upper()
    return f"{author.family} {given}".strip()


def _listed(authors: Sequence[ReferenceAuthor | RecordAuthor]) -> str:
    names = ", ".join(_named(author) for author in authors[:_SHOWN])
    more = len(authors) - _SHOWN
    return f"{names} and {more} more" if more > 0 else names


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
    whole, printed = words(title), [found[0] for found in WORD.finditer(title)]
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
    slight = not (set(one) ^ set(other)) - SMALL_WORDS or (
        len(one) == len(other)
        and all(fuzz.ratio(a, b) >= _NEAR for a, b in zip(one, other, strict=True))
        and not any(word.isdecimal() for word in (*one, *other))
    )
    return one, other, not slight


def _journal(reference: Reference, record: Record, vocabulary: Vocabulary) -> Iterator[Difference]:
    name = reference.journal.text
    if not name or not record.journals or any(same_journal(name, other, vocabulary) for other in record.journals):
        return
    known = known_journal(name, vocabulary) is not None
    sure = known and any(known_journal(other, vocabulary) is not None for other in record.journals)
    shown = Field(_quoted(name), reference.journal.span)
    yield _difference("journal", shown, _quoted(record.journals[0]), reference, sure=sure)


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
