"""The blocks of one part of a Word file: its paragraphs, also those in tables, text boxes and content controls."""

from collections.abc import Iterator
from itertools import count

from lxml import etree

from validator.model.text import PLAIN, Block, Hint, HintKind, Origin, Run
from validator.readers.word.names import W
from validator.readers.word.numbering import Numbering
from validator.readers.word.runs import ALTERNATIVES, CONTROL, CONTROL_CONTENT, TRANSPARENT, RunReader, branch
from validator.readers.word.styles import Styles, is_on

PARAGRAPH = f"{W}p"
_TABLE, _ROW, _CELL = f"{W}tbl", f"{W}tr", f"{W}tc"
_WRAPPERS = TRANSPARENT | {CONTROL_CONTENT}
_WHOLE_PART = frozenset({HintKind.HEADER, HintKind.FOOTER, HintKind.FOOTNOTE, HintKind.REFERENCE})


class BlockReader:
    """Reads the blocks below an element in their order.

    places: the place of each paragraph among those of its part, empty where findings cannot point into it.
    """

    def __init__(
        self, file: str, runs: RunReader, styles: Styles, numbering: Numbering, places: dict[etree._Element, int]
    ) -> None:
        self._file = file
        self._runs = runs
        self._styles = styles
        self._numbering = numbering
        self._places = places
        self._tables = count(1)
        self._boxes = count(1)
        self._blocks: list[Block] = []
        self.drawings: list[tuple[etree._Element, Origin, int]] = []
        """The drawings met, each with its place and the number of blocks up to its paragraph."""
        self._joined: list[Run] = []
        """Runs of paragraphs whose end was deleted: they are the beginning of the next one."""

    def read(self, parent: etree._Element, hint: Hint = PLAIN) -> list[Block]:
        """The blocks below an element; hint: what all of them are, where it is not for each to say."""
        self._blocks = []
        self._container(parent, hint)
        return self._blocks

    def _container(self, parent: etree._Element, hint: Hint) -> None:
        outside, self._joined = self._joined, []
        self._walk(parent, hint)
        self._finish(self._joined, hint)
        self._joined = outside

    def _walk(self, parent: etree._Element, hint: Hint) -> None:
        for child in parent:
            tag = child.tag
            if tag == PARAGRAPH:
                self._paragraph(child, hint)
            elif tag == _TABLE:
                self._table(child, hint)
            elif tag == CONTROL or tag in _WRAPPERS:
                self._walk(child, hint)
            elif tag == ALTERNATIVES:
                version = branch(child)
                if version is not None:
                    self._walk(version, hint)

    def _paragraph(self, paragraph: etree._Element, around: Hint) -> None:
        properties = paragraph.find(f"{W}pPr")
        style = self._styles.of(properties)
        runs, boxes = self._runs.read(paragraph, style, self._places.get(paragraph))
        drawings = self._runs.drawings
        end = None if properties is None else properties.find(f"{W}rPr")
        if end is not None and _is_deleted(end):
            self._joined += runs
        elif runs or end is None or not _is_hidden(end):
            hint = self._hint(style, properties, around)
            self._finish(self._joined + runs, hint)
            self._joined = []
        self.drawings += ((drawing, origin, len(self._blocks)) for drawing, origin in drawings)
        for box in boxes:
            inside = around if around.kind in _WHOLE_PART else Hint(HintKind.TEXT_BOX, group=f"box-{next(self._boxes)}")
            self._container(box, inside)

    def _hint(self, style: str, properties: etree._Element | None, around: Hint) -> Hint:
        listed = self._numbering.place(style, properties)
        label = "" if listed is None else self._numbering.count(*listed)
        if around.kind in _WHOLE_PART:
            return around
        role = self._styles.role(style, properties)
        if around.kind is HintKind.TABLE_CELL and role.kind is not HintKind.CAPTION:
            return around
        if role is not PLAIN:
            return Hint(role.kind, role.level, label, around.group)
        return around if listed is None else Hint(HintKind.LIST_ITEM, listed[1] + 1, label, around.group)

    def _finish(self, runs: list[Run], hint: Hint) -> None:
        if any(run.text.strip() for run in runs):
            self._blocks.append(Block(tuple(runs), hint, self._file))

    def _table(self, table: etree._Element, around: Hint) -> None:
        group = f"table-{next(self._tables)}"
        hint = around if around.kind in _WHOLE_PART else Hint(HintKind.TABLE_CELL, group=group)
        for row in _members(table, _ROW):
            if row.find(f"{W}trPr/{W}del") is None:
                for cell in _members(row, _CELL):
                    if cell.find(f"{W}tcPr/{W}cellDel") is None:
                        self._container(cell, hint)


def _members(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or cells of a row, also those in content controls and tracked insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == CONTROL or child.tag in _WRAPPERS:
            yield from _members(child, tag)


def _is_deleted(end: etree._Element) -> bool:
    return end.find(f"{W}del") is not None or end.find(f"{W}moveFrom") is not None


def _is_hidden(end: etree._Element) -> bool:
    vanish = end.find(f"{W}vanish")
    return vanish is not None and is_on(vanish)
