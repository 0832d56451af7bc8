"""Corrections as tracked changes, which their reader accepts or rejects one by one."""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy

from lxml import etree

from validator import fixes
from validator.annotating.pieces import LOOK, RUN, SPACE, TEXT, Pieces
from validator.annotating.places import Place, Places
from validator.annotating.signature import Signature
from validator.fixes import placing
from validator.fixes.source_edits import Character, Edit, style
from validator.model.result import Fix
from validator.model.text import Block
from validator.readers.word.names import W
from validator.readers.word.traces import OURS

INSERTION, DELETION, DELETED = f"{W}ins", f"{W}del", f"{W}delText"

_NO_MARKS = str.maketrans(dict.fromkeys("*_^~<>[]", " "))
"""What would be a mark in Markdown is a character like others in Word."""


class Changes:
    """The changes that corrections come to; made once the runs are cut."""

    def __init__(self, places: Places, corrections: Iterable[Fix]) -> None:
        self._places = places
        self._free: dict[Pieces, bool] = {}
        self.planned: dict[Block, list[Edit]] = {}
        """The edits of each block, by the characters of its text, first to last."""
        self.count = 0
        for group in fixes.by_block(corrections):
            block = group[0].span.block
            found = placing.placed(group, list(self._characters(block)), block.text.translate(_NO_MARKS))
            self.count += len(found)
            edits = sorted((edit for one in found for edit in one), key=lambda edit: (edit.start, edit.end))
            if edits:
                self.planned[block] = edits
                self._cut(block, edits)

    def make(self, signature: Signature) -> Iterator[etree._Element]:
        """Make the changes; gives the elements that they touch."""
        for block, edits in self.planned.items():
            for edit in edits:
                yield from self._make(block, edit, signature)

    def _characters(self, block: Block) -> Iterator[Character | None]:
        """The characters of a block, where they can be changed."""
        runs = (run for run in block.runs for _ in run.text)
        for at, (run, place) in enumerate(zip(runs, self._places.of(block), strict=True)):
            yield Character(run, at, at + 1, exact=True) if place and self._is_free(place) else None

    def _is_free(self, place: Place) -> bool:
        """Whether a character lies in no change, as the text was before ours."""
        pieces = place.pieces
        if pieces not in self._free:
            self._free[pieces] = pieces.is_editable and not self._places.containers.is_changed(pieces.run)
        return self._free[pieces]

    def _cut(self, block: Block, edits: Sequence[Edit]) -> None:
        places = self._places.of(block)
        for edit in edits:
            if edit.start < len(places) and (first := places[edit.start]):
                first.pieces.cut(first.offset)
            if edit.end and (last := places[edit.end - 1]):
                last.pieces.cut(last.offset + 1)

    def _make(self, block: Block, edit: Edit, signature: Signature) -> Iterator[etree._Element]:
        places = self._places.of(block)
        deleted = dict.fromkeys(place.pieces.piece(place.offset) for place in places[edit.start : edit.end] if place)
        beside, behind = self._neighbour(block, edit)
        for piece in deleted:
            _delete(piece, signature)
        if edit.new and beside is not None:
            _insert(edit.new, beside, signature, behind=behind)
        yield from deleted
        if beside is not None:
            yield beside

    def _neighbour(self, block: Block, edit: Edit) -> tuple[etree._Element | None, bool]:
        """The piece that new words stand beside and look like, and whether they stand behind it."""
        places = self._places.of(block)
        if edit.end > edit.start:
            last = places[edit.end - 1]
            return (last.pieces.piece(last.offset) if last else None), True
        before = places[edit.start - 1] if edit.start else None
        after = places[edit.start] if edit.start < len(places) else None
        if before and not self._is_free(before):
            before = None
        if after and not self._is_free(after):
            after = None
        if before and after and _is_marked(block, edit.start - 1) and not _is_marked(block, edit.start):
            before = None
        if before:
            return before.pieces.piece(before.offset), True
        return (after.pieces.piece(after.offset) if after else None), False


def top(piece: etree._Element) -> etree._Element:
    """A piece, or the deletion that it was put into."""
    parent = piece.getparent()
    return parent if parent is not None and parent.tag == DELETION else piece


def is_our_insertion(element: etree._Element) -> bool:
    """Whether an element holds words that we put in."""
    return element.tag == INSERTION and element.get(f"{W}author") == OURS


def _is_marked(block: Block, at: int) -> bool:
    return any(style(run) != style(run.__class__("")) for run, _ in block.span(at, at + 1).runs())


def _delete(piece: etree._Element, signature: Signature) -> None:
    parent = piece.getparent()
    assert parent is not None  # noqa: S101 - a run stands in a paragraph
    deletion = signature.signed(DELETION)
    parent.insert(parent.index(piece), deletion)
    deletion.append(piece)
    deletion.tail, piece.tail = piece.tail, None
    for text in piece.iterchildren(TEXT):
        text.tag = DELETED


def _insert(words: str, beside: etree._Element, signature: Signature, *, behind: bool) -> None:
    anchor = top(beside)
    parent = anchor.getparent()
    assert parent is not None  # noqa: S101 - a run stands in a paragraph
    insertion = signature.signed(INSERTION)
    while behind and (following := anchor.getnext()) is not None and is_our_insertion(following):
        anchor = following
    parent.insert(parent.index(anchor) + behind, insertion)
    run = etree.SubElement(insertion, RUN)
    look = beside.find(LOOK)
    if look is not None:
        run.append(deepcopy(look))
        for change in run.findall(f"{LOOK}/{W}rPrChange"):
            run[0].remove(change)
    text = etree.SubElement(run, TEXT)
    text.text = words
    if words != words.strip():
        text.set(SPACE, "preserve")
