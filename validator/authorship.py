"""What in the words of an article for review tells who wrote it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from validator.model.letter import Letter, LetterType, Part, Passage
from validator.model.names import plain, same_person
from validator.model.patterns import Pattern, alternatives
from validator.model.sentences import sentences
from validator.model.text import Block, Span
from validator.model.vocabulary import Vocabulary

Kind = Literal[
    "names",
    "author-line",
    "affiliation",
    "acknowledgement",
    "header",
    "own-place",
    "own-work",
    "initials",
    "perhaps-named",
]
"""What tells who wrote the article; from "own-place" on, a person has to say whether it does."""

_LINES = {Part.AUTHORS, Part.AFFILIATION, Part.CORRESPONDENCE}
_UNREAD = _LINES | {Part.REFERENCE, Part.REFERENCES_HEADING, Part.SALUTATION}
_CAPITALS = Pattern(r"\p{Lu}[\p{L}\p{M}'’‐-]*\.?(?:\s{1,3}\p{Lu}[\p{L}\p{M}'’‐-]*\.?)+", flags=0)
_TITLED = Pattern(r"(?<!\p{L})(?:Dr|Drs|Prof|Professor)\.?\s{1,3}(?P<name>\p{Lu}[\p{L}\p{M}'’‐-]+)", flags=0)
_DOTTED = Pattern(r"(?<![\p{L}.])\p{Lu}\.(?:[\s-]?\p{Lu}\.){1,3}(?!\p{L})", flags=0)
_BARE = r"(?<![\p{L}-])\p{Lu}{2,4}(?![\p{L}-])"
_LISTED = Pattern(rf"{_BARE}(?:\s{{0,2}}(?:,|and|&)\s{{0,2}}{_BARE})+", flags=0)
_IN_BRACKETS = Pattern(rf"authors?\s{{0,2}}[(\[]\s?(?P<letters>{_BARE})", flags=0)
_CODES = Pattern(_BARE, flags=0)
_ADDRESS = Pattern(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")
_AGE = Pattern(r"\s*,?\s*(?:an?\s+)?\d")
_TWO_NAMES = Pattern(r"(?<!^)(?<![.!?]\s)\p{Lu}[\p{L}\p{M}'’-]*\.?\s+\p{Lu}[\p{L}\p{M}'’-]+", flags=0)
_RUNNING_HEAD = Pattern(r"(?P<name>\p{Lu}[\p{L}\p{M}'’-]+)(?:\s+\p{Lu}{1,3})?,?\s+et\s+al", flags=0)
_WORDS = Pattern(r"[\p{L}\p{M}\d]+")
_NAME = r"\p{Lu}[\p{L}\p{M}'’.-]*(?:\s+(?:(?:of|and|for|the|de|in)\s+){0,2}\p{Lu}[\p{L}\p{M}'’.-]*){0,7}"
_NAME_WORD = Pattern(r"\S+")
_ACRONYM = Pattern(r"\p{Lu}{4,}", flags=0)


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that tell, or may tell, who wrote the article."""

    kind: Kind
    span: Span


def signs(letter: Letter, names: Sequence[str], words: Vocabulary) -> Iterator[Sign]:
    """The signs in the article's own words, in reading order; the reference list may name anybody.

    names: those of the authors, from the title page or the file's properties; () where nobody is known.
    """
    elsewhere = {block for file in letter.manuscripts[1:] for block in file.blocks}
    own = [passage for passage in letter.passages if passage.span.block not in elsewhere]
    known = _Known(letter, names, words, elsewhere)
    cited = _cited(letter)
    for passage in own:
        if passage.part in _LINES:
            yield Sign("author-line", passage.span)
        elif passage.part in {Part.PAGE_FURNITURE, Part.LABEL}:
            yield from _header(passage, known)
        elif passage.part is Part.ACKNOWLEDGEMENT:
            yield from _acknowledgement(passage, known)
        elif passage.part not in _UNREAD:
            yield from _of_passage(passage, letter, known, cited)


class _Known:
    """What is known of the authors, ready for comparison."""

    def __init__(self, letter: Letter, names: Sequence[str], words: Vocabulary, elsewhere: set[Block]) -> None:
        self.words = words
        self.names = names
        self.lengths = {len(name.split()) for name in names}
        self.family = {plain(part) for name in names for part in name.split() if len(part.strip(".")) > 2}
        self.parts = {part for name in names for part in _folded(name)}
        self.initials = {_letters(name) for name in names if len(_letters(name)) > 1}
        pieces = {
            piece
            for span in letter.people.affiliations
            if span.block in elsewhere
            for piece in _places_of(span.text, words)
        }
        self.places = {tuple(_folded(piece)) for piece in pieces}
        self.places |= {tuple(_folded(piece.partition(" and ")[0])) for piece in pieces if " and " in piece}
        self.places = {place for place in self.places if len(place) > 1 and not _in_names(words).isdisjoint(place)}
        self.longest: dict[str, int] = {}
        for place in self.places:
            self.longest[place[0]] = max(len(place), self.longest.get(place[0], 0))
        self.acronyms = {"".join(w[0] for w in piece.split() if w[:1].isupper()) for piece in pieces}
        self.acronyms = {letters for letters in self.acronyms if len(letters) > 3}


