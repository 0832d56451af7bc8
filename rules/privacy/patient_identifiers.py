"""Nothing in the letter tells who the patient is."""

from collections.abc import Iterator, Sequence

from validator.api import (
    Given,
    IdentifierKind,
    Letter,
    NoOptions,
    Outcome,
    PatientIdentifier,
    Span,
    ask,
    evidence,
    finding,
    rule,
)

_PLURALS = {
    "telephone number": "telephone numbers",
    "e-mail address": "e-mail addresses",
    "address": "addresses",
}
_OUT = "Take such details out of text, captions and tables; “a 45-year-old man” is enough."


@rule("patient-identifiers", "Nothing tells who the patient is")
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:  # noqa: ARG001
    """Name each kind of identifier once, with all its places; never the value itself."""
    found = {kind: [one for one in letter.identifiers if one.kind is kind] for kind in IdentifierKind}
    if numbers := found[IdentifierKind.NUMBER]:
        yield finding(
            "number", _told(numbers, "A patient’s number", "numbers of patients"), at=_places(numbers), help=_OUT
        )
    if births := found[IdentifierKind.BIRTH]:
        message = _told(births, "A date of birth", "dates of birth")
        yield finding("birth", message, at=_places(births), help="Give the age instead.")
    if contacts := found[IdentifierKind.CONTACT]:
        name = contacts[0].label if len(contacts) == 1 else ""
        message = _told(contacts, f"A patient’s {name}", _several(contacts))
        yield finding("contact", message, at=_places(contacts), help=_without(contacts))
    if names := found[IdentifierKind.NAME]:
        yield ask(
            "name",
            _told(names, "What may be a patient’s name or initials", "names or initials that may be patients’"),
            at=_places(names),
            help="Write “the patient”, or in a series “patient 1”. If this is no patient, nothing need be done.",
        )
    if dates := found[IdentifierKind.DATE]:
        yield finding(
            "date",
            _told(dates, "The day on which a patient was seen", "days on which a patient was seen"),
            at=_places(dates),
            help="Write the month and year, or the time that had passed (“three weeks later”).",
        )
    if not any((numbers, births, contacts, names, dates)):
        yield evidence("No number, name, address, date of birth or of a visit of a patient was read.")


def _places(found: Sequence[PatientIdentifier]) -> list[Span]:
    return [one.span for one in found]


def _several(contacts: Sequence[PatientIdentifier]) -> str:
    """What several contacts are called together: only of what was found."""
    *before, last = [_PLURALS[label] for label in dict.fromkeys(one.label for one in contacts)]
    return f"{', '.join(before)} and {last} of patients" if before else f"{last} of patients"


def _without(contacts: Sequence[PatientIdentifier]) -> str:
    """What to do with contacts: of an address the town is named, which is easily left standing."""
    if all(one.label == "address" for one in contacts):
        return "Take the address out; the town is not needed either."
    if any(one.label == "address" for one in contacts):
        return "Take such details out; of the address, the town is not needed either."
    return f"Take the {contacts[0].label} out." if len(contacts) == 1 else "Take such details out."


def _told(found: Sequence[PatientIdentifier], one: str, several: str) -> str:
    """What stands there, as a sentence; one alone that has a label is shown, with its value hidden."""
    if len(found) == 1:
        labelled = found[0].span != found[0].value
        return f"{one} stands in the letter: “{found[0].masked}”." if labelled else f"{one} stands in the letter."
    return f"{len(found)} {several} stand in the letter."
