"""Figures, their panels, tables, and the call-outs that point at them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from validator.model.text import Span


class PanelKind(StrEnum):
    """What a panel shows. HISTOLOGY: any stained tissue or smear, immunohistochemistry included."""

    HISTOLOGY = "histology"
    IMMUNOFLUORESCENCE = "immunofluorescence"
    ELECTRON = "electron"
    CLINICAL = "clinical"
    DERMOSCOPY = "dermoscopy"
    RADIOLOGY = "radiology"
    GRAPH = "graph"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class StainMention:
    """A stain or marker named in a caption; misspelt when it is written wrong.

    name: of a stain the name by which the program knows it, of a marker what is printed.
    """

    name: str
    span: Span
    misspelt: bool = False


@dataclass(frozen=True, slots=True)
class Magnification:
    """A magnification or scale bar named in a caption; factor is its number (40 for ×40), None for a scale bar."""

    span: Span
    factor: float | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture of a figure.

    letter: "a", "b" ...; empty for a figure of one part, and where panels are told apart as left and right.
    name: as a person says it ("Figure 1b", "Figure 1 (left)").
    stains, magnifications: those that hold for this panel, also when they are said once for several.
    at_end: stains and magnifications in the bracket that ends the caption, after another panel's words: they may hold
    for this panel too, or not. bedside: the preparation that it names (a Tzanck smear, a KOH mount). power: the words
    that tell of a magnification without a number ("high-power view").
    faces: words by which a patient may be known ("cheek", "tattoo"). private: words for what is shown of nobody without
    need ("scrotum"). Both of a photograph only.
    """

    letter: str
    name: str
    span: Span
    kind: PanelKind
    stains: tuple[StainMention, ...] = ()
    magnifications: tuple[Magnification, ...] = ()
    at_end: tuple[Span, ...] = ()
    bedside: Span | None = None
    power: Span | None = None
    faces: tuple[Span, ...] = ()
    private: tuple[Span, ...] = ()


_MOST_NAMED = 30
"""A longer list is not read by anybody, and fills the report when it is told of each thing that it names."""


def together(names: Sequence[str]) -> str:
    """Several figures or panels as a person names them: "Figure 1a", "Figures 1a, 1b and 2"; the first ones of many."""
    if len(names) < 2:
        return "".join(names)
    words = [name.split() for name in names]
    first = next(place for place, word in enumerate(words[0]) if any(character.isdigit() for character in word))
    numbers = [" ".join(word[first:]) for word in words]
    if len(numbers) > _MOST_NAMED:
        numbers = [*numbers[:_MOST_NAMED], f"{len(numbers) - _MOST_NAMED} more"]
    return f"{' '.join(words[0][:first])}s {', '.join(numbers[:-1])} and {numbers[-1]}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its number as printed, its whole caption (label included), the caption's words, its panels.

    A figure of one part has one panel without letter. text is empty (start = end) when the caption is only a label.
    more: its further captions, where each panel has its own ("Figure 1a: ...", "Figure 1b: ...").
    numbered: whether the label is printed; else it is the figure's place among the figures.
    """

    label: str
    span: Span
    text: Span
    panels: tuple[Panel, ...] = ()
    supplementary: bool = False
    more: tuple[Span, ...] = ()
    numbered: bool = True

    @property
    def name(self) -> str:
        """As a person says it: "Figure 1"."""
        return f"Supplementary Figure {self.label}" if self.supplementary else f"Figure {self.label}"

    @property
    def captions(self) -> tuple[Span, ...]:
        """Its words, and its further captions where each panel has its own."""
        return (self.text, *self.more)

    @property
    def head(self) -> Span:
        """The label as printed, by which the caption is found; the caption where its format keeps the label apart."""
        before = self.text.start - self.span.start if self.text.block is self.span.block else 0
        return self.span.part(0, before).strip() if before > 0 else self.span

    def is_called_by(self, callout: "Callout") -> bool:
        """Whether a call-out is of this figure or a panel of it; "Figure 1" calls what is labelled "1a" too."""
        if callout.target != "figure" or self.supplementary:
            return False
        if callout.label == self.label:
            return True
        number = self.label.rstrip("abcdefgh")
        return number == callout.label and (not callout.panels or self.label[len(number) :] in callout.panels)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its number as printed and its caption."""

    label: str
    span: Span
    text: Span


@dataclass(frozen=True, slots=True)
class Callout:
    """A call of an own figure or table in the text: one figure, the panels named (none for the whole figure).

    target: "figure" or "table". span: the whole mark; several call-outs may share it ("[Figures 1a, 2]").
    """

    target: str
    label: str
    panels: tuple[str, ...]
    span: Span


_NAMES = {
    PanelKind.HISTOLOGY: "sections",
    PanelKind.IMMUNOFLUORESCENCE: "immunofluorescence",
    PanelKind.ELECTRON: "electron micrographs",
    PanelKind.CLINICAL: "photographs",
    PanelKind.DERMOSCOPY: "dermoscopy",
    PanelKind.RADIOLOGY: "X-rays or scans",
    PanelKind.GRAPH: "graphs or charts",
    PanelKind.OTHER: "other pictures",
}


def shown(figures: Sequence[Figure]) -> str:
    """What the captions of figures tell of, as a person says it: "photographs, dermoscopy and graphs or charts"."""
    names = list(dict.fromkeys(_NAMES[panel.kind] for figure in figures for panel in figure.panels))
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
