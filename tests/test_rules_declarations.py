# ruff: noqa: E501 - a letter is laid out as a person would
"""The items on declarations, on whole letters: houses' headings, places, blinded and incomplete files."""

from datetime import date

import pytest

from validator import engine, packs, pipeline, profiles
from validator.model.letter import LetterType, Stage

PACK = packs.load()
CHECKLIST = engine.checklist(
    PACK, profiles.load("ijdvl", PACK.profile_folders), date(2026, 11, 22), select=["declarations"]
)

TEXT = "A 34-year-old woman presented with itchy plaques on both shins for two years [Figure 1]."
CONSENT = "Written informed consent was obtained from the patient for publication of this letter."
FUNDING = "No funding was received for this work."
CONFLICTS = "The authors declare no conflict of interest."
AI = "No AI tools were used in the preparation of this manuscript."
DECLARED = {"patient-consent": CONSENT, "funding": FUNDING, "conflicts": CONFLICTS, "ai-use": AI}
HEADINGS = {kind: PACK.vocabulary.headings[kind][0] for kind in DECLARED}
HEADED = [f"**{HEADINGS[kind]}:** {words}" for kind, words in DECLARED.items()]
AUTHORS = """**Leela Menon, Arvind Rao**

Department of Dermatology, Riverside Medical College, Sundarpur, India.
leela.menon@riverside.example.org
"""
END = """**Figure 1:** Plaques on both shins.

## References

1. Rao K. Plaques of the shins. *Indian J Dermatol Venereol Leprol* 2019;85:1-4.
"""
FAILING = {"fail", "needs-human", "could-not-check"}
IGNORED = {"declaration-order"}


def letter(*declarations: str, text: str = TEXT, authors: str = AUTHORS) -> str:
    return "\n\n".join(["# Annular plaques of the shins", authors, "Dear Editor,", text, *declarations, END])


def troubles(source: str, stage=Stage.SUBMISSION, letter_type=LetterType.CASE) -> dict[str, str]:
    """The items that do not pass, each with its case."""
    file = pipeline.SourceFile.of("letter.md", source.encode())
    (read,) = pipeline.letters([file], PACK.vocabulary, pipeline.Asked(stage, letter_type))
    items = engine.run(read, CHECKLIST).items
    return {
        item.id: " ".join(finding.outcome.case for finding in item.findings)
        for item in items
        if item.status.value in FAILING and item.id not in IGNORED
    }


def under(kind: str, heading: str) -> str:
    return letter(*(f"**{heading}:** {words}" if k == kind else words for k, words in DECLARED.items()))


def test_a_letter_that_declares_all_has_no_trouble():
    assert troubles(letter(*DECLARED.values())) == {}


@pytest.mark.parametrize("kind", DECLARED)
def test_no_house_heading_changes_a_verdict(kind):
    troubled = {
        heading: found for heading in PACK.vocabulary.headings[kind] if (found := troubles(under(kind, heading)))
    }

    assert troubled == {}


@pytest.mark.parametrize("kind", DECLARED)
def test_what_is_missing_is_told(kind):
    rest = [words for k, words in DECLARED.items() if k != kind]

    assert troubles(letter(*rest)) == {kind: "missing"}


@pytest.mark.parametrize("kind", DECLARED)
def test_a_heading_without_text_is_told(kind):
    lines = [f"**{HEADINGS[k]}:** {'' if k == kind else words}".strip() for k, words in DECLARED.items()]

    assert troubles(letter(*lines)) == {kind: "incomplete"}


PLACES = {
    "a sentence of the text": letter(text=" ".join([TEXT, *DECLARED.values()])),
    "the acknowledgement": letter(f"**Acknowledgement:** We thank Ms. Iyer. {' '.join(DECLARED.values())}"),
    "one paragraph of declarations": letter(f"**Declarations:** {' '.join(DECLARED.values())}"),
    "own-line headings": letter(
        "## Consent for publication", CONSENT, "## Funding", FUNDING, "## Competing interests", CONFLICTS, "## AI use", AI
    ),
    "title-page lines": "\n\n".join(["# Annular plaques of the shins", AUTHORS, *DECLARED.values(), "Dear Editor,", TEXT, END]),
    "a line after the references": "\n\n".join([letter(), *DECLARED.values()]),
    "a table": letter("\n".join(["| Item | Statement |", "| --- | --- |", *(f"| {k} | {words} |" for k, words in DECLARED.items())])),
    "one line of answers": letter(CONSENT, "Source of support: Nil, Conflict of interest: None declared.", AI),
}  # fmt: skip


@pytest.mark.parametrize("source", PLACES.values(), ids=PLACES)
def test_a_declaration_counts_wherever_it_stands(source):
    assert troubles(source) == {}


