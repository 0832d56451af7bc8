"""`letterproof check --report DIR`: a report of each letter in a folder, and an index of all."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from validator import console
from validator.commands import given
from validator.engine import Checklist
from validator.inbox.folder import INDEX, TABLE, FolderError, ReportFolder
from validator.inbox.inputs import of_run
from validator.inbox.letters import Plan
from validator.inbox.run import InboxRun
from validator.model.wording import plural
from validator.pipeline import Submission
from validator.render import index
from validator.workers import Order

_STOPPED = 130
"""The exit code of a program that Ctrl-C ended."""


def write(
    folder: Path,
    submissions: Sequence[Submission],
    order: Order,
    checklist: Checklist,
    *,
    templates: Path | None,
    baseline: Path | None,
    settings: str,
    fail_on: str,
) -> NoReturn:
    """Check what has changed since the last run into that folder, say what all came to, and end the program."""
    files = [file for files in submissions for file in files]
    if any(file.name == "-" for file in files):
        console.refuse("--report writes reports of files, and - is none. Save the letter, and name the file.")
    missing = [file.name for file in files if not os.path.lexists(file.name)]
    if missing:  # a slip of the pen must not take all reports away
        console.refuse(f"There is no file or folder {missing[0]}; the reports were left as they are.")
    given.keep_inputs(files, [folder / INDEX, folder / TABLE], "the report")
    plan = Plan(
        order, ReportFolder(folder), of_run(order, checklist, templates, baseline), templates, baseline, settings
    )
    try:
        with given.wrong_use(), plan.folder.opened():
            run = InboxRun.begin(submissions, plan, checklist)
            with console.progress(run.check(), len(run.changed)) as going:
                for _ in going:
                    pass
            run.finish()
    except FolderError as error:
        console.refuse(str(error))
    except KeyboardInterrupt:
        console.tell(["\nletterproof: Stopped. What is done is kept; the same command goes on from there."])
        sys.exit(_STOPPED)
    kept = len(run.submissions) - len(run.changed)
    same = f" {plural(kept, 'submission')} unchanged since the last run." if kept else ""
    console.write(f"{index.counted(run.lines)}{same}\nThe index, the worst first: {folder / INDEX}", None)
    console.tell(f"letterproof: {told}" for told in run.idle())
    console.tell(given.unread(checklist))
    sys.exit(run.exit_code(fail_on))
