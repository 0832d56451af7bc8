"""The report as GitHub's workflow commands, which mark lines of a pull request, and as the summary of a job."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from validator.model.masking import Mask
from validator.model.result import LetterReport, Level, Report
from validator.model.wording import plural
from validator.render.concerns import (
    VERDICTS,
    Concern,
    Heading,
    concerns,
    count_known,
    set_aside,
    verdicts_counted,
    without_known,
)
from validator.render.file_names import relative
from validator.render.plain import harmless
from validator.render.told import lines, place_line

MOST = 10
"""Annotations of one sort that GitHub shows of a step; it drops the others without a word."""
_MOST_PLACES = 5
_LONGEST_SUMMARY = 900_000
"""Bytes; GitHub refuses a summary of more than a megabyte."""


class _Command(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


_COMMANDS = {
    Heading.MUST: _Command.ERROR,
    Heading.SHOULD: _Command.WARNING,
    Heading.PERSON: _Command.NOTICE,
    Heading.NOT_CHECKED: _Command.NOTICE,
    Heading.INFO: _Command.NOTICE,
}


@dataclass(frozen=True, slots=True)
class _Annotation:
    """A line of a file that is marked; order: what stands first when not all can be shown."""

    command: _Command
    order: int
    file: str
    title: str
    message: str
    line: int | None = None
    column: int | None = None

    def text(self) -> str:
        """The workflow command."""
        settings = {
            "file": harmless(relative(self.file)),
            "line": str(self.line or ""),
            "col": str(self.column or ""),
            "title": self.title,
        }
        named = ",".join(f"{key}={_property(value)}" for key, value in settings.items() if value)
        return f"::{self.command} {named}::{_data(self.message)}"


def render(report: Report) -> str:
    """A command for each thing to tell, the weightiest first, at most MOST of a sort; the rest is counted."""
    entries = [*_unread(report), *(entry for letter in report.letters for entry in _letter(letter, report))]
    told: list[str] = []
    for command in _Command:
        of_sort = sorted((entry for entry in entries if entry.command is command), key=lambda entry: entry.order)
        told += [entry.text() for entry in of_sort[:MOST]]
    left = len(entries) - len(told)
    # No word of a manuscript stands here: a line of a log that is no command could be taken for one.
    told.append(f"letterproof: {verdicts_counted(report)}")
    known = _known(report)
    if known:
        told.append(f"letterproof: {known}")
    if left:
        told.append(f"letterproof: {left} more to tell than GitHub shows. The summary of this job has all of them.")
    return "\n".join(told) + "\n"


def summary(report: Report) -> str:
    """The report in GitHub's Markdown, for the page of the job."""
    parts: list[str] = []
    size = 0
    for part in _summary(report):
        size += len(part.encode("utf-8", "replace"))
        if size > _LONGEST_SUMMARY:
            parts.append("The summary ends here, since GitHub shows no longer one.\n")
            break
        parts.append(part)
    return "\n".join(parts) + "\n"


def _unread(report: Report) -> Iterator[_Annotation]:
    for entry in report.unreadable:
        yield _Annotation(_Command.ERROR, -1, entry.file, "Could not be read", harmless(entry.reason))
    for file in report.set_aside:
        yield _Annotation(_Command.NOTICE, -1, file.name, "Not checked", harmless(set_aside(file)))


def _letter(report: LetterReport, whole: Report) -> Iterator[_Annotation]:
    for order, (heading, told) in enumerate(concerns(without_known(report), whole.profile).items()):
        for concern in told:
            yield _annotation(heading, order, concern, report)


def _annotation(heading: Heading, order: int, concern: Concern, report: LetterReport) -> _Annotation:
    command = _COMMANDS[heading]
    if command is _Command.NOTICE and heading is not Heading.INFO and concern.items[0].level is Level.MUST:
        command = _Command.WARNING  # it may decide what becomes of the letter
    first = concern.places[0] if concern.places else None
    titles = " · ".join(item.title for item in concern.items)
    return _Annotation(
        command,
        order,
        (first.file if first else "") or Mask.of(report.letter).words(report.letter.file),
        harmless(f"{heading}: {titles}"),
        "\n".join(_said(concern)),
        first.line if first else None,
        first.column if first else None,
    )


def _said(concern: Concern) -> Iterator[str]:
    yield harmless(concern.message)
    yield from (place_line(place) for place in concern.places[:_MOST_PLACES])
    if len(concern.places) > _MOST_PLACES:
        yield f"and {plural(len(concern.places) - _MOST_PLACES, 'more place')}"
    yield from (lines(text) for text in (concern.help, concern.note) if text)


def _known(report: Report) -> str:
    known = sum(count_known(letter) for letter in report.letters)
    return f"{plural(known, 'known finding')} of the baseline not shown." if known else ""


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _summary(report: Report) -> Iterator[str]:
    yield "## Letters\n"
    yield f"{_plain(verdicts_counted(report))}\n"
    if report.letters:
        yield "\n".join(_table(report)) + "\n"
    known = _known(report)
    if known:
        yield f"{known}\n"
    for letter in report.letters:
        told = concerns(without_known(letter), report.profile)
        if told:
            yield f"### {_plain(_name(letter))}\n"
        for heading, entries in told.items():
            yield f"#### {heading}\n"
            yield "\n".join(_entry(entry) for entry in entries) + "\n"
    unread = [f"- {_plain(relative(entry.file))}: {_plain(entry.reason)}" for entry in report.unreadable]
    aside = [f"- {_plain(relative(file.name))}: {_plain(set_aside(file))}" for file in report.set_aside]
    if unread:
        yield "\n".join(("### Could not be read\n", *unread, ""))
    if aside:
        yield "\n".join(("### Not checked\n", *aside, ""))


def _name(report: LetterReport) -> str:
    letter = report.letter
    name = relative(Mask.of(letter).words(letter.file))
    return f"{name}, letter {letter.index}" if letter.index > 1 else name


def _table(report: Report) -> Iterator[str]:
    columns = (Heading.MUST, Heading.SHOULD, Heading.PERSON, Heading.NOT_CHECKED)
    yield f"| Letter | Verdict | {' | '.join(columns)} |"
    yield "| --- | --- | --: | --: | --: | --: |"
    for letter in report.letters:
        told = concerns(without_known(letter), report.profile)
        counts = (str(sum(concern.size for concern in told.get(heading, ()))) for heading in columns)
        yield f"| {_plain(_name(letter))} | {VERDICTS[letter.verdict]} | {' | '.join(counts)} |"


def _entry(concern: Concern) -> str:
    names = ", ".join(item.title for item in concern.items)
    first, *others = _said(concern)
    return "\n".join((f"- **{_plain(names)}.** {_plain(first)}", *_indented(others)))


def _indented(texts: Iterable[str]) -> Iterator[str]:
    return (f"  <br>{_plain(line)}" for text in texts for line in text.split("\n") if line.strip())


def _plain(text: str) -> str:
    """A text in which nothing is a mark of Markdown or HTML, or the name of a person or thing that GitHub links."""
    shown = escape(harmless(text), quote=False)
    marked = "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+-.!|~$:" else sign for sign in shown)
    return marked.replace("@", "@<!-- -->")
