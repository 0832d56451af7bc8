"""Styles: how a run looks and what a paragraph is, through all that a style is based on."""

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from validator.model.text import PLAIN, Hint, HintKind
from validator.readers.word.names import VAL, W

Look: TypeAlias = tuple[bool | None, bool | None, str | None, bool | None]
"""Bold, italic, vertical position ("superscript", "subscript", "baseline"), hidden; None where nothing is said."""

NO_LOOK: Look = (None, None, None, None)

_BOLD, _ITALIC, _HIDDEN = f"{W}b", f"{W}i", f"{W}vanish"
_VERTICAL, _POSITION = f"{W}vertAlign", f"{W}position"
_RAISED = 4
"""Half-points: text moved by two points or more is meant as superscript or subscript, less is fine adjustment."""
_DEEPEST_CHAIN = 12
"""Styles that one style may be based on in turn; Word allows ten."""
_OFF = frozenset({"0", "false", "off", "none"})
_BODY_TEXT = 9


def number(text: str | None, otherwise: int = 0) -> int:
    """A whole number as Word writes it; `otherwise` where it is none."""
    if text is None or len(text) > 9:
        return otherwise
    try:
        return int(text)
    except ValueError:
        return otherwise


def is_on(element: etree._Element) -> bool:
    """Whether an element that switches something on does so."""
    return element.get(VAL, "1") not in _OFF


def own_look(properties: etree._Element | None) -> Look:
    """What `w:rPr` itself says of a run's look."""
    if properties is None:
        return NO_LOOK
    bold = italic = vertical = hidden = None
    for entry in properties:
        tag = entry.tag
        if tag == _BOLD:
            bold = is_on(entry)
        elif tag == _ITALIC:
            italic = is_on(entry)
        elif tag == _VERTICAL:
            vertical = entry.get(VAL)
        elif tag == _HIDDEN:
            hidden = is_on(entry)
        elif tag == _POSITION and vertical is None:
            vertical = _moved(number(entry.get(VAL)))
    return bold, italic, vertical, hidden


def _moved(half_points: int) -> str | None:
    if abs(half_points) < _RAISED:
        return None
    return "superscript" if half_points > 0 else "subscript"


def over(upper: Look, lower: Look) -> Look:
    """A look laid over another: what it says counts, and where it says nothing, the other."""
    if upper == NO_LOOK:
        return lower
    return (
        lower[0] if upper[0] is None else upper[0],
        lower[1] if upper[1] is None else upper[1],
        lower[2] if upper[2] is None else upper[2],
        lower[3] if upper[3] is None else upper[3],
    )


class Styles:
    """The styles of a file; without a styles part, what the names of the styles alone say."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default_paragraph = ""
        self._default_look = NO_LOOK
        self._looks: dict[str, Look] = {}
        self._roles: dict[str, Hint] = {}
        if root is not None:
            self._default_look = own_look(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
            for style in root.iterfind(f"{W}style"):
                self._add(style)

    def _add(self, style: etree._Element) -> None:
        identifier = style.get(f"{W}styleId", "")
        self._styles.setdefault(identifier, style)
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default", "0") not in _OFF:
            self._default_paragraph = identifier

    def __iter__(self) -> Iterator[etree._Element]:
        return iter(self._styles.values())

    def of(self, properties: etree._Element | None) -> str:
        """The style that a paragraph's `w:pPr` names, or the default one."""
        named = None if properties is None else properties.find(f"{W}pStyle")
        return self._default_paragraph if named is None else named.get(VAL, "")

    def paragraph_look(self, style: str) -> Look:
        """The look of a run in a paragraph of this style that says nothing of its own."""
        return over(self.look(style), self._default_look)

    def look(self, style: str) -> Look:
        """What a style and those that it is based on say of a run's look."""
        found = self._looks.get(style)
        if found is None:
            found = NO_LOOK
            for element in self.chain(style):
                found = over(found, own_look(element.find(f"{W}rPr")))
            self._looks[style] = found
        return found

    def role(self, style: str, properties: etree._Element | None) -> Hint:
        """Whether a paragraph is a title, a heading or a caption, by its style or its own outline level."""
        level = None if properties is None else properties.find(f"{W}outlineLvl")
        if level is not None:
            return _heading(number(level.get(VAL), _BODY_TEXT))
        if style not in self._roles:
            self._roles[style] = self._style_role(style)
        return self._roles[style]

    def _style_role(self, style: str) -> Hint:
        if style not in self._styles:
            return _named(style) or PLAIN
        for element in self.chain(style):
            name = element.find(f"{W}name")
            role = _named("" if name is None else name.get(VAL, "")) or _named(element.get(f"{W}styleId", ""))
            if role is not None:
                return role
            level = element.find(f"{W}pPr/{W}outlineLvl")
            if level is not None:
                return _heading(number(level.get(VAL), _BODY_TEXT))
        return PLAIN

    def list_properties(self, style: str) -> Iterator[tuple[str, etree._Element]]:
        """The list settings of a style and of those that it is based on, nearest first, each with its style's id."""
        for element in self.chain(style):
            found = element.find(f"{W}pPr/{W}numPr")
            if found is not None:
                yield element.get(f"{W}styleId", ""), found

    def chain(self, style: str) -> Iterator[etree._Element]:
        """A style and those that it is based on, nearest first; a circle among them ends somewhere."""
        for _ in range(_DEEPEST_CHAIN):
            element = self._styles.get(style)
            if element is None:
                return
            yield element
            base = element.find(f"{W}basedOn")
            if base is None:
                return
            style = base.get(VAL, "")


def _named(name: str) -> Hint | None:
    """What one of Word's own styles stands for; Word keeps their English names in every language."""
    key = name.casefold().replace(" ", "")
    if key == "title":
        return Hint(HintKind.TITLE)
    if key == "caption":
        return Hint(HintKind.CAPTION)
    if key.startswith("heading") and key[7:] in "123456789" and len(key) == 8:
        return Hint(HintKind.HEADING, int(key[7:]))
    return None


def _heading(outline: int) -> Hint:
    return Hint(HintKind.HEADING, outline + 1) if 0 <= outline < _BODY_TEXT else PLAIN
