"""Where pictures come as files, each figure and panel that is called has one."""

from collections.abc import Iterator, Sequence

from validator.api import (
    Given,
    Letter,
    NoOptions,
    Outcome,
    Pattern,
    Role,
    Span,
    SubmittedFile,
    evidence,
    finding,
    not_applicable,
    rule,
    together,
)

_NAME = Pattern(
    r"(?<![a-z])fig(?:ure)?s?[\s._-]*(?:no[\s._-]*)?(?P<first>\d{1,2})(?!\d)"
    r"(?:\s*(?P<join>-|–|to|&|and|,)\s*(?:fig(?:ure)?s?[\s._-]*)?(?P<last>\d{1,2})(?![\d\p{L}]))?"
    r"(?:[\s._-]*\(?(?P<panels>[a-h](?:(?:[\s._,&-]|and|to)*[a-h])*)\)?(?!\p{L}))?"
)
"""The figure, or the figures from first to last, and the panels that a file's name tells."""

Shown = dict[str, set[str]]
"""For each figure the panels that files show; "" stands for the whole of it."""


@rule("figure-files", "A picture file for each figure that is called")
def check(letter: Letter, _: Given[NoOptions]) -> Iterator[Outcome]:
    """Compare the numbers in the files' names with the figures and panels of the letter."""
    files = [file for file in letter.files if file.role is Role.FIGURE]
    if not files:
        yield not_applicable("No pictures came as files of their own.")
        return
    if len(files) == 1 or any(picture.inside and picture.number for picture in letter.pictures):
        yield not_applicable("The pictures stand in the letter's file, or all in one file of their own.")
        return
    shown, nameless = _shown(files)
    absent = _absent(letter, shown)
    if not absent:
        yield evidence(f"{len(files)} picture files; each figure that is called has its file, as far as names tell.")
    elif len(absent) <= nameless or not shown:
        yield evidence(_not_told(len(files), nameless))
    else:
        names = [name for name, _ in absent]
        yield finding(
            "missing",
            f"No picture file was found for {together(names)}.",
            at=[span for _, span in absent],
            help="Upload the picture, or put its number into the name of its file, for example “Figure 1a.jpg”.",
        )


def _not_told(files: int, nameless: int) -> str:
    """What could not be checked where names tell no number, and the names that would tell it."""
    which = f"{nameless} of {files} picture files" if nameless < files else f"the {files} picture files"
    return (
        f"Which figure {which} show could not be checked: their names tell no number. "
        "Names such as “Figure 1” and “Figure 2” would tell."
        if nameless > 1
        else f"Which figure {nameless} of {files} picture files shows could not be checked: its name tells no number. "
        "A name such as “Figure 2” would tell."
    )


def _shown(files: Sequence[SubmittedFile]) -> tuple[Shown, int]:
    """What the names tell, and how many tell nothing."""
    shown: Shown = {}
    nameless = 0
    for file in files:
        found = _NAME.search(file.name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0])
        if found is None:
            nameless += 1
            continue
        first, last = int(found["first"]), int(found["last"] or found["first"])
        numbers = [first, last] if found["join"] in {"&", "and", ","} else range(first, min(last, first + 20) + 1)
        for number in numbers:
            shown.setdefault(str(number), set()).update(_panels(found["panels"] or ""))
    return shown, nameless


def _panels(words: str) -> set[str]:
    """The panels of a name: "a", "a,b", "a-c"; the whole figure where it tells none."""
    letters = [letter for letter in words.casefold().replace("and", " ").replace("to", "-") if letter in "abcdefgh"]
    if len(letters) == 2 and ("-" in words or "to" in words):
        return {chr(code) for code in range(ord(letters[0]), ord(letters[1]) + 1)}
    return set(letters) or {""}


def _absent(letter: Letter, shown: Shown) -> list[tuple[str, Span]]:
    """The figures and panels that are called and have no file, with their captions or calls."""
    absent: dict[str, Span] = {}
    for figure in letter.figures:
        number = figure.label.rstrip("abcdefgh")
        called = any(figure.is_called_by(callout) for callout in letter.callouts)
        if figure.supplementary or not called or "" in shown.get(number, set()):
            continue
        letters = [panel.letter for panel in figure.panels if panel.letter] or [figure.label[len(number) :]]
        if number not in shown:
            absent.setdefault(figure.name, figure.head)
        for panel in letters if number in shown else ():
            if panel and panel not in shown[number]:
                absent.setdefault(f"Figure {number}{panel}", figure.head)
    return list(absent.items())
