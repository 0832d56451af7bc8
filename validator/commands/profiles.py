"""`letterproof profiles`: the journals that there are settings for."""

import click

from validator import console, packs, profiles
from validator.commands import given, options
from validator.commands.configuration import Configured
from validator.render import catalogue


@click.command("profiles", cls=Configured)
@options.pack
def command(pack_folders: tuple[str, ...]) -> None:
    """List the journals that there are settings for."""
    with given.wrong_use():
        folders = packs.load(given.folders(pack_folders)).profile_folders
        known = [profiles.load(name, folders) for name in sorted(profiles.available(folders))]
    console.write(catalogue.profiles(known, console.width()), None)
