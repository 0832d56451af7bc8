"""The comments of a Markdown file, which print does not show."""

from collections.abc import Iterator

from validator.model.text import Block, Hint, HintKind, Run, Span
from validator.model.traces import Traces
from validator.readers.markdown_inline import Source

_OPEN, _CLOSE = "<!--", "-->"
_TO_US = "letterproof:"


def read(name: str, source: Source) -> Traces:
    """The comments as hidden words, those to this program apart; one without an end runs to the end of the file."""
    found = tuple(_comments(name, source))
    to_us = tuple(span for span in found if span.text.casefold().startswith(_TO_US))
    return Traces(hidden=tuple(span for span in found if span not in to_us), instructions=to_us)


def _comments(name: str, source: Source) -> Iterator[Span]:
    text, end = source.text, 0
    while (start := text.find(_OPEN, end)) != -1:
        start += len(_OPEN)
        end = text.find(_CLOSE, start)
        end = len(text) if end == -1 else end
        run = Run(text[start:end], origin=source.origin(start, end - start))
        words = Block((run,), Hint(HintKind.HIDDEN, label="comment"), name).span().strip()
        if len(words):
            yield words
