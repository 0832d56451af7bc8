"""A bare list of references, cut into its entries: numbered, or not; one a line, or over several."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from validator.model.patterns import Match, Pattern
from validator.model.reference import Reference, ReferenceKind
from validator.model.text import Block, HintKind, Origin, Run, Span
from validator.model.vocabulary import Vocabulary
from validator.structure.entries import looks_like_reference, numbered, works
from validator.structure.headings import index, is_salutation, whole
from validator.structure.reference_names import read_names
from validator.structure.references import group_words, parse_reference

_PRINTED_NUMBER = Pattern(
    r"\s*(?:\[(?P<square>\d{1,3})\]|\((?P<round>\d{1,3})\)|(?P<plain>\d{1,3})\s*[.)\]\t])\s*(?=[^\s\d])"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: its runs, the number that the format's own list gives it, and whether it opens a paragraph."""

    runs: tuple[Run, ...]
    label: str = ""
    opens: bool = True
    heading: bool = False

    @property
    def text(self) -> str:
        """The words of the line."""
        return "".join(run.text for run in self.runs)


def text_lines(text: str) -> list[Line]:
    """The lines of a plain text that hold something, each as a run that knows its place."""
    found, offset, opens = [], 0, True
    for number, line in enumerate(text.split("\n"), 1):
        words = line.strip("\r \t\u00a0\ufeff")
        if words:
            column = line.index(words) + 1
            origin = Origin(number, column, offset=offset + column - 1, length=len(words))
            found.append(Line((Run(words, origin=origin),), opens=opens))
        opens = not words
        offset += len(line) + 1
    return found


def block_lines(blocks: Iterable[Block]) -> list[Line]:
    """The lines of a file that was read as blocks: an item of a list is one line, a paragraph as many as it has."""
    found: list[Line] = []
    for block in blocks:
        if block.hint.kind is HintKind.TEXT:
            lines = [tuple(runs) for _, runs in groupby(block.runs, lambda run: run.origin and run.origin.line)]
            found += [Line(runs, opens=place == 0) for place, runs in enumerate(lines)]
        else:
            found.append(Line(block.runs, block.hint.label, heading=block.hint.kind is HintKind.HEADING))
    return [line for line in found if line.text.strip()]


def read_reference_list(lines: Sequence[Line], file: str, vocabulary: Vocabulary) -> tuple[Reference, ...]:
    """The references of a bare list; its heading is none of them."""
    headings = index(vocabulary)
    kept = [
        line
        for line in lines
        if whole(line.text.strip(), headings) != "references" and (looks_like_reference(line.text) or not line.heading)
    ]
    groups = group_words(vocabulary)
    found = list(_entries(kept, file, groups))
    printed = {number for number, _ in found}
    entries = [entry for number, span in found for entry in _works(number, span, printed, groups)]
    return tuple(
        parse_reference(span, number or place, vocabulary, numbered=number is not None)
        for place, (number, span) in enumerate(entries, 1)
    )


def is_reference_list(lines: Sequence[Line], found: Sequence[Reference], vocabulary: Vocabulary) -> bool:
    """Whether lines from which references were read are a list of them, and no letter.

    Nothing in it greets an editor, and half of the entries at least have authors or are of a known kind.
    """
    headings = index(vocabulary)
    read = sum(bool(reference.authors) or reference.kind is not ReferenceKind.OTHER for reference in found)
    return 2 * read >= len(found) and not any(is_salutation(line.text.strip(), headings) for line in lines)


def _entries(lines: Sequence[Line], file: str, groups: frozenset[str]) -> Iterator[tuple[int | None, Span]]:
    """The entries, each with its number."""
    numbers, plain = [_number(line) for line in lines], [_plain_number(line) for line in lines]
    if not any(numbers) and _counts(plain):
        pairs = zip(lines, plain, strict=True)
        lines, numbers = [line if number is None else _with_label(line, number) for line, number in pairs], plain
    numbered = sum(number is not None for number in numbers) * 2 > len(lines) or _counts(numbers)
    entry: list[Line] = []
    for line, number in zip(lines, numbers, strict=True):
        begins = number is not None if numbered else _begins(line, entry, groups)
        if entry and begins:
            yield _entry(entry, file)
            entry = []
        entry.append(line)
    if entry:
        yield _entry(entry, file)


def _begins(line: Line, entry: Sequence[Line], groups: frozenset[str]) -> bool:
    """Whether a line of a list without numbers begins an entry, and does not go on the one before it."""
    if not entry or line.opens:
        return True
    before = " ".join(earlier.text for earlier in entry)
    ended = before.rstrip().endswith((".", "]", ")")) or before.rstrip()[-1:].isdigit()
    complete = looks_like_reference(before) or "http" in before or "www." in before
    return (ended and complete) or read_names(line.text, groups) is not None


def _number(line: Line) -> int | None:
    if line.label.strip(" .()[]").isdecimal():
        return int(line.label.strip(" .()[]"))
    printed = _PRINTED_NUMBER.match(line.text)
    return _value(printed) if printed else None


def _plain_number(line: Line) -> int | None:
    """The number before a line that nothing but a blank parts from it: "1 Ferreol A"."""
    number, _, following = line.text.partition(" ")
    return int(number) if number.isdecimal() and len(number) < 4 and following.lstrip()[:1].isupper() else None


def _with_label(line: Line, number: int) -> Line:
    """A line whose number is told beside it."""
    first = line.runs[0]
    words = first.text.removeprefix(str(number)).lstrip()
    origin = first.origin
    if origin is not None and origin.offset is not None and origin.length is not None:
        gone = len(first.text) - len(words)
        origin = replace(origin, column=(origin.column or 0) + gone, offset=origin.offset + gone, length=len(words))
    return replace(line, runs=(replace(first, text=words, origin=origin), *line.runs[1:]), label=str(number))


def _value(number: Match) -> int:
    return int(number["square"] or number["round"] or number["plain"])


def _counts(numbers: Sequence[int | None]) -> bool:
    """Whether the numbers run 1, 2, 3 from the first line on, so that lines without one go on an entry."""
    found = [number for number in numbers if number is not None]
    return (
        bool(numbers)
        and numbers[0] is not None
        and len(found) > 1
        and found == list(range(found[0], found[0] + len(found)))
    )


def _entry(lines: Sequence[Line], file: str) -> tuple[int | None, Span]:
    joined: list[Run] = []
    for line in lines:
        joined += [Run(" "), *line.runs] if joined else line.runs
    span = Block(tuple(joined), file=file).span().strip()
    if lines[0].label:
        return _number(lines[0]), span
    number = _PRINTED_NUMBER.match(span.text)
    return (_value(number), span.part(number.end())) if number else (None, span)


def _works(
    number: int | None, span: Span, printed: set[int | None], groups: frozenset[str]
) -> Iterator[tuple[int | None, Span]]:
    """An entry, cut where another work follows in it: after the next number, or without numbers after its pages.

    printed: the numbers that begin lines.
    """
    if number is None:
        yield from ((None, work) for work in works(span, groups))
    elif number + 1 in printed:
        yield number, span
    else:
        yield from numbered(span, number)
