"""What tells who a patient is: numbers, dates of birth, addresses here; names, visits and forms beside it."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from validator.model.identifier import IdentifierKind, PatientIdentifier
from validator.model.letter import Part, Passage
from validator.model.patterns import Pattern, alternatives
from validator.model.sentences import sentences
from validator.model.text import Block, Span
from validator.model.vocabulary import Vocabulary
from validator.structure.consent_forms import read_forms
from validator.structure.patient_names import read_names
from validator.structure.phrases import fold, phrases, said
from validator.structure.visits import FULL_DATE, read_visits

_OF_OTHERS = {Part.AUTHORS, Part.AFFILIATION, Part.CORRESPONDENCE, Part.ACKNOWLEDGEMENT, Part.PUBLISHER, Part.REFERENCE}
"""Where the names, telephones and dates are those of other people."""

_OF_AUTHORS = {"conflicts", "disclosures", "funding", "funding-and-conflicts", "author-contributions", "ai-use"}
"""Declarations that name their authors and those who helped them."""

_GAP = r"[\s_.:#=/()–-]*"
_CALLED = r"(?:(?:number|num|nos?|nr|id|card)\b\.?" + _GAP + r"|#" + _GAP + ")"
_VALUE = (
    r"(?P<value>\d{4}[ -]\d{4}[ -]\d{4}(?!\d)|\d{2}-\d{4}-\d{4}-\d{4}(?!\d)|\d{3}[ -]\d{3}[ -]\d{4}(?!\d)"
    r"|(?=(?:[^\s\d,;]{0,8}\d){3})[\p{L}\d][\p{L}\d./-]*[\p{L}\d])"
)
_CALLS = ("no.", " no ", "no:", " nos ", "nos.", "number", " id ", "id:", "id.", "_id", "#", " card ", "card:", "_no")
_MORE = Pattern(r"\s*(?:,|and|&)\s*" + _VALUE)
_FEWEST, _FEWEST_WEAK = 3, 4
"""Digits of a number that is a patient's."""
_LONGEST_LABEL = 75
_BEFORE, _BEHIND = 110, 60
"""Characters around a number in which words of committees, trials and sequences are looked for."""

_BORN = Pattern(
    r"\b(?:born\s+on|date\s+of\s+birth|d\.?\s?o\.?\s?b)\b[\s:.()–-]*(?:(?:is|was|the)\s+)*(?P<value>" + FULL_DATE + ")"
)
_TELEPHONE = Pattern(r"(?<![\d/.])\+?\(?\d[\d\s().-]{7,16}\d(?!\d)")
_MAIL = Pattern(
    r"\b(?:patient|his|her|mother|father|wife|husband|guardian)(?:['’]s)?\s+e-?mail(?:\s+(?:id|address))?(?:\s+(?:is|was))?"
    r"[\s:]*(?P<value>[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4})"
)
_WORD_OF_ADDRESS = r"(?-i:\p{Lu}[\p{L}\d./#'’-]*|#?\d[\p{L}\d./-]*+(?!\s*-?(?:years?|yrs?|months?)\b)|of(?=\s\p{Lu}))"
_LONGEST_ADDRESS = 14
_TEN = 10
"""Digits of a telephone number with its code."""


def read_identifiers(passages: Sequence[Passage], vocabulary: Vocabulary) -> tuple[PatientIdentifier, ...]:
    """All that tells who a patient is, as it stands in the letter; the same words are told once."""
    found: list[PatientIdentifier] = list(read_forms(passages, vocabulary))
    for passage in passages:
        heading = (passage.heading,) if passage.heading else ()
        before = len(found)
        for span in (*heading, passage.span):
            if any(map(str.isdigit, span.text)):
                found += _numbers(span, vocabulary)
                found += _births(span)
        if passage.part not in _OF_OTHERS and passage.key not in _OF_AUTHORS:
            found += _of_own_words(passage.span, found[before:], vocabulary)
    return tuple(_each_once(found))


def _of_own_words(
    span: Span, numbers: Sequence[PatientIdentifier], vocabulary: Vocabulary
) -> Iterator[PatientIdentifier]:
    names = list(read_names(span, vocabulary))
    yield from names
    if any(map(str.isdigit, span.text)):
        yield from _contacts(span, vocabulary)
        yield from read_visits(span, [*numbers, *names], vocabulary)


def _each_once(found: Sequence[PatientIdentifier]) -> Iterator[PatientIdentifier]:
    """In the order in which they were read; of those that share a word, the first."""
    taken: dict[Block, set[int]] = {}
    for one in found:
        places, own = taken.setdefault(one.value.block, set()), range(one.value.start, one.value.end)
        if places.isdisjoint(own):
            places.update(own)
            yield one


@lru_cache(maxsize=4)
def _labelled(vocabulary: Vocabulary) -> Pattern:
    """A number behind what it is called; groups alone, named and weak tell how sure the name is."""
    alone, named, weak = (
        alternatives(vocabulary.words.get(f"identifiers.{key}", ()) or ("\0",))
        for key in ("number-alone", "number", "number-weak")
    )
    return Pattern(
        rf"(?<![\p{{L}}\d])(?:(?P<alone>{alone})(?!\p{{L}})(?:['’]s)?{_GAP}{_CALLED}{{0,2}}"
        rf"|(?P<named>{named})(?!\p{{L}}){_GAP}{_CALLED}|(?P<weak>{weak})(?!\p{{L}}){_GAP}{_CALLED})"
        rf"(?:\(\p{{L}}{{2,6}}\){_GAP})?(?:(?:is|was|were|of)\s+)?{_VALUE}"
    )


