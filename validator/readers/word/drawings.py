"""The pictures of a Word file's drawings: inline and anchored ones, groups, and those of old Word files (VML).

Charts and diagrams, which Word draws itself, have no pixels; previews of embedded objects (equations, sheets) are no
pictures. What a file only links to is said and never fetched.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from validator.model.patterns import Pattern
from validator.model.picture import Facts, Picture
from validator.model.text import Block, Hint, HintKind, Origin, Run, UnreadableError
from validator.readers.pictures import MAX_PICTURES, Looker, many
from validator.readers.word.names import R
from validator.readers.word.package import Part
from validator.readers.word.runs import ALTERNATIVES, branch

_EMU = 914_400
"""English metric units an inch."""
_UNITS = {"in": 1.0, "pt": 1 / 72, "cm": 1 / 2.54, "mm": 1 / 25.4, "px": 1 / 96}
_LENGTH = Pattern(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]{1,12})\s*(in|pt|cm|mm|px)")
_INSIDE_VML = 65_536
_OFF, _NEAR = 0.1, 0.02
"""How far the sides of a picture are from those printed, where it lies otherwise, and where it fits."""
_MOST = 1_000
"""Pictures that are counted, as in a Markdown letter; those after them belong to no letter."""
_NAMELESS = "without a name"
_NOT_THERE = "is named in the file, but is not in it"
_DAMAGED = "is damaged"
_LINKED = "is only linked and not in the file, so that nobody else sees it"

Size = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing of a paragraph: its XML, where it stands, and how many blocks stand before it."""

    element: etree._Element
    origin: Origin
    after: int


class _Parts:
    """The parts of a Word file that hold pictures, each unpacked once, however often it is shown."""

    def __init__(self, main: Part) -> None:
        self._main = main
        self._looker = Looker()
        self._known: dict[str, Facts] = {}

    def named(self, identifier: str | None) -> tuple[str, bool]:
        """What a relationship points at, and whether it lies outside the file."""
        return self._main.file(identifier)

    def look(self, name: str) -> Facts:
        """What a part tells."""
        if name not in self._known:
            self._known[name] = self._look(name)
        return self._known[name]

    def _look(self, name: str) -> Facts:
        try:
            return self._looker.look(self._main.content(name))
        except KeyError:
            return Facts(trouble="broken", why=_NOT_THERE)
        except UnreadableError:
            return Facts(trouble="broken", why=_DAMAGED)


def read(file: str, main: Part, drawings: list[Drawing]) -> tuple[Picture, ...]:
    """The pictures of a file's drawings in their order."""
    parts = _Parts(main)
    found: list[Picture] = []
    leaves = ((drawing, leaf) for drawing in drawings for leaf in _leaves(drawing.element))
    for drawing, leaf in islice(leaves, _MOST):
        name, facts = _facts(leaf, parts) if len(found) < MAX_PICTURES else (_NAMELESS, many())
        found.append(_picture(file, drawing, leaf, name, facts))
    return tuple(found)


def _picture(file: str, drawing: Drawing, leaf: etree._Element, name: str, facts: Facts) -> Picture:
    width, height = _printed(leaf)
    left, top, right, bottom = _crop(leaf)
    across, down = max(0.0, 1 - left - right), max(0.0, 1 - top - bottom)
    pixels = facts.width * across, facts.height * down
    if _is_turned(facts, across, down, width, height):
        pixels = facts.height * across, facts.width * down
    block = Block((Run(name, origin=drawing.origin),), Hint(HintKind.PICTURE), file)
    return Picture(
        span=block.span(),
        after=drawing.after,
        facts=facts,
        width=round(pixels[0]),
        height=round(pixels[1]),
        printed_width=width,
        printed_height=height,
        cropped=max(left, top, right, bottom) > 0,
        alt=_alt(leaf),
        inside=True,
    )


def _is_turned(facts: Facts, across: float, down: float, width: float | None, height: float | None) -> bool:
    """Whether Word lays a photograph the other way round than its file says, as some programs save it."""
    if not (width and height and facts.width and facts.height and across and down):
        return False
    wanted = width / height
    as_it_is = facts.width * across / (facts.height * down) / wanted
    turned = facts.height * across / (facts.width * down) / wanted
    return abs(as_it_is - 1) > _OFF and abs(turned - 1) < _NEAR


def _leaves(element: etree._Element) -> Iterator[etree._Element]:
    """The pictures and charts below an element; what is in a text box hangs on a paragraph of its own."""
    for child in element:
        name = etree.QName(child).localname
        if child.tag == ALTERNATIVES:
            version = branch(child)
            yield from () if version is None else _leaves(version)
        elif name in {"pic", "imagedata", "chart", "relIds"}:
            yield child
        elif name != "txbxContent":
            yield from _leaves(child)


