"""The commands as a person runs them: streams, exit codes, options."""

import json
import os
import subprocess
import sys

import pytest

COMPLETE = """\
# Annular plaques on the shins cleared with dapsone

Dear Editor,

A 45-year-old woman had annular plaques on both shins for two years.^1^ Dapsone 100 mg daily cleared them in
eight weeks.^2^ The plaques are shown in [Figure 1].

**Figure 1:** Annular plaques on both shins.

**Declaration of patient consent:** The authors certify that they have obtained all appropriate patient consent.

**Financial support and sponsorship:** Nil.

**Conflicts of interest:** There are no conflicts of interest.

**Use of artificial intelligence (AI)-assisted technology for manuscript preparation:** The authors confirm that there
was no use of artificial intelligence (AI)-assisted technology for assisting in the writing or editing of the
manuscript and no images were manipulated using AI.

**Mira Sethi, Jonas Feld**

Department of Dermatology, Hill Hospital, Ansara.

**Corresponding author:**

Dr. Mira Sethi, Department of Dermatology, Hill Hospital, Ansara. mira.sethi@example.org

## References

1. Feld J. Annular plaques of the shin. *J Dermatol* 2019;46:12–4.
2. Sethi M, Feld J. Dapsone for annular plaques. *Int J Dermatol* 2020;59:100–3.
"""
WITHOUT_FUNDING = COMPLETE.replace("**Financial support and sponsorship:** Nil.\n\n", "")


@pytest.fixture
def run(tmp_path):
    """Runs the program in an empty folder; a file of each name given with its text stands there."""

    def go(*arguments, stdin=b"", environment=None):
        return subprocess.run(
            [sys.executable, "-m", "validator", *arguments],
            input=stdin,
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **(environment or {})},
        )

    return go


@pytest.fixture
def letters(tmp_path):
    (tmp_path / "complete.md").write_text(COMPLETE, "utf-8")
    (tmp_path / "unfunded.md").write_text(WITHOUT_FUNDING, "utf-8")
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    return tmp_path


def codes(run, *options):
    return [run("check", name, *options).returncode for name in ("complete.md", "unfunded.md", "scan.pdf")]


@pytest.mark.parametrize(
    ("fail_on", "expected"), [("must", [0, 1, 3]), ("should", [0, 1, 3]), ("human", [0, 1, 3]), ("never", [0, 0, 3])]
)
def test_the_exit_code_says_how_the_letter_fared(run, letters, fail_on, expected):
    assert codes(run, "--fail-on", fail_on) == expected


def test_a_file_that_cannot_be_read_does_not_keep_the_others_from_being_checked(run, letters):
    done = run("check", "scan.pdf", "unfunded.md", "nowhere.md", "--format", "json")
    report = json.loads(done.stdout)
    assert done.returncode == 3
    assert [letter["file"] for letter in report["letters"]] == ["unfunded.md"]
    assert [entry["file"] for entry in report["unreadable"]] == ["scan.pdf", "nowhere.md"]
    assert done.stderr.decode().splitlines() == [
        "scan.pdf: This is a PDF, and PDF files are not read yet. Use the Word file that it was made from.",
        "nowhere.md: There is no such file.",
    ]


def test_a_folder_is_walked_and_what_it_refuses_is_named(run, letters):
    (letters / "notes.csv").write_text("a,b")
    report = json.loads(run("check", ".", "--format", "json").stdout)
    assert sorted(letter["file"] for letter in report["letters"]) == ["complete.md", "unfunded.md"]
    assert [entry["file"] for entry in report["unreadable"]] == ["scan.pdf"]


def test_standard_input_is_read(run):
    done = run("check", "-", "--format", "json", stdin=COMPLETE.encode())
    assert [(letter["file"], letter["verdict"]) for letter in json.loads(done.stdout)["letters"]] == [("-", "ready")]


