"""A paragraph's runs: its text as it stands when all changes are accepted, with look, link and citation marks."""

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from validator.model.text import Origin, Run
from validator.readers.word.characters import plain, symbol
from validator.readers.word.fields import Fields, address, is_citation
from validator.readers.word.names import MC, VAL, M, R, W
from validator.readers.word.notes import Notes
from validator.readers.word.package import Part
from validator.readers.word.styles import Look, Styles, over, own_look

RUN = f"{W}r"
CONTROL = f"{W}sdt"
CONTROL_CONTENT = f"{W}sdtContent"
ALTERNATIVES = f"{MC}AlternateContent"
TRANSPARENT = frozenset(f"{W}{name}" for name in ("ins", "moveTo", "smartTag", "customXml"))
"""Elements that only wrap others; `del` and `moveFrom` are not among them, so what they hold is not read."""

_TEXT, _LOOK, _FIELD, _INSTRUCTION, _RUBY = f"{W}t", f"{W}rPr", f"{W}fldChar", f"{W}instrText", f"{W}ruby"
_HYPERLINK, _SIMPLE_FIELD = f"{W}hyperlink", f"{W}fldSimple"
_INLINE = TRANSPARENT | {f"{W}dir", f"{W}bdo"}
_MATHS = frozenset({f"{M}oMath", f"{M}oMathPara"})
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_OBJECT = f"{W}object"
_DRAWINGS = frozenset({f"{W}drawing", f"{W}pict", _OBJECT})
_TEXT_BOX = f"{W}txbxContent"
_TEXTS = (_TEXT, f"{M}t")
_PICTURES = ("{*}blip", "{urn:schemas-microsoft-com:vml}imagedata", "{*}chart")
_CITATION_CONTROLS = ("MENDELEY_CITATION", "CITAVIPLACEHOLDER")
_BOOKMARK, _BOOKMARK_END = f"{W}bookmarkStart", f"{W}bookmarkEnd"
_CITATION_BOOKMARK = "ZOTERO_BREF_"

Cites: TypeAlias = tuple[int, ...] | None


def branch(alternatives: etree._Element) -> etree._Element | None:
    """The one version of `mc:AlternateContent` that is read: the first with text, else the first with a picture."""
    for wanted in (_TEXTS, _PICTURES):
        for version in alternatives:
            if next(version.iter(*wanted), None) is not None:
                return version
    return None


