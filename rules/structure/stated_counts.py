"""The title page's own counts of words, figures, tables and references fit the letter."""

from collections.abc import Iterator
from dataclasses import dataclass

from validator.api import (
    Given,
    Letter,
    NoOptions,
    Outcome,
    Part,
    Pattern,
    Span,
    evidence,
    finding,
    not_applicable,
    rule,
)

_KINDS = Pattern(
    r"\b(?:(?P<words>word\s?counts?|words)|(?P<figures>fig(?:ure)?s?)|(?P<tables>tables?)|(?P<references>references?))\b"
)
_NUMBER = Pattern(
    r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d{1,5})(?![\d,]*\d)"
    r"|\b(?:nil|none|zero|one|two|three|four|five|six|seven|eight|nine|ten)\b"
)
_WORDS = "zero one two three four five six seven eight nine ten".split()  # noqa: SIM905 - a row of numbers
_TOLERANCE = 0.1
_LINE = 300


@dataclass(frozen=True, slots=True)
class _Stated:
    """A count as the title page gives it."""

    kind: str
    value: int
    span: Span


@rule("stated-counts", "Counts on the title page fit the letter")
def check(letter: Letter, _: Given[NoOptions]) -> Iterator[Outcome]:
    """Compare each count that is stated once with what was counted; programs count words differently."""
    stated = [one for span in _lines(letter) for one in _read(span)]
    seen = [one for one in stated if sum(other.kind == one.kind for other in stated) == 1]
    if not seen:
        yield not_applicable("No counts of words, figures, tables or references are stated.")
    for one in seen:
        counted = _counted(letter, one.kind)
        if any(_fits(one, number) for number in counted):
            yield evidence(f"{one.kind.capitalize()} stated: {one.value}; counted: {counted[0]}", at=one.span)
        else:
            about = f"about {round(counted[0], -1)}" if one.kind == "words" and counted[0] >= 100 else str(counted[0])
            yield finding(
                "differs",
                f"The title page states {one.value} {one.kind}; we counted {about}.",
                at=one.span,
                help="Put right whichever is wrong. Counted are the running text, the captions, and "
                "the entries of the reference list.",
            )


def _lines(letter: Letter) -> Iterator[Span]:
    """The lines that may state a count: labels, and on a title page of its own any short line."""
    for passage in letter.passages:
        if passage.part is Part.LABEL:
            yield passage.span
    for page in letter.parts[1:]:
        for passage in page.passages:
            if passage.part in {Part.TEXT, Part.HEADING} and len(passage.span) < _LINE:
                yield passage.span


def _read(span: Span) -> Iterator[_Stated]:
    """The counts of a line: behind each name the one number before the next name, or the one number before all."""
    text = span.text
    if len(text) > _LINE or not any(word in text.casefold() for word in ("word", "fig", "table", "reference")):
        return
    names = list(_KINDS.finditer(text))
    for place, name in enumerate(names):
        end = names[place + 1].start() if place + 1 < len(names) else len(text)
        if name.lastgroup == "words" and place + 1 < len(names) and not text[name.end() : end].strip(" :(–-"):
            continue
        numbers = list(_NUMBER.finditer(text, name.end(), end))
        if len(numbers) == 1 and name.lastgroup:
            yield _Stated(name.lastgroup, _value(numbers[0].group()), span.part(name.start(), numbers[0].end()))


def _value(number: str) -> int:
    plain = number.replace(",", "").casefold()
    return int(plain) if plain.isdecimal() else _WORDS.index(plain) if plain in _WORDS else 0


def _counted(letter: Letter, kind: str) -> tuple[int, ...]:
    """What was counted; of figures also their parts, since some count each picture."""
    own = [figure for figure in letter.figures if not figure.supplementary]
    figures = (len(own), sum(len(figure.panels) for figure in own))
    return {
        "words": (letter.words,),
        "figures": figures,
        "tables": (len(letter.tables),),
        "references": (len(letter.references),),
    }[kind]


def _fits(stated: _Stated, counted: int) -> bool:
    if stated.kind == "words":
        return abs(stated.value - counted) <= _TOLERANCE * max(stated.value, counted)
    return stated.value == counted
