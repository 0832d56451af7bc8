"""A figure taken from elsewhere names the permission."""

from collections.abc import Iterator

from validator.api import Figure, Given, Letter, NoOptions, Outcome, Pattern, Span, ask, evidence, not_applicable, rule

_SOURCE = (
    r"ref(?:erence)?\b|\d|[\[(]\d|\p{L}+\s+et\s+al|(?:an?|the)\s+(?:\p{L}+\s+){0,2}?"
    r"(?:book|textbook|atlas|article|paper|website|publication|figure)\b"
)
_TAKEN = Pattern(
    r"\b(?:adapted|reproduced|reprinted|redrawn|modified)\s+(?:with\s+[\p{L}\s]{0,30})?from\b"
    r"(?!\s+(?:the\s+)?(?:\p{L}+\s+)?(?:yeast|mould|mold|swab|culture|tissue|lesion|biopsy|skin|photographs?|slides?)\b)"
    r"|\b(?:adapted|modified|redrawn)\s+after\b(?=\s+(?:ref\b|reference|[\[(]?\d|(?-i:\p{Lu}\p{L}+)\s+(?:et\s+al|and|&)))"
    rf"|\b(?:taken|borrowed|copied|downloaded)\s+from\b(?=\s+(?:{_SOURCE}))"
    r"|\bbased\s+on\s+(?:a|the)\s+(?:figure|drawing|diagram|illustration)\s+(?:by|of|in|from)\b"
    r"|\bsource:(?=\s+(?!own\b|authors?\b|our\b|self\b|courtesy\b|department\b)\p{L})"
)
_ALLOWED = Pattern(
    r"\bpermission|\blicen[cs]e|\bcreative\s+commons|\bCC[\s-]BY|\bCC0\b|\bpublic\s+domain|\bopen[\s-]access"
)


@rule("reused-figure", "Permission for figures taken from elsewhere", needs_beginning=True)
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:  # noqa: ARG001
    """Look in each caption for words that say where the figure comes from."""
    found = [(figure, taken) for figure in letter.figures if (taken := _taken(figure))]
    if not found:
        yield not_applicable(
            "No caption says that its figure comes from elsewhere." if letter.figures else "The letter has no figures."
        )
    for figure, taken in found:
        if any(_ALLOWED.search(caption.text) for caption in figure.captions):
            yield evidence(f"{figure.name} names the permission.", at=taken)
        else:
            yield ask(
                "permission",
                f"Do you hold the permission to use {figure.name}? Its caption says: “{taken.text}”.",
                at=taken,
                help="If you do, add: (with permission from ...). If not, obtain it or leave the figure out.",
            )


def _taken(figure: Figure) -> Span | None:
    matches = ((caption, _TAKEN.search(caption.text)) for caption in figure.captions)
    return next((caption.part(match.start(), match.end()) for caption, match in matches if match), None)
