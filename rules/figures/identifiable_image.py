"""A picture by which a patient may be known is shown with consent only."""

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


@rule("identifiable-image", "Pictures by which a patient may be known", needs_beginning=True)
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:  # noqa: ARG001
    """Ask once, of all photographs whose captions name the face or a tattoo."""
    shown = {panel.name: panel.faces[0] for figure in letter.figures for panel in figure.panels if panel.faces}
    if not shown:
        yield not_applicable(
            "No caption describes a face or a tattoo." if letter.figures else "The letter has no figures."
        )
        return
    minor = any(patient.under_age for patient in letter.patients)
    who = "the parent or guardian has" if minor else "the patient has"
    said = consent_said(letter.declaration(DeclarationKind.PATIENT_CONSENT))
    words = ", ".join(dict.fromkeys(f"“{span.text}”" for span in shown.values()))
    says = "Its caption says" if len(shown) == 1 else "The captions say"
    yield ask(
        "face",
        f"Can the patient be known from {together(list(shown))}? {says} {words}.",
        at=list(shown.values()),
        help=f"{said} Crop the picture to what the reader needs; a bar over the eyes does not hide a face. "
        f"If {who} agreed in writing to the publication of this very picture, nothing more is needed.",
    )
