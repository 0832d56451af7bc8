"""GitLab's code quality report: what its page needs of each entry, and nothing that was let go."""

import json
import re
from dataclasses import replace

from by_hand import CONSENT, ITEMS, LETTER, PROFILE, REPORT, TODAY, consent_finding, item
from hypothesis import given
from hypothesis import strategies as st

from validator.api import ask, finding
from validator.model.result import Item, ItemStatus, LetterReport, Level, Report, Unreadable
from validator.model.submission import Role, SubmittedFile
from validator.render import gitlab


def entries(report=REPORT):
    return json.loads(gitlab.render(report))


def judged(*items, letter=LETTER):
    return Report(PROFILE, TODAY, (LetterReport(letter, items),))


def test_an_entry_has_what_gitlab_reads():
    entry = entries()[0]
    assert re.fullmatch(r"[0-9a-f]{64}", entry.pop("fingerprint"))
    assert entry == {
        "description": "Before review: The letter says that the patient agreed to treatment, not to publication. "
        'Declaration of patient consent, first sentence: "The patient agreed to treatment." (line 9) '
        "If you hold the patient's consent to publish, add it. If not, obtain it first. "
        "The journal prints this declaration with every letter that describes a patient.",
        "check_name": "patient-consent",
        "severity": "major",
        "location": {"path": "letter.md", "lines": {"begin": 9}},
    }


def test_the_level_is_a_severity():
    assert {entry["check_name"]: entry["severity"] for entry in entries()} == {
        "patient-consent": "major",
        "ai-use": "minor",
        "reference-numbers": "minor",
        "laterality": "info",
        "stain": "info",
        "unreadable": "blocker",
    }


def test_a_question_weighs_less_than_a_fault():
    asked = item("guardian-consent", ItemStatus.NEEDS_HUMAN, (ask("who", "Who consented?"), Level.MUST))
    assert [entry["severity"] for entry in entries(judged(asked))] == ["minor"]


def test_what_has_no_line_stands_on_the_first():
    entry = item("funding", ItemStatus.FAIL, (finding("missing", "The letter does not say who paid."), Level.MUST))
    assert [found["location"]["lines"] for found in entries(judged(entry))] == [{"begin": 1}]


def test_files_that_were_not_checked_are_entries():
    aside = SubmittedFile("./sub/cover.docx", Role.COVER_LETTER, "It offers a manuscript.")
    report = Report(PROFILE, TODAY, unreadable=(Unreadable("old.doc", "Save it as .docx."),), set_aside=(aside,))
    assert [(entry["check_name"], entry["description"], entry["location"]["path"]) for entry in entries(report)] == [
        ("unreadable", "Save it as .docx.", "old.doc"),
        (
            "set-aside",
            "Taken for a cover letter, so not checked as a letter. It offers a manuscript.",
            "sub/cover.docx",
        ),
    ]


def test_items_that_one_reason_kept_from_a_check_are_one_entry():
    unread = [
        Item(name, "f", name.upper(), level, ItemStatus.COULD_NOT_CHECK, reasons=("The first page is missing.",))
        for name, level in (("a", Level.INFO), ("b", Level.MUST))
    ]
    (entry,) = entries(judged(*unread))
    assert (entry["description"], entry["check_name"], entry["severity"]) == (
        "Could not be checked: A; B. The first page is missing.",
        "b",
        "minor",
    )


def test_places_that_are_not_shown_are_counted():
    spans = [CONSENT.span(0, 30), CONSENT.span(31, 60), CONSENT.span(61)]
    entry = item("a", ItemStatus.FAIL, (finding("a", "Wrong.", at=spans), Level.MUST))
    assert entries(judged(entry))[0]["description"].endswith("(line 9) (and 2 more places)")


def test_what_was_waived_is_no_entry():
    assert entries(judged(replace(ITEMS[0], status=ItemStatus.WAIVED, waiver="On paper."))) == []


def test_what_the_baseline_has_is_no_entry():
    assert entries(judged(replace(ITEMS[0], findings=(replace(ITEMS[0].findings[0], known=True),)))) == []


def test_no_two_entries_have_one_fingerprint():
    same = item("patient-consent", ItemStatus.FAIL, *((consent_finding(CONSENT.span()), Level.MUST),) * 3)
    letters = (
        LETTER,
        replace(LETTER, index=2),
        replace(LETTER, manuscripts=(replace(LETTER.manuscripts[0], file="b"),)),
    )
    report = Report(PROFILE, TODAY, tuple(LetterReport(letter, (same,)) for letter in letters))
    assert len({entry["fingerprint"] for entry in entries(report)}) == 9


def test_an_entry_keeps_its_fingerprint_in_the_next_run():
    assert entries() == entries()
    moved = replace(LETTER, title=None)
    report = Report(PROFILE, TODAY, (LetterReport(moved, ITEMS[:1]),))
    assert entries(report)[0]["fingerprint"] == entries()[0]["fingerprint"]


@given(st.text(max_size=60))
def test_no_word_acts_on_a_terminal(words):
    letter = replace(LETTER, manuscripts=(replace(LETTER.manuscripts[0], file=f"x{words}"),))
    entry = item("a", ItemStatus.FAIL, (finding("a", f"x{words}"), Level.MUST))
    document = gitlab.render(judged(entry, letter=letter))
    assert all(sign == "\n" or ord(sign) >= 0x20 for sign in document)
    assert not set(document) & {"\x7f", "\x9b", "\u202e", "\u2066", "\u2028", "\ufeff"}
    assert len(json.loads(document)) == 1
