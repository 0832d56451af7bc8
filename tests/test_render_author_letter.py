"""The letter to the author: what she reads, and what she must never read."""

import os
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest
import regex
from by_hand import CONSENT, ITEMS, LETTER, PROFILE, REPORT, TODAY, block, item
from checked import pack, profile
from hypothesis import given
from hypothesis import strategies as st

from validator import engine, pipeline, sources
from validator.api import Applicability, Author, Corresponding, Fix, People, ask, finding
from validator.model.profile import JournalFacts, OfficeSettings
from validator.model.result import ItemStatus, LetterReport, Level, Report, Unreadable
from validator.render import author_letter
from validator.render.paragraphs import wrapped
from validator.render.templates import TemplatesError

SAMPLES = Path(__file__).parent.parent / "samples"
LETTERS = sorted(file for file in SAMPLES.glob("*/*") if file.suffix in {".docx", ".md", ".txt", ".xml"})
OFFICE = OfficeSettings("Asha Verghese", "Associate Editor", 14, "letters@example.org")
NO_OFFICE = OfficeSettings()

# Three letters as an editor would write them, put down before there was a program that writes them.

RETURNED = """\
Subject: Your letter “Tofacitinib for recalcitrant lichen planopilaris: A
favourable response”

Dear Dr. Suhasini Kambalimath,

Thank you for sending your letter to the Indian Journal of Dermatology,
Venereology and Leprology. Before it goes to review, we need your help with
one point:

1. The letter says that the patient agreed to treatment, a procedure or a
   study, not to publication.
   Text, second paragraph: “The patient gave written informed consent to the
   treatment.”
   If you hold the patient's consent to publish, write: “Declaration of
   patient consent: The authors certify that they have obtained all
   appropriate patient consent.” If not, obtain it, or write to the editor.

Already in order, with nothing left to do: the other declarations, the title
and authors, the references, the figures, and the patient’s privacy.

Please send us the corrected letter by 6 December 2026, to
letters@example.org. If something here does not apply, or if we misread your
letter, please tell us.

With kind regards,

Asha Verghese
Associate Editor
"""

READY = """\
Subject: Your letter “Erythema ab igne of the thighs from a laptop computer”

Dear Dr. Mangesh Dabholkarne,

Thank you for sending your letter to the Indian Journal of Dermatology,
Venereology and Leprology. It is ready for review: nothing has to be changed
first, and you need not send it again for what follows.

One small point, to put right with your next version:

- The declaration on AI speaks of the text and not of the images. If it is
  true, add: “No images were made or altered using AI.”

Already in order, with nothing left to do: the title and authors, the
references, the figures, and the patient’s privacy.

If something here does not apply, or if we misread your letter, please tell
us.

With kind regards,

The editorial office
Indian Journal of Dermatology, Venereology and Leprology
"""

ASKED = """\
Subject: Your letter “Nodular scabies treated with topical crisaborole”

Dear author,

Thank you for sending your letter to the Indian Journal of Dermatology,
Venereology and Leprology. Before it goes to review, we have one question for
you:

- This file names no authors, no affiliation and no e-mail address. Is this
  right?
  If it stands on your title page, this is settled.

Already in order, with nothing left to do: the declarations, the references,
the figures, and the patient’s privacy.

Please send us your answer by 6 December 2026, to letters@example.org. If
something here does not apply, or if we misread your letter, please tell us.

With kind regards,

Asha Verghese
Associate Editor
"""

REFERENCES = """\
References in the form that the journal prints

1. Yamazakov M, Iritani-Sole K. Temporal triangular alopecia: A review of 52
   patients. Int J Dermatol 2016;55:e122–e128.
2. Fernandesco R, Gasparini-Luz A. Temporal triangular alopecia mistaken for
   alopecia areata. Int J Trichology 2019;11:118–21.
3. Inuizumi S, Nakagawara T. Trichoscopy of temporal triangular alopecia. J
   Dermatol 2017;44:815–20.
4. Bangsgaardo N, Rasmussenko S. Minoxidil in temporal triangular alopecia.
   Pediatr Dermatol 2018;35:e401–e402.
"""


