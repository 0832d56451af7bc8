"""Word files: text and looks as they stand with all changes accepted, and what Word itself says of each paragraph.

Comments and hidden text are no part of it: neither is printed. Notes, headers and footers follow the body.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import dropwhile
from typing import TYPE_CHECKING

from lxml import etree

from validator.model.text import Block, Format, Hint, HintKind, Manuscript, Origin, Run, UnreadableError
from validator.model.traces import Traces
from validator.readers.word import traces
from validator.readers.word.blocks import PARAGRAPH, BlockReader
from validator.readers.word.names import VAL, R, W
from validator.readers.word.notes import Notes
from validator.readers.word.numbering import Numbering
from validator.readers.word.package import Part, open_document
from validator.readers.word.runs import RunReader
from validator.readers.word.styles import Styles

if TYPE_CHECKING:
    from validator.model.picture import Picture

MAX_PARAGRAPHS = 20_000

TOO_LONG = f"This file has more than {MAX_PARAGRAPHS:,} paragraphs; a letter has a few dozen. Hand in the letter alone."

_FURNITURE = {f"{W}headerReference": HintKind.HEADER, f"{W}footerReference": HintKind.FOOTER}


def read(name: str, data: bytes, sha256: str) -> Manuscript:
    """The manuscript in a Word file (.docx, .docm, .dotx, strict or transitional).

    An Origin's paragraph counts every `w:p` of the main part in document order, its run every `w:r` inside that
    paragraph; text of other parts has an Origin without numbers. Raises UnreadableError with what to do about it.
    """
    reading = _Reading(name, open_document(data))
    blocks = tuple(reading.blocks())
    return Manuscript(name, Format.DOCX, blocks, sha256, reading.pictures(), reading.traces())


class _Reading:
    def __init__(self, file: str, main: Part) -> None:
        self._file = file
        self._main = main
        self._styles = Styles(_root(main.first("styles")))
        self._numbering = Numbering(_root(main.first("numbering")), self._styles)
        self._footnotes = Notes(_footnote_form(main))
        self._endnotes = Notes()
        self._drawings: list[tuple[etree._Element, Origin, int]] = []
        self._beside: list[etree._Element] = []
        """The roots of notes, headers and footers."""

    def blocks(self) -> Iterator[Block]:
        """All blocks: the body, then footnotes, endnotes, headers and footers."""
        places = {paragraph: place for place, paragraph in enumerate(self._main.root.iter(PARAGRAPH), 1)}
        if len(places) > MAX_PARAGRAPHS:
            raise UnreadableError(TOO_LONG)
        for body in self._main.root.iterchildren(f"{W}body"):
            reader = self._reader(self._main, places)
            yield from reader.read(body)
            self._drawings += reader.drawings
        yield from self._notes("footnotes", self._footnotes, HintKind.FOOTNOTE)
        yield from self._notes("endnotes", self._endnotes, HintKind.REFERENCE)
        for part, kind in _headers_and_footers(self._main):
            self._beside.append(part.root)
            yield from self._reader(part).read(part.root, Hint(kind))

    def pictures(self) -> "tuple[Picture, ...]":
        """The pictures of the body, once its blocks were read; those of headers, footers and notes are no figures."""
        if not self._drawings:
            return ()
        from validator.readers.word import drawings  # a letter without pictures need not wait for it

        return drawings.read(self._file, self._main, [drawings.Drawing(*found) for found in self._drawings])

    def traces(self) -> Traces:
        """What the file carries beside its text, once its blocks were read."""
        return traces.read(self._file, self._main, self._beside, self._styles)

    def _reader(self, part: Part, places: dict[etree._Element, int] | None = None) -> BlockReader:
        runs = RunReader(part, self._styles, self._footnotes, self._endnotes)
        return BlockReader(self._file, runs, self._styles, self._numbering, places or {})

    def _notes(self, kind: str, notes: Notes, hint: HintKind) -> Iterator[Block]:
        """The notes that the text calls, one block each, in the order of their marks."""
        part = self._main.first(kind) if notes.called else None
        if part is None:
            return
        self._beside.append(part.root)
        found = {note.get(f"{W}id", ""): note for note in part.root}
        for identifier, label in list(notes.called.items()):
            if identifier in found:
                yield from _one(self._reader(part).read(found[identifier], Hint(hint, label=label)))


def _root(part: Part | None) -> etree._Element | None:
    return None if part is None else part.root


def _one(blocks: list[Block]) -> Iterator[Block]:
    """The paragraphs of a note as one block, without the space that follows the note's number."""
    runs: list[Run] = []
    for block in blocks:
        runs += (Run("\n"), *block.runs) if runs else block.runs
    runs = list(dropwhile(lambda run: not run.text.strip(), runs))
    if runs:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip())
        yield Block(tuple(runs), blocks[0].hint, blocks[0].file)


def _footnote_form(main: Part) -> str:
    """How footnotes are numbered; a file's own setting outranks that of its last section's."""
    settings = _root(main.first("settings"))
    roots = [root for root in (settings, main.root.find(f"{W}body/{W}sectPr")) if root is not None]
    forms = (root.find(f"{W}footnotePr/{W}numFmt") for root in roots)
    return next((form.get(VAL, "decimal") for form in forms if form is not None), "decimal")


def _headers_and_footers(main: Part) -> Iterator[tuple[Part, HintKind]]:
    """The headers and footers of all sections, each once."""
    seen: set[str | None] = {None}
    for reference in main.root.iter(*_FURNITURE):
        identifier = reference.get(f"{R}id")
        part = None if identifier in seen else main.target(identifier)
        seen.add(identifier)
        if part is not None:
            yield part, _FURNITURE[str(reference.tag)]
