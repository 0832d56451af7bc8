"""The marks of footnotes and endnotes: Word allows no comments inside notes, so they stand at the mark."""

from lxml import etree

from validator.annotating import document
from validator.model.text import Block, HintKind
from validator.readers.word.characters import plain
from validator.readers.word.names import W
from validator.word_writing.package import Package

_KINDS = {HintKind.FOOTNOTE: "footnote", HintKind.REFERENCE: "endnote"}


class NoteMarks:
    """The marks in the text, by the words of the notes that they call."""

    def __init__(self, package: Package, main: str, root: etree._Element) -> None:
        self._package, self._main, self._root = package, main, root
        self._found: dict[HintKind, dict[str, etree._Element]] = {}

    def of(self, block: Block) -> etree._Element | None:
        """The run with the mark that calls a note; None for what is no note."""
        kind = block.hint.kind
        if kind not in _KINDS:
            return None
        if kind not in self._found:
            self._found[kind] = self._read(_KINDS[kind])
        return self._found[kind].get(_letters(block.text))

    def _read(self, kind: str) -> dict[str, etree._Element]:
        notes = document.read(self._package, document.related(self._package, self._main, f"{kind}s"))
        words = {} if notes is None else {note.get(f"{W}id"): _words(note) for note in notes}
        found: dict[str, etree._Element] = {}
        for mark in self._root.iter(f"{W}{kind}Reference"):
            run, said = mark.getparent(), words.get(mark.get(f"{W}id"))
            if run is not None and run.tag == f"{W}r" and said:
                found.setdefault(said, run)
        return found


def _words(note: etree._Element) -> str:
    return _letters("".join(text.text or "" for text in note.iter(f"{W}t")))


def _letters(text: str) -> str:
    """The letters and figures of a text, by which a note is known again."""
    return "".join(filter(str.isalnum, plain(text)))
