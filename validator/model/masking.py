"""Hides what tells who a patient is: every word of a manuscript that is printed goes through a mask."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from validator.model.identifier import DOTS, IdentifierKind, PatientIdentifier
from validator.model.letter import Letter, Part
from validator.model.text import Block, Span

_OF_OTHERS = {Part.AUTHORS, Part.AFFILIATION, Part.CORRESPONDENCE, Part.ACKNOWLEDGEMENT, Part.PUBLISHER, Part.REFERENCE}
"""Where a patient's name, if it stands there too, is that of somebody else."""
_NAMES = {IdentifierKind.NAME, IdentifierKind.FORM, IdentifierKind.PICTURE}
_SHORTEST = 3
"""Letters and figures of a value that is hidden wherever it stands; what is shorter, only behind its label."""
_MOST = 300
"""Values that are looked for in every block: a table of a thousand patients takes too long, and names each once."""
_SHORTEST_WORD = 4
"""Letters of a word of a name that is hidden where it stands alone."""


@dataclass(frozen=True, slots=True)
class _Secret:
    """Words that are hidden wherever they stand: of `words`, the characters from start on. name: those of a person.

    whole: not a mere part of a name.
    """

    words: str
    start: int = 0
    name: bool = False
    whole: bool = True

    def found(self, text: str) -> Iterator[tuple[int, int]]:
        """Where its characters stand in a text, whatever the case."""
        folded, wanted = _folded(text), _folded(self.words)
        at = folded.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
                yield at + self.start, end
            at = folded.find(wanted, at + 1)


def _folded(text: str) -> str:
    """The text without capitals, each letter at its place: those that would become two stay as they are."""
    folded = text.casefold()
    if len(folded) == len(text):
        return folded
    return "".join(one if len(one := letter.casefold()) == 1 else letter for letter in text)


@dataclass(frozen=True, slots=True, eq=False)
class Mask:
    """What is hidden of a letter: places in its blocks, and words wherever they stand.

    others: blocks in which a name is that of an author or of somebody thanked, unless it was read there.
    """

    hidden: Mapping[Block, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    secrets: tuple[_Secret, ...] = ()
    others: frozenset[Block] = frozenset()

    @staticmethod
    def of(letter: Letter) -> "Mask":
        """The mask of a letter."""
        return _mask(letter) if letter.identifiers else NO_MASK

    @staticmethod
    def of_identifiers(identifiers: tuple[PatientIdentifier, ...]) -> "Mask":
        """The mask of a list that is no letter."""
        return _made(identifiers, {one.value.block for one in identifiers}, frozenset()) if identifiers else NO_MASK

    def span(self, span: Span) -> str:
        """The words of a span; of a value that it cuts, nothing is left."""
        ranges = self.hidden.get(span.block, ())
        return _covered(span.block.text, span.start, span.end, ranges) if ranges else span.text

    def words(self, text: str, block: Block | None = None) -> str:
        """A text that quotes a letter, such as a message. block: where all its words come from, if from one."""
        ranges = [
            ends
            for secret in self.secrets
            if secret.whole and not (secret.name and block in self.others and block not in self.hidden)
            for ends in secret.found(text)
        ]
        return _covered(text, 0, len(text), ranges) if ranges else text


NO_MASK = Mask()
"""Hides nothing."""


@lru_cache(maxsize=4)
def _mask(letter: Letter) -> Mask:
    others = frozenset(passage.span.block for passage in letter.passages if passage.part in _OF_OTHERS)
    passages = ((passage.span, passage.heading) for passage in letter.passages)
    spans = (
        *(span for pair in passages for span in pair if span is not None),
        *(picture.span for picture in letter.pictures),
        *_traces(letter),
        *(one.value for one in letter.identifiers),
    )
    return _made(letter.identifiers, {span.block for span in spans}, others)


def _traces(letter: Letter) -> Iterator[Span]:
    for file in letter.manuscripts:
        if file.traces:
            yield from chain(file.traces.properties, file.traces.people, file.traces.hidden, file.traces.instructions)


def _made(identifiers: tuple[PatientIdentifier, ...], blocks: set[Block], others: frozenset[Block]) -> Mask:
    secrets = tuple(dict.fromkeys(secret for one in identifiers for secret in _secrets(one)))
    hidden: dict[Block, list[tuple[int, int]]] = {}
    for one in identifiers:
        hidden.setdefault(one.value.block, []).append((one.value.start, one.value.end))
    for block in blocks:
        for secret in secrets[:_MOST]:
            if not (secret.name and block in others):
                found = list(secret.found(block.text))
                if found:
                    hidden.setdefault(block, []).extend(found)
    return Mask({block: tuple(sorted(ranges)) for block, ranges in hidden.items()}, secrets, others)


def _secrets(one: PatientIdentifier) -> Iterator[_Secret]:
    value, name = one.value.text, one.kind in _NAMES
    if sum(map(str.isalnum, value)) < _SHORTEST and "." not in value:
        before = one.span.block.text[one.span.start : one.value.start]
        if before:
            yield _Secret(before + value, len(before), name)
        return
    yield _Secret(value, name=name)
    joined = " ".join(value.split())
    if joined != value:
        yield _Secret(joined, name=name)
    if name:
        words = [word.strip(".,") for word in value.split()]
        if len(words) > 1:
            yield from (_Secret(word, name=True, whole=False) for word in words if len(word) >= _SHORTEST_WORD)


def _covered(text: str, start: int, end: int, ranges: "tuple[tuple[int, int], ...] | list[tuple[int, int]]") -> str:
    """The text from start to end, with dots over each stretch that is hidden."""
    pieces: list[str] = []
    at = start
    for begin, until in sorted(ranges):
        if until <= at or begin >= end:
            continue
        if begin > at or not pieces:
            pieces += [text[at : max(at, begin)], DOTS]
        at = min(until, end)
    return "".join((*pieces, text[at:end]))
