"""Whatever was found of a patient stands in no output of any command, wherever in the letter it stood."""

import json
import re

import pytest
from click.testing import CliRunner
from docx import Document
from word_files import p, word_file

from validator.cli import cli
from validator.model.identifier import DOTS, IdentifierKind, PatientIdentifier
from validator.model.masking import Mask
from validator.model.text import Block, Run
from validator.render.formats import FORMATS

# The pages of our items, which SARIF holds, name none of these.
NUMBER = ("The patient had UHID 30914466.", ("30914466",))
BIRTH = ("The patient was born on 17 June 1979.", ("17 June 1979", "1979"))
CONTACT = ("The patient's mobile number is 97531 86420.", ("97531", "86420"))
ADDRESS = ("He resides at House No. 12, Gandhi Nagar.", ("Gandhi Nagar",))
NAME = ("Mr. Badrilal Somani, a 45-year-old mason, had an itch.", ("Badrilal", "Somani"))
INITIALS = ("Mr. Q.W., a 45-year-old mason, had an itch.", ("Q.W.",))
VISIT = ("The patient was admitted on 12/03/2022 with fever.", ("12/03/2022",))
EVERY = (NUMBER, BIRTH, CONTACT, ADDRESS, NAME, INITIALS, VISIT)

LETTER = """\
# {title}

Dear Editor,

A 45-year-old man had annular plaques on both shins.^1^ {text} The plaques are shown in [Figure 1, Table 1].

## {heading}

They cleared.

![{alt}](plaques.png)

**Figure 1:** Annular plaques. {caption}

**Table 1:** Tests. {table_caption}

| Test | Result |
| --- | --- |
| Blood | {cell} |

**Declaration of patient consent:** The patient consented to treatment. {declaration}

**Financial support and sponsorship:** Nil. {funding}

**Acknowledgement:** {acknowledgement}

## References

1. Feld J. Annular plaques of the shin. *J Dermatol* 2019; 46: 12-4. {reference}
"""
PARTS = tuple(re.findall(r"\{(\w+)\}", LETTER))
OWN = ("title", "text", "heading", "alt", "caption", "table_caption", "cell", "declaration")
"""Parts that speak of patients; elsewhere a name or a day is somebody else's."""


def letter(part="", sentence=""):
    return LETTER.format(**{name: sentence if name == part else "Nothing more." for name in PARTS})


def outputs(folder, name, *commands):
    """What commands print, on both streams, and what they write: inspect and every format where none is named."""
    written = {output: folder / f"report.{output}" for output in FORMATS}
    formats = [word for output, file in written.items() for word in ("--format", f"{output}:{file}")]
    printed = {}
    for command in commands or (["inspect"], ["check", *formats]):
        result = CliRunner().invoke(cli, [*command, str(folder / name)])
        assert isinstance(result.exception, SystemExit | None), result.exception
        assert result.exit_code in {0, 1}, result.output
        printed[command[0]] = result.output
    return printed | {output: file.read_text("utf-8") for output, file in written.items() if file.exists()}


def hides(printed, secrets):
    for text in printed.values():
        assert [secret for secret in secrets if secret in text] == []


@pytest.mark.parametrize("part", OWN)
@pytest.mark.parametrize(("sentence", "secrets"), EVERY, ids=lambda value: value if isinstance(value, str) else "")
def test_no_output_holds_what_a_part_tells_of_the_patient(tmp_path, part, sentence, secrets):
    (tmp_path / "letter.md").write_text(letter(part, sentence), "utf-8")
    hides(outputs(tmp_path, "letter.md"), secrets)


@pytest.mark.parametrize("part", PARTS)
def test_no_output_holds_a_hospital_number_wherever_it_stands(tmp_path, part):
    (tmp_path / "letter.md").write_text(letter(part, NUMBER[0]), "utf-8")
    printed = outputs(tmp_path, "letter.md")
    hides(printed, NUMBER[1])
    assert all(DOTS in printed[output] for output in ("inspect", "text", "json", "html"))


def test_a_name_told_once_is_hidden_wherever_it_stands_but_not_where_it_is_an_authors(tmp_path):
    text = letter("text", "Mr. Badrilal Somani, a 45-year-old mason, came. Somani took dapsone.").replace(
        "Feld J", "Somani S"
    )
    (tmp_path / "letter.md").write_text(text, "utf-8")
    printed = outputs(tmp_path, "letter.md")
    hides(printed, ["Badrilal"])
    (inspected,) = json.loads(printed["inspect"])["letters"]
    assert inspected["references"][0]["authors"][0]["family"] == "Somani"
    assert inspected["identifiers"] == [
        {"kind": "name", "masked": f"Mr. {DOTS}", "place": "Text, first paragraph", "line": 5}
    ]


