"""Finds the characters of a source that a correction changes, and what takes their place.

A correction is broken into the fewest marks and letters that differ, so that what stands between them (italics, a
line's end) stays as it is.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from validator.fixes.source_edits import RAISED_DIGITS, Character, Edit, characters, in_order, is_raised, style
from validator.model.patterns import Pattern
from validator.model.result import Fix
from validator.model.text import Run, Span

_TOKEN = Pattern(r"\p{L}+|\p{N}+|\s+|\S")
_NUMBER = Pattern(r"\d+")
_MARKS = {"*": "*", "_": "_", "^": "^", "~": "~", "<": ">"}


def placed(group: Iterable[Fix], places: Sequence[Character | None], source: str) -> list[tuple[Edit, ...]]:
    """The edits of the corrections of one block that can be told and do not overlap an earlier one."""
    found: list[tuple[Edit, ...]] = []
    taken: list[Span] = []
    for fix in group:
        edits = None if any(fix.span.overlaps(span) for span in taken) else edits_of(fix, places, source)
        if edits is not None and not any(collide(edits, others) for others in found):
            found.append(edits)
            taken.append(fix.span)
    return found


def collide(edits: Sequence[Edit], others: Sequence[Edit]) -> bool:
    """Whether edits reach into one another's stretch."""
    low, high = edits[0].start, edits[-1].end
    return any(low < other.end and other.start < high for other in others)


def edits_of(fix: Fix, places: Sequence[Character | None], source: str) -> tuple[Edit, ...] | None:
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


def edits_of_numbers(fix: Fix, source: str) -> list[Edit] | None:
    """The edits that give a mark its new numbers: number for number, or else the new list in place of the old."""
    before, after = fix.span.text, fix.after
    old, new = list(_NUMBER.finditer(before)), list(_NUMBER.finditer(after))
    if not old or not new:
        return None
    places = characters(fix.span.block, source)
    if _NUMBER.split(before) != _NUMBER.split(after):
        whole = fix.span.part(old[0].start(), old[-1].end())
        return _rewritten(whole, after[new[0].start() : new[-1].end()], places, source)
    edits: list[Edit] = []
    for one, other in zip(old, new, strict=True):
        if one[0] != other[0]:
            found = _replacement(fix.span.part(*one.span()), other[0], places, source)
            if found is None:
                return None
            edits += found
    return edits


def _rewritten(span: Span, new: str, places: Sequence[Character | None], source: str) -> list[Edit] | None:
    """The edit that writes new numbers between the marks before the first old one and those after the last."""
    first, last = places[span.start], places[span.end - 1]
    if not first or not last or not (first.exact and last.exact) or style(first.run) != style(last.run):
        return _replacement(span, new, places, source)
    raised = first.run.superscript and is_raised(source, first.start, first.end)
    return [Edit(first.start, last.end, new.translate(RAISED_DIGITS) if raised else new)]


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
