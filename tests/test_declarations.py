# ruff: noqa: E501 - a wording is given whole, as a person would write it
"""What a letter's declarations say, wherever they stand and however they are worded."""

import pytest

from validator import packs, pipeline
from validator.model.declaration import Declaration, DeclarationKind, Status

VOCABULARY = packs.load().vocabulary

LETTER = """# Lichen planus along a scratch

Dear Editor,

A 34-year-old man came to us with itchy papules on the forearm.

{declaration}

## References

1. Rao K. Lichen planus. *Indian J Dermatol Venereol Leprol* 2019;85:1-4.
"""


def read(declaration: str, kind: DeclarationKind) -> Declaration | None:
    source = pipeline.SourceFile.of("letter.md", LETTER.format(declaration=declaration).encode())
    (letter,) = pipeline.letters([source], VOCABULARY)
    return letter.declaration(kind)


def status(declaration: str, kind: DeclarationKind) -> Status | None:
    found = read(declaration, kind)
    return found.status if found else None


@pytest.mark.parametrize(
    "answer",
    [
        "Nil.",
        "None",
        "NA",
        "N/A",
        "Not applicable.",
        "-",
        "No",
        "Self",
        "Self-funded.",
        "No funding was received.",
        "The authors received no specific grant from any funding agency.",
        "This research did not receive any specific grant from agencies in the public, commercial or not-for-profit sectors.",
        "The study was funded by the authors themselves.",
        "There was no external funding for this work.",
        "No sources of funding to declare.",
        "The authors have no financial support to acknowledge.",
        "This work was not supported by any grant.",
        "Not funded.",
        "No financial or material support was received.",
        "There are no funders to report for this submission.",
        "The author(s) received no financial support for the research, authorship and/or publication of this article.",
        "Unfunded.",
        "There is no funding source.",
        "Departmental resources only.",
        "The authors declare that no funds, grants, or other support were received during the preparation of this manuscript.",
    ],
)  # fmt: skip
def test_no_funding(answer):
    assert status(f"**Financial support and sponsorship:** {answer}", DeclarationKind.FUNDING) is Status.NONE


@pytest.mark.parametrize(
    "declaration",
    [
        "**Funding:** Indian Council of Medical Research, grant No. 5/4/2019.",
        "**Source of support:** Supported by the Department of Biotechnology (BT/PR/1234).",
        "**Funding:** This work was partly funded by the Skin Research Trust.",
        "**Acknowledgements:** We thank Ms. Iyer for the photographs. This work was supported by the Skin Research Trust.",
        "**Acknowledgements:** We acknowledge financial support from the University of Pune.",
        "**Acknowledgements:** Dr Sen is supported by a fellowship of the Wellcome Trust.",
        "This study was supported by a grant from the Skin Research Trust.",
        "The article processing charge was paid by a grant of the university.",
        "**Financial support and sponsorship:** Glenmark Pharmaceuticals supplied the drug.",
        "**Funding:** The funder had no role in the design. Funded by the Skin Research Trust.",
        "**Disclosures:** This report was sponsored by Derma Laboratories Ltd.",
    ],
)
def test_funded(declaration):
    assert status(declaration, DeclarationKind.FUNDING) is Status.FUNDED


@pytest.mark.parametrize(
    "sentence",
    [
        "The diagnosis was supported by immunohistochemistry.",
        "These findings support the view that trauma matters.",
        "We thank the patient's parents for their courage and support.",
        "Kumar et al. reported a trial that was funded by a pharmaceutical company.",
        "The family had no financial support and could not buy the drug.",
        "He walked with the support of a stick.",
        "Supportive treatment was given and the fundus was normal.",
        "That trial was sponsored by the manufacturer.",
        "He had studied on a scholarship before the illness.",
        "The patient came to our state-funded hospital.",
    ],
)
def test_everyday_words_are_no_statement_on_funding(sentence):
    assert status(sentence, DeclarationKind.FUNDING) is None


