"""A picture of what is private is shown with need only."""

from collections.abc import Iterator

from validator.api import (
    DeclarationKind,
    Given,
    Letter,
    NoOptions,
    Outcome,
    ask,
    consent_said,
    not_applicable,
    rule,
    together,
)


@rule("sensitive-image", "Pictures of private parts", needs_beginning=True)
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:  # noqa: ARG001
    """Ask once, of all photographs whose captions name such a part; the more so where the patient is a minor."""
    shown = {panel.name: panel.private[0] for figure in letter.figures for panel in figure.panels if panel.private}
    if not shown:
        yield not_applicable("No caption describes such a part." if letter.figures else "The letter has no figures.")
        return
    minor = any(patient.under_age for patient in letter.patients)
    agreed = "the parent or guardian has" if minor else "the patient has"
    pictures = together(list(shown))
    verb, of_minor = ("Is", ", a picture of a minor,") if len(shown) == 1 else ("Are", ", pictures of a minor,")
    says = "Its caption says" if len(shown) == 1 else "The captions say"
    said = consent_said(letter.declaration(DeclarationKind.PATIENT_CONSENT))
    words = ", ".join(dict.fromkeys(f"“{span.text}”" for span in shown.values()))
    yield ask(
        "minor" if minor else "adult",
        f"{verb} {pictures}{of_minor if minor else ''} needed? {says} {words}.",
        at=list(shown.values()),
        help=f"{said} Crop to the lesion, or leave the picture out if the text says enough. "
        f"If you keep it and {agreed} agreed in writing to the publication of this very picture, tell the editor so.",
    )
