"""What a person is told of a letter, in the order and under the headings in which it is read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from validator.model.letter import Letter
from validator.model.masking import Mask
from validator.model.profile import Profile
from validator.model.result import (
    Finding,
    Item,
    ItemStatus,
    LetterReport,
    Level,
    Outcome,
    OutcomeKind,
    Report,
    Verdict,
)
from validator.model.submission import SubmittedFile
from validator.model.wording import plural
from validator.render.places import Place, describe_all


class Heading(StrEnum):
    """The headings of a report, in the order in which they stand."""

    MUST = "Before review"
    SHOULD = "Please check"
    PERSON = "A person should look at this"
    NOT_CHECKED = "Could not be checked"
    INFO = "For information"


VERDICTS = {
    Verdict.READY: "Ready for review",
    Verdict.RETURN: "Return to the author",
    Verdict.HUMAN: "A person should look at this letter",
}
# What an item that fails is called goes by its level, as the heading of its finding does.
STATUSES = {
    ItemStatus.PASS: "Passed",
    ItemStatus.NEEDS_HUMAN: Heading.PERSON.value,
    ItemStatus.NOT_APPLICABLE: "Not applicable",
    ItemStatus.COULD_NOT_CHECK: Heading.NOT_CHECKED.value,
    ItemStatus.WAIVED: "Waived",
}

_MOST_NAMED = 3
"""Items and families that a headline names; of more it says how many items there are."""


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing to tell, with the items that it is about (several only where one reason kept all from a check).

    note: who asks for it, or why it matters; note_name: which of the two.
    """

    items: tuple[Item, ...]
    message: str
    places: tuple[Place, ...] = ()
    help: str = ""
    note: str = ""
    note_name: str = ""

    @property
    def size(self) -> int:
        """How many items it counts for."""
        return len(self.items)


def concerns(report: LetterReport, profile: Profile) -> dict[Heading, list[Concern]]:
    """All that is to be told of a letter, by heading; within one, the weightier first, then as on the checklist."""
    found: dict[Heading, list[tuple[Level, Concern]]] = {heading: [] for heading in Heading}
    for item in report.items:
        for finding in item.findings if item.status is not ItemStatus.WAIVED else ():
            found[heading(finding)].append((finding.level, _concern(item, finding, report.letter, profile)))
    found[Heading.NOT_CHECKED] = [(told.items[0].level, told) for told in _not_checked(report)]
    ordered = {heading: sorted(told, key=lambda pair: -pair[0]) for heading, told in found.items()}
    return {heading: [concern for _, concern in told] for heading, told in ordered.items() if told}


def count_known(report: LetterReport) -> int:
    """How many of a letter's findings the baseline has."""
    return sum(finding.known for item in report.items for finding in item.findings)


def without_known(report: LetterReport) -> LetterReport:
    """The letter's checklist without the findings that the baseline has."""
    items = (replace(item, findings=tuple(f for f in item.findings if not f.known)) for item in report.items)
    return replace(report, items=tuple(items))


def heading(finding: Finding) -> Heading:
    """The heading that a finding, question or remark stands under."""
    if finding.outcome.kind is OutcomeKind.ASK:
        return Heading.PERSON
    if finding.outcome.kind is OutcomeKind.REMARK or finding.level is Level.INFO:
        return Heading.INFO
    return Heading.MUST if finding.level is Level.MUST else Heading.SHOULD


def read_as(letter: Letter) -> str:
    """What sort of letter it was taken for, at what stage, and why."""
    chosen = (
        (f"{letter.letter_type.value.value.capitalize()} letter", letter.letter_type),
        (f"Stage {letter.stage.value.value}", letter.stage),
    )
    said = " ".join(f"{name}, as given." if what.given else f"{name}: {what.why}" for name, what in chosen)
    return Mask.of(letter).words(said)


def counted(told: dict[Heading, list[Concern]]) -> str:
    """How many things stand under each heading, in words."""
    names = {
        Heading.MUST: "before review",
        Heading.SHOULD: "to check",
        Heading.PERSON: "for a person",
        Heading.NOT_CHECKED: "could not be checked",
        Heading.INFO: "for information",
    }
    sizes = {heading: sum(concern.size for concern in told[heading]) for heading in told}
    return ", ".join(f"{size} {names[heading]}" for heading, size in sizes.items()) or "nothing to mend"


def summed(report: LetterReport, told: dict[Heading, list[Concern]], selected: Sequence[str]) -> str:
    """The counts beside a verdict, with what bounds it: what is known and left, and that only a part was checked."""
    known = count_known(report)
    left = f"; {plural(known, 'known finding')} {'is' if known == 1 else 'are'} left" if known else ""
    only = ""
    if selected:
        named = ", ".join(selected) if len(selected) <= _MOST_NAMED else plural(len(report.items), "item")
        only = f"; only {named} {'was' if len(report.items) == 1 else 'were'} checked"
    return f"{counted(told) if told or not known else 'nothing new'}{left}{only}"


def verdicts_counted(report: Report) -> str:
    """How many letters got which verdict, and how many files were not read, as a sentence."""
    names = {Verdict.READY: "ready", Verdict.RETURN: "to return", Verdict.HUMAN: "for a person to look at"}
    verdicts = [letter.verdict for letter in report.letters]
    parts = [f"{verdicts.count(verdict)} {name}" for verdict, name in names.items() if verdict in verdicts]
    if report.unreadable:
        parts.append(f"{plural(len(report.unreadable), 'file')} could not be read")
    if report.set_aside:
        parts.append(f"{plural(len(report.set_aside), 'file')} set aside")
    return f"{plural(len(verdicts), 'letter')}: {', '.join(parts)}."


def set_aside(file: SubmittedFile) -> str:
    """What is said of a file that holds no letter."""
    article = "an" if file.role.words[0] in "aeiou" else "a"
    return f"Taken for {article} {file.role.words}, so not checked as a letter. {file.why}"


def authority(profile: Profile, item: Item, outcome: Outcome) -> str:
    """The rule's own note, why it matters; else who asks: the passage of the journal's guide for the case or item."""
    if outcome.note or outcome.kind is OutcomeKind.REMARK:
        return outcome.note
    return clause(profile, item, outcome.case)


def clause(profile: Profile, item: Item, case: str = "") -> str:
    """The passage of the journal's guide that asks for an item, or for this case of it; empty where none is named."""
    found = profile.clauses.get(f"{item.id}.{case}") or profile.clauses.get(item.id, "")
    journal = profile.journal
    return found.replace("{journal}", journal.abbreviation or journal.title or "The journal")


def _concern(item: Item, finding: Finding, letter: Letter, profile: Profile) -> Concern:
    outcome = finding.outcome
    # Corrections that are made together are not for typing in one by one; the help says how they are made.
    single = tuple(fix for fix in outcome.fixes if not fix.group)
    places = tuple(describe_all(replace(outcome, fixes=single), letter))
    words = Mask.of(letter).words
    note = words(authority(profile, item, outcome))
    note_name = "Why" if outcome.note else "Who asks for it"  # what a rule says itself is a reason, and no source
    return Concern((item,), words(outcome.message), places, words(outcome.help), note, note_name)


def _not_checked(report: LetterReport) -> Iterator[Concern]:
    reasons: dict[str, list[Item]] = {}
    for item in report.items:
        if item.status is ItemStatus.COULD_NOT_CHECK:
            reasons.setdefault(Mask.of(report.letter).words(" ".join(item.reasons)), []).append(item)
    for reason, items in reasons.items():
        yield Concern(tuple(sorted(items, key=lambda item: -item.level)), reason)
