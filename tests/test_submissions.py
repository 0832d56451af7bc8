# ruff: noqa: E501 - archives are listed as they are packed
"""Several files of one submission, through the command: folders, archives, roles that a person gives, hostile archives."""

import json
import os
import struct
import subprocess
import sys
import time
import zipfile
from datetime import date
from io import BytesIO

import pytest
from checked import pack
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cli import COMPLETE, WITHOUT_FUNDING

from validator import engine, packs, profiles
from validator.pipeline import SourceFile
from validator.submissions import read

BODY, _, REST = COMPLETE.partition("**Financial support and sponsorship:** Nil.\n\n")
BLINDED = BODY + REST[: REST.index("**Mira Sethi")] + REST[REST.index("## References") :]
TITLE_PAGE = """# Annular plaques on the shins cleared with dapsone

Mira Sethi, Jonas Feld

Department of Dermatology, Hill Hospital, Ansara.

Corresponding author: Mira Sethi, mira.sethi@example.org

**Financial support and sponsorship:** Nil.
"""
COVER = "Dear Editor,\n\nPlease find enclosed our manuscript.\n\nYours sincerely,\n\nMira Sethi\n"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(50)
MANIFEST = '<manifest xmlns="https://manuscriptexchange.org/schema/manifest">{}</manifest>'
ITEM = '<item type="{}"><instance href="{}"/></item>'


@pytest.fixture
def run(tmp_path):
    def go(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "validator", *arguments],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )

    return go


@pytest.fixture
def write(tmp_path):
    def go(**files):
        for name, content in files.items():
            file = tmp_path / name.replace("__", "/").replace("_dot_", ".")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())

    return go


def packed(*files, method=zipfile.ZIP_DEFLATED):
    target = BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return target.getvalue()


def report(done):
    return json.loads(done.stdout)


def letters(done):
    return [(letter["files"], letter["verdict"]) for letter in report(done)["letters"]]


def unreadable(done):
    return {file["file"]: file["reason"] for file in report(done)["unreadable"]}


def test_a_folder_of_one_article_is_one_submission(run, write):
    write(s__article_dot_md=BLINDED, s__names_dot_md=TITLE_PAGE, s__cover_dot_md=COVER)
    assert letters(run("check", "s", "--format", "json")) == [(["s/article.md", "s/names.md"], "ready")]


def test_a_folder_of_several_letters_gives_each_by_itself(run, write):
    write(s__one_dot_md=COMPLETE, s__two_dot_md=WITHOUT_FUNDING, s__cover_dot_md=COVER)
    done = run("check", "s", "--format", "json")
    assert letters(done) == [(["s/one.md"], "ready"), (["s/two.md"], "return")]
    assert [(file["file"], file["role"]) for file in report(done)["set_aside"]] == [("s/cover.md", "cover-letter")]


def test_folders_in_a_folder_are_submissions_by_themselves(run, write):
    write(in__a__article_dot_md=BLINDED, in__a__names_dot_md=TITLE_PAGE, in__b__letter_dot_md=COMPLETE)
    found = letters(run("check", "in", "--format", "json"))
    assert found == [(["in/a/article.md", "in/a/names.md"], "ready"), (["in/b/letter.md"], "ready")]


def test_a_file_that_cannot_be_read_keeps_the_rest_of_its_submission_from_nothing(run, write):
    write(s__article_dot_md=BLINDED, s__names_dot_md=TITLE_PAGE, s__old_dot_pdf=b"%PDF-1.7 old")
    done = run("check", "s", "--format", "json")
    assert letters(done) == [(["s/article.md", "s/names.md"], "ready")]
    assert (done.returncode, list(unreadable(done))) == (3, ["s/old.pdf"])


def test_a_title_page_that_contradicts_the_article_is_asked_about(run, write):
    other = TITLE_PAGE.replace("cleared with dapsone", "treated with colchicine")
    write(s__article_dot_md=BLINDED, s__names_dot_md=other)
    items = report(run("check", "s", "--format", "json"))["letters"][0]["items"]
    (found,) = [item["findings"] for item in items if item["id"] == "files-agree"]
    assert [(f["case"], [p["place"] for p in f["places"]]) for f in found] == [
        ("title", ["Title, in article.md", "Title, in names.md"])
    ]


