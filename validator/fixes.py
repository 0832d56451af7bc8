"""Applies the corrections of findings to the text of a Markdown or text file, and touches nothing else in it.

Each correction is broken into the fewest marks and letters that differ, so that what stands between them (italics, a
line's end) stays as it is. What was written is then read again: a correction that does not read as meant is left out.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from validator.model.patterns import Pattern
from validator.model.result import Applicability, Fix, JudgedReference, LetterReport, OutcomeKind
from validator.model.text import Block, Run, Span, UnreadableError
from validator.moves import Move, moved, stretch
from validator.source_edits import (
    PLAIN_DIGITS,
    RAISED_DIGITS,
    Character,
    Edit,
    Style,
    applied,
    characters,
    in_order,
    is_raised,
    style,
)

_TOKEN = Pattern(r"\p{L}+|\p{N}+|\s+|\S")
_NUMBER = Pattern(r"\d+")
_MARKS = {"*": "*", "_": "_", "^": "^", "~": "~", "<": ">"}

Reader = Callable[[str], Sequence[Block]]
"""Reads a source as blocks; raises UnreadableError or UnicodeError when it cannot."""


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
    placed = [edits for group in _by_block(single) for edits in _placed(group, source)]
    sound = _sound(source, blocks, placed, read)
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


def _by_block(fixes: Iterable[Fix]) -> Iterable[list[Fix]]:
    blocks: dict[Block, list[Fix]] = {}
    for fix in fixes:
        blocks.setdefault(fix.span.block, []).append(fix)
    return blocks.values()


def _placed(group: Sequence[Fix], source: str) -> list[tuple[Edit, ...]]:
    """The edits of the corrections of one block that can be told and do not overlap an earlier one."""
    places = characters(group[0].span.block, source)
    placed: list[tuple[Edit, ...]] = []
    taken: list[Span] = []
    for fix in group:
        edits = None if any(fix.span.overlaps(span) for span in taken) else _edits(fix, places, source)
        if edits is not None and not any(_collide(edits, others) for others in placed):
            placed.append(edits)
            taken.append(fix.span)
    return placed


def _collide(edits: Sequence[Edit], others: Sequence[Edit]) -> bool:
    low, high = edits[0].start, edits[-1].end
    return any(low < other.end and other.start < high for other in others)


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
    if edits is None or moves is None or any(_collide([edit], others) for edit in edits for others in made.edits):
        return None
    placed = [*made.edits, edits] if edits else made.edits
    all_moves = (*made.moves, *moves)
    if not _reads(source, blocks, placed, read):
        return None
    every = in_order(placed)
    text = moved(applied(source, placed), [move.after(every) for move in all_moves], read)
    return None if text is None else _Made(text, placed, all_moves)


def _group_edits(fixes: Iterable[Fix], source: str) -> tuple[Edit, ...] | None:
    edits: list[Edit] = []
    for fix in fixes:
        found = _renumbered(fix, source)
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


def _renumbered(fix: Fix, source: str) -> list[Edit] | None:
    """The edits that give a mark its new numbers: number for number, or else the new list in place of the old."""
    before, after = fix.span.text, fix.after
    old, new = list(_NUMBER.finditer(before)), list(_NUMBER.finditer(after))
    if not old or not new:
        return None
    if _NUMBER.split(before) == _NUMBER.split(after):
        changes = [(fix.span.part(*one.span()), other[0]) for one, other in zip(old, new, strict=True)]
    else:
        changes = [(fix.span.part(old[0].start(), old[-1].end()), after[new[0].start() : new[-1].end()])]
    places = characters(fix.span.block, source)
    edits: list[Edit] = []
    for span, words in changes:
        found = _replacement(span, words, places, source) if span.text != words else []
        if found is None:
            return None
        edits += found
    return edits


# From the words of a block to the characters of its file


def _edits(fix: Fix, places: Sequence[Character | None], source: str) -> tuple[Edit, ...] | None:
    """The edits of the source that a correction comes to; None where they cannot be told."""
    edits: list[Edit] = []
    if _moves_words(fix.span.text, fix.after) and len({style(run) for run, _ in fix.span.runs()}) > 1:
        return None  # the words would change places, and their marks would not
    for start, end, new in _differences(fix.span.text, fix.after):
        span = fix.span.part(start, end)
        found = _replacement(span, new, places, source) if len(span) else _insertion(span, new, places)
        if found is None:
            return None
        edits += found
    following = places[fix.span.end] if _would_glue(fix) else None
    if following:
        edits.append(Edit(following.start, following.start, " "))
    return tuple(in_order([edits])) or None


def _would_glue(fix: Fix) -> bool:
    """Whether the word after the correction would lose the mark that parts it from the one before ("Dermatol.2019")."""
    following = fix.span.block.text[fix.span.end : fix.span.end + 1]
    return following.isalnum() and not fix.span.text[-1:].isalnum() and not fix.after[-1:].isspace()


def _differences(before: str, after: str) -> Iterator[tuple[int, int, str]]:
    """Where the words differ: from, to, and what should stand there. Blanks of every sort are the same."""
    old = [token[0] for token in _TOKEN.finditer(before)]
    new = [token[0] for token in _TOKEN.finditer(after)]
    matcher = SequenceMatcher(None, [_compared(t) for t in old], [_compared(t) for t in new], autojunk=False)
    for tag, first, last, new_first, new_last in matcher.get_opcodes():
        if tag != "equal":
            at = sum(map(len, old[:first]))
            words, instead = "".join(old[first:last]), "".join(new[new_first:new_last])
            head = _common(words, instead)
            tail = _common(words[head:][::-1], instead[head:][::-1])
            yield at + head, at + len(words) - tail, instead[head : len(instead) - tail]


def _compared(token: str) -> str:
    return " " if token.isspace() else token


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common from the beginning."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _moves_words(before: str, after: str) -> bool:
    """Whether a word of two letters or figures leaves one place for another."""
    gone, come = Counter[str](), Counter[str]()
    for start, end, new in _differences(before, after):
        gone.update(token[0] for token in _TOKEN.finditer(before[start:end]) if len(token[0]) > 1)
        come.update(token[0] for token in _TOKEN.finditer(new) if len(token[0]) > 1)
    return any(word.isalnum() for word in gone & come)


def _replacement(span: Span, new: str, places: Sequence[Character | None], source: str) -> list[Edit] | None:
    pieces: list[tuple[Run, list[Character], bool]] = []
    for run, part in span.runs():
        found = [character for character in places[part.start : part.end] if character]
        whole = len(part) == len(run.text)
        if len(found) < len(part) or not (whole or all(character.exact for character in found)):
            return None
        pieces.append((run, found, whole))
    edits = []
    # The new words take the place of words rather than that of the marks around them.
    heir = max(range(len(pieces)), key=lambda place: sum(map(str.isalnum, pieces[place][0].text)))
    for place, (run, found, whole) in enumerate(pieces):
        start, end = found[0].start, found[-1].end
        words = new if place == heir else ""
        if whole and not words and any(style(run)):
            start, end = _with_marks(source, start, end, run.link)
        elif run.superscript and is_raised(source, start, end):
            words = words.translate(RAISED_DIGITS)
        edits.append(Edit(start, end, words))
    return edits


def _with_marks(source: str, start: int, end: int, link: str) -> tuple[int, int]:
    """A styled stretch with the marks around it, which would be left with nothing between them."""
    target = f"]({link})"
    if source[start - 1 : start] == "[" and source.startswith(target, end):
        start, end = start - 1, end + len(target)
    while start > 0 and end < len(source) and _MARKS.get(source[start - 1]) == source[end]:
        start, end = start - 1, end + 1
    return start, end


def _insertion(span: Span, new: str, places: Sequence[Character | None]) -> list[Edit] | None:
    before = places[span.start - 1] if span.start else None
    after = places[span.start] if span.start < len(places) else None
    if before and not (any(style(before.run)) and after and not any(style(after.run))):
        return [Edit(before.end, before.end, new)]
    return [Edit(after.start, after.start, new)] if after else None


# Whether the corrected source reads as it should


def _sound(
    source: str, blocks: Sequence[Block], placed: Sequence[tuple[Edit, ...]], read: Reader
) -> Sequence[tuple[Edit, ...]]:
    """The corrections after which the source reads as meant; halved until the ones at fault are found."""
    if not placed or _reads(source, blocks, placed, read):
        return placed
    if len(placed) == 1:
        return ()
    middle = len(placed) // 2
    first = _sound(source, blocks, placed[:middle], read)
    second = _sound(source, blocks, placed[middle:], read)
    both = (*first, *second)
    return both if _reads(source, blocks, both, read) else first


def _reads(source: str, blocks: Sequence[Block], placed: Sequence[tuple[Edit, ...]], read: Reader) -> bool:
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
