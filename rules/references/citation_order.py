"""References are first cited in the order 1, 2, 3."""

from collections.abc import Iterator, Sequence

from validator.api import (
    Citation,
    Given,
    Letter,
    NoOptions,
    Outcome,
    Part,
    Pattern,
    evidence,
    finding,
    not_applicable,
    renumber,
    rule,
)

_YEAR = Pattern(r"(?:19|20)\d\d")
_OFFER = "For Markdown and text, `letterproof fix --suggest` does it."


@rule("citation-order", "Citations in order", needs_beginning=True)
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:  # noqa: ARG001
    """Follow the first citations through the text; captions and tables, which stand elsewhere, do not count."""
    if _by_author(letter.citations):
        yield not_applicable("The text cites by author and year, so the numbers of the list follow no order.")
        return
    known = {reference.number for reference in letter.references}
    first: dict[int, Citation] = {}
    for citation in _in_text(letter):
        for number in sorted(citation.numbers):
            if number in known:
                first.setdefault(number, citation)
    if not first:
        yield not_applicable("The text cites no reference by its number.")
        return
    found, wanted = list(first), sorted(first)
    wrong = next((place for place, number in enumerate(found) if number != wanted[place]), None)
    if wrong is None:
        yield evidence(f"First cited in the order {_run(found)}", at=first[found[0]].span)
        return
    fixes, obstacle = renumber(letter, found)
    yield finding(
        "out-of-order",
        f"Reference {found[wrong]} is cited before reference {wanted[wrong]}; the text first cites {_run(found)}.",
        at=[first[found[wrong]].span, first[wanted[wrong]].span],
        help=f"Number the references in the order in which the text first cites them, in the list and in the text. "
        f"{obstacle or _OFFER}",
        fixes=fixes,
    )


def _by_author(citations: Sequence[Citation]) -> bool:
    """Whether most citations, which the format itself links to the list, are printed as names and years."""
    named = [c for c in citations if _YEAR.search(c.span.text)]
    return 2 * len(named) > len(citations)


def _in_text(letter: Letter) -> Iterator[Citation]:
    texts = [passage.span for passage in letter.passages if passage.part in (Part.TEXT, Part.HEADING)]
    return (citation for citation in letter.citations if any(span.covers(citation.span) for span in texts))


def _run(numbers: list[int]) -> str:
    """Numbers in their order, those that follow one another drawn together: "1 to 4, 6, 5"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(str(number) for number in run) for run in runs
    )
