"""`letterproof explain`: the page of an item."""

import click

from validator import console, packs, profiles
from validator.commands import given, options
from validator.commands.configuration import Configured
from validator.render import catalogue


@click.command("explain", cls=Configured)
@click.argument("item")
@options.pack
def command(item: str, pack_folders: tuple[str, ...]) -> None:
    """Print an item's page: what it checks and why.

    A family prints the pages of all its items.
    """
    with given.wrong_use():
        pack = packs.load(given.folders(pack_folders))
    loaded = [rule for rule in pack.rules if item in {rule.rule.id, rule.family}]
    if not loaded:
        known = {name for rule in pack.rules for name in (rule.rule.id, rule.family)}
        console.refuse(f"There is no item '{item}'.{profiles.did_you_mean(item, known)}")
    console.write("\n\n".join(catalogue.explain(rule, console.width()) for rule in loaded), None)
