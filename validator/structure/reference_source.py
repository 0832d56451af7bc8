"""The source of an article: date, volume, issue and pages, in the forms in which the styles print them."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from validator.model.patterns import Match, Pattern

_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)(?:[a-z]\b)?"
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|mai|ago|set|out|dez|dic|okt|spring|summer|autumn|fall|winter)"
    r"\p{L}*\.?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)(?:st|nd|rd|th)?"
_DATE = rf"(?P<date>(?:\s*[-–/.,]?\s*(?:{_MONTH}|{_DAY}(?=\s*[-–/;,.:]|\s+{_MONTH})|\[[^\]]*\]))+)?"
_NUMBER = (
    r"(?:\d++(?:-(?-i:[A-Z])\b|[A-Za-z]{1,2}(?!\p{L}))?|(?<![\p{L}])(?-i:[A-Z]{1,3}-?)\d+|"
    r"(?=[IVXLC]+\s*[(:;,])[IVXLC]+)"
)
# The year of "Spine (Phila Pa 1976) 2018;43:12" and "Periodontol 2000. 2014;65:46" is the second.
_NO_YEAR = rf"(?!(?:19|20)\d\d(?:\s+{_MONTH}[^;:]{{0,12}})?\s*;)"
_SUPPLEMENT = (
    r"\(?\s*(?:\d{1,2}\s*)?(?:Suppl|Supl|Supplement|Pt|Part|Spec\s+No|Spec\s+Iss|Special)\b\.?\s*[A-Z]?\d*(?:[A-Z]\b)?"
    r"(?:\s*(?:Pt|Part)\s*\d+)?\s*\)?"
)
_VOLUME = rf"(?:vol(?:ume)?\.?\s*)?(?P<volume>{_NUMBER}(?:\s?[-–/]\s?\d+)?)"
_ISSUE = (
    r"(?:\s*,?\s*(?:\(\s*(?P<issue>\d+(?=Suppl)|[^()]*(?:\([^()]*\)[^()]*)*?)(?:(?<=\d)Suppl[^()]*)?\s*\)|(?:no|issue|iss|n)\.?\s*(?P<no>\d+)\b|"
    rf"(?P<supplement>{_SUPPLEMENT}|,\s?\d{{1,2}}(?=\s*:))))?"
)
# A capital without a dot belongs to the page: P376.
_PAGE = (
    r"(?:pp?(?:\.\s?|\s)|(?-i:pp?)(?=\d)|pages?\s|"
    r"(?:art(?:icle|n)?\.?\s*(?:no\.?|number|id)?|id)\s*:?\s*(?=\p{L}{0,2}\d))?"
)
_FIRST = (
    r"(?P<first>(?:[A-Za-z]{2,4}-?\d{4}|[A-Z]\d\d)-\d{4,6}|(?:(?!no\b|vol\b)[A-Za-z]{1,5}[.‐-]?\s?|\.)?\d(?:[\w.]*\w)?|"
    r"[ivxlc]+(?=\s?[-–‐‑]|[\s.]*$)|[A-Z]{1,3}(?=\s?[-–‐‑]))"
)
_LAST = (
    r"(?:\s*[-–‐‑—−]{1,2}\s*(?P<last>(?:[A-Za-z]{1,5}-?)?\.?\d+(?:(?:\.|\s)?e\d+|[A-Za-z]+\d+|[A-Za-z]?\b)|"
    r"[ivxlc]+\b))?"
)
_AFTERWARDS = r"(?:discussion|quiz|(?:authors?['’]?\s+)?(?:reply|response)|answers?)\b"
_PAGES = rf"{_PAGE}{_FIRST}{_LAST}(?![\w])"

# 2017;18(2):435-49, with or without month, issue and blanks.
_AFTER_YEAR = Pattern(
    rf"(?<![\d/-]){_YEAR}(?:{_DATE}\s*\)[\s.,;:]*|{_DATE}\s*(?:[;:,]+|(?<=\d)\.)\s*){_NO_YEAR}{_VOLUME}{_ISSUE}"
    rf"(?:\s*(?:[:;,]|\.(?!\d))+\s*|(?<=\)|\d\sSuppl|Supplement)\s?)(?![:;,.\s]){_PAGES}"
)
_NO_VOLUME = Pattern(
    rf"(?<![\d/-]){_YEAR}{_DATE}\s*[;:,]+\s*(?:(?<=[;:]\s*)\(\s*(?P<issue>[^()]*)\s*\)|issue\s*(?P<no>\d+)|"
    rf"(?<=[;:]\s*)(?P<supplement>{_SUPPLEMENT}))\s*[:;,.]+\s*{_PAGES}"
)
_NO_PAGES = Pattern(rf"(?<![\d/-]){_YEAR}\)?{_DATE}\s*;+\s*{_VOLUME}{_ISSUE}(?=\s*(?:[.:;,]|$|available\s))")
_ITEM_NUMBER = Pattern(rf"(?<![\d/-]){_YEAR}{_DATE}\s*[;:.]+\s*(?P<first>S\d{{4}}-\d{{3}}[\dX]\(\d\d\)\d{{5}}-[\dX])")
_PAGES_ONLY = Pattern(rf"(?<![\d/-]){_YEAR}{_DATE}\s*:+\s*{_PAGES}")
# 18(2), 435–449 (2017), as Nature and Cell print it; 18:435-49, 2017.
_BEFORE_YEAR = Pattern(rf"(?<![\w.]){_VOLUME}{_ISSUE}\s*[:,]\s*{_PAGES}\s*[,.;]?\s*\(?\b{_YEAR}{_DATE}\s*\)?")
# 163 (2010) 51–59, as Elsevier prints it.
# So do Chicago (172, no. 5 (2015): 51–59) and those who name the parts (vol. 172, no. 5, May 2015, pp. 51–59).
_YEAR_WITHIN = Pattern(
    rf"(?<![\w.]){_VOLUME}(?:\.(?P<no>\d{{1,2}})|{_ISSUE})\s*(?:\(\s*|,\s*)(?P<date>(?:{_MONTH}\s*)+)?{_YEAR}{_DATE}"
    rf"\s*(?:\)\s*[:,]?|,)\s*{_PAGES}(?=[\s.,;]*$)"
)
# Journal, 18(2), 435–449, as APA prints it with the year after the authors; the pages of a range may follow a blank.
_WITHOUT_YEAR = Pattern(
    rf"(?<=[,.\s])(?<!\d{{4}}[;,:.]?\s*){_VOLUME}{_ISSUE}"
    rf"(?:\s*[:,]\s*(?:pii:\s*)?|(?<=\))\s?|\s(?=\w+\s?[-–‐‑—]\s?\w)){_PAGES}"
    rf"(?=[\s.,;]*(?:$|[(]?{_AFTERWARDS}))"
)
_YEAR_IN_FRONT = Pattern(rf"[\s,.;]*\(\s*{_YEAR}{_DATE}\s*\)\s*[.,:]*")
_BARE_YEAR_IN_FRONT = Pattern(rf"[\s,.;]*{_YEAR}[.,:]*(?=\s)")
_MORE_PAGES = Pattern(
    rf"[\s.;,]*(?:(?<=,\s*)(?P<bare>)|\(?(?={_AFTERWARDS}))"
    rf"(?P<more>(?:(?:{_AFTERWARDS}\s+)?[A-Za-z]?\d{{1,7}}(?:\s?[-–‐‑]\s?[A-Za-z]?\d{{1,5}})?(?:\s*[,;]\s*|(?=[\s.)]*$)))+)[\s.)]*$"
)
_AHEAD = Pattern(
    rf"(?:(?<![\d/-]){_YEAR}{_DATE}[\s.,;:\[(]*)?"
    r"(?P<ahead>in\s+press|forthcoming|e-?pub\s+ahead(?:\s+of\s+print)?|(?:published\s+)?online\s+ahead\s+of\s+print|ahead\s+of\s+print|"
    r"(?:epub|published)\s+online|online\s+first|early\s+view|accepted\s+for\s+publication|epub(?=\s+\d))"
    rf"[\])]?(?:[\s,.;:\[(]*(?P<day>{_MONTH}\s+{_DAY},\s+|{_DAY}\s+{_MONTH}\s+)?"
    rf"{_YEAR.replace('<year>', '<late>')}{_DATE.replace('<date>', '<on>')})?"
)
_BARE_YEAR = Pattern(rf"(?<![\d/-]){_YEAR}\)?{_DATE}(?=\s*(?:[.;,:\])]|$))")

_Parts = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the parts of a source stand: name of the part -> start and end; start and end of it all.

    front: where a year stands right after the authors, that year's place with its brackets.
    """

    parts: _Parts
    start: int
    end: int
    front: tuple[int, int] | None = None


