"""Tells what each block of a manuscript is: title, text, declaration, caption, reference ...

A block may hold several parts (a heading glued to its paragraph, a caption in mid-text), so it is cut at its headings
first; what has no heading is known by its format's hint, by the section it stands in, or by its words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from validator.model.letter import Part, Passage
from validator.model.text import Block, Hint, HintKind, Span
from validator.model.vocabulary import Vocabulary
from validator.structure import lines
from validator.structure.caption_starts import captions_apart, is_bare
from validator.structure.entries import entries, looks_like_reference, starts_entry
from validator.structure.headings import (
    DECLARATIONS,
    RUN_IN,
    Index,
    Segment,
    index,
    inside,
    is_salutation,
    segments,
    whole,
)
from validator.structure.named_parts import BY_HINT, BY_KEY, NOTE_KEYS

_BACK_MATTER = {Part.DECLARATION, Part.REFERENCE, Part.ACKNOWLEDGEMENT, Part.AUTHORS}
"""After these, short lines may be names and addresses."""

_KEEP_LINES = {"references", "corresponding-author"}
"""Sections in which a line break parts nothing."""

_LONGEST_LINE = 1500
"""Characters of the longest line of names or addresses."""


@dataclass
class _Section:
    """The own-line heading under which the sorter stands, and whether anything stood below it yet."""

    heading: Span | None = None
    key: str = ""
    used: bool = False


@dataclass
class _Sorter:
    """Takes the blocks of one letter in their order and gives its passages."""

    vocabulary: Vocabulary
    headings: Index
    salutation_ahead: bool
    passages: list[Passage] = field(default_factory=list)
    section: _Section = field(default_factory=_Section)
    has: set[Part] = field(default_factory=set)

    def add(self, part: Part, span: Span, hint: Hint, heading: Span | None = None, key: str = "") -> None:
        self.has.add(part)
        self.passages.append(Passage(part, span, heading, key, hint))

    @property
    def front(self) -> bool:
        """Whether the letter's text has not begun."""
        return not self.has & {Part.SALUTATION, Part.TEXT, Part.DECLARATION, Part.HEADING}

    def take(self, block: Block) -> None:
        """Sort one block."""
        hint = block.hint
        if hint.kind in BY_HINT and not (hint.kind is HintKind.TITLE and whole(block.text, self.headings)):
            self._by_hint(block)
            return
        if hint.kind in {HintKind.HEADING, HintKind.TITLE}:
            self._heading(block)
            return
        for segment in segments(block, self.headings):
            if segment.heading is None:
                for line in self._lines_apart(segment.span, hint):
                    for piece in captions_apart(line):
                        self._plain(piece, hint)
            else:
                self._under(segment, hint)

    def _lines_apart(self, span: Span, hint: Hint) -> Iterator[Span]:
        """The lines that an author broke by hand, each a paragraph of its own where paragraphs stand."""
        if "\n" not in span.text or hint.kind is not HintKind.TEXT or self.section.key in _KEEP_LINES:
            yield span
            return
        at = 0
        for line in span.text.split("\n"):
            if line.strip():
                yield span.part(at, at + len(line)).strip()
            at += len(line) + 1

    def close(self) -> None:
        """End the section: a declaration's heading below which nothing stood is kept, for it is a declaration begun."""
        section, self.section = self.section, _Section()
        if section.heading and not section.used and section.key in DECLARATIONS:
            self.add(Part.DECLARATION, section.heading.part(len(section.heading)), Hint(), section.heading, section.key)

    def _by_hint(self, block: Block) -> None:
        part, span = BY_HINT[block.hint.kind], block.span().strip()
        if part in {Part.CAPTION, Part.TABLE_CAPTION}:
            self.add(part, span, block.hint)
            return
        headed = part in {Part.ABSTRACT, Part.KEYWORDS, Part.CORRESPONDENCE}
        found = next(segments(block, self.headings), None) if headed else None
        if found and found.heading:
            self._under(found, block.hint) if found.key in DECLARATIONS else self.add(
                part, found.span, block.hint, found.heading, found.key
            )
            return
        if part is Part.REFERENCE:
            self.close()
        self.add(part, span, block.hint)

    def _heading(self, block: Block) -> None:
        text, span = block.text, block.span().strip()
        key = (
            whole(text, self.headings) or NOTE_KEYS.get(block.hint.label.casefold(), "") or inside(text, self.headings)
        )
        caption = lines.CAPTION.match(text)
        if caption and caption.group("close").strip():
            self._plain(span, block.hint)
        elif key:
            self._open(key, span, block.hint)
        elif found := next((s for s in segments(block, self.headings) if s.key in RUN_IN), None):
            self._under(found, block.hint)
        elif Part.TITLE not in self.has and self.front:
            self.close()
            self.add(Part.TITLE, span, block.hint)
        elif self.front and self._line(span, block.hint):
            pass
        else:
            self.close()
            self.add(Part.HEADING, span, block.hint)

    def _open(self, key: str, heading: Span, hint: Hint) -> None:
        """Begin a section: a heading on a line of its own."""
        self.close()
        part = BY_KEY.get(key)
        if key == "references":
            self.add(Part.REFERENCES_HEADING, heading, hint)
        elif part in {Part.SALUTATION, Part.LABEL}:
            self.add(part, heading, hint)
            return
        elif part in {Part.TEXT, Part.CAPTION, Part.ABSTRACT}:
            self.add(Part.HEADING, heading, hint, key=key)
        self.section = _Section(heading, key)

    def _under(self, segment: Segment, hint: Hint) -> None:
        """A heading in a block of text, and what follows it there."""
        heading, key, span = segment.heading, segment.key, segment.span
        if heading is None:
            return
        if hint.kind is HintKind.TABLE_CELL and key in {"text", "label", "figure-legends"}:
            # "Patients" above a column is no heading of the text.
            self.add(Part.TABLE, heading.block.span(heading.start, span.end), hint)
        elif key == "label" and not self.front:
            self._plain(heading.block.span(heading.start, span.end), hint)
        elif not len(span) or key in {"references", "text", "figure-legends", "label", "salutation"}:
            self._open(key, heading, hint)
            if len(span):
                self._plain(span, hint)
        else:
            self.close()
            part = BY_KEY[key]
            if key == "author-contributions" and self.front and self._names(span):
                part = Part.AUTHORS  # "Contributors: Leela Menon, Arvind Rao" on a title page
            whole_line = heading.block.span(heading.start, span.end)
            self.add(part, whole_line if part is Part.PUBLISHER else span, hint, heading, key)

    def _plain(self, span: Span, hint: Hint) -> None:
        """A stretch without heading."""
        if not len(span):
            return
        caption = lines.CAPTION.match(span.text)
        in_cell = hint.kind is HintKind.TABLE_CELL
        if not caption and self._below_label(span, hint):
            return
        bare_cell = in_cell and caption is not None and is_bare(caption, span) and caption.end() < len(span)
        if caption and hint.kind is not HintKind.NOTE and not bare_cell:
            table = caption.group("kind").casefold().startswith("table")
            self.add(Part.TABLE_CAPTION if table else Part.CAPTION, span, hint)
        elif hint.kind in {HintKind.NOTE, HintKind.FUNDING, HintKind.ACKNOWLEDGEMENT, HintKind.FOOTNOTE}:
            self._note(span, hint)
        elif self.section.key == "references" and hint.kind is not HintKind.TABLE_CELL and self._reference(span, hint):
            pass
        elif self.section.key not in {"", "references", "text"} and self._in_section(span, hint):
            self.section.used = True
        elif hint.kind is HintKind.TABLE_CELL:
            self.add(Part.TABLE, span, hint)
        elif not self._line(span, hint):
            self._text(span, hint)

    def _below_label(self, span: Span, hint: Hint) -> bool:
        """Add the words of a caption whose label stands by itself before them; says whether they were such."""
        last = self.passages[-1] if self.passages else None
        if last is None or last.part is not Part.CAPTION or last.hint.kind is not hint.kind or last.hint.label:
            return False
        label = lines.CAPTION.fullmatch(last.span.text.strip(" .:"))
        same_row = hint.kind is HintKind.TABLE_CELL and hint.group == last.hint.group
        if label is None or not (same_row or (hint.kind is HintKind.TEXT and Part.REFERENCE in self.has)):
            return False
        words = self.passages.pop().span.text
        self.add(Part.CAPTION, span, Hint(hint.kind, hint.level, words))
        return True

    def _note(self, span: Span, hint: Hint) -> None:
        key = "funding" if hint.kind is HintKind.FUNDING else NOTE_KEYS.get(hint.label.casefold(), "")
        if key:
            self.add(Part.DECLARATION, span, hint, key=key)
        elif hint.kind is HintKind.ACKNOWLEDGEMENT:
            self.add(Part.ACKNOWLEDGEMENT, span, hint, self.section.heading, "acknowledgement")
        elif self.section.key in DECLARATIONS:
            self.section.used = True
            self.add(Part.DECLARATION, span, hint, self.section.heading, self.section.key)
        else:
            self.add(Part.FOOTNOTE, span, hint)

    def _reference(self, span: Span, hint: Hint) -> bool:
        """Add the entries of a block of the reference list; says whether it was one."""
        numbered = any(p.part is Part.REFERENCE and p.hint.label for p in self.passages)
        listed = hint.kind is HintKind.LIST_ITEM
        if not (listed or starts_entry(span)):
            if self._line(span, hint):
                return True
            if numbered and not looks_like_reference(span.text):
                return False
        for number, entry in entries(span):
            label = number or (hint.label if listed else "")
            self.add(Part.REFERENCE, entry, Hint(HintKind.REFERENCE, hint.level, label, hint.group))
        return True

    def _in_section(self, span: Span, hint: Hint) -> bool:
        """Add a stretch to the section that is open; says whether it belongs there."""
        part = BY_KEY[self.section.key]
        if part is Part.CAPTION:
            self.add(part, span, hint)
            return True
        foreign = self._names(span) or lines.is_publisher_line(span.text, self.vocabulary)
        if part is not Part.CORRESPONDENCE and self.section.used and lines.is_address(span.text, self.vocabulary):
            foreign = True
        if part is Part.CORRESPONDENCE:
            foreign = len(span) > 400 or lines.is_publisher_line(span.text, self.vocabulary)
        elif part is Part.AUTHORS:
            foreign = not self._names(span)
        elif part in {Part.TITLE, Part.AFFILIATION}:
            foreign = self.section.used if part is Part.TITLE else not lines.is_address(span.text, self.vocabulary)
        if foreign:
            self.close()
            return False
        self.add(part, span, hint, self.section.heading, self.section.key)
        if part is Part.ABSTRACT:
            # Where no heading ends an abstract, what follows its paragraph is the letter.
            self.section = _Section()
        return True

    def _line(self, span: Span, hint: Hint) -> bool:
        """Add a line of the front or back matter; says whether it was one."""
        text = span.text
        part = None
        people = self._names(span)
        if lines.is_publisher_line(text, self.vocabulary):
            part = Part.PUBLISHER
        elif text.casefold().startswith(lines.openings(self.vocabulary, "parts.title-page")) and len(text) < 200:
            part = Part.LABEL
        elif self.front and self._is_title(span, hint):
            part = Part.TITLE
        elif len(text) > _LONGEST_LINE or not (self.front or self.has & _BACK_MATTER or people > 1):
            return False
        elif people:
            part = Part.AUTHORS
        elif lines.is_address(text, self.vocabulary):
            part = Part.CORRESPONDENCE if lines.holds_email(text) else Part.AFFILIATION
        elif lines.holds_email(text) and len(text) < 300:
            part = Part.CORRESPONDENCE
        if part is None:
            return False
        self.close()
        self.add(part, span, hint)
        return True

    def _names(self, span: Span) -> int:
        """How many people a line of names holds; 0 when it is none."""
        return 0 if lines.is_address(span.text, self.vocabulary) else lines.names(span, self.vocabulary)

    def _is_title(self, span: Span, hint: Hint) -> bool:
        if Part.TITLE in self.has or not self.salutation_ahead or len(span) > 300 or hint.kind is not HintKind.TEXT:
            return False
        several = lines.names(span, self.vocabulary) > 1 or lines.is_address(span.text, self.vocabulary)
        return not several and not lines.holds_email(span.text)

    def _text(self, span: Span, hint: Hint) -> None:
        if self.section.key and self.section.key != "text":
            self.close()
        self.add(Part.TEXT, span, hint)


def passages(blocks: Sequence[Block], vocabulary: Vocabulary) -> tuple[Passage, ...]:
    """The passages of one letter's blocks, in reading order."""
    headings = index(vocabulary)
    ahead = any(is_salutation(block.text, headings) for block in blocks)
    sorter = _Sorter(vocabulary, headings, ahead)
    for block in blocks:
        sorter.take(block)
    sorter.close()
    return tuple(sorter.passages)
