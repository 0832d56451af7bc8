"""The only place where a span becomes what a person reads: its words, masked, and where they stand."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from validator.model.figure import Figure
from validator.model.identifier import DOTS
from validator.model.letter import Letter, Part, Passage
from validator.model.masking import Mask
from validator.model.reference import Reference
from validator.model.result import Applicability, Fix, Outcome
from validator.model.sentences import sentences
from validator.model.text import Block, HintKind, Run, Span
from validator.render.plain import harmless

LONGEST_QUOTE = 160
"""Characters of a quote, ellipses included."""

_HEAD, _TAIL = 106, 48
_BRIEF, _AROUND = 24, 40
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()  # noqa: SIM905 - a row
)
_NAMES = {
    Part.TITLE: "Title",
    Part.AUTHORS: "Author line",
    Part.AFFILIATION: "Affiliation",
    Part.CORRESPONDENCE: "Corresponding author",
    Part.SALUTATION: "Salutation",
    Part.ABSTRACT: "Abstract",
    Part.KEYWORDS: "Keywords",
    Part.HEADING: "Heading in the text",
    Part.ACKNOWLEDGEMENT: "Acknowledgement",
    Part.REFERENCES_HEADING: "Heading of the reference list",
    Part.PUBLISHER: "Publisher’s lines",
    Part.PAGE_FURNITURE: "Page header or footer",
}
_NO_RUN: tuple[Run | None, int] = (None, 0)
_RAISED = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_LOWERED = str.maketrans("0123456789+-−–", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋")


@dataclass(frozen=True, slots=True)
class Change:
    """Words and what should stand in their place, both masked; applicability: as of the fix."""

    applicability: Applicability
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span stands, for a person.

    quote: its words, shortened, or with the words around them when they are few. name: the part of the letter
    ("Text, fourth paragraph"); empty where it is none. line, column, paragraph: in the file, from 1, None where the
    format has none or no file holds the words. fix: what should stand there instead, if the program knows. file: that
    of the words as it was given, masked but not made harmless.
    """

    quote: str
    name: str
    line: int | None = None
    column: int | None = None
    paragraph: int | None = None
    fix: Change | None = None
    file: str = ""


def describe(span: Span, letter: Letter, fix: Fix | None = None) -> Place:
    """The place of a span of this letter; where no words stand under a heading, the heading is quoted."""
    mask = Mask.of(letter)
    passage = _passage(span, letter)
    run, into = _run_at(span)
    origin = run.origin if run else None
    column = origin.column + into if origin and origin.column else None
    words = passage.heading if passage and passage.heading and not len(span) else span
    return Place(
        quote=quote(words, passage.span if passage and passage.span.covers(words) else words, mask),
        name=harmless(mask.words(_name(span, passage, letter))),
        line=origin.line if origin else None,
        column=column,
        paragraph=origin.paragraph if origin else None,
        fix=Change(fix.applicability, mask.span(fix.span), mask.words(fix.after, fix.span.block)) if fix else None,
        file=mask.words(span.file),
    )


def describe_all(outcome: Outcome, letter: Letter) -> Iterator[Place]:
    """The places of an outcome, each with its fix; a place that several fixes mend is told once for each."""
    of_block: dict[Block, list[Fix]] = {}
    for fix in outcome.fixes:
        of_block.setdefault(fix.span.block, []).append(fix)
    told: set[Fix] = set()
    for span in outcome.at:
        fixes = [fix for fix in of_block.get(span.block, ()) if span.covers(fix.span)]
        told.update(fixes)
        if len(fixes) > 1:
            yield from (describe(fix.span, letter, fix) for fix in fixes)
        else:
            yield describe(span, letter, fixes[0] if fixes else None)
    yield from (describe(fix.span, letter, fix) for fix in outcome.fixes if fix not in told)


def describe_evidence(outcome: Outcome, letter: Letter) -> list[Place]:
    """The places of what was seen; those that read the same (two names of one author line) are told once."""
    places = [describe(span, letter) for span in outcome.at]
    return list({(place.name, place.line, place.quote): place for place in reversed(places)}.values())[::-1]