def read_source(text: str, begin: int = 0) -> Source | None:
    """Date, volume, issue and pages of an article, read from the right; None where the text ends in no such thing.

    begin: where the authors end.
    """
    front = _YEAR_IN_FRONT.match(text, begin) if "(" in text[begin : begin + 3] else None
    if front and (source := _with_front(text, front)):
        return source
    for pattern in (_ITEM_NUMBER, _AFTER_YEAR, _NO_VOLUME, _NO_PAGES, _PAGES_ONLY, _YEAR_WITHIN, _BEFORE_YEAR):
        if found := _last(pattern, text):
            return Source(_parts(found), found.start(), found.end(), front.span() if front else None)
    front = _BARE_YEAR_IN_FRONT.match(text, begin) or (None if begin else _YEAR_IN_FRONT.search(text))
    return _with_front(text, front) if front else None


def source_ends(text: str) -> Iterator[int]:
    """Where the sources of a text with several works end, such as have the year before the volume."""
    yield from (found.end() for found in _AFTER_YEAR.finditer(text))


def _with_front(text: str, front: Match) -> Source | None:
    """The source of an article whose year stands after its authors."""
    found = _last(_WITHOUT_YEAR, text, front.end())
    if found is None:
        return None
    return Source({**_parts(found), "year": front.span("year")}, found.start(), found.end(), front.span())


