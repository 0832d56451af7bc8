"""The report as text for a terminal."""

from validator.model.letter import Letter
from validator.model.masking import Mask
from validator.model.profile import Profile
from validator.model.result import Item, ItemStatus, LetterReport, Report, Verdict
from validator.model.wording import plural
from validator.render.concerns import (
    STATUSES,
    VERDICTS,
    Concern,
    Heading,
    concerns,
    count_known,
    read_as,
    set_aside,
    summed,
    verdicts_counted,
    without_known,
)
from validator.render.layout import Page
from validator.render.places import Place, quote
from validator.render.reading import files as files_of

MOST_PLACES = 8
"""Places of one finding that are shown; the others are counted."""

_VERDICT_COLOURS = {Verdict.READY: "green", Verdict.RETURN: "red", Verdict.HUMAN: "yellow"}
_COLOURS = {
    Heading.MUST: "red",
    Heading.SHOULD: "yellow",
    Heading.PERSON: "cyan",
    Heading.NOT_CHECKED: "magenta",
    Heading.INFO: "blue",
}


def render(report: Report, width: int, colour: bool) -> str:
    """The whole report, wrapped to width columns (40 at least)."""
    page = Page(width, colour)
    for letter in report.letters:
        _letter(page, letter, report)
        page.blank()
    for unreadable in report.unreadable:
        page.add(f"{unreadable.file}   {unreadable.reason}", label="COULD NOT BE READ", fg="magenta", hang=6)
    for file in report.set_aside:
        page.add(f"{file.name}   {set_aside(file)}", label="NOT CHECKED", fg="blue", hang=6)
    page.blank()
    for note in report.notes:
        page.add(note, label="note", hang=6)
    if report.settings:
        page.add(f"Settings: {report.settings}.", label="note", hang=6)
    page.blank()
    if report.letters:
        _unchecked(page, report.profile)
    page.blank()
    if len(report.letters) + len(report.unreadable) + len(report.set_aside) > 1:
        page.add(verdicts_counted(report))
    return page.text()


def _letter(page: Page, report: LetterReport, run: Report) -> None:
    letter, told = report.letter, concerns(without_known(report), run.profile)
    files = Mask.of(letter).words(", ".join(manuscript.file for manuscript in letter.manuscripts))
    verdict, colour = VERDICTS[report.verdict].upper(), _VERDICT_COLOURS[report.verdict]
    counts = summed(report, told, run.selected)
    if page.holds(f"{verdict}  {files}   {counts}"):
        page.add(f"{files}   {counts}", label=verdict, fg=colour, hang=6)
    else:
        page.add(files, label=verdict, fg=colour, hang=6)
        page.add(counts, indent=6, hang=6)
    page.add(_heading(letter), indent=6, hang=6)
    page.add(read_as(letter), indent=6, hang=6)
    if len(letter.files) > 1:
        page.add(Mask.of(letter).words(f"Files: {'; '.join(files_of(letter))}."), indent=6, hang=6)
    for heading, entries in told.items():
        for concern in entries:
            page.blank()
            _concern(page, heading, concern)
    page.blank()
    known = count_known(report)
    if known:
        page.add(f"{plural(known, 'known finding')} of the baseline not shown.")
    page.blank()
    for status in (ItemStatus.PASS, ItemStatus.NOT_APPLICABLE, ItemStatus.WAIVED):
        names = [_named(item) for item in report.items if item.status is status]
        if names:
            page.add(f"{len(names)}: {', '.join(names)}", label=STATUSES[status], hang=6)


def _unchecked(page: Page, profile: Profile) -> None:
    if profile.unchecked:
        page.add("What the journal asks for and this program does not check:")
        for line in profile.unchecked:
            page.add(f"- {line}", indent=2, hang=4)


def _heading(letter: Letter) -> str:
    title = letter.title
    words = f'"{quote(title, title, Mask.of(letter))}"' if title and len(title) else "no title read"
    return f"Letter {letter.index}: {words}"


def _concern(page: Page, heading: Heading, concern: Concern) -> None:
    names = ", ".join(item.id for item in concern.items)
    page.add(f"{names}   {concern.message}", label=heading.upper(), fg=_COLOURS[heading], hang=6)
    for place in concern.places[:MOST_PLACES]:
        _place(page, place)
    if len(concern.places) > MOST_PLACES:
        page.add(f"and {plural(len(concern.places) - MOST_PLACES, 'more place')}", indent=6, hang=6)
    if concern.help:
        first, *others = concern.help.split("\n")
        page.add(first, label="help", indent=6, hang=12)
        for line in others:
            page.add(line, indent=12, hang=12)
    if concern.note:
        page.add(concern.note, label="note", indent=6, hang=12)


def _named(item: Item) -> str:
    return f"{item.id} ({item.waiver.rstrip('.')})" if item.waiver else item.id


def _place(page: Page, place: Place) -> None:
    words = f'"{place.quote}"' if place.quote else ""
    where = ": ".join(part for part in (place.name, words) if part)
    line = f"(line {place.line})" if place.line else ""
    page.add(f"{where} {line}".strip(), indent=6, hang=8)
    if place.fix:
        page.add(place.fix.after, label="write", indent=8, hang=15)
