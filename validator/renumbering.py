"""The corrections that put references in the order of their first citation: list, marks and mentions together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from validator.model.figure import Table
from validator.model.letter import Letter, Part
from validator.model.patterns import Match, Pattern
from validator.model.reference import Carrier, Citation
from validator.model.result import Applicability, Fix
from validator.model.text import Block, HintKind, Span

_IN_TEXT = (Part.TEXT, Part.HEADING)
_CITED_FROM = (*_IN_TEXT, Part.CAPTION, Part.TABLE_CAPTION, Part.TABLE)
_ELSEWHERE = (Part.FOOTNOTE, Part.ABSTRACT, Part.DECLARATION, Part.ACKNOWLEDGEMENT)
_DASH = r"(?:[–—‐‑‒−-]|\bto\b)"
_NUMBERS = rf"\d{{1,3}}(?:\s*(?:[,;&]|\band\b|{_DASH})\s*\d{{1,3}})*"
_RANGE = rf"[\s\])]*{_DASH}[\s\[(]*"
_NUMBER = Pattern(rf"(?P<joint>{_RANGE})?(?P<number>\d{{1,3}})")
_JOINT = Pattern(_RANGE)
_MENTION = Pattern(
    rf"(?<![\p{{L}}\d])(?P<word>references?|refs?\.?)(?:\s+(?:no\.?|nos\.?|numbers?))?\s*(?P<numbers>(?>{_NUMBERS}))"
    r"(?!\d|[.,·]\d|\s*(?:[%×/°±<>]|(?:[mkµμncp]?(?:g|l|mol|m|iu|u|kat|s)|mm\s?hg|cells|years?|days?|weeks?|months?)\b))"
)
_OTHERS_BEFORE = Pattern(r"(?:\btheir|\bhis|\bher|\bits|s['’]|['’]s)\s+$")
_OTHERS_AFTER = Pattern(r"\s*(?:\(?(?:of|in|from)\s+(?:their|the(?!\s+(?:list|present))|that)\b)")
_BRACKETS = Pattern(rf"\[\s*({_NUMBERS})\s*\]")
_PARENTHESES = Pattern(rf"\(\s*({_NUMBERS})\s*\)")
_SUNK = Pattern(rf"(?<=\p{{L}}[.,;)\]]{{1,2}})({_NUMBERS})(?!\d|[.,]\d|\p{{L}})")
_AFTER_WORDS = Pattern(r"(?:\p{L}{4}|[.,;:)”\"’])$")
_NEVER = 1000
"""More numbers than any mark has."""

_OWNER = 8
"""Characters before a number in which the owner of another list is looked for."""


class _NotRenumberableError(Exception):
    """What keeps a letter from being renumbered, as a sentence."""


def renumber(letter: Letter, cited: Sequence[int]) -> tuple[tuple[Fix, ...], str]:
    """The corrections that give each reference the number of its first citation, or none and a sentence why.

    cited: the numbers in the order in which the text first cites them. One that only a caption or table cites comes
    where the text first calls that figure or table (ICMJE), and one that is cited nowhere at the end. The entries of
    the list change places, and their numbers stay where they are. All corrections are one group.
    """
    numbers = [reference.number for reference in letter.references]
    try:
        if numbers != list(range(1, len(numbers) + 1)):
            raise _NotRenumberableError("The numbers of the list do not run 1, 2, 3: put them right first.")
        order = _order(letter, cited)
        new = {old: place for place, old in enumerate(order, 1)}
        group = f"renumbering of letter {letter.index}"
        fixes = [*_marks(letter, new, group), *_mentions(letter, new, group), *_entries(letter, order, group)]
    except _NotRenumberableError as error:
        return (), str(error)
    return tuple(fixes), ""


def is_as_meant(before: Letter, fixes: Iterable[Fix], after: Letter) -> bool:
    """Whether a letter that was read again cites as it did, or as the corrections of its group say."""
    given = {fix.span: set(_numbers(fix.after)) for fix in fixes if fix.group and fix.moved is None}
    were = [set(citation.numbers) for citation in before.citations]
    wanted = [given.get(citation.span, numbers) for citation, numbers in zip(before.citations, were, strict=True)]
    found = [set(citation.numbers) for citation in after.citations]
    same_list = [r.number for r in before.references] == [r.number for r in after.references]
    return same_list and found in (were, wanted)


# The order


def _order(letter: Letter, cited: Sequence[int]) -> list[int]:
    """The old numbers in their new order."""
    at = _text_places(letter)
    nowhere = (len(letter.passages), 0)
    seen: list[tuple[tuple[int, int], int]] = []
    for citation in letter.citations:
        in_text = at.get(citation.span.block)
        for number in sorted(citation.numbers):
            if in_text is not None:
                seen.append(((in_text, citation.span.start), number))
            elif number not in cited:
                seen.append((_called(citation, letter, at) or nowhere, number))
    seen.sort(key=lambda pair: pair[0])
    numbers = [reference.number for reference in letter.references]
    return [n for n in dict.fromkeys([*(number for _, number in seen), *numbers]) if n in set(numbers)]


def _text_places(letter: Letter) -> dict[Block, int]:
    return {passage.span.block: place for place, passage in enumerate(letter.passages) if passage.part in _IN_TEXT}


def _called(citation: Citation, letter: Letter, at: Mapping[Block, int]) -> tuple[int, int] | None:
    """Where the text first calls the figure or table that a citation stands in."""
    figures = [f for f in letter.figures if any(span.covers(citation.span) for span in (f.span, *f.more))]
    tables = [] if figures else [table for table in letter.tables if _holds(table, citation, letter)]
    called = (
        (at[callout.span.block], callout.span.start)
        for callout in letter.callouts
        if callout.span.block in at
        and (
            any(figure.is_called_by(callout) for figure in figures)
            or any(callout.target == "table" and callout.label == table.label for table in tables)
        )
    )
    return min(called, default=None)


def _holds(table: Table, citation: Citation, letter: Letter) -> bool:
    """Whether a citation stands in a table or its caption; Markdown does not tell which cells a caption is of."""
    hint = citation.span.block.hint
    only = hint.kind is HintKind.TABLE_CELL and len(letter.tables) == 1
    return only or table.span.covers(citation.span) or (hint.group != "" and hint.group == table.span.block.hint.group)


# The corrections


def _entries(letter: Letter, order: Sequence[int], group: str) -> Iterator[Fix]:
    for place, reference in zip(order, letter.references, strict=True):
        entry = letter.references[place - 1]
        if entry is not reference:
            yield Fix(reference.span, entry.span.text, Applicability.SUGGEST, moved=entry.span, group=group)


def _marks(letter: Letter, new: Mapping[int, int], group: str) -> Iterator[Fix]:
    usual = [citation.span.text for citation in letter.citations]
    for citation in letter.citations:
        text = citation.span.text
        if any(number not in new for number in citation.numbers):
            raise _NotRenumberableError(f"“{text}” cites a reference that the list does not have: settle that first.")
        if citation.carrier is not Carrier.FIELD and set(_numbers(text)) != set(citation.numbers):
            raise _NotRenumberableError(f"We cannot tell how “{text}” would be written with other numbers.")
        after = _rewritten(text, {new[number] for number in citation.numbers}, usual)
        if any(new[number] != number for number in citation.numbers) and after != text:
            yield Fix(citation.span, after, Applicability.SUGGEST, group=group)


def _mentions(letter: Letter, new: Mapping[int, int], group: str) -> Iterator[Fix]:
    """References named in words ("see ref. 5"); refuses where a number may be one and may not."""
    changed = {number for number in new if new[number] != number}
    marks = [citation.span for citation in letter.citations]
    suspects = list(_suspects(letter))
    for passage in letter.passages:
        if passage.part not in (*_CITED_FROM, *_ELSEWHERE):
            continue
        # A mark in the text that was not read may come first, whether its own number changes or not.
        in_doubt = set(new) if passage.part in _IN_TEXT else changed
        for span in _unread(passage.span, passage.part, suspects):
            if in_doubt.intersection(_numbers(span.text)) and not any(mark.overlaps(span) for mark in marks):
                raise _doubt(span)
        for span, doubtful in _named(passage.span):
            numbers = _numbers(span.text)
            if not changed.intersection(numbers) or any(mark.overlaps(span) for mark in marks):
                continue
            if doubtful or any(number not in new for number in numbers):
                raise _doubt(span)
            yield Fix(span, _rewritten(span.text, {new[n] for n in numbers}, ()), Applicability.SUGGEST, group=group)


def _doubt(span: Span) -> _NotRenumberableError:
    words = " ".join(_around(span).split())
    return _NotRenumberableError(f"“{words}” may name references too, so renumbering is left to you.")


def _suspects(letter: Letter) -> Iterator[Pattern]:
    """How numbers stand that were read as no citations and may be some: as the letter's own, or in brackets."""
    yield _BRACKETS
    if any(citation.carrier is Carrier.PARENTHESES for citation in letter.citations):
        yield _PARENTHESES
    if any(
        citation.carrier is Carrier.SUPERSCRIPT and not any(run.superscript for run, _ in citation.span.runs())
        for citation in letter.citations
    ):
        yield _SUNK


