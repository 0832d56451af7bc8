"""A profile: one journal's settings, as its TOML file says them.

Plain data, so that a run need not build a validator for a profile that it has read before; `profiles.py` has pydantic
hold a TOML file against these types.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from validator.model.declaration import DeclarationKind
from validator.model.letter import LetterType, Stage


def _kebab(name: str) -> str:
    return name.replace("_", "-")


_STRICT = {"extra": "forbid", "alias_generator": _kebab, "populate_by_name": True}
"""How pydantic reads settings: keys in kebab-case, none that is not known."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that the journal sets, with where it says so and when that was read."""

    __pydantic_config__ = _STRICT

    value: int
    source: str
    read: date | None = None

    @property
    def believed(self) -> bool:
        """Whether the number is only believed, not read anywhere."""
        return self.source == "believed"


@dataclass(frozen=True, slots=True)
class JournalFacts:
    """The journal: names, numbers, the form of its DOIs (a regular expression), and its volume arithmetic.

    volume_offset: the year before volume 1, so that volume = year - offset; None where volumes are not regular.
    """

    __pydantic_config__ = _STRICT

    title: str = ""
    abbreviation: str = ""
    issns: tuple[str, ...] = ()
    doi_prefix: str = ""
    doi_pattern: str = ""
    volume_offset: int | None = None
    licence: str = ""


@dataclass(frozen=True, slots=True)
class LetterLimits:
    """How much a letter of a type may hold: words of running text, the others by number."""

    __pydantic_config__ = _STRICT

    words: Limit | None = None
    references: Limit | None = None
    figures: Limit | None = None
    tables: Limit | None = None
    authors: Limit | None = None


@dataclass(frozen=True, slots=True)
class DeclarationSettings:
    """The declarations in the order in which the journal prints them, with its headings and its wording for each.

    ai_since: a letter received before this date need not speak of AI.
    """

    __pydantic_config__ = _STRICT

    order: tuple[DeclarationKind, ...] = ()
    headings: dict[DeclarationKind, str] = field(default_factory=dict)
    wording: dict[DeclarationKind, str] = field(default_factory=dict)
    ai_since: date | None = None
    consent_formula: str = ""

    def line(self, kind: DeclarationKind) -> str:
        """A declaration as the journal prints it, heading and wording, ready to be pasted."""
        heading, wording = self.headings.get(kind, ""), self.wording.get(kind, "")
        return f"{heading}: {wording}" if heading and wording else wording


class Mark(StrEnum):
    """How a citation is marked."""

    SUPERSCRIPT = "superscript"
    BRACKETS = "brackets"
    PARENTHESES = "parentheses"


@dataclass(frozen=True, slots=True)
class ReferenceSettings:
    """The form of the reference list.

    mark: how the text cites. et_al_after: authors named before "et al." elide_pages: 435–49 rather than 435–449.
    journal_dot, issue, doi, month: whether these stand in a reference. spaces: whether blanks follow `;` and `:`.
    page_dash: the dash between pages. capital_after_colon: whether a subtitle begins with a capital.
    """

    __pydantic_config__ = _STRICT

    mark: Mark = Mark.SUPERSCRIPT
    et_al_after: int = 6
    elide_pages: bool = True
    page_dash: str = "–"
    journal_dot: bool = False
    issue: bool = False
    month: bool = False
    doi: bool = False
    spaces: bool = False
    capital_after_colon: bool = False


@dataclass(frozen=True, slots=True)
class FigureSettings:
    """The form of figures: a caption's stain and magnification as the journal prints them, and its picture sizes.

    dpi: at the printed width; min_width: pixels, below which a picture in a Word file is surely not the original.
    """

    __pydantic_config__ = _STRICT

    stain_example: str = "(Haematoxylin & Eosin, 100x)"
    dpi: int = 300
    min_width: int = 600


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """How the journal reviews.

    blinded: whether its reviewers are not to know the authors; "auto" takes an article for meant so where it names
    none, or a title page comes beside it.
    """

    __pydantic_config__ = _STRICT

    blinded: bool | Literal["auto"] = "auto"


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """The editor's office, as it signs a letter to an author.

    name: who signs. signature: the lines under the name. reply_days: how long the author has, from the day of the
    check; None sets no day. address: where the answer goes.
    """

    __pydantic_config__ = _STRICT

    name: str = ""
    signature: str = ""
    reply_days: int | None = None
    address: str = ""


LevelWord = Literal["must", "should", "info"]


@dataclass(frozen=True, slots=True)
class Profile:
    """One journal's settings.

    levels: by item id or id.case. levels_at: the same, where a stage differs. clauses: the passage of the journal's
    guide that asks for an item; "{journal}" in it stands for the journal's name. rules: options by item id, validated
    against the rule's own types. unchecked: what the journal asks for and no item checks, as sentences for the end of
    a report.
    """

    __pydantic_config__ = _STRICT

    version: str
    date: date
    id: str = ""
    extends: str = ""
    journal: JournalFacts = field(default_factory=JournalFacts)
    letter_types: dict[LetterType, LetterLimits] = field(default_factory=dict)
    declarations: DeclarationSettings = field(default_factory=DeclarationSettings)
    references: ReferenceSettings = field(default_factory=ReferenceSettings)
    figures: FigureSettings = field(default_factory=FigureSettings)
    review: ReviewSettings = field(default_factory=ReviewSettings)
    office: OfficeSettings = field(default_factory=OfficeSettings)
    levels: dict[str, LevelWord] = field(default_factory=dict)
    levels_at: dict[Stage, dict[str, LevelWord]] = field(default_factory=dict)
    clauses: dict[str, str] = field(default_factory=dict)
    rules: dict[str, dict[str, Any]] = field(default_factory=dict)
    unchecked: tuple[str, ...] = ()
