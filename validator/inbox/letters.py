"""Checks a submission and writes a report of each of its letters; what is given back is for the index."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from unicodedata import normalize

from validator import baseline, pipeline, waivers, workers
from validator.baseline import Known
from validator.engine import Checklist
from validator.inbox import inputs
from validator.inbox.folder import INDEX, ReportFolder
from validator.inbox.inputs import Watched
from validator.model.masking import Mask
from validator.model.result import LetterReport, Report
from validator.pipeline import Submission
from validator.render import html, index
from validator.render.index import Line
from validator.workers import Order

FAIL_ON = ("must", "should", "human")
"""From what on a letter may make a run fail."""
_MOST_CHARACTERS = 60
"""Of the name of a report, so that with what follows it no file system finds it too long."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a process needs to write reports of its own.

    run: the digest of all that they depend on beside the letters. settings: the file of settings, if one was taken.
    """

    order: Order
    folder: ReportFolder
    run: str
    templates: Path | None = None
    known: Path | None = None
    settings: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a submission, from what, and for which values of --fail-on it fails.

    key, beside: digests of what it was made from. let_go: which waivers of the run let something go in it, by their
    places. told: what a person should know of the waivers that stand in its files.
    """

    key: str
    lines: tuple[Line, ...]
    fails: tuple[str, ...] = ()
    let_go: tuple[int, ...] = ()
    told: tuple[str, ...] = ()
    beside: dict[str, str] = field(default_factory=dict)

    @property
    def pages(self) -> tuple[str, ...]:
        """The names of its reports."""
        return tuple(line.page for line in self.lines if line.page)


def make_alone(files: Submission, plan: Plan) -> Made:
    """As `make`, in a process that loads the rules itself."""
    return make(files, plan, workers.own_checklist(plan.order))


def make(files: Submission, plan: Plan, checklist: Checklist) -> Made:
    """Check a submission and write its reports; raises FolderError and TemplatesError where they cannot be."""
    watched = Watched(files)
    order = plan.order
    found = pipeline.check([watched.sources()], checklist, order.asked, order.waived, inline=order.inline)
    told = tuple(_idle_in_files(found, checklist)) if order.inline else ()
    found = replace(found, settings=plan.settings, selected=order.select, notes=(*found.notes, *told))
    if plan.known:
        found = baseline.marked(found, _known(plan.known), plan.known)
    lines = []
    for number, letter in enumerate(found.letters, 1):
        page = _name(letter, files, number)
        plan.folder.write_page(page, html.render(replace(found, letters=(letter,)), plan.templates, f"../{INDEX}"))
        lines.append(index.of_letter(letter, found, page))
    lines += [index.of_unreadable(file) for file in found.unreadable]
    lines += [index.of_set_aside(file) for file in found.set_aside]
    return Made(watched.key(plan.run), tuple(lines), _fails(found), _let_go(found, order), told, watched.beside)


def _let_go(report: Report, order: Order) -> tuple[int, ...]:
    idle = (any(waivers.idle([waiver], report.letters, report.today)) for waiver in order.waived)
    return tuple(at for at, is_idle in enumerate(idle) if not is_idle)


def _idle_in_files(report: Report, checklist: Checklist) -> Iterator[str]:
    for letter in report.letters:
        if any(file.traces and file.traces.instructions for file in letter.letter.manuscripts):
            from validator import inline_waivers  # few letters have any

            own = list(inline_waivers.read(letter.letter, *checklist.pack.names))
            yield from inline_waivers.idle(letter, own, report.today)


def _fails(report: Report) -> tuple[str, ...]:
    items = [item for letter in report.letters for item in letter.items]
    return tuple(least for least in FAIL_ON if any(pipeline.fails(item, least) for item in items))


@lru_cache(maxsize=1)
def _known(file: Path) -> Collection[Known]:
    return baseline.load(file)


def _name(report: LetterReport, files: Submission, number: int) -> str:
    """The name of a report: that of the letter's file, masked, in plain characters, and what makes it the only one."""
    path = Path(Mask.of(report.letter).words(report.letter.file))
    told = f"{path.parent.name} {path.stem}" if len(files) > 1 else path.stem
    ascii_only = normalize("NFKD", told).encode("ascii", "ignore").decode().lower()
    words = "".join(sign if sign.isalnum() else " " for sign in ascii_only).split()
    start = "-".join(words)[:_MOST_CHARACTERS].strip("-") or "letter"
    return f"{start}-{inputs.identity(files)[:12]}{f'-{number}' if number > 1 else ''}.html"
