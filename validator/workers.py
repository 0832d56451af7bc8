"""Checks many submissions with all processors: a worker loads rules and profile itself, and gives back results only."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

from validator import engine, journal_list, packs, pipeline, profiles
from validator.engine import Checklist
from validator.model.result import LetterReport, Unreadable
from validator.model.submission import SubmittedFile
from validator.pipeline import Asked, Submission
from validator.waivers import Waiver

Job = TypeVar("Job")
Done = TypeVar("Done")

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
    alone = any(file.name == "-" for files in submissions for file in files)
    here = partial(_checked, order=order, checklist=checklist)
    yield from map(here, submissions) if alone else shared(submissions, here, partial(_in_worker, order=order))


def shared(jobs: Sequence[Job], here: Callable[[Job], Done], there: Callable[[Job], Done]) -> Iterator[Done]:
    """What becomes of each job, in their order.

    here: does a job in this process. there: does the same in another, to which it is sent. The work stays here where
    it is little, the system allows no other process, or one of them died.
    """
    workers = min(_processors(), len(jobs) // _FEW)
    done = 0
    if workers > 1:
        for result in _pooled(jobs, there, workers):
            done += 1
            yield result
    yield from map(here, jobs[done:])


def _pooled(jobs: Sequence[Job], there: Callable[[Job], Done], workers: int) -> Iterator[Done]:
    """The results of a pool of processes; ends early where the system allows none, or one of them died."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    try:
        with ProcessPoolExecutor(workers, initializer=_end_with_parent) as pool:
            yield from pool.map(there, jobs)  # one by one: what is not handed back when a run is stopped is lost
    except (OSError, BrokenProcessPool):
        return


def _end_with_parent() -> None:
    """Leave it to the parent to answer Ctrl-C, and end when it does, however it ends."""
    import signal
    from multiprocessing import parent_process
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=watch, daemon=True).start()


def _in_worker(files: Submission, order: Order) -> Checked:
    return _checked(files, order, own_checklist(order))


@lru_cache(maxsize=1)
def own_checklist(order: Order) -> Checklist:
    """The rules of a run in a process of its own, loaded once."""
    return order.checklist()


def _checked(files: Submission, order: Order, checklist: Checklist) -> Checked:
    report = pipeline.check([files], checklist, order.asked, order.waived, inline=order.inline)
    return report.letters, report.unreadable, report.set_aside


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
