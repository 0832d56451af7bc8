"""`letterproof clean` as a person runs it: what is written, what is said, the exit code."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from told_files import SECRETS, drawn, jpeg, saved, word

from validator.cleaning.files import clean
from validator.cleaning.taken import Tally


@pytest.fixture
def run(tmp_path):
    def go(*arguments, stdin=b""):
        return subprocess.run(
            [sys.executable, "-m", "validator", "clean", *arguments],
            input=stdin,
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )

    return go


@pytest.fixture
def files(tmp_path):
    (tmp_path / "letter.docx").write_bytes(word())
    (tmp_path / "photo.jpg").write_bytes(jpeg())
    (tmp_path / "letter.md").write_text("# Plaques\n\nDear Editor, a **man** came.\n", "utf-8")
    (tmp_path / "scan.bmp").write_bytes(saved(drawn(), "BMP"))
    (tmp_path / "cut.docx").write_bytes(word()[:3000])
    (tmp_path / "cut.jpg").write_bytes(jpeg()[:30])
    return tmp_path


def test_a_clean_copy_is_written_and_the_file_stays(run, files):
    before = (files / "letter.docx").read_bytes()
    done = run("letter.docx", "-o", "clean.docx", "--authors")
    assert (done.returncode, done.stdout) == (0, b"")
    assert (files / "letter.docx").read_bytes() == before
    assert (files / "clean.docx").read_bytes() == clean("letter.docx", before, authors=True).data
    assert list(files.glob(".*")) == []


def test_it_says_what_it_took_out_and_prints_none_of_it(run, files):
    done = run("photo.jpg", "-o", "clean.jpg")
    assert done.stderr.decode() == (
        "Took out: the place (GPS) in 1 picture; the camera's notes (EXIF) in 1 picture; the notes of editing programs "
        "(XMP) in 1 picture; a comment or text in 1 picture.\n"
    )
    said = done.stdout + done.stderr + run("letter.docx", "-o", "clean.docx").stderr
    assert [secret for secret in SECRETS if secret in said] == []


def test_the_readme_shows_what_is_said():
    tally = Tally()
    tally.taken.update({"people": 2, "place": 1, "exif": 1})
    readme = Path(__file__).parent.parent / "README.md"
    assert next(tally.sentences()) in readme.read_text("utf-8").splitlines()


def test_standard_input_is_read(run, files):
    done = run("-", "-o", "clean.jpg", stdin=jpeg())
    assert (done.returncode, (files / "clean.jpg").read_bytes()) == (0, clean("-", jpeg(), authors=False).data)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("letter.docx",), 2, "letterproof: Say where the clean copy goes (-o OUT)."),
        (("letter.md", "-o", "out"), 2, "letterproof: letter.md: This is a Markdown file. It has no properties, so "
         "there is nothing to take out."),
        (("scan.bmp", "-o", "out"), 2, "letterproof: scan.bmp: Pictures in this format are not cleaned. Save it as "
         "JPEG, PNG or TIFF, and clean that file."),
        ((".", "-o", "out"), 2, "letterproof: This command takes one file; this is a folder."),
        (("nowhere.docx", "-o", "out"), 3, "nowhere.docx: There is no such file."),
        (("cut.docx", "-o", "out"), 3, "cut.docx: This file is damaged or was cut short. Open it in Word, save it "
         "again as .docx, or ask for a new copy."),
        (("cut.jpg", "-o", "out"), 3, "cut.jpg: This picture is damaged or breaks off before its end. Export it again "
         "from the program that made it."),
        (("photo.jpg", "-o", "no/such/folder.jpg"), 2, "letterproof: no/such/folder.jpg cannot be written: no such "
         "file or directory."),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_told_in_a_sentence_and_nothing_is_written(run, files, arguments, code, said):
    before = sorted(files.iterdir())
    done = run(*arguments)
    assert (done.returncode, done.stdout, done.stderr.decode().strip()) == (code, b"", said)
    assert sorted(files.iterdir()) == before


@pytest.mark.parametrize("link", [None, os.symlink, os.link])
def test_the_file_itself_is_never_written_over(run, files, link):
    before, name = (files / "photo.jpg").read_bytes(), "photo.jpg"
    if link:
        name = "other.jpg"
        link(files / "photo.jpg", files / name)
    done = run("photo.jpg", "-o", name)
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"letterproof: {name} is the file itself")
    assert (files / "photo.jpg").read_bytes() == before


def test_an_older_copy_is_replaced(run, files):
    (files / "clean.jpg").write_bytes(b"old")
    assert run("photo.jpg", "-o", "clean.jpg").returncode == 0
    assert (files / "clean.jpg").read_bytes() == clean("photo.jpg", jpeg(), authors=False).data


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="there is no such device here")
def test_a_device_stays_a_device(run, files):
    done = run("photo.jpg", "-o", "/dev/null")
    assert done.returncode == 0
    assert not Path("/dev/null").is_file()
