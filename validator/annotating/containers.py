"""What a mark may not stand inside of: fields that are worked out anew, content controls, text boxes."""

from bisect import bisect_right
from collections.abc import Iterator

from lxml import etree

from validator.annotating.pieces import RUN
from validator.annotating.story import PARAGRAPH
from validator.readers.word.names import MC, W

_CLOSED = frozenset({RUN, f"{W}fldSimple", f"{W}sdt", f"{MC}AlternateContent"})
_CHANGES = tuple(f"{W}{name}" for name in ("ins", "del", "moveTo", "moveFrom"))
_FIELD = f"{W}fldChar"

_Field = tuple[int, int]


class Containers:
    """The containers of a story, as it is before it is changed."""

    def __init__(self, root: etree._Element) -> None:
        self._runs = list(root.iter(RUN))
        self._order = {run: place for place, run in enumerate(self._runs)}
        self._fields = list(_widest(sorted(self._closed_fields(root), key=lambda field: (field[0], -field[1]))))

    def around(self, run: etree._Element) -> tuple[etree._Element, etree._Element]:
        """The first and the last element of what a mark on a run has to go around: the run itself, as a rule."""
        field = self._field(run)
        ends = (run, run) if field is None else (self._runs[field[0]], self._runs[field[1]])
        return _outer(ends[0]), _outer(ends[1])

    def is_closed(self, run: etree._Element) -> bool:
        """Whether a run lies inside a container."""
        return self._field(run) is not None or _outer(run) is not run

    def is_changed(self, run: etree._Element) -> bool:
        """Whether a run lies inside somebody's tracked change."""
        return next(run.iterancestors(*_CHANGES), None) is not None

    def _field(self, run: etree._Element) -> _Field | None:
        at = self._order[run]
        place = bisect_right(self._fields, (at, len(self._runs))) - 1
        return self._fields[place] if place >= 0 and at <= self._fields[place][1] else None

    def _closed_fields(self, root: etree._Element) -> Iterator[_Field]:
        """The fields that begin and end in one paragraph; a bibliography goes over many, and is text to mark."""
        begun: list[etree._Element] = []
        for mark in root.iter(_FIELD):
            run, kind = mark.getparent(), mark.get(f"{W}fldCharType")
            if run is None or run not in self._order:
                continue
            if kind == "begin":
                begun.append(run)
            elif kind == "end" and begun:
                first = begun.pop()
                if _paragraph(first) is _paragraph(run):
                    yield self._order[first], self._order[run]


def _widest(fields: list[_Field]) -> Iterator[_Field]:
    """The fields that lie in no other; fields by their beginning, the wider first."""
    last = -1
    for field in fields:
        if field[1] > last:
            last = field[1]
            yield field


def _paragraph(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(PARAGRAPH), None)


def _outer(run: etree._Element) -> etree._Element:
    """The outermost container of a run below the paragraph that lies in no other."""
    found, container = run, run
    for around in run.iterancestors():
        if around.tag in _CLOSED:
            container = around
        elif around.tag == PARAGRAPH:
            found = container
    return found
