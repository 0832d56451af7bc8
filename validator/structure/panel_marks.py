"""Parts a caption at the marks of its panels: (a), a), A:, "panel A", (a-c), (a and b), a bold letter."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from validator.model.patterns import Match, Pattern
from validator.model.text import Span
from validator.structure import panel_series

Range = tuple[int, int]

_LETTER = r"[a-z]{1,2}"
_LIST = rf"{_LETTER}(?:\s*(?:,\s*and\b|,|\band\b|&|[-–—‐‑]|\bto\b)\s*{_LETTER})*"
_BRACKET = Pattern(rf"[(\[]\s*(?:panels?\s+)?(?P<list>{_LIST})\s*(?:[,:]\s[^()\[\];]{{0,90}}|\s+arrow\w*\s*)?[)\]]")
_BARE = Pattern(
    r"(?:^|(?<=[.;:]\s))(?-i:(?P<plain>[a-z](?:\s*[,–-]\s*[a-z])*)(?=\s\p{Lu}))"
    rf"|(?:^|(?<=[.;:)\]]\s)|(?<=[.;]))\(?(?P<list>{_LIST})(?P<close>[):.]+(?=\s|\p{{Lu}})|,(?=\s))"
    rf"|(?<=[,\w]\s)(?P<more>[b-z])\)(?=\s)"
    rf"|\bpanels?\s+(?P<panel>{_LIST})\b\)?(?:\s*[:,-])?"
    rf"|(?<=[(\[])(?P<within>{_LIST})(?=[:;,]\s)"
    r"|(?<=,\s)(?P<listed>[b-z]):(?=\s)"
)
_WHOLE = Pattern(rf"[(\[]?\s*(?P<list>{_LIST})\s*[)\].:,]*")
_WITHIN = Pattern(rf"[^()]*?(?=[;.,]\s+{_LIST}\s?:|;\s+[a-z],\s|\))")
_SIDE = Pattern(
    r"\((?P<side>left|right|upper|lower|top|bottom|above|below)(?:\s+(?:panel|image|side|row|half|picture))?\)"
    r"|\b(?P<side>left|right|upper|lower|top|bottom)(?:\s+(?:panel|image|row|half|picture))?:"
    r"|\b(?P<side>left|right|upper|lower|top|bottom)\s+(?:panel|image|row|picture)\b,?"
)
_PAIRS = (("left", "right"), ("upper", "lower"), ("top", "bottom"), ("above", "below"))
_PIECE = Pattern(r"[a-z]+|[-–—‐‑]")
_JOIN = Pattern(r"[\s)]*(?P<joint>[-–—‐‑]|and|&|,|to|,\s*and)?[\s(]*")
_CALL = Pattern(r"\b(?:fig(?:ure)?s?|table)\.?\s*\d*\s*$")
_TOLD = Pattern(r"(?:\(|(?<=\([^()]*)(?<![\p{L}\d]))[a-z]\s?:\s")
_CAPITAL = Pattern(r"\s*(?:[(\[][^()\[\]]*[)\]]\s*)?(?-i:\p{Lu})")
_SENTENCE = Pattern(r"[.;:]\s+")

_LETTERS_REACH = 3
"""Characters: a bracket, a letter, a colon."""


class Mark(NamedTuple):
    """A panel's mark: its place and the letters that it names."""

    start: int
    end: int
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parted:
    """A caption in parts.

    own: each panel's letter and the stretches of text that speak of it, in the order of the marks. shared: the
    stretches that speak of all. trailing: whether the marks stand behind their words ("X-ray (a) and CT (b)").
    """

    own: tuple[tuple[str, tuple[Range, ...]], ...]
    shared: tuple[Range, ...]
    trailing: bool = False


def part(span: Span, taken: Iterable[Range] = ()) -> Parted:
    """The parts of a caption (without its label); taken are stretches that cannot be marks: "(H,E)" is a stain."""
    text = span.text
    lettered = _in_sequence(_joined(_marks(span, text, tuple(taken)), text), text)
    marks = lettered or _sides(text) or [Mark(*mark) for mark in panel_series.marks(text)]
    if not marks:
        return Parted((), ((0, len(text)),))
    return _assigned(marks, text)


def _sides(text: str) -> list[Mark]:
    """Marks of panels that have no letter: "left: ... right: ...", "(upper) ... (lower)"; both of a pair are needed."""
    found = {match.group("side").casefold(): match for match in reversed(list(_SIDE.finditer(text)))}
    for pair in _PAIRS:
        if found.keys() >= set(pair):
            return sorted(Mark(found[side].start(), found[side].end(), (side,)) for side in pair)
    return []


