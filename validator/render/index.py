"""The index of many reports: a line for each letter, the worst first, as a page and as a table for a spreadsheet."""

import csv
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from pathlib import Path

from markupsafe import Markup

from validator import __version__
from validator.model.masking import Mask
from validator.model.result import LetterReport, Report, Unreadable, Verdict
from validator.model.submission import SubmittedFile
from validator.model.wording import plural
from validator.render import sheet, templates
from validator.render.concerns import VERDICTS, Heading, concerns, set_aside
from validator.render.html import finalize
from validator.render.places import quote
from validator.render.plain import harmless

UNREAD, ASIDE = "unread", "aside"
_ENDS = {
    UNREAD: ("Could not be read", "!"),
    Verdict.RETURN.value: (VERDICTS[Verdict.RETURN], sheet.VERDICT_SIGNS[Verdict.RETURN]),
    Verdict.HUMAN.value: (VERDICTS[Verdict.HUMAN], sheet.VERDICT_SIGNS[Verdict.HUMAN]),
    ASIDE: ("Not checked as a letter", "–"),
    Verdict.READY.value: (VERDICTS[Verdict.READY], sheet.VERDICT_SIGNS[Verdict.READY]),
}
"""How a file may end, the worst first: in words, and its sign."""
_COUNTED = {
    UNREAD: "could not be read",
    Verdict.RETURN.value: "to return",
    Verdict.HUMAN.value: "for a person to look at",
    ASIDE: "set aside",
    Verdict.READY.value: "ready",
}
_HEADINGS = (Heading.MUST, Heading.SHOULD, Heading.PERSON, Heading.NOT_CHECKED, Heading.INFO)
_COLUMNS = (Heading.MUST.value, Heading.SHOULD.value, "For a person", "Not checked", Heading.INFO.value)
"""What these headings are called where there is little room."""
_ORDER = (0, 3, 2, 1, 4)
"""The weight of what stands under these headings, as places among them."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula."""


@dataclass(frozen=True, slots=True)
class Line:
    """A letter, or a file that is none, as the index shows it; masked.

    end: the verdict's value, UNREAD or ASIDE. reason: why it is no letter. counts: how much stands under each heading
    of a report, in their order. page: the name of its report, empty where it has none.
    """

    end: str
    file: str
    title: str = ""
    reason: str = ""
    counts: tuple[int, ...] = (0,) * len(_HEADINGS)
    page: str = ""

    @property
    def words(self) -> str:
        """How it ended, as a person reads it."""
        return _ENDS[self.end][0]

    @property
    def sign(self) -> str:
        """The sign of how it ended."""
        return _ENDS[self.end][1]

    @property
    def rank(self) -> tuple[object, ...]:
        """Its place in the index: the worst first."""
        return [*_ENDS].index(self.end), *(-self.counts[at] for at in _ORDER), self.file


def of_letter(report: LetterReport, whole: Report, page: str) -> Line:
    """The line of a letter whose report is that page."""
    letter, told = report.letter, concerns(report, whole.profile)
    mask, title = Mask.of(letter), letter.title
    counts = tuple(sum(concern.size for concern in told.get(heading, ())) for heading in _HEADINGS)
    words = quote(title, title, mask) if title and len(title) else ""
    number = f", letter {letter.index} in it" if letter.index > 1 else ""
    return Line(report.verdict.value, mask.words(letter.file) + number, words, counts=counts, page=page)


def of_unreadable(file: Unreadable) -> Line:
    """The line of a file that could not be read."""
    return Line(UNREAD, file.file, reason=file.reason)


def of_set_aside(file: SubmittedFile) -> Line:
    """The line of a file that holds no letter."""
    return Line(ASIDE, file.name, reason=set_aside(file))


def counted(lines: Sequence[Line]) -> str:
    """How many letters there are, and how they ended, as a sentence."""
    ends = [line.end for line in lines]
    letters = sum(end not in {UNREAD, ASIDE} for end in ends)
    parts = [f"{ends.count(end)} {_COUNTED[end]}" for end in ("ready", "return", "human") if end in ends]
    parts += [f"{plural(ends.count(end), 'file')} {_COUNTED[end]}" for end in (UNREAD, ASIDE) if end in ends]
    return f"{plural(letters, 'letter')}: {', '.join(parts)}." if parts else "No letter."


def page(lines: Iterable[Line], report: Report, folder: str, table: str, own: Path | None = None) -> str:
    """The index as a page. folder: of the reports, as seen from the page. table: the name of the spreadsheet.

    report: the run without its letters. own: templates that come before ours; raises TemplatesError for one that
    cannot be used.
    """
    found = templates.environment(own, autoescape=True, finalize=finalize)
    script = templates.source("index.js", found)
    ordered = sorted(lines, key=lambda line: line.rank)
    return templates.written(
        "index.html",
        found,
        lines=ordered,
        headings=_COLUMNS,
        summary=counted(ordered),
        report=report,
        folder=folder,
        table=table,
        script=Markup(script),  # noqa: S704 - a template, ours or the office's, and no word of a manuscript
        script_hash=b64encode(sha256(script.encode()).digest()).decode(),
        version=__version__,
        day=sheet.day(report),
    )


def spreadsheet(lines: Iterable[Line], folder: str) -> str:
    """The index as CSV; no cell begins as a formula does."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(["Verdict", "Title", "File", *_COLUMNS, "Reason", "Report"])
    writer.writerows(_cells(line, folder) for line in sorted(lines, key=lambda line: line.rank))
    return text.getvalue()


def _cells(line: Line, folder: str) -> Iterator[str | int]:
    yield line.words
    yield from map(_cell, (line.title, line.file))
    yield from line.counts if line.end not in {UNREAD, ASIDE} else [""] * len(_HEADINGS)
    yield _cell(line.reason)
    yield f"{folder}/{line.page}" if line.page else ""


def _cell(text: str) -> str:
    """Words as a spreadsheet takes them for words."""
    formula = text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)
    return f"'{harmless(text)}" if formula else harmless(text)
