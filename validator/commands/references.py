"""`letterproof references`: a bare list of references, its slips and its right form."""

import sys
from datetime import date
from pathlib import Path

import click

from validator import console, pipeline
from validator.commands import given, options
from validator.commands.configuration import Configured
from validator.model.text import UnreadableError
from validator.render import references as document


@click.command("references", cls=Configured)
@click.argument("file")
@options.profile
@options.pack
@options.journals
@options.records
@click.option("--format", "output", type=click.Choice(["text", "json", "diff"]), default="text", show_default=True)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day to check by, to make a run repeatable.")
def command(
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
    with given.wrong_use():
        checklist = given.checklist(profile, pack_folders, today, journals, record_files)
    console.tell(given.unread(checklist))
    found = given.found([file])
    if len(found) > 1:
        console.refuse("This command takes one list; the folder holds several files.")
    try:
        if output == "diff":
            console.write_diff(pipeline.corrected_list(found[0], checklist), found[0].name)
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
