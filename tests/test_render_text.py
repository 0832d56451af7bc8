"""The report as a person reads it on a terminal."""

from dataclasses import replace

import click
import pytest
from by_hand import CASE as PARAGRAPH
from by_hand import ITEMS, LETTER, PROFILE, REPORT, TODAY, consent_finding, item, within
from hypothesis import given
from hypothesis import strategies as st

from validator.api import finding
from validator.model.profile import JournalFacts
from validator.model.result import Item, ItemStatus, LetterReport, Level, Report, Unreadable
from validator.render import html, markdown, text

EXPECTED = """\
RETURN TO THE AUTHOR  letter.md
      1 before review, 1 to check, 1 for a person, 1 could not be checked, 1 for information
      Letter 1: "Bullous reaction to a ladybird in a florist"
      Case letter: It describes one patient. Stage submission: No publisher's lines were found.

BEFORE REVIEW  patient-consent   The letter says that the patient agreed to treatment, not to
      publication.
      Declaration of patient consent, first sentence: "The patient agreed to treatment." (line 9)
      help  If you hold the patient's consent to publish, add it. If not, obtain it first.
      note  The journal prints this declaration with every letter that describes a patient.

PLEASE CHECK  reference-numbers   A blank stands after the year.
      Reference 1: "… Beetle dermatitis. Imaginary J Dermatol 2014; 150:194–6." (line 17)
        write  2014;150

A PERSON SHOULD LOOK AT THIS  laterality   Is it the left hand?
      Text, first paragraph: "A 34-year-old woman had blisters on the left hand.¹ Written informed
        consent was obtained …" (line 5)

COULD NOT BE CHECKED  ai-use   The check 'ai-use' took too long on this letter.

FOR INFORMATION  stain   Two spellings of one stain.

Passed  3: funding, title, stain
Not applicable  1: doi
Waived  1: orcid (The editor knows her)

COULD NOT BE READ  old.doc   This is an old Word file. Save it as .docx and try again.

note  The item title is that of ./own.

What the journal asks for and this program does not check:
  - The photographs are sharp and in focus.

1 letter: 1 to return, 1 file could not be read.
"""


def report(*items: Item) -> Report:
    return Report(PROFILE, TODAY, (LetterReport(LETTER, items),))


def test_the_report_reads_as_it_should():
    assert text.render(REPORT, 100, colour=False) == EXPECTED


def test_a_clean_letter_takes_few_lines():
    clean = ITEMS[1:3]
    assert text.render(report(*clean), 100, colour=False).splitlines() == [
        "READY FOR REVIEW  letter.md   nothing to mend",
        '      Letter 1: "Bullous reaction to a ladybird in a florist"',
        "      Case letter: It describes one patient. Stage submission: No publisher's lines were found.",
        "",
        "Passed  2: funding, title",
        "",
        "What the journal asks for and this program does not check:",
        "  - The photographs are sharp and in focus.",
    ]


def test_items_that_could_not_be_checked_for_one_reason_are_told_once():
    reason = "The beginning of this letter is missing, so this could not be judged."
    unread = [
        Item(name, "structure", name, Level.MUST, ItemStatus.COULD_NOT_CHECK, reasons=(reason,))
        for name in ("title", "salutation")
    ]
    shown = text.render(report(*unread), 120, colour=False)
    assert shown.count(reason) == 1
    assert f"COULD NOT BE CHECKED  title, salutation   {reason}" in shown
    assert shown.startswith("A PERSON SHOULD LOOK AT THIS LETTER  letter.md   2 could not be checked\n")


@pytest.mark.parametrize(
    ("width", "head"),
    [
        (80, ["RETURN TO THE AUTHOR  letter.md   1 before review"]),
        (45, ["RETURN TO THE AUTHOR  letter.md", "      1 before review"]),
    ],
)
def test_what_does_not_fit_beside_the_verdict_stands_below_it(width, head):
    must = consent_finding(within(PARAGRAPH, "left hand"))
    shown = text.render(report(item("consent", ItemStatus.FAIL, (must, Level.MUST))), width, colour=False)
    assert shown.splitlines()[: len(head)] == head


def test_a_list_to_paste_keeps_its_lines():
    listed = finding("reformat", "Here it is.", help="1. Vale T. Beetles.\n2. Okoro B. Florists.")
    shown = text.render(report(item("list", ItemStatus.FAIL, (listed, Level.SHOULD))), 100, colour=False)
    assert "      help  1. Vale T. Beetles.\n            2. Okoro B. Florists.\n" in shown


