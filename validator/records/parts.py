"""Parts of a record that every form writes in several ways."""

from collections.abc import Iterable, Sequence
from html import unescape
from typing import TypeVar

from validator.model.patterns import Pattern
from validator.model.record import Record, RecordAuthor, Records

Author = TypeVar("Author")

LONGEST = 5_000
"""Characters of a title, a page or a date at most; longer ones are no such thing."""
MOST = 10_000
"""Records of a file at most."""
MOST_AUTHORS = 10_000
"""Authors of a work at most; the longest lists have half as many."""
_TAG = Pattern(r"</?(?:[biu]|em|strong|italic|bold|su[bp]|scp?|span|jats:[a-z]+|mml:[a-z]+)(?:\s[^<>]{0,100})?/?>")
_YEAR = Pattern(r"(?<!\d)(?:1[6-9]|20)\d\d(?:(?!\d)|(?=\d{4}(?!\d)))")
_PAGES = Pattern(
    r"(?:pp?\.?\s*)?(?P<first>\p{L}{0,3}\d+(?:\.e\d+)?\p{L}?)"
    r"(?:\s*[-‐‑–—]+\s*(?P<last>\p{L}{0,3}\d+(?:\.e\d+)?\p{L}?))?(?=$|[\s,;]|\.$)"
)
_DOI = Pattern(r"10\.\d{4,9}/\S+")
_PMID = Pattern(r"\bpmid\s*[:=]?\s*(\d{1,9})(?!\d)")


def plain(value: str) -> str:
    """A value as one line without the marks of HTML; raises ValueError for one that is too long to be a part."""
    if len(value) > LONGEST:
        raise ValueError
    text = unescape(value) if "&" in value else value
    if "<" in text:
        text = _TAG.sub("", text)
    return " ".join(text.split())


def year(value: str) -> str:
    """The first year of a date in any form; empty where there is none."""
    found = _YEAR.search(value[:LONGEST])
    return found[0] if found else ""


def pages(value: str) -> tuple[str, str]:
    """The first and last page of "435-49", "e123" or "pp. 12--15"; empty where the value is no page."""
    found = _PAGES.match(value.strip()[:LONGEST].removeprefix("pii:").lstrip())
    return (found["first"], found["last"] or "") if found else ("", "")


def doi(value: str) -> str:
    """The DOI in a value, be it bare or a link; empty where there is none."""
    found = _DOI.search(value[:LONGEST])
    return found[0].rstrip(".,;") if found else ""


def pmid(values: Iterable[str]) -> str:
    """The PMID that one of the values names as such; empty where none does."""
    found = next((match for value in values if (match := _PMID.search(value[:LONGEST]))), None)
    return found[1] if found else ""


def few(authors: Sequence[Author]) -> Sequence[Author]:
    """The authors of a work; raises ValueError for more than a work has."""
    if len(authors) > MOST_AUTHORS:
        raise ValueError
    return authors


def inverted(name: str) -> RecordAuthor:
    """A name with the family first: "Kumar, Sudhir", "Kumar, S., Jr" or "Kumar S"; a group has no comma within it."""
    family, comma, rest = name.partition(",")
    if comma:
        return RecordAuthor(family.strip(), rest.partition(",")[0].strip())
    words = name.split()
    if len(words) > 1 and words[-1].isupper() and len(words[-1]) <= 3:
        return RecordAuthor(" ".join(words[:-1]), words[-1])
    return RecordAuthor(" ".join(words))


class TooManyError(Exception):
    """There are more records than MOST."""


class Collected:
    """The records of a file as they are read, and the names of those that could not be.

    Both adding methods raise TooManyError.
    """

    def __init__(self) -> None:
        self._records: list[Record] = []
        self._unread: list[str] = []

    def add(self, record: Record) -> None:
        """Take a record in; one that holds nothing to know a reference by counts as not read."""
        if record.empty:
            self.unread(record.name)
            return
        self._records.append(record)
        self._limit()

    def unread(self, name: str) -> None:
        """Name a record that could not be read."""
        self._unread.append(name)
        self._limit()

    def _limit(self) -> None:
        if len(self._records) + len(self._unread) > MOST:
            raise TooManyError

    def records(self) -> Records:
        """All that was read."""
        return Records(tuple(self._records), tuple(self._unread))
