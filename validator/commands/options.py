"""Options and arguments that several commands share."""

from pathlib import Path

import click

from validator.model.letter import LetterType, Stage

pack = click.option(
    "--pack", "pack_folders", multiple=True, metavar="DIR", help="A rule pack of your own; may be given again."
)
profile = click.option(
    "--profile", default="ijdvl", show_default=True, metavar="NAME|FILE", help="The journal's settings."
)
journals = click.option(
    "--journals", type=click.Path(path_type=Path), metavar="FILE",
    help="NLM's J_Medline.txt: its journals are known beside our own.",
)  # fmt: skip
records = click.option(
    "--records", "record_files", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
    help="The references as BibTeX, RIS, CSL-JSON or PubMed (nbib), to compare them with; may be given again.",
)  # fmt: skip
templates = click.option(
    "--templates", type=click.Path(path_type=Path), metavar="DIR",
    help="Templates of your own, for the letter to the author or the report.",
)  # fmt: skip
letter_type = click.option(
    "--type", "letter_type", type=click.Choice([t.value for t in LetterType]), help="The sort of letter."
)
stage = click.option(
    "--stage", type=click.Choice(["auto", *(s.value for s in Stage)]), default="auto", show_default=True,
    help="Where the letter stands on its way.",
)  # fmt: skip
paths = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
together = click.option("--together", is_flag=True, help="Take all paths as the files of one submission.")
roles = click.option(
    "--role", "roles", multiple=True, metavar="ROLE=FILE",
    help="Say what a file is, for example title-page=names.docx; may be given again.",
)  # fmt: skip