@pytest.mark.parametrize(
    ("journal", "name"),
    [
        (JournalFacts(title="Annals of Beetles", abbreviation="Ann Beetles"), "Ann Beetles"),
        (JournalFacts(title="Annals of Beetles"), "Annals of Beetles"),
        (JournalFacts(), "The journal"),
    ],
)
def test_who_asks_is_the_journal_of_the_profile(journal, name):
    profile = replace(PROFILE, journal=journal, clauses={"consent": "{journal} prints it."})
    failed = item("consent", ItemStatus.FAIL, (consent_finding(within(PARAGRAPH, "left hand")), Level.MUST))
    shown = text.render(Report(profile, TODAY, (LetterReport(LETTER, (failed,)),)), 100, colour=False)
    assert f"      note  {name} prints it.\n" in shown


def test_what_no_item_checks_is_told_once_a_run():
    twice = Report(PROFILE, TODAY, (LetterReport(LETTER, ITEMS[1:2]),) * 2)
    assert text.render(twice, 100, colour=False).count("The photographs are sharp and in focus.") == 1


def test_the_weightier_question_comes_first():
    light, heavy = ITEMS[5], item("consent", ItemStatus.NEEDS_HUMAN, (ITEMS[5].findings[0].outcome, Level.MUST))
    shown = text.render(report(light, heavy), 100, colour=False)
    assert shown.index("THIS  consent") < shown.index("THIS  laterality")


def test_places_beyond_the_eighth_are_counted():
    for count, told in ((11, "and 3 more places"), (9, "and 1 more place")):
        many = consent_finding([PARAGRAPH.span(at, at + 1) for at in range(count)])
        shown = text.render(report(item("many", ItemStatus.FAIL, (many, Level.MUST))), 100, colour=False)
        assert shown.count("Text, first paragraph") == text.MOST_PLACES
        assert f"      {told}\n" in shown


def test_colour_adds_nothing_but_colour():
    assert click.unstyle(text.render(REPORT, 100, colour=True)) == EXPECTED
    assert "\x1b[" in text.render(REPORT, 100, colour=True)


@pytest.mark.parametrize("width", [0, 40, 63, 100])
def test_no_line_is_longer_than_the_width(width):
    lines = text.render(REPORT, width, colour=False).splitlines()
    assert max(map(len, lines)) <= max(width, 40)


def test_a_long_word_does_not_break_the_page():
    endless = finding("long", "See 10.25259/" + "x" * 300, at=within(PARAGRAPH, "left hand"))
    lines = text.render(report(item("long", ItemStatus.FAIL, (endless, Level.MUST))), 60, colour=False).splitlines()
    assert max(map(len, lines)) <= 60


def test_nothing_to_show_is_no_output():
    assert text.render(Report(PROFILE, TODAY), 100, colour=False) == ""


@given(st.text(max_size=80), st.integers(min_value=40, max_value=120))
def test_no_word_of_a_file_acts_on_the_terminal(words, width):
    hostile = Report(PROFILE, TODAY, (), (Unreadable(f"{words}.docx", words), Unreadable("b.docx", words)))
    shown = text.render(hostile, width, colour=False)
    assert all(character == "\n" or ord(character) >= 0x20 for character in shown)
    assert not set(shown) & {"\x7f", "\x9b", "\u202e", "\u2066", "\ud800"}
    shown.encode("utf-8")


@pytest.mark.parametrize(
    ("selected", "said"),
    [
        (("title",), "nothing to mend; only title was checked"),
        (("title", "funding"), "nothing to mend; only title, funding were checked"),
        (("a", "b", "c", "d"), "nothing to mend; only 2 items were checked"),
    ],
)
def test_the_headline_says_that_only_a_part_was_checked(selected, said):
    items = ITEMS[2:3] if len(selected) == 1 else ITEMS[1:3]
    part = replace(report(*items), selected=selected)
    assert text.render(part, 100, colour=False).splitlines()[0] == f"READY FOR REVIEW  letter.md   {said}"
    assert f"{said[0].upper()}{said[1:]}." in markdown.render(part)
    assert f"{said[0].upper()}{said[1:]}." in html.render(part)


def test_the_headline_says_how_much_the_baseline_leaves():
    known = replace(ITEMS[4], findings=tuple(replace(found, known=True) for found in ITEMS[4].findings))
    first = text.render(report(known), 100, colour=False).splitlines()[0]
    assert first == "READY FOR REVIEW  letter.md   nothing new; 1 known finding is left"
