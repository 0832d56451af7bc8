"""Waivers in a Markdown letter itself: a comment says which item is let go, and why."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from test_cli import WITHOUT_FUNDING
from word_files import p, t, word_file

from validator import inline_waivers, readers
from validator.cli import cli
from validator.model.letter import Detected, Letter, LetterType, Stage

ONLY = ("--select", "funding", "--select", "hidden-text", "--select", "conflicts")


@pytest.fixture
def check(tmp_path, monkeypatch):
    """Checks the letter that lacks its declaration of funding, with a comment at its end."""
    monkeypatch.chdir(tmp_path)

    def go(comment, *options):
        (tmp_path / "letter.md").write_text(f"{WITHOUT_FUNDING}\n{comment}\n", "utf-8")
        return CliRunner().invoke(cli, ["check", "letter.md", *ONLY, *options])

    return go


def statuses(done):
    return {item["id"]: item["status"] for item in json.loads(done.stdout)["letters"][0]["items"]}


def test_a_comment_lets_an_item_go_and_the_report_says_so(check):
    done = check("<!-- letterproof: waive funding because the institute pays (by A. Editor, until 2027-01-31) -->")
    assert (done.exit_code, done.stderr) == (0, "")
    lines = " ".join(done.stdout.split())
    assert "Waived 1: funding (the institute pays (A. Editor, in the letter’s own file))" in lines


def test_it_may_name_several_items_and_stand_in_several_lines(check):
    done = check(
        "<!-- letterproof:\n  waive funding,\n  conflicts because nobody\n  pays (the fund closed) -->",
        "--format",
        "json",
    )
    assert statuses(done)["funding"] == "waived"
    (funding,) = (item for item in json.loads(done.stdout)["letters"][0]["items"] if item["id"] == "funding")
    assert funding["evidence"][-1]["text"] == "Waived: nobody pays (the fund closed) (in the letter’s own file)"
    assert done.stderr == "letterproof: letter.md, line 31: The waiver of conflicts found nothing to let go.\n"


def test_it_is_no_hidden_text(check):
    waived = check("<!-- letterproof: waive funding because the institute pays -->", "--format", "json")
    other = check("<!-- to do: funding -->", "--format", "json")
    assert (statuses(waived)["hidden-text"], statuses(other)["hidden-text"]) == ("pass", "needs-human")


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("waive funding", "A waiver needs a reason. Write: letterproof: waive ITEM because REASON"),
        ("waive funding because", "A waiver needs a reason."),
        ("waive funding because (by A. Editor)", "A waiver needs a reason."),
        ("let funding go because nobody pays", "This comment is not understood."),
        ("", "This comment is not understood."),
        ("waive fundin because nobody pays", "There is no item 'fundin' to waive. Did you mean 'funding'?"),
        ("waive declarations because nobody pays", "'declarations' is a family of items."),
        ("waive funding because nobody pays (until 31.1.2027)", "The day until which a waiver holds is written"),
    ],
)
def test_what_is_no_waiver_lets_nothing_go_and_is_told(check, comment, said):
    done = check(f"<!-- letterproof: {comment} -->")
    assert done.exit_code == 1
    assert "BEFORE REVIEW  funding" in done.stdout
    assert done.stderr.startswith(f"letterproof: letter.md, line 31: {said}")
    assert done.stderr.endswith("Nothing is waived by it.\n")


def test_what_has_run_out_does_not_hold(check):
    comment = "<!-- letterproof: waive funding because nobody pays (until 2027-01-31) -->"
    assert check(comment, "--today", "2027-01-31").exit_code == 0
    done = check(comment, "--today", "2027-02-01")
    assert done.exit_code == 1
    assert done.stderr == (
        "letterproof: letter.md, line 31: The waiver of funding held until 2027-01-31, so it is not applied.\n"
    )


def test_a_gate_need_not_take_the_authors_word(check, tmp_path):
    comment = "<!-- letterproof: waive funding because nobody pays -->"
    done = check(comment, "--no-inline-waivers")
    assert (done.exit_code, done.stderr) == (1, "")
    (tmp_path / "letterproof.toml").write_text("inline-waivers = false\n", "utf-8")
    assert check(comment).exit_code == 1


def test_what_tells_of_a_patient_is_hidden_in_a_reason_too(check):
    done = check("<!-- letterproof: waive funding because UHID 20417733 paid -->")
    assert done.exit_code == 0
    assert "20417733" not in done.output


def test_no_other_format_holds_waivers(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    line = "letterproof: waive funding because nobody pays"
    hidden = p(t("Dear Editor,")) + p(f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{line}</w:t></w:r>") + p(t("Itch. " * 50))
    (tmp_path / "letter.docx").write_bytes(word_file(hidden))
    plain = WITHOUT_FUNDING.translate({ord(mark): None for mark in "*#^[]"})
    (tmp_path / "letter.txt").write_text(f"{plain}\n<!-- {line} -->\n", "utf-8")
    for name in ("letter.docx", "letter.txt"):
        done = CliRunner().invoke(cli, ["check", name, "--select", "funding", "--format", "json"])
        assert json.loads(done.stdout)["letters"][0]["counts"]["waived"] == 0


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=80))
def test_whatever_a_comment_says_is_a_waiver_or_told(words):
    source = f"Dear Editor,\n\n<!-- letterproof:{words.replace('--', '')} -->\n"
    stage, kind = Detected(Stage.SUBMISSION, ""), Detected(LetterType.CASE, "")
    letter = Letter((readers.read("letter.md", source.encode()),), 1, stage, kind)
    (said,) = inline_waivers.read(letter, {"funding"}, {"declarations"})
    assert bool(said.waivers) != bool(said.fault)