def test_in_a_blinded_file_what_is_missing_is_asked():
    file = pipeline.SourceFile.of("letter.md", letter(authors="").encode())
    (read,) = pipeline.letters([file], PACK.vocabulary, pipeline.Asked(Stage.SUBMISSION, LetterType.CASE))
    asked = {item.id for item in engine.run(read, CHECKLIST).items if item.status.value == "needs-human"}

    assert asked == {"patient-consent", "funding", "conflicts", "ai-use"}


def test_declarations_are_judged_where_the_beginning_is_missing():
    declared = "\n\n".join(["excluded, this is unlikely to happen.", *HEADED, AUTHORS, END])

    assert troubles(declared, stage=Stage.PUBLISHED) == {}


def test_no_consent_can_be_asked_for_a_patient_on_a_page_that_is_missing():
    source = "\n\n".join(["excluded, this is unlikely to happen.", *HEADED[1:], AUTHORS])

    assert troubles(source, stage=Stage.PUBLISHED) == {"patient-consent": ""}


@pytest.mark.parametrize("received", ["May 2021", "2022-11-03"])
def test_an_old_letter_need_not_speak_of_ai(received):
    assert troubles(letter(CONSENT, FUNDING, CONFLICTS, f"**Received:** {received}"), stage=Stage.PUBLISHED) == {}


@pytest.mark.parametrize("kind", ["patient-consent", "funding", "conflicts"])
def test_an_attestation_is_never_put_into_a_mouth(kind):
    rest = [words for k, words in DECLARED.items() if k != kind]
    file = pipeline.SourceFile.of("letter.md", letter(*rest).encode())
    (read,) = pipeline.letters([file], PACK.vocabulary, pipeline.Asked(Stage.SUBMISSION, LetterType.CASE))
    item = next(item for item in engine.run(read, CHECKLIST).items if item.id == kind)

    assert item.findings[0].outcome.help.startswith("If ")


@pytest.mark.parametrize(
    "told",
    [
        "The drug was supplied free of cost by Sundarpur Pharma, for whom AR has given paid lectures.",
        "L.M. is a consultant to Sundarpur Pharma.",
        "One of us has received speaker fees from Sundarpur Pharma.",
        "The cream came from Sundarpur Pharma, which pays AR as an adviser.",
        "The senior author holds shares in Sundarpur Pharma.",
    ],
)
def test_a_payment_told_in_the_text_contradicts_its_denial(told):
    assert troubles(letter(*HEADED, text=f"{TEXT} {told}")) == {"conflicts": "contradicts-text"}


@pytest.mark.parametrize(
    "told",
    [
        "The drug was supplied free of cost by Sundarpur Pharma.",
        "She was employed by a mill and had lectured for a fee.",
        "MRI was normal, and the patient was an employee of a bank.",
        "AR has not received fees from Sundarpur Pharma.",
        "One of us saw her again, and PAS was negative.",
    ],
)
def test_what_tells_of_no_payment_to_an_author(told):
    assert troubles(letter(*HEADED, text=f"{TEXT} {told}")) == {}


def with_consent(words: str) -> str:
    return letter(f"**Declaration of patient consent:** {words}", *HEADED[1:])


@pytest.mark.parametrize(
    ("words", "case"),
    [
        ("Verbal consent was obtained.", "oral"),
        ("Obtained verbally.", "oral"),
        ("Obtained orally from the patient's mother.", "oral"),
        ("Oral informed consent was obtained from the patient for publication.", "oral"),
        ("The patient consented verbally to publication.", "oral"),
        ("Verbal consent was obtained from the patient's father.", "oral"),
        ("Written consent was obtained from the patient for using photos for academic purposes.", "other-purpose"),
        ("Consent was obtained for the use of photographs in teaching.", "other-purpose"),
        ("The patient gave consent for the use of images for educational purposes only.", "other-purpose"),
    ],
)
def test_consent_by_word_of_mouth_or_for_another_purpose_is_asked(words, case):
    assert troubles(with_consent(words)) == {"patient-consent": case}


@pytest.mark.parametrize(
    "words",
    [
        "Obtained.",
        "Obtained from the patient.",
        "Obtained in writing from the patient's mother.",
        "Written and verbal consent was obtained.",
        "Verbal consent was obtained at the first visit, and a form was signed at the second.",
        "Verbal consent was obtained. The authors certify that they have obtained all appropriate patient consent.",
        "Consent to publication was obtained before oral propranolol was given.",
        "The patient is non-verbal; consent to publication was obtained from the mother.",
        "Consent was obtained for publication and for academic purposes.",
        "The patient consented to the use of the photographs for teaching and in the journal.",
        "Consent was obtained for the use of images for scientific purposes.",
    ],
)
def test_consent_that_raises_no_question(words):
    assert troubles(with_consent(words)) == {}
