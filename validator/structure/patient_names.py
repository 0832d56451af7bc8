"""Names and initials by which a letter calls its patient."""

from collections.abc import Iterator
from functools import lru_cache

from validator.model.identifier import IdentifierKind, PatientIdentifier
from validator.model.patterns import Match, Pattern, alternatives
from validator.model.text import Span
from validator.model.vocabulary import Vocabulary
from validator.structure.phrases import fold, phrases, said

_INITIALS = r"\p{Lu}\.(?:\s?\p{Lu}\.){1,3}"
_WORD = r"\p{Lu}\p{Ll}+(?:[-'’]\p{Lu}\p{Ll}+)?"
_WHOLE = rf"(?:(?:\p{{Lu}}\.\s?){{0,3}}{_WORD}(?:\s+(?:{_WORD}|\p{{Lu}}\.?(?![\p{{L}}\d]))){{0,2}})"
_TWO_WORDS = rf"{_WORD}(?:\s+{_WORD}){{1,2}}"
_AGE = (
    r"(?i:(?:an?\s+)?(?:aged\s+(?:about\s+)?)?\d{1,3}[-\s]?(?:years?|yrs?|y/?o|months?|days?)\b|\d{1,3}\s?/\s?[MF]\b)"
)
_NAMING = ("named ", "called ", "by name", "by the name", "nitials", "aby of", "B/O", " name", "Name")
_CLOSE, _BEHIND_AGE = 4, 60
"""Characters behind "patient", and behind an age, in which a name begins."""
_SENTENCE = 160
"""Characters around a name in which thanks and the like are looked for."""


def read_names(span: Span, vocabulary: Vocabulary) -> Iterator[PatientIdentifier]:
    """The names and initials that a passage gives a patient."""
    text = span.text
    if any(title in text for title in _title_starts(vocabulary)):
        yield from _found(span, _titled(vocabulary), vocabulary)
    if _may_be_named(text):
        yield from _found(span, _untitled(vocabulary), vocabulary)
    if any(f"{sign} {does}" in text for does in vocabulary.words.get("identifiers.patient-does", ()) for sign in ".,"):
        yield from _found(span, _beginning(vocabulary), vocabulary)


