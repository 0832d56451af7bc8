"""A run over an inbox: what has to be made again, the work shared among all processors, and the index at the end."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from validator import waivers, workers
from validator.engine import Checklist
from validator.inbox import inputs, letters, state
from validator.inbox.folder import INDEX, PAGES, STATE, TABLE
from validator.inbox.inputs import Watched
from validator.inbox.letters import Made, Plan
from validator.model.result import Report
from validator.pipeline import Submission
from validator.render import index
from validator.render.index import UNREAD, Line

_KEPT_EVERY = 1.0
"""Seconds of work that are lost at most where a run is killed."""


@dataclass(slots=True)
class InboxRun:
    """The submissions of a run by what they are known by, and what was made of them, by this run or one before.

    changed: those that have to be checked. before: all that the folder had when the run began.
    """

    plan: Plan
    checklist: Checklist
    submissions: dict[str, Submission]
    changed: list[str]
    made: dict[str, Made]
    before: dict[str, Made] = field(default_factory=dict)

    @classmethod
    def begin(cls, submissions: Sequence[Submission], plan: Plan, checklist: Checklist) -> "InboxRun":
        """Find out what has changed since the last run."""
        known = {inputs.identity(files): files for files in submissions}
        before = state.read(plan.folder.read_state())
        made = {name: before[name] for name in known if name in before}
        changed = [name for name, files in known.items() if not _is_unchanged(files, made.get(name), plan)]
        return cls(plan, checklist, known, changed, made, before)

    def check(self) -> Iterator[None]:
        """Check what has changed, step by step; where it ends early, what is done stays done."""
        here = partial(letters.make, plan=self.plan, checklist=self.checklist)
        there = partial(letters.make_alone, plan=self.plan)
        kept = time.monotonic()
        try:
            jobs = [self.submissions[name] for name in self.changed]
            for name, made in zip(self.changed, workers.shared(jobs, here, there), strict=True):
                self.plan.folder.remove_pages({*self._pages(name)} - {*made.pages})
                self.made[name] = made
                if time.monotonic() - kept > _KEPT_EVERY:
                    self._keep()
                    kept = time.monotonic()
                yield
        finally:
            self._keep()

    def finish(self) -> Report:
        """Write the index, take away the reports of letters that are no more; gives the run without its letters."""
        checklist = self.checklist
        notes, settings = checklist.pack.overridden, self.plan.settings
        report = Report(checklist.profile, checklist.today, notes=notes, settings=settings)
        folder = self.plan.folder
        folder.write(TABLE, "\ufeff" + index.spreadsheet(self.lines, PAGES))
        folder.write(INDEX, index.page(self.lines, report, PAGES, TABLE, self.plan.templates))
        folder.remove_pages(self.gone)
        self.before = {}
        self._keep()
        return report

    @property
    def lines(self) -> list[Line]:
        """The lines of the index."""
        return [line for name in self.submissions for line in self.made[name].lines]

    @property
    def gone(self) -> set[str]:
        """The reports of letters that are no longer there."""
        current = {page for name in self.submissions if name in self.made for page in self.made[name].pages}
        return {page for made in self.before.values() for page in made.pages} - current

    def idle(self) -> Iterator[str]:
        """What a person should know of waivers that let nothing go in any letter, as sentences."""
        met = {at for made in self.made.values() for at in made.let_go}
        unmet = [waiver for at, waiver in enumerate(self.plan.order.waived) if at not in met]
        yield from waivers.idle(unmet, (), self.checklist.today)
        for made in self.made.values():
            yield from made.told

    def exit_code(self, fail_on: str) -> int:
        """The exit code, as that of a check."""
        if any(line.end == UNREAD for line in self.lines):
            return 3
        return int(any(fail_on in made.fails for made in self.made.values()))

    def _pages(self, name: str) -> tuple[str, ...]:
        return self.made[name].pages if name in self.made else ()

    def _keep(self) -> None:
        # What an earlier run left is remembered until its reports are taken away, at the end.
        self.plan.folder.write(STATE, state.written(self.before | self.made))


def _is_unchanged(files: Submission, made: Made | None, plan: Plan) -> bool:
    return (
        made is not None
        and made.key == Watched(files).key(plan.run)
        and made.beside == inputs.beside_now(files, made.beside)
        and plan.folder.has_pages(made.pages)
    )
