"""The text of a Word file while it is changed: paragraphs that are touched are written anew, every other byte stays."""

from collections.abc import Iterator
from xml.parsers import expat
from xml.sax.saxutils import escape

from lxml import etree

from validator.model.text import UnreadableError
from validator.readers import xml
from validator.readers.word.names import W, strict, transitional
from validator.readers.word.package import NOT_WORD, SAVE_AGAIN

PARAGRAPH = f"{W}p"
_ODD = "The text of this file is written in a way that nothing can be put into."


class Story:
    """The main part of a Word file; raises UnreadableError where it is none, or too large."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        usual = transitional(data)
        self.is_strict = usual != data
        self.root = xml.parse(usual, SAVE_AGAIN)
        if self.root.tag != f"{W}document":
            raise UnreadableError(NOT_WORD)
        self._touched: dict[etree._Element, None] = {}

    def touch(self, element: etree._Element) -> None:
        """Have the paragraph that holds an element written anew."""
        self._touched[outermost(element)] = None

    def to_bytes(self) -> bytes:
        """The part as it now is."""
        if not self._touched:
            return self._data
        data = self._utf8()
        paragraphs = (p for p in self.root.iter(PARAGRAPH) if next(p.iterancestors(PARAGRAPH), None) is None)
        pieces, at = [], 0
        for paragraph, (start, end) in zip(paragraphs, _stretches(data), strict=True):
            if paragraph in self._touched:
                pieces += [data[at:start], self._written(paragraph)]
                at = end
        return b"".join([*pieces, data[at:]])

    def _utf8(self) -> bytes:
        root = xml.parse(self._data, SAVE_AGAIN)
        if (root.getroottree().docinfo.encoding or "UTF-8").upper() in {"UTF-8", "ASCII", "US-ASCII"}:
            return self._data
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _written(self, paragraph: etree._Element) -> bytes:
        """A paragraph as it stands inside the part, where its namespaces are known."""
        data = etree.tostring(paragraph, encoding="UTF-8", xml_declaration=False, with_tail=False)
        head, close, rest = data.partition(b">")
        parent = paragraph.getparent()
        for prefix, name in ({} if parent is None else parent.nsmap).items():
            declared = f' xmlns:{prefix}="{escape(name)}"' if prefix else f' xmlns="{escape(name)}"'
            head = head.replace(declared.encode(), b"", 1)
        written = head + close + rest
        return strict(written) if self.is_strict else written


def outermost(element: etree._Element) -> etree._Element:
    """The paragraph that holds an element and lies in no other, as those of text boxes do."""
    found = element
    for around in element.iterancestors(PARAGRAPH):
        found = around
    return found


def _stretches(data: bytes) -> Iterator[tuple[int, int]]:
    """Where the outermost paragraphs of a part begin and end, in bytes."""
    parser = expat.ParserCreate(namespace_separator="}")
    names = {PARAGRAPH[1:], strict(PARAGRAPH.encode()).decode()[1:]}
    found: list[tuple[int, int]] = []
    begun: list[int] = []

    def start(name: str, _: dict[str, str]) -> None:
        if name in names:
            begun.append(parser.CurrentByteIndex)

    def end(name: str) -> None:
        if name in names:
            first, at = begun.pop(), parser.CurrentByteIndex
            if not begun:
                is_empty = data.find(b">", first) == at - 1 and data[at - 2 : at] == b"/>"
                found.append((first, at if is_empty else data.index(b">", at) + 1))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise UnreadableError(f"{_ODD} {SAVE_AGAIN}") from None
    return iter(found)
