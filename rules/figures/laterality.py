"""Caption and text speak of the same side."""

from collections.abc import Iterator

from validator.api import (
    Figure,
    Given,
    Letter,
    NoOptions,
    Outcome,
    Panel,
    PanelKind,
    Pattern,
    Span,
    ask,
    evidence,
    not_applicable,
    rule,
    sentences,
)

_SIDE = Pattern(
    r"\b(?P<side>left|right|lt\.?(?=\s)|rt\.?(?=\s))(?:[\s-]+(?:upper|lower|inner|outer|medial|lateral|dorsal|ventral"
    r"|anterior|posterior|distal|proximal|middle|great|big|index|ring|little|third|second|fourth))*[\s-]+"
    r"(?:(?:side|aspect)\s+of\s+(?:(?:the|his|her|their)\s+)?)?(?P<part>\p{L}{3,})"
)
_BARE = Pattern(
    r"\b(?P<side>left|right)\b(?=\s+(?:one|was|were|is|with|had|got|received|by|as|after|before)\b|\s*[,.;)(\[]|$)"
)
_SHOWN = {PanelKind.CLINICAL, PanelKind.OTHER}
_OF_THE_PICTURE = {
    *("panel", "image", "picture", "column", "figure", "photograph", "arrow", "row", "half", "and", "side", "corner"),
    *("one", "was", "were", "with", "had", "got", "received", "after", "before"),
}


@rule("laterality", "Left and right in caption and text", needs_beginning=True)
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:  # noqa: ARG001
    """Hold the sides named in the captions of photographs against the sentences that call them."""
    sided = [
        (figure, panel, sides)
        for figure in letter.figures
        for panel in figure.panels
        if panel.kind in _SHOWN and (sides := _sides(panel.span))
    ]
    if not sided:
        yield not_applicable("No caption names a side of the body." if letter.figures else "The letter has no figures.")
    for figure, panel, sides in sided:
        wrong = [pair for sentence in _calling(letter, figure, panel) for pair in _other_side(sides, sentence)]
        if wrong:
            own, other = wrong[0]
            yield ask(
                "side",
                f"The caption of {panel.name} says “{own.text}”, but the text says “{other.text}”. Which is right?",
                at=[own, other],
                help="Correct whichever is wrong.",
            )
        else:
            yield evidence(f"{panel.name}: no other side in the text.", at=next(iter(sides.values())))


def _sides(span: Span) -> dict[tuple[str, str], Span]:
    """Each side and part of the body that the words name, with their place."""
    text = span.text
    folded = text.casefold()
    if not any(word in folded for word in ("left", "right", "lt", "rt")):
        return {}
    return {
        (_whole(match.group("side")), match.group("part").casefold()): span.part(match.start(), match.end())
        for match in _SIDE.finditer(text)
        if match.group("part").casefold() not in _OF_THE_PICTURE
    }


def _whole(side: str) -> str:
    return "left" if side.casefold().startswith("l") else "right"


def _calling(letter: Letter, figure: Figure, panel: Panel) -> Iterator[Span]:
    """The sentences that call a panel."""
    calls = [
        call.span
        for call in letter.callouts
        if figure.is_called_by(call) and (not call.panels or not panel.letter or panel.letter in call.panels)
    ]
    for paragraph in letter.text:
        if any(paragraph.covers(call) for call in calls):
            yield from (s for s in sentences(paragraph) if any(s.overlaps(call) for call in calls))


def _other_side(sides: dict[tuple[str, str], Span], sentence: Span) -> Iterator[tuple[Span, Span]]:
    told = _sides(sentence)
    bare = {match.group("side").casefold() for match in _BARE.finditer(sentence.text)}  # "the right arm, not the left"
    for (side, part), place in sides.items():
        opposite = ("left" if side == "right" else "right", part)
        if opposite in told and (side, part) not in told and opposite not in sides and side not in bare:
            yield place, told[opposite]