def test_only_set_aside_files_end_well_and_are_named(run, write):
    write(cover_dot_md=COVER)
    done = run("check", "cover.md")
    assert done.returncode == 0
    said = "NOT CHECKED cover.md Taken for a cover letter, so not checked as a letter. It says “Please find enclosed”."
    assert " ".join(done.stdout.decode().split()) == said


def test_a_person_says_what_a_file_is(run, write):
    write(article_dot_md=BLINDED, names_dot_md=TITLE_PAGE, cover_dot_md=COVER)
    done = run("inspect", "article.md", "names.md", "cover.md", "--together", "--role", "supplement=names.md")
    assert [(f["file"], f["role"], f["given"]) for f in report(done)["letters"][0]["files"]] == [
        ("article.md", "article", False),
        ("names.md", "supplement", True),
        ("cover.md", "cover-letter", False),
    ]


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("titel-page=names.md", "there is no role 'titel-page'. Did you mean 'title-page'?"),
        ("title-page=name.md", "there is no such file among those to check. Did you mean 'names.md'?"),
        ("title-page", "name the file too"),
    ],
)
def test_a_role_that_cannot_be_given_is_refused(run, write, role, said):
    write(article_dot_md=BLINDED, names_dot_md=TITLE_PAGE)
    done = run("check", "article.md", "names.md", "--together", "--role", role)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in " ".join(done.stderr.decode().split())


def test_an_archive_is_one_submission(run, write):
    files = [("Folder/article.md", BLINDED), ("Folder/names.md", TITLE_PAGE), ("__MACOSX/Folder/._article.md", b"\0")]
    write(s_dot_zip=packed(*files, ("Folder/.DS_Store", b"\0"), ("Thumbs.db", b"\0"), ("Folder/", "")))
    done = run("check", "s.zip", "--format", "json")
    assert (done.returncode, unreadable(done)) == (0, {})
    assert letters(done) == [(["s.zip/Folder/article.md", "s.zip/Folder/names.md"], "ready")]


def test_an_archive_is_known_by_its_content(run, write):
    write(letter_dot_docx=packed(("word/article.md", BLINDED), ("word/names.md", TITLE_PAGE)))
    assert letters(run("check", "letter.docx", "--format", "json"))[0][1] == "ready"


def test_a_manifest_says_what_files_are_and_reviews_are_not_read(run, write):
    items = [("manuscript", "a.md"), ("cover-letter", "c.md"), ("review-metadata", "reviews.xml"), ("figure", "f.pdf")]
    manifest = MANIFEST.format("".join(ITEM.format(*item) for item in items))
    files = [
        ("manifest.xml", manifest),
        ("a.md", COMPLETE),
        ("c.md", "Hello."),
        ("reviews.xml", "<no xml"),
        ("f.pdf", "%PDF-"),
    ]
    write(m_dot_zip=packed(*files))
    done = run("inspect", "m.zip")
    assert (done.returncode, unreadable(done)) == (0, {})
    assert [(f["file"], f["role"]) for f in report(done)["letters"][0]["files"]] == [
        ("m.zip/a.md", "article"),
        ("m.zip/c.md", "cover-letter"),
        ("m.zip/f.pdf", "figure"),
    ]


def link():
    entry = zipfile.ZipInfo("link.md")
    entry.create_system, entry.external_attr = 3, 0o120777 << 16
    return entry


REFUSED_FILES = {
    "above": (("../../evil.md", COMPLETE), "s.zip/../../evil.md", "leads out of the archive"),
    "absolute": (("/etc/evil.md", COMPLETE), "s.zip//etc/evil.md", "leads out of the archive"),
    "drive": (("C:\\evil.md", COMPLETE), "s.zip/C:/evil.md", "leads out of the archive"),
    "link": ((link(), "/etc/passwd"), "s.zip/link.md", "a link to another place"),
    "nested": (("more.zip", packed(("a.md", COMPLETE))), "s.zip/more.zip", "an archive within the archive"),
    "nested by content": (("more.md", packed(("a.md", COMPLETE))), "s.zip/more.md", "packed archive"),
}


