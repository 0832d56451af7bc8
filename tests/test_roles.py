# ruff: noqa: E501 - letters are written as their authors write them
"""What a file of a submission is taken for, by its words: cover letters, answers, forms; and letters that look like them."""

import pytest
from checked import pack

from validator.model.submission import Role
from validator.pipeline import SourceFile
from validator.submissions import read

TEXT = (
    "A 45-year-old woman presented with annular plaques on both shins for two years. She had no other illness and took no "
    "medicine. Examination showed four annular, firm plaques of three to six centimetres with a raised edge and a "
    "centre that was slightly thinned. Sensation was normal and the nerves were not thickened. A biopsy from the edge "
    "showed palisades of histiocytes around degenerated collagen with mucin between the fibres. Blood glucose, lipids "
    "and a chest radiograph were normal. Dapsone 100 mg daily was given after the enzyme had been found normal, and the "
    "plaques flattened within eight weeks; only brown marks remained after twelve weeks.^1^"
)
END = """**Declaration of patient consent:** The authors certify that they have obtained all appropriate patient consent.

Mira Sethi, Jonas Feld

Department of Dermatology, Hill Hospital, Ansara.

## References

1. Feld J. Annular plaques of the shin. *J Dermatol* 2019;46:12–4."""
TITLE = "Annular plaques on the shins cleared with dapsone"
LETTER = f"# {TITLE}\n\nDear Editor,\n\n{TEXT}\n\n{END}"
SIGNED = "Dr. Mira Sethi\n\nDepartment of Dermatology, Hill Hospital, Ansara.\n\nmira.sethi@example.org"

COVER_LETTERS = {
    "enclosed": "Dear Editor,\n\nPlease find enclosed our manuscript for your kind consideration.\n\nYours sincerely,",
    "attached": "Respected Sir,\n\nKindly find attached the case report for publication in your journal.\n\nThanking you,",
    "submit": "To,\n\nThe Editor-in-Chief\n\nDear Sir,\n\nWe wish to submit our manuscript entitled “Annular plaques” for "
    "consideration for publication. It has not been published elsewhere.\n\nSincerely,",
    "subject line": "Subject: Submission of manuscript\n\nDear Editor,\n\nWe are sending a case of annular plaques that "
    "cleared with dapsone. All authors have approved the manuscript.\n\nWith regards,",
    "case told": "Dear Dr. Editor,\n\nWe are submitting our manuscript on a 45-year-old woman with annular plaques that "
    "cleared with dapsone. We believe that your readers will be interested.\n\nConflicts of interest: None.\n\nYours truly,",
    "reviewers": "Dear Editor,\n\nPlease consider our manuscript as a case letter.\n\nSuggested reviewers:\n\n1. Prof. A. "
    "Kessler, Ansara\n\n2. Dr. B. Lindholm, Norvik\n\nSincerely,",
    "esteemed": "Dear Editor,\n\nWe would like to submit this work to your esteemed journal. It is not under review by "
    "another journal.\n\nRegards,",
}


def roles(text, name="file.md"):
    """What each file is taken for, and the text of the letters that are read."""
    found = read([SourceFile.of(name, text.encode())], pack().vocabulary)
    assert found.unreadable == ()
    files = found.letters[0].files if found.letters else found.set_aside
    return [file.role for file in files], found.letters


@pytest.mark.parametrize("opening", COVER_LETTERS.values(), ids=COVER_LETTERS)
def test_a_cover_letter_is_set_aside(opening):
    assert roles(f"{opening}\n\n{SIGNED}") == ([Role.COVER_LETTER], ())


@pytest.mark.parametrize("between", ["", "---\n\n", "Title page\n\n", "Date: 12 May 2026\n\n"])
@pytest.mark.parametrize("opening", COVER_LETTERS.values(), ids=COVER_LETTERS)
def test_a_cover_letter_before_the_article_is_cut_off(opening, between):
    found, letters = roles(f"{opening}\n\n{SIGNED}\n\n{between}{LETTER}")
    assert found == [Role.COVER_LETTER, Role.ARTICLE]
    assert [letter.title.text for letter in letters] == [TITLE]
    assert len(letters[0].references) == 1
    assert "enclosed" not in " ".join(span.text for span in letters[0].text)


@pytest.mark.parametrize("name", ["letter.txt", "letter.md"])
def test_a_title_without_mark_is_found_behind_a_cover_letter(name):
    plain = LETTER.replace("# ", "").replace("*", "").replace("## ", "").replace("^1^", "¹")
    found, letters = roles(f"{COVER_LETTERS['enclosed']}\n\n{SIGNED}\n\n{plain}", name)
    assert found == [Role.COVER_LETTER, Role.ARTICLE]
    assert [letter.title.text for letter in letters] == [TITLE]


def test_an_article_without_salutation_behind_a_cover_letter():
    found, letters = roles(f"{COVER_LETTERS['submit']}\n\n{SIGNED}\n\n{LETTER.replace('Dear Editor,', '')}")
    assert found == [Role.COVER_LETTER, Role.ARTICLE]
    assert letters[0].title.text == TITLE


