"""References: the entries of the list, each read from its right end into its parts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from validator.model.journals import journal_index
from validator.model.letter import Part, Passage
from validator.model.patterns import Match, Pattern
from validator.model.reference import NO_FIELD, Field, Reference, ReferenceKind
from validator.model.text import Span
from validator.model.vocabulary import Vocabulary
from validator.structure.entries import works
from validator.structure.reference_commas import read_comma_style
from validator.structure.reference_head import Head, split_head
from validator.structure.reference_identifiers import read_identifiers
from validator.structure.reference_names import Names, read_group, read_names
from validator.structure.reference_notes import without_notes
from validator.structure.reference_source import Source, read_ahead, read_more_pages, read_published, read_source
from validator.structure.reference_works import read_bare, read_work

_VOLUME_AFTER = Pattern(r"(?<=\p{L}[.)]?)\s+(?P<volume>\d{1,4})(?:\s?\(\w{1,4}\))?$")
_LABEL = Pattern(r"\D*(?P<number>\d{1,4})\D*$")
_NOISE = Pattern(
    r"available(?:\s+(?:from|at|on|online))?|disponible\s+en|dispon[ií]vel\s+em|retrieved|from|at|doi|pmid|pmcid|pubmed|url|epub|"
    r"crossref|google\s*scholar|internet|online|print|electronic|serial|journal\s+article|free\s+full\s+text|pp?|vol|no|issue|and|on|"
    r"cited|accessed|published|the|in|https?|www|article|artn?|id|quiz|discussion|erratum"
)
_WORDS = Pattern(r"[\p{L}\d][\p{L}\d'’-]*")
_BETWEEN = " \t\n\u00a0.,;:()[]-–"
_LONGEST = 10_000
"""Characters of an entry that may be a reference: one that names a hundred authors has some 3,000."""


def read_references(passages: Sequence[Passage], vocabulary: Vocabulary) -> tuple[Reference, ...]:
    """The references of a letter, in the order of its list."""
    entries = [passage for passage in passages if passage.part is Part.REFERENCE and passage.span.text.strip()]
    found: list[Reference] = []
    for passage in entries:
        label = _LABEL.match(passage.hint.label) if passage.hint.label else None
        spans = [passage.span] if label else works(passage.span, group_words(vocabulary))
        for span in spans:
            number = int(label["number"]) if label else len(found) + 1
            found.append(parse_reference(span, number, vocabulary, numbered=bool(label)))
    return tuple(found)


def parse_reference(span: Span, number: int, vocabulary: Vocabulary, numbered: bool = True) -> Reference:
    """A reference read into its parts; every part is a span of the entry, and what is no part stays between them.

    An entry too long to be a reference is left unread.
    """
    span = span.strip()
    if len(span) > _LONGEST:
        return Reference(number, span, numbered)
    identifiers = read_identifiers(span)
    names = _names(identifiers.blanked, vocabulary)
    begin = names.end if names else 0
    text = without_notes(identifiers.blanked, begin)
    source = read_source(text, begin)
    if source is None and identifiers.get("posted"):
        text = _with_posted(text, identifiers.get("posted"), span)
    commas = _comma_style(text, source, vocabulary)
    names = commas[0] if commas else names
    reference = Reference(
        number,
        span,
        numbered,
        authors=names.authors if names else (),
        authors_span=span.part(names.start, names.end) if names else None,
        et_al=bool(names and names.et_al),
        doi=identifiers.get("doi"),
        pmid=identifiers.get("pmid"),
        pmcid=identifiers.get("pmcid"),
        url=identifiers.get("url"),
        accessed=identifiers.get("accessed"),
    )
    journal_at = commas[1] if commas else None
    reference = _apart(_with_source(reference, names, text, source, journal_at, vocabulary))
    rest = tuple(_rest(reference, text))
    return replace(reference, rest=rest) if rest else reference


def _with_posted(text: str, posted: Field, span: Span) -> str:
    """The text with the words "Published online July 4, 2024", which alone tell the year of such an article."""
    end = posted.span.end - span.start if posted.span else 0
    start = span.text.casefold().rfind("published", 0, end)
    return text[:start] + span.text[start:end] + text[end:]


def _comma_style(text: str, source: Source | None, vocabulary: Vocabulary) -> tuple[Names, int] | None:
    if source is None or source.front:
        return None
    return read_comma_style(text, source.start, journal_index(vocabulary).is_known, group_words(vocabulary))


def _names(text: str, vocabulary: Vocabulary) -> Names | None:
    groups = group_words(vocabulary)
    return read_names(text, groups) or read_group(text, groups)


@lru_cache(maxsize=4)
def group_words(vocabulary: Vocabulary) -> frozenset[str]:
    """The words that tell a group of authors from a person."""
    return frozenset(vocabulary.words.get("references.group-authors", ()))


def _with_source(
    reference: Reference,
    names: Names | None,
    text: str,
    source: Source | None,
    journal_at: int | None,
    vocabulary: Vocabulary,
) -> Reference:
    """The reference with title, source and kind, by the kind of source that its end shows.

    text: the entry with identifiers and notes blanked out; journal_at: where the journal begins, if that is known.
    """
    begin = names.after if names else 0
    work = read_work(reference, text, begin, source, _publishers(vocabulary))
    if work is not None:
        return work
    source = source or read_ahead(text) or read_published(text, names.end if names else 0)
    if source is None or source.start < begin:
        return read_bare(reference, text, begin)
    if source.front:
        begin = max(begin, source.front[1])
    head = _head(reference.span, begin, source, text, journal_at, vocabulary)
    if not (reference.doi or {"volume", "first", "ahead"} & source.parts.keys() or _is_journal(head, vocabulary)):
        return read_bare(reference, text, begin)
    return _article(reference, head, text, source)


def _article(reference: Reference, head: Head, text: str, source: Source) -> Reference:
    span = reference.span
    parts = {**source.parts, **_ahead_after(text, source)}
    if "volume" not in parts and source.front and (found := _VOLUME_AFTER.search(head.journal.text)):
        at = head.journal.start - span.start
        parts["volume"] = (at + found.start("volume"), at + found.end("volume"))
        head = replace(head, journal=head.journal.part(0, found.start()))
    if "first" in parts and (more := read_more_pages(text, source.end)):
        parts["more"] = more
    fields = {name: _field(span, place) for name, place in parts.items()}
    return replace(
        reference,
        kind=ReferenceKind.ARTICLE,
        title=_of(head.title),
        note=_of(head.note) if head.note else NO_FIELD,
        journal=_of(head.journal),
        year=fields.get("year", NO_FIELD),
        date=fields.get("date", NO_FIELD),
        volume=fields.get("volume", NO_FIELD),
        issue=fields.get("issue", NO_FIELD),
        first_page=fields.get("first", NO_FIELD),
        last_page=fields.get("last", NO_FIELD),
        more_pages=fields.get("more", NO_FIELD),
        ahead=_of(head.ahead) if head.ahead else fields.get("ahead", NO_FIELD),
    )


def _is_journal(head: Head, vocabulary: Vocabulary) -> bool:
    return bool(len(head.title)) and journal_index(vocabulary).is_known(head.journal.text)


@lru_cache(maxsize=4)
def _publishers(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(vocabulary.words.get("references.publishers", ()))


def _ahead_after(text: str, source: Source) -> Mapping[str, tuple[int, int]]:
    """Where an article without a volume says after its source that it is ahead of print."""
    if "volume" in source.parts or "ahead" in source.parts:
        return {}
    found = read_ahead(text, source.end)
    return {"ahead": found.parts["ahead"]} if found else {}


def _head(span: Span, begin: int, source: Source, text: str, journal_at: int | None, vocabulary: Vocabulary) -> Head:
    """Title and journal: what stands before the source, without a link or DOI that was blanked out at its end."""
    end = max(begin, source.start)
    head = span.part(begin, begin + len(text[begin:end].rstrip(" \t\n\u00a0,;([."))).strip(" \t\n\u00a0,;.")
    return split_head(head, vocabulary, None if journal_at is None else span.start + journal_at)


def _field(span: Span, place: tuple[int, int]) -> Field:
    return _of(span.part(*place).strip(" \t\n\u00a0.,"))


def _of(span: Span) -> Field:
    return Field(span.text, span) if len(span) else NO_FIELD


def _apart(reference: Reference) -> Reference:
    """The reference with no part inside another: "Report, 2014" ends before its year.

    A year in the middle of a title ("Survey of 2014 in brief") is read from there and has no place of its own.
    """
    parts = tuple(reference.parts())
    if all(before.end <= after.start for before, after in pairwise(parts)):
        return reference
    year = reference.year.span
    if year is not None and any(
        _goes_on(part, year) or part is reference.authors_span for part in _around(year, parts)
    ):
        reference = replace(reference, year=Field(reference.year.text))
        parts = tuple(part for part in parts if part is not year)
    return replace(
        reference,
        title=_ended(reference.title, parts),
        journal=_ended(reference.journal, parts),
        container=_ended(reference.container, parts),
    )


def _around(year: Span, parts: Sequence[Span]) -> Iterator[Span]:
    """The parts that have the year in them."""
    yield from (part for part in parts if part is not year and part.start <= year.start < part.end)


def _goes_on(part: Span, year: Span) -> bool:
    """Whether a part that has the year in it has words after that."""
    return bool(part.part(year.end - part.start).text.strip(_BETWEEN))


def _ended(field: Field, parts: Sequence[Span]) -> Field:
    """A part ended before the first other one that begins in it; none where nothing but usual words is left."""
    span = field.span
    if span is None:
        return field
    start = min(
        (part.start for part in parts if part is not span and span.start <= part.start < span.end), default=None
    )
    if start is None:
        return field
    kept = span.part(0, start - span.start)
    opened = max(kept.text.rfind("["), kept.text.rfind("("))
    if opened >= 0 and not any(mark in kept.text[opened:] for mark in "])"):
        kept = kept.part(0, opened)
    kept = kept.strip(_BETWEEN)
    return NO_FIELD if _NOISE.fullmatch(kept.text) else _of(kept)


def _rest(reference: Reference, text: str) -> Iterator[Span]:
    """The words of the entry that belong to no part and are not the usual words between parts.

    text: the entry with its identifiers blanked out.
    """
    at = 0
    for part in (*reference.parts(), reference.span.part(len(reference.span))):
        start, end = part.start - reference.span.start, part.end - reference.span.start
        # Most of what stands between two parts is a mark and a blank.
        for word in _WORDS.finditer(text, at, start) if text[at:start].strip(_BETWEEN) else ():
            if not (_NOISE.fullmatch(word[0]) or _is_letter_of_year(reference, word)):
                yield reference.span.part(*word.span())
        at = max(at, end)


def _is_letter_of_year(reference: Reference, word: Match) -> bool:
    """Whether a letter tells works of one year apart: 2010b."""
    year = reference.year.span
    return year is not None and len(word[0]) == 1 and word.start() == year.end - reference.span.start
