"""Reads RIS, which EndNote, Zotero, Mendeley and most publishers export."""

from validator.model.record import Record, RecordAuthor, Records
from validator.records import parts, tagged
from validator.records.tagged import Fields

_AUTHORS = ("AU", "A1")
_TITLES = ("TI", "T1", "TT")
_JOURNALS = ("T2", "JO", "JF", "JA", "J1", "J2")
_YEARS = ("PY", "Y1", "DA")
_LOOSE = ("AN", "C2", "N1", "M1", "L2", "UR")
"""Where exporters leave a PMID that RIS has no tag for."""


def read(text: str, file: str) -> Records:
    """The records of a file."""
    found = parts.Collected()
    for number, fields in enumerate(tagged.records(text, "TY", 2), 1):
        name = f"record {number} of {file}"
        try:
            found.add(_record(fields, name))
        except ValueError:
            found.unread(name)
    return found.records()


def _record(fields: Fields, name: str) -> Record:
    first, last = _pages(fields)
    years = tuple(filter(None, (parts.year(value) for value in _values(fields, *_YEARS))))
    return Record(
        name,
        _authors(fields),
        titles=_plain(fields, *_TITLES),
        journals=_plain(fields, *_JOURNALS),
        years=years[:1],
        volume=_first(fields, "VL"),
        issue=_first(fields, "IS"),
        first_page=first,
        last_page=last,
        doi=next(filter(None, (parts.doi(value) for value in _values(fields, "DO", "M3", "UR", "L3"))), ""),
        pmid=_pmid(fields),
    )


def _values(fields: Fields, *tags: str) -> list[str]:
    return [value for tag in tags for value in fields.get(tag, ())]


def _plain(fields: Fields, *tags: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(parts.plain, _values(fields, *tags)))))


def _first(fields: Fields, tag: str) -> str:
    return next(iter(_plain(fields, tag)), "")


def _authors(fields: Fields) -> tuple[RecordAuthor, ...]:
    tag = next((tag for tag in _AUTHORS if tag in fields), "AU")
    return tuple(parts.inverted(name) for value in parts.few(fields.get(tag, [])) if (name := parts.plain(value)))


def _pages(fields: Fields) -> tuple[str, str]:
    """First and last page, which stand together in SP where the exporter did not part them."""
    first, last = parts.pages(_first(fields, "SP"))
    return first, last or parts.pages(_first(fields, "EP"))[0]


def _pmid(fields: Fields) -> str:
    number = _first(fields, "AN")
    if number.isdecimal() and any(
        word in value.casefold() for value in _values(fields, "DB", "DP") for word in ("pubmed", "medline", "nlm")
    ):
        return number
    return parts.pmid(_values(fields, *_LOOSE))
