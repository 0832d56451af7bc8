"""Stains, markers and bedside preparations named in a caption."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from validator.model.figure import StainMention
from validator.model.patterns import Pattern
from validator.model.text import Span
from validator.model.vocabulary import Stain, Vocabulary
from validator.structure.wordings import Token, Wordings, tokens

TISSUE, MARKER, FLUORESCENT, BEDSIDE = "tissue", "immunohistochemistry", "immunofluorescence", "bedside"

_UNLISTED = Pattern(
    r"\bimmuno-?(?:stain|histochem|peroxidase|label)\p{L}*(?:\s+(?:stain|study|studies|analysis)\p{L}*)?\s+"
    r"(?:for|with|against|using|positive\s+for|negative\s+for)\s+(?:the\s+)?(?:anti-?\s?)?(?P<name>\p{L}[\p{L}\d/.-]+)"
    r"|\b(?:immuno|IHC\b|IF\b)[\p{L}-]*(?:\s+\p{L}+)?\s+(?:stain|label)ing\s+of\s+(?:anti-?\s?)?"
    r"(?P<of>(?-i:(?=[\p{L}-]*\d|\p{L}*\p{Lu}{2})\p{L}[\p{L}\d/-]+))"
    r"|\b(?:positive|negative|positivity|antibody|antibodies|stained|staining)\s+(?:for|to|with|against)\s+"
    r"(?:anti-?\s?)?(?P<marker>(?-i:(?=[\p{L}-]*\d|\p{Lu}{2,})[\p{L}][\p{L}\d/-]+))"
)
_CAPITALS = Pattern(r"(?<![\p{L}\d])\p{Lu}[\p{Lu}\d-]{1,9}(?![\p{L}\d])", flags=0)
_IMMUNE = Pattern(r"\bimmuno-?(?:stain|histochem|perox|label)|(?-i:\bIHC\b)")
_NO_MARKERS = {"IHC", "HE", "DAB", "FFPE", "HPF", "II", "III"}
_FUNCTION_WORDS = {"the", "a", "an", "this", "skin", "tissue", "biopsy", "section", "diagnosis", "all", "various"}


@dataclass(frozen=True, slots=True)
class Named:
    """A stain or marker found.

    reacts: a word of reaction stands beside it ("positive"). guessed: only its capitals tell that it may be a marker.
    """

    kind: str
    mention: StainMention
    start: int
    end: int
    reacts: bool = False
    guessed: bool = False


@lru_cache(maxsize=8)
def _stains(vocabulary: Vocabulary) -> dict[bool, Wordings[tuple[Stain, bool]]]:
    """The listed wordings: False, of stains and markers; True, of the proteins that immunofluorescence shows."""

    def listed(fluorescent: bool) -> Wordings[tuple[Stain, bool]]:
        stains = [stain for stain in vocabulary.stains if (stain.kind == FLUORESCENT) is fluorescent]
        right = [(wording, (stain, False)) for stain in stains for wording in stain.wordings]
        return Wordings([*right, *((wording, (stain, True)) for stain in stains for wording in stain.misspelt)])

    return vocabulary.derived("wordings of stains", lambda: {shown: listed(shown) for shown in (False, True)})


@lru_cache(maxsize=8)
def _listed(vocabulary: Vocabulary, key: str) -> Wordings[bool]:
    return vocabulary.derived(
        f"wordings of {key}", lambda: Wordings((word, True) for word in vocabulary.words.get(key, ()))
    )


def named(span: Span, words: Sequence[Token], vocabulary: Vocabulary) -> tuple[Named, ...]:
    """Every stain, marker and preparation that a caption names, in order; a marker in a disease's name is none."""
    hits = [hit for wordings in _stains(vocabulary).values() for hit in wordings.find(words)]
    if not hits:
        return ()
    reacting = _listed(vocabulary, "captions.reactions").find(words)
    reactions = {at for _, first, end in reacting for at in range(first, end)}
    diseases = {first for _, first, _ in _listed(vocabulary, "captions.diseases").find(words)}
    found = []
    for (stain, misspelt), first, end in hits:
        if _in_disease(words, end, reactions, diseases) or _is_pronoun(words, first, end, vocabulary):
            continue
        start, stop = words[first].start, words[end - 1].end
        place = span.part(start, stop)
        name = stain.name if stain.kind == TISSUE else place.text
        reacts = not reactions.isdisjoint(range(first - 5, end + 4)) or _ends_in_plus(words, end)
        found.append(Named(stain.kind, StainMention(name, place, misspelt), start, stop, reacts))
    return tuple(sorted(found, key=lambda n: n.start))


def unlisted(span: Span) -> Iterator[Named]:
    """Markers that no list holds: known by the words around them ("immunostaining for X"), else guessed by capitals."""
    text = span.text
    immune = _IMMUNE.search(text)
    if not immune and "immunofluor" not in text.casefold():
        return
    for match in _UNLISTED.finditer(text):
        group = next(name for name in ("name", "of", "marker") if match.group(name))
        if match.group(group).casefold() not in _FUNCTION_WORDS:
            yield _marker(span, match.start(group), match.end(group), guessed=False)
    for match in _CAPITALS.finditer(text) if immune else ():
        if match.group() not in _NO_MARKERS:
            yield _marker(span, match.start(), match.end(), guessed=True)


def _marker(span: Span, start: int, end: int, *, guessed: bool) -> Named:
    place = span.part(start, end)
    return Named(MARKER, StainMention(place.text, place), start, end, not guessed, guessed)


def _ends_in_plus(words: Sequence[Token], after: int) -> bool:
    """Whether a marker is told as positive by a plus ("CK7+,"), not a cell by its marker ("CD4+ T cells")."""
    signs = [word.raw for word in words[after : after + 2]]
    return signs[:1] == ["+"] and (len(signs) == 1 or not signs[1].isalnum())


def _is_pronoun(words: Sequence[Token], first: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether HE is he: a plain word follows that does not go with a stain."""
    if end - first > 1 or words[first].raw != "HE" or end == len(words) or not words[end].raw.isalpha():
        return False
    return words[end].plain not in vocabulary.words.get("captions.after-he", ())


def shows_closer(span: Span, vocabulary: Vocabulary) -> bool:
    """Whether a panel's words say that it shows the panel before more closely."""
    return any(True for _ in _listed(vocabulary, "captions.closer").find(tokens(span.text)))


def powers(span: Span, words: Sequence[Token], vocabulary: Vocabulary) -> Iterator[Span]:
    """Where a caption tells a magnification in words ("high-power view"), not what was counted in a field."""
    for _, first, end in _listed(vocabulary, "captions.powers").find(words):
        before = words[first - 1].plain if first else ""
        if not before.isdigit() and before not in {"per", "each"}:
            yield span.part(words[first].start, words[end - 1].end)


def _in_disease(words: Sequence[Token], after: int, reactions: set[int], diseases: set[int]) -> bool:
    """Whether a marker is part of a name: "CD30-positive lymphoma", "ALK inhibitor"."""
    at = after
    while at < len(words) and at < after + 3 and (at in reactions or words[at].raw in {"+", "⁺", "("}):
        at += 1
    return at in diseases and words[after].raw not in {",", ";", ".", ")"}
