"""What a check gives: outcomes of rules, items of the checklist, the report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from validator.model.identifier import PatientIdentifier
from validator.model.letter import Letter
from validator.model.profile import Profile
from validator.model.reference import Reference
from validator.model.submission import SubmittedFile
from validator.model.text import Span


class Level(IntEnum):
    """How much a case matters: read "For information", "Please check", "Before review"."""

    INFO = 1
    SHOULD = 2
    MUST = 3

    @property
    def word(self) -> str:
        """The level as data writes it."""
        return self.name.lower()


class ItemStatus(StrEnum):
    """How an item of the checklist ends."""

    PASS = "pass"
    FAIL = "fail"
    NEEDS_HUMAN = "needs-human"
    NOT_APPLICABLE = "not-applicable"
    COULD_NOT_CHECK = "could-not-check"
    WAIVED = "waived"


class Verdict(StrEnum):
    """What becomes of the letter."""

    READY = "ready"
    RETURN = "return"
    HUMAN = "human"


class OutcomeKind(StrEnum):
    """The things that a rule may say."""

    FINDING = "finding"
    ASK = "ask"
    REMARK = "remark"
    EVIDENCE = "evidence"
    NOT_APPLICABLE = "not-applicable"
    COULD_NOT_CHECK = "could-not-check"


class Applicability(StrEnum):
    """Whether a fix may be applied unseen (SAFE) or only offered (SUGGEST)."""

    SAFE = "safe"
    SUGGEST = "suggest"


@dataclass(frozen=True, slots=True)
class Fix:
    """The words that should stand in a span's place.

    moved: where in the file these words, `after`, stand now, if they go to the span's place with all their marks.
    group: corrections of one group are made together or not at all.
    """

    span: Span
    after: str
    applicability: Applicability = Applicability.SAFE
    moved: Span | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing that a rule says; made by the functions of `validator.api`, never by hand."""

    kind: OutcomeKind
    message: str
    case: str = ""
    at: tuple[Span, ...] = ()
    help: str = ""
    note: str = ""
    fixes: tuple[Fix, ...] = ()


At = Span | Sequence[Span] | None


def places(at: At) -> tuple[Span, ...]:
    """The spans that an outcome was given, as a tuple."""
    if at is None:
        return ()
    return (at,) if isinstance(at, Span) else tuple(at)


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding, question or remark with the level that the profile gives its case.

    known: whether the baseline has it, so that it fails no run.
    """

    outcome: Outcome
    level: Level
    known: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist: its rule, how it ended, at what level, what was found and what was seen.

    reasons: why it is not applicable or could not be checked. waiver: the reason it was let go, when it was.
    """

    id: str
    family: str
    title: str
    level: Level
    status: ItemStatus
    findings: tuple[Finding, ...] = ()
    evidence: tuple[Outcome, ...] = ()
    reasons: tuple[str, ...] = ()
    waiver: str = ""


@dataclass(frozen=True, slots=True)
class LetterReport:
    """A letter and its checklist."""

    letter: Letter
    items: tuple[Item, ...]

    @property
    def verdict(self) -> Verdict:
        """Return it, look at it yourself, or ready (DESIGN, the contract on verdicts)."""
        must = [item for item in self.items if item.level is Level.MUST]
        if any(
            finding.level is Level.MUST and finding.outcome.kind is OutcomeKind.FINDING
            for item in must
            if item.status is ItemStatus.FAIL
            for finding in item.findings
        ):
            return Verdict.RETURN
        open_items = {ItemStatus.NEEDS_HUMAN, ItemStatus.COULD_NOT_CHECK}
        return Verdict.HUMAN if any(item.status in open_items for item in must) else Verdict.READY

    def count(self, status: ItemStatus) -> int:
        """The number of items that ended so."""
        return sum(item.status is status for item in self.items)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that could not be read, and why, as a sentence that says what to do."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class JudgedReference:
    """A reference of a bare list with its slips (item, case, message) and its right form.

    corrected: None where the reference is right as it stands or was not read wholly. whole: whether it was. notes:
    what is worth knowing of it and is no slip. identifiers: what tells in it who a patient is.
    """

    reference: Reference
    slips: tuple[tuple[str, str, str], ...] = ()
    corrected: str | None = None
    whole: bool = True
    notes: tuple[str, ...] = ()
    identifiers: tuple[PatientIdentifier, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run: the profile it judged by, its day, the letters with their checklists, the files not read.

    notes: what the person who started the run should know (an own pack's overrides, for one). set_aside: the files of
    submissions that hold no letter. settings: the file of settings that the run took, if it took one. selected: the
    items and families that alone were checked; empty where all were.
    """

    profile: Profile
    today: date
    letters: tuple[LetterReport, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    notes: tuple[str, ...] = ()
    set_aside: tuple[SubmittedFile, ...] = ()
    settings: str = ""
    selected: tuple[str, ...] = ()