def _letters(name: str) -> str:
    return "".join(part[0] for part in name.replace("-", " ").replace(".", " ").split() if part[0].isupper())


def _folded(text: str) -> list[str]:
    return [plain(word.group()) for word in _WORDS.finditer(text)]


@lru_cache(maxsize=2)
def _in_names(words: Vocabulary) -> frozenset[str]:
    return frozenset(plain(word) for word in words.words.get("blinding.in-names", ()))


def _places_of(address: str, words: Vocabulary) -> Iterator[str]:
    """The pieces of an address that name a house, without its departments."""
    for piece in (each.strip(" .0123456789") for each in address.replace(";", ",").replace("\n", ",").split(",")):
        if not _in_names(words).isdisjoint(_folded(piece)):
            yield piece


def _cited(letter: Letter) -> dict[Block, list[Span]]:
    found: dict[Block, list[Span]] = {}
    for citation in letter.citations:
        found.setdefault(citation.span.block, []).append(citation.span)
    return found


def _of_passage(passage: Passage, letter: Letter, known: _Known, cited: dict[Block, list[Span]]) -> Iterator[Sign]:
    if passage.key == "author-contributions" and any(
        code.group() in known.initials for code in _CODES.finditer(passage.span.text)
    ):
        yield Sign("initials", passage.span)
        return
    for address in _ADDRESS.finditer(passage.span.text) if "@" in passage.span.text else ():
        theirs = any(part in plain(address.group().partition("@")[0]) for part in known.family)
        yield Sign("names" if theirs else "perhaps-named", passage.span.part(address.start(), address.end()))
    for sentence in sentences(passage.span):
        named = list(_named(sentence, known))
        yield from (Sign("names", span) for span in named)
        yield from (Sign("perhaps-named", s) for s in _titled(sentence, known) if not any(s.overlaps(n) for n in named))
        houses = list(_houses(sentence, known))
        yield from (Sign("affiliation", span) for span in houses)
        yield from (Sign("initials", span) for span in _initialled(sentence, known))
        if not houses:
            yield from (Sign("own-place", span) for span in _own_place(sentence, known.words))
        if letter.letter_type.value is not LetterType.RESPONSE:
            yield from (Sign("own-work", span) for span in _own_work(sentence, known.words, cited))


def _named(span: Span, known: _Known) -> Iterator[Span]:
    """The full names of authors, but not where one is cited as anybody would be ("Suman Rao et al.")."""
    if not known.names:
        return
    text = span.text
    for row in _CAPITALS.finditer(text):
        words = [(row.start() + m.start(), row.start() + m.end()) for m in _NAME_WORD.finditer(row.group())]
        at = 0
        while at < len(words):
            size = next(
                (n for n in range(max(known.lengths), 1, -1) if _is_author(text, words[at : at + n], n, known)), 0
            )
            if size and not _is_cited(text[words[at + size - 1][1] :], known.words):
                yield span.part(words[at][0], words[at + size - 1][1]).strip(".")
            at += size or 1


def _is_author(text: str, words: Sequence[tuple[int, int]], size: int, known: _Known) -> bool:
    if len(words) < size or known.parts.isdisjoint(_folded(text[words[0][0] : words[-1][1]])):
        return False
    said = text[words[0][0] : words[-1][1]].removesuffix("'s").removesuffix("’s")
    return any(size <= len(name.replace(".", ". ").split()) and same_person(said, name) for name in known.names)


def _is_cited(after: str, words: Vocabulary) -> bool:
    return after.lstrip(" ,’'s").casefold().startswith(words.words.get("blinding.cited", ()))


def _titled(span: Span, known: _Known) -> Iterator[Span]:
    if known.names:
        for match in _TITLED.finditer(span.text):
            if plain(match["name"]) in known.family and not _is_cited(span.text[match.end() :], known.words):
                yield span.part(match.start(), match.end())


def _houses(span: Span, known: _Known) -> Iterator[Span]:
    """The places of the title page, in full or by their capitals."""
    if not known.places:
        return
    words = [(plain(m.group()), m.start(), m.end()) for m in _WORDS.finditer(span.text)]
    at = 0
    while at < len(words):
        most = known.longest.get(words[at][0], 0)
        row = tuple(word for word, _, _ in words[at : at + most])
        size = next((n for n in range(len(row), 1, -1) if row[:n] in known.places), 0)
        size = size or (span.text[words[at][1] : words[at][2]] in known.acronyms)
        if size:
            yield span.part(words[at][1], words[at + size - 1][2])
        at += size or 1


