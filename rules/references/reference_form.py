"""References stand in the journal's form: five items, since its parts are put right one by one."""

from collections.abc import Iterator

from validator.api import (
    Applicability,
    Fix,
    Given,
    Letter,
    NoOptions,
    Outcome,
    Reference,
    Slip,
    ask,
    could_not_check,
    evidence,
    finding,
    form,
    in_title_case,
    near_journal,
    not_applicable,
    plural,
    remark,
    rule,
    slips,
    together,
)


@rule("reference-authors", "Authors of the references")
def authors(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:
    """Surname AB, Surname CD: no dots, no "and"."""
    yield from _judge(letter, given, "reference-authors", "the authors' names")


@rule("reference-et-al", "“et al.” in the references")
def et_al(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:
    """As many names as the journal prints, then "et al."."""
    yield from _judge(letter, given, "reference-et-al", "number of authors and “et al.”")


@rule("reference-title", "Titles of the references")
def title(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:
    """Sentence case, as the journal writes it after a colon, without quotation marks."""
    yield from _judge(letter, given, "reference-title", "the title")
    headlines = [r for r in letter.references if r.title.span and in_title_case(r.title.text)]
    if headlines:
        yield remark(
            "capitals",
            f"{_named([r.number for r in headlines])}: the title is in capitals throughout; the journal prints only "
            "the first word and names with a capital.",
            at=[r.title.span for r in headlines if r.title.span],
        )


@rule("reference-journal", "Journals of the references")
def journal(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:
    """The journal as NLM abbreviated it in that year, without dots."""
    yield from _judge(letter, given, "reference-journal", "the journal's name")
    for reference in letter.references:
        yield from _misspelt(reference, given)


def _misspelt(reference: Reference, given: Given[NoOptions]) -> Iterator[Outcome]:
    """A question where a journal that is not in the table is one letter or two from a well-known one."""
    printed = reference.journal.text
    meant = near_journal(printed, given.terms) if printed and reference.whole else None
    if meant:
        yield ask(
            "misspelt",
            f"Reference {reference.number}: “{printed}” is not in our list of journals. "
            f"Did you mean {meant.abbreviation}?",
            at=reference.journal.span,
            help="Look at the article; keep the name if it is printed so.",
        )


@rule("reference-numbers", "Year, volume and pages of the references")
def numbers(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:
    """2017;18:435–49, with what the journal prints and nothing else."""
    yield from _judge(letter, given, "reference-numbers", "year, volume and pages")


def _judge(letter: Letter, given: Given[NoOptions], item: str, part: str) -> Iterator[Outcome]:
    settings, terms = given.profile.references, given.terms
    read = [r for r in letter.references if form(r, settings, terms)]
    left = [r.number for r in letter.references if not form(r, settings, terms)]
    found = slips(letter.references, settings, terms, item)
    if not letter.references:
        yield not_applicable("The letter has no reference list.")
    elif not read:
        yield could_not_check(
            "None of the references could be read as an article with journal, year, volume and pages."
        )
    for case in sorted({slip.case for slip in found}):
        yield _finding([slip for slip in found if slip.case == case], part, len(letter.references))
    if read and not found:
        rest = f"; not judged: {_named(left).lower()}" if left else ""
        yield evidence(f"{plural(len(read), 'reference')} in the journal's form{rest}", at=read[0].span)


def _finding(found: list[Slip], part: str, count: int) -> Outcome:
    """One finding for all references that slip in the same way."""
    case = found[0].case
    numbers = [slip.number for slip in found]
    if len(found) == 1:
        message = f"Reference {numbers[0]}: {_inside(found[0].message)}"
    elif case == "too-few":
        wanted = found[0].message.partition("; ")[2]  # the number of names and what to do, alike in all
        message = f"{_named(numbers)}: “et al.” stands after too few names; {wanted}"
    elif case == "form" and (advice := _common_advice(found)):
        message = f"{advice} in {len(found)} of {count} references ({_listed(numbers)})."
    elif case == "form":
        message = (
            f"{len(found)} of {count} references give {part} in another form than the journal ({_listed(numbers)})."
        )
    else:
        message = " ".join(f"Reference {n}: {_inside(s.message)}" for n, s in zip(numbers, found, strict=True))
    certain = Applicability.SUGGEST if case in {"wrong-form", "wrong-era"} else Applicability.SAFE
    return finding(
        case,
        message,
        at=[slip.span for slip in found],
        help="" if case == "too-few" else "The corrected words stand with each place; copy them into the list.",
        fixes=[Fix(slip.span, slip.after, certain) for slip in found if slip.after is not None],
    )


def _inside(message: str) -> str:
    """A sentence as it goes on after a colon."""
    return message[0].lower() + message[1:] if message.startswith(("Write ", "Leave ", "Put ")) else message


def _common_advice(found: list[Slip]) -> str:
    """What is to be done in all of them alike ("Leave out the full stop ..."); empty where each has its own words."""
    advice = {slip.message.partition(": ")[0] for slip in found}
    only = advice.pop()
    return "" if advice or only.startswith("Write ") else only


def _named(numbers: list[int]) -> str:
    return together([f"Reference {number}" for number in numbers])


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers))
