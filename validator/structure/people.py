"""Reads who wrote the letter: authors, affiliations, the corresponding author, addresses."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from validator.model.letter import Part, Passage
from validator.model.names import same_person
from validator.model.people import Author, Corresponding, Identifier, People
from validator.model.text import HintKind, Span
from validator.model.vocabulary import Vocabulary
from validator.structure.addresses import emails, orcids
from validator.structure.authors import (
    NameWords,
    Piece,
    address_of,
    is_institution,
    is_label,
    is_name,
    name_and_degrees,
    name_words,
    pieces,
    read_author,
    read_authors,
)

_CONTACT = frozenset({Part.AUTHORS, Part.AFFILIATION, Part.CORRESPONDENCE, Part.FOOTNOTE})
_STRAY = frozenset({Part.TEXT, Part.LABEL, Part.TITLE, Part.HEADING, Part.DECLARATION, Part.ACKNOWLEDGEMENT})
_LINE = 200
"""Characters that a line with an address alone may have, where no part of the letter is set apart for it."""


def read_people(passages: Sequence[Passage], vocabulary: Vocabulary) -> People:
    """The authors in their order, their affiliations, the corresponding author, all e-mail addresses and ORCIDs."""
    known = name_words(vocabulary)
    contact = [passage for passage in passages if passage.part in _CONTACT and passage.span.text.strip()]
    authors: list[Author] = []
    affiliations: list[Span] = []
    for passage in contact:
        if passage.hint.kind is HintKind.AUTHOR:
            authors.append(_set_apart(passage, contact, known))
        elif passage.part is Part.AUTHORS:
            found, rest = read_authors(passage.span, known)
            authors = _with(authors, found)
            affiliations += [rest] if rest else []
        elif passage.part is Part.AFFILIATION:
            affiliations.append(passage.span)
    authors = authors or _beside_their_addresses(contact, known)
    addresses = tuple(_addresses(contact, passages))
    return People(
        tuple(authors),
        tuple(affiliations),
        _corresponding([p.span for p in contact if p.part is Part.CORRESPONDENCE], authors, addresses, known),
        addresses,
        tuple(_orcids(contact)),
    )


def _set_apart(passage: Passage, contact: Sequence[Passage], known: NameWords) -> Author:
    """An author whom the format sets apart; it may say by a group to whom the lines of correspondence belong."""
    group = passage.hint.group
    marked = bool(group) and any(p.part is Part.CORRESPONDENCE and p.hint.group == group for p in contact)
    return read_author(passage.span.strip(), passage.hint.label, known, marked=marked)


def _with(authors: list[Author], found: list[Author]) -> list[Author]:
    """The authors and those of a further line; who is named again, above an address, is the one who answers."""
    again = {author.name.casefold() for author in found}
    named = {author.name.casefold() for author in authors}
    kept = [replace(author, marked=True) if author.name.casefold() in again else author for author in authors]
    return kept + [author for author in found if author.name.casefold() not in named]


def _addresses(contact: Sequence[Passage], passages: Sequence[Passage]) -> Iterator[Identifier]:
    """The addresses of the parts that are set apart for them; where these have none, those on lines of their own."""
    found = [address for passage in contact for address in emails(passage.span)]
    stray = (p.span for p in passages if p.part in _STRAY and len(p.span) <= _LINE) if not found else ()
    yield from found
    for span in stray:
        yield from emails(span)


def _beside_their_addresses(contact: Sequence[Passage], known: NameWords) -> list[Author]:
    """Authors who have a line each with all that belongs to them: "Dr. Leela Menon, Department of Dermatology, ...".

    Only a title or a degree tells such a line from an address.
    """
    authors: list[Author] = []
    for passage in contact:
        first = next(pieces(passage.span), None) if passage.part is Part.AFFILIATION else None
        if first is None or is_institution(first.span.text, known):
            continue
        found = read_authors(passage.span, known)[0][:1]
        titled = name_and_degrees(first.span, known)[0].start > first.span.start
        authors += [author for author in found if titled or author.degrees]
    return authors


def _orcids(contact: Sequence[Passage]) -> Iterator[Identifier]:
    for passage in contact:
        if passage.hint.kind is HintKind.AUTHOR and passage.hint.label:
            yield Identifier(passage.hint.label, passage.span)
        yield from orcids(passage.span)


def _corresponding(
    lines: Sequence[Span], authors: Sequence[Author], addresses: Sequence[Identifier], known: NameWords
) -> Corresponding | None:
    """Who answers for the letter: named in the lines of correspondence, else the one author who is marked."""
    own = [address for address in addresses if any(line.covers(address.span) for line in lines)]
    address = next(iter([*own, *addresses]), None)
    email = address.value if address else ""
    name = _named(lines, authors, known)
    if name:
        printed = " ".join(name.text.split())
        return Corresponding(printed, email, name, address_of(name, printed, authors, known))
    marked = [author for author in authors if author.marked]
    if len(marked) == 1 and address:
        author = marked[0]
        return Corresponding(author.name, email, author.span, address_of(author.span, author.name, authors, known))
    place = address.span if address else next(iter(lines), None)
    return Corresponding("", email, place) if place else None


def _named(lines: Sequence[Span], authors: Sequence[Author], known: NameWords) -> Span | None:
    """The name in the lines of correspondence: an author's if one stands there, else what has the form of a name."""
    parts = [(piece, _name_in(piece.span, known)) for line in lines for piece in pieces(line)]
    for _, name in parts:
        if is_name(name.text, known) and any(same_person(name.text, author.name) for author in authors):
            return name
    return next(_names(parts, known), None)


def _name_in(span: Span, known: NameWords) -> Span:
    """The name in a piece; it may run on into a label ("L. Menon. E-mail") or, after a title, into an address."""
    name = name_and_degrees(span, known)[0]
    head, dot, label = name.text.rpartition(". ")
    if dot and is_label(label.replace("‐", "-").replace("‑", "-"), known):
        name = name.part(0, len(head))
    if name.start == span.start or not is_institution(name.text, known):
        return name
    end = 0
    for word in name.text.split():
        if is_institution(word, known):
            break
        end = name.text.index(word, end) + len(word)
    return name.part(0, end)


def _names(parts: Sequence[tuple[Piece, Span]], known: NameWords) -> Iterator[Span]:
    """What has the form of a name: the first words of all, or words after a title; an address ends the search."""
    spoken = [part for part in parts if not is_label(part[0].span.text, known)]
    for number, (piece, name) in enumerate(spoken):
        if is_institution(name.text, known):
            return
        titled = name.start > piece.span.start
        if is_name(name.text, known) and (titled or (number == 0 and " " in name.text)):
            yield name
