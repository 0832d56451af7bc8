"""Checks many submissions with all processors: a worker loads rules and profile itself, and gives back results only."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import repeat
from pathlib import Path

from validator import engine, journal_list, packs, pipeline, profiles
from validator.engine import Checklist
from validator.model.result import LetterReport, Unreadable
from validator.model.submission import SubmittedFile
from validator.pipeline import Asked, Submission
from validator.waivers import Waiver

_FEW = 8
"""For fewer submissions than this no further process is started."""

Checked = tuple[tuple[LetterReport, ...], tuple[Unreadable, ...], tuple[SubmittedFile, ...]]
"""The letters of a submission, judged; its files that could not be read; those that are set aside where none is."""


@dataclass(frozen=True, slots=True)
class Order:
    """All that a run is asked for, so that another process can do a part of it.

    journals: NLM's list of journals, to be read beside the table. records: files of records of the references. inline:
    whether a letter may say itself what is let go.
    """

    profile: str
    packs: tuple[Path, ...]
    today: date
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    asked: Asked = field(default_factory=Asked)
    waived: tuple[Waiver, ...] = ()
    journals: Path | None = None
    records: tuple[Path, ...] = ()
    inline: bool = True

    def checklist(self) -> Checklist:
        """The rules of the run; raises PackError, ProfileError, JournalListError and RecordsError."""
        pack = packs.load(self.packs)
        if self.journals:
            pack = replace(pack, vocabulary=journal_list.with_journals(pack.vocabulary, self.journals))
        settings = profiles.load(self.profile, pack.profile_folders)
        checklist = engine.checklist(pack, settings, self.today, self.select, self.ignore)
        if self.records:
            from validator import records  # most runs have none

            checklist = replace(checklist, records=records.read(self.records))
        return checklist


def check(submissions: Sequence[Submission], order: Order, checklist: Checklist) -> Iterator[Checked]:
    """What became of each submission, in their order; several processes share the work where it is worth it."""
    workers = min(_processors(), len(submissions) // _FEW)
    done = 0
    if workers > 1 and not any(file.name == "-" for files in submissions for file in files):
        for result in _shared(submissions, order, workers):
            done += 1
            yield result
    for files in submissions[done:]:
        yield _checked(files, order, checklist)


def _shared(submissions: Sequence[Submission], order: Order, workers: int) -> Iterator[Checked]:
    """The results of a pool of processes; ends early where the system allows none, or one of them died."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    try:
        with ProcessPoolExecutor(workers) as pool:
            yield from pool.map(_in_worker, submissions, repeat(order), chunksize=4)
    except (OSError, BrokenProcessPool):
        return


def _in_worker(files: Submission, order: Order) -> Checked:
    return _checked(files, order, _checklist(order))


@lru_cache(maxsize=1)
def _checklist(order: Order) -> Checklist:
    return order.checklist()


def _checked(files: Submission, order: Order, checklist: Checklist) -> Checked:
    report = pipeline.check([files], checklist, order.asked, order.waived, inline=order.inline)
    return report.letters, report.unreadable, report.set_aside


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