def _facts(leaf: etree._Element, parts: _Parts) -> tuple[str, Facts]:
    """The name of a picture's part and what its bytes tell."""
    if etree.QName(leaf).localname in {"chart", "relIds"}:
        return "chart", Facts(format="chart")
    blip = leaf if etree.QName(leaf).localname == "imagedata" else next(leaf.iter("{*}blip"), None)
    if blip is None:
        return _NAMELESS, Facts(trouble="broken", why=_NOT_THERE)
    inside = blip.get(f"{R}embed") or blip.get(f"{R}id") or blip.get(f"{R}pict")
    name, external = parts.named(inside or blip.get(f"{R}link") or blip.get(f"{R}href"))
    shown = posixpath.basename(name.replace("\\", "/"))[:80] or _NAMELESS
    if external or (name and not inside):
        return shown, Facts(trouble="linked", why=_LINKED)
    if next(blip.iter("{*}svgBlip"), None) is not None:
        return shown, Facts(format="SVG")
    return shown, parts.look(name)


def _printed(leaf: etree._Element) -> Size:
    """Width and height in inches as printed."""
    if etree.QName(leaf).localname == "imagedata":
        return _vml_size(leaf)
    around = next(leaf.iterancestors("{*}inline", "{*}anchor"), None)
    groups = [g for g in leaf.iterancestors("{*}wgp", "{*}grpSp", "{*}wpc") if g.find("{*}grpSpPr") is not None]
    own = leaf.find("{*}spPr/{*}xfrm/{*}ext")
    turned = (leaf.find("{*}spPr/{*}xfrm[@rot]")) is not None
    extent = None if around is None else around.find("{*}extent")
    if own is not None and (groups or turned or extent is None):
        width, height = _size(own)
        for group in groups:
            across, down = _scale(group)
            width, height = width and width * across, height and height * down
        return width, height
    return (None, None) if extent is None else _size(extent)


def _size(extent: etree._Element) -> Size:
    return _inches(extent.get("cx")), _inches(extent.get("cy"))


def _inches(value: str | None) -> float | None:
    number = _number(value) / _EMU
    return number if 0 < number < 1000 else None


def _number(value: str | None) -> float:
    """A number of an attribute; 0 where it is none."""
    try:
        number = float(value or 0)
    except ValueError:
        return 0.0
    return number if abs(number) < 1e12 else 0.0


def _scale(group: etree._Element) -> tuple[float, float]:
    """By how much a group draws what it holds larger or smaller than it says."""
    outer, inner = group.find("{*}grpSpPr/{*}xfrm/{*}ext"), group.find("{*}grpSpPr/{*}xfrm/{*}chExt")
    if outer is None or inner is None:
        return 1.0, 1.0
    across, down = ((_number(outer.get(key)), _number(inner.get(key))) for key in ("cx", "cy"))
    return (across[0] / across[1] if all(across) else 1.0), (down[0] / down[1] if all(down) else 1.0)


def _vml_size(leaf: etree._Element) -> Size:
    style = next((parent.get("style", "") for parent in leaf.iterancestors() if parent.get("style")), "")
    found = {m[1].casefold(): _number(m[2]) * _UNITS[m[3].casefold()] for m in _LENGTH.finditer(style[:500])}
    return found.get("width") or None, found.get("height") or None


def _crop(leaf: etree._Element) -> tuple[float, float, float, float]:
    """The shares of a picture that are cut off at its left, top, right and bottom."""
    if etree.QName(leaf).localname == "imagedata":
        sides = (leaf.get(f"crop{side}") for side in ("left", "top", "right", "bottom"))
        left, top, right, bottom = (_vml_share(value) for value in sides)
        return left, top, right, bottom
    part = next(leaf.iter("{*}srcRect"), None)
    if part is None:
        return 0.0, 0.0, 0.0, 0.0
    left, top, right, bottom = (_share(part.get(side)) for side in "ltrb")
    return left, top, right, bottom


def _share(value: str | None) -> float:
    """A share written in thousandths of a percent, or in percent."""
    if value and value.endswith("%"):
        return _number(value[:-1]) / 100
    return _number(value) / 100_000


def _vml_share(value: str | None) -> float:
    if value and value.endswith("f"):
        return _number(value[:-1]) / _INSIDE_VML
    return _number(value)


def _alt(leaf: etree._Element) -> str:
    """The words for those who do not see the picture."""
    own = next(leaf.iter("{*}cNvPr"), None)
    around = next(leaf.iterancestors("{*}inline", "{*}anchor", "{*}shape"), None)
    outer = None if around is None else around.find("{*}docPr")
    said = [entry.get("descr", "") for entry in (outer, own) if entry is not None]
    return next((words for words in said if words), "" if around is None else around.get("alt", ""))
