"""Every reference is cited, and every citation has its reference."""

from collections.abc import Iterator

from validator.api import (
    Given,
    Letter,
    NoOptions,
    Outcome,
    ask,
    evidence,
    finding,
    not_applicable,
    rule,
    together,
)


@rule("citation-missing", "Citations and references match", needs_beginning=True)
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:  # noqa: ARG001
    """Hold the numbers of the citations against those of the list."""
    if not letter.references:
        yield not_applicable("The letter has no reference list.")
    elif not letter.citations:
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
    lost = [reference for reference in letter.references if reference.number not in cited]
    if lost:
        verb, them = ("is", "it") if len(lost) == 1 else ("are", "them")
        yield finding(
            "not-cited",
            f"{together([f'Reference {r.number}' for r in lost])} {verb} not cited in the letter.",
            at=[reference.span for reference in lost],
            help=f"Cite {them} where the text rests on {them}, or take {them} out and renumber list and citations.",
        )
    yield from _without_reference(letter)
    if not lost:
        count = len(letter.references)
        yield evidence(
            "The one reference is cited" if count == 1 else f"All {count} references are cited",
            at=letter.citations[0].span,
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
