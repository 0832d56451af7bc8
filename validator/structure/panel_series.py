"""Marks of panels that are no letters in brackets: (i) ... (ii), (a1, b1) ... (a2, b2), "by a age and b sex"."""

from collections.abc import Iterator, Sequence

from validator.model.patterns import Pattern

_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN = Pattern(r"\(?(?P<mark>[ivx]{1,4})\)")
_COUNTED = Pattern(r"\((?P<list>[a-h]\d(?:\s*(?:,\s*and\b|,|\band\b|&|[-–—])\s*(?:[a-h]?\d))*)\)")
_ONE = Pattern(r"(?P<reach>[-–—]\s*)?(?P<letter>[a-h])?(?P<digit>\d)")
_BARE = Pattern(
    r"(?:^|(?<=[.;,:]\s)|(?<=\b(?:and|by|in|of|for|the)\s))(?-i:(?P<mark>[a-h]))(?=\s[\p{L}\d])(?!\s(?:and|or|of|to)\b)"
    r"|(?<=\s)(?P<mark>(?-i:a))(?=\s(?:on|at|before|after|in|with|without|from|during)\b)"
)
_ENLARGED = Pattern(r"(?:^|[(\[:;,]\s?|\band\s)(?P<mark>[a-h])\s*[:,=]?\s*(?=[×✕x]\s?\d|\d+\s?[×✕x](?!\p{L}))")
_LISTED = Pattern(r"(?:[.;,]|\band)\s*$")

Named = tuple[int, int, tuple[str, ...]]
"""A mark: where it begins and ends, and the panels that it names."""


def marks(text: str) -> Sequence[Named]:
    """The marks of the first of these series that a caption has; none where fewer than two run on from the first."""
    folded = text.casefold()
    roman = _roman(text) if "ii)" in folded else []
    counted = _counted(text) if "(a1" in folded else []
    times = folded.count("×") + folded.count("✕") + folded.count(" x") + folded.count("x,")
    return roman or counted or _bare(text) or (_enlarged(text) if times > 1 else [])


def _enlarged(text: str) -> list[Named]:
    """Letters that stand beside the magnifications only: "Magnification: A ×100; B ×400"."""
    found: list[Named] = []
    for match in _ENLARGED.finditer(text):
        mark = str(match.group("mark")).casefold()
        if ord(mark) == ord("a") + len(found):
            found.append((match.start("mark"), match.end("mark"), (mark,)))
    return found if len(found) > 1 else []


def _roman(text: str) -> list[Named]:
    found: list[Named] = [(m.start(), m.end(), (str(m.group("mark")).casefold(),)) for m in _ROMAN.finditer(text)]
    names = tuple(name for _, _, listed in found for name in listed)
    return found if len(found) > 1 and names == _NUMERALS[: len(names)] else []


def _counted(text: str) -> list[Named]:
    found = [(m.start(), m.end(), tuple(_listed(m.group("list").casefold()))) for m in _COUNTED.finditer(text)]
    names = {name for _, _, listed in found for name in listed}
    return found if "a1" in names and names & {"a2", "b1"} else []


def _listed(listed: str) -> Iterator[str]:
    """The panels of "a1, b1" and "a1-3"."""
    letter, last = "", 0
    for piece in _ONE.finditer(listed):
        digit = int(piece.group("digit"))
        reaches = piece.group("reach") and piece.group("letter") in {None, letter}
        letter = piece.group("letter") or letter
        for number in range(last + 1 if reaches else digit, digit + 1):
            yield f"{letter}{number}"
        last = digit


def _bare(text: str) -> list[Named]:
    """Letters without bracket or stop: the b stands in a list, and an a, which may be the article, before it."""
    if not (" b " in text and (" a " in text or text.startswith("a "))):
        return []
    found: list[Named] = []
    for match in _BARE.finditer(text):
        mark = match.group("mark")
        if mark == "a" and len(found) < 2:
            found = [(match.start(), match.end(), ("a",))]
        elif found and ord(mark) == ord(found[-1][2][0]) + 1 and _LISTED.search(text[: match.start()]):
            found.append((match.start(), match.end(), (mark,)))
    return found if len(found) > 1 else []