def test_what_a_correction_would_write_is_masked_too(tmp_path):
    (tmp_path / "letter.md").write_text(letter("reference", "UHID 30914466."), "utf-8")
    hides(outputs(tmp_path, "letter.md", ["check", "--select", "references", "--format", "json"]), ["30914466"])


@pytest.mark.parametrize("output", ["text", "json"])
def test_a_list_of_references_is_masked(tmp_path, output):
    listed = "1. Feld J. Plaques, UHID 30914466. J Dermatol 2019; 46: 12-4.\n2. Sethi M. Dapsone. Skin 2020;5:1-3.\n"
    (tmp_path / "list.txt").write_text(listed, "utf-8")
    printed = outputs(tmp_path, "list.txt", ["references", "--format", output])
    hides(printed, ["30914466"])
    assert DOTS in printed["references"]


def test_headers_of_a_word_file_are_masked(tmp_path):
    body = p("Annular plaques", style="Title") + p("Dear Editor,") + p("A man had annular plaques. UHID 30914466.")
    (tmp_path / "letter.docx").write_bytes(word_file(body, header=p("UHID 30914466")))
    hides(outputs(tmp_path, "letter.docx"), ["30914466"])


def test_properties_comments_and_hidden_words_of_a_word_file_are_masked(tmp_path):
    document = Document()
    document.core_properties.author = document.core_properties.last_modified_by = "UHID 30914466"
    for words in ("Annular plaques", "Dear Editor,", "A 45-year-old man had annular plaques on both shins."):
        paragraph = document.add_paragraph(words)
    paragraph.add_run(" UHID 30914477").font.hidden = True
    document.add_comment(paragraph.runs, "Who?", author="UHID 30914488")
    document.save(tmp_path / "letter.docx")
    hides(outputs(tmp_path, "letter.docx"), ["30914466", "30914477", "30914488"])


def test_the_name_of_the_file_is_masked_where_it_repeats_what_was_found(tmp_path):
    (tmp_path / "30914466.md").write_text(letter("text", NUMBER[0]), "utf-8")
    hides(outputs(tmp_path, "30914466.md"), ["30914466"])


def test_a_filled_form_is_not_quoted(tmp_path):
    form = "\n\nI hereby give my consent.\n\nSignature/thumb impression of patient: Badrilal Somani\n"
    (tmp_path / "letter.md").write_text(letter() + form, "utf-8")
    printed = outputs(tmp_path, "letter.md")
    hides(printed, ["Badrilal", "Somani"])
    assert "A consent form with the patient’s name or signature is in the files." in printed["json"]


def test_the_fingerprint_does_not_depend_on_the_value(tmp_path):
    prints = set()
    for number in ("30914466", "20219999"):
        (tmp_path / "letter.md").write_text(letter("text", f"UHID {number}."), "utf-8")
        printed = outputs(tmp_path, "letter.md", ["check", "--select", "patient-identifiers", "--format", "json"])
        prints.add(json.loads(printed["check"])["letters"][0]["items"][0]["findings"][0]["fingerprint"])
    assert len(prints) == 1


def test_dots_tell_nothing_of_the_value(tmp_path):
    shown = set()
    for number in ("2021", "309144666677"):
        (tmp_path / "letter.md").write_text(letter("text", f"UHID {number}."), "utf-8")
        printed = outputs(tmp_path, "letter.md", ["check", "--select", "patient-identifiers"])
        shown.add(next(line for line in printed["check"].splitlines() if DOTS in line))
    assert len(shown) == 1


@pytest.mark.parametrize("beside", ["Straße", "İstanbul", "ﬁbrosis"])
def test_capitals_are_no_disguise_beside_letters_that_become_two(beside):
    block = Block((Run(f"Mr. Badrilal Somani came. {beside}: BADRILAL SOMANI and ramani badrilal somani."),))
    span = block.span()
    one = PatientIdentifier(IdentifierKind.NAME, span.part(4, 19), span.part(0, 19))
    shown = Mask.of_identifiers((one,)).span(span)
    assert shown == f"Mr. {DOTS} came. {beside}: {DOTS} and ramani {DOTS}."
