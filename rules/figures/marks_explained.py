"""What an arrow, a star or a circle in a picture points at is said in the caption."""

from collections.abc import Iterator

from validator.api import (
    Figure,
    Given,
    Letter,
    NoOptions,
    Outcome,
    Pattern,
    Span,
    evidence,
    finding,
    not_applicable,
    rule,
)

_MARK = r"(?:arrow\s?-?heads?|arrows?|asterisks?|stars?|circles?|squares?|boxes|box|triangles?)"
_NAMED = Pattern(rf"\b{_MARK}\b")
_ALONE = Pattern(
    rf"(?:^|[.;:])\s*[(\[]?\s*(?P<mark>(?:\p{{L}}+\s+)?(?:\p{{L}}+\s+)?{_MARK})\s*[)\]]?\s*"
    r"(?=[.;]|$|(?P<note>[(\[][^()\[\]]*[)\]])\s*(?:[.;]|$))"
)
_SIGNS = ("arrow", "aster", "star", "circle", "square", "box", "triangle")


@rule("marks-explained", "Arrows and other marks explained", needs_beginning=True)
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:  # noqa: ARG001
    """Look for marks that a caption names and says nothing of."""
    marked = [f for f in letter.figures if any(_names_mark(caption.text) for caption in f.captions)]
    if not marked:
        yield not_applicable(
            "No caption names an arrow or other mark." if letter.figures else "The letter has no figures."
        )
    for figure in marked:
        alone = list(_alone(figure))
        if alone:
            yield finding(
                "unexplained",
                f"The caption of {figure.name} does not say what “{alone[0].text}” points at.",
                at=alone,
                help="Put the mark after what it shows, for example: spores (arrow).",
            )
        else:
            yield evidence(f"{figure.name}: each mark stands beside what it shows.", at=figure.head)


def _alone(figure: Figure) -> Iterator[Span]:
    """The marks that make a sentence of their own; a bracket behind one may tell stain and magnification."""
    technical = [stain.span for panel in figure.panels for stain in panel.stains]
    technical += [magnification.span for panel in figure.panels for magnification in panel.magnifications]
    for caption in figure.captions:
        for match in _ALONE.finditer(caption.text):
            note = caption.part(*match.span("note")) if match.group("note") else None
            if note is None or any(note.covers(span) for span in technical):
                yield caption.part(*match.span("mark"))


def _names_mark(text: str) -> bool:
    folded = text.casefold()
    return any(sign in folded for sign in _SIGNS) and _NAMED.search(text) is not None