@pytest.mark.parametrize(
    "declaration",
    [
        "**Conflicts of interest:** There are no conflicts of interest.",
        "**Conflict of interest:** None declared.",
        "**Competing interests:** Nil",
        "**Declaration of competing interest:** The authors declare that they have no known competing financial interests or personal relationships that could have appeared to influence the work reported in this paper.",
        "**Conflict of interest:** The work was done in the absence of any commercial or financial relationships that could be construed as a potential conflict of interest.",
        "**Disclosures:** None.",
        "**Disclosure:** The authors have nothing to disclose.",
        "**Financial disclosure:** The authors have no financial interest in any product mentioned.",
        "The authors declare no conflict of interest.",
        "**Acknowledgements:** We thank Ms. Iyer. No potential conflict of interest relevant to this article was reported.",
        "None of the authors has any conflict of interest.",
        "**Conflicts of interest:** Neither Dr. Sen nor Dr. Rao has received honoraria from any company.",
        "**Conflicts of interest:** NA",
        "**Source of support:** Nil, **Conflict of interest:** None declared.",
        "Source of support: Nil, Conflict of interest: None declared.",
        "**Transparency declaration:** The authors report no interests to declare.",
        "**Conflicts of interest:** The authors are free of any competing interests.",
    ],
)  # fmt: skip
def test_no_conflicts(declaration):
    assert status(declaration, DeclarationKind.CONFLICTS) is Status.NONE


@pytest.mark.parametrize(
    "declaration",
    [
        "**Conflicts of interest:** A. S. has received honoraria from Derma Ltd.",
        "**Conflicts of interest:** KR is an employee of Derma Ltd; the other authors declare none.",
        "**Competing interests:** Dr. Rao serves on the advisory board of Derma Ltd. The other authors have no competing interests.",
        "**Disclosures:** PS reports personal fees from Derma Ltd outside the submitted work.",
        "**Conflicts of interest:** The authors declare no conflicts except that KR owns stock of Derma Ltd.",
        "**Declaration of interests:** KR holds a patent on the device.",
        "**Conflicts of interest:** KR is married to the maker of the device.",
        "**Acknowledgements:** The first author has received consultancy fees from Derma Ltd.",
    ],
)
def test_declared_conflicts(declaration):
    assert status(declaration, DeclarationKind.CONFLICTS) is Status.DECLARED


@pytest.mark.parametrize(
    "sentence",
    [
        "Of interest, the lesions spared the face.",
        "Conflicting reports exist on its use.",
        "The interest in Janus kinase inhibitors has grown.",
        "Kumar et al. declared no conflict of interest.",
        "Authors should disclose every conflict of interest.",
        "The patient was employed in a paint factory and was in conflict with his employer.",
        "A consultant dermatologist was paid a visit.",
        "Dermoscopy disclosed no vessels.",
    ],
)
def test_everyday_words_are_no_statement_on_conflicts(sentence):
    assert status(sentence, DeclarationKind.CONFLICTS) is None


@pytest.mark.parametrize(
    "declaration",
    [
        "**Declaration of patient consent:** The authors certify that they have obtained all appropriate patient consent.",
        "**Declaration of patient consent:** The authors certify that they have obtained all appropriate patient consent forms. In the form, the patient has given his consent for his images and other clinical information to be reported in the journal.",
        "**Consent for publication:** Obtained.",
        "**Patient consent:** Written informed consent was obtained from the patient.",
        "**Ethics statement:** Written informed consent was obtained from the patient for publication of this case report.",
        "Written informed consent was obtained from the patient for publication of this report and the accompanying images.",
        "The patient consented to the publication of his photographs.",
        "The patient gave written permission to publish his case.",
        "The patient agreed to publication of the images.",
        "**Informed consent:** The patient's consent to publish was obtained.",
        "**Acknowledgements:** We thank the patient, who gave consent for the use of the images.",
        "We have the patient's written consent, signed before the report was written, to publish the pictures.",
    ],
)  # fmt: skip
def test_consent_to_publication(declaration):
    assert status(declaration, DeclarationKind.PATIENT_CONSENT) is Status.PUBLICATION


@pytest.mark.parametrize(
    "declaration",
    [
        "Written informed consent was obtained before starting baricitinib.",
        "After informed consent, a biopsy was taken.",
        "**Ethics statement:** All participants gave written informed consent to participate in this study.",
        "**Consent to participate:** Written informed consent was obtained.",
        "**Declaration of patient consent:** Consent to the procedure was obtained.",
        "With the consent of the patient, methotrexate was begun.",
        "He was treated upon his consent.",
    ],
)
def test_consent_to_treatment_or_study_only(declaration):
    assert status(declaration, DeclarationKind.PATIENT_CONSENT) is Status.PARTICIPATION


