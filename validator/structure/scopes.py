"""For which panels a stain or magnification holds, where the caption says it itself: "×40 for a and b", "all ×100"."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from validator.model.patterns import Pattern
from validator.model.vocabulary import Vocabulary
from validator.structure.panel_marks import Parted, Range, letters
from validator.structure.wordings import tokens

_LIST = r"(?P<list>[a-z](?:\s*(?:,\s*and\b|,|\band\b|&|[-–])\s*[a-z](?!\p{L}))*)(?!\p{L})"
_AFTER = Pattern(
    rf"\s*(?:(?:for|in|of)\s+(?:panels?\s+|figures?\s*\d*\s*)?[(\[]?|[(\[]\s*(?:panels?\s+)?){_LIST}"
    r"(?=\s*(?:[,;:.)\]]|$|and\b))"
)
_BEFORE = Pattern(
    rf"(?r)(?:[(\[;.,:]|\band\b|\bmagnifications?\b)\s*(?:panels?\s+|in\s+|for\s+)?\(?{_LIST}\)?(?P<close>\s*[:,)=]?)\s*"
    r"(?P<gap>[^;().]{0,50}?)$"
)
_SENTENCE_END = Pattern(r"[.;]\s+(?=[^\s(\[])")
_LISTING = Pattern(r"(?:,|\band)\s*$")
_MARK = len("(panels ")
"""Characters that stand before the letter of a mark at most."""
_CLAUSE_END = Pattern(r"[.;](?=\s|$)|[()\[\]]")


@dataclass(frozen=True, slots=True)
class Scopes:
    """named: the panels that a mention names itself. general: the mentions that hold for all panels.

    fallback: the panels for which a mention at the end of their sentence or caption holds where they name none.
    """

    named: Mapping[Range, frozenset[str]] = field(default_factory=dict)
    general: frozenset[Range] = frozenset()
    fallback: Mapping[Range, frozenset[str]] = field(default_factory=dict)


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
    fallback = _fallback(text, (*dyes, *enlarged), parted, vocabulary)
    named: dict[Range, frozenset[str]] = {}
    general: set[Range] = set()
    before: Range | None = None
    plain = _without(dyes, text)
    for at in sorted({*dyes, *enlarged}):
        if _for_all(text, at, vocabulary):
            if group := _group(at, parted):
                named[at] = group
            else:
                general.add(at)
        elif scope := _named(plain, at, known, starts):
            named[at] = scope
        elif before in named and before in dyes and at not in dyes and _one_clause(text, before, at):
            named[at] = named[before]
        before = at
    apart = {_clause(text, at) for at in named}
    free = [at for at in (*dyes, *enlarged) if at not in named and not _is_told(text, at, parted)]
    general.update(at for at in free if _clause(text, at) in apart)
    return Scopes(named, frozenset(general - named.keys()), fallback)


def _is_told(text: str, at: Range, parted: Parted) -> bool:
    """Whether a mention stands in words that are those of one panel, as in a bracket: "(b: H&E; ×400; c: PAS)"."""
    around = [start for _, own in parted.own for start, end in own if start <= at[0] < end]
    return bool(around) and (parted.trailing or max(around) >= _clause(text, at))


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
    reach = max(0, at[0] - 80)
    before = _BEFORE.search(text[reach : at[0]])
    if before and any(start <= reach + before.start("list") <= start + _MARK for start in starts):
        return frozenset()  # The mark of the panel whose words these are.
    listed = letters(before.group("list")) if before else ()
    # "a PAS stain" has an article, "a: PAS stain" a panel.
    joined = before and before.group("close").strip() == ")" and before.group("gap").split()[:1] in (["and"], [","])
    sure = (
        before and not joined and (not before.group("gap").strip() or before.group("close").strip() or len(listed) > 1)
    )
    return frozenset(listed) if sure and known.issuperset(listed) else frozenset()


def _one_clause(text: str, first: Range, second: Range) -> bool:
    """Whether two mentions stand in one bracket, or outside of any in one member of a sentence."""
    start = _clause(text, first)
    bracketed = text[start] in "(["
    return start == _clause(text, second) and (bracketed or not _SENTENCE_END.search(text, first[1], second[0]))


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


def _group(at: Range, parted: Parted) -> frozenset[str]:
    """The panels that share the words in which a mention stands, where they are several and not all of the figure's."""
    around = frozenset(letter for letter, own in parted.own if any(start <= at[0] < end for start, end in own))
    return around if 1 < len(around) < len(parted.own) else frozenset()


def _fallback(
    text: str, mentions: Collection[Range], parted: Parted, vocabulary: Vocabulary
) -> dict[Range, frozenset[str]]:
    """What closes a list of panels ("(a) CD3, (b) CD20 and (c) CD30 (×400)") or the caption ("... Bar, 50 µm")."""
    found: dict[Range, frozenset[str]] = {}
    if parted.trailing or not mentions:
        return found
    known, tail = frozenset(letter for letter, _ in parted.own), _tail(text, mentions, vocabulary)
    starts = sorted({start for _, own in parted.own for start, _ in own}, reverse=True)
    for at in mentions:
        if at[0] >= tail:
            found[at] = known
        elif len(listed := _listed_before(text, at, parted, starts)) > 1:
            found[at] = listed
    return found


def _listed_before(text: str, at: Range, parted: Parted, starts: Sequence[int]) -> frozenset[str]:
    """The panels of the list that a mention closes: each but the first follows a comma or an "and"."""
    first = len(text)
    for start in (start for start in starts if start <= at[0]):
        if first < len(text) and _SENTENCE_END.search(text, start, first):
            break
        first = start
        if not _LISTING.search(text[max(0, start - 8) : start]):
            break
    return frozenset(letter for letter, own in parted.own if any(first <= start <= at[0] for start, _ in own))


def _tail(text: str, mentions: Collection[Range], vocabulary: Vocabulary) -> int:
    """Where the sentences at the end of a caption begin that tell nothing but stains and magnifications."""
    tail = end = len(text)
    breaks = [m for m in _SENTENCE_END.finditer(text) if text.count("(", 0, m.start()) <= text.count(")", 0, m.start())]
    technical = vocabulary.words.get("captions.technical", ())
    for match in reversed(breaks):
        own = [at for at in mentions if match.end() <= at[0] < end]
        others = [
            word.plain
            for word in tokens(text[match.end() : end])
            if word.plain.isalpha() and not any(at[0] <= match.end() + word.start < at[1] for at in own)
        ]
        bar = text[match.end() :].casefold().startswith(("scale", "bar"))
        if not own or not set(others) <= set(technical) or (match.group()[0] == ";" and not bar):
            break
        tail = end = match.end()
    return tail
