"""Declarations: what the authors state of consent, money, interests, AI, ethics."""

from dataclasses import dataclass, field
from enum import StrEnum

from validator.model.text import Span


class DeclarationKind(StrEnum):
    """The kinds of declaration that are read."""

    PATIENT_CONSENT = "patient-consent"
    FUNDING = "funding"
    CONFLICTS = "conflicts"
    AI_USE = "ai-use"
    ETHICS = "ethics"
    TRIAL_REGISTRATION = "trial-registration"
    AUTHOR_CONTRIBUTIONS = "author-contributions"
    DATA_AVAILABILITY = "data-availability"


class Status(StrEnum):
    """What a declaration says.

    PUBLICATION, PARTICIPATION, NOT_REQUIRED: consent (NOT_REQUIRED: ethics too). NONE: no funding, no conflicts, no AI.
    FUNDED, DECLARED (conflicts), USED (AI), APPROVED (ethics). STATED: registration, contributions, data.
    INCOMPLETE: a heading without text. PLACEHOLDER: text still to be filled in. UNCLEAR: it contradicts itself.
    """

    PUBLICATION = "publication"
    PARTICIPATION = "participation"
    NOT_REQUIRED = "not-required"
    NONE = "none"
    FUNDED = "funded"
    DECLARED = "declared"
    USED = "used"
    APPROVED = "approved"
    STATED = "stated"
    INCOMPLETE = "incomplete"
    PLACEHOLDER = "placeholder"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Consent:
    """What a consent statement says: who gave it, and whether it is the journal's plain house formula."""

    by_patient: bool = False
    guardian: bool = False
    next_of_kin: bool = False
    house_formula: bool = False


@dataclass(frozen=True, slots=True)
class AiUse:
    """What an AI statement covers: the text, the images; the tools it names; whether responsibility is taken."""

    text: bool = False
    images: bool = False
    tools: tuple[str, ...] = ()
    responsibility: bool = False


@dataclass(frozen=True, slots=True)
class Declaration:
    """One kind of declaration as the letter makes it.

    span: the statement (of a heading without text, the heading). heading: where it has one. also: further statements of
    the same kind. numbers: grant, approval or registration numbers, as printed.
    """

    kind: DeclarationKind
    status: Status
    span: Span
    heading: Span | None = None
    also: tuple[Span, ...] = ()
    numbers: tuple[Span, ...] = ()
    consent: Consent = field(default_factory=Consent)
    ai: AiUse = field(default_factory=AiUse)


_CONSENT_SAID = {
    Status.PUBLICATION: "Consent to publish is declared.",
    Status.PARTICIPATION: "The consent declared is to treatment or study only, not to publication.",
    Status.NOT_REQUIRED: "The letter says that consent was not required.",
}


def consent_said(consent: Declaration | None) -> str:
    """What a letter says of the patient's consent, in a sentence; None where it says nothing."""
    if consent is None:
        return "The letter has no statement of patient consent."
    return _CONSENT_SAID.get(consent.status, "What the letter says of consent is not clear.")
