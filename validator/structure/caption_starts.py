"""Where in a stretch of text captions begin."""

from collections.abc import Iterator

from validator.model.patterns import Match, Pattern
from validator.model.text import Span
from validator.structure.lines import CAPTION

_STRONG_CLOSE = frozenset(":.|–—-")
_CAPTION_CUT = Pattern(r"\n\s*(?=(?:supplementary\s+)?(?:fig|table|image|photo|plate|pic))")


def is_bare(caption: Match, span: Span) -> bool:
    """Whether a label stands neither apart in bold nor before a mark, as a table's own cells have it."""
    run, part = next(span.runs())
    is_apart = run.bold and len(part) <= caption.end()
    return caption.group("close").strip() not in _STRONG_CLOSE and not is_apart


def captions_apart(span: Span) -> Iterator[Span]:
    """A stretch cut before each caption that begins on a new line of it or in a bold run."""
    text = span.text
    cuts = {match.end() for match in _CAPTION_CUT.finditer(text)} if "\n" in text else set()
    for run, part in span.runs() if any(run.bold for run in span.block.runs) else ():
        at = part.start - span.start
        if run.bold and text[:at].rstrip().endswith((".", "!", "?", ")", "]")):
            label = CAPTION.match(text, at)
            cuts |= {at} if label and label.group("close").strip() in _STRONG_CLOSE else set()
    starts = sorted({0, *(cut for cut in cuts if CAPTION.match(text, cut))})
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        piece = span.part(start, end).strip()
        if len(piece):
            yield piece
