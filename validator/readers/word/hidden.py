"""Words of a Word file that print does not show: hidden, as light as the paper, or too small to be read."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml import etree

from validator.readers.word.names import MC, VAL, W
from validator.readers.word.styles import Styles, is_on, number

_VANISH, _COLOUR, _SIZE, _SHADE = f"{W}vanish", f"{W}color", f"{W}sz", f"{W}shd"
_HIGHLIGHT, _LOOK, _RUN, _TEXT, _PARAGRAPH = f"{W}highlight", f"{W}rPr", f"{W}r", f"{W}t", f"{W}p"
_SHAPE, _CELL, _TABLE = f"{W}txbxContent", f"{W}tc", f"{W}tbl"
_FILL = f"{W}fill"
_TINY = 6
"""Half-points: what is smaller than three points is not meant to be read."""
_PALEST = 0xF0
_NEAR = 0x10
_MOST = 50
_MANY = 10_000
"""Pairs of colours that are compared before the words are looked at one by one."""
_PLAIN_TABLES = frozenset({"", "TableGrid", "TableNormal"})
_OF_WORD = frozenset({"MTEquationSection"})
"""Styles that programs write their own notes in."""

Found = tuple[etree._Element, str, str]
"""A paragraph, in what way words of it do not show, and the words."""


class _Paint(NamedTuple):
    """What a run's own properties, or a style, say of how its words show; None where nothing is said."""

    vanish: bool | None = None
    colour: str | None = None
    size: int | None = None
    fill: str | None = None

    def over(self, lower: "_Paint") -> "_Paint":
        """What this paint says, and where it says nothing, what the lower one says."""
        return _Paint(
            lower.vanish if self.vanish is None else self.vanish,
            lower.colour if self.colour is None else self.colour,
            lower.size if self.size is None else self.size,
            lower.fill if self.fill is None else self.fill,
        )


_NOTHING = _Paint()
_HIGHLIGHTED = "a highlight"


def find(root: etree._Element, styles: Styles) -> list[Found]:
    """The words of a part that do not show; most files have none and are looked through once."""
    looks = _Looks(styles)
    if not looks.suspect and not _is_suspect(root):
        return []
    return list(islice(_joined(root, looks), _MOST))


def _is_suspect(root: etree._Element) -> bool:
    """Whether anything in the part could keep words from showing."""
    colours, fills = set[str](), set[str]()
    for entry in root.iter(_VANISH, _COLOUR, _SIZE, _SHADE):
        tag = entry.tag
        if tag == _COLOUR:
            colours.add(entry.get(VAL, ""))
        elif tag == _SHADE:
            fills.add(entry.get(_FILL, ""))
        elif tag == _VANISH:
            if is_on(entry):
                return True
        elif 0 < number(entry.get(VAL), _TINY) < _TINY:
            return True
    if len(colours) * len(fills) > _MANY:
        return True
    return any(_is_pale(colour) or any(_alike(colour, fill) for fill in fills) for colour in colours)


def _paint(properties: etree._Element | None) -> _Paint:
    if properties is None:
        return _NOTHING
    vanish = colour = size = fill = None
    for entry in properties:
        tag = entry.tag
        if tag == _VANISH:
            vanish = is_on(entry)
        elif tag == _COLOUR:
            colour = entry.get(VAL)
        elif tag == _SIZE:
            size = number(entry.get(VAL), _TINY)
        elif tag == _SHADE:
            fill = entry.get(_FILL)
        elif tag == _HIGHLIGHT and entry.get(VAL) not in {"none", "white"}:
            fill = _HIGHLIGHTED
    return _Paint(vanish, colour, size, fill)


