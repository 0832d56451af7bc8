"""JUnit: a suite a letter, a test an item, failing where the exit code does."""

from collections import Counter
from dataclasses import replace

import pytest
from by_hand import ITEMS, LETTER, PROFILE, REFERENCE, REPORT, TODAY, item
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from validator import pipeline
from validator.api import ask, finding
from validator.model.result import Item, ItemStatus, LetterReport, Level, Report
from validator.model.submission import Role, SubmittedFile
from validator.render import junit


def suites(report=REPORT, fail_on="must"):
    return etree.fromstring(junit.render(report, fail_on).encode())


def judged(*items, letter=LETTER):
    return Report(PROFILE, TODAY, (LetterReport(letter, items),))


def ends(root):
    """How the tests of a report ended, by item."""
    return {
        case.get("classname").partition(".")[2]: next(
            (child.tag for child in case if child.tag != "system-out"), "passed"
        )
        for case in root.iter("testcase")
        if case.get("classname") != "file"
    }


def test_a_letter_is_a_suite_and_an_item_a_test():
    suite, unread = suites()
    assert (suite.get("name"), unread.get("name")) == ("letter.md", "old.doc")
    assert [(case.get("classname"), case.get("name")) for case in suite.iter("testcase")] == [
        (f"{entry.family}.{entry.id}", entry.title) for entry in ITEMS
    ]
    assert {entry.get("name"): entry.get("value") for entry in suite.iter("property")} == {
        "verdict": "Return to the author",
        "profile": "demo 7",
        "sha256": "ab12" * 16,
    }


def test_each_test_ends_as_its_item():
    assert ends(suites()) == {
        "patient-consent": "failure",
        "funding": "passed",
        "title": "passed",
        "ai-use": "skipped",
        "reference-numbers": "passed",
        "laterality": "skipped",
        "stain": "passed",
        "doi": "skipped",
        "orcid": "skipped",
    }


def test_tests_are_counted():
    root = suites()
    counts = [{key: entry.get(key) for key in ("tests", "failures", "errors", "skipped")} for entry in (root, *root)]
    assert counts == [
        {"tests": "10", "failures": "1", "errors": "1", "skipped": "4"},
        {"tests": "9", "failures": "1", "errors": "0", "skipped": "4"},
        {"tests": "1", "failures": "0", "errors": "1", "skipped": "0"},
    ]


def test_a_failure_says_all_that_a_report_says():
    (failure,) = suites().iter("failure")
    assert (failure.get("message"), failure.get("type")) == (
        "The letter says that the patient agreed to treatment, not to publication.",
        "must",
    )
    assert failure.text == (
        "Before review: The letter says that the patient agreed to treatment, not to publication.\n"
        'Declaration of patient consent, first sentence: "The patient agreed to treatment." (line 9)\n'
        "If you hold the patient's consent to publish, add it. If not, obtain it first.\n"
        "The journal prints this declaration with every letter that describes a patient."
    )


def test_what_does_not_fail_the_run_is_still_told():
    told = {case.get("name"): case.findtext("system-out") for case in suites().iter("testcase")}
    assert told["Title of reference-numbers"].startswith("Please check: A blank stands after the year.")
    assert told["Title of stain"] == "For information: Two spellings of one stain."
    assert told["Title of laterality"].startswith("A person should look at this: Is it the left hand?")


def test_a_test_that_was_skipped_says_why():
    why = {entry.getparent().get("name"): entry.get("message") for entry in suites().iter("skipped")}
    assert why == {
        "Use of AI is declared": "Could not be checked: The check 'ai-use' took too long on this letter.",
        "Title of laterality": "A person should look at this",
        "DOI": "Not applicable: Checked at stage proof.",
        "ORCID": "Waived: The editor knows her.",
    }


@pytest.mark.parametrize("fail_on", ["must", "should", "human", "never"])
@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (ItemStatus.FAIL, finding("a", "Wrong.")),
        (ItemStatus.NEEDS_HUMAN, ask("a", "Wrong?")),
        (ItemStatus.COULD_NOT_CHECK, None),
        (ItemStatus.WAIVED, finding("a", "Wrong.")),
        (ItemStatus.PASS, None),
    ],
)
def test_a_test_fails_exactly_where_the_run_does(fail_on, level, status, outcome):
    entry = item("a", status, (outcome, level)) if outcome else Item("a", "f", "A", level, status, reasons=("Slow.",))
    report = judged(entry)
    assert int(suites(report, fail_on).get("failures")) == pipeline.exit_code(report, fail_on)


def test_what_the_baseline_has_fails_no_test():
    known = replace(ITEMS[0].findings[0], known=True)
    whole, partly = (replace(ITEMS[0], findings=found) for found in ((known,), (known, ITEMS[0].findings[0])))
    (skipped,) = suites(judged(whole)).iter("skipped")
    assert skipped.get("message") == "Known: the baseline has it."
    (failure,) = suites(judged(partly)).iter("failure")
    assert failure.text.count("Before review: ") == 1


def test_of_very_many_places_the_last_are_counted():
    spans = [REFERENCE.span(at % 20, at % 20 + 5) for at in range(102)]
    (failure,) = suites(judged(item("a", ItemStatus.FAIL, (finding("a", "X", at=spans), Level.MUST)))).iter("failure")
    assert failure.text.splitlines()[-1] == "and 2 more places"


def test_a_remark_that_the_baseline_has_leaves_its_test_passed():
    remark = replace(ITEMS[6].findings[0], known=True)
    assert ends(suites(judged(replace(ITEMS[6], findings=(remark,))))) == {"stain": "passed"}


def test_the_second_letter_of_a_file_is_a_suite_of_its_own():
    report = Report(PROFILE, TODAY, tuple(LetterReport(replace(LETTER, index=at), ()) for at in (1, 2)))
    assert [suite.get("name") for suite in suites(report)] == ["letter.md", "letter.md, letter 2"]


def test_a_file_that_was_not_checked_is_an_error_or_skipped():
    aside = SubmittedFile("cover.docx", Role.COVER_LETTER, "It offers a manuscript.")
    found = suites(replace(REPORT, letters=(), set_aside=(aside,)))
    assert [(case[0].tag, case[0].get("message")) for case in found.iter("testcase")] == [
        ("error", "This is an old Word file. Save it as .docx and try again."),
        ("skipped", "Taken for a cover letter, so not checked as a letter. It offers a manuscript."),
    ]


@given(st.text(max_size=60))
def test_whatever_a_letter_says_can_stand_in_xml(words):
    letter = replace(LETTER, manuscripts=(replace(LETTER.manuscripts[0], file=f"x{words}"),))
    entry = item("a", ItemStatus.FAIL, (finding("a", f"x{words}", help=f"y{words}"), Level.MUST))
    root = suites(judged(entry, letter=letter))
    assert Counter(ends(root).values()) == {"failure": 1}


def test_markup_of_a_letter_is_text():
    entry = item("a", ItemStatus.FAIL, (finding("a", "x]]></failure><failure>&amp;\ufffe\x00"), Level.MUST))
    (failure,) = suites(judged(entry)).iter("failure")
    assert failure.get("message") == "x]]></failure><failure>&amp;��"
