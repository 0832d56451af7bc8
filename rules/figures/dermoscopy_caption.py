"""A dermoscopic picture says in which light, and how much enlarged, it was taken."""

from collections.abc import Iterator

from validator.api import (
    Given,
    Letter,
    NoOptions,
    Outcome,
    Panel,
    PanelKind,
    Pattern,
    evidence,
    finding,
    not_applicable,
    rule,
)

_LIGHT = Pattern(r"\b(?:non-?\s?)?polari[sz]ed|\bpolari[sz]ing|\bUV\b|ultraviolet|\bDL-?\d|immersion|contact\b")


@rule("dermoscopy-caption", "Light and magnification of dermoscopic pictures", needs_beginning=True)
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:  # noqa: ARG001
    """Look for both in each panel that shows dermoscopy; what any part of the caption says counts for all."""
    pictures = [
        (panel, any(_LIGHT.search(caption.text) for caption in figure.captions))
        for figure in letter.figures
        for panel in figure.panels
        if panel.kind is PanelKind.DERMOSCOPY
    ]
    if not pictures:
        yield not_applicable("No caption describes dermoscopy." if letter.figures else "The letter has no figures.")
    for panel, lit in pictures:
        yield _judged(panel, lit)


def _judged(panel: Panel, lit: bool) -> Outcome:
    if lit and panel.magnifications:
        return evidence(f"{panel.name}: light and magnification are given.", at=panel.magnifications[0].span)
    if not lit and not panel.magnifications:
        case = "polarisation"
        message = f"The caption of {panel.name} says neither whether the light was polarised nor the magnification."
    elif lit:
        case, message = "magnification", f"The caption of {panel.name} gives no magnification of the dermoscope."
    else:
        case, message = "polarisation", f"The caption of {panel.name} does not say whether the light was polarised."
    return finding(case, message, at=panel.span, help="Add, for example: (polarised dermoscopy, ×10).")