def quote(span: Span, inside: Span, mask: Mask) -> str:
    """The words of a span in whole words, at most LONGEST_QUOTE characters; of few words, with those around them.

    inside: the passage that the words around are taken from. mask: that of the letter.
    """
    if 0 < len(span) < _BRIEF:
        return _with_words_around(span, inside, mask)
    if len(span) > 2 * LONGEST_QUOTE:
        return _shortened(
            _printed(span.part(0, LONGEST_QUOTE), mask), _printed(span.part(len(span) - LONGEST_QUOTE), mask)
        )
    words = _printed(span, mask)
    return words if len(words) <= LONGEST_QUOTE else _shortened(words, words)


def ordinal(number: int) -> str:
    """A place in a row in words up to the twelfth, from 1."""
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _printed(span: Span, mask: Mask) -> str:
    """The words of a span on one line, with raised and lowered figures as the page shows them."""
    pieces = []
    for run, part in span.runs():
        table = _RAISED if run.superscript else _LOWERED if run.subscript else None
        words = mask.span(part)
        pieces.append(words.translate(table) if table else words)
    shown = "".join(pieces)
    while DOTS + DOTS in shown:  # a value of several runs is one value
        shown = shown.replace(DOTS + DOTS, DOTS)
    return " ".join(harmless(shown).split())


def _with_words_around(span: Span, inside: Span, mask: Mask) -> str:
    text = span.block.text
    start, end = max(inside.start, span.start - _AROUND), min(inside.end, span.end + _AROUND)
    while inside.start < start < span.start and not text[start - 1].isspace():
        start += 1
    while span.end < end < inside.end and not text[end].isspace():
        end -= 1
    before = "… " if text[inside.start : start].strip() else ""
    after = " …" if text[end : inside.end].strip() else ""
    return before + _printed(Span(span.block, start, end), mask) + after


def _shortened(head: str, tail: str) -> str:
    first, last = head[:_HEAD], tail[-_TAIL:]
    first = first.rpartition(" ")[0] or first
    last = last.partition(" ")[2] or last
    return f"{first} … {last}"


def _run_at(span: Span) -> tuple[Run | None, int]:
    """The run that holds the span's first character of the file, and how far into that run it lies."""
    block, last = span.block, _NO_RUN
    for place in range(max(0, bisect_left(block.starts, span.start) - 1), len(block.runs)):
        run, at = block.runs[place], block.starts[place]
        until = at + len(run.text)
        if run.origin and until > span.start and (at < span.end or at == span.start):
            return run, max(0, span.start - at)
        if run.origin and until == span.start:
            last = run, len(run.text)
        if at > span.end:
            break
    return last


def _passage(span: Span, letter: Letter) -> Passage | None:
    """The passage that a span begins in; one whose heading it begins in counts too."""
    stretches = _stretches(letter).get(span.block, [])
    for at in range(bisect_right(stretches, span.start, key=lambda pair: pair[0].start), 0, -1):
        words, passage = stretches[at - 1]
        if span.start < max(words.end, words.start + 1):
            return passage
    return None


@lru_cache(maxsize=2)
def _stretches(letter: Letter) -> dict[Block, list[tuple[Span, Passage]]]:
    """For each block its passages, and those whose headings it holds, from left to right."""
    found: dict[Block, list[tuple[Span, Passage]]] = {}
    for passage in letter.passages:
        for words in (passage.span, passage.heading):
            if words is not None:
                found.setdefault(words.block, []).append((words, passage))
    for stretches in found.values():
        stretches.sort(key=lambda pair: pair[0].start)
    return found


@lru_cache(maxsize=2)
def _paragraphs(letter: Letter) -> dict[Span, int]:
    """The paragraphs of the running text with their numbers, from 1."""
    return {span: number for number, span in enumerate(letter.text, 1)}


@lru_cache(maxsize=2)
def _references(letter: Letter) -> dict[Block, list[Reference]]:
    """The references that stand in each block."""
    found: dict[Block, list[Reference]] = {}
    for reference in letter.references:
        found.setdefault(reference.span.block, []).append(reference)
    return found


@lru_cache(maxsize=2)
def _figures(letter: Letter) -> dict[Block, list[Figure]]:
    """The figures whose captions stand in each block."""
    found: dict[Block, list[Figure]] = {}
    for figure in letter.figures:
        found.setdefault(figure.span.block, []).append(figure)
    return found


def _name(span: Span, passage: Passage | None, letter: Letter) -> str:
    name = _part_name(span, passage, letter) if passage else _beside_text(span, letter)
    if not name:
        return ""
    return f"{name}, in {_short_name(span.file, letter)}" if len(letter.manuscripts) > 1 and span.file else name


