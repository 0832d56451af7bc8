"""GitHub's annotations, read as its runner reads them, and the summary of a job."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from by_hand import CASE, CONSENT, ITEMS, LETTER, PROFILE, REPORT, TODAY, consent_finding, item, within
from hypothesis import given
from hypothesis import strategies as st

from validator.api import ask, finding
from validator.model.identifier import DOTS
from validator.model.result import ItemStatus, LetterReport, Level, Report, Unreadable
from validator.model.submission import Role, SubmittedFile
from validator.render import github


def unescaped(text, *signs):
    for sign in (*signs, "\r", "\n", "%"):
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text


def obeyed(line):
    """A line of a log as the runner takes it: command, its settings, its words; None where it is no command."""
    line = line.lstrip()
    if not line.startswith("::"):
        assert "##[" not in line  # the older form counts anywhere in a line
        return None
    head, words = line[2:].split("::", 1)
    command, _, settings = head.partition(" ")
    pairs = (pair.split("=", 1) for pair in settings.split(","))
    return command, {key: unescaped(value, ":", ",") for key, value in pairs}, unescaped(words)


def annotations(report=REPORT):
    found = map(obeyed, github.render(report).splitlines())
    return [told for told in found if told]


def judged(*items, letter=LETTER, **more):
    return Report(PROFILE, TODAY, (LetterReport(letter, items),), **more)


def missing(message="The letter does not say who paid.", **more):
    return item("funding", ItemStatus.FAIL, (finding("missing", message, **more), Level.MUST))


def test_a_finding_marks_its_line():
    assert annotations(judged(ITEMS[0])) == [
        (
            "error",
            {"file": "letter.md", "line": "9", "col": "33", "title": "Before review: Title of patient-consent"},
            "The letter says that the patient agreed to treatment, not to publication.\n"
            'Declaration of patient consent, first sentence: "The patient agreed to treatment." (line 9)\n'
            "If you hold the patient's consent to publish, add it. If not, obtain it first.\n"
            "The journal prints this declaration with every letter that describes a patient.",
        )
    ]


def test_the_weightiest_stand_first_each_in_its_sort():
    told = [(command, settings["file"], settings["title"]) for command, settings, _ in annotations()]
    assert told == [
        ("error", "old.doc", "Could not be read"),
        ("error", "letter.md", "Before review: Title of patient-consent"),
        ("warning", "letter.md", "Please check: Title of reference-numbers"),
        ("warning", "letter.md", "Could not be checked: Use of AI is declared"),
        ("notice", "letter.md", "A person should look at this: Title of laterality"),
        ("notice", "letter.md", "For information: Title of stain"),
    ]


def test_a_question_that_decides_over_the_letter_is_a_warning():
    report = judged(item("guardian-consent", ItemStatus.NEEDS_HUMAN, (ask("who", "Who consented?"), Level.MUST)))
    assert [command for command, _, _ in annotations(report)] == ["warning"]


def test_a_finding_without_a_line_marks_the_file():
    ((_, settings, _),) = annotations(judged(missing()))
    assert settings == {"file": "letter.md", "title": "Before review: Title of funding"}


def test_what_was_waived_is_not_marked():
    assert annotations(judged(replace(ITEMS[0], status=ItemStatus.WAIVED, waiver="On paper."))) == []


def test_what_the_baseline_has_is_counted_only():
    report = judged(replace(ITEMS[0], findings=(replace(ITEMS[0].findings[0], known=True),)), ITEMS[4])
    assert [settings["title"] for _, settings, _ in annotations(report)] == ["Please check: Title of reference-numbers"]
    assert github.render(report).splitlines()[-1] == "letterproof: 1 known finding of the baseline not shown."
    page = github.summary(report)
    assert "agreed to treatment" not in page
    assert "\n1 known finding of the baseline not shown.\n" in page


def test_a_file_that_holds_no_letter_is_named():
    aside = SubmittedFile("cover, letter.docx", Role.COVER_LETTER, "It offers a manuscript.")
    assert annotations(Report(PROFILE, TODAY, set_aside=(aside,))) == [
        (
            "notice",
            {"file": "cover, letter.docx", "title": "Not checked"},
            "Taken for a cover letter, so not checked as a letter. It offers a manuscript.",
        )
    ]


@given(st.text(st.sampled_from("%:,=\r\n0AaD25#[] \u2028\x1b")), st.text(st.sampled_from("%:,\r\n=a \x07"), min_size=1))
def test_no_word_ends_its_command_or_begins_another(words, name):
    letter = replace(LETTER, manuscripts=(replace(LETTER.manuscripts[0], file=f"x{name}"),))
    text = github.render(judged(missing(f"x{words}::error::"), letter=letter))
    command, told = text.splitlines()
    assert told == "letterproof: 1 letter: 1 to return."
    kind, settings, message = obeyed(command)
    assert (kind, set(settings)) == ("error", {"file", "title"})
    assert shown(message) == shown(f"x{words}::error::")
    assert shown(settings["file"]) == shown(f"x{name}")


def shown(text):
    """The characters that a page shows, without blanks."""
    return [sign for sign in text if sign.isprintable() and sign not in " \N{REPLACEMENT CHARACTER}"]


def test_no_more_are_told_than_github_shows_and_the_rest_is_counted():
    many = [missing(f"Nobody paid for {number}.") for number in range(13)]
    asked = [item("side", ItemStatus.NEEDS_HUMAN, (ask("side", "Left?"), Level.INFO)) for _ in range(11)]
    report = judged(*many, *asked)
    commands = [command for command, _, _ in annotations(report)]
    assert (commands.count("error"), commands.count("notice"), len(commands)) == (10, 10, 20)
    assert github.render(report).splitlines()[-1] == (
        "letterproof: 4 more to tell than GitHub shows. The summary of this job has all of them."
    )


def test_many_places_are_counted():
    spans = [within(CASE, word) for word in ("34-year-old", "woman", "blisters", "left", "hand", "Written", "consent")]
    ((_, _, message),) = annotations(judged(missing(at=spans)))
    assert message.splitlines()[-1] == "and 2 more places"


def test_the_summary_has_a_line_a_letter_and_all_that_was_found():
    lines = github.summary(REPORT).splitlines()
    assert "| letter\\.md | Return to the author | 1 | 1 | 1 | 1 |" in lines
    assert lines[lines.index("#### Before review") + 2] == (
        "- **Title of patient\\-consent.** The letter says that the patient agreed to treatment, not to publication\\."
    )
    assert "- old\\.doc: This is an old Word file\\. Save it as \\.docx and try again\\." in lines


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", "[here](https://evil.example)", "![](x.png)", "a|b", "`x`", "*x*", "@someone"],
)
def test_nothing_in_the_summary_is_a_mark_or_a_link(words):
    text = github.summary(judged(missing(words)))
    assert words not in text
    assert "<script" not in text


def test_a_summary_is_no_longer_than_github_takes():
    many = tuple(
        LetterReport(replace(LETTER, index=number), (missing("Who paid? " * 100),)) for number in range(1, 1200)
    )
    text = github.summary(Report(PROFILE, TODAY, many))
    assert len(text.encode()) < 1024 * 1024
    assert text.endswith("The summary ends here, since GitHub shows no longer one.\n\n")


def test_the_place_on_the_title_page_is_marked_there():
    names = replace(CONSENT.runs[0])
    block = type(CONSENT)((names,), file="title.md")
    ((_, settings, _),) = annotations(judged(item("c", ItemStatus.FAIL, (consent_finding(block.span()), Level.MUST))))
    assert settings["file"] == "title.md"


@pytest.fixture
def run(tmp_path):
    def go(*arguments, **environment):
        kept = {key: value for key, value in os.environ.items() if key != "GITHUB_STEP_SUMMARY"}
        return subprocess.run(
            [sys.executable, "-m", "validator", "check", *arguments],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env={**kept, "PYTHONPATH": os.pathsep.join(sys.path), **environment},
            text=True,
        )

    return go


def test_the_summary_is_added_to_the_page_of_the_job(run, tmp_path):
    (tmp_path / "page.md").write_text("Before.\n", "utf-8")
    run("old.doc", "--format", "github", GITHUB_STEP_SUMMARY="page.md")
    assert (tmp_path / "page.md").read_text("utf-8").startswith("Before.\n## Letters\n")


def test_the_summary_hides_what_tells_who_the_patient_is(run, tmp_path):
    text = "# Plaques\n\nDear Editor,\n\nA 45-year-old man (UHID 20214455) had plaques, and UHID 20214455 was seen.\n"
    (tmp_path / "20214455.md").write_text(text, "utf-8")
    done = run("20214455.md", "--format", "github", GITHUB_STEP_SUMMARY="page.md")
    page = (tmp_path / "page.md").read_text("utf-8")
    assert DOTS in page
    assert DOTS in done.stdout
    assert "20214455" not in page + done.stdout + done.stderr


def test_without_a_page_or_with_another_format_no_summary_is_written(run, tmp_path):
    run("old.doc", "--format", "json", GITHUB_STEP_SUMMARY="page.md")
    run("old.doc", "--format", "github")
    assert list(tmp_path.iterdir()) == []


def test_a_page_that_cannot_be_written_does_not_change_the_result(run):
    done = run("nowhere.md", "--format", "github", GITHUB_STEP_SUMMARY="no/folder/page.md")
    assert done.returncode == 3
    assert done.stderr.startswith("letterproof: no/folder/page.md cannot be written")


def test_a_name_of_a_file_is_no_command(run):
    done = run("::stop-commands::x.md", "--format", "github")
    assert done.stderr == ""
    assert [obeyed(line) for line in done.stdout.splitlines()] == [
        ("error", {"file": "::stop-commands::x.md", "title": "Could not be read"}, "There is no such file."),
        None,
    ]


def test_an_unreadable_file_far_away_keeps_its_path():
    report = Report(PROFILE, TODAY, unreadable=(Unreadable("/elsewhere/a:b.doc", "Save it."),))
    assert [settings["file"] for _, settings, _ in annotations(report)] == ["/elsewhere/a:b.doc"]
