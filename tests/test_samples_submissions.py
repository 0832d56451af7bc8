"""The sample submissions, through the command: what each file is taken for, and what is said of the letters in them."""

import importlib.util
import json
import os
import subprocess
import sys
import tomllib
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parent.parent / "samples"
FOLDERS = sorted(file.parent for file in (SAMPLES / "submissions").glob("*/expected.toml"))
SETTLED = {"pass", "not-applicable"}


def run(command, folder, *options):
    return subprocess.run(
        [sys.executable, "-m", "validator", command, str(folder), "--together", "--format", "json", *options],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def expected(folder):
    return tomllib.loads((folder / "expected.toml").read_text("utf-8"))


def found(letter):
    items = {
        item["id"]: {
            "status": item["status"],
            "cases": sorted({finding["case"] for finding in item["findings"] if finding["kind"] != "remark"}),
        }
        for item in letter["items"]
        if item["status"] not in SETTLED
    }
    return {"verdict": letter["verdict"], "items": items}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_submission_gives_what_is_expected_of_it_and_nothing_else(folder):
    about = expected(folder)
    done = run("check", folder, "--today", str(about["today"]))
    report = json.loads(done.stdout)
    assert (done.returncode, report["unreadable"], report["set_aside"]) == (about["exit"], [], [])
    assert [found(letter) for letter in report["letters"]] == [
        {"verdict": letter["verdict"], "items": letter.get("items", {})} for letter in about["letters"]
    ]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_each_file_is_taken_for_what_it_is(folder):
    (letter, *_) = json.loads(run("inspect", folder).stdout)["letters"]
    roles = {}
    for file in letter["files"]:
        name = file["file"].removeprefix(f"{folder}/")
        roles[name] = ", ".join(filter(None, (roles.get(name), file["role"])))
    assert roles == expected(folder)["files"]


def test_what_reviewers_wrote_is_never_read():
    done = run("check", SAMPLES / "submissions" / "meca")
    assert b"7654321" not in done.stdout + done.stderr
    assert b"reviews" not in done.stdout


def _script():
    spec = importlib.util.spec_from_file_location("samples_submissions", SAMPLES / "submissions.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_back(name, data):
    """What a file says, whatever the version of the library that packed it."""
    if name.endswith(".docx") and data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return archive.read("word/document.xml")
    if name.endswith(".zip"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return {part: read_back(part, archive.read(part)) for part in archive.namelist()}
    return b"" if name.endswith(".png") else data


def test_the_files_are_those_that_the_script_writes():
    written = dict(_script().submissions())
    there = {str(file.relative_to(SAMPLES / "submissions")): file for folder in FOLDERS for file in folder.iterdir()}
    assert set(there) == {*written, *(f"{folder.name}/expected.toml" for folder in FOLDERS)}
    for name, data in written.items():
        stale = f"{name}: run python samples/submissions.py"
        assert read_back(name, there[name].read_bytes()) == read_back(name, data), stale
