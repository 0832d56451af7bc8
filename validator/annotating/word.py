"""A copy of a Word file with comments and, where asked for, tracked changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from validator import readers
from validator.annotating import document
from validator.annotating.changes import Changes
from validator.annotating.comments import END, REFERENCE, START, Note, comment, ends_of, mark
from validator.annotating.notes import NoteMarks
from validator.annotating.places import Place, Places
from validator.annotating.signature import Signature
from validator.annotating.story import Story
from validator.fixes.source_edits import applied
from validator.model.result import Fix
from validator.model.text import Block, Span, UnreadableError
from validator.readers.word.characters import plain
from validator.readers.word.names import W
from validator.word_writing.package import Package

Words = tuple[Place, Place]
"""The first and the last character that a comment is about."""

_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


@dataclass(frozen=True, slots=True)
class Annotated:
    """The bytes of the copy; how many comments stand beside their words, how many notes on titles, how many changes."""

    data: bytes
    comments: int
    on_title: int
    changes: int


def annotate(
    data: bytes, blocks: Sequence[Block], notes: Sequence[Note], corrections: Sequence[Fix], day: date
) -> Annotated:
    """A Word file with notes as comments and corrections as tracked changes, all by us and of this day.

    blocks: all that was read of the file. Corrections that cannot be placed are left out, and all of them where the
    copy does not read as meant. Raises UnreadableError.
    """
    made, changes = _made(data, blocks, notes, corrections, day)
    if changes.count and not _reads_as_meant(made.data, blocks, changes):
        made, _ = _made(data, blocks, notes, (), day)
    return made


def _made(
    data: bytes, blocks: Sequence[Block], notes: Sequence[Note], corrections: Iterable[Fix], day: date
) -> tuple[Annotated, Changes]:
    package = Package(data)
    main = document.main_part(package)
    story = Story(package.content(main))
    places = Places(story.root, blocks)
    changes = Changes(places, corrections)
    marks = NoteMarks(package, main, story.root)
    comments: list[tuple[Sequence[Note], Words]] = []
    others: list[Note] = []
    for note in notes:
        if found := _place(note.at, places, marks):
            comments.append(([replace(note, where="")], found))
        else:
            others.append(note)
    beside = len(comments)
    comments += _on_titles(others, places, blocks)
    on_title = sum(len(told) for told, _ in comments[beside:])
    for _, words in comments:
        _cut(words)
    places.cut()
    numbers = (value for element in story.root.iter(*_NUMBERED) if (value := element.get(f"{W}id")))
    for touched in changes.make(Signature(day, numbers)):
        story.touch(touched)
    _write_comments(package, main, story, places, comments, day)
    text = story.to_bytes()
    if text != package.content(main):
        package.replace(main, text)
    return Annotated(package.to_bytes(), beside, on_title, changes.count), changes


_NUMBERED = tuple(
    f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "bookmarkStart")
)


def _place(at: Span | None, places: Places, marks: NoteMarks) -> Words | None:
    if at is None:
        return None
    ends = places.ends(at) or (None if len(at) else places.ends(_word(at)))
    if ends:
        return ends
    called = marks.of(at.block)
    return None if called is None else (places.whole(called), places.whole(called))


def _word(at: Span) -> Span:
    """The word before an empty span, or the one behind it."""
    text = at.block.text
    end = len(text[: at.start].rstrip())
    if end:
        return at.block.span(end - len(text[:end].split()[-1]), end)
    words = text[at.start :].split()
    start = text.find(words[0], at.start) if words else at.start
    return at.block.span(start, start + len(words[0]) if words else start)


def _on_titles(
    notes: Iterable[Note], places: Places, blocks: Sequence[Block]
) -> Iterable[tuple[Sequence[Note], Words]]:
    """What stands nowhere, one comment a letter, on its title; without one, where the text begins."""
    of_title: dict[Span | None, list[Note]] = {}
    for note in notes:
        of_title.setdefault(note.title, []).append(note)
    begins = next((found for block in blocks if (found := places.ends(block.span()))), None)
    for title, told in of_title.items():
        ends = (places.ends(title) if title else None) or begins
        if ends:
            yield told, ends


def _cut(found: Words) -> None:
    first, last = found
    first.pieces.cut(first.offset)
    last.pieces.cut(last.offset + 1)


def _write_comments(
    package: Package,
    main: str,
    story: Story,
    places: Places,
    comments: Iterable[tuple[Sequence[Note], Words]],
    day: date,
) -> None:
    comments = list(comments)
    if not comments:
        return
    part = document.related(package, main, document.COMMENTS)
    if part is None:
        part = document.add_comments(package, main, _STRICT if story.is_strict else W[1:-1], is_strict=story.is_strict)
    root = package.root(part)
    namespace = str(root.tag)[1:].partition("}")[0]
    if str(root.tag) != f"{{{namespace}}}comments":
        raise UnreadableError(_NO_COMMENTS)
    marks = (mark.get(f"{W}id", "") for mark in story.root.iter(START, END, REFERENCE))
    signature = Signature(day, {*marks, *(entry.get(f"{{{namespace}}}id", "") for entry in root)})
    for notes, found in comments:
        ends = ends_of(found, places)
        number = signature.number()
        mark(ends, number)
        for end in ends:
            story.touch(end)
        root.append(comment(number, signature.date, notes, namespace))
    package.changed(part)


_NO_COMMENTS = (
    "The part of this file that holds its comments is damaged. Open it in Word, save it again as .docx and try again."
)


def _reads_as_meant(data: bytes, blocks: Sequence[Block], changes: Changes) -> bool:
    """Whether the copy reads as the letter with its corrections made."""
    made = {block: [replace(edit, new=plain(edit.new)) for edit in edits] for block, edits in changes.planned.items()}
    wanted = [applied(block.text, [made.get(block, ())]) for block in blocks]
    try:
        return [block.text for block in readers.read("letter.docx", data).blocks] == wanted
    except UnreadableError:
        return False
