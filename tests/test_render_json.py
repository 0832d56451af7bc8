"""The JSON documents: their contract, and that nothing in them can act on a terminal."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from by_hand import CASE, CONSENT, ITEMS, LETTER, PROFILE, REFERENCE, REPORT, TODAY, consent_finding, within
from hypothesis import given
from hypothesis import strategies as st

from validator import __version__
from validator.api import Consent, Field, Metadata, Run
from validator.model.documents import DOCUMENTS, schema
from validator.model.fingerprint import fingerprint
from validator.model.masking import NO_MASK
from validator.model.result import JudgedReference, LetterReport, Report, Unreadable
from validator.model.text import Block
from validator.render import inspect, references
from validator.render import json as check

SCHEMAS = Path(__file__).parent.parent / "docs" / "schema"
JUDGED = JudgedReference(
    LETTER.references[0],
    (("reference-numbers", "space", "A blank stands after the year."),),
    "Vale T, Okoro B. Beetle dermatitis. Imaginary J Dermatol 2014;150:194–6.",
)


def shows(document):
    return json.loads(document)


def valid(command, document):
    jsonschema.validate(json.loads(document), json.loads((SCHEMAS / f"{command}.schema.json").read_text("utf-8")))


@pytest.mark.parametrize("command", DOCUMENTS)
def test_the_schema_in_the_docs_is_that_of_the_program(command):
    assert (SCHEMAS / f"{command}.schema.json").read_text("utf-8") == schema(command), (
        "write it anew: python -c 'from validator.model.documents import *; "
        f'print(schema("{command}"), end="")\' > docs/schema/{command}.schema.json'
    )


def test_every_document_keeps_to_its_schema():
    valid("check", check.render(REPORT))
    valid("inspect", inspect.render([LETTER], REPORT.unreadable))
    valid("references", references.render_json([JUDGED]))


def test_check_says_who_judged_by_what_and_when():
    document = shows(check.render(REPORT))
    assert {key: document[key] for key in ("schema", "tool", "profile", "today", "unreadable", "unchecked")} == {
        "schema": 1,
        "tool": {"name": "letterproof", "version": __version__},
        "profile": {"id": "demo", "version": "7", "date": "2026-01-31"},
        "today": "2026-11-22",
        "unreadable": [{"file": "old.doc", "reason": "This is an old Word file. Save it as .docx and try again."}],
        "unchecked": ["The photographs are sharp and in focus."],
    }


def test_check_says_what_became_of_the_letter():
    (letter,) = shows(check.render(REPORT))["letters"]
    del letter["items"]
    assert letter == {
        "file": "letter.md",
        "files": ["letter.md"],
        "index": 1,
        "sha256": "ab12" * 16,
        "letter_type": "case",
        "stage": "submission",
        "verdict": "return",
        "counts": {
            "pass": 3,
            "fail": 2,
            "needs-human": 1,
            "not-applicable": 1,
            "could-not-check": 1,
            "waived": 1,
        },
    }


def items():
    return {item["id"]: item for item in shows(check.render(REPORT))["letters"][0]["items"]}


def test_items_stand_in_the_order_of_the_checklist():
    assert list(items()) == [item.id for item in ITEMS]


def test_a_finding_has_all_that_the_contract_names():
    assert items()["patient-consent"] == {
        "id": "patient-consent",
        "family": "declarations",
        "title": "Title of patient-consent",
        "level": "must",
        "status": "fail",
        "evidence": [],
        "findings": [
            {
                "kind": "finding",
                "case": "participation-only",
                "level": "must",
                "message": "The letter says that the patient agreed to treatment, not to publication.",
                "help": "If you hold the patient's consent to publish, add it. If not, obtain it first.",
                "note": "The journal prints this declaration with every letter that describes a patient.",
                "fingerprint": fingerprint("patient-consent", ITEMS[0].findings[0].outcome, NO_MASK),
                "known": False,
                "places": [
                    {
                        "quote": "The patient agreed to treatment.",
                        "place": "Declaration of patient consent, first sentence",
                        "line": 9,
                        "column": 33,
                        "paragraph": None,
                        "fix": None,
                    }
                ],
            }
        ],
    }


def test_a_fix_says_what_stands_there_and_what_should():
    (place,) = items()["reference-numbers"]["findings"][0]["places"]
    assert place["fix"] == {"applicability": "safe", "before": "2014; 150", "after": "2014;150"}


@pytest.mark.parametrize(
    ("item", "evidence"),
    [
        ("funding", {"text": "No funding", "quote": "Nil.", "place": "Financial support and sponsorship", "line": 11}),
        ("title", {"text": "A title", "quote": "", "place": "", "line": None}),
        ("doi", {"text": "Checked at stage proof.", "quote": "", "place": "", "line": None}),
        ("orcid", {"text": "Waived: The editor knows her.", "quote": "", "place": "", "line": None}),
    ],
)
def test_every_item_says_why_it_ended_so(item, evidence):
    assert items()[item]["evidence"] == [evidence]


def test_inspect_gives_the_letter_as_it_was_read():
    (letter,) = shows(inspect.render([LETTER], []))["letters"]
    assert letter == {
        "file": "letter.md",
        "index": 1,
        "title": "Bullous reaction to a ladybird in a florist",
        "stage": "submission",
        "letter_type": "case",
        "words": 24,
        "authors": [{"name": "Tessa Vale"}],
        "corresponding": {"name": "Tessa Vale", "email": ""},
        "declarations": [
            {
                "kind": "patient-consent",
                "status": "participation",
                "guardian": False,
                "quote": "The patient agreed to treatment.",
                "line": 9,
                "also": [],
            },
            {"kind": "funding", "status": "none", "guardian": False, "quote": "Nil.", "line": 11, "also": []},
        ],
        "patients": [{"age_years": 34, "sex": "female"}],
        "figures": [
            {
                "label": "1",
                "caption": "Figure 1: (a) Tense bullae on the hand. (b) Subepidermal cleft. "
                "(Haematoxylin & Eosin, 100x)",
                "panels": ["a", "b"],
                "kinds": ["clinical", "histology"],
                "stains": ["H&E"],
                "magnifications": ["100x"],
                "called": True,
            }
        ],
        "citations": [[1, 2]],
        "uncited": [],
        "undefined": [2],
        "references": [
            {
                "number": "1",
                "raw": "Vale T, Okoro B. Beetle dermatitis. Imaginary J Dermatol 2014; 150:194–6.",
                "authors": [
                    {"family": "Vale", "initials": "T", "suffix": ""},
                    {"family": "Okoro", "initials": "B", "suffix": ""},
                ],
                "et_al": False,
                "title": "Beetle dermatitis",
                "journal": "Imaginary J Dermatol",
                "year": "2014",
                "volume": "150",
                "issue": None,
                "first_page": "194",
                "last_page": "196",
                "doi": None,
                "pmid": None,
            }
        ],
        "metadata": {
            "doi": None,
            "pmid": None,
            "how_to_cite": None,
            "received": "2026-03",
            "accepted": None,
            "epub": None,
            "published": None,
            "licence": None,
        },
        "identifiers": [],
        "files": [],
    }


def test_inspect_of_an_empty_letter_leaves_nothing_out():
    bare = replace(
        LETTER,
        title=None,
        people=type(LETTER.people)(),
        declarations=(),
        patients=(),
        figures=(),
        citations=(),
        references=(),
        metadata=Metadata(),
    )
    (letter,) = shows(inspect.render([bare], []))["letters"]
    assert letter.keys() == shows(inspect.render([LETTER], []))["letters"][0].keys()
    assert (letter["title"], letter["corresponding"], letter["authors"], letter["references"]) == (None, None, [], [])
    valid("inspect", inspect.render([bare], []))


def test_of_a_letter_without_its_beginning_nothing_is_called_uncited():
    torn = replace(LETTER, beginning_missing=True, citations=())
    (letter,) = shows(inspect.render([torn], []))["letters"]
    assert letter["uncited"] == []


def test_a_guardian_is_told():
    consent = replace(LETTER.declarations[0], consent=Consent(guardian=True))
    (letter,) = shows(inspect.render([replace(LETTER, declarations=(consent,))], []))["letters"]
    assert letter["declarations"][0]["guardian"] is True


@pytest.mark.parametrize(
    ("first", "last", "full"),
    [
        ("435", "49", "449"),
        ("1199", "205", "1205"),
        ("98", "101", "101"),
        ("913", "921.e9", "921.e9"),
        ("S8", "16", "S16"),
        ("S8", "S16", "S16"),
        ("123A", "5A", "125A"),
        ("5518", "", None),
        ("", "9", "9"),
    ],
)
def test_the_last_page_is_written_out_in_full(first, last, full):
    reference = replace(LETTER.references[0], first_page=Field(first), last_page=Field(last))
    (entry,) = shows(references.render_json([JudgedReference(reference, (), None)]))["references"]
    assert (entry["first_page"], entry["last_page"]) == (first or None, full)


def test_references_tell_slips_and_the_right_form():
    (entry,) = shows(references.render_json([JUDGED]))["references"]
    assert entry["slips"] == [{"id": "reference-numbers", "case": "space", "message": "A blank stands after the year."}]
    assert entry["corrected"] == JUDGED.corrected
    assert entry["last_page"] == "196"


def test_references_as_text_show_what_to_write():
    right = JudgedReference(replace(LETTER.references[0], number=2), (), None)
    assert references.render_text([JUDGED, right], 100, colour=False) == (
        "1.  Vale T, Okoro B. Beetle dermatitis. Imaginary J Dermatol 2014; 150:194–6.\n"
        "    A blank stands after the year.\n"
        "    write  Vale T, Okoro B. Beetle dermatitis. Imaginary J Dermatol 2014;150:194–6.\n"
        "\n"
        "2.  Vale T, Okoro B. Beetle dermatitis. Imaginary J Dermatol 2014; 150:194–6.\n"
        "    Right as it stands.\n"
        "\n"
        "2 references, 1 to correct.\n"
    )


def test_of_a_reference_that_was_not_read_wholly_nothing_is_called_right():
    right = JudgedReference(replace(LETTER.references[0], number=9))
    unread = JudgedReference(replace(LETTER.references[0], number=10), whole=False)
    assert references.render_text([right, unread], 100, colour=False) == (
        "9.   Vale T, Okoro B. Beetle dermatitis. Imaginary J Dermatol 2014; 150:194–6.\n"
        "     Right as it stands.\n"
        "\n"
        "10.  Vale T, Okoro B. Beetle dermatitis. Imaginary J Dermatol 2014; 150:194–6.\n"
        "     We could not read this one wholly; compare it with the form of the others.\n"
        "\n"
        "2 references, 1 not read wholly.\n"
    )
    shown = shows(references.render_json([right, unread]))["references"]
    assert [(entry["corrected"], entry["whole"]) for entry in shown] == [(None, True), (None, False)]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([JudgedReference(LETTER.references[0])], "1 reference, right as it stands."),
        ([JudgedReference(LETTER.references[0])] * 2, "2 references, all right as they stand."),
        ([JUDGED, replace(JUDGED, whole=False)], "2 references, 2 to correct and 1 not read wholly."),
    ],
)
def test_the_last_line_counts_the_references(entries, expected):
    assert references.render_text(entries, 100, colour=False).splitlines()[-1] == expected


def test_a_fingerprint_stays_when_the_words_move():
    moved = Block((Run("Declaration: "), Run("the  Patient agreed to treatment. ")))
    here = consent_finding(within(CONSENT, "The patient agreed to treatment."))
    there = consent_finding(within(moved, "the  Patient agreed to treatment."))
    assert fingerprint("patient-consent", here, NO_MASK) == fingerprint("patient-consent", there, NO_MASK)


def test_a_fingerprint_tells_items_cases_and_words_apart():
    one, other = consent_finding(within(CASE, "left hand")), consent_finding(within(CASE, "woman"))
    prints = {
        fingerprint("a", one, NO_MASK),
        fingerprint("b", one, NO_MASK),
        fingerprint("a", other, NO_MASK),
        fingerprint("a", replace(one, case="c"), NO_MASK),
    }
    assert len(prints) == 4


@given(st.text(max_size=80))
def test_no_word_of_a_file_is_lost_or_acts_on_the_terminal(words):
    words = words.encode("utf-8", "ignore").decode("utf-8")
    block = Block((Run(f"x{words}"),))
    hostile = replace(LETTER, title=block.span(), references=(replace(LETTER.references[0], span=REFERENCE.span()),))
    document = inspect.render([hostile], [])
    assert all(character == "\n" or ord(character) >= 0x20 for character in document)
    assert not set(document) & {"\x7f", "\x9b", "\u202e", "\u2066", "\u2028", "\ufeff"}
    assert shows(document)["letters"][0]["title"] == " ".join(f"x{words}".split())


def test_a_file_name_that_is_no_text_is_written_all_the_same():
    report = Report(PROFILE, TODAY, (LetterReport(LETTER, ()),), (Unreadable("b\udce9b\u00e9.docx", "No."),))
    assert shows(check.render(report))["unreadable"][0]["file"] == "b�bé.docx"
