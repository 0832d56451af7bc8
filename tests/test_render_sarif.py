"""SARIF: valid, placed, and with fingerprints by which a forge follows a finding from run to run."""

import json
import os
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
from by_hand import CASE, CONSENT, ITEMS, LETTER, PROFILE, REFERENCE, REPORT, TODAY, consent_finding, item, within
from checked import pack, profile
from docx import Document

from validator import __version__, engine, pipeline
from validator.api import Field, Part, Passage, finding
from validator.model.result import ItemStatus, LetterReport, Level, Report, Unreadable
from validator.model.submission import Role, SubmittedFile
from validator.model.text import Block, Format, Manuscript, Origin, Run
from validator.render import file_names, sarif

SCHEMA = os.environ.get("LETTERPROOF_SARIF_SCHEMA")
RULES = [loaded for loaded in pack().rules if loaded.rule.id in {"patient-consent", "stain"}]
PARAGRAPH = "The lesions did not change over the following week, and she felt well."


def log(report=REPORT, rules=RULES):
    return json.loads(sarif.render(report, rules))


def run(report=REPORT, rules=RULES):
    (only,) = log(report, rules)["runs"]
    return only


def results(report=REPORT):
    return {result["ruleId"]: result for result in run(report)["results"]}


def one(outcome, letter=LETTER, level=Level.MUST, status=ItemStatus.FAIL):
    """The result of a report with one finding."""
    report = Report(PROFILE, TODAY, (LetterReport(letter, (item("patient-consent", status, (outcome, level)),)),))
    return run(report)["results"][0]


def checked(name, data):
    letters = pipeline.letters([pipeline.SourceFile.of(name, data)], pack().vocabulary)
    checklist = engine.checklist(pack(), profile(), TODAY)
    return Report(profile(), TODAY, tuple(engine.run(letter, checklist) for letter in letters))


def prints(report):
    return [result["partialFingerprints"]["letterproof/v1"] for result in run(report)["results"]]


SAMPLE = (Path(__file__).parent.parent / "samples" / "flawed" / "journal-names.md").read_text("utf-8")
FAULTY = SAMPLE.replace("**Financial support and sponsorship:** Nil.\n\n", "").replace(
    "**Conflicts of interest:** There are no conflicts of interest.\n\n", ""
)


@pytest.mark.skipif(not SCHEMA, reason="LETTERPROOF_SARIF_SCHEMA names no file with the schema of SARIF 2.1.0")
@pytest.mark.parametrize(
    "report", [REPORT, Report(PROFILE, TODAY), checked("letter.md", FAULTY.encode())], ids=["hand", "empty", "letter"]
)
def test_the_log_keeps_to_the_schema(report):
    schema = json.loads(Path(SCHEMA).read_text("utf-8"))
    kind = jsonschema.validators.validator_for(schema)
    found = kind(schema, format_checker=jsonschema.FormatChecker()).iter_errors(log(report, pack().rules))
    assert [error.message for error in found] == []


def test_the_log_names_the_program_and_its_version():
    whole = log()
    driver = whole["runs"][0]["tool"]["driver"]
    assert (whole["version"], driver["name"], driver["version"]) == ("2.1.0", "letterproof", __version__)


def test_every_item_that_was_run_is_a_rule_with_its_page_as_help():
    rules = {rule["id"]: rule for rule in run()["tool"]["driver"]["rules"]}
    assert set(rules) == {"patient-consent", "stain"}
    consent = rules["patient-consent"]
    assert consent["shortDescription"] == {"text": "Consent to publication declared"}
    assert consent["fullDescription"]["text"].startswith("A letter that describes or pictures a patient says")
    assert "## Why\nA patient may be recognised by a picture" in consent["help"]["markdown"]
    assert "\n\nWhy\nA patient may be recognised by a picture" in consent["help"]["text"]


def test_the_help_holds_no_example_and_no_empty_heading():
    for rule in run(rules=pack().rules)["tool"]["driver"]["rules"]:
        for text in (rule["help"]["markdown"], rule["help"]["text"]):
            assert "```" not in text
            assert "⟦" not in text
            assert not [line for line in text.splitlines() if line.endswith(":")]  # it led to an example
        parts = rule["help"]["markdown"].split("\n\n")
        assert not [part for part, after in pairwise([*parts, "#"]) if _alone(part) and after.startswith("#")]


def _alone(part):
    return part.startswith("##") and "\n" not in part


def test_a_finding_points_at_its_words():
    place = "Declaration of patient consent, first sentence"
    assert results()["patient-consent"] == {
        "ruleId": "patient-consent",
        "ruleIndex": next(at for at, loaded in enumerate(RULES) if loaded.rule.id == "patient-consent"),
        "kind": "fail",
        "level": "error",
        "message": {
            "text": "The letter says that the patient agreed to treatment, not to publication.\n"
            "If you hold the patient's consent to publish, add it. If not, obtain it first.\n"
            "The journal prints this declaration with every letter that describes a patient."
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "letter.md", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 9, "startColumn": 33},
                },
                "logicalLocations": [{"fullyQualifiedName": place, "kind": "part"}],
                "message": {"text": f'{place}: "The patient agreed to treatment." (line 9)'},
            }
        ],
        "partialFingerprints": {
            "letterproof/v1": results()["patient-consent"]["partialFingerprints"]["letterproof/v1"]
        },
        "properties": {"case": "participation-only", "level": "must", "heading": "Before review"},
    }


