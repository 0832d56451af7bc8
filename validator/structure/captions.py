"""Figures and tables, read from their captions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from validator.model.figure import Figure, Panel, Table
from validator.model.letter import Part, Passage
from validator.model.patterns import Match, Pattern
from validator.model.text import HintKind, Span
from validator.model.vocabulary import Vocabulary
from validator.structure import panel_marks
from validator.structure.callouts import PICTURE_WORDS, arabic
from validator.structure.panels import read_panels

_LABEL = Pattern(
    r"[\s*_#]*(?P<extra>(?:supplementa(?:ry|l)|suppl?\.?|online|extended\s+data|appendix|additional)\s+)?"
    rf"(?:(?P<fig>fig(?:ure)?s?)|(?:{PICTURE_WORDS})s?)\b\.?\s*(?P<s>S)?-?(?P<number>\d{{1,2}}|(?-i:[IVX]{{1,4}})(?!\p{{L}}))?"
    r"(?:(?P<letters>[a-h](?:\s?(?:[-–,&]|and)\s?(?:(?P=number))?[a-h])*)(?![\p{L}\d]))?"
    r"(?:\s*(?:,|&|and|[-–])\s*(?P<second>\d{1,2})(?![\d×]))?[\s*_]*(?P<close>[.:)|—–-]+)?[\s*_]*"
)
_TABLE_LABEL = Pattern(
    r"[\s*_#]*(?:supplementary\s+)?table\b\.?\s*(?P<number>S?\d{1,2}|[IVX]{1,4}\b)?[\s*_]*"
    r"[.:)|—–-]*[\s*_]*"
)
_SECOND = 2
_FURTHER = Pattern(rf"(?:(?<=[.!?;)\]”’\"'*])\s+|\s*\n\s*)[*_]*(?=(?:fig(?:ure)?s?|(?:{PICTURE_WORDS})s?)\b\.?\s*\d)")
_LETTERS = Pattern(r"\([a-h](?:\s?(?:[-–,&]|and)\s?[a-h])*\)\s*[.:|–—-]")
_OPENING = Pattern(r"\(?(?P<letter>[a-z])[).:,]")


@dataclass(frozen=True, slots=True)
class _Caption:
    """A caption with its label taken apart. nth: its place among several in one paragraph, else 0."""

    passage: Passage
    numbers: tuple[str, ...]
    letters: tuple[str, ...]
    text: Span
    supplementary: bool
    nth: int = 0


def read_figures(passages: Sequence[Passage], vocabulary: Vocabulary) -> tuple[Figure, ...]:
    """The figures that the captions tell of, in reading order; each `fig` of a JATS file is one."""
    figures: list[Figure] = []
    for passage in passages:
        if passage.part is not Part.CAPTION:
            continue
        for caption in _captions(passage):
            if figures and _continues(caption, figures[-1]):
                figures[-1] = _joined(figures[-1], caption, vocabulary)
            else:
                figures += _made(caption, len(figures) + 1, vocabulary)
    return tuple(figures)


def _captions(passage: Passage) -> list[_Caption]:
    """The captions that one paragraph holds: "Figure 1a: ... Figure 1b: ..."; a figure of a JATS file stays one."""
    text = passage.span.text
    labels = ((gap.end(), _LABEL.match(text, gap.end())) for gap in _FURTHER.finditer(text))
    starts = [_own_start(text), *(start for start, label in labels if label and _is_closed(label, text))]
    pieces = (passage.span.part(start, end).strip() for start, end in pairwise([*starts, len(text)]))
    captions = [_taken_apart(replace(passage, span=piece)) for piece in pieces]
    of_one = all(caption.numbers == captions[0].numbers and caption.letters for caption in captions)
    if len(captions) == 1 or not (of_one or (captions[0].numbers and not _is_kept_apart(passage))):
        return [_taken_apart(passage)]
    return [replace(caption, nth=nth) for nth, caption in enumerate(captions, 1)]


def _own_start(text: str) -> int:
    """Where a paragraph's first caption begins: behind the figure's label where one of a panel follows it at once."""
    label = _LABEL.match(text)
    again = _LABEL.match(text, label.end()) if label and label.group("number") else None
    return label.end() if label and again and again.group("letters") and again["number"] == label["number"] else 0


def _is_kept_apart(passage: Passage) -> bool:
    """Whether the format says where a figure begins and ends, as JATS does; a table's cells are no figures."""
    return passage.hint.kind is HintKind.CAPTION and bool(passage.hint.group)


