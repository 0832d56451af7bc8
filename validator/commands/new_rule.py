"""`letterproof new-rule`: the beginning of a rule of one's own, with a page whose examples hold."""

from pathlib import Path

import click

from validator import console, packs
from validator.commands import given, skeletons

_TAKEN = {"terms", "profiles"}
"""Folders of a pack that hold no rules."""


@click.command("new-rule")
@click.argument("item")
@click.option(
    "--pack", "folder", type=click.Path(path_type=Path), default=Path("ours"), show_default=True, metavar="DIR",
    help="Your rule pack; made if it is not there.",
)  # fmt: skip
@click.option("--family", default="structure", show_default=True, help="The part of the checklist that it belongs to.")
@click.option("--title", default="", help="What the checklist calls it.  [default: its id in words]")
def command(item: str, folder: Path, family: str, title: str) -> None:
    """Write the beginning of a rule, and of its page.

    ITEM is the id of the new item, for example title-question. Rule and page hold as they are: put what you want to
    have checked in the place of what they check.
    """
    skeletons.refuse_no_id(item, "id of an item")
    skeletons.refuse_no_id(family, "name of a family")
    if family in _TAKEN:
        console.refuse(f"A family cannot be called '{family}': a pack keeps something else in that folder.")
    own = [folder] if folder.is_dir() and next(folder.glob("*/*.py"), None) else []
    with given.wrong_use():
        known = {loaded.rule.id for loaded in packs.load(own).rules}
    if item in known:
        console.refuse(f"There is an item '{item}' already. Give yours a name of its own.")
    place = folder / family / item.replace("-", "_")
    rule, page = place.with_suffix(".py"), place.with_suffix(".md")
    skeletons.write({rule: "new/rule.py.txt", page: "new/rule.md"}, item=item, title=skeletons.title(title, item))
    console.write(
        f"Wrote {rule} and {page}.\nTry it: letterproof check my-letter.docx --pack {folder} --select {item}", None
    )
