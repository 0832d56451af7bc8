"""Submissions of strangers: what leads elsewhere is not followed, and nothing is passed over or takes long."""

import json
import os
import subprocess
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from checked import pack
from word_files import p, word_file

from validator.readers import read
from validator.readers.submission_archive import SubmissionArchive
from validator.submission_files import read_together
from validator.submissions import UNASKED, SourceFile

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
LETTER = "# Annular plaques\n\nDear Editor,\n\nA 45-year-old woman had plaques.\n"


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "folder"
    made.mkdir()
    (made / "letter.md").write_text(LETTER, "utf-8")
    return made


def check(*arguments):
    command = [sys.executable, "-m", "validator", "check", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert "Traceback" not in done.stderr
    return done


def unreadable(folder):
    done = check(folder, "--format", "json")
    told = json.loads(done.stdout)["unreadable"]
    return done, {Path(one["file"]).name: one["reason"] for one in told}


@pytest.mark.parametrize("ending", ["md", "png"])
def test_a_link_out_of_a_folder_is_told_and_not_followed(folder, tmp_path, ending):
    (tmp_path / f"other.{ending}").write_text(LETTER.replace("plaques", "xyzzyplugh"), "utf-8")
    (folder / f"linked.{ending}").symlink_to(tmp_path / f"other.{ending}")
    done, told = unreadable(folder)
    assert (done.returncode, "xyzzyplugh" in done.stdout) == (3, False)
    assert told[f"linked.{ending}"].startswith("This is a link to a file outside the folder, and was not followed.")


def test_a_link_within_a_folder_is_followed(folder):
    (folder / "linked.md").symlink_to("letter.md")
    _, told = unreadable(folder)
    assert told == {}


def test_what_is_no_file_is_told(folder):
    os.mkfifo(folder / "pipe.docx")
    (folder / "nowhere.docx").symlink_to("nothing.docx")
    (folder / "circle.docx").symlink_to("circle.docx")
    done, told = unreadable(folder)
    assert done.returncode == 3
    assert told == {
        "pipe.docx": "This is no file that can be read.",
        "nowhere.docx": "There is no such file.",
        "circle.docx": "There is no such file.",
    }


def test_a_name_that_is_no_text_breaks_no_format(folder, tmp_path):
    try:
        (folder / os.fsdecode(b"odd\xff\x1b[31m.md")).write_text(LETTER, "utf-8")
    except OSError:
        pytest.skip("this system has no such names")
    formats = ("text", "json", "html", "markdown", "sarif", "github", "junit", "gitlab", "author-letter")
    asked = [part for name in formats for part in ("--format", f"{name}:{tmp_path / name}")]
    assert check(folder, *asked, "--fail-on", "never").returncode == 0
    for name in formats:
        assert b"odd" in (tmp_path / name).read_bytes() or name == "author-letter"
        assert b"\x1b" not in (tmp_path / name).read_bytes()


def test_a_manifest_that_nests_is_read_soon():
    inside = '<instance href="letter.md"/>' * 20_000
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.xml", f"<manifest>{'<item>' * 250}{inside}{'</item>' * 250}</manifest>")
        archive.writestr("letter.md", LETTER)
    begun = time.process_time()
    found = SubmissionArchive(packed.getvalue())
    assert time.process_time() - begun < 2
    assert [file.name for file in found.files] == ["letter.md"]


def test_hundreds_of_articles_are_compared_soon():
    words = [f"word{n}" for n in range(1_500)]
    texts = [" ".join([str(at), *words[at:], *words[:at]][::-1]) for at in range(200)]
    files = [
        SourceFile.of(f"{at}.md", f"# Plaques {at}\n\nDear Editor,\n\n{text.replace('word', f'w{at}x')}\n".encode())
        for at, text in enumerate(texts)
    ]
    begun = time.perf_counter()
    found = read_together(files, pack().vocabulary, UNASKED)
    assert time.perf_counter() - begun < 9
    assert len(found.letters) == 200


def test_a_word_file_of_countless_pictures_in_groups_is_read_soon():
    spaces = f'xmlns:wp="{DRAWING}/wordprocessingDrawing" xmlns:pic="{DRAWING}/picture" xmlns:g="g"'
    inside = "<g:grpSp><g:grpSpPr/>" * 200 + "<pic:pic/>" * 20_000 + "</g:grpSp>" * 200
    drawn = f"<w:p><w:r><w:drawing {spaces}><wp:inline>{inside}</wp:inline></w:drawing></w:r></w:p>"
    data = word_file(p("Dear Editor,") + drawn)
    begun = time.perf_counter()
    assert len(read("letter.docx", data).pictures) == 1_000
    assert time.perf_counter() - begun < 4