@lru_cache(maxsize=256)
def checked(file, office=NO_OFFICE):
    """The report of a sample, judged by the journal's profile with this office."""
    checklist = engine.checklist(pack(), replace(profile(), office=office), TODAY)
    files = sorted(path for path in (SAMPLES / file).glob("*") if path.is_file()) or [SAMPLES / file]
    return pipeline.check([tuple(sources.file(str(path)) for path in files)], checklist)


def letter_of(file, office=NO_OFFICE):
    return author_letter.render(checked(file, office))


def by_hand(*items, letter=LETTER, office=NO_OFFICE, today=TODAY):
    """The letter that a report put together by hand gives."""
    judged = Report(replace(PROFILE, office=office), today, (LetterReport(letter, items),))
    return author_letter.render(judged)


def fault(number, message, level=Level.MUST):
    return item(f"item-{number}", ItemStatus.FAIL, (finding("case", message, help=f"Do it {number}."), level))


@pytest.mark.parametrize(
    ("file", "office", "expected"),
    [
        ("flawed/consent-to-treatment-only.docx", OFFICE, RETURNED),
        ("flawed/ai-text-only.md", NO_OFFICE, READY),
        ("tricky/blinded-article.docx", OFFICE, ASKED),
    ],
)
def test_the_letter_reads_as_an_editor_writes(file, office, expected):
    assert letter_of(file, office) == expected


def test_the_whole_list_stands_below_where_its_form_deviates():
    written = letter_of("tricky/references-in-another-style.docx")
    assert written.endswith(f"Venereology and Leprology\n\n{REFERENCES}")
    assert "Your references are not yet in the form that the journal prints." in " ".join(written.split())
    assert "small point" not in written