TRAPS = {
    "plain": LETTER,
    "response": LETTER.replace(
        TEXT, f"We read with interest the manuscript entitled “Shins” in your esteemed journal. {TEXT}"
    ),
    "wish to submit": LETTER.replace(TEXT, f"We would like to submit our experience to your esteemed journal. {TEXT}"),
    "hereby submit": LETTER.replace(
        TEXT, f"We hereby submit a case that has not been published before, to our knowledge. {TEXT}"
    ),
    "signed above the list": LETTER.replace("## References", "Yours sincerely,\n\nMira Sethi\n\n## References"),
    "signed, then legends": f"{LETTER}\n\nYours sincerely,\n\nMira Sethi\n\n**Figure 1:** Annular plaques on both shins.",
    "esteemed and signed": LETTER.replace(
        TEXT,
        f"We wish to submit this for publication in your esteemed journal. {TEXT}\n\nYours sincerely,\n\nMira Sethi",
    ),
    "no references": f"# {TITLE}\n\nDear Editor,\n\n{TEXT}",
    "thanks to reviewers": LETTER.replace(
        "Mira Sethi, Jonas", "**Acknowledgement:** We thank the reviewers.\n\nMira Sethi, Jonas"
    ),
    "reply": LETTER.replace(TITLE, "Authors’ reply: Dapsone in annular plaques"),
    "comment on": LETTER.replace(TITLE, "Comment on: Dapsone in annular plaques"),
    "consent at the end": LETTER.replace("The authors certify", "I hereby consent. The authors certify"),
    "copyright line": LETTER + "\n\n© 2026 The authors. Copyright is held by the authors.",
    "about consent forms": LETTER.replace(
        TEXT, f"The signature of the patient was obtained on the consent form. {TEXT}"
    ),
    "track": LETTER.replace(TEXT, f"Sinus tracts were marked on the skin, and changes highlighted in ink. {TEXT}"),
    "supplement named": LETTER.replace(TEXT, f"Supplementary Table S1 lists the tests. {TEXT}"),
    "question and answer": LETTER.replace(TEXT, f"{TEXT}\n\nAnswer: Granuloma annulare."),
}


@pytest.mark.parametrize("text", TRAPS.values(), ids=TRAPS)
def test_a_letter_is_read_whatever_it_looks_like(text):
    found, letters = roles(text)
    assert found == [Role.ARTICLE]
    assert len(letters) == 1
    assert TEXT[:60] in " ".join(span.text for span in letters[0].text)


RESPONSES = {
    "headed": "# Response to reviewers\n\nComment 1: How long?\n\nReply: Six months.",
    "comments": "Reviewer #1\n\nComment 1: How long was she followed?\n\nReply: For six months.\n\nComment 2: Why?\n\nReply: Relapse.",
    "bold": "**Reviewer 2:** The dose is missing.\n\n**Response:** It now stands in the text.\n\n**Reviewer 2:** Ages?\n\n**Response:** Added.",
    "letter": "Dear Editor,\n\nWe thank the reviewers. Our point-by-point response follows.\n\nPoint-by-point response\n\n"
    "Query 1: How long?\n\nAnswer: Six months.",
    "editor": "Editor's comments\n\nComment 1: Shorten the text.\n\nAuthors' response: It was shortened to 600 words.",
}


@pytest.mark.parametrize("text", RESPONSES.values(), ids=RESPONSES)
def test_an_answer_to_reviewers_is_set_aside(text):
    assert roles(text) == ([Role.RESPONSE], ())


@pytest.mark.parametrize("text", RESPONSES.values(), ids=RESPONSES)
def test_an_answer_to_reviewers_before_the_article_is_cut_off(text):
    found, letters = roles(f"{text}\n\n{LETTER}")
    assert found == [Role.RESPONSE, Role.ARTICLE]
    assert [letter.title.text for letter in letters] == [TITLE]


FORMS = {
    "filled": (Role.CONSENT_FORM, "# Patient consent form\n\nName of patient: Ana Invented\n\nI hereby give my consent for my "
     "photographs to be published.\n\nSignature of patient: Ana Invented"),
    "blank": (Role.CONSENT_FORM, "CONSENT FORM\n\nI, ........, give permission for my case to be published. I understand that my "
     "name will not appear.\n\nSignature/thumb impression: ........    Date: ........"),
    "guardian": (Role.CONSENT_FORM, "Informed consent\n\nI have read and understood the above and consent for my child's pictures.\n\n"
     "Signature of guardian:\n\nSignature of witness:"),
    "copyright": (Role.COPYRIGHT_FORM, "Copyright form\n\nI/we certify that the work is original. I/we hereby transfer copyright to the "
     "journal.\n\nSignature:"),
    "agreement": (Role.COPYRIGHT_FORM, "COPYRIGHT TRANSFER AGREEMENT\n\nThe undersigned authors hereby transfer all copyright ownership of "
     "the manuscript to the journal.\n\n1. Mira Sethi"),
    "supplement": (Role.SUPPLEMENT, "Supplementary Table S1\n\nTests that were done before treatment."),
    "checklist": (Role.SUPPLEMENT, "CARE checklist\n\nTitle: page 1\n\nTimeline: page 2"),
    "marked": (Role.MARKED_COPY, f"Marked copy\n\n{LETTER}"),
    "marked, in a sentence": (Role.MARKED_COPY, f"Revised manuscript with changes highlighted in yellow\n\n{LETTER}"),
}  # fmt: skip


@pytest.mark.parametrize(("role", "text"), FORMS.values(), ids=FORMS)
def test_forms_supplements_and_marked_copies_are_set_aside(role, text):
    assert roles(text) == ([role], ())


def test_a_title_page_by_itself_says_that_the_article_is_missing():
    page = f"Title page\n\n# {TITLE}\n\nMira Sethi, Jonas Feld\n\n{SIGNED}\n\nWord count: 600\n\nFunding: Nil."
    found = read([SourceFile.of("names.md", page.encode())], pack().vocabulary)
    assert [(file.role, file.why) for file in found.set_aside] == [
        (
            Role.TITLE_PAGE,
            "It names the authors and holds neither a letter's text nor references. The article is not there.",
        )
    ]


def test_the_reason_quotes_the_words_that_told():
    found = read([SourceFile.of("cover.md", COVER_LETTERS["enclosed"].encode())], pack().vocabulary)
    assert found.set_aside[0].why == "It says “Please find enclosed”."