@pytest.mark.parametrize(
    "declaration",
    [
        "**Declaration of patient consent:** Not required as the patient's identity is not disclosed.",
        "**Patient consent:** Patient's consent not required as patient's identity is not disclosed or compromised.",
        "**Declaration of patient consent:** Not applicable.",
        "**Declaration of patient consent:** There are no patients in this study.",
        "The need for informed consent was waived by the ethics committee.",
        "**Consent:** NA",
    ],
)
def test_consent_not_required(declaration):
    assert status(declaration, DeclarationKind.PATIENT_CONSENT) is Status.NOT_REQUIRED


@pytest.mark.parametrize(
    "sentence",
    [
        "The patient did not consent to a biopsy.",
        "The patient refused consent for surgery.",
        "Patients with informed consent were enrolled in that trial by Kumar et al.",
        "Informed consent should be obtained before any laser treatment.",
        "There is no consensus on treatment.",
        "Consent for a biopsy could not be obtained.",
    ],
)
def test_no_consent_is_read_where_none_was_given(sentence):
    assert status(sentence, DeclarationKind.PATIENT_CONSENT) is None


@pytest.mark.parametrize(
    ("declaration", "guardian", "by_patient"),
    [
        ("Written consent to publish was obtained from the patient's mother.", True, False),
        ("The parents gave written consent for publication of this report.", True, False),
        ("Parental consent was obtained for publication.", True, False),
        ("Consent to publish was obtained from the patient's next of kin.", True, False),
        ("Written consent for publication was given by the legal guardian of the child.", True, False),
        ("Written consent for publication was obtained from the patient's family.", True, False),
        ("Written consent to publish was obtained from the patient.", False, True),
        ("The patient consented to publication; his mother was present at every visit.", False, True),
        ("The consent form in the patient's mother tongue was signed by the patient for publication.", False, True),
        ("The patient and his father gave written consent to publication.", True, True),
    ],
)
def test_who_gave_the_consent(declaration, guardian, by_patient):
    found = read(declaration, DeclarationKind.PATIENT_CONSENT)

    assert found is not None
    assert (found.consent.guardian, found.consent.by_patient) == (guardian, by_patient)


def test_the_house_formula_is_known_as_such():
    formula = "**Declaration of patient consent:** The authors certify that they have obtained all appropriate patient consent."

    assert read(formula, DeclarationKind.PATIENT_CONSENT).consent.house_formula


def test_consent_to_publication_outranks_consent_to_treatment():
    both = "Written informed consent was obtained before starting baricitinib.\n\n**Consent:** The patient consented to publication."
    found = read(both, DeclarationKind.PATIENT_CONSENT)

    assert found.status is Status.PUBLICATION
    assert found.span.text == "The patient consented to publication."
    assert [also.text for also in found.also] == ["Written informed consent was obtained before starting baricitinib."]


AI = "Use of artificial intelligence (AI)-assisted technology for manuscript preparation"


@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        (f"**{AI}:** The authors confirm that there was no use of AI-assisted technology for writing and no images were manipulated using AI.", Status.NONE),
        (f"**{AI}:** Nil", Status.NONE),
        ("No AI tools were used in the preparation of this manuscript.", Status.NONE),
        ("**Acknowledgements:** Artificial intelligence was not used in any portion of the manuscript.", Status.NONE),
        (f"**{AI}:** ChatGPT was used to improve the English of the letter.", Status.USED),
        ("During the preparation of this work the authors used ChatGPT to improve readability.", Status.USED),
        ("The authors used generative AI to create Figure 1.", Status.USED),
        (f"**{AI}:** Grammarly was used to correct the grammar. No images were made with AI.", Status.USED),
        ("**AI disclosure:** An AI tool helped us with the wording. It was not used to interpret data.", Status.USED),
        ("**AI disclosure:** We used ChatGPT to edit the text. We have not used any AI.", Status.UNCLEAR),
        (f"**{AI}:**", Status.INCOMPLETE),
    ],
)  # fmt: skip
def test_ai_use(declaration, expected):
    assert status(declaration, DeclarationKind.AI_USE) is expected