@pytest.mark.parametrize("file", LETTERS, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_no_sample_gets_a_letter_with_words_of_the_program(file):
    """No id of an item, none of its cases, no level, no command, no line over 78 columns, six points at most."""
    report = checked(str(file.relative_to(SAMPLES)))
    written = author_letter.render(report)
    words = set(regex.findall(r"[\w-]+", written))
    ids = {one.id for letter in report.letters for one in letter.items if "-" in one.id}
    cases = {f.outcome.case for letter in report.letters for one in letter.items for f in one.findings}
    # Journals print a line that is called so.
    assert not words & (ids | {case for case in cases if "-" in case}) - {"how-to-cite"}
    # What a manuscript may say of itself, and these words a letter may hold in a sentence.
    assert not words & {"letterproof", "needs-human", "could-not-check", "fingerprint", "None"}
    assert not regex.search(r"`|\bMUST\b|\bSHOULD\b|\{\{|\{%|line \d", written)
    assert max(map(len, written.split("\n"))) <= 78
    numbered = written.partition("References in the form")[0]
    assert not regex.search(r"(?m)^7\. ", numbered)
    assert written.startswith(("Subject: ", "=" * 78))
    assert "\n\n\n" not in written.replace("\n\n\n=", "")


def test_what_a_command_would_do_is_not_told_to_the_author():
    told = letter_of("flawed/citation-out-of-order.md")
    assert "Number the references in the order in which the text first cites them" in " ".join(told.split())
    assert "Markdown" not in told


@pytest.mark.parametrize(
    ("count", "said", "short"),
    [
        (1, "we need your help with one point:", []),
        (6, "we need your help with six points:", []),
        (7, "seven points. These six matter most; one further point follows in short:", [7]),
        (20, "20 points. These six matter most; 14 further points follow in short:", range(7, 21)),
    ],
)
def test_six_points_are_made_and_the_others_told_in_short(count, said, short):
    written = " ".join(by_hand(*(fault(n, f"Fault {n}.") for n in range(1, count + 1))).split())
    assert said in written
    assert "the report" not in written
    assert all(f" {n}. Fault {n}. Do it {n}." in written for n in range(1, min(count, 6) + 1))
    assert [n for n in range(1, count + 1) if f"- Fault {n}." in written] == list(short)
    assert "Do it 7." not in written


def test_small_points_and_questions_end_in_short_ones_too():
    checks = [fault(n, f"Slip {n}.", Level.SHOULD) for n in range(1, 10)]
    asks = [item(f"ask-{n}", ItemStatus.NEEDS_HUMAN, (ask("case", f"Is it {n}?"), Level.SHOULD)) for n in range(1, 10)]
    written = by_hand(*checks, *asks)
    assert "Nine small points, to put right with your next version:" in written
    assert "the report" not in written
    assert "We have nine questions, to be answered with your next version:" in written
    assert "- Slip 6. Do it 6.\n- Slip 7.\n- Slip 8.\n- Slip 9.\n" in written
    assert "- Is it 6?\n\n- Is it 7?\n- Is it 8?\n- Is it 9?\n" in written


@pytest.mark.parametrize(
    ("count", "rest"),
    [
        (4, ""),
        (5, " Likewise, change “Name5 old” to “Name5 new”."),
        (6, " Likewise, change “Name5 old” to “Name5 new”; “Name6 old” to “Name6 new”."),
        (17, "; “Name16 old” to “Name16 new”; one more of this kind."),
    ],
)
def test_words_to_write_are_given_for_four_places_and_for_the_others_in_short(count, rest):
    names = [block(f"Name{n} old", line=n) for n in range(1, count + 1)]
    fixes = [Fix(one.span(), f"Name{n} new", Applicability.SUGGEST) for n, one in enumerate(names, 1)]
    slip = finding("case", "Names are old.", at=[one.span() for one in names], help="Copy.", fixes=fixes)
    written = " ".join(by_hand(item("item-1", ItemStatus.FAIL, (slip, Level.SHOULD))).split())
    said = " ".join(f"Instead of “Name{n} old”, write “Name{n} new”." for n in range(1, 5))
    assert f"- Names are old. {said}" in written
    assert f"{rest} Already" in written or f"{rest} If something" in written


def test_points_and_questions_together():
    question = item("ask", ItemStatus.NEEDS_HUMAN, (ask("case", "Is it the left hand?"), Level.MUST))
    written = by_hand(fault(1, "Fault."), question, office=OFFICE)
    assert "1. Fault.\n   Do it 1.\n\nWe also have one question for you:\n\n- Is it the left hand?\n" in written
    assert "Please send us the corrected letter with your answer by 6 December 2026, to" in written


def test_a_statement_that_a_person_decides_on_becomes_a_question():
    question = item("ask", ItemStatus.NEEDS_HUMAN, (ask("case", "The patient died."), Level.MUST))
    assert "- The patient died. Is this right?\n" in by_hand(question)


def test_a_letter_with_nothing_to_mend_is_thanked_for():
    written = letter_of("clean/therapy-timolol.docx")
    assert "It is ready for review: nothing has to be changed\nfirst." in written
    assert "Already in order" in written
    for word in ("Please", "point", "question", "misread", "References in"):
        assert word not in written


def test_a_fault_of_the_program_is_not_the_authors():
    told = ("The check 'ai-use' took too long on this letter.",)
    failed = replace(item("ai-use", ItemStatus.COULD_NOT_CHECK), reasons=told)
    written = by_hand(failed)
    assert "ai-use" not in written
    assert "too long" not in written


def test_what_could_not_be_checked_says_why_once():
    written = letter_of("pictures/format-not-read.md")
    assert "What we could not check, and why:\n\n- Picture 1 (shin.heic) is in a format that is not read" in written
    assert written.count("shin.heic") == 1
    assert "Please send us your answer" not in written


def test_each_letter_of_a_file_gets_a_letter_of_its_own():
    written = letter_of("tricky/two-letters-in-one-file.docx")
    rule = "=" * 78
    first, second = (f"{rule}\nLetter {n} of 2: two-letters-in-one-file.docx, letter {n} in it\n{rule}" for n in (1, 2))
    assert written.startswith(f"{first}\n\nSubject: Your letter “Onychomadesis")
    assert f"Leprology\n\n\n{second}\n\nSubject: Your letter “Kissing lesions" in written
    assert "Dear Dr. Ketaki Phadnavis," in written
    assert "Dear Dr. Trupti Javalkar," in written


def test_letters_of_several_files_are_parted_by_the_names_of_these():
    reports = [checked(file) for file in ("flawed/ai-text-only.md", "clean/therapy-timolol.docx")]
    run = replace(reports[0], letters=tuple(letter for report in reports for letter in report.letters))
    written = author_letter.render(run)
    assert [line for line in written.split("\n") if line.startswith("Letter ")] == [
        "Letter 1 of 2: ai-text-only.md",
        "Letter 2 of 2: therapy-timolol.docx",
    ]


@pytest.mark.parametrize(
    ("files", "heads"),
    [
        (["in/D_101.zip/text.docx", "in/D_102.zip/text.docx"], ["D_101.zip/text.docx", "D_102.zip/text.docx"]),
        (["in/D_101/text.docx", "in/D_102/letter.docx"], ["text.docx", "letter.docx"]),
        (["a/7/new/text.md", "a/8/new/text.md"], ["7/new/text.md", "8/new/text.md"]),
        (["text.md", "box/text.md"], ["text.md", "box/text.md"]),
        ([r"C:\in\D_1\text.docx", r"C:\in\D_2\text.docx"], ["D_1/text.docx", "D_2/text.docx"]),
    ],
)
def test_letters_of_one_file_name_are_parted_by_the_folder_or_archive(files, heads):
    letters = [replace(LETTER, manuscripts=(replace(LETTER.manuscripts[0], file=file),)) for file in files]
    run = Report(PROFILE, TODAY, tuple(LetterReport(letter, ()) for letter in letters))
    written = author_letter.render(run)
    assert [line for line in written.split("\n") if line.startswith("Letter ")] == [
        f"Letter {number} of 2: {head}" for number, head in enumerate(heads, 1)
    ]


@pytest.mark.parametrize("level", [Level.SHOULD, Level.INFO])
def test_a_part_with_a_small_point_is_not_called_in_order(level):
    wrong = finding("order", "The declarations are in another order.", at=CONSENT.span(), help="Move them.")
    written = by_hand(item("order", ItemStatus.PASS, (wrong, level)), *ITEMS[1:3])
    assert "- The declarations are in another order. Move them." in written
    assert "with nothing left to do: the title and authors." in written


def _references(*listed):
    source = "# Ladybirds\n\nDear Editor,\n\nA man came.\n\n## References\n\n" + "\n".join(
        f"{number}. {reference}" for number, reference in enumerate(listed, 1)
    )
    checklist = engine.checklist(pack(), profile(), TODAY, select=["references"])
    report = pipeline.check([(pipeline.SourceFile.of("letter.md", source.encode()),)], checklist)
    return " ".join(author_letter.render(report).split())


SPACED = "Vale T, Okoro B. Ladybirds of florists. Int J Dermatol 2014; 53: 194-196."


def test_a_list_whose_form_alone_changed_says_nothing_else():
    written = _references(SPACED)
    assert "ready to be copied. Only the form was changed." in written
    assert "missing" not in written


def test_a_list_says_that_names_are_missing_and_dois_left_out():
    short = SPACED.replace("Vale T, Okoro B.", "Vale T, Okoro B, et al.")
    written = _references(SPACED[:-1] + ". doi:10.1111/ijd.12345", short, short.replace("florists", "gardeners"))
    assert "Only the form was changed; DOIs were left out, since the journal prints none." in written
    assert "Please add the missing authors to references 2 and 3: the journal names the first six." in written


def test_a_reference_that_was_left_is_named_in_plain_english():
    written = _references(SPACED, "Ladybirds and other beetles of the garden, as the leaflet has it.")
    assert "(We left reference 2 as you wrote it; please check it against the others.)" in written


def test_words_that_stand_within_others_are_quoted_once():
    written = letter_of("flawed/ethics-missing.md")
    assert written.count("Title: “") == 1
    assert "more place" not in written


def test_places_that_are_hidden_whole_are_left_out():
    written = letter_of("submissions/filled-consent-form")
    assert "1. A consent form with the patient’s name or signature is in the files.\n   Take the form out" in written


def test_a_file_that_could_not_be_opened_is_asked_for_again():
    judged = Report(replace(PROFILE, office=OFFICE), TODAY, unreadable=(Unreadable("in/box/old.doc", "Save it."),))
    assert author_letter.render(judged) == (
        "Subject: Your file old.doc\n\nDear author,\n\n"
        "Thank you for sending your letter to the Journal of Imaginary Skin. We could\n"
        "not open this file:\n\n- old.doc: Save it.\n\n"
        "Please send the Word file (.docx) by 6 December 2026, to letters@example.org.\n\n"
        "With kind regards,\n\nAsha Verghese\nAssociate Editor\n"
    )


def test_the_author_of_a_pdf_is_asked_for_the_word_file():
    report = pipeline.check(
        [(pipeline.SourceFile.of("letter.pdf", b"%PDF-1.7\n"),)], engine.checklist(pack(), profile(), TODAY)
    )
    written = " ".join(author_letter.render(report).split())
    assert "- letter.pdf: This is a PDF, and PDF files are not read yet." in written
    assert "Please send the Word file (.docx)." in written
    assert "Check" not in written
    assert "again" not in written


def test_nothing_to_write():
    assert author_letter.render(Report(PROFILE, TODAY)) == "There is no letter to write: no file holds an article.\n"


NOWHERE = LETTER.title.part(0, 0)


@pytest.mark.parametrize(
    ("people", "greeting"),
    [
        (People(), "Dear author,"),
        (People((Author("Tessa Vale", NOWHERE),)), "Dear Tessa Vale,"),
        (People((Author("Tessa Vale", NOWHERE), Author("Bisi Okoro", NOWHERE))), "Dear author,"),
        (People((), (), Corresponding("Tessa Vale", "", NOWHERE, "Prof. Dr.")), "Dear Prof. Dr. Tessa Vale,"),
        (People((), (), Corresponding("Bullous Skin Study Group", "", NOWHERE)), "Dear Bullous Skin Study Group,"),
        (People((), (), Corresponding("", "t.vale@example.org", NOWHERE)), "Dear author,"),
        (People((), (), Corresponding("{{ 7 * 7 }}\n\x1b[2J", "", NOWHERE)), "Dear {{ 7 * 7 }} �[2J,"),
        (People((), (), Corresponding("Vale " * 30, "", NOWHERE)), "Dear author,"),
    ],
)
def test_whom_the_letter_greets(people, greeting):
    assert greeting in by_hand(letter=replace(LETTER, people=people)).split("\n")


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Journal of Imaginary Skin", "letter to the Journal of Imaginary Skin."),
        ("The Skin Journal", "letter to The Skin Journal."),
        ("Imaginary Dermatology", "letter to Imaginary Dermatology."),
        ("", "letter to our journal."),
    ],
)
def test_the_journal_is_named_as_a_sentence_names_it(title, said):
    judged = Report(replace(PROFILE, journal=JournalFacts(title=title)), TODAY, REPORT.letters)
    assert said in " ".join(author_letter.render(judged).split())