def _near_numbers(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """The stretches of a text that hold a long number and may call it a patient's; most texts have none."""
    lower = text.casefold()
    calls = [call for call in (*_CALLS, *_alone(vocabulary)) if call in lower]
    if not calls:
        return
    at = done = 0
    for word in text.split():
        at = text.index(word, at)
        start, end = max(done, at - _LONGEST_LABEL), at + len(word)
        if not word.isalpha() and sum(map(str.isdigit, word)) >= _FEWEST and start < end:
            before = text[start:end].casefold()
            if any(call in before for call in calls):
                done = min(len(text), end + _BEHIND)
                yield start, done
        at = end


@lru_cache(maxsize=4)
def _alone(vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(word.casefold() for word in vocabulary.words.get("identifiers.number-alone", ()))


def _numbers(span: Span, vocabulary: Vocabulary) -> Iterator[PatientIdentifier]:
    text = span.text
    stretches = _near_numbers(text, vocabulary)
    for match in (found for ends in stretches for found in _labelled(vocabulary).finditer(text, *ends)):
        fewest = _FEWEST if match["named"] else _FEWEST_WEAK
        value = match["value"]
        if sum(map(str.isdigit, value)) < fewest:
            continue
        around = fold(text[max(0, match.start() - _BEFORE) : match.end() + _BEHIND])
        if match["weak"] and said(around, phrases(vocabulary, "identifiers.official")):
            continue
        label = " ".join((match["alone"] or match["named"] or match["weak"]).split())
        end = match.end("value")
        yield PatientIdentifier(
            IdentifierKind.NUMBER, span.part(match.start("value"), end), span.part(match.start(), end), label
        )
        while (more := _MORE.match(text, end)) and abs(len(more["value"]) - len(value)) <= 1:
            end = more.end()
            place = span.part(more.start("value"), end)
            yield PatientIdentifier(IdentifierKind.NUMBER, place, place, label)


def _births(span: Span) -> Iterator[PatientIdentifier]:
    lower = span.text.casefold()
    if "born on" in lower or "of birth" in lower or "d.o.b" in lower or "dob" in lower or "d. o" in lower:
        for match in _BORN.finditer(span.text):
            mark = span.part(match.start(), match.end())
            yield PatientIdentifier(IdentifierKind.BIRTH, span.part(match.start("value"), match.end()), mark)


def _contacts(span: Span, vocabulary: Vocabulary) -> Iterator[PatientIdentifier]:
    text = span.text
    if "@" in text:
        for match in _MAIL.finditer(text):
            mark = span.part(match.start(), match.end())
            yield PatientIdentifier(IdentifierKind.CONTACT, span.part(*match.span("value")), mark, "e-mail address")
    folded = fold(text)
    if said(folded, phrases(vocabulary, "identifiers.telephone")):
        for sentence in sentences(span):
            yield from _telephones(sentence, vocabulary)
    if said(folded, phrases(vocabulary, "identifiers.resident")):
        yield from _addresses(span, vocabulary)


def _telephones(sentence: Span, vocabulary: Vocabulary) -> Iterator[PatientIdentifier]:
    text = sentence.text
    for match in _TELEPHONE.finditer(text):
        before = fold(text[: match.start()])
        digits = sum(map(str.isdigit, match.group()))
        if digits >= _TEN and all(
            said(before, phrases(vocabulary, f"identifiers.{key}")) for key in ("contact-of", "telephone")
        ):
            place = sentence.part(match.start(), match.end())
            yield PatientIdentifier(IdentifierKind.CONTACT, place, place, "telephone number")


@lru_cache(maxsize=4)
def _resident(vocabulary: Vocabulary) -> tuple[Pattern, Pattern]:
    """Where somebody lives, and a word of an address in it."""
    lives, words = (
        alternatives(vocabulary.words.get(f"identifiers.{key}", ()) or ("\0",)) for key in ("resident", "address")
    )
    value = rf"{_WORD_OF_ADDRESS}(?:[,\s]+{_WORD_OF_ADDRESS}){{0,{_LONGEST_ADDRESS}}}"
    return Pattern(rf"\b{lives}\b(?:\s+is)?[\s:]*(?P<value>{value})"), Pattern(rf"(?<!\p{{L}}){words}(?!\p{{L}})|\d/\d")


def _addresses(span: Span, vocabulary: Vocabulary) -> Iterator[PatientIdentifier]:
    lives, words = _resident(vocabulary)
    for match in lives.finditer(span.text):
        value = match["value"]
        if any(map(str.isdigit, value)) and words.search(value):
            place = span.part(*match.span("value")).strip(" ,.")
            mark = span.part(match.start(), match.end()).strip(" ,.")
            yield PatientIdentifier(IdentifierKind.CONTACT, place, mark, "address")
