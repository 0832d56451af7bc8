"""`letterproof fix`: a corrected copy of a letter."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from validator import console, pipeline
from validator.commands import given, options
from validator.commands.configuration import Configured
from validator.model.text import UnreadableError
from validator.pipeline import NotCorrectableError

if TYPE_CHECKING:
    from validator.fixes import Correction


@click.command("fix", cls=Configured)
@click.argument("path")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="OUT", help="Write the corrected copy here.")
@click.option(
    "--diff",
    "show_diff",
    is_flag=True,
    help="Print what would change as a unified diff; the letter's own words, nothing hidden.",
)
@click.option("--suggest", is_flag=True, help="Make also what is only suggested.")
@options.profile
@options.pack
@options.journals
def command(
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
    with given.wrong_use():
        checklist = given.checklist(profile, pack_folders, None, journals)
    found = given.found([path])
    if len(found) > 1:
        console.refuse("This command takes one letter; the folder holds several files.")
    given.keep_inputs(found, [output] if output else [], "the corrected copy")
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
        console.write_diff(correction, found[0].name)
    console.tell(_counted(correction))


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