def test_the_last_day_of_the_calendar_is_no_trouble():
    assert "31 December 9999" in by_hand(fault(1, "Fault."), office=OFFICE, today=date(9999, 12, 30))


def test_a_proof_goes_to_print_not_to_review():
    detected = replace(LETTER.stage, value=type(LETTER.stage.value).PROOF)
    written = by_hand(fault(1, "Fault."), letter=replace(LETTER, stage=detected))
    assert "Before it is printed, we need your help" in " ".join(written.split())
    assert "review" not in written


def test_a_file_is_named_as_the_author_knows_it():
    whole = replace(LETTER, manuscripts=(replace(LETTER.manuscripts[0], file="/srv/inbox/2026/letter.md"),))
    written = by_hand(fault(1, "In /srv/inbox/2026/letter.md no authors stand."), letter=whole)
    assert "In letter.md no authors stand." in written
    assert "/srv" not in written


def test_a_list_that_must_be_mended_first_is_a_point():
    strict = [replace(one, findings=tuple(replace(f, level=Level.MUST) for f in one.findings)) for one in ITEMS]
    assert "A blank stands after the year." in by_hand(*strict)


# What comes from a manuscript, or from an office's own template, harms nothing.


HOSTILE = "{{ 7 * 7 }} {% for x in y %} <script> \x1b[2J \u202edesrever \ud800 https://example.org/" + "a" * 200