class _Looks:
    """How the words of a run show, by what it says itself and by its styles."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._known: dict[str, _Paint] = {}
        self.suspect = any(
            style.get(f"{W}type") in {"paragraph", "character"}
            and (look := style.find(_LOOK)) is not None
            and _is_suspect(look)
            for style in styles
        )

    def of(self, run: etree._Element, properties: etree._Element | None) -> _Paint:
        """How a run shows; properties: those of its paragraph."""
        own = run.find(_LOOK)
        named = None if own is None else own.find(f"{W}rStyle")
        paint = _paint(own)
        if named is not None:
            paint = paint.over(self._style(named.get(VAL, "")))
        paint = paint.over(self._style(self._styles.of(properties)))
        shade = None if properties is None else properties.find(_SHADE)
        return paint if shade is None else paint.over(_Paint(fill=shade.get(_FILL)))

    def _style(self, style: str) -> _Paint:
        found = self._known.get(style)
        if found is None:
            found = _NOTHING
            for element in self._styles.chain(style):
                found = found.over(_paint(element.find(_LOOK)))
                shade = element.find(f"{W}pPr/{_SHADE}")
                found = found if shade is None else found.over(_Paint(fill=shade.get(_FILL)))
            self._known[style] = found
        return found


def _joined(root: etree._Element, looks: _Looks) -> Iterator[Found]:
    """The words of neighbouring runs that do not show in the same way, as one."""
    white_paper = _is_paper(root)
    for paragraph in root.iter(_PARAGRAPH):
        properties = paragraph.find(f"{W}pPr")
        if properties is not None and _is_programs(properties):
            continue
        way, words = "", ""
        for run in paragraph.iter(_RUN):
            text = "".join(piece.text or "" for piece in run.iterchildren(_TEXT))
            if not text or next(run.iterancestors(_PARAGRAPH)) is not paragraph:
                continue
            here = _way(run, looks.of(run, properties), white_paper=white_paper) if text.strip() else way
            if here != way:
                yield from _told(paragraph, way, words)
                way, words = here, ""
            words += text
        yield from _told(paragraph, way, words)


def _told(paragraph: etree._Element, way: str, words: str) -> Iterator[Found]:
    if way and any(map(str.isalnum, words)):
        yield paragraph, way, words


def _is_programs(properties: etree._Element) -> bool:
    style = properties.find(f"{W}pStyle")
    return style is not None and style.get(VAL, "") in _OF_WORD


def _way(run: etree._Element, paint: _Paint, *, white_paper: bool) -> str:
    """In what way a run does not show; empty where it does."""
    own = run.find(f"{_LOOK}/{W}rStyle")
    if (own is not None and own.get(VAL, "") in _OF_WORD) or next(run.iterancestors(f"{MC}Fallback"), None) is not None:
        return ""
    if paint.vanish:
        return "hidden"
    if paint.size is not None and 0 < paint.size < _TINY:
        return "tiny"
    if paint.colour is None or next(run.iterancestors(_SHAPE), None) is not None:
        return ""
    fill = paint.fill if _is_fill(paint.fill) else _cell_fill(run)
    if fill is None:
        return ""
    if _is_fill(fill):
        return "background" if _alike(paint.colour, fill) else ""
    return "white" if _is_pale(paint.colour) and white_paper else ""


def _is_fill(fill: str | None) -> bool:
    return fill is not None and fill not in {"", "auto"}


def _cell_fill(run: etree._Element) -> str | None:
    """The shade of the table cell around a run, "" where it stands on the page, None where only a style knows."""
    cell = next(run.iterancestors(_CELL), None)
    if cell is None:
        return ""
    shade = cell.find(f"{W}tcPr/{_SHADE}")
    if shade is not None and _is_fill(shade.get(_FILL)):
        return shade.get(_FILL)
    table = next(cell.iterancestors(_TABLE), None)
    style = None if table is None else table.find(f"{W}tblPr/{W}tblStyle")
    return "" if style is None or style.get(VAL, "") in _PLAIN_TABLES else None


def _is_paper(root: etree._Element) -> bool:
    """Whether the page is white."""
    background = root.find(f"{W}background")
    return background is None or _is_pale(background.get(_COLOUR, "FFFFFF"))


def _channels(colour: str) -> tuple[int, ...]:
    try:
        return tuple(bytes.fromhex(colour)) if len(colour) == 6 else ()
    except ValueError:
        return ()


def _is_pale(colour: str) -> bool:
    channels = _channels(colour)
    return bool(channels) and min(channels) >= _PALEST


def _alike(one: str, other: str) -> bool:
    """Whether two colours can hardly be told apart."""
    pairs = list(zip(_channels(one), _channels(other), strict=False))
    return bool(pairs) and all(abs(a - b) < _NEAR for a, b in pairs)