def _initialled(span: Span, known: _Known) -> Iterator[Span]:
    """Initials of authors: with dots, or without them in a row of several or after "author"."""
    if not known.initials:
        return
    text = span.text
    for match in _DOTTED.finditer(text):
        letters = "".join(sign for sign in match.group() if sign.isalpha())
        if letters in known.initials and not _is_patient(text, match.start(), match.end(), known.words):
            yield span.part(match.start(), match.end())
    for row in (*_LISTED.finditer(text), *_IN_BRACKETS.finditer(text)):
        codes = list(_CODES.finditer(text, row.start(), row.end()))
        if all(code.group() in known.initials for code in codes):
            yield span.part(codes[0].start(), codes[-1].end())


def _is_patient(text: str, start: int, end: int, words: Vocabulary) -> bool:
    before = text[:start].rstrip(" .,(:").rpartition(" ")[2].casefold()
    return before in words.words.get("blinding.patients", ()) or _AGE.match(text, end) is not None


@lru_cache(maxsize=2)
def _place_pattern(words: Vocabulary) -> Pattern:
    places = alternatives(words.words.get("blinding.places", ("department",)))
    return Pattern(
        rf"(?:(?i:\bour\s+(?:[\w-]+\s+){{0,4}}?{places})(?:\s+of\s+[\p{{L}},\s]{{1,60}}?)?"
        r"(?:\s*[,(]\s*(?:the\s+)?|\s+(?:at|of|in)\s+(?:the\s+)?)"
        rf"|(?i:\b(?:ethics|review)\s+(?:committee|board))\s+(?:at|of)\s+(?:the\s+)?)(?P<name>{_NAME})",
        flags=0,
    )


def _own_place(span: Span, words: Vocabulary) -> Iterator[Span]:
    """A place called one's own and named ("our department at ..."); a name that is masked is none."""
    text = span.text
    folded = text.casefold()
    if not (" our " in f" {folded}" or "committee" in folded or " board" in folded):
        return
    for match in _place_pattern(words).finditer(text):
        name = match["name"]
        tail = text[match.start() : match.end() + 40].casefold()
        if any(mask in tail for mask in words.words.get("blinding.masks", ())):
            continue
        capitals = [m.group() for m in _ACRONYM.finditer(name)]
        if not _in_names(words).isdisjoint(_folded(name)) or any(
            word not in words.words.get("blinding.no-names", ()) for word in capitals
        ):
            yield span.part(match.start(), match.end()).strip(" .,")


@lru_cache(maxsize=2)
def _work_pattern(words: Vocabulary) -> Pattern:
    def some(key: str) -> str:
        return alternatives(words.words.get(f"blinding.{key}", ("our",)))

    works, before, adverbs, verbs = some("works"), some("before"), some("adverbs"), some("verbs")
    return Pattern(
        rf"\bour\s+(?:own\s+)?{before}\s+(?:\w+\s+){{0,2}}?{works}\b"
        rf"|\bwe\s+(?:have\s+|had\s+)?{adverbs}\s+{verbs}\b"
        rf"|\bwe\s+(?:have\s+|had\s+)?{verbs}\s[^.;]{{0,80}}?\b{adverbs}\b"
        rf"|\bour\s+(?:group|team)\s+(?:has\s+|have\s+|had\s+)?(?:{adverbs}\s+)?{verbs}\b"
        rf"|\b{works}\s+(?:by|from|of)\s+our\s+(?:group|team|department|centre|center|institute|institution)\b"
        rf"|\b{verbs}\s+(?:{adverbs}\s+)?by\s+(?:us|our\s+(?:group|team)|the\s+(?:same|present)\s+authors|one\s+of\s+us)\b"
    )


def _own_work(span: Span, words: Vocabulary, cited: dict[Block, list[Span]]) -> Iterator[Span]:
    """Work that is called one's own and cited in the same sentence, so that it can be looked up."""
    folded = span.text.casefold()
    if not (" our " in f" {folded}" or " we " in f" {folded}" or " us" in folded or " authors" in folded):
        return
    if "et al" in folded or any(span.overlaps(mark) or mark.start == span.end for mark in cited.get(span.block, ())):
        for match in _work_pattern(words).finditer(span.text):
            yield span.part(match.start(), match.end())


def _header(passage: Passage, known: _Known) -> Iterator[Sign]:
    """A header or running title that names an author or a house; "Menon et al." does where nobody knows the authors."""
    span = passage.span
    heads = (m["name"] for m in _RUNNING_HEAD.finditer(span.text))
    if any(not known.names or plain(name) in known.family for name in heads) or any(
        True for _ in (*_named(span, known), *_houses(span, known))
    ):
        yield Sign("header", span)


def _acknowledgement(passage: Passage, known: _Known) -> Iterator[Sign]:
    """An acknowledgement that names a person or a house."""
    text = passage.span.text
    spoken = {word.strip(".,()").casefold() for word in text.split()}
    titled = not spoken.isdisjoint(known.words.words.get("blinding.titles", ()))
    if titled or _TWO_NAMES.search(text):
        yield Sign("acknowledgement", passage.span)