def is_side(mark: str) -> bool:
    """Whether a panel's mark is its place in the figure, not a letter."""
    return any(mark in pair for pair in _PAIRS)


def letters(listed: str) -> tuple[str, ...]:
    """The panels of a list ("a, b" or "A-c"), ranges written out, in small letters; empty where it is none."""
    found: list[str] = []
    reach = False
    for match in _PIECE.finditer(listed.casefold()):
        piece = match.group()
        if piece in {"and", "to"} or not piece.isalpha():
            reach = piece != "and"
            continue
        if len(set(piece)) > 1:
            return ()
        if reach and found and 0 < _place(piece) - _place(found[-1]) < 20:
            found += [_name(place) for place in range(_place(found[-1]) + 1, _place(piece))]
        found.append(piece)
        reach = False
    return tuple(dict.fromkeys(found))


def _place(letter: str) -> int:
    """The place of a panel's letter: a is 0, z 25, aa 26."""
    return ord(letter[0]) - ord("a") + 26 * (len(letter) - 1)


def _name(place: int) -> str:
    return chr(ord("a") + place % 26) * (place // 26 + 1)


def _marks(span: Span, text: str, taken: Sequence[Range]) -> list[Mark]:
    """All that may be a mark, in order; of two that overlap the bracket."""
    found = [
        Mark(match.start(), match.end(), letters(match.group("list")))
        for match in _BRACKET.finditer(text)
        if not _CALL.search(text[max(0, match.start() - 12) : match.start()])
    ]
    for run, part_ in span.runs():
        match = _WHOLE.fullmatch(part_.text.strip()) if (run.bold or run.italic) and len(part_) < 20 else None
        if match:
            found.append(Mark(part_.start - span.start, part_.end - span.start, letters(match.group("list"))))
    found = [mark for mark in found if mark.letters and not any(_meet(mark, stretch) for stretch in taken)]
    clear = len(found) > 1
    for match in _BARE.finditer(text):
        listed = match.group("list") or match.group("more") or match.group("panel") or match.group("plain")
        listed = listed or match.group("within") or match.group("listed")
        comma = match.group("close") == ","
        if not comma or not (clear or (text[match.start()].islower() and not _is_clear(text, match))):
            found.append(
                Mark(
                    match.start(),
                    match.end() if match.group("panel") else _end_within(text, match.end()),
                    letters(listed),
                )
            )
    free = [mark for mark in found if mark.letters and not any(_meet(mark, stretch) for stretch in taken)]
    return _apart(sorted(free, key=lambda mark: (mark.start, -mark.end)))


def _is_clear(text: str, match: Match) -> bool:
    """Whether a small letter before a comma is a mark: "a, Plaques. b, Foam cells", "(a, ×40; b, ×100)"."""
    start = match.start()
    if _CAPITAL.match(text, match.end()):
        return True
    return text[:start].rstrip().endswith(";") and text.rfind("(", 0, start) > text.rfind(")", 0, start)


def _end_within(text: str, end: int) -> int:
    """Where a mark's words end that stand in one bracket with it: "(a: H&E; b: PAS)"."""
    if text.rfind("(", 0, end) <= text.rfind(")", 0, end):
        return end
    rest = _WITHIN.match(text, end)
    return rest.end() if rest else end


def _meet(mark: Mark, stretch: Range) -> bool:
    """Whether the letters of a mark, which stand at its beginning, are part of a stretch."""
    return mark.start < stretch[1] and stretch[0] < min(mark.end, mark.start + _LETTERS_REACH)


def _apart(marks: Sequence[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in marks:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _joined(marks: Sequence[Mark], text: str) -> list[Mark]:
    """Marks of which only "and" or a dash stands between, as one: "(a)-(c)", "(a) and (b)"."""
    kept: list[Mark] = []
    for mark in marks:
        between = text[kept[-1].end : mark.start] if kept else "."
        joint = _JOIN.fullmatch(between)
        if kept and joint and joint.group("joint") and text[kept[-1].start + 1] != ":":
            last = kept[-1]
            both = (*last.letters, *mark.letters)
            dashed = joint.group("joint") not in {"and", "&", ",", ", and"}
            listed = letters(f"{last.letters[-1]}-{mark.letters[0]}") if dashed else ()
            kept[-1] = Mark(last.start, mark.end, tuple(dict.fromkeys((*last.letters, *listed, *both))))
        else:
            kept.append(mark)
    return kept


def _in_sequence(marks: Sequence[Mark], text: str) -> list[Mark]:
    """The marks whose letters run on from a, or from where the figure before left off."""
    run = _run(marks, text) if marks else set()
    kept: list[Mark] = []
    seen: set[str] = set()
    for mark in marks:
        own = tuple(letter for letter in mark.letters if letter in run)
        again = len(own) == 1 and own[0] in seen and not any(own[0] in m.letters and len(m.letters) > 1 for m in kept)
        alone = again and not _TOLD.match(text, mark.start)
        if own and len(own) == len(mark.letters) and not alone:
            kept.append(mark._replace(letters=own))
            seen.update(own)
    return kept


def _run(marks: Sequence[Mark], text: str) -> set[str]:
    """The letters of a caption's panels: those that follow one another; one may be forgotten between two sentences."""
    places = {_place(letter) for mark in marks for letter in mark.letters}
    opening = {_place(letter) for mark in marks if _leads(mark, text) for letter in mark.letters}
    if 0 in places:
        first = 0
    else:
        three = {p for p in places if {p + 1, p + 2} <= places}
        starts = sorted(three | {p for p in opening if p + 1 in opening})
        if not starts:
            return set()
        first = starts[0]
    last = first
    while last + 1 in places or (last + 2 in places and last + 2 in opening and last in opening):
        last += 1
    run = {_name(place) for place in range(first, last + 1) if place in places}
    opens = text[: marks[0].start].strip("( ") == "" and text[marks[0].end - 1] != ","
    return run if len(run) > 1 or opens else set()


def _leads(mark: Mark, text: str) -> bool:
    """Whether a mark begins a sentence, or has a colon behind it."""
    before = text[max(0, mark.start - 20) : mark.start].rstrip("( \t\n")[-1:]
    return before in {"", ".", ";", ":", ")", "]"} or text[mark.start + 1 : mark.start + 2] == ":"


def _trails(mark: Mark, text: str) -> bool:
    """Whether a mark ends a sentence or one of its members."""
    after = text[mark.end : mark.end + 20].lstrip()
    return after[:1] in {"", ",", ".", ";", ")"} or after.startswith("and ")


def _assigned(marks: Sequence[Mark], text: str) -> Parted:
    """Each mark with its words: those after it, or, where marks stand behind their words, those before it."""
    clear = [_leads(mark, text) for mark in marks if _leads(mark, text) != _trails(mark, text)]
    mostly = clear.count(True) >= clear.count(False) if clear else not _trails(marks[-1], text)
    leading = [_leads(m, text) if _leads(m, text) != _trails(m, text) else mostly for m in marks]
    own: dict[str, list[Range]] = {letter: [] for mark in marks for letter in mark.letters}
    for number, mark in enumerate(marks):
        stretch = (
            (mark.start, _until(marks, leading, number, text))
            if leading[number]
            else (_since(marks, number, text), mark.end)
        )
        for letter in mark.letters:
            own[letter].append(stretch)
    return Parted(
        tuple((letter, tuple(stretches)) for letter, stretches in own.items()),
        tuple(_shared(marks, leading, text)),
        not all(leading),
    )


def _until(marks: Sequence[Mark], leading: Sequence[bool], number: int, text: str) -> int:
    """Where the words of a mark before them end: at the next mark, or the sentence that the next one ends."""
    if number + 1 == len(marks):
        return len(text)
    if leading[number + 1]:
        return marks[number + 1].start
    following = marks[number + 1]
    if set(following.letters) <= set(marks[number].letters):
        return following.end
    return max(marks[number].end, _sentence_start(text, marks[number].end, following.start))


def _since(marks: Sequence[Mark], number: int, text: str) -> int:
    """Where the words of a mark behind them begin: at the mark before, or with the sentence."""
    before = marks[number - 1].end if number else 0
    return _sentence_start(text, before, marks[number].start)


def _sentence_start(text: str, start: int, end: int) -> int:
    return max((start, *(match.end() for match in _SENTENCE.finditer(text, start, end) if match.group()[0] != ":")))


def _shared(marks: Sequence[Mark], leading: Sequence[bool], text: str) -> Iterator[Range]:
    """What stands before the first mark, and, where marks stand behind their words, all outside the marked members."""
    if leading[0]:
        yield (0, marks[0].start)
    else:
        yield (0, marks[0].end)
    for number, mark in enumerate(marks):
        if leading[number]:
            continue
        last = number + 1 == len(marks)
        until = len(text) if last else _since(marks, number + 1, text)
        begins = text[mark.end : until].lstrip(" ")[:1] == "."
        if last or leading[number + 1] or begins:
            yield (mark.end, until)
