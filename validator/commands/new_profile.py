"""`letterproof new-profile`: the beginning of a profile of one's own, which extends one that is there."""

from datetime import date
from pathlib import Path

import click

from validator import console, packs, profiles
from validator.commands import given, options, skeletons


@click.command("new-profile")
@click.argument("name")
@click.option("--extends", default="ijdvl", show_default=True, metavar="NAME", help="The profile that it builds on.")
@click.option("--title", default="", help="The journal's name.  [default: NAME in words]")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write it here.  [default: NAME.toml]"
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day that the profile is of.")
@options.pack
def command(
    name: str, extends: str, title: str, output: Path | None, today: date | None, pack_folders: tuple[str, ...]
) -> None:
    """Write the beginning of a profile: one journal's settings.

    It holds as it is, and says what may be set in it: take the # off the lines that you want to use.
    """
    skeletons.refuse_no_id(name, "name of a profile")
    file = output or Path(f"{name}.toml")
    if file.suffix != ".toml":
        console.refuse(f"{file} cannot be a profile: its name has to end in .toml.")
    with given.wrong_use():
        folders = packs.load(given.folders(pack_folders)).profile_folders
        known = profiles.available(folders)
        if extends not in known:
            hint = profiles.did_you_mean(extends, known) or f" There are: {', '.join(sorted(known))}."
            console.refuse(f"There is no profile '{extends}'.{hint}")
    day = given.day(today).isoformat()
    words = {"extends": extends, "title": skeletons.title(title, name), "day": day}
    skeletons.write({file: "new/profile.toml"}, **words)
    console.write(f"Wrote {file}.\nTry it: letterproof check my-letter.docx --profile {file}", None)
