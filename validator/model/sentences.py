"""Where sentences end."""

from collections.abc import Iterator

from validator.model.patterns import Pattern
from validator.model.text import Span

_ABBREVIATION = Pattern(
    r"(?:\b(?:Drs?|Prof|Mrs?|Ms|St|Figs?|Tabs?|Nos?|Vol|Refs?|Eqs?|Inc|Ltd|Co|Corp|Dept|Univ|approx|ca|cf|vs|viz|resp|et\s+al|"
    r"e\.?\s?g|i\.?\s?e|spp?|subsp|var|Suppl|Jr|Sr|Gen|Rt|Lt|p|pp)|(?<![\p{L}\d])\p{Lu})\.$"
)
_END = Pattern(
    r"[.!?](?<!\d\.\d\d?\.(?=(?:19|20)\d\d(?!\d)|\d\d,))[\"”’')\]]*(?:[\d,–\-]{1,9})?(?=\s+[\"“‘'(\[]*[\p{Lu}\d])|\n"
)
"""The last stop of a date in figures ("on 12.03.2024, a biopsy") ends none, though numbers stand behind it."""

_LONGEST = 3000
"""Characters; what looks at a sentence as a whole may count on it to be short."""


def sentences(span: Span) -> Iterator[Span]:
    """The sentences of a span, in order, without the white space between them.

    A full stop after a known abbreviation or a single initial ends none; citation numbers right after the stop stay
    with their sentence. What runs on without end is cut between words.
    """
    for sentence in _ended(span):
        if len(sentence) > _LONGEST:
            yield from _cut(sentence)
        else:
            yield sentence


def _cut(sentence: Span) -> Iterator[Span]:
    text, start = sentence.text, 0
    while len(text) - start > _LONGEST:
        blank = text.rfind(" ", start + 1, start + _LONGEST)
        end = start + _LONGEST if blank == -1 else blank
        yield sentence.part(start, end).strip()
        start = end
    yield sentence.part(start).strip()


def _ended(span: Span) -> Iterator[Span]:
    text, start = span.text, 0
    for end in _END.finditer(text):
        stop = end.start() + 1
        if text[end.start()] == "." and _ABBREVIATION.search(text, max(start, stop - 12), stop):
            continue
        sentence = span.part(start, end.end()).strip()
        if len(sentence):
            yield sentence
        start = end.end()
    rest = span.part(start).strip()
    if len(rest):
        yield rest