def test_a_list_of_thousands_of_references_takes_no_longer_than_it_should():
    listed = "\n".join(f"{n}. Vale T. Ladybirds {n}. J Dermatol. 2014; 150: 194-196." for n in range(1, 3001))
    source = f"# Ladybirds\n\nDear Editor,\n\nA man came.\n\n## References\n\n{listed}\n"
    checklist = engine.checklist(pack(), profile(), TODAY, select=["reference-journal", "reference-numbers"])
    report = pipeline.check([(pipeline.SourceFile.of("letter.md", source.encode()),)], checklist)
    began = time.process_time()
    assert "Your references are not yet" in author_letter.render(report)
    assert time.process_time() - began < 5


def test_hostile_words_stay_words_on_their_line():
    written = by_hand(fault(1, f"{HOSTILE}\n\n1. Pay at once."), letter=LETTER)
    assert "{{ 7 * 7 }} {% for x in y %} <script>" in " ".join(written.split())
    assert "\n1. Pay" not in written
    assert not set(written) & {"\x1b", "\u202e", "\ud800"}
    assert "https://example.org/" + "a" * 200 in written


@given(st.text(max_size=400), st.integers(40, 90))
def test_wrapping_keeps_all_words_and_the_width(text, width):
    lines = wrapped(text, width).split("\n")
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) <= width or "://" in line or not line.strip() for line in lines)


