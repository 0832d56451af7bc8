"""A letter that describes or pictures a patient declares consent to publication."""

from collections.abc import Iterator

from validator.api import (
    Declaration,
    DeclarationKind,
    Given,
    Letter,
    LetterType,
    NoOptions,
    Outcome,
    PanelKind,
    Pattern,
    Span,
    Status,
    Vocabulary,
    alternatives,
    ask,
    could_not_check,
    evidence,
    finding,
    missing,
    not_applicable,
    rule,
)

_WAIVED = Pattern(r"\bwaiv|\bexempt")
_ORAL = Pattern(
    r"(?<!non[-‐‑–])\b(?:oral|verbal)\s+(?:\w+\s+){0,3}?(?:consent|permission|agreement|authori[sz]ation)"
    r"|\b(?:orally|verbally)\s+(?:obtained|consented|agreed|gave|allowed|permitted)"
    r"|\bobtained\s+(?:orally|verbally)\b|\b(?:consent(?:ed)?|agreed|permission)\b(?:\s+\w+){0,4}?\s+(?:orally|verbally)\b"
)
_IN_WRITING = Pattern(r"(?<!not )\b(?:written|writing|signed|signature)\b")


@rule("patient-consent", "Consent to publication declared")
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:
    """The declaration of consent, against the patients whom the letter describes or pictures."""
    declaration = letter.declaration(DeclarationKind.PATIENT_CONSENT)
    patient = _patient(letter)
    advice = _advice(given)
    if declaration is None:
        yield from _absent(letter, patient, advice)
    elif declaration.status is Status.PUBLICATION:
        yield _declared(declaration, patient, given.terms, advice)
    elif declaration.status is Status.INCOMPLETE:
        yield finding("incomplete", "The declaration of consent is only begun.", at=declaration.span, help=advice)
    elif declaration.status is Status.PLACEHOLDER:
        yield not_applicable("The declaration still holds a placeholder; see the item on placeholders.")
    elif declaration.status is Status.NOT_REQUIRED:
        yield from _not_required(letter, declaration, patient, given.terms)
    elif patient is None:
        yield evidence("Consent to take part is declared, and no single patient is described.", at=declaration.span)
    else:
        yield finding(
            "participation-only",
            "The letter says that the patient agreed to treatment, a procedure or a study, not to publication.",
            at=declaration.span,
            help=advice,
        )


def _declared(declaration: Declaration, patient: Span | None, terms: Vocabulary, advice: str) -> Outcome:
    """What is said of consent, where it may be to publication; doubts are asked, and only of a patient described."""
    said = [declaration.span, *declaration.also]
    headed = [*said, *([declaration.heading] if declaration.heading else [])]
    if patient is None or declaration.consent.house_formula:
        return evidence("Consent to publication is declared.", at=declaration.span)
    if any(_is_oral(span.text) for span in headed) and not any(_IN_WRITING.search(span.text) for span in said):
        return ask(
            "oral",
            "The letter says that the patient's consent was given by word of mouth.",
            at=declaration.span,
            help="If a signed form is held, say so. If not, obtain written consent, or write to the editor.",
        )
    if _for_something_else(headed, terms):
        return ask(
            "other-purpose",
            "The consent is said to be for another purpose, and publication is not named.",
            at=declaration.span,
            help=advice,
        )
    return evidence("Consent to publication is declared.", at=declaration.span)


def _is_oral(text: str) -> bool:
    """Whether words tell of consent by word of mouth, and not of a drug that is taken by mouth."""
    told = text.casefold()
    return ("oral" in told or "verbal" in told) and _ORAL.search(text) is not None


def _for_something_else(said: list[Span], terms: Vocabulary) -> bool:
    """Whether consent is for teaching, or for an academic or a research purpose, and nothing names publication."""
    words = " ".join(span.text for span in said).casefold()
    named = terms.words.get("declarations.other-purpose", ())
    return any(purpose in words for purpose in named) and not any(
        word in words for word in terms.words.get("declarations.names-publication", ())
    )


def _advice(given: Given[NoOptions]) -> str:
    line = given.profile.declarations.line(DeclarationKind.PATIENT_CONSENT)
    return f"If you hold the patient's consent to publish, write: “{line}” If not, obtain it, or write to the editor."


def _patient(letter: Letter) -> Span | None:
    """Where the letter describes or pictures a patient of its own; a study's are a crowd unless told singly."""
    study = letter.letter_type.value is LetterType.STUDY
    described = [p.span for p in letter.patients if p.age_years is not None or not study]
    pictured = [p.span for figure in letter.figures for p in figure.panels if p.kind is PanelKind.CLINICAL]
    if not described and not any("patient" in span.text for span in (*letter.text, *pictured)):
        return None
    return next(iter((*described, *pictured)), None)


def _absent(letter: Letter, patient: Span | None, advice: str) -> Iterator[Outcome]:
    if patient is None and letter.beginning_missing:
        yield could_not_check(
            "The beginning of this letter is missing, so it is not known whether it describes a patient."
        )
    elif patient is None:
        yield not_applicable("The letter neither describes nor pictures a patient of its authors.")
    else:
        yield missing(
            letter,
            "missing",
            "The letter describes a patient and does not say that the patient agreed to publication.",
            asked="The letter describes a patient, and this file does not say that the patient agreed to publication.",
            at=patient,
            help=advice,
        )


def _not_required(
    letter: Letter, declaration: Declaration, patient: Span | None, terms: Vocabulary
) -> Iterator[Outcome]:
    if patient is None:
        yield evidence("Consent is said not to be required, and no single patient is described.", at=declaration.span)
    elif _WAIVED.search(declaration.span.text):
        yield evidence("Consent is said to have been waived.", at=declaration.span)
    elif (child := next((p for p in letter.patients if p.under_age), None)) is not None:
        yield finding(
            "not-required",
            "The letter says that consent is not required, and it describes a child.",
            at=[declaration.span, child.span],
            help="Obtain the consent of a parent or guardian to publication, or write to the editor.",
        )
    elif (face := _face(letter, terms)) is not None:
        yield finding(
            "not-required",
            "The letter says that consent is not required, and a caption speaks of the patient's face.",
            at=[declaration.span, face],
            help="Obtain the patient's consent to publication, or leave the picture out.",
        )
    else:
        yield ask(
            "not-required",
            "The letter says that consent is not required, and it describes a patient.",
            at=[declaration.span, patient],
            help="An editor decides whether the patient could be recognised, by strangers or by the patient.",
        )


def _face(letter: Letter, terms: Vocabulary) -> Span | None:
    """Where the caption of a clinical picture names a part of the face."""
    words = Pattern(rf"\b{alternatives(terms.words.get('patients.face', ()))}\b")
    for figure in letter.figures:
        for panel in figure.panels:
            if panel.kind is PanelKind.CLINICAL and (match := words.search(panel.span.text)):
                return panel.span.part(match.start(), match.end())
    return None
