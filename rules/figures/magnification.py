"""Every photomicrograph gives its magnification or a scale bar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from validator.api import (
    Given,
    Letter,
    Magnification,
    Outcome,
    Panel,
    PanelKind,
    ask,
    evidence,
    finding,
    not_applicable,
    rule,
    shown,
    together,
)

_OBJECTIVES = (1, 1.25, 1.6, 2, 2.5, 4, 5, 6.3, 10, 16, 20, 25, 32, 40, 50, 60, 63, 100)
_EYEPIECES = (1, 8, 10, 12.5)
_USUAL = {objective * eyepiece for objective in _OBJECTIVES for eyepiece in _EYEPIECES}
"""What the microscopes in use give: objective alone, or times eyepiece."""


_OF_OTHERS = {PanelKind.ELECTRON: "10000"}
"""What is usual where light microscopes do not reach, as an example."""

_MOST_OFFERED = 3


@dataclass(frozen=True, slots=True)
class MagnificationOptions:
    """required: the sorts of panel whose figure must give a magnification. wanted: those that should."""

    required: frozenset[PanelKind] = frozenset({PanelKind.HISTOLOGY})
    wanted: frozenset[PanelKind] = frozenset({PanelKind.IMMUNOFLUORESCENCE, PanelKind.ELECTRON})


@rule(
    "magnification", "Magnification given for every photomicrograph", options=MagnificationOptions, needs_beginning=True
)
def check(letter: Letter, given: Given[MagnificationOptions]) -> Iterator[Outcome]:
    """Look for a magnification or scale bar in each panel that shows a section or smear."""
    options = given.options
    kinds = options.required | options.wanted
    told = [found for f in letter.figures if (found := [panel for panel in f.panels if panel.kind in kinds])]
    if not told:
        yield not_applicable(
            f"No caption describes a photomicrograph: they tell of {shown(letter.figures)}."
            if letter.figures
            else "The letter has no figures."
        )
        return
    for panels in told:
        yield from _judged(panels, options, given.profile.figures.stain_example)
    marks = list(dict.fromkeys(mark for panels in told for panel in panels for mark in panel.magnifications))
    yield from _two_notations(marks)
    histology = [p for panels in told for p in panels if p.kind is PanelKind.HISTOLOGY]
    yield from _unusual(list(dict.fromkeys(mark for panel in histology for mark in panel.magnifications)))


def _judged(panels: Sequence[Panel], options: MagnificationOptions, example: str) -> Iterator[Outcome]:
    given = [panel for panel in panels if panel.magnifications]
    for panel in given:
        yield evidence(f"{panel.name}: {panel.magnifications[0].span.text}", at=panel.magnifications[0].span)
    lacking = [panel for panel in panels if not panel.magnifications]
    told = {mark.span for panel in given for mark in panel.magnifications}
    asked = [panel for panel in lacking if told.intersection(panel.at_end)]
    worded = [panel for panel in lacking if panel.power and panel not in asked]
    for panel in asked:
        yield ask(
            "shared",
            f"Does the magnification at the end of the caption hold for {panel.name} too?",
            at=(panel.span, panel.at_end[-1]),
            help="If it does, say so, for example “both ×100”. If not, give that of this panel.",
        )
    if worded:
        yield _in_words(worded, example)
    lost = [panel for panel in lacking if panel not in (*asked, *worded)]
    if not lost:
        return
    required = any(panel.kind in options.required for panel in lost)
    case = "panel" if given else "missing" if required else "fluorescence-or-electron"
    named = together([panel.name for panel in lost])
    yield finding(
        case,
        f"The caption of {named} gives no magnification.",
        at=[panel.span for panel in lost],
        help=f"{_offer(lost, example)}. "
        f"A scale bar will do too: (scale bar {'1' if lost[0].kind is PanelKind.ELECTRON else '100'} µm).",
    )


def _offer(lost: Sequence[Panel], example: str) -> str:
    """The words to add: for each panel its own, where they are stained differently."""
    offers = {_example(panel, example): panel.name for panel in reversed(lost)}
    if len(offers) == 1:
        return f"End the caption with it, for example: {_example(lost[0], example)}"
    listed = "; ".join(f"{name} {offer}" for offer, name in reversed(list(offers.items())[-_MOST_OFFERED:]))
    return f"Give it for each panel, for example: {listed}"


def _in_words(panels: Sequence[Panel], example: str) -> Outcome:
    words = list(dict.fromkeys(panel.power for panel in panels if panel.power))
    return ask(
        "in-words",
        f"The caption of {together([panel.name for panel in panels])} says “{words[0].text}”, and gives no number.",
        at=words,
        help=f"If you know the magnification, add it, for example: {_example(panels[0], example)}.",
    )


def _example(panel: Panel, example: str) -> str:
    """How this panel's magnification may be given, beside the stain that its caption names."""
    number = example.strip("()").rpartition(",")[2].strip()
    digits = "".join(filter(str.isdigit, number))
    if not digits:
        return example
    usual = number.replace(digits, _OF_OTHERS.get(panel.kind, "400"))
    stain = next((s.name if s.misspelt else s.span.text for s in panel.stains), "")
    if panel.kind is PanelKind.ELECTRON:
        return f"(Electron microscopy, {usual})"
    if panel.kind is PanelKind.IMMUNOFLUORESCENCE:
        method = (
            "Indirect immunofluorescence" if "indirect" in panel.span.text.casefold() else "Direct immunofluorescence"
        )
        return f"({', '.join(filter(None, (method, stain, usual)))})"
    if stain:
        return f"({stain}, {number})"
    return f"({panel.bedside.text}, {usual})" if panel.bedside else f"({number})"


def _two_notations(marks: Sequence[Magnification]) -> Iterator[Outcome]:
    written: dict[bool, Magnification] = {}
    for mark in marks:
        if mark.factor is not None:
            written.setdefault(mark.span.text[0].isdigit(), mark)
    if len(written) > 1:
        first, second = written.values()
        yield finding(
            "notation",
            f"Magnifications are written in two ways: “{first.span.text}” and “{second.span.text}”.",
            at=[first.span, second.span],
            help="Keep to one way throughout the letter.",
        )


def _unusual(marks: Sequence[Magnification]) -> Iterator[Outcome]:
    odd = [mark for mark in marks if mark.factor is not None and mark.factor not in _USUAL]
    if odd:
        yield finding(
            "number",
            f"“{odd[0].span.text}” is no magnification that a light microscope usually gives.",
            at=[mark.span for mark in odd],
            help="Please check the number. Usual ones are 40, 100, 200 and 400.",
        )
