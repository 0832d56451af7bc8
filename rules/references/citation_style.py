"""Citations are marked as the journal marks them: where it raises the number, after the full stop."""

from collections.abc import Iterator

from validator.api import (
    Carrier,
    Citation,
    Given,
    Letter,
    NoOptions,
    Outcome,
    evidence,
    finding,
    not_applicable,
    plural,
    rule,
)

_EXAMPLES = {
    "superscript": "raised after the full stop",
    "brackets": "in brackets, as [1]",
    "parentheses": "in parentheses, as (1)",
}


@rule("citation-style", "Form of the citations", needs_beginning=True)
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:
    """Compare the marks with the journal's."""
    mark = given.profile.references.mark.value
    if not letter.citations:
        yield not_applicable("The text cites no reference by its number.")
        return
    usual = {Carrier.FIELD.value, mark}
    other = [c for c in letter.citations if _form(c) not in usual]
    early = [c for c in letter.citations if mark == "superscript" and _form(c) in usual and _before_stop(c)]
    if other:
        yield finding(
            "mark",
            f"The journal prints citation numbers {_EXAMPLES[mark]}; {_not_so(other)}.",
            at=[citation.span for citation in other],
            help="Change them in one go with your reference manager, or leave it to the journal.",
        )
    if early:
        yield finding(
            "place",
            f"The journal prints the number after the full stop; {_count(early)} before it.",
            at=[citation.span for citation in early],
            help="Put the full stop first, then the raised number. A comma stays after the number.",
        )
    if not other and not early:
        yield evidence(
            f"{plural(len(letter.citations), 'citation')} in the journal's form", at=letter.citations[0].span
        )


def _form(citation: Citation) -> str:
    """How a mark is printed; the field of a reference manager shows it when it holds the brackets."""
    if citation.carrier is Carrier.FIELD:
        shown = citation.span.text[:1]
        return {"[": Carrier.BRACKETS.value, "(": Carrier.PARENTHESES.value}.get(shown, citation.carrier.value)
    return citation.carrier.value


def _not_so(citations: list[Citation]) -> str:
    return "one is not" if len(citations) == 1 else f"{len(citations)} are not"


def _count(citations: list[Citation]) -> str:
    return "one stands" if len(citations) == 1 else f"{len(citations)} stand"


def _before_stop(citation: Citation) -> bool:
    text, end = citation.span.block.text, citation.span.end
    return text[end : end + 1] == "." and text[end + 1 : end + 2] in {"", " ", "\n"}
