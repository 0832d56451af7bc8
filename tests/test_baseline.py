"""A baseline: what a repository starts with fails no run; what is new does."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_cli import COMPLETE, WITHOUT_FUNDING

WITHOUT_CONFLICTS = WITHOUT_FUNDING.replace("**Conflicts of interest:** There are no conflicts of interest.\n\n", "")
ONLY = ("--select", "funding", "--select", "conflicts", "--select", "reference-numbers")


@pytest.fixture
def write(tmp_path):
    def go(name, text):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
        return file

    return go


@pytest.fixture
def run(tmp_path):
    def go(*arguments, cwd=""):
        return subprocess.run(
            [sys.executable, "-m", "validator", "check", *arguments],
            capture_output=True,
            check=False,
            cwd=tmp_path / cwd,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            text=True,
            encoding="utf-8",
        )

    return go


@pytest.fixture
def started(run, write):
    """A repository whose only letter has no declaration of funding, and whose baseline knows that."""
    write("letters/a.md", WITHOUT_FUNDING)
    done = run("letters", *ONLY, "--baseline", "known.json", "--update-baseline")
    assert (done.returncode, done.stderr) == (0, "letterproof: known.json is new: 1 known finding.\n")


def test_what_is_known_fails_no_run_and_is_counted(run, started):
    done = run("letters", *ONLY, "--baseline", "known.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("RETURN TO THE AUTHOR  " + str(Path("letters", "a.md")))
    headline = " ".join(done.stdout.partition("Letter 1:")[0].split())
    assert "nothing new; 1 known finding is left; only " in headline
    assert "\n1 known finding of the baseline not shown.\n" in done.stdout
    assert "BEFORE REVIEW" not in done.stdout
    assert run("letters", *ONLY, "--baseline", "known.json", "--fail-on", "human").returncode == 0
    assert run("letters", *ONLY).returncode == 1


def test_data_have_what_is_known_with_a_mark(run, started):
    document = json.loads(run("letters", *ONLY, "--baseline", "known.json", "--format", "json").stdout)
    (letter,) = document["letters"]
    marks = {(item["id"], finding["known"]) for item in letter["items"] for finding in item["findings"]}
    assert marks == {("funding", True)}
    assert (letter["verdict"], letter["counts"]["fail"]) == ("return", 1)


def test_what_is_new_fails_the_run(run, write, started):
    write("letters/a.md", WITHOUT_CONFLICTS)
    done = run("letters", *ONLY, "--baseline", "known.json")
    assert done.returncode == 1
    assert "BEFORE REVIEW  conflicts" in done.stdout
    assert "BEFORE REVIEW  funding" not in done.stdout


def test_the_same_fault_in_another_letter_is_new(run, write, started):
    write("letters/b.md", WITHOUT_FUNDING)
    done = run("letters", *ONLY, "--baseline", "known.json")
    assert done.returncode == 1
    assert done.stdout.count("BEFORE REVIEW  funding") == 1


def test_what_is_known_stays_known_when_the_letter_is_edited_elsewhere(run, write, started):
    write("letters/a.md", WITHOUT_FUNDING.replace("Dear Editor,", "Dear Editor,\n\n" + "It itched a little.\n\n" * 10))
    assert run("letters", *ONLY, "--baseline", "known.json").returncode == 0


def test_letters_are_the_same_from_any_folder(run, started):
    assert run("a.md", *ONLY, "--baseline", "../known.json", cwd="letters").returncode == 0


def test_what_is_gone_is_told_and_taken_out(run, write, started, tmp_path):
    write("letters/a.md", COMPLETE)
    done = run("letters", *ONLY, "--baseline", "known.json")
    assert done.returncode == 0
    assert done.stderr == (
        "letterproof: 1 finding no longer stands: letters/a.md (1). --update-baseline takes what is gone out of "
        "known.json.\n"
    )
    done = run("letters", *ONLY, "--baseline", "known.json", "--update-baseline")
    assert done.stderr == "letterproof: known.json: 0 known findings, 0 of them new; 1 gone.\n"
    assert json.loads((tmp_path / "known.json").read_text("utf-8")) == {"schema": 1, "findings": []}


def test_what_was_not_checked_stays_in_the_baseline(run, write, started, tmp_path):
    before = (tmp_path / "known.json").read_text("utf-8")
    write("letters/b.md", COMPLETE)
    for arguments in (("letters/b.md", *ONLY), ("letters", "--select", "title")):
        done = run(*arguments, "--baseline", "known.json", "--update-baseline")
        assert done.stderr == "letterproof: known.json: 1 known finding, 0 of them new; 0 gone.\n"
        assert (tmp_path / "known.json").read_text("utf-8") == before


def test_what_was_known_of_a_letter_that_is_no_more_goes(run, write, started, tmp_path):
    write("letters/b.md", COMPLETE)
    (tmp_path / "letters" / "a.md").unlink()
    assert "1 finding no longer stands" in run("letters", *ONLY, "--baseline", "known.json").stderr


def test_the_file_is_sorted_and_holds_no_word_of_a_letter(run, write, tmp_path):
    two_slips = COMPLETE.replace("2019;46:12–4", "2019; 46:12–4").replace("2020;59:100–3", "2020; 59:100–3")
    write("letters/b.md", two_slips)
    write("letters/a.md", WITHOUT_CONFLICTS)
    run("letters", *ONLY, "--baseline", "known.json", "--update-baseline")
    text = (tmp_path / "known.json").read_text("utf-8")
    entries = json.loads(text)["findings"]
    order = [(entry["file"], entry["item"], entry["fingerprint"]) for entry in entries]
    assert order == sorted(order)
    assert {(file, item) for file, item, _ in order} == {
        ("letters/a.md", "conflicts"),
        ("letters/a.md", "funding"),
        ("letters/b.md", "reference-numbers"),
    }
    assert {tuple(entry) for entry in entries} == {("file", "item", "fingerprint")}
    assert len(text.splitlines()) == len(entries) + 3
    run("letters", *ONLY, "--baseline", "known.json", "--update-baseline")
    assert (tmp_path / "known.json").read_text("utf-8") == text


def test_what_is_waived_needs_no_place_in_the_baseline(run, write, tmp_path):
    write("letters/a.md", WITHOUT_FUNDING)
    write("waivers.toml", '[[waiver]]\nitem = "funding"\nreason = "Paid by nobody."\n')
    run("letters", *ONLY, "--waivers", "waivers.toml", "--baseline", "known.json", "--update-baseline")
    assert json.loads((tmp_path / "known.json").read_text("utf-8"))["findings"] == []


@pytest.mark.parametrize(
    ("text", "arguments", "said"),
    [
        (None, (), "There is no baseline known.json. --update-baseline writes it."),
        ("{}", (), "known.json is no baseline"),
        ("{}", ("--update-baseline",), "known.json is no baseline"),
        ("Dear Editor,", ("--update-baseline",), "known.json is no baseline"),
        ('{"schema": 1, "findings": [{"file": "a"}]}', (), "known.json is no baseline"),
        ('{"schema": 1, "findings": [1]}', (), "known.json is no baseline"),
        ('{"schema": 2, "findings": []}', (), "known.json is no baseline"),
        ("[" * 100_000, (), "known.json is no baseline"),
    ],
)
def test_what_is_no_baseline_is_refused_and_never_written_over(run, write, tmp_path, text, arguments, said):
    write("a.md", COMPLETE)
    if text is not None:
        write("known.json", text)
    done = run("a.md", "--baseline", "known.json", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert text is None or (tmp_path / "known.json").read_text("utf-8") == text


def test_an_update_needs_a_baseline(run, write):
    write("a.md", COMPLETE)
    done = run("a.md", "--update-baseline")
    assert (done.returncode, done.stderr) == (2, "letterproof: Say which file is the baseline (--baseline FILE).\n")


def test_a_file_that_cannot_be_read_still_counts(run, started, tmp_path):
    (tmp_path / "letters" / "scan.pdf").write_bytes(b"%PDF-1.7\n")
    assert run("letters", *ONLY, "--baseline", "known.json").returncode == 3
