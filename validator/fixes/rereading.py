"""Reads a corrected source again: a correction that does not read as meant is left out."""

from collections.abc import Callable, Sequence

from validator.fixes.source_edits import PLAIN_DIGITS, Character, Edit, Style, applied, characters, in_order, style
from validator.model.text import Block, UnreadableError

Reader = Callable[[str], Sequence[Block]]
"""Reads a source as blocks; raises UnreadableError or UnicodeError when it cannot."""


def sound(
    source: str, blocks: Sequence[Block], placed: Sequence[tuple[Edit, ...]], read: Reader
) -> Sequence[tuple[Edit, ...]]:
    """The corrections after which the source reads as meant; halved until the ones at fault are found."""
    if not placed or reads(source, blocks, placed, read):
        return placed
    if len(placed) == 1:
        return ()
    middle = len(placed) // 2
    first = sound(source, blocks, placed[:middle], read)
    second = sound(source, blocks, placed[middle:], read)
    both = (*first, *second)
    return both if reads(source, blocks, both, read) else first


def reads(source: str, blocks: Sequence[Block], placed: Sequence[tuple[Edit, ...]], read: Reader) -> bool:
    """Whether the source with these edits reads as the same words and marks, but for what was written anew."""
    try:
        found = read(applied(source, placed))
    except (UnreadableError, UnicodeError):
        return False
    edits = in_order(placed)
    return len(found) == len(blocks) and all(
        _reads_block(block, again, source, edits) for block, again in zip(blocks, found, strict=True)
    )


def _reads_block(block: Block, again: Block, source: str, edits: Sequence[Edit]) -> bool:
    places = characters(block, source)
    known = [place for place in places if place]
    own = [edit for edit in edits if known and edit.start <= known[-1].end and edit.end >= known[0].start]
    return _same(_expected(block, places, own), again) if own else block.text == again.text


def _expected(block: Block, places: Sequence[Character | None], own: Sequence[Edit]) -> list[tuple[str, Style | None]]:
    """The characters of a block with its edits made, each with its style; new characters may have any."""
    expected: list[tuple[str, Style | None]] = []
    waiting = iter(own)
    edit = next(waiting, None)
    runs = ((run, character) for run in block.runs for character in run.text)
    for (run, character), place in zip(runs, places, strict=True):
        while edit and place and edit.start <= place.start and edit.end <= place.start:
            expected += [(new, None) for new in edit.new.translate(PLAIN_DIGITS)]
            edit = next(waiting, None)
        if not (edit and place and edit.start <= place.start and place.end <= edit.end):
            expected.append((character, style(run)))
    while edit:
        expected += [(new, None) for new in edit.new.translate(PLAIN_DIGITS)]
        edit = next(waiting, None)
    return expected


def _same(expected: Sequence[tuple[str, Style | None]], block: Block) -> bool:
    found = [(character, style(run)) for run in block.runs for character in run.text]
    return len(found) == len(expected) and all(
        (character, style or given) == (again, given)
        for (character, style), (again, given) in zip(expected, found, strict=True)
    )
