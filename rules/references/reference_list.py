"""The letter has a reference list, numbered from 1 without gap or repeat."""

from collections import Counter
from collections.abc import Iterator

from validator.api import (
    Given,
    Letter,
    LetterType,
    NoOptions,
    Outcome,
    Reference,
    evidence,
    finding,
    plural,
    rule,
    together,
)

_SHORT_FORMS = {LetterType.OBSERVATION, LetterType.RESPONSE}


@rule("reference-list", "Reference list")
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:
    """Look for the list, and count its numbers."""
    references = letter.references
    if not references:
        short = given.letter_type in _SHORT_FORMS
        yield finding(
            "none-in-short-form" if short else "none",
            "The letter has no reference list.",
            help="Add a section “References” after the declarations, one numbered entry a paragraph.",
        )
        return
    faults = list(_numbers([reference for reference in references if reference.numbered]))
    yield from faults
    if not faults:
        how = "" if all(r.numbered for r in references) else ", not numbered"
        yield evidence(f"{plural(len(references), 'reference')}{how}", at=references[0].span)


def _numbers(numbered: list[Reference]) -> Iterator[Outcome]:
    numbers = [reference.number for reference in numbered]
    counts = Counter(numbers)
    repeated = [r for r in numbered if counts[r.number] > 1]
    if repeated:
        found = sorted({r.number for r in repeated})
        named = together([f"Number {number}" for number in found])
        yield finding(
            "numbers",
            f"{named} {'stands' if len(found) == 1 else 'stand'} more than once in the reference list.",
            at=[r.span for r in repeated],
            help="Give each reference its own number, and check which one the citations in the text mean.",
        )
    missing = sorted(set(range(1, max(numbers, default=0) + 1)) - set(numbers))
    if missing and len(missing) < 20:
        named = together([f"number {number}" for number in missing])
        after = next(r for r in numbered if r.number > missing[0])
        yield finding(
            "numbers",
            f"The reference list has no {named}.",
            at=after.span,
            help="Add the reference that is missing, or renumber the list and the citations in the text.",
        )
