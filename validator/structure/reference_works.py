"""References that are no articles: chapters, books, theses, web pages."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from validator.model.patterns import Match, Pattern
from validator.model.reference import NO_FIELD, Field, Reference, ReferenceKind
from validator.model.text import Span
from validator.structure.reference_source import Source, read_year

_IN = Pattern(
    r"[.?!]\s+(?P<in>In)\s*(?::\s*|\s(?=[^.]{1,90}(?:\.\s?,?\s?[\p{L}&][^.]{0,60}){0,14}?(?:\(eds?\b|,?\s+(?:editors?|eds?)\b)|[^.()]{5,200}"
    r"\((?:[^()]{1,20},\s*)?pp?\.\s))(?=\S)"
)
_EDITORS = Pattern(r"^(?:(?!\beds?\b|\beditors?\b).){2,300}?[\s,(]+(?:editors?|eds?)\b\.?\)?[.,:;]*\s*")
_THESIS = Pattern(
    r"[\[(.\s](?:(?:doctoral|master'?s?|ph\.?\s?d\.?|m\.?d\.?|m\.?sc\.?)\s+)*(?:thesis|dissertation)\b[^.;\])]*[\])]?"
)
# Searched from the right, so that the publisher is the last sentence before the year and no more.
_PUBLISHED = Pattern(
    r"(?r)(?:[.\])]|\bedn?\.?,?|\beditors?[.,])\s+(?P<publisher>(?-i:\p{Lu})[^.;\[\]]{1,80}(?:\.\s?[^.;\[\]]{1,60}){0,2}?)\s*[;,]\s*"
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\s+)?[c©]?(?P<year>(?:1[6-9]|20)\d\d)\b"
)
_PAGES = Pattern(
    r"(?:\bpp?\.?\s*|\bpages?\s+|:\s*)(?P<first>[A-Za-z]?\d+|[ivxlc]+)(?:\s*[-–‐‑—]\s*(?P<last>[A-Za-z]?\d+|[ivxlc]+))?"
)
_YEAR_IN_FRONT = Pattern(r"\s*\(?(?P<year>(?:19|20)\d\d)[a-z]?\)?[.,:]?\s+")
_FRONT = Pattern(r"[\s(]*(?P<year>(?:19|20)\d\d)[a-z]?\)[.,:]?\s+")
# "pp 12–19" after the publisher, or "(2nd ed., pp. 12–19)" after the book.
_BOOK_PAGES = Pattern(
    r"[\s,.]*(?:\((?:[^()]{1,20},\s*)?pp?\.?\s*(?P<first>\w+)\s*[-–‐‑]\s*(?P<last>\w+)\)[.\s]*|"
    r",\s*pp?\.?\s*(?P<first>\w+)(?:\s*[-–‐‑]\s*(?P<last>\w+))?[.\s]*$)"
)
_EDITION = Pattern(r"[\s,.(]+\d{1,2}(?:st|nd|rd|th)\s+edn?\b[.)\s]*")
_STOP = Pattern(r"[.?!][\"”’']?\s+(?=\S)|\s*[.?!]?\s*$|\.?\s*\[")
_BLANKED = " " * 4
"""What is left of a link or DOI."""
_EDGES = ' \t\n\u00a0.,;:()[]"“”'


def read_work(
    reference: Reference, text: str, begin: int, source: Source | None, publishers: Collection[str]
) -> Reference | None:
    """The reference read as a chapter, book, thesis or web page; None where nothing says that it is one.

    text: the entry with its identifiers blanked out; begin: where the title begins; source: an article's, if one is
    there; publishers: words that tell a publisher.
    """
    front = _FRONT.match(text, begin)
    inside = _IN.search(text, max(0, begin - 2))
    if inside and inside.start() > begin and not (source and _has_volume(source) and source.start < inside.start()):
        return _chapter(reference, text, begin, inside, front)
    if source and _has_volume(source):
        return None
    if thesis := _THESIS.search(text, begin):
        return _work(reference, ReferenceKind.THESIS, text, begin, thesis.start())
    if front and (book := _book_after_year(reference, text, front, publishers)):
        return book
    published = _PUBLISHED.search(text, front.end() if front else begin)
    if published and "published online" not in published["publisher"].casefold():
        return _book(reference, text, begin, published)
    if source is None and reference.url and not reference.doi:
        return _work(reference, ReferenceKind.WEB, text, begin, len(text))
    return None


def read_bare(reference: Reference, text: str, begin: int) -> Reference:
    """A reference of no kind that is known: its first sentence as title, and its year."""
    return _work(reference, ReferenceKind.OTHER, text, begin, len(text))


def _has_volume(source: Source) -> bool:
    return "volume" in source.parts and "first" in source.parts


def _chapter(reference: Reference, text: str, begin: int, inside: Match, front: Match | None) -> Reference:
    span = reference.span
    begin = front.end() if front else begin
    editors = _EDITORS.match(text[inside.end() :])
    book = inside.end() + (editors.end() if editors else 0)
    if front and (pages := _BOOK_PAGES.search(text, book)):
        return _chapter_after_year(reference, text, (begin, inside.start(), book), front, pages)
    published = _PUBLISHED.search(text, book - 2)
    end = _stop(text, book, published.start() + 1 if published else len(text))
    publisher, year = _imprint(span, text, published, book)
    first, last = _pages(span, text, published.end() if published else end)
    if front:
        year = _field(span, *front.span("year"))
    if first.span is not None and year.span is not None and first.span.start == year.span.start:
        first = last = NO_FIELD
    return replace(
        reference,
        kind=ReferenceKind.CHAPTER,
        title=_field(span, begin, inside.start()),
        container=_field(span, book, end),
        publisher=publisher,
        year=year,
        first_page=first,
        last_page=last,
    )


def _chapter_after_year(
    reference: Reference, text: str, places: tuple[int, int, int], front: Match, pages: Match
) -> Reference:
    """A chapter as APA and Springer print it. places: where its title begins and ends, and where the book begins."""
    span = reference.span
    begin, stop, book = places
    bracketed = bool(text[pages.end() :].strip(" ."))
    end = pages.start() if bracketed else _before_publisher(text, book, pages.start())
    link = text.find(_BLANKED, pages.end())
    last = len(text.rstrip(" .")) if link < 0 else link
    publisher = (pages.end(), last) if bracketed else (end, pages.start())
    return replace(
        reference,
        kind=ReferenceKind.CHAPTER,
        title=_field(span, begin, stop),
        container=_field(span, book, end),
        publisher=_field(span, *publisher),
        year=_field(span, *front.span("year")),
        first_page=_field(span, *pages.span("first")),
        last_page=_field(span, *pages.span("last")) if pages["last"] else NO_FIELD,
    )


def _book_after_year(reference: Reference, text: str, front: Match, publishers: Collection[str]) -> Reference | None:
    """A book as APA and Springer print it: "(2016) Clay and skin, 2nd edn. Kiln Press, London"."""
    end = len(text.rstrip(" .,;"))
    start = _before_publisher(text, front.end(), end)
    named = text[start:end].strip(" .,;)")
    if not named or any(letter.isdigit() for letter in named) or len(named.split()) > 8:
        return None
    if not any(word.strip(".,:()").casefold() in publishers for word in named.split()):
        return None
    span = reference.span
    return replace(
        reference,
        kind=ReferenceKind.BOOK,
        title=_field(span, front.end(), start),
        publisher=_field(span, start, end),
        year=_field(span, *front.span("year")),
    )


def _before_publisher(text: str, start: int, end: int) -> int:
    """Where the sentence with the publisher begins: after the edition if there is one, else the last sentence."""
    if edition := _EDITION.search(text, start, end):
        return edition.end()
    stops = [found.end() for found in _STOP.finditer(text, start, end) if found.end() < end]
    return stops[-1] if stops else end


def _book(reference: Reference, text: str, begin: int, published: Match) -> Reference:
    span = reference.span
    publisher, year = _imprint(span, text, published, begin)
    first, last = _pages(span, text, published.end())
    return replace(
        reference,
        kind=ReferenceKind.BOOK,
        title=_field(span, begin, _stop(text, begin, published.start() + 1)),
        publisher=publisher,
        year=year,
        first_page=first,
        last_page=last,
    )


def _work(reference: Reference, kind: ReferenceKind, text: str, begin: int, end: int) -> Reference:
    span = reference.span
    front = _YEAR_IN_FRONT.match(text, begin)
    start = front.end() if front else begin
    place = front.span("year") if front else read_year(text)
    year = Field(text[slice(*place)], span.part(*place)) if place else NO_FIELD
    return replace(reference, kind=kind, title=_field(span, start, _stop(text, start, end)), year=year)


def _imprint(span: Span, text: str, published: Match | None, start: int) -> tuple[Field, Field]:
    """Publisher and year."""
    if published:
        return _field(span, *published.span("publisher")), _field(span, *published.span("year"))
    place = read_year(text[start:])
    return NO_FIELD, _field(span, place[0] + start, place[1] + start) if place else NO_FIELD


def _pages(span: Span, text: str, start: int) -> tuple[Field, Field]:
    """First and last page."""
    found = _PAGES.search(text, start)
    if not found:
        return NO_FIELD, NO_FIELD
    return _field(span, *found.span("first")), _field(span, *found.span("last")) if found["last"] else NO_FIELD


def _stop(text: str, start: int, end: int) -> int:
    """Where the sentence that begins at start ends, at the latest at end."""
    found = next(_stops(text, start, end), None)
    return found if found is not None else end


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    for found in _STOP.finditer(text, start, end):
        if found.start() > start and not text[: found.start() + 1].endswith(
            (" vs.", " ed.", " edn.", " no.", " sp.", " spp.")
        ):
            yield found.start()


def _field(span: Span, start: int, end: int) -> Field:
    part = span.part(start, max(start, end)).strip(_EDGES)
    closing = span.text.find(")", part.end - span.start, max(start, end))
    if part.text.count("(") > part.text.count(")") and closing >= 0:
        part = span.part(part.start - span.start, closing + 1)
    return Field(part.text, part) if len(part) else NO_FIELD