@pytest.mark.parametrize(("file", "name", "said"), REFUSED_FILES.values(), ids=REFUSED_FILES)
def test_a_hostile_file_is_refused_and_the_others_go_on(run, write, tmp_path, file, name, said):
    write(s_dot_zip=packed(("letter.md", COMPLETE), file))
    done = run("check", "s.zip", "--format", "json")
    assert done.returncode == 3
    assert letters(done) == [(["s.zip/letter.md"], "ready")]
    assert list(unreadable(done)) == [name]
    assert said in unreadable(done)[name]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["s.zip"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["a.md", "A.MD"])
def test_of_two_files_with_one_name_none_is_read(run, write, second):
    write(s_dot_zip=packed(("letter.md", COMPLETE), ("a.md", TITLE_PAGE), (second, COVER)))
    done = run("check", "s.zip", "--format", "json")
    assert (done.returncode, letters(done)) == (3, [(["s.zip/letter.md"], "ready")])
    assert unreadable(done) == {
        "s.zip/a.md": "Several files of this archive have this name, so it is not known which is meant. Give each a name "
        "of its own."
    }


def locked():
    data = bytearray(packed(("a.md", COMPLETE)))
    data[data.index(b"PK\1\2") + 8] |= 1
    data[6] |= 1
    return bytes(data)


def lying():
    content = bytes(5_000_000)
    data = bytearray(packed(("a.md", content)))
    return bytes(data.replace(struct.pack("<L", len(content)), struct.pack("<L", 1000)))


REFUSED_ARCHIVES = {
    "bomb": (lambda: packed(("a.md", bytes(150_000_000))), "unpacks to far more than a submission holds"),
    "many": (
        lambda: packed(*((f"{n}.md", "") for n in range(100_000)), method=zipfile.ZIP_STORED),
        "more than 1,000 files",
    ),
    "locked": (locked, "protected by a password"),
    "cut short": (lambda: packed(("a.md", COMPLETE))[:-40], "damaged or was cut short"),
    "empty": (packed, "holds no files"),
    "lying": (lying, "damaged or was cut short"),
}


@pytest.mark.parametrize(("make", "said"), REFUSED_ARCHIVES.values(), ids=REFUSED_ARCHIVES)
def test_a_hostile_archive_is_refused_and_other_submissions_go_on(run, write, make, said):
    write(s_dot_zip=make(), letter_dot_md=COMPLETE)
    began = time.perf_counter()
    done = run("check", "s.zip", "letter.md", "--format", "json")
    assert time.perf_counter() - began < 6, "a start of the program and two seconds"
    assert (done.returncode, letters(done)) == (3, [(["letter.md"], "ready")])
    ((_, reason),) = unreadable(done).items()
    assert said in reason


def test_a_name_in_another_encoding_and_one_that_acts_on_the_terminal(run, write):
    data = packed(("Abbildung_\u00e4.md", COMPLETE), ("a\x1b[31m.md", COVER))
    write(s_dot_zip=data)
    done = run("check", "s.zip")
    assert b"\x1b" not in done.stdout + done.stderr
    assert "Abbildung_ä.md" in done.stdout.decode()


def test_a_picture_of_a_letter_in_an_archive_is_looked_at(run, write):
    write(
        s_dot_zip=packed(
            ("in/letter.md", COMPLETE.replace("**Figure 1", "![a](f.png)\n\n**Figure 1")), ("in/f.png", PICTURE)
        )
    )
    items = report(run("check", "s.zip", "--format", "json"))["letters"][0]["items"]
    (found,) = [item["findings"] for item in items if item["id"] == "image-resolution"]
    assert "damaged" in found[0]["message"]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 400), st.binary(max_size=6))
def test_any_archive_ends_in_letters_or_sentences(inside, at, change):
    data = bytearray(packed(("letter.md", COMPLETE), ("x.docx", inside)))
    data[at : at + len(change)] = change
    found = read([SourceFile.of("s.zip", bytes(data))], pack().vocabulary)
    assert found.letters or found.set_aside or found.unreadable
    assert not any("the fault is the program's" in file.reason for file in found.unreadable)


COUNTS = [
    ("Word count: 30", []),
    ("Word count: 28 words; references: 2; figures: one; tables: nil", []),
    ("Word count: 745", ["The title page states 745 words; we counted 28."]),
    ("Number of references: 7", ["The title page states 7 references; we counted 2."]),
    ("Number of figures: 2", ["The title page states 2 figures; we counted 1."]),
    ("Word count: abstract 0, text 745", []),
    ("Running title: Ten words on figures", []),
]