@pytest.mark.parametrize(
    ("name", "kind", "level", "heading"),
    [
        ("patient-consent", "fail", "error", "Before review"),
        ("reference-numbers", "fail", "warning", "Please check"),
        ("laterality", "review", "none", "A person should look at this"),
        ("stain", "informational", "none", "For information"),
        ("ai-use", "open", "none", "Could not be checked"),
    ],
)
def test_what_a_person_reads_as_a_heading_is_a_kind_and_a_level(name, kind, level, heading):
    result = results()[name]
    assert (result["kind"], result["level"], result["properties"]["heading"]) == (kind, level, heading)


def test_a_finding_for_information_is_a_note():
    result = one(consent_finding(CASE.span()), level=Level.INFO)
    assert (result["kind"], result["level"]) == ("fail", "note")


def test_what_passed_is_no_result():
    assert not {"funding", "title", "doi"} & set(results())


def test_a_correction_is_told_with_its_place():
    text = results()["reference-numbers"]["locations"][0]["message"]["text"]
    assert text.endswith("(line 17) Write: 2014;150")


def test_a_finding_without_a_place_points_at_the_file():
    result = one(finding("missing", "The letter does not say who paid."))
    assert result["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "letter.md", "uriBaseId": "%SRCROOT%"}}}
    ]


def test_in_a_word_file_a_place_is_a_part_and_a_paragraph():
    words = Block((Run("The patient agreed to treatment.", origin=Origin(paragraph=12, run=1)),), file="letter.docx")
    letter = replace(
        LETTER,
        manuscripts=(Manuscript("letter.docx", Format.DOCX, (words,)),),
        passages=(Passage(Part.TEXT, words.span()),),
    )
    (location,) = one(consent_finding(words.span()), letter)["locations"]
    assert "region" not in location["physicalLocation"]
    assert location["logicalLocations"] == [
        {"fullyQualifiedName": "Text, first paragraph", "kind": "part"},
        {"name": "12", "fullyQualifiedName": "paragraph 12", "kind": "paragraph"},
    ]