def test_an_offices_own_template_takes_the_place_of_ours(tmp_path):
    (tmp_path / "author_letter.txt").write_text(
        "Dear {{ letter.greeted }},\n\n{% for point in letter.points %}\n"
        "{{ loop.index }}. {{ point.message }}\n{% endfor %}\nYours, {{ office.name }}\n",
        "utf-8",
    )
    judged = Report(
        replace(PROFILE, office=OFFICE), TODAY, (LetterReport(LETTER, (fault(1, "The consent is to treatment."),)),)
    )
    assert author_letter.render(judged, tmp_path) == (
        "Dear Tessa Vale,\n\n1. The consent is to treatment.\nYours, Asha Verghese\n"
    )


def test_an_offices_template_with_a_slip_is_told_of(tmp_path):
    (tmp_path / "author_letter.txt").write_text("Dear {{ letter.greeted }},\n{{ letter.point }}\n", "utf-8")
    with pytest.raises(TemplatesError, match=r"author_letter\.txt, line 2: .*no attribute 'point'\.$"):
        author_letter.render(REPORT, tmp_path)


# The format as a person asks for it.


@pytest.fixture
def run():
    """Runs the program where the samples are."""

    def go(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "validator", "check", *arguments],
            capture_output=True, check=False, cwd=SAMPLES.parent, encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip

    return go


def test_the_readme_shows_the_letter_that_is_written(run):
    readme = (SAMPLES.parent / "README.md").read_text("utf-8")
    asked = regex.search(r"`letterproof check (samples/\S+) --format author-letter` writes:\n\n", readme)
    shown = regex.search(r"```text\n(.*?)```", readme[asked.end() :], regex.DOTALL)[1]
    answer = run(asked[1], "--format", "author-letter")
    assert (answer.returncode, answer.stdout, answer.stderr) == (1, shown, "")


def test_a_letter_goes_into_a_file_beside_the_report(run, tmp_path):
    file = tmp_path / "letter.txt"
    answer = run("samples/flawed/ai-text-only.md", "--format", "text", "--format", f"author-letter:{file}")
    assert answer.returncode == 0
    assert answer.stdout.startswith("READY FOR REVIEW")
    assert file.read_text("utf-8") == READY


def test_an_office_in_a_profile_signs(run, tmp_path):
    (tmp_path / "own.toml").write_text(
        'extends = "ijdvl"\nversion = "1"\ndate = 2026-11-22\n[office]\nname = "Asha Verghese"\n'
        'signature = "Associate Editor"\nreply-days = 14\naddress = "letters@example.org"\n',
        "utf-8",
    )
    words = ("--format", "author-letter", "--profile", str(tmp_path / "own.toml"), "--today", "2026-11-22")
    assert run("samples/flawed/consent-to-treatment-only.docx", *words).stdout == RETURNED


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "holds no template. A template has one of these names: author_letter.txt, "),
        ("Dear {{ nobody }}", "author_letter.txt, line 1: 'nobody' is undefined.\n"),
        ("{% if %}", "author_letter.txt, line 1: Expected an expression, got 'end of statement block'.\n"),
    ],
)
def test_templates_that_cannot_be_used_end_the_run(run, tmp_path, text, told):
    if text:
        (tmp_path / "author_letter.txt").write_text(text, "utf-8")
    words = ("--format", "author-letter", "--templates", str(tmp_path))
    answer = run("samples/clean/therapy-timolol.md", *words)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert told in answer.stderr
    assert answer.stderr.count("\n") == 1
