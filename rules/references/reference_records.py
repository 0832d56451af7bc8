"""Each reference agrees with its record, where records are given."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from validator.api import (
    Given,
    Letter,
    NoOptions,
    Outcome,
    Reference,
    ask,
    compare_with_records,
    could_not_check,
    evidence,
    finding,
    not_applicable,
    plural,
    remark,
    rule,
)

if TYPE_CHECKING:  # a run without records does not load them
    from validator.api import Compared, Difference, Pair, Records

_HELP = "Look the article up and put right whichever is wrong: the reference, or the record it was made from."
_ONLINE = "The year of an article is that of the issue that it is printed in, not that of its appearance online."


@rule("reference-records", "References agree with their records")
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:
    """Set each reference beside the record of the same work, and say what differs."""
    if given.records is None:
        yield not_applicable("No records were given (--records) to compare the references with.")
    elif not letter.references:
        yield not_applicable("The letter has no references.")
    else:
        compared = compare_with_records(letter.references, given.records, given.terms)
        yield from _judged(compared, given.records)


def _judged(compared: "Compared", records: "Records") -> Iterator[Outcome]:
    if not compared.pairs:
        yield could_not_check("None of the records given is that of a reference of this list.")
        yield from _without(compared.without, records)
        return
    told = [outcome for pair in compared.pairs for outcome in _differing(pair)]
    agreed = len(compared.pairs) - len(told)
    yield from told
    if agreed:
        yield evidence(f"{agreed} of {plural(len(compared.pairs), 'reference')} with a record agree with it.")
    yield from _without(compared.without, records)
    if compared.unused and len(compared.unused) <= len(compared.pairs):  # a whole library is not meant for one list
        names = _and([record.name for record in compared.unused])
        yield remark("not-used", f"No reference of the list belongs to {names}.")


def _differing(pair: "Pair") -> Iterator[Outcome]:
    """At most one outcome: a fault where anything surely differs, else a question."""
    reference, record, found = pair.reference, pair.record, pair.differences
    places = [difference.span for difference in found]
    if pair.other_work:
        joined = {"DOI": reference.doi, "PMID": reference.pmid, "page": reference.first_page}[pair.other_work]
        yield finding(
            "other-work",
            f"Reference {reference.number} gives the {pair.other_work} of another work: {record.name} is "
            f"“{record.titles[0]}”.",
            at=joined.span or reference.span,
            help=f"Look the article up and put its own {pair.other_work} in.",
        )
    elif any(difference.sure for difference in found):
        yield finding("differs", _sentence(reference, record.name, found), at=places, help=_HELP)
    elif found:
        note = _ONLINE if any(difference.part == "year" for difference in found) else ""
        question = f"{_sentence(reference, record.name, found)} Which is right?"
        yield ask("slight", question, at=places, help=_HELP, note=note)


def _sentence(reference: Reference, name: str, found: Sequence["Difference"]) -> str:
    one = found[0]
    if len(found) == 1:
        return f"Reference {reference.number} gives the {one.part} {one.own}; its record ({name}) says {one.recorded}."
    parts = "; ".join(f"{each.part} {each.own}, there {each.recorded}" for each in found)
    return f"Reference {reference.number} and its record ({name}) differ: {parts}."


def _without(references: Sequence[Reference], records: "Records") -> Iterator[Outcome]:
    if not references:
        return
    numbers = _and([str(reference.number) for reference in references])
    noun = "reference" if len(references) == 1 else "references"
    unread = f" {plural(len(records.unread), 'record')} could not be read." if records.unread else ""
    yield remark(
        "no-record",
        f"No record given for {noun} {numbers}.{unread}",
        at=[reference.span for reference in references],
    )


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
