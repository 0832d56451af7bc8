"""Waivers: a person's decisions to let an item of a letter go, with the reason."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from validator.model.letter import Letter
from validator.model.result import Item, ItemStatus, LetterReport
from validator.profiles import did_you_mean

if TYPE_CHECKING:
    from pydantic import ValidationError

_STRICT = {"extra": "forbid", "str_strip_whitespace": True}
_NO_DATE = "until must be a date such as 2027-03-31."


class WaiverError(Exception):
    """A file of waivers that cannot be used; the message says which entry and why."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """One item let go for the letters whose file meets `letter`, by whom and until when, and why.

    letter: a glob for the file's name, or for the end of its path ("letters/2026-*.docx"), or for the archive or the
    folder that a submission of several files came in ("2026-114*").
    """

    __pydantic_config__ = _STRICT

    item: str
    reason: str
    letter: str = "*"
    by: str = ""
    until: date | None = None


def load(file: Path) -> tuple[Waiver, ...]:
    """The waivers of a TOML file, each a `[[waiver]]` with item and reason; raises WaiverError."""
    import tomllib

    try:
        tables = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        hint = " Words stand between quotation marks, a date as 2027-03-31." if isinstance(error, ValueError) else ""
        message = f"The waivers in {file} cannot be read: {reason.lower()}.{hint}"
        raise WaiverError(message) from error
    for other in tables.keys() - {"waiver"}:
        close = " Did you mean [[waiver]]?" if did_you_mean(other, ["waiver"]) else ""
        message = (
            f"The waivers in {file} cannot be used: there is no such key as '{other}'.{close} {_made_of('waiver')}"
        )
        raise WaiverError(message)
    return of_tables(tables.get("waiver", []), str(file), "waiver")


def of_tables(entries: object, file: str, table: str) -> tuple[Waiver, ...]:
    """The waivers that stand in a file as tables of that name; raises WaiverError."""
    from pydantic import TypeAdapter, ValidationError

    try:
        waivers = TypeAdapter(tuple[Waiver, ...]).validate_python(entries)
    except ValidationError as error:
        message = f"The waivers in {file} cannot be used: {_fault(error, table)}"
        raise WaiverError(message) from error
    for number, entry in enumerate(waivers, start=1):
        if not entry.reason:
            message = f"The waivers in {file} cannot be used: waiver {number}: reason must be there, in words."
            raise WaiverError(message)
    return waivers


def _made_of(table: str) -> str:
    return f"Each waiver is a [[{table}]] with item and reason."


def _fault(error: ValidationError, table: str) -> str:
    """The first thing that is wrong with the entries, as a sentence; a misspelt key before one that lacks."""
    faults = error.errors(include_url=False)
    first = [fault for fault in faults if fault["loc"][:1] == faults[0]["loc"][:1]]
    fault = next((fault for fault in first if fault["type"] == "unexpected_keyword_argument"), first[0])
    place = fault["loc"]
    if len(place) < 2:
        which = f"waiver {int(place[0]) + 1} is no table." if place else "they are no list of tables."
        return f"{which} {_made_of(table)}"
    number, key = f"waiver {int(place[0]) + 1}", str(place[1])
    if key == "until":
        return f"{number}: {_NO_DATE}"
    if fault["type"] == "unexpected_keyword_argument":
        known = [field.name for field in fields(Waiver)]
        return f"{number}: there is no such key as '{key}'.{did_you_mean(key, known)}"
    return f"{number}: {key} must be there, in words."


def refuse_unknown(waivers: Iterable[Waiver], items: Collection[str], families: Collection[str]) -> None:
    """Raise WaiverError for a waiver of something that is no item of the checklist: it would let nothing go."""
    for waiver in waivers:
        if waiver.item in families:
            message = f"'{waiver.item}' is a family of items. A waiver lets one item go: name it."
        elif waiver.item not in items:
            message = f"There is no item '{waiver.item}' to waive.{did_you_mean(waiver.item, items)}"
        else:
            continue
        raise WaiverError(message)


def idle(waivers: Sequence[Waiver], letters: Sequence[LetterReport], today: date) -> Iterator[str]:
    """What a person should know of waivers that let nothing go in these letters, as sentences."""
    met = [(item.id, letter.letter) for letter in letters for item in letter.items if item.waiver]
    old = [f"{w.item} ({w.letter}, until {w.until})" for w in waivers if not holds(w, today)]
    other = [
        f"{w.item} ({w.letter})"
        for w in waivers
        if holds(w, today) and not any(w.item == item and _meets(letter, w.letter) for item, letter in met)
    ]
    if old:
        yield f"No longer valid, so not applied: the waivers of {', '.join(old)}."
    if other:
        yield f"Nothing to let go was found for the waivers of {', '.join(other)}."


def apply(item: Item, letter: Letter, waivers: Sequence[Waiver], today: date) -> Item:
    """The item, waived if a waiver that still holds lets it go; what passes or does not apply needs none."""
    if item.status in {ItemStatus.PASS, ItemStatus.NOT_APPLICABLE}:
        return item
    for waiver in waivers:
        if waiver.item == item.id and holds(waiver, today) and _meets(letter, waiver.letter):
            who = f" ({waiver.by})" if waiver.by else ""
            return replace(item, status=ItemStatus.WAIVED, waiver=f"{waiver.reason}{who}")
    return item


def holds(waiver: Waiver, today: date) -> bool:
    """Whether a waiver is still valid on that day."""
    return waiver.until is None or today <= waiver.until


def _meets(letter: Letter, glob: str) -> bool:
    return any(_is_meant(name, glob) for name in (letter.file, *_came_in(letter)))


def _came_in(letter: Letter) -> Iterator[str]:
    """The archive that a letter came in, and the folder that holds all files of a submission of several."""
    path = letter.file.replace("\\", "/")
    folders = path.split("/")[:-1]
    yield from ("/".join(folders[: at + 1]) for at, name in enumerate(folders) if name.casefold().endswith(".zip"))
    if len(letter.files) > 1:
        folder = "/".join(folders)
        while folder and not all(file.name.replace("\\", "/").startswith(f"{folder}/") for file in letter.files):
            folder = folder.rpartition("/")[0]
        if folder:
            yield folder


def _is_meant(name: str, glob: str) -> bool:
    path = name.replace("\\", "/")
    if fnmatchcase(path, glob) or fnmatchcase(path.rpartition("/")[2], glob):
        return True
    # A glob with folders is written as seen from its own file, wherever the program is started.
    return "/" in glob and fnmatchcase(os.path.abspath(name).replace("\\", "/"), f"*/{glob.removeprefix('./')}")  # noqa: PTH100 - a name, not a file
