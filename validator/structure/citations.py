"""Citations: the marks in text, captions and tables that point at references, whatever carries them."""

from collections.abc import Iterable, Sequence

from validator.model.letter import Part, Passage
from validator.model.patterns import Pattern
from validator.model.reference import Carrier, Citation, Reference
from validator.model.text import Span
from validator.structure import citation_marks as marks

_IN_TEXT = frozenset({Part.TEXT, Part.HEADING})
_BESIDE_TEXT = frozenset({Part.CAPTION, Part.TABLE_CAPTION, Part.TABLE})
_ELSEWHERE = frozenset({Part.DECLARATION, Part.FOOTNOTE, Part.ACKNOWLEDGEMENT, Part.PUBLISHER})
"""Parts that seldom cite: only marks that the format makes, or that name what nothing else names, are taken there."""

_FURTHEST = 20
"""How far beyond the last reference a raised number may point and still be taken for a citation."""
_SYMBOL = Pattern(r"(?:(?<!\p{L})\p{Lu}\p{Ll}?|\d)$", flags=0)
"""What stands before the raised number of a vitamin, an allele, an isotope or a power (B¹², HLA-B²⁷, Co⁶⁰, 2¹⁰)."""


def read_citations(passages: Sequence[Passage], references: Sequence[Reference]) -> tuple[Citation, ...]:
    """The citations of a letter: those of the text in its order, then those of captions and tables.

    A raised number (or a citation that the format itself marks) is one unless it is a power, a unit, an isotope or the
    mark of a table's note. Numbers in brackets or parentheses are citations where the letter cites so.
    """
    last = max((reference.number for reference in references), default=0)
    notes = _note_marks(passages)
    spans = (*_spans(passages, _IN_TEXT), *_spans(passages, _BESIDE_TEXT))
    raised = [c for c in marks.raised(spans, notes) if _is_near(c, last)]
    square = list(marks.square(spans, last))
    chosen = _main(raised, square, last)
    if not last:
        return tuple(chosen)
    if not chosen:
        chosen = _in_parentheses(spans, last) or _sequence(list(marks.sunk(spans)), last)
    chosen = chosen and _with_strays(chosen, spans, last, (raised, square))
    elsewhere = _spans(passages, _ELSEWHERE)
    own = [c for c in (*marks.raised(elsewhere, notes), *marks.square(elsewhere, last)) if _is_near(c, last)]
    fields = [c for c in own if c.carrier is Carrier.FIELD]
    return tuple(chosen + fields + (_new(own, [*chosen, *fields], last) if chosen else []))


def _spans(passages: Sequence[Passage], parts: frozenset[Part]) -> list[Span]:
    return [passage.span for passage in passages if passage.part in parts]


def _is_near(citation: Citation, last: int) -> bool:
    """Whether a number is one of the list, or far enough from a symbol and near enough to be a slip."""
    highest = max(citation.numbers)
    if highest <= last or citation.carrier is Carrier.FIELD:
        return highest <= max(last, 1) + _FURTHEST
    symbol = last and _SYMBOL.search(citation.span.block.text, max(0, citation.span.start - 4), citation.span.start)
    return highest <= max(last, 1) + _FURTHEST and not symbol


def _main(raised: list[Citation], square: list[Citation], last: int) -> list[Citation]:
    """The marks of the carrier that names more of the list."""
    if not raised:
        return square if _plausible(square, last) else []
    return raised if len(_named(raised, last)) >= len(_named(square, last)) else square


def _with_strays(
    chosen: list[Citation], spans: Sequence[Span], last: int, others: Iterable[list[Citation]]
) -> list[Citation]:
    """With the marks in another carrier than the letter's own that name references which nothing else names."""
    found = list(chosen)
    for other in others:
        if other and other[0] not in found:
            found += _new(other, found, last)
    if len(_named(found, last)) < last:
        found += _new(marks.sunk(spans), found, last)
    return chosen if len(found) == len(chosen) else _in_order(found, spans)


def _in_parentheses(spans: Sequence[Span], last: int) -> list[Citation]:
    """The numbers in parentheses, if the letter cites so, with those after a counted word that fit in."""
    sure = list(marks.round_(spans, last))
    unsure = list(marks.counted(spans, last))
    found = _sequence(sure, last)
    if not found and len(sure) > len(unsure):
        return _sequence(_in_order([*sure, *unsure], spans), last)
    return _with_next(_in_order([*found, *unsure], spans), {id(citation) for citation in found}) if found else []


def _with_next(citations: Iterable[Citation], sure: set[int]) -> list[Citation]:
    """The sure citations (by id), and of the others those that name the reference whose turn it is."""
    kept: list[Citation] = []
    highest = 0
    for citation in citations:
        if id(citation) in sure or citation.numbers[0] == highest + 1:
            kept.append(citation)
            highest = max(highest, *citation.numbers)
    return kept


def _in_order(citations: Iterable[Citation], spans: Sequence[Span]) -> list[Citation]:
    """Citations in the order of the spans that they stand in."""
    order: dict[int, int] = {}
    for place, span in enumerate(spans):
        order.setdefault(id(span.block), place)
    return sorted(citations, key=lambda c: (order[id(c.span.block)], c.span.start))


def _new(citations: Iterable[Citation], found: Sequence[Citation], last: int) -> list[Citation]:
    """The citations of which every number is in the list and none is named by those that were found before."""
    named = _named(found, last)
    return [c for c in citations if all(number <= last and number not in named for number in c.numbers)]


def _named(citations: Iterable[Citation], last: int) -> set[int]:
    return {number for citation in citations for number in citation.numbers if 1 <= number <= last}


def _plausible(citations: Sequence[Citation], last: int) -> bool:
    """Whether numbers in brackets are citations: one of them is the first reference, or they name most of the list."""
    return any(1 in citation.numbers for citation in citations) or len(_named(citations, last)) * 2 > last


def _sequence(citations: list[Citation], last: int) -> list[Citation]:
    """The numbers in parentheses, or sunk ones, if they go through the list as citations do; else none.

    They begin at 1 and name half of the list or, one after the other, three references; what stands before the 1 and
    what points beyond the list counts something else.
    """
    first = next((place for place, citation in enumerate(citations) if 1 in citation.numbers), None)
    if first is None:
        return []
    kept = [citation for citation in citations[first:] if max(citation.numbers) <= last]
    named = list(dict.fromkeys(number for citation in kept for number in citation.numbers))
    ranges = all(len(citation.numbers) > 2 for citation in kept)  # "possible (1-4), probable (5-8)"
    in_order = named == list(range(1, len(named) + 1)) and len(named) >= 3
    return kept if not ranges and (in_order or len(named) * 2 >= last) else []


def _note_marks(passages: Sequence[Passage]) -> dict[str, set[str]]:
    """For each table, the raised marks with which its notes begin."""
    found: dict[str, set[str]] = {}
    for passage in passages:
        if passage.part not in (Part.TABLE, Part.FOOTNOTE):
            continue
        first = next(passage.span.runs(), None)
        if first is None:
            continue
        run, part = first
        if run.superscript and len(part) < len(passage.span):
            group = passage.hint.group or passage.span.block.hint.group
            found.setdefault(group, set()).add(part.text.strip())
    return found