def _unread(span: Span, part: Part, suspects: Iterable[Pattern]) -> Iterator[Span]:
    """The numbers in a passage that stand as citations do, read as some or not."""
    text = span.text
    for pattern in suspects:
        yield from (span.part(*found.span(1)) for found in pattern.finditer(text))
    if part in _ELSEWHERE:
        for run, raised in span.runs():
            before = text[: raised.start - span.start]
            if run.superscript and _BRACKETS.fullmatch(f"[{raised.text}]") and _AFTER_WORDS.search(before[-5:]):
                yield raised


def _named(span: Span) -> Iterator[tuple[Span, bool]]:
    """The numbers that a passage calls references, and whether that is in doubt."""
    text = span.text
    if "ref" in text or "Ref" in text or "REF" in text:
        for found in _MENTION.finditer(text):
            yield span.part(*found.span("numbers")), _is_doubtful(found, text)


def _is_doubtful(found: Match, text: str) -> bool:
    """Whether a number after "reference" may be a range of values ("reference 4–10") or of another's list."""
    singular = not found["word"].rstrip(".").endswith("s")
    before = text[max(0, found.start() - _OWNER) : found.start()]
    others = _OTHERS_BEFORE.search(before) or _OTHERS_AFTER.match(text, found.end())
    return bool(others) or (singular and _JOINT.search(found["numbers"]) is not None)


