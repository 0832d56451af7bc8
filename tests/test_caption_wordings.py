"""A caption means the same however its label, panels, stains and magnifications are written: no item may change.

The captions of each sample are taken apart and written again in 200 ways: the same words, marked as other houses do.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import islice, product
from pathlib import Path

import pytest
import regex

from validator import engine, packs, pipeline, profiles
from validator.model.result import Item
from validator.pipeline import SourceFile

Told = tuple[str, dict[str, tuple[str, list[str]]]]
"""Of a letter: its verdict, and how each item ended, with its cases."""

SAMPLES = Path(__file__).parent.parent / "samples"
LETTERS = sorted(letter for letter in SAMPLES.glob("*/*.md") if "**Fig" in letter.read_text("utf-8"))
WAYS = 200

LABELS = (
    "**Figure {}:** ",
    "Figure {}. ",
    "Fig. {}. ",
    "**Fig. {}** ",
    "FIG {} ",
    "FIGURE {}. ",
    "Figure {} - ",
    "**Figure {}.** ",
    "Fig {}: ",
    "*Figure {}.* ",
    "Fig. {} – ",
)
OWN_CAPTION = "each panel in a paragraph of its own, under a label of its own: Fig. 1a."
MARKS = (
    "({a}) {words}.",
    "{a}) {words}.",
    "{A}, {words}.",
    "{A}: {words}.",
    "({A}) {words}.",
    "[{a}] {words}.",
    "{a}: {words}.",
    "{A}. {words}.",
    "{A}) {words}.",
    "Panel {A}: {words}.",
    "**{a}** {words}.",
    "({a}): {words}.",
    "{a}, {words}.",
    "**{A}** {words}.",
    "(Panel {a}) {words}.",
    "**({a})** {words}.",
    OWN_CAPTION,
)
STAINS = (
    "H&E",
    "Haematoxylin & Eosin",
    "hematoxylin and eosin",
    "H and E",
    "haematoxylin-eosin",
    "HE",
    "H & E stain",
    "stained with haematoxylin and eosin",
    "Hematoxylin-eosin staining",
)
POWERS = (
    "×{}",
    "x{}",
    "{}x",
    "{} X",
    "original magnification ×{}",
    "magnification, ×{}",
    "{}×",
    "X{}",
    "× {}",
    "original magnification {}x",
)
AT_END = "of all panels at the end of the caption: (a: H&E, ×40; b: PAS, ×400)"
NOTES = (
    "{words} ({note})",
    "{words}. ({note})",
    "{words} [{note}]",
    "{words}; {note}",
    "({note}) {words}",
    "{words}. {note}",
    AT_END,
)

KEPT = {
    "stain-in-two-spellings": {"stain"},
    "magnification-in-two-ways": {"power"},
    "stain-and-magnification-at-the-end": {"mark", "note"},
    "magnification-of-electron-micrographs": {"mark", "note"},
}
"""What stays in the form of our house in a sample whose fault is just that."""

CAPTION = regex.compile(r"(?mi)^\*\*Fig(?:ure)?\.? (\d)([a-h]?)[.:]?\*\*[ -]*(.*)$")
MARK = regex.compile(r"(?i)(?:^|(?<=[.)] ))\(?([a-h])[),] ")
NOTE = regex.compile(r"(?<words>.*?)\.? \((?<note>[^()]*)\)")
HAEMATOXYLIN = regex.compile(r"(?i)ha?ematoxylin(?: (?:&|and) |-)eosin|H&E|H and E")
POWER = regex.compile(r"(?:original magnification )?(?:×(?<number>[\d,]+)|(?<number>[\d,]+)x)")


@dataclass(frozen=True)
class Panel:
    """A panel of a caption: letter ("" where there is one only), words, the stain or method named, magnification."""

    letter: str
    words: str
    stain: str = ""
    power: str = ""


@dataclass(frozen=True)
class Figure:
    """The captions of a figure: their place in the letter, its number, its panels."""

    start: int
    end: int
    number: str
    panels: tuple[Panel, ...]


@dataclass(frozen=True)
class Way:
    """A form of each list. stain, power: None where that is left as it is. turned: the magnification stands first."""

    label: str
    mark: str
    stain: str | None
    power: str | None
    note: str
    joint: str
    turned: bool


def ways(kept: set[str]) -> Iterator[Way]:
    """Ways in which all forms of one list meet all of another: the lists' lengths have no common divisor."""
    for n in range(WAYS):
        label, mark, stain, power, note = (each[n % len(each)] for each in (LABELS, MARKS, STAINS, POWERS, NOTES))
        yield Way(
            label,
            MARKS[0] if "mark" in kept else mark,
            None if "stain" in kept else stain,
            None if "power" in kept else power,
            NOTES[0] if "note" in kept else note,
            "; " if n % 4 == 1 else ", ",
            n % 3 == 2,
        )


