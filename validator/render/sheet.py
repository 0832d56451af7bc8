"""What a reviewer's report shows of a letter, in any format: each item of the checklist under its heading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from validator.model.letter import Letter
from validator.model.masking import Mask
from validator.model.profile import Profile
from validator.model.result import Item, ItemStatus, LetterReport, Report, Verdict
from validator.render.concerns import STATUSES, VERDICTS, Concern, Heading, clause, concerns, heading, summed
from validator.render.places import Place, describe_evidence, quote
from validator.render.reading import Row, reading
from validator.render.reference_list import ReferenceList, reference_list
from validator.render.shown import PanelRow, PictureRow, panels, pictures

VERDICT_SIGNS = {Verdict.READY: "✓", Verdict.RETURN: "✕", Verdict.HUMAN: "?"}
SIGNS = {
    Heading.MUST: "✕",
    Heading.SHOULD: "!",
    Heading.PERSON: "?",
    Heading.NOT_CHECKED: "…",
    Heading.INFO: "i",
}
_SETTLED = {ItemStatus.WAIVED: "~", ItemStatus.PASS: "✓", ItemStatus.NOT_APPLICABLE: "–"}


@dataclass(frozen=True, slots=True)
class Seen:
    """A line of evidence of an item: what was seen or said, and where."""

    text: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A concern, and what was seen of its item beside it (told once, with the item's first concern)."""

    concern: Concern
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """An item that is settled: why, what was seen, and who asks for it."""

    item: Item
    seen: tuple[Seen, ...]
    authority: str


@dataclass(frozen=True, slots=True)
class Open:
    """What is told of a letter under one heading; name: a word for it that is the same in every report."""

    name: str
    heading: str
    sign: str
    entries: tuple[Told, ...]

    @property
    def number(self) -> int:
        """How many items it counts for."""
        return sum(told.concern.size for told in self.entries)


@dataclass(frozen=True, slots=True)
class Settled:
    """The items that ended alike and leave nothing to do."""

    name: str
    heading: str
    sign: str
    lines: tuple[Line, ...]

    @property
    def number(self) -> int:
        """How many items there are."""
        return len(self.lines)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A letter as a report shows it, masked.

    files: name and SHA-256 of each that was read. kind, stage: why the letter is taken for it. glance: what was read of
    it in a line each, to be seen at once.
    """

    report: LetterReport
    anchor: str
    files: tuple[tuple[str, str], ...]
    kind: str
    stage: str
    title: str
    verdict: str
    sign: str
    counts: str
    glance: tuple[tuple[str, str], ...]
    open: tuple[Open, ...]
    settled: tuple[Settled, ...]
    references: ReferenceList
    panels: tuple[PanelRow, ...]
    pictures: tuple[PictureRow, ...]
    reading: tuple[Row, ...]


def sheets(report: Report) -> list[Sheet]:
    """The sheets of all letters of a report, in their order."""
    return [_sheet(letter, number, report) for number, letter in enumerate(report.letters, 1)]


def day(report: Report) -> str:
    """The day of the check as a person writes it: "22 November 2026"."""
    return f"{report.today.day} {report.today:%B %Y}"


def _sheet(report: LetterReport, number: int, run: Report) -> Sheet:
    letter, profile = report.letter, run.profile
    told, title, mask = concerns(_parted(report, known=False), profile), letter.title, Mask.of(letter)
    known = _parted(report, known=True)
    return Sheet(
        report=report,
        anchor=f"letter-{number}",
        files=tuple((mask.words(file.file), file.sha256) for file in letter.manuscripts),
        kind="as given" if letter.letter_type.given else mask.words(letter.letter_type.why),
        stage="as given" if letter.stage.given else mask.words(letter.stage.why),
        title=quote(title, title, mask) if title and len(title) else "",
        verdict=VERDICTS[report.verdict],
        sign=VERDICT_SIGNS[report.verdict],
        counts=summed(report, told, run.selected),
        glance=_glance(letter),
        open=tuple(_open(told, report)),
        settled=(*_known(known, profile), *_settled(report, profile)),
        references=reference_list(report),
        panels=panels(letter),
        pictures=pictures(letter),
        reading=reading(letter),
    )


def _glance(letter: Letter) -> tuple[tuple[str, str], ...]:
    rows = {row.name: row for row in reading(letter)}
    said = [(name, "; ".join(rows[name].lines)) for name in ("Authors", "Patients")]
    declared = " · ".join(line.partition(" – “")[0] for line in rows["Declarations"].lines)
    return (*said, ("Declarations", declared))


def _open(told: dict[Heading, list[Concern]], report: LetterReport) -> Iterator[Open]:
    seen = {item.id: tuple(_evidence([item], report.letter)) for item in report.items}
    for under, entries in told.items():
        shown = tuple(Told(entry, tuple(_once(entry, seen))) for entry in entries)
        yield Open(under.name.lower().replace("_", "-"), under.value, SIGNS[under], shown)


def _once(entry: Concern, seen: dict[str, tuple[Seen, ...]]) -> Iterator[Seen]:
    for item in entry.items:
        # What was seen of an item that passes, and has a remark only, stands with those that passed.
        if item.status not in _SETTLED:
            yield from seen.pop(item.id, ())


def _parted(report: LetterReport, *, known: bool) -> LetterReport:
    """The checklist with those findings only that the baseline has, or with the others; known: its items only."""
    parted = (replace(item, findings=tuple(f for f in item.findings if f.known is known)) for item in report.items)
    return replace(report, items=tuple(item for item in parted if item.findings or not known))


def _known(known: LetterReport, profile: Profile) -> Iterator[Settled]:
    lines = [_line(replace(item, reasons=(), evidence=()), known, profile) for item in known.items]
    if lines:
        yield Settled("known", "Known since the baseline", "=", tuple(lines))


def _line(item: Item, report: LetterReport, profile: Profile) -> Line:
    return Line(item, tuple(_seen(item, report)), clause(profile, item))


def _settled(report: LetterReport, profile: Profile) -> Iterator[Settled]:
    for status, sign in _SETTLED.items():
        items = [item for item in report.items if item.status is status]
        if items:
            yield Settled(status.value, STATUSES[status], sign, tuple(_line(item, report, profile) for item in items))


def _seen(item: Item, report: LetterReport) -> Iterator[Seen]:
    """Why an item is settled, what was let go, what was seen."""
    words = Mask.of(report.letter).words
    yield from (Seen(words(reason)) for reason in (*item.reasons, item.waiver) if reason)
    yield from (Seen(f"{heading(f).value}: {words(f.outcome.message)}") for f in item.findings)
    yield from _evidence([item], report.letter)


def _evidence(items: Sequence[Item], letter: Letter) -> Iterator[Seen]:
    for outcome in (outcome for item in items for outcome in item.evidence):
        yield Seen(Mask.of(letter).words(outcome.message), tuple(describe_evidence(outcome, letter)))
