"""Moves stretches of a source, marks and all, into one another's places: the entries of a list that is put in order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from validator.fixes.source_edits import Character, Edit, Style, characters, style
from validator.model.text import Block, Span, UnreadableError

_Styled = tuple[str, Style]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a source, from start to end."""

    start: int
    end: int

    def after(self, edits: Sequence[Edit]) -> "Stretch":
        """Where the stretch stands once edits are made; what they write at its very ends belongs to it."""
        before = sum(_growth(e) for e in edits if e.end <= self.start and e.start < self.start)
        until = sum(_growth(e) for e in edits if e.end <= self.end)
        return Stretch(self.start + before, self.end + until)


@dataclass(frozen=True, slots=True)
class Move:
    """A stretch of a source, and the one whose characters take its place."""

    to: Stretch
    origin: Stretch

    def after(self, edits: Sequence[Edit]) -> "Move":
        """The move in the source once edits are made."""
        return Move(self.to.after(edits), self.origin.after(edits))


def stretch(span: Span, source: str) -> Stretch | None:
    """Where a span stands in the source with the marks at its ends; None where that cannot be told."""
    places = characters(span.block, source)
    first = places[span.start] if len(span) else None
    last = places[span.end - 1] if len(span) else None
    if first is None or last is None or None in places:
        return None
    before = places[span.start - 1] if span.start else None
    following = places[span.end] if span.end < len(places) else None
    return Stretch(
        _leftmost(source, first.start, before.end if before else 0),
        _rightmost(source, last.end, following.start if following else len(source)),
    )


def moved(source: str, moves: Sequence[Move], read: Callable[[str], Sequence[Block]]) -> str | None:
    """The source with all moves made; None where it then does not read as the same words and marks in new places."""
    ordered = sorted(moves, key=lambda move: move.to.start)
    if any(one.to.end > other.to.start for one, other in pairwise(ordered)):
        return None
    pieces, at = [], 0
    for move in ordered:
        pieces += [source[at : move.to.start], source[move.origin.start : move.origin.end]]
        at = move.to.end
    text = "".join([*pieces, source[at:]])
    places = [list(zip(characters(block, source), _styled(block), strict=True)) for block in read(source)]
    expected = [list(_expected(block, ordered, places)) for block in places]
    try:
        found = read(text)
    except (UnreadableError, UnicodeError):
        return None
    return text if [_styled(block) for block in found] == expected else None


_Placed = Sequence[tuple[Character | None, _Styled]]


def _expected(block: _Placed, moves: Sequence[Move], blocks: Iterable[_Placed]) -> Iterator[_Styled]:
    """The characters of a block once the moves are made."""
    begun: set[Move] = set()
    for place, character in block:
        move = next((m for m in moves if place and m.to.start <= place.start < m.to.end), None)
        if move is None:
            yield character
        elif move not in begun:
            begun.add(move)
            yield from _within(move.origin, blocks)


def _within(wanted: Stretch, blocks: Iterable[_Placed]) -> Iterator[_Styled]:
    for block in blocks:
        yield from (known for place, known in block if place and wanted.start <= place.start < wanted.end)


def _styled(block: Block) -> list[_Styled]:
    return [(character, style(run)) for run in block.runs for character in run.text]


def _leftmost(source: str, start: int, limit: int) -> int:
    while start > limit and not source[start - 1].isspace():
        start -= 1
    return start


def _rightmost(source: str, end: int, limit: int) -> int:
    at = end
    while at < limit and source[at] not in "\r\n\f\v\x85\u2028\u2029":
        at += 1
        if not source[at - 1].isspace():
            end = at
    return end


def _growth(edit: Edit) -> int:
    return len(edit.new) - (edit.end - edit.start)