def test_several_formats_go_to_their_files_and_standard_output(run, letters):
    done = run(
        "check", "unfunded.md", "--format", "json:report.json", "--format", "html:report.html", "--format", "text"
    )
    assert json.loads((letters / "report.json").read_text("utf-8"))["letters"][0]["verdict"] == "return"
    assert "<html" in (letters / "report.html").read_text("utf-8")
    assert b"BEFORE REVIEW" in done.stdout
    assert done.stderr == b""


def test_a_message_says_what_is_missing_and_what_to_write(run, letters):
    text = " ".join(run("check", "unfunded.md").stdout.decode().split())
    assert "Financial support and sponsorship" in text


def test_no_colour_goes_into_a_pipe(run, letters):
    assert b"\x1b[" not in run("check", "unfunded.md").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check",), "Missing argument"),
        (("check", "complete.md", "--format", "pdf"), "there is no such format"),
        (("check", "complete.md", "--profile", "ijdv"), "There is no profile 'ijdv'. Did you mean 'ijdvl'?"),
        (("check", "complete.md", "--select", "fundin"), "there is no item 'fundin'. Did you mean 'funding'?"),
        (("check", "complete.md", "--pack", "nowhere"), "is no folder"),
        (("check", "complete.md", "--waivers", "nowhere.toml"), "cannot be read"),
        (("check", "complete.md", "--today", "tomorrow"), "Invalid value for '--today'"),
        (("explain", "fundin"), "Did you mean 'funding'?"),
    ],
)
def test_wrong_use_is_told_in_a_sentence_with_exit_code_2(run, letters, arguments, said):
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in " ".join(done.stderr.decode().split())


def statuses(done):
    return {item["id"]: item["status"] for item in json.loads(done.stdout)["letters"][0]["items"]}


def test_select_and_ignore_choose_items_and_families(run, letters):
    chosen = statuses(
        run("check", "complete.md", "--format", "json", "--select", "declarations", "--ignore", "funding")
    )
    assert "conflicts" in chosen
    assert "funding" not in chosen
    assert "title" not in chosen


def test_a_waiver_lets_an_item_go_with_its_reason(run, letters):
    (letters / "waivers.toml").write_text(
        '[[waiver]]\nitem = "funding"\nletter = "unf*.md"\nreason = "On the title page."\nby = "A. Editor"\n', "utf-8"
    )
    done = run("check", "unfunded.md", "--waivers", "waivers.toml", "--format", "json")
    assert (done.returncode, statuses(done)["funding"]) == (0, "waived")


@pytest.mark.parametrize(
    ("waiver", "said"),
    [
        ('item = "funding"', "waiver 1: reason must be there"),
        ('item = "funding"\nreason = "x y"\nbye = 1', "there is no such key as 'bye'. Did you mean 'by'?"),
        ('item = "funding"\nresaon = "x"', "waiver 1: there is no such key as 'resaon'. Did you mean 'reason'?"),
        (
            'item = "funding"\nreason = "x"\n[[waiver]]\nitem = "stain"\nresaon = "x"',
            "waiver 2: there is no such key as 'resaon'. Did you mean 'reason'?",
        ),
        (
            'item = "funding"\nreason = "x"\n[[waiver]]\nitem = "stain"\nreason = " "',
            "waiver 2: reason must be there, in words.",
        ),
        (
            'item = "funding"\nreason = "x"\n[[waivers]]\nitem = "stain"\nreason = "x"',
            "there is no such key as 'waivers'. Did you mean [[waiver]]?",
        ),
        ('item = "funding"\nreason = "x"\nuntil = "31.3.2027"', "until must be a date such as 2027-03-31."),
        ('item = "funding"\nreason = "x"\nuntil = 31.3.2027', "a date as 2027-03-31"),
        ('item = "fundin"\nreason = "x"', "There is no item 'fundin' to waive. Did you mean 'funding'?"),
        ('item = "declarations"\nreason = "x"', "'declarations' is a family of items."),
    ],
)
def test_a_waiver_that_cannot_be_meant_is_refused(run, letters, waiver, said):
    (letters / "waivers.toml").write_text(f"[[waiver]]\n{waiver}\n", "utf-8")
    done = run("check", "unfunded.md", "--waivers", "waivers.toml")
    assert done.returncode == 2
    assert said in done.stderr.decode()


