"""Each reference has the parts that its kind needs."""

from collections.abc import Iterator, Sequence

from validator.api import (
    Given,
    Letter,
    NoOptions,
    Outcome,
    Pattern,
    Reference,
    ReferenceKind,
    ask,
    evidence,
    finding,
    not_applicable,
    rule,
    together,
)

_YEAR = Pattern(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)|in\s+press|forthcoming")


@rule("reference-complete", "References complete")
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:  # noqa: ARG001
    """Look in every reference for the parts that a reader needs to find the work."""
    if not letter.references:
        yield not_applicable("The letter has no reference list.")
        return
    said = [*_without_year(letter.references), *_without_source(letter.references), *_parts(letter.references)]
    yield from said
    if not said:
        yield evidence("Each reference has the parts that its kind needs", at=letter.references[0].span)


def _without_year(references: Sequence[Reference]) -> Iterator[Outcome]:
    lost = [r for r in references if not _has_year(r)]
    if lost:
        yield finding(
            "no-year",
            f"{_named(lost)} no year.",
            at=[reference.span for reference in lost],
            help="Add the year of publication.",
        )


def _has_year(reference: Reference) -> bool:
    return reference.kind is ReferenceKind.WEB or bool(_YEAR.search(reference.span.text))


def _without_source(references: Sequence[Reference]) -> Iterator[Outcome]:
    lost = [r for r in references if r.kind is ReferenceKind.ARTICLE and not r.journal]
    if lost:
        named = together([f"reference {reference.number}" for reference in lost])
        yield ask(
            "no-source",
            f"We could not tell where {named} appeared. Does the journal's name stand there, after a full stop?",
            at=[reference.span for reference in lost],
        )


def _parts(references: Sequence[Reference]) -> Iterator[Outcome]:
    """One finding for all references that miss the same parts."""
    lost: dict[str, list[Reference]] = {}
    for reference in references:
        if _has_year(reference) and (missing := _missing(reference)):
            lost.setdefault(" and no ".join(missing), []).append(reference)
    for parts, without in lost.items():
        spans = [reference.span for reference in without]
        yield finding("part-missing", f"{_named(without)} no {parts}.", at=spans, help="Add what is missing.")


def _named(references: Sequence[Reference]) -> str:
    verb = "has" if len(references) == 1 else "have"
    return f"{together([f'Reference {reference.number}' for reference in references])} {verb}"


def _missing(reference: Reference) -> list[str]:
    """The parts that are missing for the kind; an article with a DOI or a note that it is in press is complete."""
    if reference.kind is ReferenceKind.ARTICLE and reference.journal and not (reference.ahead or reference.doi):
        volume = reference.volume or reference.issue  # Cochrane's reviews have years and issues only
        wanted = {"title": reference.title, "volume": volume, "page or article number": reference.first_page}
    elif reference.kind is ReferenceKind.CHAPTER:
        wanted = {"title of the book": reference.container, "publisher": reference.publisher}
    elif reference.kind is ReferenceKind.WEB:
        wanted = {"date on which the page was opened": reference.accessed}
    else:
        return []
    return [name for name, field in wanted.items() if not field]
