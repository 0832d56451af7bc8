"""Where the characters of a block stand in the source of its file, and edits of that source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from validator.model.text import Block, Run

RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")

Style = tuple[bool, bool, bool, bool, str]


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters of the source, from start to end, and what takes their place."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Character:
    """Where a character of a block stands in the source; exact: no other character shares its place."""

    run: Run
    start: int
    end: int
    exact: bool


def style(run: Run) -> Style:
    """How a run is printed."""
    return run.bold, run.italic, run.superscript, run.subscript, run.link


def characters(block: Block, source: str) -> list[Character | None]:
    """The place of each character of a block; None for what no file holds."""
    return [place for run in block.runs for place in _places(run, source, len(run.text))]


def is_raised(source: str, start: int, end: int) -> bool:
    """Whether a stretch of the source is written in the raised digits of Unicode."""
    return any(sign in "⁰¹²³⁴⁵⁶⁷⁸⁹" for sign in source[start:end])


def applied(source: str, placed: Iterable[Sequence[Edit]]) -> str:
    """The source with its edits made."""
    pieces, at = [], 0
    for edit in in_order(placed):
        pieces += [source[at : edit.start], edit.new]
        at = edit.end
    return "".join([*pieces, source[at:]])


def in_order(placed: Iterable[Sequence[Edit]]) -> list[Edit]:
    """The edits from the beginning of the source to its end."""
    return sorted((edit for edits in placed for edit in edits), key=lambda edit: (edit.start, edit.end))


def _places(run: Run, source: str, length: int) -> list[Character | None]:
    origin = run.origin
    if origin is None or origin.offset is None or origin.length is None:
        return [None] * length
    start, end = origin.offset, origin.offset + origin.length
    written = source[start:end]
    if written != run.text and (len(written) != length or written.translate(PLAIN_DIGITS) != run.text):
        return [Character(run, start, end, exact=False)] * length
    if length == 1 and source[start - 1 : start] == "\\" and not run.text.isalnum():
        return [Character(run, start - 1, end, exact=True)]  # an escape goes with its character
    return [Character(run, at, at + 1, exact=True) for at in range(start, end)]