def _short_name(file: str, letter: Letter) -> str:
    """A file's name without its folder, where no other file of the letter has it."""
    base = file.replace("\\", "/").rpartition("/")[2]
    names = [other.file.replace("\\", "/").rpartition("/")[2] for other in letter.manuscripts]
    return base if names.count(base) == 1 else file


def _part_name(span: Span, passage: Passage, letter: Letter) -> str:
    match passage.part:
        case Part.TEXT:
            return f"Text, {ordinal(_paragraphs(letter)[passage.span])} paragraph"
        case Part.DECLARATION:
            return _declaration_name(passage) + _sentence_name(span, passage)
        case Part.REFERENCE:
            known = _references(letter).get(span.block, ())
            return next((f"Reference {r.number}" for r in known if _same(r.span, span)), "Reference list")
        case Part.FOOTNOTE:
            return f"Footnote {passage.hint.label}" if passage.hint.label.isdecimal() else "Footnote"
        case Part.CAPTION | Part.TABLE_CAPTION | Part.TABLE:
            return _float_name(span, passage, letter)
        case Part.LABEL:
            return _label_name(passage, letter)
        case part:
            return _NAMES[part]


def _label_name(passage: Passage, letter: Letter) -> str:
    """On which side of its title a line of a title page stands."""
    titles = [at for at, other in enumerate(letter.passages) if other.part is Part.TITLE]
    if not titles:
        return "Line of its own"
    own = next((at for at, other in enumerate(letter.passages) if other is passage), 0)
    return "Line above the title" if own < titles[0] else "Line below the title"


def _beside_text(span: Span, letter: Letter) -> str:
    """What holds words that are no part of the text; empty where they stand nowhere."""
    match span.block.hint.kind:
        case HintKind.PICTURE:
            return _picture_name(span, letter)
        case HintKind.PROPERTY:
            return f"Properties of the file ({span.block.hint.label})"
        case HintKind.HIDDEN:
            return "Hidden words"
        case _:
            return ""


def _picture_name(span: Span, letter: Letter) -> str:
    return next((picture.name for picture in letter.pictures if picture.span.block is span.block), "Picture")


def _float_name(span: Span, passage: Passage, letter: Letter) -> str:
    if passage.part is Part.CAPTION:
        return _caption_name(span, letter)
    return ("Caption of " if passage.part is Part.TABLE_CAPTION else "") + _table_name(passage, letter)


def _same(whole: Span, part: Span) -> bool:
    return whole.block is part.block and whole.start <= part.start <= whole.end


def _declaration_name(passage: Passage) -> str:
    heading = passage.heading.text.strip(" \t:.–—-") if passage.heading else ""
    if 0 < len(heading) <= LONGEST_QUOTE:
        return " ".join(heading.split())
    return f"Declaration ({passage.key.replace('-', ' ')})" if passage.key else "Declaration"


def _sentence_name(span: Span, passage: Passage) -> str:
    if not passage.span.covers(span):
        return ""
    parts = list(sentences(passage.span))
    place = next((at for at, part in enumerate(parts, 1) if part.covers(span)), None)
    return f", {ordinal(place)} sentence" if place and len(parts) > 1 else ""


def _caption_name(span: Span, letter: Letter) -> str:
    figure = next((f for f in _figures(letter).get(span.block, ()) if _same(f.span, span)), None)
    if figure is None or not figure.label:
        return "Caption of a figure"
    panel = next((p for p in figure.panels if p.letter and p.span.covers(span)), None)
    if panel:
        return f"Caption of {panel.name}"
    return f"Caption of {'Supplementary ' if figure.supplementary else ''}Figure {figure.label}"


def _table_name(passage: Passage, letter: Letter) -> str:
    captions = [p.span for p in letter.passages if p.part is Part.TABLE_CAPTION and _same_table(p, passage)]
    for table in letter.tables:
        if table.label and any(_same(caption, table.span) for caption in captions):
            return f"Table {table.label}"
    only = letter.tables[0].label if len(letter.tables) == 1 else ""
    return f"Table {only}" if only else "Table"


def _same_table(caption: Passage, passage: Passage) -> bool:
    return caption is passage or caption.hint.group == passage.hint.group != ""