@lru_cache(maxsize=4)
def _title_starts(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Each title with what stands behind it."""
    return tuple(f"{title}{sign}" for title in vocabulary.words.get("identifiers.titles", ()) for sign in " .")


def _may_be_named(text: str) -> bool:
    """Whether a name may stand in a text behind other words than a title: to look for it takes far longer."""
    return (
        any(word in text for word in _NAMING)
        or _capital_behind(text, "atient", _CLOSE)
        or _capital_behind(text, "old ", _BEHIND_AGE, after=",(")
    )


def _capital_behind(text: str, word: str, within: int, after: str = "") -> bool:
    """Whether a word that begins with a capital stands close behind a word; after: a sign must stand between."""
    at = text.find(word)
    while at >= 0:
        behind = text[at + len(word) : at + len(word) + within]
        if after:
            begin = min((place for sign in after if (place := behind.find(sign)) >= 0), default=len(behind))
            behind = behind[begin + 1 : begin + 3]
        if any(map(str.isupper, behind)):
            return True
        at = text.find(word, at + 1)
    return False


def _found(span: Span, pattern: Pattern, vocabulary: Vocabulary) -> Iterator[PatientIdentifier]:
    for match in pattern.finditer(span.text):
        value = next(
            name for name in ("value", "next", "behind", "named", "field", "initials", "baby") if _has(match, name)
        )
        place = span.part(*match.span(value))
        if _is_name(place.text, vocabulary) and not _of_others(match, vocabulary):
            mark = span.part(match.start(), place.end - span.start)
            yield PatientIdentifier(IdentifierKind.NAME, place, mark if value == "value" else place)


def _has(match: Match, group: str) -> bool:
    return group in match.re.groupindex and match[group] is not None


@lru_cache(maxsize=4)
def _titled(vocabulary: Vocabulary) -> Pattern:
    """A name behind a title: "Mr. R.K., a 45-year-old", "our patient, Mr. Das"."""
    titles, does = _lists(vocabulary, "titles", "does")
    name = rf"(?P<value>{_INITIALS}|{_WHOLE}|\p{{Lu}}{{1,3}}(?![\p{{L}}\d]))"
    behind = rf"\s*[,(]?\s*{_AGE}|\s*,?\s+(?i:aged)\b|\s*,?\s+(?:{does})\b"
    return Pattern(
        rf"(?<![\p{{L}}\d])(?P<patient>(?i:patient),?\s+)?{titles}\.?\s+{name}(?:(?={behind})|(?(patient)(?=[\s,.])|(?!)))",
        flags=0,
    )


@lru_cache(maxsize=4)
def _untitled(vocabulary: Vocabulary) -> Pattern:
    """Names behind "patient", an age, "named", "Patient name:", "Baby of"."""
    does, persons, fields = _lists(vocabulary, "does", "persons", "form-names")
    behind = rf"(?=\s*[,(]?\s*{_AGE}|\s*,?\s+(?:{does})\b)"
    return Pattern(
        rf"(?<![\p{{L}}-])(?i:patient)[,:]?\s+(?P<next>{_TWO_WORDS}){behind}"
        rf"|(?i:\bold\s+(?:\p{{L}}+\s+){{0,3}}?{persons}\s*[,(]\s*)(?P<behind>{_INITIALS}|{_TWO_WORDS})"
        rf"(?=\s*[,)]|\s+(?:{does})\b)"
        rf"|(?i:\b{persons},?\s+(?:named|called|by\s+(?:the\s+)?name(?:\s+of)?)\s+)(?P<named>{_WHOLE}|{_INITIALS})"
        rf"|(?i:\b{fields}\s*(?:[:=–-]|\bis\b|\bwas\b)\s*)(?:(?:Mrs?|Ms|Smt|Shri)\.?\s+)?(?P<field>{_WHOLE}(?:\s+{_WORD})?|{_INITIALS})"
        rf"|(?i:\bpatient(?:['’]s)?\s*\(?(?:with\s+)?(?:the\s+)?initials?[\s:]+(?:(?:were|are|was|is)\s+)?)"
        rf"(?P<initials>{_INITIALS}|\p{{Lu}}{{2,4}}(?![\p{{L}}\d]))"
        rf"|\b(?i:baby\s+of|b/o)\s+(?P<baby>{_WHOLE})",
        flags=0,
    )


@lru_cache(maxsize=4)
def _beginning(vocabulary: Vocabulary) -> Pattern:
    """A name with which a sentence begins, where only a patient does what is told: "R.K. was treated with"."""
    does, persons = _lists(vocabulary, "patient-does", "persons")
    begins = r"(?:^|(?<=[.!?][\d,–-]{0,9}\s)(?<!\b\p{Lu}\.\s))"
    return Pattern(
        rf"{begins}(?:(?P<initials>{_INITIALS})(?=\s+(?:{does})\b)"
        rf"|(?P<named>{_WORD}(?:\s+{_WORD})?)(?=,\s+an?\s+(?:\p{{Ll}}+\s+)?(?:{persons}),\s+(?:{does})\b))",
        flags=0,
    )


def _lists(vocabulary: Vocabulary, *keys: str) -> tuple[str, ...]:
    return tuple(alternatives(vocabulary.words.get(f"identifiers.{key}", ()) or ("\0",)) for key in keys)


@lru_cache(maxsize=4)
def _no_names(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(map(str.casefold, vocabulary.words.get("identifiers.no-names", ())))


def _is_name(words: str, vocabulary: Vocabulary) -> bool:
    """Whether capitalised words may be somebody's name: they are no words of medicine, and no name for anybody."""
    bare = words.rstrip(".")
    if any(bare in vocabulary.words.get(f"identifiers.{key}", ()) for key in ("anybody", "no-initials")):
        return False
    return not any(word.casefold().strip(".,") in _no_names(vocabulary) for word in words.replace("-", " ").split())


def _of_others(match: Match, vocabulary: Vocabulary) -> bool:
    """Whether a sentence thanks somebody, or names an author."""
    text = match.string
    start = max(text.rfind(". ", 0, max(0, match.start() - 3)), match.start() - _SENTENCE, 0)
    ends = text.find(". ", match.end())
    around = fold(text[start : ends if 0 <= ends < match.end() + _SENTENCE else match.end() + _SENTENCE])
    return said(around, phrases(vocabulary, "identifiers.no-patient"))
