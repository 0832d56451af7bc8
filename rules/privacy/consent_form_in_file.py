"""No consent form that a patient filled in is left in the files."""

from collections.abc import Iterator

from validator.api import Given, IdentifierKind, Letter, NoOptions, Outcome, evidence, finding, rule


@rule("consent-form-in-file", "No signed consent form in the files")
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:  # noqa: ARG001
    """Look for fields of a form that somebody filled in; what was written there is never quoted."""
    filled = [one.span for one in letter.identifiers if one.kind is IdentifierKind.FORM]
    if filled:
        yield finding(
            "filled",
            "A consent form with the patient’s name or signature is in the files.",
            at=filled,
            help="Take the form out and keep it with the patient’s records; in the letter declare the consent only.",
        )
    else:
        yield evidence("No form of consent that was filled in was read.")
