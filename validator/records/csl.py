"""Reads CSL-JSON, which Zotero, Mendeley and Crossref give: https://docs.citationstyles.org (citeproc JSON)."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from validator.model.record import Record, RecordAuthor, Records
from validator.records import parts

_LONGEST_ID = 40
"""Characters of an id that a person can look for; Zotero's own are links."""


def read(text: str, file: str) -> Records:
    """The records of a file: a list, one record alone, or Zotero's list under "items"."""
    data = json.loads(text)
    if isinstance(data, dict):
        data = data["items"] if isinstance(data.get("items"), list) else [data]
    found = parts.Collected()
    for number, item in enumerate(data, 1):
        name = _name(item, number, file)
        try:
            found.add(_record(item, name))
        except (ValueError, TypeError, AttributeError):
            found.unread(name)
    return found.records()


def _name(item: object, number: int, file: str) -> str:
    own = item.get("id") if isinstance(item, dict) else None
    if isinstance(own, str) and 0 < len(own) <= _LONGEST_ID and not set("/: \n") & set(own):
        return f"{own} in {file}"
    return f"record {number} of {file}"


def _record(item: dict[str, Any], name: str) -> Record:
    first, last = parts.pages(_first(item, "page", "article-number"))
    number = _first(item, "PMID")
    return Record(
        name,
        tuple(_authors(parts.few(item.get("author") or []))),
        titles=_plain(item, "title", "original-title"),
        journals=_plain(
            item, "container-title", "container-title-short", "journalAbbreviation", "short-container-title"
        ),
        years=tuple(filter(None, [_year(item.get("issued") or {})])),
        volume=_first(item, "volume"),
        issue=_first(item, "issue"),
        first_page=first,
        last_page=last,
        doi=next(filter(None, (parts.doi(_first(item, key)) for key in ("DOI", "URL"))), ""),
        pmid=number if number.isdecimal() else parts.pmid(_values(item.get("note"))),
    )


def _values(value: object) -> Iterator[str]:
    """A value as words; Crossref gives a list where Zotero gives a text, and numbers come with and without quotes."""
    if isinstance(value, list):
        yield from (words for one in value for words in _values(one))
    elif isinstance(value, str | int) and not isinstance(value, bool):
        yield str(value)


def _plain(item: dict[str, Any], *keys: str) -> tuple[str, ...]:
    found = (parts.plain(value) for key in keys for value in _values(item.get(key)))
    return tuple(dict.fromkeys(filter(None, found)))


def _first(item: dict[str, Any], *keys: str) -> str:
    return next(iter(_plain(item, *keys)), "")


def _authors(names: Sequence[dict[str, Any]]) -> Iterator[RecordAuthor]:
    for name in names:
        family, given = _first(name, "family"), _first(name, "given")
        if family:
            particles = _plain(name, "dropping-particle", "non-dropping-particle")
            yield RecordAuthor(" ".join((*particles, family)), given)
        elif group := _first(name, "literal", "name"):
            yield parts.inverted(group) if "," in group else RecordAuthor(group)


def _year(issued: dict[str, Any]) -> str:
    dates = list(_values(issued.get("date-parts")))
    return parts.year(dates[0] if dates else _first(issued, "raw", "literal"))
