"""Finds the record of each reference: one to one, by identifiers, by the place in the journal, by title and author."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from validator.model.record import Record, Records
from validator.model.reference import Reference
from validator.model.vocabulary import Vocabulary
from validator.record_comparison.differences import Difference, differences
from validator.record_comparison.sameness import (
    bare_doi,
    main_title,
    same_doi,
    same_family,
    same_journal,
    same_page,
    same_title,
    words,
)

_ENOUGH = 5
"""What must agree, in the weights of _score, for a record to be a reference's."""
_NEAR = 85
"""How like two titles are, of 100, that may be one."""
_MOST = 20
"""Records at most that are tried for a reference, of those that share one thing with it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A reference and its record.

    other_work: what joins them ("DOI", "PMID" or "page") where title and first author are another work's, else empty.
    """

    reference: Reference
    record: Record
    differences: tuple[Difference, ...]
    other_work: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A list of references beside records: the pairs in the list's order, and what has no counterpart."""

    pairs: tuple[Pair, ...]
    without: tuple[Reference, ...]
    unused: tuple[Record, ...]


def compare(references: Sequence[Reference], given: Records, vocabulary: Vocabulary) -> Compared:
    """Set each reference beside its record."""
    index, records = _index(given), given.records
    scored = [
        (_score(reference, records[place], vocabulary), own, place)
        for own, reference in enumerate(references)
        for place in index.candidates(reference)
    ]
    chosen = _one_to_one(scored)
    taken = set(chosen.values())
    scored = [
        (_score(reference, records[place], vocabulary), own, place)
        for own, reference in enumerate(references)
        if own not in chosen and reference.title
        for place in index.like(reference)
        if place not in taken
    ]
    chosen |= _one_to_one(scored)
    pairs = tuple(_pair(references[own], records[chosen[own]], vocabulary) for own in sorted(chosen))
    used = set(chosen.values())
    return Compared(
        pairs,
        tuple(reference for own, reference in enumerate(references) if own not in chosen),
        tuple(record for place, record in enumerate(records) if place not in used),
    )


def _one_to_one(scored: Sequence[tuple[int, int, int]]) -> dict[int, int]:
    """The record of each reference by their places; where several claim one, that with which most agrees."""
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for score, own, place in sorted(scored, key=lambda found: (-found[0], found[1], found[2])):
        if score >= _ENOUGH and own not in chosen and place not in taken:
            chosen[own] = place
            taken.add(place)
    return chosen


def _pair(reference: Reference, record: Record, vocabulary: Vocabulary) -> Pair:
    own_title = not (reference.title and record.titles) or _title_like(reference, record)
    other_work = "" if own_title or _first_author_same(reference, record) else _joined_by(reference, record)
    return Pair(reference, record, differences(reference, record, vocabulary), other_work)


def _joined_by(reference: Reference, record: Record) -> str:
    if _doi_same(reference, record):
        return "DOI"
    return "PMID" if _pmid_same(reference, record) else "page"


def _doi_same(reference: Reference, record: Record) -> bool:
    return bool(reference.doi and record.doi) and same_doi(reference.doi.text, record.doi)


def _pmid_same(reference: Reference, record: Record) -> bool:
    return bool(reference.pmid and record.pmid) and reference.pmid.text.lstrip("0") == record.pmid.lstrip("0")


class _Index:
    """The records by what a reference may have in common with one."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._records = records
        self._places: dict[tuple[str, ...], list[int]] = {}
        for place, record in enumerate(records):
            titles = [key for title in record.titles for key in _title_keys(title)]
            identifiers = [("doi", bare_doi(record.doi)), ("pmid", record.pmid.lstrip("0"))]
            for key in (_place_key(record.volume, record.first_page), *titles, *identifiers):
                if all(key):
                    self._places.setdefault(key, []).append(place)

    def candidates(self, reference: Reference) -> list[int]:
        """The records that share an identifier, the place in a volume, or the title with a reference."""
        keys = (
            ("doi", bare_doi(reference.doi.text)),
            ("pmid", reference.pmid.text.lstrip("0")),
            _place_key(reference.volume.text, reference.first_page.text),
            *_title_keys(reference.title.text),
        )
        return sorted({place for key in keys if all(key) for place in self._places.get(key, ())[:_MOST]})

    def like(self, reference: Reference) -> Iterator[int]:
        """The records whose title is like a reference's."""
        from rapidfuzz import fuzz, process

        title = " ".join(words(reference.title.text))
        for _, _, place in process.extract(title, self._titles, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=_MOST):
            yield place

    @cached_property
    def _titles(self) -> dict[int, str]:
        return {
            place: " ".join(words(name)) for place, record in enumerate(self._records) for name in record.titles[:1]
        }


@lru_cache(maxsize=1)
def _index(given: Records) -> _Index:
    """The index of a run's records, which serves all its letters."""
    return _Index(given.records)


def _place_key(volume: str, page: str) -> tuple[str, ...]:
    return ("place", volume.casefold().strip(), page.casefold().strip())


def _title_keys(title: str) -> Iterator[tuple[str, ...]]:
    for part in (title, main_title(title)):
        yield "title", "".join(words(part))


def _score(reference: Reference, record: Record, vocabulary: Vocabulary) -> int:
    """How much agrees; below _ENOUGH they are two works."""
    volume = bool(reference.volume) and reference.volume.text.casefold() == record.volume.casefold()
    page = bool(reference.first_page and record.first_page) and same_page(reference.first_page.text, record.first_page)
    journal = bool(reference.journal) and any(
        same_journal(reference.journal.text, name, vocabulary) for name in record.journals
    )
    title = _title_weight(reference, record)
    identifiers = 5 * _doi_same(reference, record) + 5 * _pmid_same(reference, record)
    in_place = 2 * (volume and page and journal)
    if not (title or identifiers or in_place):
        return 0
    author = 2 * _first_author_same(reference, record)
    year = reference.year.text[:4] in record.years
    return identifiers + title + in_place + author + year + volume + 2 * page + journal


def _title_weight(reference: Reference, record: Record) -> int:
    if any(same_title(reference.title.text, title) for title in record.titles):
        return 4 if reference.title else 0
    return 3 if _title_like(reference, record) else 0


def _title_like(reference: Reference, record: Record) -> bool:
    if not reference.title:
        return False
    own = reference.title.text
    return any(same_title(own, title) or _near(words(own), words(title)) for title in record.titles)


def _near(one: Sequence[str], other: Sequence[str]) -> bool:
    from rapidfuzz import fuzz

    return fuzz.ratio(" ".join(one), " ".join(other)) >= _NEAR


def _first_author_same(reference: Reference, record: Record) -> bool:
    return bool(reference.authors and record.authors) and same_family(
        reference.authors[0].family, record.authors[0].family
    )
