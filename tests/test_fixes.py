"""Corrections written into a copy of a letter: what they mend, what they never touch, and how the command answers."""

import os
import subprocess
import sys
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator import engine, fixes, packs, pipeline, profiles, readers
from validator.model.result import Applicability, Fix
from validator.pipeline import SourceFile
from validator.reference_form.numbers import full_last_page

SAMPLES = Path(__file__).parent.parent / "samples"
WRITTEN = sorted([*SAMPLES.glob("*/*.md"), *SAMPLES.glob("*/*.txt")])
FORM = {"reference-authors", "reference-et-al", "reference-title", "reference-journal", "reference-numbers"}
BEFORE = """\
# Annular plaques on the shins cleared with dapsone

Dear Editor,

A 45-year-old woman had annular plaques on both shins for two years.^1^ She consented to publication, e.g. of
pictures: they are shown in [Figure 1].  \n\
Dapsone 100 mg (J. Dermatol. 2019 Mar;46(3):12-14) cleared them.

## References

"""
AFTER = "\n\n**Figure 1:** Annular plaques on both shins : before.\n"


@lru_cache(maxsize=1)
def checklist():
    pack = packs.load()
    return engine.checklist(pack, profiles.load("ijdvl", pack.profile_folders), date(2026, 11, 22))


def corrected(data, name="letter.md", *, suggest=True):
    """The bytes of the corrected file, and what became of the corrections: made, only suggested, left."""
    made, written = pipeline.corrected(SourceFile.of(name, data), checklist(), suggest=suggest)
    return written, (made.applied, made.suggested, made.left)


def entry(text, *, suggest=True):
    """The entry as it is corrected in a letter, which is otherwise the same to the letter."""
    written, _ = corrected((BEFORE + "1. " + text + AFTER).encode(), suggest=suggest)
    whole = written.decode()
    assert (whole[: len(BEFORE)], whole[-len(AFTER) :]) == (BEFORE, AFTER)
    return whole[len(BEFORE) + 3 : -len(AFTER)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(
            "Lind, P., Abeseker S. A. and Roe T. Plaques: a case. J. Am. Acad. Dermatol. 2020 Mar;83(2):612-619.",
            "Lind P, Abeseker SA, Roe T. Plaques: A case. J Am Acad Dermatol 2020;83:612–9.",
            id="every part",
        ),
        pytest.param(
            "Lind P. Plaques: a *Malassezia* story of CD4^+^ cells. *J. Dermatol.* 2019;46:12–4.",
            "Lind P. Plaques: A *Malassezia* story of CD4^+^ cells. *J Dermatol* 2019;46:12–4.",
            id="italics and raised signs stay",
        ),
        pytest.param(
            "Lind P. Plaques of the shin. *British Journal of Dermatology*. 2020;**59**(2): 100-103.",
            "Lind P. Plaques of the shin. *Br J Dermatol* 2020;**59**:100–3.",
            id="a journal keeps its italics and a volume its bold",
        ),
        pytest.param(
            "Lind P. Plaques of the shin. *J Dermatol.*2019;46:12-14. [doi](https://doi.org/10.1111/x.22)",
            "Lind P. Plaques of the shin. *J Dermatol* 2019;46:12–4.",
            id="words do not run together, and no empty link stays",
        ),
        pytest.param(
            "Lind P. Plaques of the shin. J Dermatol 2019;46:12–4. doi: 10.1111/ijd\\_99991",
            "Lind P. Plaques of the shin. J Dermatol 2019;46:12–4.",
            id="an escape goes with its sign",
        ),
        pytest.param(
            "Lind P. Plaques\n   of the shin. J Dermatol\n   2019;46:12-14.",
            "Lind P. Plaques\n   of the shin. J Dermatol\n   2019;46:12–4.",
            id="lines stay broken where they were",
        ),
        pytest.param(
            "Lind P. (2020). Plaques of the shin. *Int J Dermatol*, *59*(2), 100–103.",
            "Lind P. (2020). Plaques of the shin. *Int J Dermatol*, *59*(2), 100–103.",
            id="parts in another order and in several styles are left to a person",
        ),
    ],
)
def test_an_entry_is_put_into_form_and_keeps_its_marks(given, expected):
    assert entry(given) == expected


