"""Full dates on which a patient was seen, treated or died."""

from collections.abc import Iterator, Sequence

from validator.model.identifier import IdentifierKind, PatientIdentifier
from validator.model.patterns import Pattern
from validator.model.sentences import sentences
from validator.model.text import Span
from validator.model.vocabulary import Vocabulary
from validator.structure.phrases import fold, phrases, said

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"[0-3]?\d(?:\s?(?:st|nd|rd|th))?"
_YEAR = r"(?:19|20)\d\d(?!\d)"
FULL_DATE = (
    rf"(?<![\d/.-])(?:{_DAY}(?:\s+of)?[\s,–-]*{_MONTH}[\s,–-]*{_YEAR}|{_YEAR}(?P<iso>[-/.])[01]?\d(?P=iso)[0-3]?\d(?![\d/])"
    rf"|[0-3]?\d(?P<sign>[-/.])[0-3]?\d(?P=sign){_YEAR}|(?<=\bon\s)[0-3]?\d(?P<short>[/.])[0-3]?\d(?P=short)\d\d(?![\d/]))"
    rf"|\b{_MONTH}\s+{_DAY},?\s+{_YEAR}"
)
"""The source of a pattern for a day, its month and its year; of "12/3/22" only behind "on"."""

_FULL_DATE = Pattern(FULL_DATE)
_CENTURIES = {"19", "20"}


def read_visits(span: Span, known: Sequence[PatientIdentifier], vocabulary: Vocabulary) -> Iterator[PatientIdentifier]:
    """The full dates of a paragraph that are those of one patient's visit.

    known: what else tells of the patient in this paragraph; a sentence that holds some of it speaks of a patient.
    """
    text = span.text
    if not (_may_hold_a_date(text) and said(fold(text), phrases(vocabulary, "identifiers.visit"))):
        return
    for sentence in sentences(span):
        dates = list(_FULL_DATE.finditer(sentence.text)) if _may_hold_a_date(sentence.text) else []
        if dates and _tells_of_a_visit(sentence, known, vocabulary):
            for match in dates:
                place = sentence.part(match.start(), match.end())
                yield PatientIdentifier(IdentifierKind.DATE, place, place)


def _may_hold_a_date(text: str) -> bool:
    """Whether a word of a text looks like a year, or a day in figures: to look for a whole date takes far longer."""
    words = (word.strip("([,.") for word in text.split() if not word.isalpha())
    return any(word[:2] in _CENTURIES or _in_figures(word) for word in words)


def _in_figures(word: str) -> bool:
    return word[:1].isdigit() and any(word.count(sign) > 1 for sign in "/.-")


def _tells_of_a_visit(sentence: Span, known: Sequence[PatientIdentifier], vocabulary: Vocabulary) -> bool:
    # "The patient's" is no plural, and folding drops the apostrophe.
    words = fold(sentence.text.replace("’", "'").replace("'s ", " "))
    return (
        said(words, phrases(vocabulary, "identifiers.visit"))
        and (
            said(words, phrases(vocabulary, "identifiers.one-patient", "identifiers.persons"))
            or any(sentence.covers(one.value) for one in known)
        )
        and not said(words, phrases(vocabulary, "identifiers.no-visit"))
    )