@pytest.mark.parametrize(
    "sentence",
    [
        "We asked ChatGPT twenty questions on acne and graded the answers.",
        "Artificial intelligence was used to count the naevi on the photographs.",
        "ChatGPT was used to improve the readability of patient leaflets in a study by Rao et al.",
        "AI (aromatase inhibitor) treatment was used for two years.",
        "The picture carries the words: AI-generated content may be incorrect.",
        "ChatGPT can be used to draft discharge letters.",
        "The role of artificial intelligence in dermoscopy grows.",
        "Claude Bernard wrote on the constancy of the inner milieu.",
    ],
)
def test_a_letter_about_ai_declares_no_use(sentence):
    assert status(sentence, DeclarationKind.AI_USE) is None


@pytest.mark.parametrize(
    "denial",
    [
        "No artificial intelligence tool was used in the preparation of the manuscript or the images.",
        "The authors confirm that no AI tools were used in preparing the manuscript or figures.",
        "AI was not used for preparing this letter or its figures.",
    ],
)
def test_the_letter_beside_its_images_stands_for_the_text(denial):
    found = read(denial, DeclarationKind.AI_USE)
    assert (found.status, found.ai.text, found.ai.images) == (Status.NONE, True, True)


USED_FOR_TEXT = "ChatGPT was used to improve the English of the letter."
NO_IMAGES = [
    "None of the pictures was edited with AI.",
    "No image was edited with AI.",
    "No photographs were enhanced or polished using AI.",
    "Not any figure was generated by AI.",
    "The photos were not modified with AI.",
    "AI was not used for editing or generating images.",
    "AI was not used for photo editing.",
    "No images were generated.",
    "No figures were altered or manipulated.",
    "The photographs were not processed.",
]


@pytest.mark.parametrize("heading", ["**Use of AI:** ", "**AI:** ", "**Acknowledgements:** ", ""])
@pytest.mark.parametrize("denial", NO_IMAGES)
def test_a_denial_for_the_images_stands_beside_a_use_for_the_text(denial, heading):
    found = read(f"{heading}{USED_FOR_TEXT} {denial}", DeclarationKind.AI_USE)

    assert (found.status, found.ai.text, found.ai.images) == (Status.USED, True, True)


@pytest.mark.parametrize(
    "words",
    [
        "ChatGPT was used for translation. No text or images were generated by AI.",
        "ChatGPT was used for translation. AI was not used for any other purpose.",
        "ChatGPT was used to translate the figure legends. No figures were altered with AI.",
        "We used ChatGPT. No images were generated with AI.",
    ],
)
def test_what_is_denied_beside_a_use_and_is_something_else(words):
    found = read(f"**Use of AI:** {words}", DeclarationKind.AI_USE)

    assert (found.status, found.ai.text, found.ai.images) == (Status.USED, True, True)


@pytest.mark.parametrize(
    "words",
    [
        "Midjourney was used to create Figure 1. No images were edited with AI.",
        "ChatGPT was used to edit the text. No AI was used for the text or the images.",
        "We used ChatGPT. No AI was used for the text or the images.",
    ],
)
def test_the_same_use_admitted_and_denied(words):
    assert status(f"**Use of AI:** {words}", DeclarationKind.AI_USE) is Status.UNCLEAR


@pytest.mark.parametrize("words", ["No image was edited with AI.", "AI was not used for editing photographs."])
def test_a_denial_for_the_images_alone_says_nothing_of_the_text(words):
    found = read(f"**Use of AI:** {words}", DeclarationKind.AI_USE)

    assert (found.status, found.ai.text, found.ai.images) == (Status.NONE, False, True)


def test_a_test_that_was_not_done_is_no_word_on_the_making_of_images():
    assert not read(f"{USED_FOR_TEXT} No imaging was done.", DeclarationKind.AI_USE).ai.images


def test_responsibility_may_be_taken_in_the_next_sentence():
    said = "The authors confirm that ChatGPT was used to correct the grammar. They take full responsibility for it."
    assert read(said, DeclarationKind.AI_USE).ai.responsibility is True


def test_halves_tools_and_responsibility_of_ai_use():
    found = read(
        f"**{AI}:** ChatGPT (OpenAI) was used to edit the language; the authors take full responsibility. No images were altered.",
        DeclarationKind.AI_USE,
    )

    assert found.ai.text
    assert found.ai.images
    assert "ChatGPT" in found.ai.tools
    assert found.ai.responsibility


