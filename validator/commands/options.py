"""Options and arguments that several commands share."""

from pathlib import Path

import click

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
paths = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
