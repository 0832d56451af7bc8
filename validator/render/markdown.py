"""The report as Markdown: to be read as plain text, or on a forge."""

from collections.abc import Iterator, Sequence

from validator import __version__
from validator.model.result import Report
from validator.render import sheet
from validator.render.concerns import Concern, set_aside, verdicts_counted
from validator.render.markdown_words import words
from validator.render.places import Place
from validator.render.reference_list import Entry
from validator.render.sheet import Line, Seen, Settled, Sheet, Told

_DEEPER = "  "


def render(report: Report) -> str:
    """The report; what comes from a file stands in it as words, never as Markdown or HTML."""
    return "\n".join(_page(report)).rstrip("\n") + "\n"


def _page(report: Report) -> Iterator[str]:
    profile, sheets = report.profile, sheet.sheets(report)
    yield "# Report on the submission checklist"
    yield ""
    yield f"{words(profile.journal.title or profile.id)}, {sheet.day(report)}"
    yield ""
    if len(sheets) + len(report.unreadable) + len(report.set_aside) > 1:
        yield from _section(f"## {words(verdicts_counted(report))}", [_content(one) for one in sheets])
    unread = [f"- **{words(file.file)}**: {words(file.reason)}" for file in report.unreadable]
    yield from _section("## Could not be read", unread)
    aside = [f"- **{words(file.name)}**: {words(set_aside(file))}" for file in report.set_aside]
    yield from _section("## Not checked as a letter", aside)
    for one in sheets:
        yield from _letter(one, report)
    unchecked = [f"- {words(line)}" for line in profile.unchecked]
    yield from _section("## What the journal asks for and this program does not check", unchecked)
    yield "---"
    yield ""
    for note in (*report.notes, *([f"Settings: {report.settings}."] if report.settings else [])):
        yield words(note)
        yield ""
    yield (
        f"Made by letterproof {__version__} with profile {words(profile.id)}, version {words(profile.version)} of "
        f"{profile.date}. A program read the letter; the decision is the editor’s."
    )


def _content(one: Sheet) -> str:
    return f"- {one.sign} **{one.verdict}**: {words(one.title or 'No title read')} ({words(one.files[0][0])})"


def _section(heading: str, lines: Sequence[str]) -> Iterator[str]:
    """A heading with its lines, and nothing where there are none."""
    if lines:
        yield heading
        yield ""
        yield from lines
        yield ""


def _letter(one: Sheet, report: Report) -> Iterator[str]:
    yield f"## {one.sign} {one.verdict}: {words(one.title or 'No title read')}"
    yield ""
    yield f"{words(one.counts).capitalize()}."
    yield ""
    yield from _facts(one, report)
    yield ""
    for group in one.open:
        lines = [line for told in group.entries for line in _told(told)]
        yield from _section(f"### {group.sign} {group.heading} ({group.number})", lines)
    if one.references.entries:
        entries = [line for entry in one.references.entries for line in _reference(entry)]
        yield from _section("### The reference list as it should be", [one.references.said, "", *entries])
    yield from _section("### Figures", list(_figures(one)))
    yield from _section("### How the letter was read", list(_reading(one)))
    yield from _section("### Pictures", list(_pictures(one)))
    for settled in one.settled:
        yield from _section(f"### {settled.sign} {settled.heading} ({settled.number})", list(_lines(settled)))


def _facts(one: Sheet, report: Report) -> Iterator[str]:
    letter, profile = one.report.letter, report.profile
    for name, said in one.glance:
        yield f"- **{name}:** {words(said)}"
    yield f"- **Type:** {letter.letter_type.value.value.capitalize()} letter. {words(one.kind)}"
    yield f"- **Stage:** {letter.stage.value.value.capitalize()}. {words(one.stage)}"
    place = f", letter {letter.index} in it" if letter.index > 1 else ""
    for file, digest in one.files:
        yield f"- **File:** {words(file)}{place}{f' (SHA-256 {digest})' if digest else ''}"
    yield f"- **Profile:** {words(profile.id)}, version {words(profile.version)} of {profile.date}"
    if report.settings:
        yield f"- **Settings:** {words(report.settings)}"


