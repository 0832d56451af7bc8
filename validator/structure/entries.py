"""Cuts a block of the reference list into its entries."""

from collections.abc import Collection, Iterator

from validator.model.patterns import Match, Pattern
from validator.model.text import Span
from validator.structure.reference_names import read_names
from validator.structure.reference_source import read_source, source_ends

_NUMBER = Pattern(r"\s*(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})\s*[.)\]:](?!\d)|(\d{1,3})\s+(?=(?-i:\p{Lu})))\s*")
_NEXT = Pattern(r"(?<=[.;)\d])\s+(?=\[?(\d{1,3})[.)\]]\s*(?-i:\p{Lu}))|\n(?=\s*\[?\(?(\d{1,3})[.)\]]?\s)")
_YEAR = Pattern(r"\b(?:1[89]|20)\d\d\b|\bet\s+al\b|\bdoi\b|\bin\s+press\b")

_GAP = Pattern(r"[.;]\s+")
_LONGEST = 4000
"""Characters of an entry that is looked through for a second work."""


def looks_like_reference(text: str) -> bool:
    """Whether a text has what every reference has: a year, or "et al.", a DOI, "in press"."""
    return _YEAR.search(text) is not None


def starts_entry(span: Span) -> bool:
    """Whether a span begins with a number as an entry of a list does."""
    return _NUMBER.match(span.text) is not None


def entries(span: Span) -> Iterator[tuple[str, Span]]:
    """The entries of a span, each with its printed number (empty where none is printed) and without it.

    A span that holds several is cut where the next number of the row stands, never at a number out of the row.
    """
    first = _NUMBER.match(span.text)
    if not first:
        if len(entry := span.strip()):
            yield "", entry
        return
    for number, entry in numbered(span.part(first.end()), int(_printed(first))):
        if len(entry):
            yield str(number), entry


def numbered(span: Span, number: int) -> Iterator[tuple[int, Span]]:
    """The entries of a span of which the first has this number, cut where the next numbers of the row stand."""
    text, at = span.text, 0
    for following in _NEXT.finditer(text):
        if int(following.group(1) or following.group(2)) == number + 1:
            yield number, span.part(at, following.end()).strip()
            printed = _NUMBER.match(text, following.end())
            at, number = printed.end() if printed else following.end(), number + 1
    yield number, span.part(at).strip()


def _printed(number: Match) -> str:
    return next(group for group in number.groups() if group)


def works(span: Span, groups: Collection[str]) -> Iterator[Span]:
    """The works of an entry without a number: cut where, after the pages of one, the authors of another begin.

    groups: words that tell a group of authors from a person.
    """
    text, at = span.text, 0
    # Most entries hold one work and need not be looked through.
    if min(text.count(";"), text.count(":")) > 1 and len(text) < _LONGEST:
        for end in source_ends(text):
            gap = _GAP.match(text, end)
            following = text[gap.end() :] if gap else ""
            names = read_names(following, groups)
            if gap and names and names.authors[0].initials and _has_pages(following, names.end):
                yield span.part(at, gap.end()).strip()
                at = gap.end()
    yield span.part(at)


def _has_pages(text: str, begin: int) -> bool:
    source = read_source(text, begin)
    return source is not None and {"volume", "first"} <= source.parts.keys()
