"""A run of a Word text, cut where marks are to stand; each piece looks as the run did, and all can be joined again."""

from bisect import bisect_right
from copy import deepcopy

from lxml import etree

from validator.readers.word.characters import plain
from validator.readers.word.names import W
from validator.readers.word.runs import sign

RUN, TEXT, LOOK = f"{W}r", f"{W}t", f"{W}rPr"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_JOINT = f"{W}rsidDel"
"""An attribute that Word allows a run and that nothing shows: on a piece, how it is joined to the one before it."""
_BETWEEN, _INSIDE_KEPT, _INSIDE = "4C500001", "4C500002", "4C500003"
"""Cut between two things; inside a text whose blanks are kept by its own word; inside one where they are not."""
_EDITABLE = frozenset(
    f"{W}{name}" for name in ("rPr", "t", "tab", "noBreakHyphen", "softHyphen", "sym", "lastRenderedPageBreak")
)


class Pieces:
    """A run and the pieces it is cut into, by the characters that it shows.

    read: the characters that were read of it; where they are others, or is_closed, the run is not cut.
    """

    def __init__(self, run: etree._Element, read: str, *, is_closed: bool) -> None:
        self.run = run
        self._atoms = [atom for child in run for atom in _atoms(child)]
        shown = "".join(character for character, _, _ in self._atoms)
        self.is_solid = is_closed or shown != read or run.get(_JOINT) is not None or not all(map(_is_plain, run))
        self.is_editable = not self.is_solid and all(child.tag in _EDITABLE for child in run)
        self._wanted: set[int] = set()
        self._starts, self._elements = [0], [run]

    def cut(self, offset: int) -> None:
        """Have the run cut before a character."""
        if not self.is_solid and 0 < offset < len(self._atoms):
            self._wanted.add(offset)

    def make(self) -> None:
        """Make the cuts, from the last to the first: so what stands before stays where it was."""
        kept = {child for child in self.run if child.get(SPACE) == "preserve"}
        pieces = [_cut_off(self.run, *self._atoms[offset][1:], kept) for offset in sorted(self._wanted, reverse=True)]
        self._starts = [0, *sorted(self._wanted)]
        self._elements = [self.run, *reversed(pieces)]

    def piece(self, offset: int) -> etree._Element:
        """The piece that holds a character."""
        return self._elements[bisect_right(self._starts, offset) - 1]

    def between(self, start: int, end: int) -> list[etree._Element]:
        """The pieces from one cut to another."""
        return [piece for at, piece in zip(self._starts, self._elements, strict=True) if start <= at < end]


def joined(root: etree._Element) -> list[etree._Element]:
    """Join the pieces of runs below an element again; the runs that this changed."""
    changed = []
    for piece in list(root.iter(RUN)):
        joint = piece.get(_JOINT, "")
        if joint in {_BETWEEN, _INSIDE_KEPT, _INSIDE}:
            del piece.attrib[_JOINT]
            before = piece.getprevious()
            if before is None or not _looks_like(before, piece):
                changed.append(piece)
            else:
                _join(before, piece, joint)
                changed.append(before)
    return changed


def take_out(element: etree._Element) -> None:
    """Take an element out and leave the white space that follows it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _atoms(child: etree._Element) -> list[tuple[str, etree._Element, int]]:
    """The characters that a part of a run shows, each with where in its text it stands."""
    if child.tag == TEXT:
        return [(shown, child, at) for at, raw in enumerate(child.text or "") if (shown := plain(raw))]
    return [(shown, child, 0) for shown in sign(child)]


def _is_plain(child: etree._Element) -> bool:
    """Whether a part of a run, if it is a text, keeps what it shows when it is cut: no blank at its ends is dropped."""
    if child.tag != TEXT or child.get(SPACE) == "preserve":
        return True
    return child.get(SPACE) is None and len(child) == 0 and (child.text or "") == (child.text or "").strip()


def _cut_off(run: etree._Element, child: etree._Element, at: int, kept: set[etree._Element]) -> etree._Element:
    """The piece of a run from a character on, which is put behind the run."""
    piece = etree.Element(run.tag)
    _copy_attributes(run, piece)
    parent = run.getparent()
    assert parent is not None  # noqa: S101 - a run stands in a paragraph
    parent.insert(parent.index(run) + 1, piece)
    look = run.find(LOOK)
    if look is not None:
        piece.append(deepcopy(look))
    following = list(child.itersiblings())
    piece.set(_JOINT, _BETWEEN)
    if at:
        piece.set(_JOINT, _INSIDE_KEPT if child in kept else _INSIDE)
        words = child.text or ""
        rest = etree.SubElement(piece, child.tag)
        _copy_attributes(child, rest)
        child.text, rest.text = words[:at], words[at:]
        rest.tail, child.tail = child.tail, None
        for text in (child, rest):
            if (text.text or "") != (text.text or "").strip():
                text.set(SPACE, "preserve")
    else:
        following.insert(0, child)
    for other in following:
        piece.append(other)
    return piece


def _copy_attributes(element: etree._Element, to: etree._Element) -> None:
    for key, value in element.attrib.items():
        to.set(key, value)


def _looks_like(before: etree._Element, piece: etree._Element) -> bool:
    return before.tag == RUN and before.attrib == piece.attrib and _look(before) == _look(piece)


def _look(run: etree._Element) -> bytes:
    look = run.find(LOOK)
    return b"" if look is None else etree.tostring(look, method="c14n", with_tail=False)


def _join(before: etree._Element, piece: etree._Element, joint: str) -> None:
    following = [child for child in piece if child.tag != LOOK]
    if joint != _BETWEEN and following and len(before) and before[-1].tag == following[0].tag == TEXT:
        last, first = before[-1], following.pop(0)
        last.text, last.tail = (last.text or "") + (first.text or ""), first.tail
        if joint == _INSIDE_KEPT:
            last.set(SPACE, "preserve")
        elif last.get(SPACE):
            del last.attrib[SPACE]
    for child in following:
        before.append(child)
    take_out(piece)
