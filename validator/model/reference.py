"""References and the citations that point at them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from validator.model.text import Span


class ReferenceKind(StrEnum):
    """What a reference points at."""

    ARTICLE = "article"
    BOOK = "book"
    CHAPTER = "chapter"
    WEB = "web"
    THESIS = "thesis"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ReferenceAuthor:
    """A name of a reference: family and initials as printed; a group has its name in family and no initials."""

    family: str
    initials: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A part of a reference: its words and where they stand; an absent part has no words and no span."""

    text: str = ""
    span: Span | None = None

    def __bool__(self) -> bool:
        return bool(self.text)


NO_FIELD = Field()


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """An entry of the reference list.

    number: as printed or from the format's list; its place in the list where neither is there (see numbered).
    span: the whole entry without its number. Parts are as printed; last_page is not written out here.
    ahead: the words that say that it is in press or ahead of print. accessed: the date on which a link was opened.
    note: the title's language ("[in French]"). more_pages: what stands after the pages ("quiz 191-2", "195-6").
    container: the book that a chapter stands in. publisher: with its place, of books. rest: words that belong to no
    part that is read; a reference with any was not read wholly.
    """

    number: int
    span: Span
    numbered: bool = True
    kind: ReferenceKind = ReferenceKind.OTHER
    authors: tuple[ReferenceAuthor, ...] = ()
    authors_span: Span | None = None
    et_al: bool = False
    title: Field = NO_FIELD
    journal: Field = NO_FIELD
    year: Field = NO_FIELD
    volume: Field = NO_FIELD
    issue: Field = NO_FIELD
    first_page: Field = NO_FIELD
    last_page: Field = NO_FIELD
    more_pages: Field = NO_FIELD
    doi: Field = NO_FIELD
    pmid: Field = NO_FIELD
    pmcid: Field = NO_FIELD
    url: Field = NO_FIELD
    accessed: Field = NO_FIELD
    date: Field = NO_FIELD
    ahead: Field = NO_FIELD
    note: Field = NO_FIELD
    container: Field = NO_FIELD
    publisher: Field = NO_FIELD
    rest: tuple[Span, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether it is an article of which every word was read as one of its parts."""
        read = self.authors and self.title and self.journal and self.year and self.first_page
        return bool(read) and self.kind is ReferenceKind.ARTICLE and not self.rest

    def parts(self) -> Iterator[Span]:
        """Every span that was read as a part, in the order of the text."""
        fields = (
            self.title,
            self.journal,
            self.year,
            self.volume,
            self.issue,
            self.first_page,
            self.last_page,
            self.more_pages,
            self.doi,
            self.pmid,
            self.pmcid,
            self.url,
            self.accessed,
            self.date,
            self.ahead,
            self.note,
            self.container,
            self.publisher,
        )
        spans = [field.span for field in fields if field.span is not None]
        if self.authors_span is not None:
            spans.append(self.authors_span)
        yield from sorted(spans, key=lambda span: (span.start, span.end))


class Carrier(StrEnum):
    """How a citation is printed."""

    SUPERSCRIPT = "superscript"
    BRACKETS = "brackets"
    PARENTHESES = "parentheses"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation mark: the reference numbers it names in their order, ranges written out."""

    numbers: tuple[int, ...]
    span: Span
    carrier: Carrier
