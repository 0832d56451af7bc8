"""Reads a line of authors: names apart from the titles, degrees, marks and addresses around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from validator.model.names import same_person
from validator.model.patterns import Pattern
from validator.model.people import Author, Identifier
from validator.model.text import Span
from validator.model.vocabulary import Vocabulary
from validator.structure.addresses import emails, orcids

_SEEN = "\x1f"
"""Stands in the text for a mark or address; it separates names as a comma does."""
_MARKS = Pattern(
    r"[⁰¹²³⁴-⁹ᵃ-ᶻ*∗⁎†‡§¶#✉‖]+|https?://\S+|(?:^|(?<=\n))\s*\d{1,2}[.)]\s"
    r"|(?<=\p{L}\.?)\d{1,2}(?:\s*,\s*\d{1,2})*(?!\d)"
)
_ROLE_MARKS = "*∗⁎✉"
_APART = Pattern(r"[,;:\n()\[\]|•·&\x1f]|(?:^|(?<=[\s,;\x1f]))and(?=\s)")
_INITIALS = Pattern(r"(?:\p{Lu}\.?[\s\-]?){1,4}", flags=0)
_NAME = Pattern(r"(?=.*\p{L}\p{M}*\p{L})[\p{L}\p{M}.'’ʼ`\-‐‑\s]{2,60}", flags=0)
_WORD = Pattern(r"\S+")
_PLAIN_DEGREE = str.maketrans(dict.fromkeys(".-,()"))
_EDGES = " \t\u00a0\u2009-–—"


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words of a vocabulary that stand around names, folded, ready to be looked up."""

    titles: frozenset[str]
    addresses: frozenset[str]
    doctors: frozenset[str]
    degrees: frozenset[str]
    labels: frozenset[str]
    positions: frozenset[str]
    corresponding: frozenset[str]
    institutions: frozenset[str]
    particles: frozenset[str]


@lru_cache(maxsize=8)
def name_words(vocabulary: Vocabulary) -> NameWords:
    """The vocabulary's words for names."""

    def known(key: str) -> frozenset[str]:
        return frozenset(map(_joined, vocabulary.words.get(key, ())))

    return NameWords(
        known("people.titles"),
        known("people.addresses"),
        known("people.doctors"),
        known("people.degrees"),
        known("people.labels"),
        known("people.positions"),
        known("people.corresponding") | frozenset(map(_joined, vocabulary.headings.get("corresponding-author", ()))),
        known("parts.institutions"),
        known("parts.name-particles"),
    )


