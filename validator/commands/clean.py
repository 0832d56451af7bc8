"""`letterproof clean`: a copy of a Word file or a picture without what it tells beside its text or picture."""

import sys
from pathlib import Path

import click

from validator import console
from validator.cleaning import files
from validator.commands import given
from validator.model.text import UnreadableError


@click.command("clean")
@click.argument("path", metavar="FILE")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="OUT", help="Write the clean copy here.")
@click.option("--authors", is_flag=True, help="Take out the names of those who commented and changed, too.")
def command(path: str, output: Path | None, authors: bool) -> None:
    """Write a copy of a Word file or a picture that tells nothing beside its text or picture.

    Taken out are a document's properties, the paths of files, and what cameras and editing programs write into pictures
    (EXIF with the place, XMP, IPTC). Text and look stay. What was taken out is named, and no word of it printed.
    """
    if output is None:
        console.refuse("Say where the clean copy goes (-o OUT).")
    found = given.found([path])
    if [file.name for file in found] != [path]:
        console.refuse("This command takes one file; this is a folder.")
    if given.is_same_file(output, path):
        console.refuse(f"{output} is the file itself: the clean copy would take its place. Name another file.")
    try:
        cleaned = files.clean(path, found[0].load(), authors=authors)
    except UnreadableError as error:
        console.tell([f"{path}: {error}"])
        sys.exit(3)
    except files.NotCleanableError as error:
        console.refuse(f"{path}: {error}")
    console.write_bytes(cleaned.data, output)
    console.tell(cleaned.sentences)
