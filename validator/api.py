"""All that a rule may import."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from validator.model.declaration import AiUse, Consent, Declaration, DeclarationKind, Status, consent_said
from validator.model.figure import (
    Callout,
    Figure,
    Magnification,
    Panel,
    PanelKind,
    StainMention,
    Table,
    shown,
    together,
)
from validator.model.identifier import IdentifierKind, PatientIdentifier
from validator.model.journals import find_journal, near_journal
from validator.model.letter import Letter, LetterType, Part, Passage, Stage
from validator.model.metadata import HowToCite, Metadata, Stated
from validator.model.names import Likeness, compare_names, same_person
from validator.model.patient import Patient, Sex
from validator.model.patterns import Pattern, alternatives
from validator.model.people import Author, Corresponding, Identifier, People
from validator.model.profile import Limit, Profile
from validator.model.reference import Carrier, Citation, Field, Reference, ReferenceAuthor, ReferenceKind
from validator.model.result import Applicability, At, Fix, Outcome, OutcomeKind, places
from validator.model.rule import EVERY_STAGE, EVERY_TYPE, Check, Given, NoOptions, Rule
from validator.model.sentences import sentences
from validator.model.submission import Role, SubmittedFile
from validator.model.text import Block, Run, Span
from validator.model.vocabulary import Journal, Stain, Vocabulary
from validator.model.wording import plural
from validator.reference_form import Slip, form, slips, written
from validator.reference_form.numbers import full_last_page
from validator.reference_form.titles import in_title_case

if TYPE_CHECKING:  # types that a rule names; most runs have no records or pictures and load nothing of them
    from validator.authorship import Sign as Sign
    from validator.model.picture import Picture as Picture
    from validator.model.record import Records as Records
    from validator.model.traces import Traces as Traces
    from validator.record_comparison import Compared as Compared
    from validator.record_comparison import Pair as Pair
    from validator.record_comparison.differences import Difference as Difference

__all__ = [
    "EVERY_STAGE",
    "EVERY_TYPE",
    "AiUse",
    "Applicability",
    "At",
    "Author",
    "Block",
    "Callout",
    "Carrier",
    "Check",
    "Citation",
    "Consent",
    "Corresponding",
    "Declaration",
    "DeclarationKind",
    "Field",
    "Figure",
    "Fix",
    "Given",
    "HowToCite",
    "Identifier",
    "IdentifierKind",
    "Journal",
    "Letter",
    "LetterType",
    "Likeness",
    "Limit",
    "Magnification",
    "Metadata",
    "NoOptions",
    "Outcome",
    "OutcomeKind",
    "Panel",
    "PanelKind",
    "Part",
    "Passage",
    "Patient",
    "PatientIdentifier",
    "Pattern",
    "People",
    "Profile",
    "Reference",
    "ReferenceAuthor",
    "ReferenceKind",
    "Role",
    "Rule",
    "Run",
    "Sex",
    "Slip",
    "Span",
    "Stage",
    "Stain",
    "StainMention",
    "Stated",
    "Status",
    "SubmittedFile",
    "Table",
    "Vocabulary",
    "alternatives",
    "ask",
    "compare_names",
    "compare_with_records",
    "consent_said",
    "could_not_check",
    "evidence",
    "find_journal",
    "finding",
    "form",
    "full_last_page",
    "in_title_case",
    "missing",
    "near_journal",
    "not_applicable",
    "places",
    "plural",
    "remark",
    "renumber",
    "rule",
    "same_person",
    "sentences",
    "shown",
    "signs_of_authors",
    "slips",
    "together",
    "written",
]


def rule(
    id: str,
    title: str,
    *,
    options: type[Any] = NoOptions,
    stages: Iterable[Stage] = EVERY_STAGE,
    letter_types: Iterable[LetterType] = EVERY_TYPE,
    needs_beginning: bool = False,
    since: str = "0.1",
) -> Callable[[Check], Rule]:
    """Give a check function its facts; what a module of a pack holds of such rules is the pack's checklist."""

    def attach(check: Check) -> Rule:
        return Rule(id, title, check, options, frozenset(stages), frozenset(letter_types), needs_beginning, since)

    return attach


def finding(
    case: str,
    message: str,
    *,
    at: At = None,
    help: str = "",
    note: str = "",
    fixes: Iterable[Fix] = (),
) -> Outcome:
    """A fault: what is wrong, where, what to do (help), who asks for it (note)."""
    return Outcome(OutcomeKind.FINDING, message, case, places(at), help, note, tuple(fixes))


def ask(case: str, message: str, *, at: At = None, help: str = "", note: str = "") -> Outcome:
    """A question that a person decides."""
    return Outcome(OutcomeKind.ASK, message, case, places(at), help, note)


def missing(letter: Letter, case: str, message: str, *, asked: str, at: At = None, help: str = "") -> Outcome:
    """Something that a letter lacks: a fault, or in a blinded article a question, since its title page may have it.

    message: what a complete letter is told. asked: what a blinded article is told.
    """
    if letter.blinded:
        return ask(case, asked, at=at, help=f"If it stands on your title page, this is settled. {help}".rstrip())
    return finding(case, message, at=at, help=help)


def remark(case: str, message: str, *, at: At = None, help: str = "", note: str = "") -> Outcome:
    """Something worth knowing that is no fault."""
    return Outcome(OutcomeKind.REMARK, message, case, places(at), help, note)


def evidence(text: str, *, at: At = None) -> Outcome:
    """What was seen that makes the item pass."""
    return Outcome(OutcomeKind.EVIDENCE, text, at=places(at))


def compare_with_records(references: Sequence[Reference], records: "Records", terms: Vocabulary) -> "Compared":
    """Each reference beside the record of its work: where they differ, and what has no counterpart."""
    from validator import record_comparison  # only a run that was given records needs it

    return record_comparison.compare(references, records, terms)


def signs_of_authors(letter: Letter, names: Sequence[str], terms: Vocabulary) -> "Iterator[Sign]":
    """The words of an article for review that tell, or may tell, who wrote it; names: those of its authors."""
    from validator import authorship  # a letter that names its authors needs none of it

    return authorship.signs(letter, names, terms)


def not_applicable(why: str) -> Outcome:
    """The item does not concern this letter, and why."""
    return Outcome(OutcomeKind.NOT_APPLICABLE, why)


def could_not_check(why: str) -> Outcome:
    """The item could not be judged, and why."""
    return Outcome(OutcomeKind.COULD_NOT_CHECK, why)


def renumber(letter: Letter, cited: Sequence[int]) -> tuple[tuple[Fix, ...], str]:
    """The corrections that put the references in the order in which they are cited, or none and a sentence why."""
    from validator import renumbering  # a letter in order, as most are, need not wait for it

    return renumbering.renumber(letter, cited)
