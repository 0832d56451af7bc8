"""Reads PubMed's own form (nbib, "PubMed" in its menu): https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format."""

from validator.model.record import Record, RecordAuthor, Records
from validator.records import parts, tagged
from validator.records.tagged import Fields


def read(text: str, file: str) -> Records:
    """The records of a file."""
    found = parts.Collected()
    for fields in tagged.records(text, "PMID", 4):
        number = _first(fields, "PMID")
        name = f"PMID {number[:20]} in {file}"
        try:
            found.add(_record(fields, number, name))
        except ValueError:
            found.unread(name)
    return found.records()


def _record(fields: Fields, number: str, name: str) -> Record:
    first, last = parts.pages(_first(fields, "PG"))
    years = (parts.year(_first(fields, tag)) for tag in ("DP", "DEP"))
    identifiers = [value for tag in ("LID", "AID") for value in fields.get(tag, ()) if value.endswith("[doi]")]
    return Record(
        name,
        _authors(fields),
        titles=_plain(fields, "TI", "TT", "BTI", "CTI"),
        journals=_plain(fields, "TA", "JT"),
        years=tuple(dict.fromkeys(filter(None, years))),
        volume=_first(fields, "VI"),
        issue=_first(fields, "IP"),
        first_page=first,
        last_page=last,
        doi=parts.doi(identifiers[0]) if identifiers else "",
        pmid=number if number.isdecimal() else "",
    )


def _plain(fields: Fields, *tags: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (parts.plain(v) for tag in tags for v in fields.get(tag, ())))))


def _first(fields: Fields, tag: str) -> str:
    return next(iter(_plain(fields, tag)), "")


def _authors(fields: Fields) -> tuple[RecordAuthor, ...]:
    """The persons, with their names in full where they are given, and then the groups."""
    full, short, groups = (list(map(parts.plain, parts.few(fields.get(tag, [])))) for tag in ("FAU", "AU", "CN"))
    persons = full if len(full) >= len(short) else short
    return (*map(parts.inverted, persons), *map(RecordAuthor, groups))