def test_what_is_only_suggested_is_made_when_asked_for():
    text = "Lind P. Plaques of the shin. *British J Dermatol* 2020;59:100-103."
    assert entry(text, suggest=False) == "Lind P. Plaques of the shin. *British J Dermatol* 2020;59:100–3."
    assert entry(text) == "Lind P. Plaques of the shin. *Br J Dermatol* 2020;59:100–3."


def slips_of_form(reports):
    return [
        (f.outcome.case, item.id)
        for report in reports
        for item in report.items
        if item.id in FORM
        for f in item.findings
        if f.outcome.fixes
    ]


def checked(data, name):
    return pipeline.check([[SourceFile.of(name, data)]], checklist()).letters


@pytest.mark.parametrize("file", WRITTEN, ids=[f"{file.parent.name}/{file.name}" for file in WRITTEN])
def test_a_corrected_sample_has_no_slips_of_form_and_the_verdict_that_it_had(file):
    data = file.read_bytes()
    written, (_, _, left) = corrected(data, file.name)
    before, after = checked(data, file.name), checked(written, file.name)
    assert left == 0
    assert slips_of_form(after) == []
    # What returns this one letter is the order of its references, which is put right.
    expected = ["ready"] if file.stem == "citation-out-of-order" else [letter.verdict for letter in before]
    assert [letter.verdict for letter in after] == expected
    assert corrected(written, file.name) == (written, (0, 0, 0))


@pytest.mark.parametrize("file", [f for f in WRITTEN if f.parent.name == "clean"], ids=lambda file: file.name)
def test_a_clean_sample_stays_as_it_is(file):
    assert corrected(file.read_bytes(), file.name) == (file.read_bytes(), (0, 0, 0))


NAMES = ("Lindqvarn", "Abesekera", "van der Hoeve", "O'Reilly", "Múñoz-Peñalba", "Petkar", "Mahuli", "Østerbø")
TITLES = (
    "Lichen planus pemphigoides: a systematic review",
    "Does dapsone clear annular plaques? A series",
    "*Malassezia* and p53 in the skin of adults",
    "Trichoscopy of CD4^+^ alopecia",
)
JOURNALS = (
    "J Dermatol",
    "J. Am. Acad. Dermatol.",
    "British Journal of Dermatology",
    "Int J Dermatol.",
    "Br J Dermatol",
)


@st.composite
def entries(draw):
    """A reference in the form of one of many houses."""
    one_of = st.sampled_from
    dot, comma = draw(one_of(["", "."])), draw(one_of(["", ","]))
    people = draw(st.lists(one_of(NAMES), min_size=1, max_size=8, unique=True))
    names = [f"{name}{comma} {draw(one_of('ABC'))}{dot}{draw(one_of(['', 'K' + dot]))}" for name in people]
    mark = draw(one_of(["", "*", "_", "**"]))
    first = draw(st.integers(1, 2000))
    last = draw(st.integers(first, first + 30))
    issue, month = draw(one_of(["", "(3)", "(10)"])), draw(one_of(["", " Mar", " May-Jun"]))
    gap, dash = draw(one_of(["", " "])), draw(one_of(["-", "–"]))
    doi = draw(one_of(["", " doi: 10.1111/ijd.99991", " https://doi.org/10.1111/ijd\\_99991.", " PMID: 12345678."]))
    year, volume = draw(st.integers(1990, 2024)), draw(st.integers(1, 300))
    title = draw(one_of(TITLES))
    end = " " if title.endswith("?") else ". "
    return (
        f"{', '.join(names).rstrip('.')}. {title}{end}{mark}{draw(one_of(JOURNALS))}{mark} "
        f"{year}{month};{gap}{volume}{issue}:{gap}{first}{dash}{last}.{doi}"
    )


def read_reference(text):
    """What must never change: six names, the words of the title, the numbers that are printed."""
    source = SourceFile.of("letter.md", (BEFORE + "1. " + text + AFTER).encode())
    (found,) = pipeline.letters([source], checklist().pack.vocabulary)[0].references
    names = [(author.family, author.initials.replace(".", "").replace(" ", "")) for author in found.authors[:6]]
    pages = found.first_page.text, full_last_page(found.first_page.text, found.last_page.text)
    return names, found.title.text.casefold(), found.year.text, found.volume.text, pages


