"""The JSON documents that others build on, as models; their JSON Schemas lie in `docs/schema`.

Adding a field is no break; renaming one is, and raises the number in `schema`.
"""

import json
from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from validator.model.declaration import DeclarationKind, Status
from validator.model.figure import PanelKind
from validator.model.identifier import IdentifierKind
from validator.model.letter import LetterType, Stage
from validator.model.patient import Sex
from validator.model.result import Applicability, ItemStatus, Verdict
from validator.model.submission import Role


class LevelName(StrEnum):
    """How much a case matters."""

    MUST = "must"
    SHOULD = "should"
    INFO = "info"


class FindingKind(StrEnum):
    """A fault, a question that a person decides, something worth knowing."""

    FINDING = "finding"
    ASK = "ask"
    REMARK = "remark"


class _Document(BaseModel):
    model_config = ConfigDict(populate_by_name=True)


class Unread(_Document):
    """A file that could not be read, and why."""

    file: str
    reason: str


class FileEntry(_Document):
    """A file of a submission: what it was taken for, and why; given: a person said so.

    checked: whether it was read as a letter, or as the title page of one.
    """

    file: str
    role: Role
    why: str
    given: bool
    checked: bool


class Tool(_Document):
    """The program that wrote the document."""

    name: Literal["letterproof"] = "letterproof"
    version: str


class ProfileName(_Document):
    """The profile that the letters were judged by."""

    id: str
    version: str
    date: date


class EvidenceEntry(_Document):
    """What was seen, or why the item does not apply or could not be checked; place is empty where there is none."""

    text: str
    quote: str = ""
    place: str = ""
    line: int | None = None


class FixEntry(_Document):
    """Words to change: `safe` ones may be changed unseen, `suggest` ones are only offered."""

    applicability: Applicability
    before: str
    after: str


class PlaceEntry(_Document):
    """Where a finding stands; numbers count from 1 and are null where the format has none."""

    quote: str
    place: str
    line: int | None
    column: int | None
    paragraph: int | None
    fix: FixEntry | None


class FindingEntry(_Document):
    """One thing that a rule says; its fingerprint stays the same when the letter is edited elsewhere.

    known: whether the baseline has it.
    """

    kind: FindingKind
    case: str
    level: LevelName
    message: str
    help: str
    note: str
    fingerprint: str
    known: bool
    places: list[PlaceEntry]


class ItemEntry(_Document):
    """A line of the checklist."""

    id: str
    family: str
    title: str
    level: LevelName
    status: ItemStatus
    evidence: list[EvidenceEntry]
    findings: list[FindingEntry]


class Counts(_Document):
    """How many items of the checklist ended how."""

    passed: int = Field(alias="pass")
    fail: int
    needs_human: int = Field(alias="needs-human")
    not_applicable: int = Field(alias="not-applicable")
    could_not_check: int = Field(alias="could-not-check")
    waived: int


class CheckedLetter(_Document):
    """A letter with its checklist; file is the first of its files, index its place in that file."""

    file: str
    files: list[str]
    index: int
    sha256: str
    letter_type: LetterType
    stage: Stage
    verdict: Verdict
    counts: Counts
    items: list[ItemEntry]


class CheckDocument(_Document):
    """What `letterproof check --format json` writes.

    settings: the file of settings that was taken, or empty. set_aside: the files of submissions that hold no letter.
    unchecked: what the journal asks for and no item checks.
    """

    schema_number: Literal[1] = Field(default=1, serialization_alias="schema")
    tool: Tool
    profile: ProfileName
    settings: str
    today: date
    letters: list[CheckedLetter]
    unreadable: list[Unread]
    set_aside: list[FileEntry]
    unchecked: list[str]


class AuthorEntry(_Document):
    """An author of the letter."""

    name: str


class CorrespondingEntry(_Document):
    """The corresponding author; what is not given is empty."""

    name: str
    email: str


class DeclarationEntry(_Document):
    """A kind of declaration that the letter makes; guardian: another than the patient consented (consent only)."""

    kind: DeclarationKind
    status: Status
    guardian: bool
    quote: str
    line: int | None
    also: list[str]


class PatientEntry(_Document):
    """A patient of the letter's own."""

    age_years: float | None
    sex: Sex | None


class FigureEntry(_Document):
    """A figure; panels are named by their letters, a figure of one part has none."""

    label: str
    caption: str
    panels: list[str]
    kinds: list[PanelKind]
    stains: list[str]
    magnifications: list[str]
    called: bool


class ReferenceAuthorEntry(_Document):
    """An author of a reference; a group has its name in family."""

    family: str
    initials: str
    suffix: str


class ReferenceEntry(_Document):
    """A reference, its parts as printed, last_page written out in full; what is absent is null."""

    number: str
    raw: str
    authors: list[ReferenceAuthorEntry]
    et_al: bool
    title: str | None
    journal: str | None
    year: str | None
    volume: str | None
    issue: str | None
    first_page: str | None
    last_page: str | None
    doi: str | None
    pmid: str | None


class MetadataEntry(_Document):
    """The publisher's lines; dates are YYYY, YYYY-MM or YYYY-MM-DD."""

    doi: str | None
    pmid: str | None
    how_to_cite: str | None
    received: str | None
    accepted: str | None
    epub: str | None
    published: str | None
    licence: str | None


class IdentifierEntry(_Document):
    """What tells who a patient is, or what somebody wrote into a form; masked: its words without the value."""

    kind: IdentifierKind
    masked: str
    place: str
    line: int | None


class InspectedLetter(_Document):
    """A letter as it was read."""

    file: str
    index: int
    title: str | None
    stage: Stage
    letter_type: LetterType
    words: int
    authors: list[AuthorEntry]
    corresponding: CorrespondingEntry | None
    declarations: list[DeclarationEntry]
    patients: list[PatientEntry]
    figures: list[FigureEntry]
    citations: list[list[int]]
    uncited: list[int]
    undefined: list[int]
    references: list[ReferenceEntry]
    metadata: MetadataEntry
    identifiers: list[IdentifierEntry]
    files: list[FileEntry]


class InspectDocument(_Document):
    """What `letterproof inspect --format json` writes."""

    schema_number: Literal[1] = Field(default=1, serialization_alias="schema")
    letters: list[InspectedLetter]
    unreadable: list[Unread]
    set_aside: list[FileEntry]


class Slip(_Document):
    """A deviation of a reference from the profile's form."""

    id: str
    case: str
    message: str


class CheckedReference(ReferenceEntry):
    """A reference with its slips; corrected is null where it is right as it stands or was not read wholly.

    whole: whether it was, so that no slip in its form can have been missed. notes: what is worth knowing and no slip.
    """

    slips: list[Slip]
    corrected: str | None
    whole: bool
    notes: list[str]


class ReferencesDocument(_Document):
    """What `letterproof references --format json` writes: one entry for each reference put in, in its order."""

    schema_number: Literal[1] = Field(default=1, serialization_alias="schema")
    references: list[CheckedReference]


DOCUMENTS: dict[str, type[BaseModel]] = {
    "check": CheckDocument,
    "inspect": InspectDocument,
    "references": ReferencesDocument,
}
"""The document of each command."""


def schema(command: str) -> str:
    """The JSON Schema of a command's document, as `docs/schema/<command>.schema.json` holds it."""
    return json.dumps(DOCUMENTS[command].model_json_schema(mode="serialization"), indent=2) + "\n"