def test_a_finding_on_the_title_page_points_at_the_title_page():
    words = Block((Run("Funding: see below.", origin=Origin(line=4, column=1)),), file="title page.md")
    files = (*LETTER.manuscripts, Manuscript("title page.md", Format.MARKDOWN, (words,)))
    (location,) = one(consent_finding(words.span()), replace(LETTER, manuscripts=files))["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "title%20page.md"


def test_a_waived_finding_is_suppressed_with_its_reason():
    entry = replace(ITEMS[0], status=ItemStatus.WAIVED, waiver="On the title page (A. Editor)")
    (result,) = run(Report(PROFILE, TODAY, (LetterReport(LETTER, (entry,)),)))["results"]
    assert result["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "On the title page (A. Editor)"}
    ]
    assert all("suppressions" not in other for other in run()["results"])


def test_a_finding_of_the_baseline_is_not_new():
    known = replace(ITEMS[0], findings=(replace(ITEMS[0].findings[0], known=True),))
    found = run(Report(PROFILE, TODAY, (LetterReport(LETTER, (known, ITEMS[4])),)))["results"]
    assert [result["baselineState"] for result in found] == ["unchanged", "new"]
    assert not any("baselineState" in result for result in run()["results"])


def test_files_that_were_not_checked_are_told_as_notices_of_the_run():
    aside = SubmittedFile("cover.docx", Role.COVER_LETTER, "It offers a manuscript.")
    report = replace(REPORT, unreadable=(Unreadable("sub/old, new.doc", "Save it as .docx."),), set_aside=(aside,))
    (invocation,) = run(report)["invocations"]
    told = [
        (
            notice["descriptor"]["id"],
            notice["level"],
            notice["message"]["text"],
            notice["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        )
        for notice in invocation["toolExecutionNotifications"]
    ]
    assert told == [
        ("unreadable", "error", "Save it as .docx.", "sub/old%2C%20new.doc"),
        (
            "set-aside",
            "note",
            "Taken for a cover letter, so not checked as a letter. It offers a manuscript.",
            "cover.docx",
        ),
    ]
    assert invocation["executionSuccessful"] is False
    assert run(replace(REPORT, unreadable=()))["invocations"][0]["executionSuccessful"] is True


def test_the_files_have_their_hashes_and_the_letters_their_verdicts():
    found = run()
    assert found["artifacts"] == [
        {"location": {"uri": "letter.md", "uriBaseId": "%SRCROOT%"}, "hashes": {"sha-256": "ab12" * 16}}
    ]
    assert found["properties"] == {
        "profile": {"id": "demo", "version": "7", "date": "2026-01-31"},
        "today": "2026-11-22",
        "letters": [{"uri": "letter.md", "index": 1, "verdict": "return"}],
    }


@pytest.mark.parametrize("text", ["see {0} and {{1}}", "[click](https://evil.example)", "a\x1b[31mb\u202ec\ud800"])
def test_words_are_no_placeholders_links_or_commands(text):
    shown = one(finding("missing", text))["message"]["text"]
    assert "{0}" not in shown.replace("{{", "").replace("}}", "")
    assert "[click](" not in shown
    assert not set("\x1b\u202e\ud800") & set(sarif.render(REPORT, RULES) + shown)


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("letter.md", "letter.md"),
        ("./inbox//a b/naïve 100%.md", "inbox/a%20b/na%C3%AFve%20100%25.md"),
        ("a:b#c?.md", "a%3Ab%23c%3F.md"),
        ("-", "standard-input"),
        ("pack.zip/article.docx", "pack.zip/article.docx"),
        ("not\udcffutf8.md", "not%FFutf8.md"),
        ("half\ud800.md", "half%3F.md"),
    ],
)
def test_names_of_files_are_relative_and_escaped(name, uri):
    assert file_names.uri(name) == uri


def test_a_file_of_the_working_folder_is_relative_however_it_was_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert file_names.uri(str(tmp_path / "in" / "a.md")) == "in/a.md"
    assert file_names.uri("../b.md") == (tmp_path.parent / "b.md").as_uri()
    assert file_names.uri(str(tmp_path.parent / "b c.md")) == (tmp_path.parent / "b c.md").as_uri()


def test_a_file_outside_has_no_base():
    report = replace(REPORT, unreadable=(Unreadable("/elsewhere/old.doc", "No."),))
    (notice,) = run(report)["invocations"][0]["toolExecutionNotifications"]
    assert set(notice["locations"][0]["physicalLocation"]["artifactLocation"]) == {"uri"}


def test_findings_keep_their_fingerprints_when_ten_paragraphs_are_put_before_them():
    before = prints(checked("letter.md", FAULTY.encode()))
    more = "Dear Editor,\n\n" + "\n\n".join([PARAGRAPH] * 10)
    after = prints(checked("letter.md", FAULTY.replace("Dear Editor,", more).encode()))
    assert len(before) >= 4
    assert set(before) <= set(after)


def word_letter(paragraphs):
    """The faulty letter as a Word file, with this many paragraphs more."""
    document = Document()
    for line in FAULTY.split("\n\n"):
        document.add_paragraph(line.replace("#", "").replace("*", "").strip())
        if line.startswith("Dear Editor"):
            for _ in range(paragraphs):
                document.add_paragraph(PARAGRAPH)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def test_findings_of_a_word_file_keep_their_fingerprints_too():
    before = prints(checked("letter.docx", word_letter(0)))
    after = prints(checked("letter.docx", word_letter(10)))
    assert len(before) >= 4
    assert set(before) <= set(after)


def test_findings_that_are_told_alike_in_a_file_have_fingerprints_of_their_own():
    same = Block(CONSENT.runs, file="letter.md")
    outcomes = [consent_finding(within(block, "The patient agreed to treatment.")) for block in (CONSENT, same)]
    entry = item("patient-consent", ItemStatus.FAIL, *((outcome, Level.MUST) for outcome in outcomes))
    second = LetterReport(replace(LETTER, index=2), (entry,))
    other = LetterReport(replace(LETTER, manuscripts=(replace(LETTER.manuscripts[0], file="b.md"),)), (entry,))
    found = prints(Report(PROFILE, TODAY, (LetterReport(LETTER, (entry,)), second, other)))
    first = found[0]
    assert found == [first, f"{first}-2", f"{first}-3", f"{first}-4", first, f"{first}-2"]


def test_a_reason_that_changes_keeps_the_fingerprint_of_what_could_not_be_checked():
    slow, broken = (replace(ITEMS[3], reasons=(why,)) for why in ("It took 3 s.", "It broke."))
    assert prints(Report(PROFILE, TODAY, (LetterReport(LETTER, (slow,)),))) == prints(
        Report(PROFILE, TODAY, (LetterReport(LETTER, (broken,)),))
    )


def test_a_thousand_places_are_not_all_told():
    spans = [REFERENCE.span(at % 20, at % 20 + 5) for at in range(1000)]
    assert len(one(finding("many", "Everywhere.", at=spans))["locations"]) == 100


def test_an_unused_field_of_the_letter_is_not_printed():
    letter = replace(LETTER, references=(replace(LETTER.references[0], title=Field("Not to be told")),))
    assert "Not to be told" not in sarif.render(Report(PROFILE, TODAY, (LetterReport(letter, ITEMS),)), RULES)