def _is_closed(label: Match, text: str) -> bool:
    """Whether a mark parts a label from the words of its caption, as none does from those of a sentence."""
    return bool(label.group("close") or _LETTERS.match(text, label.end()))


def read_tables(passages: Sequence[Passage]) -> tuple[Table, ...]:
    """The tables that have a caption, in reading order."""
    tables: list[Table] = []
    for passage in passages:
        if passage.part is Part.TABLE_CAPTION:
            match = _TABLE_LABEL.match(passage.span.text)
            printed = match or _TABLE_LABEL.match(passage.hint.label)
            label = arabic((printed.group("number") if printed else None) or str(len(tables) + 1))
            tables.append(Table(label, passage.span, passage.span.part(match.end() if match else 0).strip()))
    return tuple(tables)


def _taken_apart(passage: Passage) -> _Caption:
    text = passage.span.text
    match = _LABEL.match(text)
    if match and not (match.group("number") or (match.group("close") and match.group("fig"))):
        match = None
    printed = match if match and match.group("number") else _LABEL.match(passage.hint.label) or match
    numbers: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    if printed:
        own = (printed.group("s") or "").upper()
        numbers = tuple(own + arabic(printed.group(name)) for name in ("number", "second") if printed.group(name))
        letters = panel_marks.letters(printed.group("letters") or "")
    supplementary = bool(printed and (printed.group("extra") or printed.group("s")))
    body = passage.span.part(match.end() if match else 0).strip()
    return _Caption(passage, numbers, letters, body, supplementary)


def _continues(caption: _Caption, figure: Figure) -> bool:
    """Whether a caption is that of a further panel of the figure before, or runs on from it in a new paragraph."""
    if _is_kept_apart(caption.passage) and caption.nth < _SECOND:
        return False
    if caption.numbers:
        lettered = bool(caption.letters or _next_letter(caption, figure))
        return caption.numbers == (figure.label,) and lettered and bool(figure.panels[0].letter)
    return figure.numbered and bool(panel_marks.part(caption.text).own or _next_letter(caption, figure))


def _next_letter(caption: _Caption, figure: Figure) -> tuple[str, ...]:
    """The letter that a caption begins with, where it is the one after the figure's last panel."""
    match = _OPENING.match(caption.text.text)
    last = figure.panels[-1].letter
    follows = match and len(last) == 1 and ord(match.group("letter").casefold()) == ord(last) + 1
    return (match.group("letter").casefold(),) if match and follows else ()


def _joined(figure: Figure, caption: _Caption, vocabulary: Vocabulary) -> Figure:
    letters = caption.letters or _next_letter(caption, figure)
    more = _panels(replace(caption, letters=letters), figure.label, vocabulary)
    text = figure.text if len(figure.text) else caption.text
    kept = figure.panels if figure.panels[0].letter else ()
    return Figure(
        figure.label, figure.span, text, (*kept, *more), figure.supplementary, (*figure.more, caption.passage.span)
    )


def _made(caption: _Caption, place: int, vocabulary: Vocabulary) -> Iterator[Figure]:
    grouped = _is_kept_apart(caption.passage)
    numbers = caption.numbers or (str(place),)
    for number in numbers[:1] if grouped else numbers:
        label = (
            number + "".join(caption.letters[:1])
            if grouped and len(caption.letters) == 1 and not caption.nth
            else number
        )
        yield Figure(
            label,
            caption.passage.span,
            caption.text,
            _panels(caption, label, vocabulary),
            caption.supplementary,
            numbered=bool(caption.numbers),
        )


def _panels(caption: _Caption, label: str, vocabulary: Vocabulary) -> tuple[Panel, ...]:
    name = f"Supplementary Figure {label}" if caption.supplementary else f"Figure {label}"
    named_by_label = bool(caption.letters) and label.endswith(caption.letters)
    return read_panels(caption.text, name, () if named_by_label else caption.letters, vocabulary)