def _around(span: Span) -> str:
    text = span.block.text
    start = text.rfind(" ", 0, max(0, span.start - 12)) + 1
    end = text.find(" ", min(len(text), span.end + 12))
    return text[start : end if end > 0 else len(text)]


# The form of a mark


def _numbers(written: str) -> list[int]:
    """The numbers of a mark, ranges written out."""
    numbers: list[int] = []
    for found in _NUMBER.finditer(written):
        number = int(found["number"])
        if found["joint"] and numbers and 0 < number - numbers[-1] <= 60:
            numbers += range(numbers[-1] + 1, number + 1)
        else:
            numbers.append(number)
    return numbers


def _rewritten(mark: str, numbers: Iterable[int], usual: Sequence[str]) -> str:
    """A mark with other numbers, drawn together and joined as its author does.

    usual: the letter's marks, which show how it joins numbers where this mark does not.
    """
    tokens, joints = _parted(mark)
    is_range = [_JOINT.fullmatch(joint) is not None for joint in joints]
    wanted = sorted(numbers)
    runs = _runs(wanted, _shortest_range([mark, *usual]))
    if not any(is_range) and len(tokens) == len(wanted) and (len(tokens) < 3 or len(_runs(_numbers(mark), 3)) == 1):
        runs = [[number] for number in wanted]
    ends = [end for run in runs for end in dict.fromkeys((run[0], run[-1]))]
    new_ranges = [joint for run in runs for joint in ([False] if len(run) == 1 else [False, True])][1:]
    if new_ranges != is_range:
        comma, dash = _usual(joints, usual)
        joints = [dash if ranged else comma for ranged in new_ranges]
    written = "".join(f"{joint}{end}" for joint, end in zip(["", *joints], ends, strict=True))
    return mark[: tokens[0].start("number")] + written + mark[tokens[-1].end("number") :]


def _runs(numbers: Sequence[int], shortest: int) -> list[list[int]]:
    """Numbers that follow one another drawn together where they are at least so many."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [part for run in runs for part in ([run] if len(run) >= shortest else [[number] for number in run])]


def _shortest_range(marks: Iterable[str]) -> int:
    """How many numbers in a row the author of these marks draws together: two ("1–2"), three, or never any."""
    spelled_out = False
    shortest = 0
    for mark in marks:
        tokens, joints = _parted(mark)
        for (one, other), joint in zip(pairwise(tokens), joints, strict=True):
            if _JOINT.fullmatch(joint):
                pair = int(other["number"]) - int(one["number"]) == 1
                shortest = 2 if pair or shortest == 2 else 3
        spelled_out = spelled_out or any(len(run) > 2 for run in _runs([int(token["number"]) for token in tokens], 3))
    return shortest or (_NEVER if spelled_out else 3)


def _parted(mark: str) -> tuple[list[Match], list[str]]:
    """The numbers of a mark, and what stands between them."""
    tokens = list(_NUMBER.finditer(mark))
    return tokens, [mark[one.end("number") : other.start("number")] for one, other in pairwise(tokens)]


def _usual(joints: Sequence[str], usual: Iterable[str]) -> tuple[str, str]:
    """What stands between numbers and in ranges: in this mark, else in the letter's first one that shows it."""
    known = [*joints, *(joint for mark in usual for joint in _parted(mark)[1])]
    commas = (joint for joint in known if "," in joint or ";" in joint)
    return next(commas, ","), next((joint for joint in known if _JOINT.fullmatch(joint)), "–")
