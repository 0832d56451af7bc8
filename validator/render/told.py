"""Findings one by one, as the formats for machines tell them: masked, with places and fingerprints."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from validator.model.fingerprint import Fingerprints
from validator.model.letter import Letter
from validator.model.masking import Mask
from validator.model.result import Finding, Item, ItemStatus, LetterReport, Level, Outcome, OutcomeKind, Report
from validator.render.concerns import STATUSES, authority, heading
from validator.render.places import Place, describe_all
from validator.render.plain import harmless

MOST_PLACES = 100
"""Places of one finding that are told."""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding, question or remark, or the reason why an item could not be checked.

    heading: what it stands under in a report. level: that of the finding, or of what could not be checked. file: the
    (first) file of the letter, masked. explanation: what to do and who asks for it. waiver: why a person let it go, if
    one did. known: whether the baseline has it.
    """

    item: Item
    kind: OutcomeKind
    level: Level
    heading: str
    case: str
    file: str
    message: str
    explanation: tuple[str, ...]
    places: tuple[Place, ...]
    fingerprint: str
    waiver: str = ""
    known: bool = False


def told(report: Report) -> Iterator[Told]:
    """All that the report has to tell, waived findings among it, in the order of letters and checklist."""
    prints = Fingerprints()
    for letter in report.letters:
        for item in letter.items:
            yield from (_finding(finding, item, letter.letter, report, prints) for finding in item.findings)
            if item.status is ItemStatus.COULD_NOT_CHECK:
                yield _unchecked(item, letter, prints)


def place_line(place: Place) -> str:
    """A place as one line: its name, the words, the line of the file, what to write instead."""
    words = f'"{place.quote}"' if place.quote else ""
    where = ": ".join(part for part in (place.name, words) if part)
    line = f" (line {place.line})" if place.line else ""
    after = harmless(place.fix.after).strip() if place.fix else ""
    instead = (f" Write: {after}" if after else " Leave it out.") if place.fix else ""
    return f"{where}{line}{instead}".strip()


def lines(text: str) -> str:
    """A text of several lines, each without harmful characters."""
    return "\n".join(harmless(line) for line in text.split("\n"))


def _finding(finding: Finding, item: Item, letter: Letter, report: Report, prints: Fingerprints) -> Told:
    outcome, mask = finding.outcome, Mask.of(letter)
    file = mask.words(letter.file)
    # Corrections that are made together are not for typing in one by one; the help says how they are made.
    single = replace(outcome, fixes=tuple(fix for fix in outcome.fixes if not fix.group))
    places = (place for place, _ in zip(describe_all(single, letter), range(MOST_PLACES), strict=False))
    explanation = (outcome.help, authority(report.profile, item, outcome))
    return Told(
        item,
        outcome.kind,
        finding.level,
        heading(finding).value,
        outcome.case,
        file,
        harmless(mask.words(outcome.message)),
        tuple(lines(mask.words(text)) for text in explanation if text),
        tuple(places),
        prints.of(file, item.id, outcome, mask),
        harmless(mask.words(item.waiver)),
        finding.known,
    )


def _unchecked(item: Item, report: LetterReport, prints: Fingerprints) -> Told:
    mask = Mask.of(report.letter)
    file = mask.words(report.letter.file)
    kind = OutcomeKind.COULD_NOT_CHECK
    name = STATUSES[ItemStatus.COULD_NOT_CHECK]
    message = harmless(mask.words(" ".join(item.reasons)))
    # The reason takes no part in the fingerprint, as no message does.
    found = prints.of(file, item.id, Outcome(kind, message, case=kind.value), mask)
    return Told(item, kind, item.level, name, "", file, message, (), (), found)
