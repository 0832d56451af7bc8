"""Text that knows where it stands: runs, blocks, spans, and the manuscript that holds them."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # most letters are read without their pictures, and text files carry nothing beside their text
    from validator.model.picture import Picture
    from validator.model.traces import Traces


class Format(StrEnum):
    """The formats that a manuscript may come in."""

    DOCX = "docx"
    MARKDOWN = "markdown"
    JATS = "jats"
    TEXT = "text"


class HintKind(StrEnum):
    """What a format itself says of a block; `TEXT` where it says nothing."""

    TEXT = "text"
    TITLE = "title"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    CAPTION = "caption"
    TABLE_CELL = "table-cell"
    TABLE_CAPTION = "table-caption"
    FOOTNOTE = "footnote"
    TEXT_BOX = "text-box"
    HEADER = "header"
    FOOTER = "footer"
    AUTHOR = "author"
    AFFILIATION = "affiliation"
    CORRESPONDENCE = "correspondence"
    ABSTRACT = "abstract"
    KEYWORDS = "keywords"
    ACKNOWLEDGEMENT = "acknowledgement"
    NOTE = "note"
    FUNDING = "funding"
    REFERENCE = "reference"
    METADATA = "metadata"
    PICTURE = "picture"
    PROPERTY = "property"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Hint:
    """What a format says of a block.

    level: a heading's depth, 1 the highest; 0 where it has none.
    label: a list number ("3"), a figure's label ("Figure 1"), a note's type ("conflict"), a metadata name ("doi").
    group: the same for blocks that belong together (one figure, one table, one back-matter section).
    """

    kind: HintKind = HintKind.TEXT
    level: int = 0
    label: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a run's first character stands in its file; what a format does not have is None.

    line, column: counted from 1 (Markdown, text; XML has lines only).
    paragraph, run: counted from 1 (Word).
    offset: characters from the beginning of the decoded file.
    length: characters that the run takes up there; an undone escape takes more than it shows.
    """

    line: int | None = None
    column: int | None = None
    paragraph: int | None = None
    run: int | None = None
    offset: int | None = None
    length: int | None = None

    # Letters go from process to process in thousands of these; as slotted dataclasses pickle, that takes longer.
    def __reduce__(self) -> tuple[type["Origin"], tuple[object, ...]]:
        return Origin, (self.line, self.column, self.paragraph, self.run, self.offset, self.length)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style.

    cites: None where the format does not mark the run as a citation; () where it does and the numbers are in the text;
    else the numbers of the references that it names (a JATS `xref`).
    origin: None for text that no file holds (a reference written from the parts of an element-citation).
    """

    text: str
    bold: bool = False
    italic: bool = False
    superscript: bool = False
    subscript: bool = False
    link: str = ""
    cites: tuple[int, ...] | None = None
    origin: Origin | None = None

    def __reduce__(self) -> tuple[type["Run"], tuple[object, ...]]:
        styles = (self.bold, self.italic, self.superscript, self.subscript)
        return Run, (self.text, *styles, self.link, self.cites, self.origin)


PLAIN = Hint()


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A title, paragraph, caption, list item or table cell: runs, what the format says of them, and their file.

    text: that of all runs. starts: where in it each run begins.
    """

    runs: tuple[Run, ...]
    hint: Hint = PLAIN
    file: str = ""
    text: str = field(init=False)
    starts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        texts = [run.text for run in self.runs]
        object.__setattr__(self, "text", "".join(texts))
        object.__setattr__(self, "starts", tuple(accumulate(map(len, texts), initial=0))[:-1])

    def __reduce__(self) -> tuple[type["Block"], tuple[object, ...]]:
        return Block, (self.runs, self.hint, self.file)

    def span(self, start: int = 0, end: int | None = None) -> "Span":
        """The span from start to end, the whole block by default; positions count characters of `text`."""
        return Span(self, start, len(self.text) if end is None else end)


@dataclass(frozen=True, slots=True)
class Span:
    """Part of a block's text, from start to end; refuses to reach outside it."""

    block: Block
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end <= len(self.block.text):
            message = f"span {self.start}-{self.end} outside a block of {len(self.block.text)} characters"
            raise ValueError(message)

    def __reduce__(self) -> tuple[type["Span"], tuple[object, ...]]:
        return Span, (self.block, self.start, self.end)

    @property
    def text(self) -> str:
        """The words of the span."""
        return self.block.text[self.start : self.end]

    @property
    def file(self) -> str:
        """The name of the file that the span stands in."""
        return self.block.file

    def __len__(self) -> int:
        return self.end - self.start

    def part(self, start: int, end: int | None = None) -> "Span":
        """A span inside this one; positions count characters of this span's text, as a match on it gives them."""
        return Span(self.block, self.start + start, self.end if end is None else self.start + end)

    def strip(self, characters: str | None = None) -> "Span":
        """The span without white space (or the characters given) at both ends."""
        text = self.text
        left = len(text) - len(text.lstrip(characters))
        right = max(left, len(text.rstrip(characters)))
        return self if right - left == len(text) else self.part(left, right)

    def covers(self, other: "Span") -> bool:
        """Whether the other span lies inside this one."""
        return self.block is other.block and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share a character."""
        return self.block is other.block and self.start < other.end and other.start < self.end

    def runs(self) -> Iterator[tuple[Run, "Span"]]:
        """Each run that the span touches, with the part of the span that lies in it."""
        first = max(0, bisect_right(self.block.starts, self.start) - 1)
        for place in range(first, len(self.block.runs)):
            run, at = self.block.runs[place], self.block.starts[place]
            if at >= self.end:
                return
            until = at + len(run.text)
            if until > self.start:
                yield run, Span(self.block, max(at, self.start), min(until, self.end))


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A file handed in, read: name as given, format, blocks in reading order, the file's SHA-256, and its pictures.

    traces: what it carries beside its text; None where the format carries nothing.
    """

    file: str
    format: Format
    blocks: tuple[Block, ...]
    sha256: str = ""
    pictures: "tuple[Picture, ...]" = ()
    traces: "Traces | None" = None


class UnreadableError(Exception):
    """A file that cannot be read; the message says why and what to do, in words for the person who sent it."""
