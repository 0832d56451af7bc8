"""The report as Markdown: read as plain text, and by a reader of Markdown, in which a manuscript's words stay words."""

from dataclasses import replace

import pytest
from by_hand import LETTER, PROFILE, REPORT, TODAY, consent_finding, item
from hypothesis import given
from hypothesis import strategies as st

from validator.api import Part, Passage, Run, finding
from validator.model.result import ItemStatus, LetterReport, Level, Report, Unreadable
from validator.model.text import Block
from validator.render import html, markdown
from validator.render.markdown_words import words

markdown_it = pytest.importorskip("markdown_it")
READER = markdown_it.MarkdownIt("commonmark", {"html": True, "linkify": False}).enable(["table", "strikethrough"])
JOINER = "\u2060"
HOSTILE = (
    "<script>alert('x')</script>",
    "{{7*7}}",
    "[click](http://example.org) ![p](http://example.org/p.png)",
    "[label]: http://example.org",
    "| a | b | **c** __d__ ~~e~~ `f` $g$",
    "# no heading",
    "1. no list",
    "- [x] no task",
    "> no quote",
    "===",
    "&lt;b&gt; &#60; <!-- gone",
    "\x1b[31mred\x00 \u202egnp.exe",
    "half \ud800 a character",
    "ends in a backslash \\",
    "https://example.org www.example.org",
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
)


def lines(report=REPORT):
    return markdown.render(report).splitlines()


def tokens(text):
    """Every token of a Markdown text, those inside of others too."""
    for token in READER.parse(text):
        yield token
        yield from token.children or ()


def shown(text):
    """The words that a reader of Markdown shows."""
    return "".join(token.content for token in tokens(text) if token.type in {"text", "code_inline", "text_special"})


def hostile_report(hostile):
    block = Block((Run(hostile),), file=hostile)
    letter = replace(
        LETTER,
        manuscripts=(replace(LETTER.manuscripts[0], file=f"{hostile}.md"),),
        title=block.span(),
        passages=(Passage(Part.TITLE, block.span()),),
    )
    outcome = replace(consent_finding(block.span()), message=hostile, help=f"{hostile}\n{hostile}", note=hostile)
    items = (item("consent", ItemStatus.FAIL, (outcome, Level.MUST)),)
    return Report(PROFILE, TODAY, (LetterReport(letter, items),), (Unreadable(hostile, hostile),), (hostile,))


def test_the_headings_stand_in_the_order_of_the_page():
    assert [line for line in lines() if line.startswith("#")] == [
        "# Report on the submission checklist",
        "## 1 letter: 1 to return, 1 file could not be read.",
        "## Could not be read",
        "## ✕ Return to the author: Bullous reaction to a ladybird in a florist",
        "### ✕ Before review (1)",
        "### ! Please check (1)",
        "### ? A person should look at this (1)",
        "### … Could not be checked (1)",
        "### i For information (1)",
        "### The reference list as it should be",
        "### Figures",
        "### How the letter was read",
        "### ~ Waived (1)",
        "### ✓ Passed (3)",
        "### – Not applicable (1)",
        "## What the journal asks for and this program does not check",
    ]


def test_a_finding_is_told_with_item_place_help_and_authority():
    told = lines()
    start = told.index("- **The letter says that the patient agreed to treatment, not to publication.**")
    assert told[start + 1 : start + 5] == [
        "  - Item: Title of patient-consent",
        "  - Declaration of patient consent, first sentence, line 9: “The patient agreed to treatment.”",
        "  - What to do: If you hold the patient's consent to publish, add it. If not, obtain it first.",
        "  - Who asks for it: The journal prints this declaration with every letter that describes a patient.",
    ]


def test_what_a_rule_says_itself_is_a_reason_and_no_source():
    noted = finding("left", "Changes are open.", note="Reviewers read them.")
    judged = Report(PROFILE, TODAY, (LetterReport(LETTER, (item("marks", ItemStatus.FAIL, (noted, Level.MUST)),)),))
    assert "  - Why: Reviewers read them.\n" in markdown.render(judged)
    assert "<b>Why</b> Reviewers read them." in html.render(judged)
    assert "Who asks for it" not in markdown.render(judged) + html.render(judged)


def test_the_reference_list_stands_as_it_should_be_with_each_change():
    told = lines()
    start = told.index("### The reference list as it should be")
    assert told[start + 2 : start + 8] == [
        "1 of 1 reference changes.",
        "",
        "- **1.** Vale T, Okoro B. Beetle dermatitis. Imaginary J Dermatol 2014;150:194–6.",
        "  - Change “2014; 150” to “2014;150”",
        "  - Not read as a journal article with all its parts, so its form was not judged.",
        "",
    ]


def test_figures_stand_in_a_table():
    rows = [line for line in lines() if line.startswith("| Figure")]
    assert rows == [
        "| Figure | Kind | Stain | Magnification | First called | Caption |",
        "| Figure 1a | photograph | – | – | Text, first paragraph | “(a) Tense bullae on the hand.” |",
        "| Figure 1b | section or smear | H&E | 100x | not called | "
        "“(b) Subepidermal cleft. (Haematoxylin & Eosin, 100x)” |",
    ]


def test_what_was_let_go_is_told_with_its_reason():
    told = lines()
    start = told.index("### ~ Waived (1)")
    assert told[start + 2 : start + 4] == ["- ORCID", "  - The editor knows her."]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_stay_words(hostile):
    text = markdown.render(hostile_report(hostile))
    safe = {token.type for token in tokens(markdown.render(REPORT))}
    assert {token.type for token in tokens(text)} <= safe | {"text_special"}
    assert not [token for token in tokens(text) if token.type in {"html_inline", "html_block", "link_open", "image"}]
    assert not set(text) & {"\x1b", "\x00", "\u202e", "\ud800"}
    plain = " ".join("".join(c if c.isprintable() else "\ufffd" for c in hostile).split())
    assert shown(text).replace(JOINER, "").count(plain) >= 5


@given(st.text(max_size=60))
def test_any_words_are_shown_as_they_are(text):
    written = words(text)
    found = list(tokens(f"- {written}\n  - {written}\n"))
    assert {token.type for token in found} <= {
        *("bullet_list_open", "list_item_open", "paragraph_open", "inline", "text", "text_special"),
        *("paragraph_close", "list_item_close", "bullet_list_close"),
    }
    inline = [token for token in found if token.type == "inline"]
    for token in inline:
        said = "".join(child.content for child in token.children)
        assert said.replace(JOINER, "") == words_of(text)


def words_of(text):
    from validator.render.plain import harmless

    return " ".join(harmless(text).split()).replace(JOINER, "")


@pytest.mark.parametrize(
    ("manuscript", "written"),
    [
        ("H&E, 100x (p < 0.05)", "H&E, 100x (p \\< 0.05)"),
        ("e-mail: tessa@example.org", "e-mail: tessa@example.org"),
        ("thanks to @octocat, see #12", f"thanks to @{JOINER}octocat, see #{JOINER}12"),
        ("file_name_two.docx", "file_name_two.docx"),
    ],
)
def test_ordinary_words_stay_readable(manuscript, written):
    assert words(manuscript) == written