def test_a_waiver_that_lets_nothing_go_is_told(run, letters):
    (letters / "waivers.toml").write_text(
        '[[waiver]]\nitem = "funding"\nreason = "Later."\nuntil = 2026-01-31\n'
        '[[waiver]]\nitem = "funding"\nreason = "On the title page."\n'
        '[[waiver]]\nitem = "conflicts"\nletter = "other*.md"\nreason = "On the title page."\n',
        "utf-8",
    )
    done = run("check", "unfunded.md", "--waivers", "waivers.toml", "--today", "2026-02-01")
    assert (done.returncode, done.stderr.decode().splitlines()) == (
        0,
        [
            "letterproof: No longer valid, so not applied: the waivers of funding (*, until 2026-01-31).",
            "letterproof: Nothing to let go was found for the waivers of conflicts (other*.md).",
        ],
    )


def test_a_file_that_cannot_be_read_is_told_once(run, letters):
    as_text, as_data = run("check", "scan.pdf"), run("check", "scan.pdf", "--format", "json")
    assert as_text.stdout.startswith(b"COULD NOT BE READ  scan.pdf")
    assert as_text.stderr == b""
    assert as_data.stderr.startswith(b"scan.pdf: This is a PDF")


def test_a_waiver_that_has_run_out_does_not_hold(run, letters):
    (letters / "waivers.toml").write_text(
        '[[waiver]]\nitem = "funding"\nreason = "Later."\nuntil = 2026-01-31\n', "utf-8"
    )
    arguments = ("check", "unfunded.md", "--waivers", "waivers.toml", "--format", "json", "--today")
    assert statuses(run(*arguments, "2026-02-01"))["funding"] == "fail"
    assert statuses(run(*arguments, "2026-01-31"))["funding"] == "waived"


def test_the_title_page_settles_what_the_blinded_article_does_not_say(run, tmp_path):
    body, _, end = COMPLETE.partition("**Financial support and sponsorship:** Nil.\n\n")
    blinded = body + end[: end.index("**Mira Sethi")] + end[end.index("## References") :]
    (tmp_path / "article.md").write_text(blinded, "utf-8")
    (tmp_path / "title-page.md").write_text(
        "# Annular plaques on the shins cleared with dapsone\n\nMira Sethi, Jonas Feld\n\n"
        "Department of Dermatology, Hill Hospital, Ansara.\n\n"
        "Corresponding author: Mira Sethi, mira.sethi@example.org\n\nFunding: Nil.\n",
        "utf-8",
    )
    alone = statuses(run("check", "article.md", "--format", "json"))
    both = statuses(run("check", "article.md", "title-page.md", "--together", "--format", "json"))
    assert (alone["funding"], both["funding"]) == ("needs-human", "pass")


def test_every_item_is_explained_and_listed(run):
    listed = run("rules").stdout.decode()
    assert "patient-consent" in listed
    assert run("explain", "patient-consent").returncode == 0
    assert b"ijdvl" in run("profiles").stdout


def test_a_run_gives_the_same_bytes_again(run, letters):
    arguments = ("check", ".", "--format", "json", "--today", "2026-11-22")
    assert (
        run(*arguments, environment={"PYTHONHASHSEED": "1"}).stdout
        == run(*arguments, environment={"PYTHONHASHSEED": "2"}).stdout
    )


def test_a_file_name_cannot_act_on_the_terminal(run, tmp_path):
    name = "a\x1b[31m.md"
    (tmp_path / name).write_text(WITHOUT_FUNDING, "utf-8")
    done = run("check", name, "no\x1b[2Jwhere.md")
    assert b"\x1b" not in done.stdout + done.stderr
