"""`letterproof profile show`: a journal's settings with the origin of each."""

import click
from click.core import ParameterSource

from validator import console, packs, profiles
from validator.commands import given, options
from validator.commands.configuration import Configured


@click.group("profile")
def command() -> None:
    """Show a journal's settings."""


@command.command("show", cls=Configured)
@click.argument("name", required=False, metavar="[NAME|FILE]")
@options.profile
@options.pack
@click.pass_context
def show(ctx: click.Context, name: str | None, profile: str, pack_folders: tuple[str, ...]) -> None:
    """Print a profile with all that it extends, and the file that each value comes from.

    It is written as TOML: what is printed is a profile itself.
    """
    from validator.render import profile as document  # the other commands need not wait for it

    with given.wrong_use():
        folders = packs.load(given.folders(pack_folders)).profile_folders
        loaded = profiles.load(name or profile, folders)
        layers = profiles.layers(name or profile, folders)
    by_default = ctx.get_parameter_source("profile") is ParameterSource.DEFAULT
    chosen = ctx.obj.file if ctx.obj and "profile" in ctx.obj.values and by_default and not name else ""
    console.write(document.render(loaded, layers, chosen), None)
