"""What may be a citation mark, carrier by carrier; which of them a letter uses is for `citations.py` to say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from validator.model.patterns import Pattern
from validator.model.reference import Carrier, Citation
from validator.model.text import Run, Span

_DASHES = "–—‐‑‒−-"  # the hyphen last, since these stand in character classes
_BETWEEN = rf"(?:[,;&{_DASHES}]|to|and)"
_NUMBERS = rf"\d{{1,3}}(?:\s*{_BETWEEN}\s*\d{{1,3}})*"
_LIST = Pattern(
    rf"[\s,;.:\[(]*(\d{{1,3}}(?:[\s\])]*{_BETWEEN}[\s\[(]*\d{{1,3}})*(?:\s+\d{{1,3}})*)[\s,;.:\]){_DASHES}]*"
)
_NUMBER = Pattern(rf"(?P<joint>[{_DASHES}]|\bto\b)?[\s\[(]*(?P<number>\d{{1,3}})")
_NAME = r"(?:see\s+)?(?:(?:refs?\b\.?|references?\b)\s*)?"
_PAGE = r"(?:,\s*pp?\.?\s*\d+(?:[–-]\d+)?)?"
_SQUARE = Pattern(
    rf"\[+\s*{_NAME}{_NUMBERS}(?:\s*\]\s*{_BETWEEN}?\s*\[\s*{_NUMBERS}|\s*\]\s*{_BETWEEN}\s*{_NUMBERS})*{_PAGE}\s*\]+(?!\()"
)
_ROUND = Pattern(rf"\(\s*{_NAME}{_NUMBERS}(?:\s*\)\s*[,{_DASHES}]?\s*\(\s*{_NUMBERS})*\s*\)")
_PAGES = Pattern(_PAGE + r"\s*\]+$")
_SUNK = Pattern(
    rf"(?:(?<=[\p{{Ll}})\]][.,;:]|\bet al\.|[\p{{Lu}}\d]\p{{Lu}}[.,]|(?<![\p{{L}}\d-])\p{{Ll}}{{4,}}|[)”\"])"
    rf"|(?<=\p{{Lu}}\d\.)(?=\d{{1,2}}[,{_DASHES}])"
    rf"|(?<=[\p{{Ll}})\]]\.|\p{{Lu}}{{2}}\.)\s(?=[\d ,{_DASHES}]+(?:\s\p{{Lu}}|$)))"
    rf"(\d{{1,2}}(?:\s?[,{_DASHES}]\s?\d{{1,2}})*)(?=[\s.,;:)]|$)",
    flags=0,
)
_RAISED = Pattern(rf"[⁰¹²³⁴-⁹](?:(?:[,;˒⸴⁻{_DASHES}]\s?)?[⁰¹²³⁴-⁹])*")
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒⸴", "0123456789-,,")

# What stands before a raised number that is a power or a unit's; before and after one that is a statistic's.
_POWER = Pattern(r"(?:(?<![\d.,])10|[×x^]\s*\d+)\s?$")
_UNIT = Pattern(r"(?:(?<!\p{L})(?:[kcmdnµμ]?m|k?g/m|kPa|ft)|\d\s?(?:sq|ft|in|inch))\s?$", flags=0)
_STATISTICS = frozenset("rRχXηωIG")
_VALUE = Pattern(r"\s*(?:(?:was|were|is|of)\s+\d|tests?\b|statistics?\b|values?\b)")
_EQUALS = ("=", "<", ">", "≤", "≥")
_OPERATORS = frozenset("=+×−")
_SIGNS = "®™©*†‡§¶#"
_JOINT = Pattern(rf"[\s,;\[\](){_DASHES}]+|\s*and\s*")
_COUNTS = frozenset(f"0123456789 \t\n,;.:&[](){_DASHES}")
# What stands before a number in parentheses or brackets that numbers, counts or lists something.
_MEASURED = Pattern(r"\b(?:eq|equation|step|ci|iqr|ranged|(?:range|interval) (?:was|is|of))\.?\s*$")
_NAMED = Pattern(
    r"\b(?:(?:type|grade|figure|table|panel|step|equation|aged|n|x|by|than|about|ci|iqr|ranged|fig\.?|no\.?|eq\.?)"
    r"|(?:range|interval|median|mean) (?:was|is|of)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s*$"
)
_COUNTED = Pattern(
    r"\b(?:(?:case|patient|male|female|boy|girl|day|week|month|year|level|group|stage|phase|number|score)s?"
    r"|men|women|age|class|category)\s*$"
)
_LISTING = Pattern(r"(?:^|(?<!\bal)[.]|[:;,(]|\b(?:and|or|are|were|include|including))\s*$")
_LIST_ITEM = Pattern(r"\s+\p{L}")
_FURTHEST = 20
"""How far beyond the last reference a number in brackets may point and still be taken for a citation."""

_Piece: TypeAlias = tuple[Run, Span]


def numbers_of(written: str) -> tuple[int, ...]:
    """The numbers of a mark, ranges written out; a range of more than 60 is none."""
    numbers: list[int] = []
    for found in _NUMBER.finditer(written):
        number = int(found["number"])
        if found["joint"] and numbers and 0 < number - numbers[-1] <= 60:
            numbers += range(numbers[-1] + 1, number + 1)
        else:
            numbers.append(number)
    return tuple(numbers) if all(numbers) else ()


def square(spans: Iterable[Span], last: int) -> Iterator[Citation]:
    """Numbers in square brackets; last: the number of the last reference."""
    for span in spans:
        if "[" not in span.text:
            continue
        for found in _SQUARE.finditer(span.text):
            part = span.part(*found.span())
            pages = _PAGES.search(part.text)
            numbers = numbers_of(part.text[: pages.start()] if pages else part.text)
            if numbers and max(numbers) <= max(last, 1) + _FURTHEST and not _measures(part):
                yield Citation(numbers, part, Carrier.BRACKETS)


def round_(spans: Iterable[Span], last: int) -> Iterator[Citation]:
    """Numbers in parentheses that do not count, name or list something; last: that of the last reference."""
    for citation in _parenthesised(spans, last):
        if not _may_count(citation):
            yield citation


def counted(spans: Iterable[Span], last: int) -> Iterator[Citation]:
    """Numbers in parentheses after a word for what is often counted ("patients (3)"): a count or a citation."""
    for citation in _parenthesised(spans, last):
        if _may_count(citation):
            yield citation


def _parenthesised(spans: Iterable[Span], last: int) -> Iterator[Citation]:
    for span in spans:
        if "(" not in span.text:
            continue
        for found in _ROUND.finditer(span.text):
            part = span.part(*found.span())
            numbers = numbers_of(part.text)
            if numbers and max(numbers) <= max(last, 1) + 5 and not _names_or_lists(part):
                yield Citation(numbers, part, Carrier.PARENTHESES)


def _measures(part: Span) -> bool:
    """Whether a number in brackets belongs to the word before it ("95% CI [1-3]", "step [2]")."""
    return bool(_MEASURED.search(part.block.text, max(0, part.start - 20), part.start))


def _names_or_lists(part: Span) -> bool:
    """Whether a number in parentheses is part of a name or introduces an item."""
    text, start = part.block.text, max(0, part.start - 20)
    if _NAMED.search(text, start, part.start):
        return True
    return bool(_LISTING.search(text, start, part.start) and _LIST_ITEM.match(text, part.end))


def _may_count(citation: Citation) -> bool:
    span, text = citation.span, citation.span.block.text
    single = len(citation.numbers) == 1 and text[span.end : span.end + 1] != "."
    return single and bool(_COUNTED.search(text, max(0, span.start - 20), span.start))


def sunk(spans: Iterable[Span]) -> Iterator[Citation]:
    """Numbers glued to a word or its stop, or between two sentences: raised ones that plain text could not keep."""
    for span in spans:
        for found in _SUNK.finditer(span.text):
            numbers = numbers_of(str(found[1]))
            if numbers:
                yield Citation(numbers, span.part(*found.span(1)), Carrier.SUPERSCRIPT)


def raised(spans: Iterable[Span], notes: Mapping[str, set[str]]) -> Iterator[Citation]:
    """Raised numbers, and those that the format itself marks as citations.

    notes: for each table (the group of its blocks) the raised marks that begin its notes.
    """
    for span in spans:
        found = list(_raised_letters(span))
        groups = _groups(span)
        if groups:
            marks = notes.get(span.block.hint.group, set())
            found += (c for c in map(_raised, groups) if c and c.span.text.strip() not in marks)
            found.sort(key=lambda citation: citation.span.start)
        yield from found


def _groups(span: Span) -> list[list[_Piece]]:
    """The raised runs of a span and those that the format marks as citations.

    They are joined where only a dash, a comma or a blank stands between them. Powers, charges and signs are left out.
    """
    groups: list[list[_Piece]] = []
    between: list[_Piece] = []
    joins = False
    if not any(run.superscript or run.cites is not None for run in span.block.runs):
        return groups
    for run, whole in span.runs():
        if not run.superscript and run.cites is None:
            between.append((run, whole))
            continue
        part = whole if run.cites is not None else _counting(whole)
        joint = "".join(piece.text for _, piece in between)
        if part is None:
            joins = False
        elif joins and (not joint or _JOINT.fullmatch(joint)):
            groups[-1] += [*between, (run, part)]
        elif run.cites is not None or not is_no_citation(part):
            groups.append([(run, part)])
            joins = True
        else:
            joins = False
        between = []
    return groups


def _counting(part: Span) -> Span | None:
    """The piece of a raised run that may be a mark: without the signs and the area before it; None for letters."""
    text = part.text
    if text[:1] in _SIGNS:
        part = part.part(len(text) - len(text.lstrip(_SIGNS + ",")))
    elif text[:2] in {"2 ", "3 "} and text[2:3].isdigit() and _is_of_unit(part):
        part = part.part(2)
    text = part.text
    counts = _COUNTS.issuperset(text) or text.strip() in {"and", "to"} or _LIST.fullmatch(text)
    return part if text and counts else None


def _written(run: Run, part: Span) -> str:
    """The numbers of a run: those that the format names, unless the text shows that they are the ends of a range."""
    if not run.cites:
        return part.text
    several = not part.text.isdecimal() and _LIST.fullmatch(part.text)
    shown = numbers_of(part.text) if several else ()
    if len(shown) > len(run.cites) and set(run.cites) <= set(shown):
        return part.text
    return ",".join(map(str, run.cites))


def _raised(group: Sequence[_Piece]) -> Citation | None:
    """The citation that raised runs make, or None where they are a power, an isotope, a charge or letters."""
    first, last = group[0][1], group[-1][1]
    span = Span(first.block, first.start, last.end)
    marked = any(run.cites is not None for run, _ in group)
    written = "".join(_written(run, part) for run, part in group)
    if not _LIST.fullmatch(written) or (not marked and is_no_citation(span)):
        return None
    numbers = numbers_of(written)
    carrier = Carrier.FIELD if marked else Carrier.SUPERSCRIPT
    return Citation(numbers, span.strip(), carrier) if numbers else None


def _raised_letters(span: Span) -> Iterator[Citation]:
    """Citations in raised digits of Unicode."""
    text = span.text
    if not any(letter in text for letter in "¹²³⁴⁵⁶⁷⁸⁹"):
        return
    for found in _RAISED.finditer(text):
        part = span.part(*found.span())
        follows = text[found.end() : found.end() + 1]
        precedes = text[: found.start()][-1:]
        charge = (precedes and precedes in "⁻⁺₋₊") or (follows and follows in "⁺⁻")
        if charge or is_no_citation(part):
            continue
        numbers = numbers_of(found[0].translate(_RAISED_DIGITS))
        if numbers:
            yield Citation(numbers, part, Carrier.SUPERSCRIPT)


def is_no_citation(span: Span) -> bool:
    """Whether a raised number is a power, a unit's or statistic's, or the mass number of an isotope."""
    text = span.block.text
    mark = span.text.strip().translate(_RAISED_DIGITS)
    before, after = text[: span.start][-1:], text[span.end : span.end + 1]
    if (not before or before.isspace() or before in "[(-–/") and after.isalpha():
        return True
    if _POWER.search(text, max(0, span.start - 8), span.start):
        return True
    return mark in {"2", "3"} and (_is_of_unit(span) or _is_of_letter(span))


def _is_of_unit(span: Span) -> bool:
    return bool(_UNIT.search(span.block.text, max(0, span.start - 8), span.start))


def _is_of_letter(span: Span) -> bool:
    """Whether a 2 or 3 is the power of a letter: R², χ² = 4, a² + b²; alone in its cell, too."""
    text = span.block.text
    after = text[span.end : span.end + 3].lstrip()
    if after.startswith(_EQUALS):
        return True
    before = text[max(0, span.start - 4) : span.start].rstrip()
    letter, rest = before[-1:], before[:-1]
    if not letter.isalpha() or rest[-1:].isalnum():
        return False
    if letter in _STATISTICS:
        return bool(_VALUE.match(text, span.end)) or len(text.strip()) == 2
    return letter.islower() and (after[:1] in _OPERATORS or rest.rstrip()[-1:] in _OPERATORS)
