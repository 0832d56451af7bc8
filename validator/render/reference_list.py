"""The reference list as it should be, with every change marked: what goes, what comes, what moves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from validator.fixes import offered
from validator.model.masking import Mask
from validator.model.reference import Reference
from validator.model.result import Fix, ItemStatus, LetterReport, OutcomeKind
from validator.model.text import Block, Span
from validator.model.wording import plural

_LONGEST_COMPARED = 2000
"""Characters of a correction that are compared word by word; of a longer one the whole is shown as changed."""

_UNREAD = "Not read as a journal article with all its parts, so its form was not judged."


class Change(StrEnum):
    """What becomes of a stretch of words."""

    SAME = "same"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a reference, masked, that stays, is taken out or put in."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A reference as it should be; was: its old number, where it moves. notes: what is still to be settled."""

    number: int
    was: int | None
    pieces: tuple[Piece, ...]
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The reference in its right form."""
        return " ".join("".join(piece.text for piece in self.pieces if piece.change is not Change.OUT).split())

    @property
    def changes(self) -> tuple[tuple[str, str], ...]:
        """What is replaced by what, in the order of the text; one of the two may be empty."""
        stretches = groupby(self.pieces, key=lambda piece: piece.change is Change.SAME)
        changed = (list(pieces) for same, pieces in stretches if not same)
        return tuple((_joined(pieces, Change.OUT), _joined(pieces, Change.IN)) for pieces in changed)

    @property
    def changed(self) -> bool:
        """Whether its words change; a new number alone is none."""
        return bool(self.changes)


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """The references in the order and form that the checklist asks for."""

    entries: tuple[Entry, ...]

    @property
    def said(self) -> str:
        """How much changes, in a sentence."""
        changed, moved = (sum(map(bool, marks)) for marks in zip(*self._marks(), strict=True))
        count = len(self.entries)
        if not changed and not moved:
            return "It needs no change."
        verb = "changes" if changed == 1 else "change"
        parts = [f"{changed} of {plural(count, 'reference')} {verb}"] if changed else []
        if not moved:
            return f"{parts[0]}."
        parts.append(f"{moved} {'change' if changed else 'references change'} places")
        return f"{' and '.join(parts)}. The citations in the text change with the numbers."

    @property
    def deviates(self) -> bool:
        """Whether any reference changes or moves."""
        return any(changed or moved for changed, moved in self._marks())

    def _marks(self) -> list[tuple[bool, bool]]:
        return [(entry.changed, entry.was is not None) for entry in self.entries]


def reference_list(report: LetterReport) -> ReferenceList:
    """The list of a letter with all corrections made that its findings offer, those only suggested among them."""
    items = tuple(item for item in report.items if item.status is not ItemStatus.WAIVED)
    fixes = offered([replace(report, items=items)])
    moved = {fix.span: fix.moved for fix in fixes if fix.moved is not None}
    single: dict[Block, list[Fix]] = {}  # by the block that they stand in: a long list has thousands
    for fix in fixes:
        if fix.moved is None and not fix.group:
            single.setdefault(fix.span.block, []).append(fix)
    here = {reference.span: reference for reference in report.letter.references}
    notes = _notes(replace(report, items=items))
    entries = []
    for place in report.letter.references:
        reference = here.get(moved.get(place.span, place.span), place)
        was = reference.number if reference is not place else None
        pieces = tuple(_pieces(reference.span, single.get(reference.span.block, ()), Mask.of(report.letter)))
        entries.append(Entry(place.number, was, pieces, tuple(notes.get(reference, ()))))
    return ReferenceList(tuple(entries))


def _joined(pieces: Sequence[Piece], change: Change) -> str:
    return "".join(piece.text for piece in pieces if piece.change is change)


def _notes(report: LetterReport) -> dict[Reference, list[str]]:
    """What findings and questions without a correction say of references, and which could not be read wholly."""
    words, found = Mask.of(report.letter).words, dict[Reference, list[str]]()
    of_block: dict[Block, list[Reference]] = {}
    for reference in report.letter.references:
        of_block.setdefault(reference.span.block, []).append(reference)
        if not reference.whole:
            found.setdefault(reference, []).append(_UNREAD)
    outcomes = (finding.outcome for item in report.items for finding in item.findings)
    for outcome in outcomes:
        if outcome.fixes or outcome.kind is OutcomeKind.REMARK:
            continue
        about = {r: None for span in outcome.at for r in of_block.get(span.block, ()) if r.span.covers(span)}
        said = _said_of_each(outcome.message, len(about))
        for reference in about if said else ():
            found.setdefault(reference, []).append(words(said))
    return found


def _said_of_each(message: str, count: int) -> str:
    """What a message says of every reference that it names; empty where it is about the list as a whole.

    Of "References 2 and 7: too few names." that is "Too few names."; what names one or two only is told whole.
    """
    named, colon, said = message.partition(": ")
    if not named.startswith("Reference") or "Reference " in said:
        return ""
    return f"{said[0].upper()}{said[1:]}" if colon and said else message if count <= 2 else ""


def _pieces(span: Span, fixes: Sequence[Fix], mask: Mask) -> Iterator[Piece]:
    """The words of a reference, each correction in its place; one that overlaps another is left out."""
    at = span.start
    inside = sorted((fix for fix in fixes if span.covers(fix.span)), key=lambda fix: (fix.span.start, fix.span.end))
    for fix in inside:
        if fix.span.start < at:
            continue
        if fix.span.start > at:
            yield Piece(Change.SAME, mask.span(Span(span.block, at, fix.span.start)))
        yield from _changed(fix, mask)
        at = fix.span.end
    if at < span.end:
        yield Piece(Change.SAME, mask.span(Span(span.block, at, span.end)))


def _changed(fix: Fix, mask: Mask) -> Iterator[Piece]:
    before, after = mask.span(fix.span), mask.words(fix.after, fix.span.block)
    hidden = before != fix.span.text  # words that are hidden must not be taken apart
    if hidden or max(len(before), len(after)) > _LONGEST_COMPARED:
        yield from _replaced(before, after)
        return
    old, new = _tokens(before), _tokens(after)
    gone = come = ""
    for tag, first, last, new_first, new_last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        out, put = "".join(old[first:last]), "".join(new[new_first:new_last])
        if tag == "equal" and out.strip():
            yield from _replaced(gone, come)
            yield Piece(Change.SAME, out)
            gone = come = ""
        else:  # a blank that stays between two changes is told with them
            gone, come = gone + out, come + put
    yield from _replaced(gone, come)


def _replaced(before: str, after: str) -> Iterator[Piece]:
    if before == after:
        yield from [Piece(Change.SAME, before)] if before else ()
        return
    if before:
        yield Piece(Change.OUT, before)
    if after:
        yield Piece(Change.IN, after)


def _tokens(text: str) -> list[str]:
    """Words and the blanks between them."""
    return ["".join(characters) for _, characters in groupby(text, key=str.isspace)]
