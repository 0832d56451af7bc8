"""What a letter says of its patients' consent: to what, by whom."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from validator.model.declaration import Consent, Declaration, DeclarationKind, Status
from validator.model.vocabulary import Vocabulary
from validator.structure.phrases import first, fold, last, phrases, said
from validator.structure.statements import Reading, Statement, declare, is_placeholder, of_others

_RANKING = (
    Status.PUBLICATION,
    Status.PARTICIPATION,
    Status.NOT_REQUIRED,
    Status.PLACEHOLDER,
    Status.INCOMPLETE,
)
_OWN = "patient-consent"
_SHARED = "ethics-and-consent"
_SHORT = 30
"""Characters of a short answer ("Obtained from the patient")."""
_REACH = 60
"""How many characters lie at most between the giving of consent and its giver."""
_NEAR = 5
"""How many words "from the ... patient" may have."""
_GIVING = (
    *(" gave ", " given ", " give ", " provided ", " signed ", " consented ", " agreed ", " granted ", " allowed "),
    *(" permitted ", " authorised ", " authorized ", " consent ", " permission "),
)
_WINDOW = 80
"""How many characters behind a permission its purpose is looked for."""


def read_consent(statements: Sequence[Statement], vocabulary: Vocabulary) -> Declaration | None:
    """The letter's declaration of consent; consent to publication outranks consent to take part."""
    readings = [
        Reading(statement, status) for statement in statements if (status := _status(statement, vocabulary)) is not None
    ]
    declaration = declare(DeclarationKind.PATIENT_CONSENT, readings, _RANKING)
    if declaration is None:
        return None
    given = [r.statement for r in readings if r.status in {Status.PUBLICATION, Status.PARTICIPATION}]
    return replace(declaration, consent=_givers(given, vocabulary))


def _status(statement: Statement, vocabulary: Vocabulary) -> Status | None:
    own = statement.topic == _OWN
    words = statement.words
    if not words.strip():
        return Status.INCOMPLETE if own else None
    if own and is_placeholder(statement.span, words, vocabulary):
        return Status.PLACEHOLDER
    if of_others(statement, vocabulary):
        return None
    at = first(words, phrases(vocabulary, "declarations.consent"))
    if at < 0:
        return _without_the_word(statement, vocabulary)
    if said(words, phrases(vocabulary, "declarations.others-agree")) and not _by_somebody(words, vocabulary):
        return None
    if said(words, phrases(vocabulary, "declarations.consent-not-needed")):
        return Status.NOT_REQUIRED
    if _given(words, at, own, vocabulary):
        return _purpose(statement, at, vocabulary)
    if said(words, phrases(vocabulary, "declarations.consent-waived")):
        return Status.NOT_REQUIRED
    if own and not said(words, phrases(vocabulary, "declarations.consent-refused")):
        return _purpose(statement, at, vocabulary)
    return None


def _without_the_word(statement: Statement, vocabulary: Vocabulary) -> Status | None:
    """Permission to publish, and the short answers below a heading of its own."""
    words = statement.words
    if said(words, phrases(vocabulary, "declarations.permission-to-publish")) or _permits(words, vocabulary):
        return Status.PUBLICATION
    if statement.topic != _OWN:
        return None
    if said(words, phrases(vocabulary, "declarations.not-applicable", "declarations.consent-waived")):
        return Status.NOT_REQUIRED
    obtained = phrases(vocabulary, "declarations.obtained")
    answer = len(words) < _SHORT and said(words, obtained)
    from_somebody = len(words) < 2 * _SHORT and words.startswith(obtained) and _by_somebody(words, vocabulary)
    if answer or from_somebody or said(words, phrases(vocabulary, "declarations.agreed")):
        return _purpose(statement, 0, vocabulary)
    return None


def _permits(words: str, vocabulary: Vocabulary) -> bool:
    """Whether a patient, or another person in the patient's place, lets the letter tell of the case.

    "She agreed in writing that we might report her case", "reproduced with parental permission": somebody must be
    named, the purpose must follow, and no treatment or test may come before it.
    """
    permission = phrases(vocabulary, "declarations.permits")
    at = first(words, permission)
    unsure = phrases(vocabulary, "declarations.consent-refused", "declarations.in-general")
    if at < 0 or said(words, (*unsure, " should ", " must ")) or not _by_somebody(words, vocabulary):
        return False
    if said(words, phrases(vocabulary, "declarations.published-with")):
        return True
    take_part = phrases(vocabulary, "declarations.participation")
    while at >= 0:
        window = words[at : at + _WINDOW]
        told = _told(window, vocabulary)
        if told >= 0 and not 0 <= first(window, take_part) < told:
            return True
        at = first(words, permission, at + 1)
    return False


def _told(words: str, vocabulary: Vocabulary) -> int:
    """Where words speak of publishing the case or showing its pictures, -1 where they do not."""
    shown = first(words, phrases(vocabulary, "declarations.use"))
    if shown >= 0 and not said(words[shown : shown + _REACH], phrases(vocabulary, "declarations.pictures")):
        shown = -1
    told = first(words, phrases(vocabulary, "declarations.to-publish"))
    return min((at for at in (shown, told) if at >= 0), default=-1)