def figures(text: str) -> list[Figure]:
    """The captions of a sample, those of the panels of one figure together."""
    found: list[Figure] = []
    for match in CAPTION.finditer(text):
        number, letter, words = match.groups()
        further = found.pop() if letter > "a" else None
        start, before = (further.start, further.panels) if further else (match.start(), ())
        found.append(Figure(start, match.end(), number, (*before, *panels(letter, words))))
    return found


def panels(letter: str, words: str) -> Iterator[Panel]:
    """The panels of one caption; letter: the one that its label names."""
    before, *pieces = MARK.split(words)
    if not pieces:
        yield panel(letter, before)
    for mark, own in zip(pieces[::2], pieces[1::2], strict=True):
        yield panel(mark.lower(), own)


def panel(letter: str, text: str) -> Panel:
    """A panel with its note ("Haematoxylin & Eosin, 100x") taken apart."""
    match = NOTE.fullmatch(text.strip(" ."))
    if not match:
        return Panel(letter, text.strip(" ."))
    *told, last = match["note"].split(", ")
    if not POWER.fullmatch(last):
        return Panel(letter, match["words"], match["note"])
    return Panel(letter, match["words"], ", ".join(told), last)


def note(shown: Panel, way: Way) -> str:
    """Stain and magnification of a panel, "" where it names neither."""
    stain = HAEMATOXYLIN.sub(way.stain, shown.stain) if way.stain else shown.stain
    number = POWER.fullmatch(shown.power)
    power = way.power.format(number["number"]) if number and way.power else shown.power
    return way.joint.join(filter(None, (power, stain) if way.turned else (stain, power)))


def written(figure: Figure, way: Way) -> str:
    """The captions of a figure in one way."""
    if way.mark == OWN_CAPTION:
        alone = replace(way, mark=MARKS[0], note=NOTES[0] if way.note == AT_END else way.note)
        each = (
            replace(figure, number=figure.number + p.letter, panels=(replace(p, letter=""),)) for p in figure.panels
        )
        return "\n\n".join(written(one, alone) for one in each)
    told = [marked(shown, way) for shown in figure.panels]
    if way.note == AT_END:
        notes = [(shown.letter, note(shown, way)) for shown in figure.panels if note(shown, way)]
        listed = "; ".join(f"{letter}: {own}" if letter else own for letter, own in notes)
        told += [f"({listed})"] if notes else []
    return way.label.format(figure.number) + " ".join(told)


def marked(shown: Panel, way: Way) -> str:
    """A panel's words with its mark and, unless those of all panels stand at the end, its note."""
    own = note(shown, way)
    words = way.note.format(words=shown.words, note=own) if own and way.note != AT_END else shown.words
    if shown.letter:
        return way.mark.format(a=shown.letter, A=shown.letter.upper(), words=words)
    return f"{words}." if words else ""


def short(text: str) -> str:
    """A letter's title, captions, and the text that calls figures or cites nothing: what the items on figures read."""
    if text.count("Dear Editor") > 1:
        return text
    left_out = regex.compile(r"\*\*|## |\d+\. |Dr\.|Department|(?!.*Fig).*(?:<sup>|\^)\d", regex.DOTALL)
    return "\n\n".join(block for block in text.split("\n\n") if CAPTION.match(block) or not left_out.match(block))