@given(entries())
def test_a_correction_alters_no_name_no_word_and_no_number_and_is_made_once(text):
    once = entry(text)
    assert read_reference(once) == read_reference(text)
    assert entry(once) == once


@given(st.text("ab .*_^\\[]()<>1²–\n", min_size=1, max_size=30), st.data())
def test_a_correction_reads_as_meant_or_is_left_out(words, data):
    source = f"Before it.\n\nx{words}x\n\nAfter it.\n"
    blocks = readers.read("letter.md", source.encode()).blocks
    block = data.draw(st.sampled_from(blocks[1:-1]))
    start = data.draw(st.integers(0, len(block.text) - 1))
    end = data.draw(st.integers(start + 1, len(block.text)))
    after = data.draw(st.text("abc .*–", max_size=6))
    made = fixes.correct(
        source, [Fix(block.span(start, end), after)], lambda text: readers.read("letter.md", text.encode()).blocks
    )
    again = readers.read("letter.md", made.after.encode()).blocks
    others = [other.text for other in blocks if other is not block]
    wanted = block.text[:start] + after + block.text[end:]
    assert made.applied + made.left == 1
    assert made.applied or made.after == source
    assert [other.text for other, old in zip(again, blocks, strict=True) if old is not block] == others
    changed = again[blocks.index(block)].text
    assert "".join(changed.split()) == "".join((wanted if made.applied else block.text).split())


def read_markdown(text):
    return readers.read("letter.md", text.encode()).blocks


def test_of_two_corrections_that_overlap_one_is_left_out():
    source = "One two three.\n\nFour.\n"
    block = read_markdown(source)[0]
    made = fixes.correct(source, [Fix(block.span(0, 7), "1 2"), Fix(block.span(4, 13), "2 3")], read_markdown)
    assert (made.after, made.applied, made.left) == ("1 2 three.\n\nFour.\n", 1, 1)


def test_a_correction_of_part_of_a_sign_that_reads_otherwise_is_left_out():
    source = "One sign that is two: fj.\n\nAn entity that is two: &fjlig;.\n"
    block = read_markdown(source)[1]
    at = block.text.index("fj")
    made = fixes.correct(source, [Fix(block.span(at, at + 1), "3")], read_markdown)
    assert (made.after, made.applied, made.left) == (source, 0, 1)


def test_one_of_several_raised_digits_is_corrected_as_one():
    source = "A raised ¹² here.\n\nFour.\n"
    block = read_markdown(source)[0]
    at = block.text.index("12")
    made = fixes.correct(source, [Fix(block.span(at, at + 1), "3")], read_markdown)
    assert (made.after, made.applied, made.left) == ("A raised ³² here.\n\nFour.\n", 1, 0)


def test_a_correction_that_is_only_suggested_is_counted():
    source = "One two.\n\nFour.\n"
    block = read_markdown(source)[0]
    offered = [Fix(block.span(0, 3), "Three", Applicability.SUGGEST)]
    assert fixes.correct(source, offered, read_markdown).suggested == 1
    assert fixes.correct(source, offered, read_markdown, suggest=True).after == "Three two.\n\nFour.\n"


LETTER = BEFORE + "1. Lind P. Plaques of the shin. *J. Dermatol.* 2019 Mar;46(3):12-14." + AFTER
RIGHT = BEFORE + "1. Lind P. Plaques of the shin. *J Dermatol* 2019;46:12–4." + AFTER


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encoding_and_ends_of_lines_stay(encoding, mark, end):
    data, expected = (mark + text.replace("\n", end).encode(encoding) for text in (LETTER, RIGHT))
    assert corrected(data)[0] == expected


def test_a_file_in_the_code_page_of_windows_stays_one():
    data, expected = (text.replace("Lind", "Müñoz").encode("cp1252") for text in (LETTER, RIGHT))
    assert corrected(data)[0] == expected


@pytest.fixture
def run(tmp_path):
    """Runs the program in a folder that holds a letter, a list and a Word file."""
    (tmp_path / "letter.md").write_bytes(LETTER.encode())
    (tmp_path / "right.md").write_bytes(RIGHT.encode())
    (tmp_path / "letter.docx").write_bytes((SAMPLES / "clean" / "response-permethrin.docx").read_bytes())
    (tmp_path / "letter.xml").write_bytes((SAMPLES / "clean" / "response-permethrin.xml").read_bytes())

    def go(*arguments, stdin=b""):
        return subprocess.run(
            [sys.executable, "-m", "validator", *arguments],
            input=stdin,
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
        )

    return go