def _told(told: Told) -> Iterator[str]:
    concern = told.concern
    yield f"- **{words(concern.message)}**"
    yield f"{_DEEPER}- Item: {_items(concern)}"
    yield from (f"{_DEEPER}- {_place(place)}" for place in concern.places)
    if concern.help:
        first, *others = concern.help.split("\n")
        yield f"{_DEEPER}- What to do: {words(first)}"
        yield from (f"{_DEEPER * 2}- {words(line)}" for line in others if line.strip())
    if concern.note:
        yield f"{_DEEPER}- {concern.note_name}: {words(concern.note)}"
    for seen in told.seen:
        yield from _seen(seen, "Seen: ")


def _items(concern: Concern) -> str:
    return "; ".join(words(item.title) for item in concern.items)


def _place(place: Place) -> str:
    """A place on one line: "Title, line 3: “A plaque” – write: “A papule”"."""
    line = f"line {place.line}" if place.line else ""
    where = ", ".join(filter(None, (words(place.name), line)))
    quote = f"“{words(place.quote)}”" if place.quote else ""
    shown = ": ".join(filter(None, (where, quote)))
    if not place.fix:
        return shown
    return f"{shown} – write: “{words(place.fix.after)}”" if place.fix.after else f"{shown} – leave it out"


def _seen(seen: Seen, before: str = "") -> Iterator[str]:
    yield f"{_DEEPER}- {before}{words(seen.text)}"
    yield from (f"{_DEEPER * 2}- {_place(place)}" for place in seen.places)


def _reference(entry: Entry) -> Iterator[str]:
    yield f"- **{entry.number}.** {words(entry.text)}"
    if entry.was:
        yield f"{_DEEPER}- In the letter it is number {entry.was}"
    for before, after in entry.changes:
        old, new = _named(before), _named(after)
        change = f"Change {old} to {new}" if before and after else f"Take out {old}" if before else f"Put in {new}"
        yield f"{_DEEPER}- {change}"
    yield from (f"{_DEEPER}- {words(note)}" for note in entry.notes)


def _named(stretch: str) -> str:
    return f"“{words(stretch)}”" if stretch.strip() else "a blank"


def _figures(one: Sheet) -> Iterator[str]:
    if one.panels:
        yield "| Figure | Kind | Stain | Magnification | First called | Caption |"
        yield "| --- | --- | --- | --- | --- | --- |"
    for row in one.panels:
        cells = (row.name, row.kind, row.stain, row.magnification, row.called, f"“{row.caption}”")
        yield f"| {' | '.join(map(words, cells))} |"


def _pictures(one: Sheet) -> Iterator[str]:
    if one.pictures:
        yield "| Picture | Format | Size | As printed | Remarks |"
        yield "| --- | --- | --- | --- | --- |"
    for row in one.pictures:
        cells = (row.name, row.format, row.size, row.printed, " ".join(row.remarks) or "none")
        yield f"| {' | '.join(map(words, cells))} |"


def _reading(one: Sheet) -> Iterator[str]:
    yield "If something here is wrong, the verdict above may be wrong too."
    yield ""
    for row in one.reading:
        if len(row.lines) == 1:
            yield f"- **{row.name}:** {words(row.lines[0])}"
        else:
            yield f"- **{row.name}:**"
            yield from (f"{_DEEPER}- {words(line)}" for line in row.lines)


def _lines(settled: Settled) -> Iterator[str]:
    for line in settled.lines:
        yield from _line(line)


def _line(line: Line) -> Iterator[str]:
    yield f"- {words(line.item.title)}"
    for seen in line.seen:
        yield from _seen(seen)
    if line.authority:
        yield f"{_DEEPER}- Who asks for it: {words(line.authority)}"