def read_ahead(text: str, start: int = 0) -> Source | None:
    """The year of an article that is in press or ahead of print, looked for from start on."""
    found = _last(_AHEAD, text, start)
    if not found:
        return None
    year, date = ("year", "date") if found["year"] else ("late", "day" if found["day"] else "on")
    parts = {"ahead": found.span("ahead")}
    parts.update({name: found.span(group) for name, group in (("year", year), ("date", date)) if found[group]})
    return Source(parts, found.start(), found.end())


def read_published(text: str, begin: int = 0) -> Source | None:
    """The year of an article of which only a DOI tells the rest."""
    front = _YEAR_IN_FRONT.match(text, begin) or _YEAR_IN_FRONT.search(text)
    end = len(text.rstrip(" .,;"))
    if front and not text[front.end() :].strip(" .,;"):
        return Source({"year": front.span("year")}, front.start(), front.end())
    if front:
        return Source({"year": front.span("year")}, end, end, front.span())
    place = read_year(text)
    return Source({"year": place}, place[0], place[1]) if place else None


def read_more_pages(text: str, start: int) -> tuple[int, int] | None:
    """Where further pages stand that follow those of a source: "; quiz 191-2", ", 195-6"."""
    found = _MORE_PAGES.match(text, start) if text[start:].strip(" .") else None
    return (found.start("more"), len(text[: found.end("more")].rstrip(" ,;.)"))) if found else None


def read_year(text: str) -> tuple[int, int] | None:
    """Where the last year that stands by itself begins and ends."""
    found = _last(_BARE_YEAR, text)
    return found.span("year") if found else None


def _last(pattern: Pattern, text: str, start: int = 0) -> Match | None:
    return next(iter(deque(pattern.finditer(text, start), maxlen=1)), None)


def _parts(found: Match) -> dict[str, tuple[int, int]]:
    parts = {name: found.span(name) for name, words in found.groupdict().items() if words}
    for other in ("no", "supplement"):
        if other in parts:
            parts["issue"] = parts.pop(other)
    return parts
