"""`letterproof check`: letters against the journal's checklist."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from validator import console, pipeline, workers
from validator.commands import configuration, given, let_go, options
from validator.commands.configuration import Configured
from validator.engine import Checklist
from validator.model.letter import LetterType, Stage
from validator.model.result import Report
from validator.model.submission import Role, SubmittedFile
from validator.pipeline import Asked, Submission
from validator.render import formats
from validator.settings import Settings
from validator.workers import Order


@click.command("check", cls=Configured)
@options.paths
@options.profile
@options.pack
@options.journals
@options.records
@options.letter_type
@options.stage
@click.option(
    "--format", "written", multiple=True, metavar="FORMAT[:FILE]",
    help=f"What to write: {', '.join(formats.FORMATS)}; with :FILE into a file. May be given again.  [default: text]",
)  # fmt: skip
@click.option(
    "--report", "report_folder", type=click.Path(path_type=Path), metavar="DIR",
    help="Write a page for each letter and an index of all into this folder; what has not changed is not done again.",
)  # fmt: skip
@click.option(
    "--fail-on", type=click.Choice(["must", "should", "human", "never"]), default="must", show_default=True,
    help="From what on the exit code is 1.",
)  # fmt: skip
@click.option("--select", multiple=True, metavar="ITEM|FAMILY", help="Check only these; may be given again.")
@click.option("--ignore", multiple=True, metavar="ITEM|FAMILY", help="Leave these out; may be given again.")
@click.option("--waivers", "waiver_file", type=click.Path(path_type=Path), help="A TOML file of items let go.")
@click.option(
    "--inline-waivers/--no-inline-waivers", "inline", default=True,
    help="Whether a letter in Markdown may say itself what is let go.  [default: it may]",
)  # fmt: skip
@click.option(
    "--baseline", "baseline_file", type=click.Path(path_type=Path), metavar="FILE",
    help="The findings to start with: they are not told again and fail nothing.",
)  # fmt: skip
@options.templates
@click.option("--update-baseline", is_flag=True, help="Write the findings of this run into the baseline.")
@options.together
@options.roles
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day to check by, to make a run repeatable.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    profile: str,
    pack_folders: tuple[str, ...],
    journals: Path | None,
    record_files: tuple[Path, ...],
    letter_type: str | None,
    stage: str,
    written: tuple[str, ...],
    report_folder: Path | None,
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    waiver_file: Path | None,
    inline: bool,
    baseline_file: Path | None,
    update_baseline: bool,
    templates: Path | None,
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
        inline=inline,
    )
    settings: Settings | None = ctx.obj
    if report_folder and (written or update_baseline):
        console.refuse(
            "--report stands for a format, and checks what has changed only: leave out --format and --update-baseline."
        )
    let_go.refuse_no_baseline(baseline_file, update=update_baseline)
    with given.wrong_use():
        given.refuse_no_templates(templates)
        checklist = order.checklist()
        order = replace(order, waived=let_go.waived(waiver_file, settings, checklist))
    roles = configuration.roles(ctx, paths, roles)
    submissions = given.submissions(paths, checklist.pack.vocabulary, roles, together=together)
    if report_folder:
        from validator.commands import report_folder as many  # most runs are of a few letters

        many.write(
            report_folder,
            submissions,
            order,
            checklist,
            templates=templates,
            baseline=baseline_file,
            settings=settings.file if settings else "",
            fail_on=fail_on,
        )
    found = [file for files in submissions for file in files]
    given.keep_inputs(found, [file for _, file in outputs if file], "the report", record_files)
    report = _checked(submissions, order, checklist, settings)
    report = replace(report, set_aside=tuple(_told_of_together(file, paths, report) for file in report.set_aside))
    report = let_go.known(report, baseline_file, checklist, update=update_baseline)
    _write(outputs, report, checklist, fail_on, templates)
    if not any(name in formats.TELLING and file is None for name, file in outputs):
        console.tell(f"{file.file}: {file.reason}" for file in report.unreadable)
    console.tell(f"letterproof: {told}" for told in let_go.idle(order, report, checklist))
    console.tell(given.unread(checklist))
    sys.exit(pipeline.exit_code(report, fail_on))


_TOGETHER = "Give both with --together (or their folder) to read them as one submission."


def _told_of_together(file: SubmittedFile, paths: Sequence[str], report: Report) -> SubmittedFile:
    """A title page, with what to do where its article is likely to be another file of the same command line."""
    is_beside = file.role is Role.TITLE_PAGE and file.name in paths and report.letters
    return replace(file, why=f"{file.why} {_TOGETHER}") if is_beside else file


def _checked(
    submissions: Sequence[Submission], order: Order, checklist: Checklist, settings: Settings | None
) -> Report:
    """What became of all submissions."""
    with console.progress(workers.check(submissions, order, checklist), len(submissions)) as going:
        results = list(going)
    return Report(
        checklist.profile,
        checklist.today,
        tuple(letter for letters, _, _ in results for letter in letters),
        tuple(file for _, unreadable, _ in results for file in unreadable),
        checklist.pack.overridden,
        tuple(file for _, _, aside in results for file in aside),
        settings.file if settings else "",
        order.select,
    )


def _write(
    outputs: Sequence[tuple[str, Path | None]],
    report: Report,
    checklist: Checklist,
    fail_on: str,
    templates: Path | None,
) -> None:
    """Write the report in each format that was asked for."""
    rules = [ready.loaded for ready in checklist.rules]
    for name, file in outputs:
        width, colour = (console.MAX_WIDTH, False) if file else (console.width(), console.colour())
        with given.wrong_use():
            text = formats.render(name, report, rules, fail_on=fail_on, width=width, colour=colour, templates=templates)
        console.write(text, file)
    if any(name == "github" for name, _ in outputs):
        _summarise(report)


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