def test_the_copy_is_written_and_the_letter_stays(run, tmp_path):
    done = run("fix", "letter.md", "-o", "out.md")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"2 corrections made.\n")
    assert (tmp_path / "out.md").read_bytes() == RIGHT.encode()
    assert (tmp_path / "letter.md").read_bytes() == LETTER.encode()


def test_what_is_left_is_told_with_its_reason(run, tmp_path):
    (tmp_path / "mixed.md").write_bytes(
        f"{BEFORE}1. Lind P. Plaques of the shin. *British J Dermatol* 2020;59:100-103.\n"
        f"2. Lind P. (2020). Plaques of the arm. *Int J Dermatol*, *59*(2), 100–103.{AFTER}".encode()
    )
    done = run("fix", "mixed.md", "-o", "out.md")
    assert done.returncode == 0
    assert done.stderr.decode().splitlines() == [
        "1 correction made.",
        "1 correction only suggested, so left to you: see `--suggest`.",
        "1 correction could not be placed in the file: see `letterproof check`.",
    ]


DIFF = (
    "--- {0}\n+++ {0} (corrected)\n@@ -8,6 +8,6 @@\n \n ## References\n \n"
    "-1. Lind P. Plaques of the shin. *J. Dermatol.* 2019 Mar;46(3):12-14.\n"
    "+1. Lind P. Plaques of the shin. *J Dermatol* 2019;46:12–4.\n"
    " \n **Figure 1:** Annular plaques on both shins : before.\n"
)


def test_the_diff_shows_what_would_change(run):
    done = run("fix", "letter.md", "--diff")
    assert (done.returncode, done.stdout.decode()) == (0, DIFF.format("letter.md"))
    assert run("fix", "-", "--diff", stdin=LETTER.encode()).stdout.decode() == DIFF.format("-")


def test_nothing_to_correct_is_an_empty_diff(run):
    done = run("fix", "right.md", "--diff")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"0 corrections made.\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("letter.md",), "Say where the corrected copy goes"),
        (("letter.md", "-o", "letter.md"), "the corrected copy would take its place"),
        (("letter.md", "-o", "./link.md"), "the corrected copy would take its place"),
        (("letter.md", "-o", "nowhere/out.md"), "cannot be written"),
        ((".", "-o", "out.md"), "This command takes one letter"),
        (("letter.docx", "-o", "out.docx"), "`letterproof annotate --suggest` writes a copy of it"),
        (("letter.xml", "-o", "out.xml"), "This is a JATS XML file"),
    ],
)
def test_what_cannot_be_meant_is_told_and_nothing_is_written(run, tmp_path, arguments, said):
    (tmp_path / "link.md").symlink_to("letter.md")
    there = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    done = run("fix", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == there


def test_a_file_that_cannot_be_read_is_told(run, tmp_path):
    done = run("fix", "nowhere.md", "-o", "out.md")
    assert (done.returncode, done.stderr) == (3, b"nowhere.md: There is no such file.\n")
    assert not (tmp_path / "out.md").exists()


def test_a_list_gives_its_corrected_form_as_a_diff(run, tmp_path):
    (tmp_path / "list.txt").write_bytes(
        b"1. Lind P. Plaques of the shin. J. Dermatol. 2019 Mar;46(3):12-14.\n"
        b"2. Roe T. Plaques of the arm.\n   J Dermatol 2020;47:1-9"
    )
    done = run("references", "list.txt", "--format", "diff")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == (
        "--- list.txt\n+++ list.txt (corrected)\n@@ -1,3 +1,2 @@\n"
        "-1. Lind P. Plaques of the shin. J. Dermatol. 2019 Mar;46(3):12-14.\n"
        "-2. Roe T. Plaques of the arm.\n-   J Dermatol 2020;47:1-9\n\\ No newline at end of file\n"
        "+1. Lind P. Plaques of the shin. J Dermatol 2019;46:12–4.\n"
        "+2. Roe T. Plaques of the arm. J Dermatol 2020;47:1–9.\n\\ No newline at end of file\n"
    )
