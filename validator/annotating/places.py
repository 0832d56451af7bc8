"""From the spans of a letter to the runs of its Word file."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lxml import etree

from validator.annotating.containers import Containers
from validator.annotating.pieces import RUN, Pieces
from validator.annotating.story import PARAGRAPH
from validator.model.text import Block, Run, Span


class Place(NamedTuple):
    """A character: the run that shows it, and how many characters of that run stand before it."""

    pieces: Pieces
    offset: int


class Places:
    """Where the characters of a letter's blocks stand in the text of its Word file; blocks: all that were read."""

    def __init__(self, root: etree._Element, blocks: Iterable[Block]) -> None:
        self.containers = Containers(root)
        self._paragraphs = list(root.iter(PARAGRAPH))
        self._runs: dict[int, list[etree._Element]] = {}
        self._pieces: dict[tuple[int, int], Pieces | None] = {}
        self._blocks: dict[Block, list[Place | None]] = {}
        self._read: dict[tuple[int, int], list[str]] = {}
        self._offsets: dict[int, int] = {}
        for block in blocks:
            for run in block.runs:
                if key := _key(run):
                    before = self._read.setdefault(key, [])
                    self._offsets[id(run)] = sum(map(len, before))
                    before.append(run.text)

    def of(self, block: Block) -> Sequence[Place | None]:
        """The place of each character of a block; None for what stands elsewhere than in the text's runs."""
        if block not in self._blocks:
            self._blocks[block] = [place for run in block.runs for place in self._of_run(run)]
        return self._blocks[block]

    def ends(self, span: Span) -> tuple[Place, Place] | None:
        """The first and the last character of a span that stand in the text; None where none does."""
        found = [place for place in self.of(span.block)[span.start : span.end] if place]
        return (found[0], found[-1]) if found else None

    def whole(self, run: etree._Element) -> Place:
        """The place of a run that is not cut."""
        return Place(Pieces(run, "", is_closed=True), 0)

    def cut(self) -> None:
        """Make all the cuts that were asked for."""
        for pieces in self._pieces.values():
            if pieces:
                pieces.make()

    def _of_run(self, run: Run) -> list[Place | None]:
        pieces, start = self._pieces_of(run), self._offsets.get(id(run), 0)
        if pieces is None:
            return [None] * len(run.text)
        return [Place(pieces, start + at) for at in range(len(run.text))]

    def _pieces_of(self, run: Run) -> Pieces | None:
        key = _key(run)
        if key is None:
            return None
        if key not in self._pieces:
            element = self._element(*key)
            read = "".join(self._read.get(key, ()))
            self._pieces[key] = (
                None if element is None else Pieces(element, read, is_closed=self.containers.is_closed(element))
            )
        return self._pieces[key]

    def _element(self, paragraph: int, run: int) -> etree._Element | None:
        if not 0 < paragraph <= len(self._paragraphs):
            return None
        if paragraph not in self._runs:
            self._runs[paragraph] = list(self._paragraphs[paragraph - 1].iter(RUN))
        runs = self._runs[paragraph]
        return runs[run - 1] if 0 < run <= len(runs) else None


def _key(run: Run) -> tuple[int, int] | None:
    origin = run.origin
    return (origin.paragraph, origin.run) if origin and origin.paragraph and origin.run else None
