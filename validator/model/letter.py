"""The letter and its parts."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from validator.model.declaration import Declaration, DeclarationKind
from validator.model.figure import Callout, Figure, Table
from validator.model.identifier import PatientIdentifier
from validator.model.metadata import Metadata
from validator.model.patient import Patient
from validator.model.people import People
from validator.model.reference import Citation, Reference
from validator.model.submission import SubmittedFile
from validator.model.text import PLAIN, Hint, Manuscript, Span

if TYPE_CHECKING:  # most letters are read without their pictures
    from validator.model.picture import Picture


class Stage(StrEnum):
    """Where the letter stands on its way."""

    SUBMISSION = "submission"
    PROOF = "proof"
    PUBLISHED = "published"


class LetterType(StrEnum):
    """The sorts of letter that the journal prints."""

    CASE = "case"
    THERAPY = "therapy"
    OBSERVATION = "observation"
    STUDY = "study"
    RESPONSE = "response"


class Part(StrEnum):
    """What a passage is."""

    LABEL = "label"
    TITLE = "title"
    AUTHORS = "authors"
    AFFILIATION = "affiliation"
    CORRESPONDENCE = "correspondence"
    SALUTATION = "salutation"
    ABSTRACT = "abstract"
    KEYWORDS = "keywords"
    TEXT = "text"
    HEADING = "heading"
    DECLARATION = "declaration"
    ACKNOWLEDGEMENT = "acknowledgement"
    CAPTION = "caption"
    TABLE_CAPTION = "table-caption"
    TABLE = "table"
    REFERENCES_HEADING = "references-heading"
    REFERENCE = "reference"
    PUBLISHER = "publisher"
    FOOTNOTE = "footnote"
    PAGE_FURNITURE = "page-furniture"


@dataclass(frozen=True, slots=True)
class Passage:
    """A block, or the part of one, that is one thing.

    span: its words without its heading. heading: the heading that introduces it (its own line, run in, or glued), if
    any. key: what the vocabulary calls that heading ("funding"), empty where it is none of its words. hint: that of the
    block.
    """

    part: Part
    span: Span
    heading: Span | None = None
    key: str = ""
    hint: Hint = PLAIN


Choice = TypeVar("Choice", Stage, LetterType)


@dataclass(frozen=True, slots=True)
class Detected(Generic[Choice]):
    """A decision of the program, or of its user (given), with the reason as a sentence and the words that told it."""

    value: Choice
    why: str
    given: bool = False
    at: Span | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Letter:
    """A letter with all that was read of it.

    manuscripts: the files it came in. index: its place in its file, from 1. beginning_missing: the file begins in
    mid-letter, so nothing can be said of title, figures or citations. passages: every part in reading order.
    pictures: those that its files show, and with the first letter of a submission those of its further files.
    identifiers: what tells who a patient is, never to be printed.
    words: of the running text, without title, salutation, captions, declarations and references.
    files: every file of the submission, those too that are set aside.
    parts: article and title page each read by itself, where both are there.
    """

    manuscripts: tuple[Manuscript, ...]
    index: int
    stage: Detected[Stage]
    letter_type: Detected[LetterType]
    passages: tuple[Passage, ...] = ()
    beginning_missing: bool = False
    title: Span | None = None
    salutation: Span | None = None
    people: People = field(default_factory=People)
    declarations: tuple[Declaration, ...] = ()
    patients: tuple[Patient, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    callouts: tuple[Callout, ...] = ()
    citations: tuple[Citation, ...] = ()
    references: tuple[Reference, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    words: int = 0
    pictures: "tuple[Picture, ...]" = ()
    files: tuple[SubmittedFile, ...] = ()
    parts: "tuple[Letter, ...]" = ()
    identifiers: tuple[PatientIdentifier, ...] = ()

    @property
    def file(self) -> str:
        """The name of the (first) file."""
        return self.manuscripts[0].file

    @property
    def text(self) -> tuple[Span, ...]:
        """The paragraphs of the running text."""
        return self.spans(Part.TEXT)

    @property
    def blinded(self) -> bool:
        """Whether the file names neither authors nor affiliations nor an e-mail address, as an article for review."""
        people = self.people
        return not (self.beginning_missing or people.authors or people.affiliations or people.emails)

    def spans(self, *parts: Part) -> tuple[Span, ...]:
        """The words of all passages of these parts, in reading order."""
        return tuple(passage.span for passage in self.passages if passage.part in parts)

    def declaration(self, kind: DeclarationKind) -> Declaration | None:
        """The declaration of a kind, if the letter makes one."""
        return next((declaration for declaration in self.declarations if declaration.kind is kind), None)
