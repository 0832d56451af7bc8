"""`letterproof check`: letters against the journal's checklist."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from validator import console, pipeline, waivers, workers
from validator.commands import given, options
from validator.engine import Checklist
from validator.model.letter import LetterType, Stage
from validator.model.result import Report
from validator.pipeline import Asked
from validator.render import formats
from validator.workers import Order


@click.command("check")
@options.paths
@options.profile
@options.pack
@options.journals
@options.records
@click.option("--type", "letter_type", type=click.Choice([t.value for t in LetterType]), help="The sort of letter.")
@click.option(
    "--stage", type=click.Choice(["auto", *(s.value for s in Stage)]), default="auto", show_default=True,
    help="Where the letter stands on its way.",
)  # fmt: skip
@click.option(
    "--format", "written", multiple=True, metavar="FORMAT[:FILE]",
    help=f"What to write: {', '.join(formats.FORMATS)}; with :FILE into a file. May be given again.  [default: text]",
)  # fmt: skip
@click.option(
    "--fail-on", type=click.Choice(["must", "should", "human", "never"]), default="must", show_default=True,
    help="From what on the exit code is 1.",
)  # fmt: skip
@click.option("--select", multiple=True, metavar="ITEM|FAMILY", help="Check only these; may be given again.")
@click.option("--ignore", multiple=True, metavar="ITEM|FAMILY", help="Leave these out; may be given again.")
@click.option("--waivers", "waiver_file", type=click.Path(path_type=Path), help="A TOML file of items let go.")
@options.together
@options.roles
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day to check by, to make a run repeatable.")
def command(
    paths: tuple[str, ...],
    profile: str,
    pack_folders: tuple[str, ...],
    journals: Path | None,
    record_files: tuple[Path, ...],
    letter_type: str | None,
    stage: str,
    written: tuple[str, ...],
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    waiver_file: Path | None,
    together: bool,
    roles: tuple[str, ...],
    today: date | None,
) -> None:
    """Check letters against the journal's checklist.

    PATH is a letter (Word, Markdown, JATS XML, text), a folder, a .zip of one submission, or - for standard input. A
    folder that holds one article is one submission, with its title page and pictures; of several letters each is.
    """
    outputs = [_output(text) for text in written or ("text",)]
    asked = Asked(None if stage == "auto" else Stage(stage), LetterType(letter_type) if letter_type else None)
    order = Order(
        profile,
        given.folders(pack_folders),
        given.day(today),
        select,
        ignore,
        asked,
        journals=journals,
        records=record_files,
    )
    with given.wrong_use():
        checklist = order.checklist()
        order = replace(order, waived=_waived(waiver_file, checklist))
    submissions = given.submissions(paths, checklist.pack.vocabulary, roles, together=together)
    found = [file for files in submissions for file in files]
    given.keep_inputs(found, [file for _, file in outputs if file], "the report", record_files)
    with console.progress(workers.check(submissions, order, checklist), len(submissions)) as going:
        results = list(going)
    report = Report(
        checklist.profile,
        checklist.today,
        tuple(letter for letters, _, _ in results for letter in letters),
        tuple(file for _, unreadable, _ in results for file in unreadable),
        checklist.pack.overridden,
        tuple(file for _, _, aside in results for file in aside),
    )
    rules = [ready.loaded for ready in checklist.rules]
    for name, file in outputs:
        width, colour = (console.MAX_WIDTH, False) if file else (console.width(), console.colour())
        console.write(formats.render(name, report, rules, fail_on=fail_on, width=width, colour=colour), file)
    if any(name == "github" for name, _ in outputs):
        _summarise(report)
    if not any(name in formats.TELLING and file is None for name, file in outputs):
        console.tell(f"{file.file}: {file.reason}" for file in report.unreadable)
    console.tell(f"letterproof: {told}" for told in waivers.idle(order.waived, report.letters, checklist.today))
    console.tell(given.unread(checklist))
    sys.exit(pipeline.exit_code(report, fail_on))


def _waived(file: Path | None, checklist: Checklist) -> tuple[waivers.Waiver, ...]:
    if file is None:
        return ()
    waived, pack = waivers.load(file), checklist.pack
    waivers.refuse_unknown(waived, {*pack.order, *(r.rule.id for r in pack.rules)}, {r.family for r in pack.rules})
    return waived


def _summarise(report: Report) -> None:
    """Add the summary to the page of the job, where GitHub runs it."""
    import os

    from validator.render import github

    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if file:
        console.append(github.summary(report), Path(file))


def _output(text: str) -> tuple[str, Path | None]:
    """The format and the file that `--format` names; None stands for standard output."""
    name, _, file = text.partition(":")
    if name not in formats.FORMATS:
        console.refuse(f"--format {name}: there is no such format. There are: {', '.join(formats.FORMATS)}.")
    return name, Path(file) if file not in {"", "-"} else None
