"""`letterproof inspect`: what was read of letters, as data."""

import sys

import click

from validator import console, packs, pipeline
from validator.commands import given, options
from validator.commands.configuration import Configured
from validator.render import inspect as document


@click.command("inspect", cls=Configured)
@options.paths
@options.pack
@click.option("--format", "output", type=click.Choice(["json"]), default="json", show_default=True)
@options.together
@options.roles
def command(
    paths: tuple[str, ...],
    pack_folders: tuple[str, ...],
    output: str,  # noqa: ARG001
    together: bool,
    roles: tuple[str, ...],
) -> None:
    """Print what was read of the letters, as data."""
    with given.wrong_use():
        vocabulary = packs.load(given.folders(pack_folders)).vocabulary
    submissions = given.submissions(paths, vocabulary, roles, together=together)
    with console.progress(submissions, len(submissions)) as going:
        read = [pipeline.read(files, vocabulary) for files in going]
    letters = [letter for found in read for letter in found.letters]
    unreadable = [file for found in read for file in found.unreadable]
    set_aside = [file for found in read for file in found.set_aside]
    console.write(document.render(letters, unreadable, set_aside), None)
    console.tell(f"{file.file}: {file.reason}" for file in unreadable)
    sys.exit(3 if unreadable else 0)