def _joined(text: str) -> str:
    return text.casefold().replace(" ", "")


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two separators.

    after: what follows it up to the next piece, marks included. bracketed: it stands in brackets.
    """

    span: Span
    after: str
    bracketed: bool = False


def read_authors(span: Span, known: NameWords) -> tuple[list[Author], Span | None]:
    """The authors of a line, and what of the line is an affiliation already."""
    authors: list[Author] = []
    iris = list(orcids(span))
    for piece in pieces(span):
        if is_institution(piece.span.text, known):
            return authors, Span(span.block, piece.span.start, span.end)
        author = _read(piece, authors, known)
        if author:
            authors.append(author)
    authors = _given_names_first(authors, span)
    return _with_orcids(authors, iris) if iris and authors else authors, None


def read_author(span: Span, orcid: str, known: NameWords, *, marked: bool) -> Author:
    """The one author whose name a format sets apart; degrees may stand behind it."""
    head, comma, tail = span.text.partition(", ")
    name, degrees = name_and_degrees(span.part(0, len(head)), known)
    further = tuple(degree.strip() for degree in tail.split(",")) if comma else ()
    return Author(" ".join(name.text.split()) or head, span, degrees + further, orcid, marked)


def pieces(span: Span) -> Iterator[Piece]:
    """What stands between commas, semicolons, "and", brackets, line ends and marks; never empty."""
    text = _without_marks(span)
    separators = [(match.start(), match.end()) for match in _APART.finditer(text)]
    found: list[tuple[int, int]] = []
    for start, end in zip(
        [0, *(end for _, end in separators)], [*(start for start, _ in separators), len(text)], strict=True
    ):
        piece = span.part(start, end).strip(_EDGES)
        if len(piece):
            found.append((piece.start - span.start, piece.end - span.start))
    # A line of marks alone has no piece, though it has an end.
    for (start, end), following in zip(found, [*(start for start, _ in found[1:]), len(text)], strict=False):
        yield Piece(span.part(start, end), span.text[end:following], _bracketed(span.text[:start]))


def _bracketed(before: str) -> bool:
    return any(before.count(left) > before.count(right) for left, right in ("()", "[]"))


def _without_marks(span: Span) -> str:
    letters = list(span.text)
    hidden = [(match.start(), match.end()) for match in _MARKS.finditer(span.text)]
    places = [part for run, part in span.runs() if run.superscript or run.link.startswith("mailto:")]
    places += [found.span for found in (*emails(span), *orcids(span))]
    hidden += [(place.start - span.start, place.end - span.start) for place in places]
    for start, end in hidden:
        letters[start:end] = _SEEN * (end - start)
    return "".join(letters)


def is_label(text: str, known: NameWords) -> bool:
    """Whether a text says what follows it and is itself no name: "Authors", "Corresponding author", "ORCID"."""
    return _joined(text).rstrip("0123456789") in known.labels or _joined(text) in known.corresponding


def is_institution(text: str, known: NameWords) -> bool:
    """Whether a word of an address stands in the text."""
    return not known.institutions.isdisjoint(_folded(text.split()))


def _folded(words: Sequence[str]) -> list[str]:
    return [word.replace(".", "").strip("'’:").casefold() for word in words]


def _read(piece: Piece, authors: list[Author], known: NameWords) -> Author | None:
    """The author that a piece names; what belongs to the author before is added there."""
    name, degrees = name_and_degrees(piece.span, known)
    before = authors[-1] if authors else None
    marked = any(mark in piece.after for mark in _ROLE_MARKS)
    if is_label(piece.span.text, known):
        if before and _joined(piece.span.text) in known.corresponding:
            authors[-1] = replace(before, marked=True)
    elif before and not len(name):
        span = Span(before.span.block, before.span.start, piece.span.end)
        authors[-1] = replace(before, degrees=(*before.degrees, *degrees), span=span, marked=before.marked or marked)
    elif before and _continues(before, name.text, known):
        span = Span(before.span.block, before.span.start, name.end)
        authors[-1] = replace(before, name=f"{before.name} {name.text}", span=span, marked=before.marked or marked)
    elif is_name(name.text, known) and not piece.bracketed:
        whole = Span(name.block, name.start, piece.span.end)
        return Author(" ".join(name.text.split()), whole, degrees, marked=marked)
    return None


def name_and_degrees(span: Span, known: NameWords) -> tuple[Span, tuple[str, ...]]:
    """The name in a span, without the titles before it, and the degrees that stand after it."""
    text = span.text
    words = [(word.start(), word.end()) for word in _WORD.finditer(text)]
    while words and _is_title(text[slice(*words[0])], known, capitals=text.isupper()):
        words = words[1:]
    degrees: list[str] = []
    while words and _is_degree(text[slice(*words[-1])], known) and not _may_be_initials(text, words, known):
        degrees.insert(0, text[slice(*words.pop())])
    name = span.part(words[0][0], words[-1][1]) if words else span.part(len(text), len(text))
    last = name.text.rpartition(" ")[2]
    return name.strip(".") if last.count(".") == 1 and len(last) > 2 else name, tuple(degrees)


def address_of(span: Span, name: str, authors: Sequence[Author], known: NameWords) -> str:
    """How a person is addressed before the name: by the titles printed there, else as "Dr." if a degree tells."""
    printed: list[str] = []
    for word in reversed(span.block.text[: span.start].split()):
        if not _is_title(word.strip("()"), known, capitals=False):
            break
        printed.insert(0, word.strip("()"))
    said = [word for word in printed if _joined(word.replace(".", "")) in known.addresses]
    if said:
        return " ".join(said)
    degrees = (degree for author in authors if same_person(author.name, name) for degree in author.degrees)
    is_doctor = any(_joined(degree.translate(_PLAIN_DEGREE)) in known.doctors for degree in degrees)
    return "Dr." if is_doctor else ""


def _is_title(word: str, known: NameWords, *, capitals: bool) -> bool:
    """A title is no cluster of initials: "Ms" is a title, "MS Rao" none, unless the whole name is in capitals."""
    letters = word.replace(".", "")
    return letters.casefold() in known.titles and (capitals or not letters.isupper() or len(letters) > 2)


def _is_degree(word: str, known: NameWords) -> bool:
    plain = word.replace(".", "").replace("-", "").strip(",:")
    return plain.casefold() in known.degrees and plain[1:] != plain[1:].lower()


def _may_be_initials(text: str, words: Sequence[tuple[int, int]], known: NameWords) -> bool:
    """Whether the last word may be the initials of the family name before it: "Kumar MS", "de Souza MD"."""
    others = _folded([text[slice(*word)] for word in words[:-1]])
    letters = text[slice(*words[-1])].replace(".", "")
    return len([word for word in others if word not in known.particles]) == 1 and len(letters) <= 3


def _continues(before: Author, text: str, known: NameWords) -> bool:
    """Whether a piece belongs to the name before it: "Kumar, S." or "Ferreira, Jr"."""
    if text.replace(".", "") in {"Jr", "Sr", "II", "III", "IV"}:
        return True
    family = [word for word in before.name.split() if word.casefold() not in known.particles]
    return len(family) == 1 and not before.degrees and _INITIALS.fullmatch(text) is not None


def is_name(text: str, known: NameWords) -> bool:
    """Whether a text has the form of a person's name: one to six words, the chief ones with a capital."""
    words = text.split()
    if not 1 <= len(words) <= 6 or not _NAME.fullmatch(text) or known.positions.issuperset(_folded(words)):
        return False
    chief = [word for word in words if word.casefold() not in known.particles]
    return bool(chief) and all(not word[0].islower() or "'" in word[:3] or "’" in word[:3] for word in chief)


def _given_names_first(authors: list[Author], span: Span) -> list[Author]:
    """The authors of "Kumar, Shubham; Patra, Suman", where a semicolon parts persons and a comma parts the name."""
    chunks = span.text.split(";")
    if len(chunks) < 2 or len(authors) != 2 * len(chunks) or any(chunk.count(",") != 1 for chunk in chunks):
        return authors
    pairs = zip(authors[::2], authors[1::2], strict=True)
    return [
        replace(given, name=f"{given.name} {family.name}", span=Span(span.block, family.span.start, given.span.end))
        for family, given in pairs
    ]


def _with_orcids(authors: list[Author], iris: Sequence[Identifier]) -> list[Author]:
    """The authors, each with the ORCID that stands between its name and the next."""
    ends = [author.span.start for author in authors[1:]]
    return [
        replace(author, orcid=next((iri.value for iri in iris if author.span.start <= iri.span.start < end), ""))
        for author, end in zip(authors, [*ends, len(authors[-1].span.block.text) + 1], strict=True)
    ]
