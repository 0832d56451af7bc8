"""`letterproof annotate`: a copy of a Word file with what is found as comments."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from validator import console, pipeline
from validator.commands import given, let_go, options
from validator.commands.configuration import Configured
from validator.engine import Checklist
from validator.model.letter import LetterType, Stage
from validator.model.result import Fix, ItemStatus, Report
from validator.model.text import Format, UnreadableError
from validator.submissions import Asked, SourceFile, reading
from validator.waivers import Waiver

if TYPE_CHECKING:
    from validator.annotating.word import Annotated

_NOT_WORD = (
    "This is no Word file, and comments are written into Word files only. `letterproof check` says what is found."
)


@click.command("annotate", cls=Configured)
@click.argument("path", metavar="LETTER.docx")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="OUT", help="Write the copy here.")
@click.option(
    "--with", "others", multiple=True, metavar="FILE",
    help="Another file of the submission, such as the title page, judged together with the letter. May be given again.",
)  # fmt: skip
@click.option("--suggest", is_flag=True, help="Make also the corrections that are safe, as tracked changes.")
@click.option("--strip", is_flag=True, help="Take our comments and tracked changes out again, and nobody else's.")
@options.profile
@options.pack
@options.journals
@options.records
@options.letter_type
@options.stage
@click.option("--waivers", "waiver_file", type=click.Path(path_type=Path), help="A TOML file of items let go.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day to check by and to date comments with.")
@click.pass_context
def command(
    ctx: click.Context,
    path: str,
    output: Path | None,
    others: tuple[str, ...],
    suggest: bool,
    strip: bool,
    profile: str,
    pack_folders: tuple[str, ...],
    journals: Path | None,
    record_files: tuple[Path, ...],
    letter_type: str | None,
    stage: str,
    waiver_file: Path | None,
    today: date | None,
) -> None:
    """Write a copy of a Word file with each finding as a comment on its words.

    The comments are by "letterproof" and stand beside those of others, whose comments, tracked changes and fields stay.
    What stands nowhere in the text, such as a missing declaration, is told in one comment on the title. Of an article
    whose declarations stand in another file, give that file too (--with).
    """
    if output is None:
        console.refuse("Say where the copy goes (-o OUT).")
    if strip and suggest:
        console.refuse("Marks are either taken out (--strip) or put in (--suggest), not both.")
    with given.wrong_use():
        checklist = given.checklist(profile, pack_folders, today, journals, record_files)
        waived = let_go.waived(waiver_file, ctx.obj, checklist)
    found = given.found([path])
    if [file.name for file in found] != [path]:
        console.refuse("This command takes one file; this is a folder.")
    beside = given.found(others) if others else []
    given.keep_inputs([*found, *beside], [output], "the copy", record_files)
    asked = Asked(None if stage == "auto" else Stage(stage), LetterType(letter_type) if letter_type else None)
    try:
        data = _without_our_marks(found[0])
        made = None
        if not strip:
            files = [SourceFile.of(path, data), *beside]
            made = _annotated(files, checklist, asked, waived, suggest=suggest)
    except UnreadableError as error:
        console.tell([f"{path}: {error}"])
        sys.exit(3)
    console.write_bytes(made[0].data if made else data, output)
    if made:
        console.tell(_counted(*made, suggest=suggest))
        console.tell(_left_out(made[1], path) if beside else ())
    console.tell(given.unread(checklist))


def _without_our_marks(file: SourceFile) -> bytes:
    """The bytes of a Word file without the marks of an earlier run; ends the program where it is another file."""
    from validator.annotating.strip import stripped  # wrong use is told without lxml
    from validator.readers.detect import detect

    with reading():
        data = file.load()
        if detect(file.name, data) is not Format.DOCX:
            console.refuse(f"{file.name}: {_NOT_WORD}")
        return stripped(data)


def _annotated(
    files: Sequence[SourceFile], checklist: Checklist, asked: Asked, waived: Sequence[Waiver], *, suggest: bool
) -> "tuple[Annotated, Report, int]":
    """The copy of the first file, what was found in all, and how many safe corrections of the first there are."""
    from validator import fixes
    from validator.annotating import word
    from validator.model.result import Applicability
    from validator.render import word_notes

    file, *others = files
    report = pipeline.check([files], checklist, asked, waived)
    for unreadable in report.unreadable:
        raise UnreadableError(f"{unreadable.file}: {unreadable.reason}" if others else unreadable.reason)
    read = [manuscript for letter in report.letters for manuscript in letter.letter.manuscripts]
    if not any(manuscript.file == file.name for manuscript in read):
        console.refuse(f"{file.name}: This file holds no letter, so there is nothing to say of it.")
    stands = [
        replace(letter, items=tuple(item for item in letter.items if item.status is not ItemStatus.WAIVED))
        for letter in report.letters
    ]
    safe = [
        fix
        for fix in fixes.offered(stands)
        if suggest and fix.applicability is Applicability.SAFE and not fix.group and fix.span.file in {"", file.name}
    ]
    blocks = list(dict.fromkeys(block for one in read if one.file == file.name for block in one.blocks))

    def written(mended: Sequence[Fix]) -> "Annotated":
        notes = word_notes.notes(report, file.name if others else "", mended)
        if others:
            notes = [replace(n, title=None) if n.title and n.title.file != file.name else n for n in notes]
        return word.annotate(file.load(), blocks, notes, safe, checklist.today)

    with reading():
        made = written(())
        if safe and made.changes == len(safe):  # where one was left out, the comments say what to write
            made = written(safe)
    return made, report, len(safe)


def _left_out(report: Report, path: str) -> Iterator[str]:
    """What is said of findings that stand in the other files, which get no comments."""
    from validator.model.wording import plural
    from validator.render import word_notes

    left = word_notes.elsewhere(report, path)
    if left:
        yield f"{plural(left, 'point')} of the other files left out: `letterproof check --together` tells them."


def _counted(made: "Annotated", report: Report, safe: int, *, suggest: bool) -> Iterator[str]:
    """What became of the findings, in sentences."""
    from validator.model.wording import plural

    if made.comments:
        yield f"{plural(made.comments, 'comment')} written beside the words that they are about."
    if made.on_title:
        yield f"{plural(made.on_title, 'point')} without a place in the text told in a comment on the title."
    if not (made.comments or made.on_title):
        yield "Nothing was found that needs a comment, so the copy is as it was."
    if suggest and safe:
        yield f"{plural(made.changes, 'correction')} made as tracked changes."
    if safe > made.changes:
        left = plural(safe - made.changes, "correction")
        yield f"{left} left to the comments, because what stands there is not for us to change."
    unchecked = sum(letter.count(ItemStatus.COULD_NOT_CHECK) for letter in report.letters)
    if unchecked:
        yield f"{plural(unchecked, 'item')} could not be checked: see `letterproof check`."
