"""Title, text and captions speak of the same patient."""

from collections.abc import Iterator
from typing import NamedTuple

from validator.api import (
    Given,
    Letter,
    NoOptions,
    Outcome,
    Patient,
    Pattern,
    Sex,
    Span,
    Vocabulary,
    ask,
    evidence,
    not_applicable,
    rule,
    sentences,
)

_PERSON = r"(?P<sex>man|woman|male|female|boy|girl|lady|gentleman)\b(?![\s-]+(?:pattern|genital|breast|sex|hormone))"
_PATIENT = Pattern(
    r"(?<![\d.,/–-]|\b(?:his|her|their|whose)\s)(?:"
    r"(?P<age>\d{1,3}(?:\.\d)?)[\s‐‑-]+(?P<unit>year|yr|month|week|day)s?[\s.‐‑-]+old\b"
    r"|\baged\s+(?P<age>\d{1,3})(?:[\s-]+(?P<unit>year|yr|month|week|day)s?)?\b"
    r"|\b(?P<age>\d{1,3})\s?(?:(?P<unit>year|yr|y)s?\s?)?/\s?(?P<sex>[MF])\b)"
    rf"(?:(?:\s+(?!(?:with|of|and|who|on|in|after|before)\b)[\p{{L}}-]+){{0,3}}?\s+{_PERSON})?"
    rf"|(?<=\b(?:in|of|on)\s)(?:an?|the|our)\s+(?!\d)(?:(?P<group>newborn|neonate|infant|child|adolescent|teenager|adult|elderly)\b\s*)?"
    rf"(?:(?:healthy|young|old|pregnant|middle-aged|immunocompetent|adult|elderly|diabetic)\s+)?(?:{_PERSON})?"
    r"|\b(?P<whose>his|her)\s+(?:(?:left|right|upper|lower|both)\s+)?"
    r"(?:back|face|cheek|neck|scalp|trunk|chest|abdomen|arm|forearm|elbow|hand|palm|leg|thigh|knee|shin|foot|feet|sole)s?\b"
)
_UNITS = {"y": 1.0, "m": 12.0, "w": 52.0, "d": 365.0}
_MALE = {"man", "male", "boy", "gentleman", "m", "his"}
_GROUPS = {
    "newborn": (0, 1),
    "neonate": (0, 1),
    "infant": (0, 3),
    "child": (0, 19),
    "adolescent": (9, 22),
    "teenager": (12, 21),
    "adult": (15, 120),
    "elderly": (50, 120),
}
"""Ages, from and up to, that nobody would call otherwise; wide, since writers are free with these words."""

_SEVERAL = Pattern(r"\d\D*(?:,|\band|&)\s*\d+\s*y")
_IN_TENS = Pattern(r"(?:ties|teens|0s)$")
_ANOTHER_TIME = Pattern(
    r"\b(?:now|later|after|currently|when|since|at|until|before|(?:that|which)\s+(?:is|are|was|were))\b"
)
_SOMEBODY_ELSE = Pattern(
    r"\b(?:healthy\s+(?:skin|control)|controls?|volunteer|et\s+al|reported|trans\p{L}*|intersex|at\s+birth)\b"
)
_WORD = Pattern(r"\P{L}+")
_TOLERANCE = 0.1
"""Years by which ages said in months and in years may differ."""


class _Said(NamedTuple):
    """What title or caption says of a patient: from and up to which age in years, of which sex; None where unsaid."""

    place: Span
    ages: tuple[float, float] | None
    sex: Sex | None


@rule("patient-consistency", "The same patient in title, text and captions", needs_beginning=True)
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:
    """Hold age and sex in title and captions against those of the letter's one patient."""
    if len(letter.patients) != 1 or _SEVERAL.search(letter.patients[0].span.text):
        yield not_applicable("Compared in letters on one patient only.")
        return
    patient = letter.patients[0]
    said = [one for span in _elsewhere(letter) for one in _told(span, given.terms)]
    if not said:
        yield not_applicable("Title and captions name neither age nor sex.")
    for one in said:
        if _other_age(patient, one) or _other_sex(patient, one):
            sex = f" ({patient.sex})" if patient.sex and _other_sex(patient, one) else ""
            yield ask(
                "differs",
                f"Is this the same patient: “{one.place.text}” here, “{patient.span.text}”{sex} in the text?",
                at=[one.place, patient.span],
                help="Correct whichever is wrong, or say in the caption who else is shown.",
            )
        else:
            yield evidence("Age and sex agree with the text.", at=one.place)


def _elsewhere(letter: Letter) -> list[Span]:
    titles = [letter.title] if letter.title else []
    return [*titles, *(caption for figure in letter.figures for caption in figure.captions if len(caption))]


def _told(span: Span, terms: Vocabulary) -> Iterator[_Said]:
    """What the sentences of a title or caption say of the patient, and of nobody else."""
    relatives = frozenset(terms.words.get("patients.relatives", ()))
    for sentence in sentences(span):
        text = sentence.text
        if _SOMEBODY_ELSE.search(text) or not relatives.isdisjoint(_WORD.split(text.casefold())):
            continue
        for match in _PATIENT.finditer(text):
            found = match.groupdict()
            sex, group = (found["sex"] or found["whose"] or "").casefold(), (found["group"] or "").casefold()
            if found["age"] and _ANOTHER_TIME.search(text, max(0, match.start() - 25), match.start()):
                continue
            if found["age"] or sex or group:
                age = float(found["age"] or 0) / _UNITS[(found["unit"] or "y")[0].casefold()]
                ages = (age, age) if found["age"] else _GROUPS.get(group)
                gender = (Sex.MALE if sex in _MALE else Sex.FEMALE) if sex else None
                yield _Said(sentence.part(match.start(), match.end()).strip(), ages, gender)


def _other_age(patient: Patient, said: _Said) -> bool:
    if patient.age_years is None or said.ages is None:
        return False
    low, high = said.ages
    if _IN_TENS.search(patient.span.text):
        tolerance = 5.0
    else:  # "14 months" and "1-year-old" are the same: years are counted when they are full
        tolerance = _TOLERANCE if (patient.age_years % 1 == 0) == (low % 1 == 0) else 1 - _TOLERANCE
    return not low - tolerance <= patient.age_years <= high + tolerance


def _other_sex(patient: Patient, said: _Said) -> bool:
    return said.sex is not None and patient.sex is not None and said.sex is not patient.sex