def _by_somebody(words: str, vocabulary: Vocabulary) -> bool:
    """Whether a patient, a guardian or a relative is named."""
    keys = ("declarations.patient-gives", "declarations.guardian-gives", "declarations.kin-gives")
    return said(words, phrases(vocabulary, *keys))


def _given(words: str, at: int, own: bool, vocabulary: Vocabulary) -> bool:
    """Whether the sentence says that consent was given, and not that it was refused, ought to be, or is in general."""
    if said(words, phrases(vocabulary, "declarations.consent-refused")):
        return False
    if not own and (
        said(words[: at + 25], phrases(vocabulary, "declarations.ought"))
        or said(words, phrases(vocabulary, "declarations.in-general"))
    ):
        return False
    return said(words, phrases(vocabulary, "declarations.consent-given")) or _upon(words, at, vocabulary)


def _upon(words: str, at: int, vocabulary: Vocabulary) -> bool:
    """Whether something was done with consent: "after informed parental consent", "with her written consent"."""
    qualities, leads = _single(vocabulary, "consent-qualities"), _single(vocabulary, "consent-leads")
    for word in reversed(words[:at].split()[-8:]):
        if word in leads:
            return True
        if word not in qualities:
            return False
    return False


@lru_cache(maxsize=8)
def _single(vocabulary: Vocabulary, key: str) -> frozenset[str]:
    """The single words of a list."""
    return frozenset(vocabulary.words.get(f"declarations.{key}", ()))


def _purpose(statement: Statement, at: int, vocabulary: Vocabulary) -> Status:
    """To what the consent was given; under a heading of consent, to publication unless the words say otherwise."""
    words = statement.words
    if said(words, phrases(vocabulary, "declarations.house-formula")):
        return Status.PUBLICATION
    if first(words, phrases(vocabulary, "declarations.publication"), max(0, at - 25)) >= 0:
        return Status.PUBLICATION
    if said(words, phrases(vocabulary, "declarations.published-with")) or _told(words[at:], vocabulary) >= 0:
        return Status.PUBLICATION
    heading = fold(statement.heading.text) if statement.heading is not None else ""
    if said(words, phrases(vocabulary, "declarations.participation")):
        return Status.PARTICIPATION
    generic = statement.topic == _OWN or (statement.topic == _SHARED and " consent" in heading)
    if generic and not (
        said(heading, phrases(vocabulary, "declarations.participation"))
        and not said(heading, phrases(vocabulary, "declarations.publication"))
    ):
        return Status.PUBLICATION
    return Status.PARTICIPATION


def _givers(given: Sequence[Statement], vocabulary: Vocabulary) -> Consent:
    patient = guardian = kin = formula = False
    guardians = phrases(vocabulary, "declarations.guardian-gives")
    relatives = phrases(vocabulary, "declarations.kin-gives")
    for statement in given:
        words = statement.words
        for misleading in phrases(vocabulary, "declarations.no-giver"):
            words = words.replace(misleading, " ")
        by_patient = _gives(words, phrases(vocabulary, "declarations.patient-gives"), unless=(*guardians, *relatives))
        by_guardian = _gives(words, guardians)
        by_kin = _gives(words, relatives)
        patient |= by_patient
        guardian |= by_guardian
        kin |= by_kin and not by_patient
        formula |= said(statement.words, phrases(vocabulary, "declarations.house-formula"))
    return Consent(patient, guardian or kin, kin, formula)


def _gives(words: str, people: Sequence[str], unless: tuple[str, ...] = ()) -> bool:
    """Whether these people gave the consent: "from the ...", "the ... gave", "...'s consent".

    unless: people of whom they are only the owner ("the patient's mother", "the mother of the patient").
    """
    at = -1
    while (at := first(words, people, at + 1)) >= 0:
        before, after = words[max(0, at - _REACH) : at + 1], words[at + 1 : at + 1 + _REACH]
        if words.startswith(unless, words.index(" ", at + 1)) or _owns(before, unless):
            continue
        preposition = last(before, (" from ", " by ", " of "), len(before))
        between = before[preposition:]
        if (
            preposition >= 0
            and len(between.split()) <= _NEAR
            and not said(between, (" for ", " to ", " since ", " as "))
        ):
            return True
        if said(_until(after, unless), _GIVING):
            return True
    return False


def _owns(before: str, people: tuple[str, ...]) -> bool:
    """Whether words end in "the mother of the"."""
    owned = before.removesuffix("the ").removesuffix("our ").removesuffix("this ")
    return bool(people) and owned.endswith(" of ") and owned.removesuffix("of ").endswith(people)


def _until(words: str, people: tuple[str, ...]) -> str:
    """Words up to other people who give in the place of the first ("had died, his wife gave"), not beside them."""
    at = first(words, people)
    return words if at < 0 or " and " in words[: at + 1] else words[: at + 1]
