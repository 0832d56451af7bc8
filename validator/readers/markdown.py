"""Reads Markdown: blocks by their lines, inline marks with the place of every character kept.

The blocks of CommonMark that a letter uses are found here rather than by a Markdown library: the places of inline marks
have to be kept anyway, and importing a library takes a third of the time that a whole check may take.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.model.patterns import Pattern
from validator.model.text import Block, Format, Hint, HintKind, Manuscript, Origin
from validator.readers.decode import decode
from validator.readers.markdown_inline import Source, inline

if TYPE_CHECKING:
    from validator.model.picture import Picture
    from validator.model.traces import Traces
    from validator.readers.markdown_pictures import Neighbour

_FENCE = Pattern(r"\s{0,3}(`{3,}|~{3,})")
_ATX = Pattern(r"\s{0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_SETEXT = Pattern(r"\s{0,3}(=+|-+)[ \t]*$")
_RULE = Pattern(r"\s{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ITEM = Pattern(r"(\s*)(?:(\d{1,4})[.)]|[-*+•])[ \t]+(?=\S)")
_NOTE = Pattern(r"\s{0,3}\[\^([^\]\s]{1,30})\]:[ \t]*")
_QUOTE = Pattern(r"\s{0,3}>[ \t]?")
_DELIMITER_ROW = Pattern(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?$")
_COMMENT = Pattern(r"<!--.*?(?:-->|\Z)", flags=16)  # regex.DOTALL
_IMAGE = Pattern(r"\s*!\[([^\]]*)\]\([^)]*\)(?:\{[^{}]*\})?\s*$")
_CELL_BORDER = Pattern(r"(?<!\\)\|")


@dataclass(slots=True)
class _Open:
    """A block that is being collected: what it is and the pieces of source that make it up."""

    hint: Hint
    pieces: list[tuple[int, int]]


def read(name: str, data: bytes, sha256: str, neighbour: "Neighbour | None" = None) -> Manuscript:
    """The manuscript of a Markdown file; raises UnreadableError when its bytes are no text.

    neighbour: gives the files that stand beside it, for its pictures.
    """
    text = decode(data)
    source = Source(text)
    made = (_block(name, source, opened) for opened in _renumbered(list(_blocks(source))))
    blocks = tuple(block for block in made if block.text.strip())
    pictures = _pictures(name, source, blocks, neighbour)
    return Manuscript(name, Format.MARKDOWN, blocks, sha256, pictures, _traces(name, source))


def _traces(name: str, source: Source) -> "Traces | None":
    if "<!--" not in source.text:
        return None
    from validator.readers import markdown_comments  # few letters have comments

    return markdown_comments.read(name, source)


def _pictures(
    name: str, source: Source, blocks: Sequence[Block], neighbour: "Neighbour | None"
) -> "tuple[Picture, ...]":
    if "![" not in source.text and "<img" not in source.text.casefold():
        return ()
    from validator.readers import markdown_pictures  # a letter without pictures need not wait for it

    return markdown_pictures.read(name, source, blocks, neighbour)


def _block(name: str, source: Source, opened: _Open) -> Block:
    return Block(tuple(inline(source, opened.pieces)), opened.hint, name)


def _lines(source: Source) -> Iterator[tuple[int, int]]:
    """The lines that hold text: without comments and front matter."""
    text, at = source.text, 0
    hidden = [match.span() for match in _COMMENT.finditer(text)] if "<!--" in text else []
    starts = source.line_starts
    for number, start in enumerate(starts):
        end = starts[number + 1] - 1 if number + 1 < len(starts) else len(text)
        end = end - 1 if end > start and text[end - 1] == "\r" else end
        while at < len(hidden) and hidden[at][1] <= start:
            at += 1
        if at < len(hidden) and hidden[at][0] <= start and end <= hidden[at][1]:
            continue
        yield start, end


def _blocks(source: Source) -> Iterator[_Open]:
    collector = _Collector(source)
    lines = list(_lines(source))
    skip = _front_matter(source.text, lines)
    for start, end in lines[skip:]:
        yield from collector.take(start, end)
    yield from collector.close()


def _front_matter(text: str, lines: Sequence[tuple[int, int]]) -> int:
    """How many lines a YAML header takes up; 0 when there is none."""
    if not lines or text[slice(*lines[0])].strip() != "---":
        return 0
    for number, (start, end) in enumerate(lines[1:60], 1):
        line = text[start:end].strip()
        if line in {"---", "..."}:
            return number + 1
        if not line:
            return 0
    return 0


class _Collector:
    """Takes line after line and gives each block when it is complete."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.open: _Open | None = None
        self.fence = ""
        self.table = 0
        self.in_table = False

    def close(self) -> Iterator[_Open]:
        if self.open is not None and self.open.pieces:
            yield self.open
        self.open = None

    def take(self, start: int, end: int) -> Iterator[_Open]:
        text = self.source.text
        fence = _FENCE.match(text, start, end)
        if fence or self.fence:
            yield from self._fenced(start, end, fence.group(1) if fence else "")
            return
        while quote := _QUOTE.match(text, start, end):
            start = quote.end()
        line = text[start:end]
        if not line.strip():
            self.in_table = False
            yield from self.close()
        elif self.open and self.open.hint.kind is HintKind.TEXT and _SETEXT.fullmatch(line):
            self.open.hint = Hint(HintKind.HEADING, level=1 if "=" in line else 2)
            yield from self.close()
        elif _RULE.fullmatch(line):
            yield from self.close()
        elif "|" in line and (self.in_table or _DELIMITER_ROW.fullmatch(line) or line.lstrip().startswith("|")):
            yield from self._row(start, end, line)
        else:
            yield from self._other(start, end)

    def _fenced(self, start: int, end: int, mark: str) -> Iterator[_Open]:
        if not self.fence:
            yield from self.close()
            self.fence = mark
        elif mark.startswith(self.fence):
            self.fence = ""
            yield from self.close()
        elif self.open:
            self.open.pieces.append((start, end))
        else:
            self.open = _Open(Hint(), [(start, end)])

    def _row(self, start: int, end: int, line: str) -> Iterator[_Open]:
        if not self.in_table:
            yield from self._header()
        self.in_table = True
        if _DELIMITER_ROW.fullmatch(line):
            return
        hint = Hint(HintKind.TABLE_CELL, group=f"table-{self.table}")
        borders = [match.span() for match in _CELL_BORDER.finditer(self.source.text, start, end)]
        cells = zip([start, *(b for _, b in borders)], [*(a for a, _ in borders), end], strict=True)
        for left, right in cells:
            if self.source.text[left:right].strip():
                yield _Open(hint, [(left, right)])

    def _header(self) -> Iterator[_Open]:
        """Open a table: a line with borders that came just before is its header."""
        self.table += 1
        header = self.open
        self.open = None
        if header and len(header.pieces) == 1 and "|" in self.source.text[slice(*header.pieces[0])]:
            start, end = header.pieces[0]
            self.in_table = True
            yield from self._row(start, end, self.source.text[start:end])
        elif header:
            yield header

    def _other(self, start: int, end: int) -> Iterator[_Open]:
        text = self.source.text
        heading = _ATX.match(text, start, end)
        note = _NOTE.match(text, start, end)
        item = _ITEM.match(text, start, end)
        if heading:
            yield from self.close()
            yield _Open(Hint(HintKind.HEADING, level=len(heading.group(1))), [heading.span(2)])
        elif image := _IMAGE.match(text, start, end):
            yield from self.close()
            if len(image.group(1).split()) > 1:
                yield _Open(Hint(HintKind.CAPTION), [image.span(1)])
        elif note:
            yield from self.close()
            self.open = _Open(Hint(HintKind.FOOTNOTE, label=note.group(1)), [(note.end(), end)])
        elif item and self._begins_item(item.group(2)):
            yield from self.close()
            level = 1 + len(item.group(1).expandtabs(4)) // 2
            self.open = _Open(Hint(HintKind.LIST_ITEM, level, item.group(2) or ""), [(item.end(), end)])
        elif self.open:
            self.open.pieces.append((start, end))
        else:
            self.open = _Open(Hint(), [(start, end)])

    def _begins_item(self, number: str | None) -> bool:
        """Whether a line that looks like an item is one: inside a paragraph only "1" begins a list (CommonMark)."""
        return self.open is None or self.open.hint.kind is HintKind.LIST_ITEM or number in {None, "1"}


def _renumbered(blocks: list[_Open]) -> list[_Open]:
    """The blocks, with a list that repeats one number ("1." on every line) counted as a reader sees it."""
    start = 0
    while start < len(blocks):
        end = start
        while end < len(blocks) and blocks[end].hint.kind is HintKind.LIST_ITEM and blocks[end].hint.label:
            end += 1
        labels = {block.hint.label for block in blocks[start:end]}
        if end - start > 1 and len(labels) == 1:
            first = int(labels.pop())
            for offset, block in enumerate(blocks[start:end]):
                block.hint = Hint(HintKind.LIST_ITEM, block.hint.level, str(first + offset))
        start = max(end, start + 1)
    return blocks


__all__ = ["Origin", "read"]
