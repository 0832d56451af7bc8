"""What the documents say must be so: their commands, their examples, their output."""

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import regex

from validator import packs, profiles, settings, waivers
from validator.cli import cli
from validator.testing import check_pack

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def blocks(document: str, language: str) -> list[str]:
    """What stands in the fenced blocks of a language."""
    pattern = rf"^(?P<fence>`{{3,}}){language}\n(?P<body>.*?)^(?P=fence)$"
    return [m["body"] for m in regex.finditer(pattern, document, regex.MULTILINE | regex.DOTALL, timeout=5)]


def commands() -> Iterator[list[str]]:
    """Every command line of ours in the documents, as words."""
    for document in (README, CONTRIBUTING):
        for body in [*blocks(document, "sh"), *blocks(document, "")]:
            yield from (shlex.split(line)[1:] for line in body.splitlines() if line.startswith("letterproof "))


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """The program's answer, at the width that the documents show."""
    environment = {**os.environ, "COLUMNS": "100", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "validator", *arguments],
        cwd=cwd, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_commands_and_options_exist(words: list[str]) -> None:
    command = cli.get_command(click.Context(cli), words[0])
    assert command
    known = {name for parameter in command.params for name in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known


def test_first_two_blocks_are_whole_set_ups() -> None:
    check, tests = blocks(README, "sh")[:2]
    for block in (check, tests):
        assert block.startswith("python3 -m venv ")
        assert "pip install" in block
    assert check.splitlines()[-1].startswith("letterproof check samples/")
    assert tests.splitlines()[-1].split()[0] == "pytest"


def test_first_check_gives_what_the_readme_shows() -> None:
    words = shlex.split(blocks(README, "sh")[0].splitlines()[-1])
    answer = run(*words[1:])
    assert (answer.returncode, answer.stderr) == (0, "")
    # What passed is left out of the README, so that a new item does not make it stale.
    assert blocks(README, "text")[0] == answer.stdout.partition("\nPassed")[0]


def test_reference_list_gives_what_the_readme_shows(tmp_path: Path) -> None:
    given, shown = next(
        (text.split("\n\n", 1)) for text in blocks(README, "text") if text.startswith("$ cat my-references.txt")
    )
    (tmp_path / "my-references.txt").write_text("\n".join(given.splitlines()[1:]) + "\n", "utf-8")
    assert (
        shown
        == "$ letterproof references my-references.txt\n" + run("references", "my-references.txt", cwd=tmp_path).stdout
    )


def test_records_give_what_the_readme_shows() -> None:
    line = next(words for words in README.split("`") if words.startswith("letterproof check samples/clean/"))
    answer = run(*shlex.split(line)[1:])
    shown = next(body for body in blocks(README, "text") if body.startswith("PLEASE CHECK  reference-records"))
    assert (answer.returncode, answer.stderr) == (0, "")
    assert shown == answer.stdout[answer.stdout.index("PLEASE CHECK") :].partition("\nPassed")[0]


def test_what_tells_who_the_patient_is_gives_what_the_readme_shows() -> None:
    line = next(words for words in README.split("`") if words.startswith("letterproof check samples/privacy/hospital"))
    answer = run(*shlex.split(line)[1:])
    shown = next(body for body in blocks(README, "text") if body.startswith("BEFORE REVIEW  patient-identifiers"))
    assert (answer.returncode, answer.stderr) == (1, "")
    assert shown == answer.stdout[answer.stdout.index("BEFORE REVIEW") :].partition("\nWhat the journal asks for")[0]


def test_a_submission_gives_what_the_readme_shows() -> None:
    answer = run("check", "samples/submissions/complete-pair")
    shown = next(body for body in blocks(README, "text") if body.startswith("READY FOR REVIEW"))
    assert (answer.returncode, answer.stderr) == (0, "")
    assert shown == answer.stdout.partition("\nPassed")[0]


def test_profile_of_the_readme_is_one(tmp_path: Path) -> None:
    text = next(body for body in blocks(README, "toml") if "extends" in body)
    (tmp_path / "imaginary.toml").write_text(text, "utf-8")
    profile = profiles.load(str(tmp_path / "imaginary.toml"), packs.load().profile_folders)
    assert profile.journal.title == "Journal of Imaginary Dermatology"
    assert profile.references.et_al_after == 3
    assert profile.declarations.order == profiles.load("ijdvl", packs.load().profile_folders).declarations.order


def test_wrong_profile_is_refused_as_the_readme_shows(tmp_path: Path) -> None:
    text = next(body for body in blocks(README, "toml") if "extends" in body)
    (tmp_path / "imaginary.toml").write_text(text.replace("et-al-after", "et-al-afer"), "utf-8")
    (tmp_path / "my-letter.md").write_text("# A title\n\nDear Editor,\n", "utf-8")
    answer = run("check", "my-letter.md", "--profile", "./imaginary.toml", cwd=tmp_path)
    assert answer.returncode == 2
    assert answer.stderr in blocks(README, "text")


def test_waivers_of_the_readme_are_read(tmp_path: Path) -> None:
    text = next(body for body in blocks(README, "toml") if "waiver" in body)
    (tmp_path / "waivers.toml").write_text(text, "utf-8")
    assert [waiver.item for waiver in waivers.load(tmp_path / "waivers.toml")] == ["stain"]


def test_settings_and_waivers_in_letters_of_the_readme_are_taken(tmp_path: Path) -> None:
    text = next(body for body in blocks(README, "toml") if "[[waivers]]" in body)
    (tmp_path / "letterproof.toml").write_text(text, "utf-8")
    found = settings.load(tmp_path / "letterproof.toml", named=False)
    assert [waiver.item for waiver in found.waived] == ["stain"]
    assert list(found.roles.values()) == ["title-page"]
    assert set(found.values) == {"profile", "fail-on", "ignore", "records", "baseline"}
    (comment,) = (body for body in blocks(README, "markdown") if "letterproof: waive" in body)
    (tmp_path / "letter.md").write_text(f"# A title\n\nDear Editor,\n\nIt itched.\n\n{comment}\n", "utf-8")
    answer = run("check", "letter.md", "--no-config", "--select", "stain", "--today", "2027-03-31", cwd=tmp_path)
    assert answer.stderr == "letterproof: letter.md, line 7: The waiver of stain found nothing to let go.\n"


def test_keys_of_the_readme_are_those_there_are(tmp_path: Path) -> None:
    (line,) = (line for line in README.splitlines() if line.startswith("Keys are `profile`"))
    told = set(regex.findall(r"`([a-z][a-z-]*)`", line, timeout=5))
    (tmp_path / "letterproof.toml").write_text("x = 1\n", "utf-8")
    assert told == settings.KEYS


def test_rule_of_contributing_does_as_its_page_says(tmp_path: Path) -> None:
    family = tmp_path / "ours" / "structure"
    family.mkdir(parents=True)
    (family / "title_question.py").write_text(blocks(CONTRIBUTING, "python")[0], "utf-8")
    (family / "title_question.md").write_text(blocks(CONTRIBUTING, "markdown")[0], "utf-8")
    assert check_pack(tmp_path / "ours") == []


def test_level_of_contributing_is_taken(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(blocks(CONTRIBUTING, "toml")[0], "utf-8")
    profile = profiles.load(str(tmp_path / "ours.toml"), packs.load().profile_folders)
    assert profile.levels["title-question.question"] == "must"


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_files_that_documents_link_to_exist(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    shown = regex.sub(r"`[^`\n]+`", "", text, timeout=5)  # what stands in marks of code is an example, no link
    links = regex.findall(r"\]\((?!https?:)([^)#]+)", shown, timeout=5)
    paths = regex.findall(r"`((?:samples|rules|docs|benchmarks|tests|\.ci)/[\w./-]*)`", text, timeout=5)
    assert [path for path in [*links, *paths] if not (ROOT / path).exists()] == []
