"""Where results are written: never over what was read, and with the exit code that was promised."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = next(iter(sorted((Path(__file__).parent.parent / "samples").glob("*/*.docx"))))
LETTER = "# Annular plaques\n\nDear Editor,\n\nA 45-year-old woman had plaques.\n\nConflict of interest:Nil.\n"


@pytest.fixture
def run(tmp_path):
    """Runs a shell command line in a folder with a letter in two formats; $LP is the program."""
    (tmp_path / "letter.docx").write_bytes(SAMPLE.read_bytes())
    (tmp_path / "letter.md").write_text(LETTER, "utf-8")

    def go(line):
        path = os.pathsep.join(filter(None, sys.path))
        places = {**os.environ, "PYTHONPATH": path, "LP": f"{sys.executable} -m validator"}
        command = ["sh", "-c", line]
        return subprocess.run(command, capture_output=True, check=False, cwd=tmp_path, timeout=60, env=places)

    return go


@pytest.mark.parametrize(
    "line",
    [
        "$LP clean letter.docx -o {}letter.docx",
        "$LP annotate letter.docx -o {}letter.docx",
        "$LP fix letter.md -o {}letter.md",
        "$LP check letter.md --format html:{}letter.md",
        "$LP check . --format json:{}letter.docx",
    ],
)
@pytest.mark.parametrize("by", ["", "./", "no/../", "no/where/../../"])
def test_no_way_of_writing_its_name_lets_a_letter_be_replaced(run, tmp_path, line, by):
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    done = run(line.format(by))
    assert (done.returncode, b"Traceback" in done.stderr) == (2, False)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


@pytest.mark.parametrize("link", ["ln", "ln -s"])
def test_a_letter_is_not_replaced_by_way_of_a_link(run, tmp_path, link):
    before = (tmp_path / "letter.docx").read_bytes()
    assert run(f"{link} letter.docx other.docx; $LP clean letter.docx -o other.docx").returncode == 2
    assert (tmp_path / "letter.docx").read_bytes() == before


@pytest.mark.parametrize("nobody", ["2>/dev/full", "2>&-"])
def test_wrong_use_has_its_exit_code_where_nobody_is_told(run, nobody):
    assert run(f"$LP explain nothing-of-the-kind {nobody}").returncode == 2


def test_a_copy_can_be_written_into_a_pipe(run):
    done = run("$LP clean letter.docx -o /dev/stdout | cat")
    assert done.stdout.startswith(b"PK\3\4"), done.stderr
