"""For which panels a stain or magnification holds, where the caption says it itself: "×40 for a and b", "all ×100"."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from validator.model.patterns import Pattern
from validator.model.vocabulary import Vocabulary
from validator.structure.panel_marks import Parted, Range, letters
from validator.structure.wordings import tokens

_LIST = r"(?P<list>[a-z](?:\s*(?:,\s*and\b|,|\band\b|&|[-–])\s*[a-z](?!\p{L}))*)(?!\p{L})"
_AFTER = Pattern(
    rf"\s*(?:(?:for|in|of)\s+(?:panels?\s+|figures?\s*\d*\s*)?|[(\[]\s*(?:panels?\s+)?){_LIST}"
    r"(?=\s*(?:[,;:.)\]]|$|and\b))"
)
_BEFORE = Pattern(
    rf"(?r)(?:[(\[;.,:]|\band\b)\s*(?:panels?\s+|in\s+|for\s+)?\(?{_LIST}\)?(?P<close>\s*[:,)=]?)\s*"
    r"(?P<gap>[^;().]{0,50}?)$"
)
_CLAUSE_END = Pattern(r"[.;](?=\s|$)|[()\[\]]")


@dataclass(frozen=True, slots=True)
class Scopes:
    """named: the panels that a mention names itself. general: the mentions that hold for all panels."""

    named: Mapping[Range, frozenset[str]] = field(default_factory=dict)
    general: frozenset[Range] = frozenset()


def scopes(
    text: str, dyes: Collection[Range], enlarged: Collection[Range], parted: Parted, vocabulary: Vocabulary
) -> Scopes:
    """The scopes of the stains (dyes) and magnifications (enlarged) of a caption that has panels.

    A magnification has the scope of the stain before it in the same bracket; a mention without scope, in a bracket that
    tells the panels apart ("H&E; a ×40, b ×400"), holds for all.
    """
    if not parted.own:
        return Scopes()
    known = {letter for letter, _ in parted.own}
    starts = {own[0][0] for _, own in parted.own}
    named: dict[Range, frozenset[str]] = {}
    general: set[Range] = set()
    before: Range | None = None
    plain = _without(dyes, text)
    for at in sorted({*dyes, *enlarged}):
        if _for_all(text, at, vocabulary):
            general.add(at)
        elif scope := _named(plain, at, known, starts):
            named[at] = scope
        elif before in named and before in dyes and at not in dyes and _clause(text, before) == _clause(text, at):
            named[at] = named[before]
        before = at
    apart = {_clause(text, at) for at in named}
    general.update(at for at in (*dyes, *enlarged) if at not in named and _clause(text, at) in apart)
    return Scopes(named, frozenset(general))


def _without(dyes: Collection[Range], text: str) -> str:
    """The text with each stain blotted out, for the letters of "H&E" are no panels."""
    blotted = list(text)
    for start, end in dyes:
        blotted[start:end] = "·" * (end - start)
    return "".join(blotted)


def _named(text: str, at: Range, known: set[str], starts: set[int]) -> frozenset[str]:
    """The panels named beside a mention; a bracket behind it that begins the next panel's words names none."""
    after = None if any(at[1] <= start <= at[1] + 2 for start in starts) else _AFTER.match(text, at[1])
    listed = letters(after.group("list")) if after else ()
    if listed and known.issuperset(listed):
        return frozenset(listed)
    before = _BEFORE.search(text[max(0, at[0] - 80) : at[0]])
    listed = letters(before.group("list")) if before else ()
    # "a PAS stain" has an article, "a: PAS stain" a panel.
    sure = before and (not before.group("gap").strip() or before.group("close").strip() or len(listed) > 1)
    return frozenset(listed) if sure and known.issuperset(listed) else frozenset()


def _clause(text: str, at: Range) -> int:
    """Where the bracket around a stretch begins, or its sentence when it stands in none."""
    return _clauses(text)[at[0]]


@lru_cache(maxsize=1)
def _clauses(text: str) -> tuple[int, ...]:
    """The clause of each place of a caption. A bracket that nothing opened is the mark of a panel ("b) ...")."""
    found: list[int] = []
    opened: list[int] = []
    sentence = 0
    for place, character in enumerate(text):
        found.append(opened[-1] if opened else sentence)
        if character in "([":
            opened.append(place)
        elif character in ")]" and opened:
            opened.pop()
        elif character == "." and not opened and text[place + 1 : place + 2].isspace():
            sentence = place
    return tuple(found)


def _for_all(text: str, at: Range, vocabulary: Vocabulary) -> bool:
    """Whether the clause of a mention says that it holds for all panels."""
    start = max((match.end() for match in _CLAUSE_END.finditer(text, 0, at[0])), default=0)
    end = next((match.start() for match in _CLAUSE_END.finditer(text, at[1])), len(text))
    clause = {word.plain for word in tokens(text[start:end])}
    return not clause.isdisjoint(vocabulary.words.get("captions.shared", ()))
