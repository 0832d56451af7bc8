"""The commands and their options: what goes in, what comes out, and the exit code."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from validator import __version__, console, journal_list, packs, pipeline, profiles, sources, waivers, workers
from validator.engine import Checklist
from validator.model.letter import Letter, LetterType, Stage
from validator.model.result import Report, Unreadable
from validator.model.text import UnreadableError
from validator.pipeline import Asked, NotCorrectableError, SourceFile, Submission
from validator.workers import Order

if TYPE_CHECKING:
    from validator.fixes import Correction

FORMATS = ("text", "json", "html")
_TOLD = 10
"""Records at most that are named one by one."""

_pack = click.option(
    "--pack", "pack_folders", multiple=True, metavar="DIR", help="A rule pack of your own; may be given again."
)
_profile = click.option(
    "--profile", default="ijdvl", show_default=True, metavar="NAME|FILE", help="The journal's settings."
)
_journals = click.option(
    "--journals", type=click.Path(path_type=Path), metavar="FILE",
    help="NLM's J_Medline.txt: its journals are known beside our own.",
)  # fmt: skip
_records = click.option(
    "--records", "record_files", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
    help="The references as BibTeX, RIS, CSL-JSON or PubMed (nbib), to compare them with; may be given again.",
)  # fmt: skip
_paths = click.argument("paths", nargs=-1, required=True, metavar="PATH...")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="letterproof")
def cli() -> None:
    """Read a letter to a medical journal and say what the journal would send it back for."""


@cli.command()
@_paths
@_profile
@_pack
@_journals
@_records
@click.option("--type", "letter_type", type=click.Choice([t.value for t in LetterType]), help="The sort of letter.")
@click.option(
    "--stage", type=click.Choice(["auto", *(s.value for s in Stage)]), default="auto", show_default=True,
    help="Where the letter stands on its way.",
)  # fmt: skip
@click.option(
    "--format", "formats", multiple=True, metavar="FORMAT[:FILE]",
    help=f"What to write: {', '.join(FORMATS)}; with :FILE into a file. May be given again.  [default: text]",
)  # fmt: skip
@click.option(
    "--fail-on", type=click.Choice(["must", "should", "human", "never"]), default="must", show_default=True,
    help="From what on the exit code is 1.",
)  # fmt: skip
@click.option("--select", multiple=True, metavar="ITEM|FAMILY", help="Check only these; may be given again.")
@click.option("--ignore", multiple=True, metavar="ITEM|FAMILY", help="Leave these out; may be given again.")
@click.option("--waivers", "waiver_file", type=click.Path(path_type=Path), help="A TOML file of items let go.")
@click.option("--together", is_flag=True, help="Take all paths as the files of one submission.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day to check by, to make a run repeatable.")
def check(
    paths: tuple[str, ...],
    profile: str,
    pack_folders: tuple[str, ...],
    journals: Path | None,
    record_files: tuple[Path, ...],
    letter_type: str | None,
    stage: str,
    formats: tuple[str, ...],
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    waiver_file: Path | None,
    together: bool,
    today: date | None,
) -> None:
    """Check letters against the journal's checklist.

    PATH is a letter (Word, Markdown, JATS XML, text), a folder of letters, or - for standard input.
    """
    outputs = [_output(text) for text in formats or ("text",)]
    asked = Asked(None if stage == "auto" else Stage(stage), LetterType(letter_type) if letter_type else None)
    order = Order(
        profile, _folders(pack_folders), _day(today), select, ignore, asked, journals=journals, records=record_files
    )
    with _wrong_use():
        checklist = order.checklist()
        order = replace(order, waived=_waived(waiver_file, checklist))
    found = _found(paths)
    _keep_inputs(found, [file for _, file in outputs if file], "the report", record_files)
    submissions: list[Submission] = [found] if together else [[file] for file in found]
    with console.progress(workers.check(submissions, order, checklist), len(submissions)) as going:
        results = list(going)
    report = Report(
        checklist.profile,
        checklist.today,
        tuple(letter for letters, _ in results for letter in letters),
        tuple(file for _, unreadable in results for file in unreadable),
        checklist.pack.overridden,
    )
    for name, file in outputs:
        console.write(_rendered(report, name, to_file=file is not None), file)
    if not any(name == "text" and file is None for name, file in outputs):
        console.tell(f"{file.file}: {file.reason}" for file in report.unreadable)
    console.tell(f"letterproof: {told}" for told in waivers.idle(order.waived, report.letters, checklist.today))
    console.tell(_unread(checklist))
    sys.exit(pipeline.exit_code(report, fail_on))


@cli.command()
@_paths
@_pack
@click.option("--format", "output", type=click.Choice(["json"]), default="json", show_default=True)
@click.option("--together", is_flag=True, help="Take all paths as the files of one submission.")
def inspect(paths: tuple[str, ...], pack_folders: tuple[str, ...], output: str, together: bool) -> None:  # noqa: ARG001
    """Print what was read of the letters, as data."""
    from validator.render import inspect as document

    with _wrong_use():
        vocabulary = packs.load(_folders(pack_folders)).vocabulary
    found = _found(paths)
    letters: list[Letter] = []
    unreadable: list[Unreadable] = []
    submissions: list[Submission] = [found] if together else [[file] for file in found]
    with console.progress(submissions, len(submissions)) as going:
        for files in going:
            try:
                letters += pipeline.letters(files, vocabulary)
            except UnreadableError as error:
                unreadable.append(Unreadable(", ".join(file.name for file in files), str(error)))
    console.write(document.render(letters, unreadable), None)
    console.tell(f"{file.file}: {file.reason}" for file in unreadable)
    sys.exit(3 if unreadable else 0)


@cli.command()
@click.argument("file")
@_profile
@_pack
@_journals
@_records
@click.option("--format", "output", type=click.Choice(["text", "json", "diff"]), default="text", show_default=True)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day to check by, to make a run repeatable.")
def references(
    file: str,
    profile: str,
    pack_folders: tuple[str, ...],
    journals: Path | None,
    record_files: tuple[Path, ...],
    output: str,
    today: date | None,
) -> None:
    """Check a bare list of references: numbered, or one a line.

    The exit code is 0 when the list was read, whatever was found, and 3 when the file is no list that can be read.
    """
    from validator.render import references as document

    with _wrong_use():
        checklist = _checklist(profile, pack_folders, today, journals, record_files)
    console.tell(_unread(checklist))
    found = _found([file])
    if len(found) > 1:
        console.refuse("This command takes one list; the folder holds several files.")
    try:
        if output == "diff":
            _write_diff(pipeline.corrected_list(found[0], checklist), found[0].name)
            return
        judged = pipeline.references(found[0], checklist)
    except UnreadableError as error:
        console.tell([f"{file}: {error}"])
        sys.exit(3)
    text = (
        document.render_json(judged)
        if output == "json"
        else document.render_text(judged, console.width(), console.colour())
    )
    console.write(text, None)


@cli.command()
@click.argument("path")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="OUT", help="Write the corrected copy here.")
@click.option("--diff", "show_diff", is_flag=True, help="Print what would change as a unified diff.")
@click.option("--suggest", is_flag=True, help="Make also what is only suggested.")
@_profile
@_pack
@_journals
def fix(
    path: str,
    output: Path | None,
    show_diff: bool,
    suggest: bool,
    profile: str,
    pack_folders: tuple[str, ...],
    journals: Path | None,
) -> None:
    """Write a corrected copy of a letter in Markdown or plain text.

    Only the form of what the checklist finds is changed, such as that of the references; never the letter itself in
    place. What is only suggested is a journal's right name, and the order of the references where they are not cited
    in it: list and text are renumbered together. The exit code is 0 when the letter was read, whatever was corrected.
    """
    if output is None and not show_diff:
        console.refuse("Say where the corrected copy goes (-o OUT), or ask for what would change (--diff).")
    with _wrong_use():
        checklist = _checklist(profile, pack_folders, None, journals)
    found = _found([path])
    if len(found) > 1:
        console.refuse("This command takes one letter; the folder holds several files.")
    _keep_inputs(found, [output] if output else [], "the corrected copy")
    try:
        correction, data = pipeline.corrected(found[0], checklist, suggest=suggest)
    except UnreadableError as error:
        console.tell([f"{path}: {error}"])
        sys.exit(3)
    except NotCorrectableError as error:
        console.refuse(f"{path}: {error}")
    if output:
        console.write_bytes(data, output)
    if show_diff:
        _write_diff(correction, found[0].name)
    console.tell(_counted(correction))


@cli.command()
@click.argument("item")
@_pack
def explain(item: str, pack_folders: tuple[str, ...]) -> None:
    """Print an item's page: what it checks and why.

    A family prints the pages of all its items.
    """
    from validator.render import catalogue

    with _wrong_use():
        pack = packs.load(_folders(pack_folders))
    loaded = [rule for rule in pack.rules if item in {rule.rule.id, rule.family}]
    if not loaded:
        known = {name for rule in pack.rules for name in (rule.rule.id, rule.family)}
        console.refuse(f"There is no item '{item}'.{profiles.did_you_mean(item, known)}")
    console.write("\n\n".join(catalogue.explain(rule, console.width()) for rule in loaded), None)


@cli.command()
@_profile
@_pack
def rules(profile: str, pack_folders: tuple[str, ...]) -> None:
    """List the items of the checklist with their levels."""
    from validator.render import catalogue

    with _wrong_use():
        checklist = _checklist(profile, pack_folders, None)
    console.write(catalogue.rules(checklist.pack, checklist.profile, console.width()), None)


@cli.command("profiles")
@_pack
def list_profiles(pack_folders: tuple[str, ...]) -> None:
    """List the journals that there are settings for."""
    from validator.render import catalogue

    with _wrong_use():
        folders = packs.load(_folders(pack_folders)).profile_folders
        known = [profiles.load(name, folders) for name in sorted(profiles.available(folders))]
    console.write(catalogue.profiles(known, console.width()), None)


def _checklist(
    profile: str,
    folders: Sequence[str],
    today: date | None,
    journals: Path | None = None,
    records: tuple[Path, ...] = (),
) -> Checklist:
    return Order(profile, _folders(folders), _day(today), journals=journals, records=records).checklist()


def _unread(checklist: Checklist) -> Iterator[str]:
    """What could not be read of the records, in sentences."""
    if checklist.records and checklist.records.unread:
        unread = checklist.records.unread
        more = f" and {len(unread) - _TOLD} more" if len(unread) > _TOLD else ""
        yield f"letterproof: Left out of the records, because it cannot be read: {'; '.join(unread[:_TOLD])}{more}."


def _day(asked: date | None) -> date:
    """The day to check by, today where none is asked for."""
    return date(asked.year, asked.month, asked.day) if asked else date.today()  # noqa: DTZ011 - the user's own day


def _waived(file: Path | None, checklist: Checklist) -> tuple[waivers.Waiver, ...]:
    if file is None:
        return ()
    waived, pack = waivers.load(file), checklist.pack
    waivers.refuse_unknown(waived, {*pack.order, *(r.rule.id for r in pack.rules)}, {r.family for r in pack.rules})
    return waived


def _found(paths: Sequence[str]) -> list[SourceFile]:
    """The files that the paths name; ends the program where there is none."""
    found = list(sources.find(paths))
    if not found:
        console.refuse("No file to check: the folder holds no letter in a known format.")
    return found


def _keep_inputs(
    found: Sequence[SourceFile], outputs: Sequence[Path], written: str, records: Sequence[Path] = ()
) -> None:
    """End the program rather than write something ("the report") over a letter, or over records."""
    read = {file.name: "is a letter to check" for file in found} | {str(file): "holds records" for file in records}
    for output in outputs:
        what = next((what for name, what in read.items() if _are_one(output, name)), "")
        if what:
            console.refuse(f"{output} {what}: {written} would take its place. Name another file.")


def _are_one(output: Path, name: str) -> bool:
    try:
        return output.samefile(name)
    except (OSError, ValueError):  # one of them is not there, or cannot be
        return False


def _folders(names: Sequence[str]) -> tuple[Path, ...]:
    return tuple(Path(name) for name in names)


@contextmanager
def _wrong_use() -> Iterator[None]:
    """Turn what is wrong with a profile, a pack, waivers, journals or records into a sentence and exit code 2."""
    try:
        yield
    except (profiles.ProfileError, packs.PackError, waivers.WaiverError, journal_list.JournalListError) as error:
        console.refuse(str(error))
    except Exception as error:
        from validator.records import RecordsError  # a run without records does not need it

        if isinstance(error, RecordsError):
            console.refuse(str(error))
        raise


def _output(text: str) -> tuple[str, Path | None]:
    """The format and the file that `--format` names; None stands for standard output."""
    name, _, file = text.partition(":")
    if name not in FORMATS:
        console.refuse(f"--format {name}: there is no such format. There are: {', '.join(FORMATS)}.")
    return name, Path(file) if file not in {"", "-"} else None


def _rendered(report: Report, name: str, *, to_file: bool) -> str:
    # A renderer is imported when it is asked for: Jinja and the JSON models take longer than the check itself.
    if name == "json":
        from validator.render import json

        return json.render(report)
    if name == "html":
        from validator.render import html

        return html.render(report)
    from validator.render import text

    return text.render(
        report, console.MAX_WIDTH if to_file else console.width(), colour=console.colour() and not to_file
    )


def _write_diff(correction: "Correction", name: str) -> None:
    from validator.render import diff

    text = diff.render(correction, name, on_terminal=sys.stdout is not None and sys.stdout.isatty())
    if text:
        console.write(text, None)


def _counted(correction: "Correction") -> Iterator[str]:
    """What became of the corrections, in sentences."""
    from validator.model.wording import plural

    yield f"{plural(correction.applied, 'correction')} made."
    if correction.suggested:
        yield f"{plural(correction.suggested, 'correction')} only suggested, so left to you: see `--suggest`."
    if correction.left:
        yield f"{plural(correction.left, 'correction')} could not be placed in the file: see `letterproof check`."
    if correction.groups_left:
        yield (
            "The references could not be renumbered without a fault in this file, so all numbers stay as they are: "
            "renumber list and text yourself."
        )
