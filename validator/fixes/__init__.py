"""Applies the corrections of findings to the text of a Markdown or text file, and touches nothing else in it.

What was written is read again: a correction that does not read as meant is left out, and so is a whole group of those
that are made together.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from validator.fixes import placing, rereading
from validator.fixes.moves import Move, moved, stretch
from validator.fixes.placing import collide, edits_of_numbers
from validator.fixes.rereading import Reader
from validator.fixes.source_edits import Edit, applied, characters, in_order
from validator.model.result import Applicability, Fix, JudgedReference, LetterReport, OutcomeKind
from validator.model.text import Block


@dataclass(frozen=True, slots=True)
class Correction:
    """A source before and after, and how many corrections were applied, only suggested, or could not be placed.

    A group that is made together or not at all counts as one correction; groups_left of them could not be made.
    """

    before: str
    after: str
    applied: int = 0
    suggested: int = 0
    left: int = 0
    groups_left: int = 0


def offered(reports: Iterable[LetterReport]) -> tuple[Fix, ...]:
    """The corrections that the findings of letters offer, each once."""
    outcomes = (f.outcome for report in reports for item in report.items for f in item.findings)
    fixes = (fix for outcome in outcomes if outcome.kind is OutcomeKind.FINDING for fix in outcome.fixes)
    return tuple(dict.fromkeys(fixes))


def correct(
    source: str,
    fixes: Sequence[Fix],
    read: Reader,
    *,
    suggest: bool = False,
    means_as_before: Callable[[str], bool] = lambda _: True,
) -> Correction:
    """The source with the safe corrections applied, and with those that are only suggested if suggest is set.

    One that overlaps another, or that cannot be written back faithfully, is left out and counted; so is a whole group
    of them after which the source does not mean what it did.
    """
    wanted = [fix for fix in fixes if suggest or fix.applicability is Applicability.SAFE]
    single = [fix for fix in wanted if not fix.group]
    groups = _groups(wanted)
    blocks = read(source)
    placed = [
        edits
        for group in by_block(single)
        for edits in placing.placed(group, characters(group[0].span.block, source), source)
    ]
    sound = rereading.sound(source, blocks, placed, read)
    made = _Made(applied(source, sound), sound)
    done = 0
    for group in groups:
        attempt = _together(group, made, source, blocks, read)
        if attempt and means_as_before(attempt.text):
            made, done = attempt, done + 1
    return Correction(
        source,
        made.text,
        applied=len(sound) + done,
        suggested=len({fix.group or fix for fix in fixes} - {fix.group or fix for fix in wanted}),
        left=len(single) - len(sound),
        groups_left=len(groups) - done,
    )


def correct_list(source: str, judged: Iterable[JudgedReference]) -> Correction:
    """A bare list of references with each entry in its right form; numbers and what stands between entries stay."""
    edits = []
    for entry in judged:
        span = entry.reference.span
        if entry.corrected is None or not len(span):
            continue
        places = characters(span.block, source)
        first, last = places[span.start], places[span.end - 1]
        if first and last:
            edits.append((Edit(first.start, last.end, entry.corrected),))
    return Correction(source, applied(source, edits), len(edits))


def by_block(fixes: Iterable[Fix]) -> Iterable[list[Fix]]:
    """The corrections of each block."""
    blocks: dict[Block, list[Fix]] = {}
    for fix in fixes:
        blocks.setdefault(fix.span.block, []).append(fix)
    return blocks.values()


# Corrections that are made together or not at all


@dataclass(frozen=True, slots=True)
class _Made:
    """What a source has become, by the edits and moves that were made in it."""

    text: str
    edits: Sequence[tuple[Edit, ...]]
    moves: tuple[Move, ...] = ()


def _groups(fixes: Iterable[Fix]) -> Sequence[list[Fix]]:
    groups: dict[str, list[Fix]] = {}
    for fix in fixes:
        if fix.group:
            groups.setdefault(fix.group, []).append(fix)
    return list(groups.values())


def _together(group: Sequence[Fix], made: _Made, source: str, blocks: Sequence[Block], read: Reader) -> _Made | None:
    """What the source becomes with a whole group of corrections besides those made; None where it cannot be."""
    edits = _group_edits([fix for fix in group if fix.moved is None], source)
    moves = _moves(group, source)
    if edits is None or moves is None or any(collide([edit], others) for edit in edits for others in made.edits):
        return None
    placed = [*made.edits, edits] if edits else made.edits
    all_moves = (*made.moves, *moves)
    if not rereading.reads(source, blocks, placed, read):
        return None
    every = in_order(placed)
    text = moved(applied(source, placed), [move.after(every) for move in all_moves], read)
    return None if text is None else _Made(text, placed, all_moves)


def _group_edits(fixes: Iterable[Fix], source: str) -> tuple[Edit, ...] | None:
    edits: list[Edit] = []
    for fix in fixes:
        found = edits_of_numbers(fix, source)
        if found is None:
            return None
        edits += found
    return tuple(in_order([edits]))


def _moves(fixes: Iterable[Fix], source: str) -> Sequence[Move] | None:
    moves = []
    for fix in fixes:
        if fix.moved is not None:
            to, origin = stretch(fix.span, source), stretch(fix.moved, source)
            if to is None or origin is None:
                return None
            moves.append(Move(to, origin))
    return moves
