"""A form of consent that a patient filled in, left in the letter's file."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from validator.model.identifier import IdentifierKind, PatientIdentifier
from validator.model.letter import Passage
from validator.model.patterns import Pattern, alternatives
from validator.model.text import Span
from validator.model.vocabulary import Vocabulary
from validator.structure.phrases import fold, phrases, said

_NAME = r"(?-i:\p{Lu}[\p{L}.'’-]*(?:[ \t]\p{Lu}[\p{L}.'’-]*){0,4})"
_ALONE = Pattern(_NAME)
_LONGEST = 60
"""Characters of a line that holds a name and nothing else."""


def read_forms(passages: Sequence[Passage], vocabulary: Vocabulary) -> Iterator[PatientIdentifier]:
    """The names written into a form of consent; none where there is no form, or a blank one."""
    lines = [_line(passage) for passage in passages]
    signs = phrases(vocabulary, "identifiers.form-fields")
    if not any(said(fold(line.text), signs) for line in lines if _may_be_signed(line.text)):
        return
    filled, waiting = _fields(vocabulary)
    for line in lines:
        for match in filled.finditer(line.text):
            yield from _name(line.part(*match.span("value")), vocabulary)
    for line, behind in pairwise(lines):
        if len(behind) <= _LONGEST and waiting.search(line.text) and _ALONE.fullmatch(behind.text.strip()):
            yield from _name(behind, vocabulary)


def _may_be_signed(text: str) -> bool:
    lower = text.casefold()
    return "signature" in lower or "impression" in lower or "signed" in lower


def _line(passage: Passage) -> Span:
    """A passage with the heading that stands in the same block."""
    heading, words = passage.heading, passage.span
    if heading is None or heading.block is not words.block:
        return words
    return Span(words.block, min(heading.start, words.start), max(heading.end, words.end))


def _name(written: Span, vocabulary: Vocabulary) -> Iterator[PatientIdentifier]:
    """What was written into a field, up to the next field of the form."""
    end = len(written)
    for match in _next_field(vocabulary).finditer(written.text):
        end = min(end, match.start())
    name = written.part(0, end).strip()
    if len(name) > 1:
        yield PatientIdentifier(IdentifierKind.FORM, name, name)


@lru_cache(maxsize=4)
def _fields(vocabulary: Vocabulary) -> tuple[Pattern, Pattern]:
    """A field of the form with what is written into it, and one at the end of its line."""
    signs, names = (alternatives(vocabulary.words.get(f"identifiers.{key}", ()) or ("\0",)) for key in _KEYS)
    field = rf"\b(?:{signs}|{names})"
    return Pattern(rf"{field}[ \t:._()–-]*(?P<value>{_NAME})"), Pattern(rf"{field}[\s:._()–-]*$")


@lru_cache(maxsize=4)
def _next_field(vocabulary: Vocabulary) -> Pattern:
    words = alternatives(vocabulary.words.get("identifiers.form-other-fields", ()) or ("\0",))
    return Pattern(rf"\b{words}\b")


_KEYS = ("form-fields", "form-names")
