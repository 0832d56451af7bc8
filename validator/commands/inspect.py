"""`letterproof inspect`: what was read of letters, as data."""

import sys

import click

from validator import console, packs, pipeline
from validator.commands import given, options
from validator.model.letter import Letter
from validator.model.result import Unreadable
from validator.model.text import UnreadableError
from validator.pipeline import Submission
from validator.render import inspect as document


@click.command("inspect")
@options.paths
@options.pack
@click.option("--format", "output", type=click.Choice(["json"]), default="json", show_default=True)
@click.option("--together", is_flag=True, help="Take all paths as the files of one submission.")
def command(paths: tuple[str, ...], pack_folders: tuple[str, ...], output: str, together: bool) -> None:  # noqa: ARG001
    """Print what was read of the letters, as data."""
    with given.wrong_use():
        vocabulary = packs.load(given.folders(pack_folders)).vocabulary
    found = given.found(paths)
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