@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        ("The study was approved by the Institutional Ethics Committee (IEC/2021/45).", Status.APPROVED),
        ("**Ethical approval:** Obtained.", Status.APPROVED),
        ("Institutional review board approval was obtained.", Status.APPROVED),
        ("**Ethical approval:** Not required as per institutional policy.", Status.NOT_REQUIRED),
        ("**Ethics:** Our institution does not require ethical approval for single cases.", Status.NOT_REQUIRED),
        ("The ethics committee ruled the study exempt from review.", Status.NOT_REQUIRED),
        ("**Ethics:** The study was conducted as per the Declaration of Helsinki.", Status.INCOMPLETE),
        ("**Ethics statement:** Written informed consent was obtained from the patient for publication.", None),
        ("Kumar et al. had the approval of their ethics committee.", None),
        ("The use of placebo raises ethical questions.", None),
    ],
)
def test_ethics(declaration, expected):
    assert status(declaration, DeclarationKind.ETHICS) is expected


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("The study was approved by the Institutional Ethics Committee (IEC/2021/45).", "IEC/2021/45"),
        ("Approval was given by the ethics committee (approval number 2019-KY-330).", "2019-KY-330"),
        ("The ethics committee approved the study, vide letter no. 112/2020.", "112/2020"),
    ],
)
def test_the_number_of_the_approval_is_found(sentence, number):
    assert number in [span.text for span in read(sentence, DeclarationKind.ETHICS).numbers]


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("The trial was registered with the Clinical Trials Registry of India (CTRI/2019/05/018765).", ["CTRI/2019/05/018765"]),
        ("**Trial registration:** NCT01234567", ["NCT01234567"]),
    ],
)  # fmt: skip
def test_registration_of_an_own_trial(sentence, numbers):
    assert [n.text for n in read(sentence, DeclarationKind.TRIAL_REGISTRATION).numbers] == numbers


def test_the_registration_of_a_cited_trial_is_none():
    sentence = "A phase II trial (NCT01234567) of baricitinib is under way."

    assert status(sentence, DeclarationKind.TRIAL_REGISTRATION) is None


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Declaration of patient consent", DeclarationKind.PATIENT_CONSENT),
        ("Financial support and sponsorship", DeclarationKind.FUNDING),
        ("Conflicts of interest", DeclarationKind.CONFLICTS),
        ("Ethics approval", DeclarationKind.ETHICS),
    ],
)
def test_a_heading_without_text_is_incomplete(heading, kind):
    assert status(f"**{heading}:**", kind) is Status.INCOMPLETE


@pytest.mark.parametrize(
    ("declaration", "kind"),
    [
        ("**Funding:** XXXX", DeclarationKind.FUNDING),
        ("**Funding:** [insert name of funder]", DeclarationKind.FUNDING),
        ("**Conflicts of interest:** TBD", DeclarationKind.CONFLICTS),
        ("**Declaration of patient consent:** To be added", DeclarationKind.PATIENT_CONSENT),
        ("**Funding information:** No funding information provided.", DeclarationKind.FUNDING),
    ],
)
def test_placeholders(declaration, kind):
    assert status(declaration, kind) is Status.PLACEHOLDER


def test_what_is_withheld_from_reviewers_is_no_placeholder():
    sentence = "**Ethics:** Approved by the Ethics Committee of XXXX (withheld for review)."

    assert status(sentence, DeclarationKind.ETHICS) is Status.APPROVED


def test_nil_beside_a_grant_contradicts_itself():
    letter = "**Acknowledgements:** We acknowledge financial support from the Skin Research Trust.\n\n**Financial support and sponsorship:** Nil."
    found = read(letter, DeclarationKind.FUNDING)

    assert found.status is Status.UNCLEAR
    assert found.span.text == "Nil."
    assert [also.text for also in found.also] == ["We acknowledge financial support from the Skin Research Trust."]


def test_one_person_paid_beside_no_grant_contradicts_nothing():
    letter = "**Funding:** There was no specific grant for this work. KR is funded by the Skin Research Trust."

    assert status(letter, DeclarationKind.FUNDING) is Status.FUNDED


def test_a_statement_keeps_its_place():
    found = read("**Financial support and sponsorship:** Nil.", DeclarationKind.FUNDING)

    assert found.span.text == "Nil."
    assert found.heading.text == "Financial support and sponsorship"
    assert found.span.block.text[found.span.start : found.span.end] == "Nil."