@pytest.mark.parametrize(("line", "said"), COUNTS)
def test_counts_on_the_title_page_are_compared_with_the_letter(line, said):
    files = [
        SourceFile.of("article.md", BLINDED.encode()),
        SourceFile.of("names.md", f"{TITLE_PAGE}\n{line}\n".encode()),
    ]
    assert told("stated-counts", files) == said


AGREEING = [
    ("Mira Sethi, Jonas Feld", []),
    ("M. Sethi, J. Feld", []),
    ("Dr. Mira Sethi, Dr. Jonas Feld", []),
    ("Jonas Feld, Mira Sethi", ["Article and title page name the authors in a different order."]),
    ("Mira Sethi", ["Article and title page do not name the same authors."]),
    ("Mira Sethi, Jonas Feld, Ada Brandt", ["Article and title page do not name the same authors."]),
]


@pytest.mark.parametrize(("names", "said"), AGREEING)
def test_authors_of_article_and_title_page_are_compared(names, said):
    page = TITLE_PAGE.replace("Mira Sethi, Jonas Feld", names)
    files = [SourceFile.of("article.md", COMPLETE.encode()), SourceFile.of("names.md", page.encode())]
    assert told("files-agree", files) == said


def test_declarations_that_differ_are_asked_about_once():
    page = TITLE_PAGE + "\n**Patient consent:** Patient consent was not required.\n"
    files = [SourceFile.of("article.md", COMPLETE.encode()), SourceFile.of("names.md", page.encode())]
    assert told("files-agree", files) == ["Article and title page differ in what they declare of patient consent."]


def told(item, files):
    found = read(files, pack().vocabulary)
    profile = profiles.load("ijdvl", packs.load().profile_folders)
    checklist = engine.checklist(packs.load(), profile, date(2026, 11, 22), [item])
    (letter,) = found.letters
    (result,) = engine.run(letter, checklist).items
    return [finding.outcome.message for finding in result.findings]


@pytest.mark.parametrize(
    ("given", "glob"),
    [
        ("2026-202_submission.zip", "2026-202*"),
        ("in/2026-202_submission.zip", "2026-202*"),
        ("in/2026-202_submission.zip", "in/2026-202*.zip"),
        ("in/2026-202", "2026-202"),
        ("in/2026-202", "in/2026-*"),
    ],
)
def test_a_waiver_may_name_what_a_submission_came_in(run, write, given, glob):
    files = {"article.md": BLINDED, "names.md": TITLE_PAGE.replace("**Financial support and sponsorship:** Nil.\n", "")}
    if given.endswith(".zip"):
        write(**{given.replace("/", "__").replace(".zip", "_dot_zip"): packed(*files.items())})
    else:
        write(**{f"{given}/{name}".replace("/", "__"): text for name, text in files.items()})
    write(waivers_dot_toml=f'[[waiver]]\nitem = "funding"\nletter = "{glob}"\nreason = "Told us."\n')
    done = run("check", given, "--waivers", "waivers.toml", "--format", "json")
    (letter,) = json.loads(done.stdout)["letters"]
    assert [item["status"] for item in letter["items"] if item["id"] == "funding"] == ["waived"]
    assert done.stderr == b""


def test_a_waiver_does_not_take_an_inbox_for_its_submissions(run, write):
    letter = COMPLETE.replace("**Financial support and sponsorship:** Nil.\n\n", "")
    write(inbox__one_dot_md=letter, inbox__two_dot_md=letter)
    write(waivers_dot_toml='[[waiver]]\nitem = "funding"\nletter = "inb*x"\nreason = "Told us."\n')
    done = run("check", "inbox", "--waivers", "waivers.toml")
    assert b"Nothing to let go was found for the waivers of funding (inb*x)." in done.stderr


def test_a_title_page_beside_its_article_is_told_how_both_are_read(run, write):
    write(article_dot_md=BLINDED, names_dot_md=TITLE_PAGE)
    hint = "The article is not there. Give both with --together (or their folder) to read them as one submission."
    said = " ".join(run("check", "article.md", "names.md").stdout.decode().split())
    assert hint in said
    assert "--together" not in run("check", "names.md").stdout.decode()
    assert "NOT CHECKED" not in run("check", "article.md", "names.md", "--together").stdout.decode()