def reworded(text: str, way: Way) -> str:
    """A letter with all its captions in one way."""
    for figure in reversed(figures(text)):
        text = text[: figure.start] + written(figure, way) + text[figure.end :]
    return text


@pytest.fixture(scope="module")
def told() -> Callable[[str, str], list[Told]]:
    """What is said of the letters of a text by all items ("") or those of a family: verdicts, statuses and cases."""
    pack = packs.load()
    profile = profiles.load("ijdvl", pack.profile_folders)
    checklists = {
        family: engine.checklist(pack, profile, date(2026, 11, 22), select=[family] if family else [])
        for family in ("", "figures")
    }

    def tell(text: str, family: str = "") -> list[Told]:
        report = pipeline.check([[SourceFile.of("letter.md", text.encode())]], checklists[family])
        assert report.unreadable == ()
        return [(letter.verdict.value, {item.id: _ended(item) for item in letter.items}) for letter in report.letters]

    return tell


def _ended(item: Item) -> tuple[str, list[str]]:
    return item.status.value, sorted(finding.outcome.case for finding in item.findings)


def _changed(text: str, kept: set[str], judge: Callable[[str], list[Told]], step: int) -> list[list[str]]:
    """The captions of the ways, each or each second, third ..., in which a letter is judged otherwise."""
    expected = judge(text)
    texts = dict.fromkeys(reworded(text, way) for way in islice(ways(kept), 0, None, step))
    return [regex.findall(r"(?mi)^\W*fig.*", other) for other in texts if judge(other) != expected]


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.stem)
def test_captions_may_be_written_in_any_way(letter, told):
    text, kept = letter.read_text("utf-8"), KEPT.get(letter.stem, set())
    assert _changed(short(text), kept, partial(told, family="figures"), 1) == []


def test_each_mark_goes_with_a_stain_wherever_it_stands(told):
    text = short((SAMPLES / "clean" / "case-lichen-planus-pemphigoides.md").read_text("utf-8"))
    way = next(ways(set()))
    expected = told(text, "figures")
    texts = [
        reworded(text, replace(way, mark=mark, stain=stain, note=note))
        for mark, stain, note in product(MARKS, STAINS[:3], NOTES)
    ]
    assert [other for other in texts if told(other, "figures") != expected] == []


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.stem)
def test_no_other_item_minds_how_captions_are_written(letter, told):
    text, kept = letter.read_text("utf-8"), KEPT.get(letter.stem, set())
    assert _changed(text, kept, told, 50) == []


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.stem)
def test_a_letter_cut_short_is_judged_as_the_whole_letter_on_figures(letter, told):
    text = letter.read_text("utf-8")
    assert [items for _, items in told(short(text), "figures")] == [items for _, items in told(text, "figures")]


def test_the_ways_are_as_many_as_said_and_no_two_alike():
    assert len(set(ways(set()))) == WAYS
    text = (SAMPLES / "clean" / "case-lichen-planus-pemphigoides.md").read_text("utf-8")
    assert len({reworded(text, way) for way in ways(set())}) == WAYS


def test_a_way_changes_the_marks_of_a_caption_and_none_of_its_words():
    text = "**Figure 2:** (a) Acantholysis. (Haematoxylin & Eosin, 100x). (b) IgG between cells. (DIF, 400x)"
    way = Way(LABELS[2], MARKS[2], STAINS[3], POWERS[4], NOTES[0], ", ", turned=False)
    assert reworded(text, way) == (
        "Fig. 2. A, Acantholysis (H and E, original magnification ×100). "
        "B, IgG between cells (DIF, original magnification ×400)."
    )
    assert reworded(text, replace(way, mark=OWN_CAPTION, turned=True)) == (
        "Fig. 2a. Acantholysis (original magnification ×100, H and E).\n\n"
        "Fig. 2b. IgG between cells (original magnification ×400, DIF)."
    )
    assert reworded(text, replace(way, label=LABELS[0], note=AT_END)) == (
        "**Figure 2:** A, Acantholysis. B, IgG between cells. "
        "(a: H and E, original magnification ×100; b: DIF, original magnification ×400)"
    )
