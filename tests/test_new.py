"""Beginnings of rules and profiles: they hold as they are, and nothing that is there is written over."""

import os
import subprocess
import sys

import pytest

from validator import packs, profiles
from validator.testing import check_pack


@pytest.fixture
def run(tmp_path):
    """Runs the program in an empty folder."""

    def go(*arguments, environment=None):
        return subprocess.run(
            [sys.executable, "-m", "validator", *arguments],
            capture_output=True, check=False, cwd=tmp_path, encoding="utf-8",
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **(environment or {})},
        )  # fmt: skip

    return go


@pytest.mark.parametrize(
    ("options", "file", "title"),
    [
        ((), "ours/structure/title_question.py", "Title question"),
        (("--family", "house-style", "--pack", "my/pack"), "my/pack/house-style/title_question.py", "Title question"),
        (("--title", "A title; “no question”"), "ours/structure/title_question.py", "A title; “no question”"),
    ],
)  # fmt: skip
def test_a_new_rule_holds_as_it_is(run, tmp_path, options, file, title):
    answer = run("new-rule", "title-question", *options)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.startswith(f"Wrote {file} and {file[:-2]}md.\n")
    folder = (tmp_path / file).parent.parent
    assert check_pack(folder) == []
    loaded = next(loaded for loaded in packs.load([folder]).rules if loaded.rule.id == "title-question")
    assert (loaded.rule.title, loaded.file.name) == (title, "title_question.py")
    assert loaded.page.read_text("utf-8").startswith(f"# {title}\n")


def test_a_new_rule_is_checked_and_explained_like_any_other(run, tmp_path):
    run("new-rule", "title-question")
    (tmp_path / "letter.md").write_text("# Is it so?\n\nDear Editor,\n\nA man came.\n", "utf-8")
    answer = run("check", "letter.md", "--pack", "ours", "--select", "title-question")
    assert "PLEASE CHECK  title-question   The title asks a question." in answer.stdout
    assert "Say why the journal asks for it." in run("explain", "title-question", "--pack", "ours").stdout


def test_new_rules_pass_ruff(run, tmp_path):
    pytest.importorskip("ruff")
    run("new-rule", "title-question")
    for check in (("format", "--check"), ("check", "--select", "E,F,W,I,ARG")):
        ruff = [sys.executable, "-m", "ruff", *check, "--line-length", "120", tmp_path]
        assert subprocess.run(ruff, check=False).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("Title Question",), "'Title Question' is no id of an item: write small letters and figures, with hyphens"),
        (("title_question",), "'title_question' is no id of an item"),
        (("../x",), "'../x' is no id of an item"),
        (("3-authors",), "'3-authors' is no id of an item"),
        (("-",), "'-' is no id of an item"),
        (("a" * 61,), "is no id of an item"),
        (("zeichen-für",), "'zeichen-für' is no id of an item"),
        (("stain",), "There is an item 'stain' already."),
        (("title-question", "--family", "../x"), "'../x' is no name of a family"),
        (("title-question", "--family", "terms"), "A family cannot be called 'terms'"),
        (("title-question", "--title", 'x")\nimport os'), "The title cannot be used"),
        (("title-question", "--title", "x\\"), "The title cannot be used"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_and_nothing_written(run, tmp_path, arguments, told):
    answer = run("new-rule", "--", *arguments) if arguments[0] == "-" else run("new-rule", *arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert told in answer.stderr
    assert "Traceback" not in answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(run, tmp_path):
    page = tmp_path / "ours" / "structure" / "title_question.md"
    page.parent.mkdir(parents=True)
    page.write_text("mine", "utf-8")
    answer = run("new-rule", "title-question")
    assert (answer.returncode, page.read_text("utf-8")) == (2, "mine")
    assert answer.stderr.endswith("title_question.md is there already; nothing was written.\n")
    assert [file.name for file in page.parent.iterdir()] == ["title_question.md"]
    assert run("new-profile", "imaginary", "-o", str(page.with_suffix(".toml"))).returncode == 0
    answer = run("new-profile", "imaginary", "-o", str(page.with_suffix(".toml")))
    assert (answer.returncode, "is there already; nothing was written." in answer.stderr) == (2, True)


def test_a_folder_that_is_a_file_is_told_of(run, tmp_path):
    (tmp_path / "ours").write_text("mine", "utf-8")
    answer = run("new-rule", "title-question")
    assert answer.returncode == 2
    assert "cannot be made" in answer.stderr


@pytest.mark.parametrize("extends", ["ijdvl", "icmje"])
def test_a_new_profile_holds_as_it_is(run, tmp_path, extends):
    answer = run("new-profile", "imaginary-skin", "--extends", extends, "--today", "2026-11-22")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.startswith("Wrote imaginary-skin.toml.\n")
    shipped = [packs.built_in() / "profiles"]
    made, base = profiles.load(str(tmp_path / "imaginary-skin.toml"), shipped), profiles.load(extends, shipped)
    assert (made.extends, str(made.date), made.journal.title) == (extends, "2026-11-22", "Imaginary skin")
    assert (made.levels, made.references) == (base.levels, base.references)


def test_all_lines_that_a_new_profile_offers_are_right(run, tmp_path):
    """Take the # off each of them, as its reader will."""
    run("new-profile", "imaginary", "--today", "2026-11-22")
    lines = (tmp_path / "imaginary.toml").read_text("utf-8").split("\n")
    offered = [line.removeprefix("# ") if "=" in line or line.startswith("# [") else line for line in lines]
    (tmp_path / "imaginary.toml").write_text("\n".join(offered), "utf-8")
    made = profiles.load(str(tmp_path / "imaginary.toml"), [packs.built_in() / "profiles"])
    assert (made.office.name, made.office.reply_days) == ("Asha Verghese", 14)
    assert made.levels["salutation.none"] == "info"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("Imaginary Skin",), "is no name of a profile"),
        (("imaginary", "--extends", "ijdlv"), "There is no profile 'ijdlv'. Did you mean 'ijdvl'?"),
        (("imaginary", "-o", "imaginary.txt"), "its name has to end in .toml"),
        (("imaginary", "--title", 'A "quoted" journal'), "The title cannot be used"),
    ],
)
def test_a_profile_that_cannot_be_is_refused(run, tmp_path, arguments, told):
    answer = run("new-profile", *arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert told in answer.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("shell", "sign"), [("bash", "complete -o nosort"), ("zsh", "compdef"), ("fish", "complete --")]
)
def test_each_shell_gets_its_completion(run, shell, sign):
    answer = run(environment={"_LETTERPROOF_COMPLETE": f"{shell}_source"})
    assert answer.returncode == 0
    assert sign in answer.stdout
    assert "_LETTERPROOF_COMPLETE" in answer.stdout


def test_a_shell_completes_commands_and_formats(run):
    asked = {"_LETTERPROOF_COMPLETE": "bash_complete", "COMP_WORDS": "letterproof new", "COMP_CWORD": "1"}
    assert run(environment=asked).stdout.split() == ["plain,new-rule", "plain,new-profile"]
    asked = {**asked, "COMP_WORDS": "letterproof check --fail", "COMP_CWORD": "2"}
    assert run(environment=asked).stdout.split() == ["plain,--fail-on"]
