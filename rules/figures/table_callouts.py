"""Every table is called in the text, in order, and every call has its table."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from validator.api import (
    Callout,
    Given,
    Letter,
    NoOptions,
    Outcome,
    Part,
    Table,
    ask,
    evidence,
    finding,
    not_applicable,
    rule,
    together,
)

_SHOW_TABLES = {"docx", "markdown"}
"""Formats in which a table is told from lines of text; in JATS many are printed from pictures."""


@rule("table-callouts", "Tables called in the text, in order", needs_beginning=True)
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:  # noqa: ARG001
    """Hold the calls of the text against the tables."""
    calls = [callout for callout in letter.callouts if callout.target == "table"]
    if not letter.tables and not calls:
        yield not_applicable("The letter has no tables.")
        return
    labels = {table.label for table in letter.tables}
    yield from _captions_alone(letter)
    yield from _never_called(letter.tables, {call.label for call in calls})
    yield from _without_table(labels, calls)
    yield from _out_of_order(calls)
    matched = [call for call in calls if call.label in labels]
    if matched:
        named = together([f"Table {label}" for label in dict.fromkeys(call.label for call in matched)])
        yield evidence(f"Called in the text: {named}.", at=matched[0].span)


def _captions_alone(letter: Letter) -> Iterator[Outcome]:
    """Where the file would show a table and holds none, whether it was forgotten; plain text shows no tables."""
    shows = all(file.format in _SHOW_TABLES for file in letter.manuscripts)
    captions = [table.span for table in letter.tables]
    inside = sum(picture.inside for picture in letter.pictures)
    if captions and shows and inside <= len(letter.figures) and not letter.spans(Part.TABLE):
        named = together([f"Table {table.label}" for table in letter.tables])
        yield ask(
            "caption-alone",
            f"{named} {'has' if len(captions) == 1 else 'have'} a caption, but the file holds no table. Is it missing?",
            at=captions,
            help="Put the table below its caption. If it comes as a picture or a file of its own, leave it.",
        )


def _never_called(tables: Sequence[Table], called: set[str]) -> Iterator[Outcome]:
    lost = [table for table in tables if table.label not in called]
    if lost:
        verb = "is" if len(lost) == 1 else "are"
        yield finding(
            "never-called",
            f"{together([f'Table {table.label}' for table in lost])} {verb} never mentioned in the text.",
            at=[table.span for table in lost],
            help=f"Add [Table {lost[0].label}] after the sentence that it belongs to, or take the table out.",
        )


def _without_table(labels: set[str], calls: Sequence[Callout]) -> Iterator[Outcome]:
    missing = {call.label: call for call in reversed(calls) if call.label not in labels}
    if missing:
        yield finding(
            "no-table",
            f"The text calls {together([f'Table {label}' for label in sorted(missing)])}, but there is no such table.",
            at=[missing[label].span for label in sorted(missing)],
            help="Add the table with its caption after the references, or correct the number in the text.",
        )


def _out_of_order(calls: Sequence[Callout]) -> Iterator[Outcome]:
    first: dict[int, Callout] = {}
    for call in calls:
        first.setdefault(int(call.label), call)
    wrong = next(((before, after) for before, after in pairwise(first) if after < before), None)
    if wrong:
        yield finding(
            "order",
            f"Table {wrong[0]} is called before Table {wrong[1]}.",
            at=[first[wrong[0]].span, first[wrong[1]].span],
            help="Number the tables in the order in which the text first calls them.",
        )
