"""Every reference is cited, and every citation has its reference."""

from collections.abc import Iterator, Sequence

from validator.api import (
    Given,
    Letter,
    NoOptions,
    Outcome,
    Part,
    Reference,
    Span,
    ask,
    evidence,
    finding,
    not_applicable,
    rule,
    together,
)

_REACH = 40
"""Letters between a name and the year that belongs to it."""


@rule("citation-missing", "Citations and references match", needs_beginning=True)
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:  # noqa: ARG001
    """Hold the numbers of the citations against those of the list."""
    if not letter.references:
        yield not_applicable("The letter has no reference list.")
    elif not letter.citations:
        named = _named_by_year(letter, letter.references)
        if 2 * len(named) > len(letter.references):
            yield _by_name(named)
            return
        yield ask(
            "not-found",
            "We found no number in the text that cites the list. Are the references cited by number?",
            at=letter.references[0].span,
            help="Put the number of the reference after each statement that rests on it, raised, after the full stop.",
        )
    else:
        yield from _judge(letter)


def _judge(letter: Letter) -> Iterator[Outcome]:
    cited = {number for citation in letter.citations for number in citation.numbers}
    uncited = [reference for reference in letter.references if reference.number not in cited]
    named = _named_by_year(letter, uncited)
    lost = [reference for reference in uncited if reference not in named]
    if named:
        yield _by_name(named)
    if lost:
        verb, them = ("is", "it") if len(lost) == 1 else ("are", "them")
        yield finding(
            "not-cited",
            f"{together([f'Reference {r.number}' for r in lost])} {verb} not cited in the letter.",
            at=[reference.span for reference in lost],
            help=f"Cite {them} where the text rests on {them}, or take {them} out and renumber list and citations.",
        )
    yield from _without_reference(letter)
    if not uncited:
        count = len(letter.references)
        yield evidence(
            "The one reference is cited" if count == 1 else f"All {count} references are cited",
            at=letter.citations[0].span,
        )


def _named_by_year(letter: Letter, references: Sequence[Reference]) -> dict[Reference, Span]:
    """Those references whose first author's name and year stand together in the text, and where."""
    found: dict[Reference, Span] = {}
    spans = letter.spans(Part.TEXT, Part.CAPTION, Part.TABLE, Part.TABLE_CAPTION) if references else ()
    for reference in references:
        if reference.authors and reference.year:
            places = (_together(span, reference.authors[0].family, reference.year.text) for span in spans)
            place = next((place for place in places if place is not None), None)
            if place is not None:
                found[reference] = place
    return found


def _together(span: Span, name: str, year: str) -> Span | None:
    """The place of a name with the year right after it: "Osei et al., 2016", "Osei and Brandl (2016)"."""
    text = span.text
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        after = text.find(year, end, end + _REACH)
        whole = not (text[start - 1 : start].isalpha() or text[end : end + 1].isalpha())
        if whole and after >= 0 and not any(mark in text[end:after] for mark in ";)"):
            return span.part(start, after + len(year))
        start = text.find(name, end)
    return None


def _by_name(named: dict[Reference, Span]) -> Outcome:
    first = next(iter(named.values()))
    which = together([f"Reference {reference.number}" for reference in named])
    message = f"{which} {'is' if len(named) == 1 else 'are'} cited by name and year (“{first.text}”), not by number."
    return ask(
        "by-name",
        f"{message} {'Was the number left out?' if len(named) == 1 else 'Were the numbers left out?'}",
        at=list(named.values()),
        help="The journal cites by number, in the order in which the text first names each reference. Put the numbers "
        "in.",
    )


def _without_reference(letter: Letter) -> Iterator[Outcome]:
    known = {reference.number for reference in letter.references}
    unknown = {number for citation in letter.citations for number in citation.numbers} - known
    if not unknown:
        return
    named = together([f"reference {number}" for number in sorted(unknown)])
    yield finding(
        "no-reference",
        f"The letter cites {named}, which the list does not have; its last number is {max(known)}.",
        at=[citation.span for citation in letter.citations if unknown.intersection(citation.numbers)],
        help="Correct the number, or add the reference to the list.",
    )
