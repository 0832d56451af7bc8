"""What tells who a patient is beside the letter's text: in names and alternative texts of pictures, in properties."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from validator.model.identifier import IdentifierKind, PatientIdentifier
from validator.model.letter import Letter, Part, Passage
from validator.model.patterns import Pattern, alternatives
from validator.model.picture import Picture
from validator.model.submission import Role
from validator.model.text import Block, Hint, HintKind, Run, Span
from validator.model.vocabulary import Vocabulary
from validator.structure.identifiers import read_identifiers

_PATH = Pattern(r"(?:(?<!\p{L})\p{L}:[\\/]|\\\\[\w.-]+\\|\bfile:/{2,3}|(?<![\w/])/(?:Users|home|Volumes)/)\S[^\n]*")
_WORD = r"(?:\p{Lu}\p{Ll}+|\p{Lu}{4,})"
_NAME = rf"{_WORD}(?:\s+{_WORD}){{1,2}}"
_SEX = r"(?:[MF]|(?i:male|female))"
_AGE = rf"\d{{1,3}}\s*(?:(?i:yrs?|years?|y)?\s*[/,]?\s*{_SEX}|(?i:yrs?|years?))(?!\p{{L}})"
_PARTING = str.maketrans("_-+", "   ")
_MOST = 500
"""Pictures and properties that are looked at."""


def with_marks_beside_text(letter: Letter, vocabulary: Vocabulary) -> Letter:
    """The letter with what its pictures' names, their alternative texts and its files' properties tell of a patient."""
    found = (*_of_traces(letter, vocabulary), *_of_pictures(letter, vocabulary))
    return replace(letter, identifiers=letter.identifiers + found) if found else letter


def _of_traces(letter: Letter, vocabulary: Vocabulary) -> Iterator[PatientIdentifier]:
    traces = [file.traces for file in letter.manuscripts if file.traces]
    spans = list(chain.from_iterable((*one.properties, *one.people, *one.hidden, *one.instructions) for one in traces))
    yield from read_identifiers([Passage(Part.FOOTNOTE, span) for span in spans[:_MOST]], vocabulary)


def _of_pictures(letter: Letter, vocabulary: Vocabulary) -> Iterator[PatientIdentifier]:
    shown = {picture.span.text for picture in letter.pictures}
    # The folders in a name are those of whoever checks the letter, and tell nothing of the patient.
    files = [file.name.replace("\\", "/").rpartition("/")[2] for file in letter.files if file.role is Role.FIGURE]
    others = [name for name in files if name not in shown]
    names = [*(picture.span for picture in letter.pictures), *(_block(name) for name in others)]
    texts = [alt for picture in letter.pictures if (alt := _alternative_text(picture))]
    known = _known_words(letter) if names else frozenset()
    for span in (*names[:_MOST], *texts[:_MOST]):
        path = _PATH.search(span.text)
        if path:
            yield _mark(span.part(path.start(), path.end()), "path")
            continue
        told = read_identifiers([Passage(Part.FOOTNOTE, span)], vocabulary)
        yield from (replace(one, kind=IdentifierKind.PICTURE, label=one.label or one.kind.value) for one in told)
        if not told:
            yield from _named(span, known, vocabulary)


def _alternative_text(picture: Picture) -> Span | None:
    """The alternative text of a picture in a block of its own; None where it has none."""
    if not picture.alt.strip():
        return None
    return Block((Run(picture.alt),), Hint(HintKind.PICTURE, label="alternative text"), picture.span.file).span()


def _block(name: str) -> Span:
    return Block((Run(name),), Hint(HintKind.PICTURE), name).span()


def _mark(value: Span, label: str) -> PatientIdentifier:
    return PatientIdentifier(IdentifierKind.PICTURE, value, value, label)


@lru_cache(maxsize=4)
def _patterns(vocabulary: Vocabulary) -> Pattern:
    titles = alternatives(vocabulary.words.get("identifiers.titles", ()) or ("\0",))
    return Pattern(
        rf"(?<!\p{{L}})(?P<value>{_NAME})[\s,(]*{_AGE}|(?<!\p{{L}}){titles}\.?\s+(?P<titled>{_WORD}(?:\s+{_WORD}){{0,2}})",
        flags=0,
    )


def _named(span: Span, known: frozenset[str], vocabulary: Vocabulary) -> Iterator[PatientIdentifier]:
    for match in _patterns(vocabulary).finditer(span.text.translate(_PARTING)):
        place = match.span("value" if match["value"] else "titled")
        words = {word.casefold() for word in span.text.translate(_PARTING)[slice(*place)].split()}
        if not words & known and not words & _no_names(vocabulary):
            yield _mark(span.part(*place), "name")


@lru_cache(maxsize=4)
def _no_names(vocabulary: Vocabulary) -> frozenset[str]:
    lists = ("identifiers.no-names", "identifiers.picture-words")
    return frozenset(word.casefold() for key in lists for word in vocabulary.words.get(key, ()))


def _known_words(letter: Letter) -> frozenset[str]:
    """Words that are no name of a patient: those that the letter writes small, and the names of its authors."""
    small = {word.strip(".,;:()[]") for span in letter.spans(Part.TEXT, Part.CAPTION) for word in span.text.split()}
    authors = {part.strip(".,").casefold() for author in letter.people.authors for part in author.name.split()}
    return frozenset({word for word in small if word.islower()} | authors)
