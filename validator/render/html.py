"""The report as one HTML file that holds all it needs and prints well."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from validator import __version__
from validator.model.masking import Mask
from validator.model.profile import Profile
from validator.model.result import Item, ItemStatus, LetterReport, Level, Report, Verdict
from validator.packs import templates
from validator.render.concerns import (
    STATUSES,
    VERDICTS,
    Concern,
    Heading,
    concerns,
    counted,
    heading,
    set_aside,
    verdicts_counted,
)
from validator.render.places import Place, describe_evidence, quote
from validator.render.plain import harmless
from validator.render.reading import Row, reading

_SIGNS = {
    ItemStatus.PASS: "✓",
    ItemStatus.NEEDS_HUMAN: "?",
    ItemStatus.NOT_APPLICABLE: "–",
    ItemStatus.COULD_NOT_CHECK: "…",
    ItemStatus.WAIVED: "~",
}
_FAULT_SIGNS = {Level.MUST: "✕", Level.SHOULD: "!", Level.INFO: "i"}
_FAULTS = {Level.MUST: Heading.MUST, Level.SHOULD: Heading.SHOULD, Level.INFO: Heading.INFO}
_VERDICT_SIGNS = {Verdict.READY: "✓", Verdict.RETURN: "✕", Verdict.HUMAN: "?"}


@dataclass(frozen=True, slots=True)
class Seen:
    """A line of evidence of an item: what was seen or said, and where."""

    text: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the checklist as the page shows it; tone: the class that gives it its colour."""

    item: Item
    tone: str
    sign: str
    status: str
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A letter as the page shows it; files: name and SHA-256 of each. kind, stage: why the letter is taken for it."""

    report: LetterReport
    anchor: str
    files: tuple[tuple[str, str], ...]
    kind: str
    stage: str
    title: str
    verdict: str
    sign: str
    counts: str
    told: dict[Heading, list[Concern]]
    families: tuple[tuple[str, tuple[Line, ...]], ...]
    reading: tuple[Row, ...]


def render(report: Report) -> str:
    """The page; every word that comes from a file is escaped."""
    page = _environment().get_template("report.html")
    return page.render(
        report=report,
        sheets=[_sheet(letter, number, report.profile) for number, letter in enumerate(report.letters, 1)],
        summary=verdicts_counted(report),
        set_aside=[(file.name, set_aside(file)) for file in report.set_aside],
        version=__version__,
        day=f"{report.today.day} {report.today:%B %Y}",
    )


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(templates()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )


def _finalize(value: object) -> object:
    """What a template writes: text without characters that harm; markup of the template itself as it is."""
    return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _sheet(report: LetterReport, number: int, profile: Profile) -> Sheet:
    told, letter = concerns(report, profile), report.letter
    title, mask = letter.title, Mask.of(letter)
    families = groupby(report.items, key=lambda item: item.family)
    return Sheet(
        report=report,
        anchor=f"letter-{number}",
        files=tuple((mask.words(file.file), file.sha256) for file in letter.manuscripts),
        kind="as given" if letter.letter_type.given else mask.words(letter.letter_type.why),
        stage="as given" if letter.stage.given else mask.words(letter.stage.why),
        title=quote(title, title, mask) if title and len(title) else "",
        verdict=VERDICTS[report.verdict],
        sign=_VERDICT_SIGNS[report.verdict],
        counts=counted(told),
        told=told,
        families=tuple((name, tuple(_line(item, report) for item in items)) for name, items in families),
        reading=reading(report.letter),
    )


def _line(item: Item, report: LetterReport) -> Line:
    tone, sign, status = item.status.value, _SIGNS.get(item.status, ""), STATUSES.get(item.status, "")
    if item.status is ItemStatus.FAIL:
        fault = _FAULTS[item.level]
        tone, sign, status = fault.name.lower(), _FAULT_SIGNS[item.level], fault.value
    return Line(item, tone, sign, status, tuple(_seen(item, status, report)))


def _seen(item: Item, status: str, report: LetterReport) -> Iterator[Seen]:
    """The evidence of an item: why, what was found, what was seen; a heading other than its status is named."""
    words = Mask.of(report.letter).words
    yield from (Seen(words(reason)) for reason in (*item.reasons, item.waiver) if reason)
    for finding in item.findings:
        under, message = heading(finding).value, words(finding.outcome.message)
        yield Seen(message if under == status else f"{under}: {message}")
    for outcome in item.evidence:
        yield Seen(words(outcome.message), tuple(describe_evidence(outcome, report.letter)))
