"""`letterproof rules`: the items of the checklist."""

import click

from validator import console
from validator.commands import given, options
from validator.commands.configuration import Configured
from validator.render import catalogue


@click.command("rules", cls=Configured)
@options.profile
@options.pack
def command(profile: str, pack_folders: tuple[str, ...]) -> None:
    """List the items of the checklist with their levels."""
    with given.wrong_use():
        checklist = given.checklist(profile, pack_folders, None)
    console.write(catalogue.rules(checklist.pack, checklist.profile, console.width()), None)