class RunReader:
    """Reads the paragraphs of one part in turn; fields may run on from one to the next."""

    def __init__(self, part: Part, styles: Styles, footnotes: Notes, endnotes: Notes) -> None:
        self._part = part
        self._styles = styles
        self._notes = {f"{W}footnoteReference": footnotes, f"{W}endnoteReference": endnotes}
        self._endnotes = endnotes
        self._fields = Fields()
        self._runs: list[Run] = []
        self._boxes: list[etree._Element] = []
        self._drawings: list[tuple[etree._Element, Origin]] = []
        self._base: Look = own_look(None)
        self._paragraph: int | None = None
        self._places: dict[etree._Element, int] = {}
        self._cited: set[str] = set()
        """The ids of the bookmarks around a citation that are open."""

    @property
    def drawings(self) -> list[tuple[etree._Element, Origin]]:
        """The drawings of the paragraph that was read last, each with its place; not those of its text boxes."""
        return self._drawings

    def read(self, paragraph: etree._Element, style: str, number: int | None) -> tuple[list[Run], list[etree._Element]]:
        """The runs of a paragraph, and the contents of the text boxes that hang on it.

        number: the paragraph's place among the part's paragraphs, None in a part that findings cannot point into.
        """
        self._runs, self._boxes, self._drawings = [], [], []
        self._cited.clear()
        self._base = self._styles.paragraph_look(style)
        self._paragraph = number
        self._places = {} if number is None else {run: place for place, run in enumerate(paragraph.iter(RUN), 1)}
        self._inline(paragraph, "", None)
        self._fields.end_paragraph()
        return self._runs, self._boxes

    def _inline(self, parent: etree._Element, link: str, cites: Cites) -> None:
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self._run(child, link, cites)
            elif tag in _INLINE:
                self._inline(child, link, cites)
            elif tag == _HYPERLINK:
                self._inline(child, self._address(child) or link, cites)
            elif tag == _SIMPLE_FIELD:
                instruction = child.get(f"{W}instr", "")
                self._inline(child, address(instruction) or link, () if is_citation(instruction) else cites)
            elif tag == CONTROL:
                self._control(child, link, cites)
            elif tag == _BOOKMARK:
                if child.get(f"{W}name", "").startswith(_CITATION_BOOKMARK):
                    self._cited.add(child.get(f"{W}id", ""))
            elif tag == _BOOKMARK_END:
                self._cited.discard(child.get(f"{W}id", ""))
            elif tag in _MATHS:
                self._maths(child, None)
            elif tag == ALTERNATIVES:
                version = branch(child)
                if version is not None:
                    self._inline(version, link, cites)

    def _address(self, hyperlink: etree._Element) -> str:
        anchor = hyperlink.get(f"{W}anchor")
        return self._part.link(hyperlink.get(f"{R}id")) or (f"#{anchor}" if anchor else "")

    def _control(self, control: etree._Element, link: str, cites: Cites) -> None:
        tag = control.find(f"{W}sdtPr/{W}tag")
        named = tag is not None and tag.get(VAL, "").upper().startswith(_CITATION_CONTROLS)
        if named or control.find(f"{W}sdtPr/{W}citation") is not None:
            cites = ()
        for content in control.iterchildren(CONTROL_CONTENT):
            self._inline(content, link, cites)

    def _run(self, run: etree._Element, link: str, cites: Cites) -> None:
        look = self._base
        place = self._places.get(run)
        origin = Origin(paragraph=self._paragraph, run=place) if place else Origin()
        pieces: list[str] = []
        for child in _contents(run):
            tag = child.tag
            if tag == _TEXT:
                if self._fields.shows:
                    pieces.append(plain(child.text or ""))
            elif tag == _LOOK:
                look = self._look(child)
            elif tag == _FIELD:
                self._add("".join(pieces), look, link, cites, origin)
                pieces.clear()
                self._fields.change(child.get(f"{W}fldCharType", ""))
            elif tag == _INSTRUCTION:
                self._fields.instruct(child.text or "")
            elif tag in self._notes:
                self._add("".join(pieces), look, link, cites, origin)
                pieces.clear()
                self._call(child, look, origin)
            elif tag in _DRAWINGS:
                self._boxes.extend(_text_boxes(child))
                if tag != _OBJECT and self._fields.shows and not look[3]:
                    self._drawings.append((child, origin))
            elif tag == _RUBY:
                for base in child.iterchildren(f"{W}rubyBase"):
                    self._inline(base, link, cites)
            elif self._fields.shows:
                pieces.append(sign(child))
        self._add("".join(pieces), look, link, cites, origin)

    def _look(self, properties: etree._Element) -> Look:
        look, style = own_look(properties), properties.find(f"{W}rStyle")
        if style is not None:
            look = over(look, self._styles.look(style.get(VAL, "")))
        return over(look, self._base)

    def _add(self, text: str, look: Look, link: str, cites: Cites, origin: Origin) -> None:
        bold, italic, vertical, hidden = look
        if text and not hidden:
            self._runs.append(
                Run(
                    text,
                    bold=bool(bold),
                    italic=bool(italic),
                    superscript=vertical == "superscript",
                    subscript=vertical == "subscript",
                    link=self._fields.link or link,
                    cites=() if self._fields.cites or self._cited else cites,
                    origin=origin,
                )
            )

    def _call(self, mark: etree._Element, look: Look, origin: Origin) -> None:
        """The mark of a note. Authors keep their references as endnotes, so an endnote's mark is a citation."""
        bold, italic, _, hidden = look
        if hidden or not self._fields.shows:
            return
        notes = self._notes[str(mark.tag)]
        shown, number = notes.call(mark)
        cites = (number,) if notes is self._endnotes else None
        self._add(shown, (bold, italic, "superscript", False), "", cites, origin)

    def _maths(self, element: etree._Element, vertical: str | None) -> None:
        """The text of an equation in its order, with a stroke between the halves of a fraction."""
        for child in element:
            tag = child.tag
            if tag in _TEXTS:
                bold, italic, _, hidden = self._base
                if self._fields.shows:
                    self._add(plain(child.text or ""), (bold, italic, vertical, hidden), "", None, Origin())
            elif tag in {f"{W}del", f"{W}moveFrom"}:
                continue
            elif tag == f"{M}sup":
                self._maths(child, "superscript")
            elif tag == f"{M}sub":
                self._maths(child, "subscript")
            else:
                if tag == f"{M}den":
                    self._add("/", self._base, "", None, Origin())
                self._maths(child, vertical)


def _contents(run: etree._Element) -> Iterator[etree._Element]:
    for child in run:
        if child.tag == ALTERNATIVES:
            version = branch(child)
            yield from () if version is None else _contents(version)
        else:
            yield child


def sign(element: etree._Element) -> str:
    """What a tab, a break or a picture sign of a run reads as; nothing for what is no sign."""
    if element.tag == f"{W}sym":
        return symbol(element.get(f"{W}font", ""), element.get(f"{W}char", ""))
    return _SIGNS.get(str(element.tag), "")


def _text_boxes(drawing: etree._Element) -> Iterator[etree._Element]:
    """The contents of the text boxes of a drawing, but not of those inside them."""
    for child in drawing:
        if child.tag == _TEXT_BOX:
            yield child
        elif child.tag == ALTERNATIVES:
            version = branch(child)
            yield from () if version is None else _text_boxes(version)
        else:
            yield from _text_boxes(child)
