"""The rules on references and citations, beyond the examples of their pages; and the journal table that they use."""

import csv
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from validator import engine, packs, pipeline, profiles
from validator.model.letter import LetterType, Stage
from validator.model.result import ItemStatus, OutcomeKind
from validator.pipeline import Asked, SourceFile

PACK = packs.load()
PROFILE = profiles.load("ijdvl", PACK.profile_folders)
with (packs.built_in() / "terms" / "journals.csv").open(encoding="utf-8", newline="") as table:
    JOURNALS = list(csv.DictReader(table))

LETTER = """# Scaly plaques of the shins in a potter

Dear Editor,

{text}

## References

{references}
"""
ONE = "Ferreol A, Quist B. Plaques of the shins: A review. Int J Dermatol 2015;54:1337–42."
TWO = "Osei K, Brandl T. Itch in potters. Br J Dermatol 2016;175:592–8."
THREE = "Lindqvist P. Clay and the skin. Clin Exp Dermatol 2018;43:396–402."


def item(rule, text, *references, today=date(2026, 11, 22)):
    numbered = "\n".join(f"{number}. {reference}" for number, reference in enumerate(references, 1))
    source = LETTER.format(text=text, references=numbered)
    files = [SourceFile.of("letter.md", source.encode())]
    (letter,) = pipeline.letters(files, PACK.vocabulary, Asked(Stage.SUBMISSION, LetterType.CASE))
    (found,) = engine.run(letter, engine.checklist(PACK, PROFILE, today, select=[rule])).items
    return found


def said(found):
    return [(finding.outcome.case, finding.level.word, finding.outcome.message) for finding in found.findings]


def test_references_with_the_same_slip_make_one_finding():
    found = item("reference-numbers", "Itch.<sup>1–3</sup>", ONE.replace(";", "; "), TWO, THREE.replace("–", "-"))
    assert said(found) == [
        ("form", "info", "2 of 3 references give year, volume and pages in another form than the journal (1, 3).")
    ]
    assert [fix.after for fix in found.findings[0].outcome.fixes] == ["2015;54:1337–42.", "2018;43:396–402."]


def test_several_references_with_too_few_names_are_told_what_to_do_as_one_is():
    short = ("Ferreol A, Quist B, et al. " + ONE.partition(". ")[2], "Osei K, et al. " + TWO.partition(". ")[2])
    wanted = "the journal names the first 6 authors. Add the missing names from the article."
    (one,) = item("reference-et-al", "Itch.<sup>1</sup>", short[0]).findings
    (both,) = item("reference-et-al", "Itch.<sup>1,2</sup>", *short).findings
    assert one.outcome.message == f"Reference 1: “et al.” stands after 2 names; {wanted}"
    assert both.outcome.message == f"References 1 and 2: “et al.” stands after too few names; {wanted}"


def test_a_list_in_the_form_passes_every_item_of_form():
    for rule in ("authors", "et-al", "title", "journal", "numbers", "style-source", "complete", "plausible"):
        assert item(f"reference-{rule}", "Itch.<sup>1–3</sup>", ONE, TWO, THREE).status is ItemStatus.PASS


def test_the_corrected_list_is_given_whole():
    old = [reference.replace("–", "-") for reference in (ONE, TWO, THREE)]
    found = item("reference-style-source", "Itch.<sup>1–3</sup>", *old)
    assert found.findings[0].outcome.help == f"1. {ONE}\n2. {TWO}\n3. {THREE}"


def test_references_left_as_they_are_in_the_corrected_list_are_named():
    old = [reference.replace("–", "-") for reference in (ONE, TWO, THREE)]
    book = "Habib R, Marsh P, editors. Clay and skin. 2nd ed. London: Kiln Press; 2016."
    found = item("reference-style-source", "Itch.<sup>1–4</sup>", *old, book)
    assert found.findings[0].outcome.message == (
        "The list needs reformatting: 3 of 4 references are not in the journal's form. Here it is; "
        "reference 4 is left as it is: it could not be read wholly."
    )
    assert found.findings[0].outcome.help == f"1. {ONE}\n2. {TWO}\n3. {THREE}\n4. {book}"


def test_references_in_another_form_are_counted_against_the_whole_list():
    book = "Habib R, Marsh P, editors. Clay and skin. 2nd ed. London: Kiln Press; 2016."
    found = item("reference-numbers", "Itch.<sup>1–3</sup>", ONE.replace("–", "-"), TWO.replace("–", "-"), book)
    assert said(found)[0][2].startswith("2 of 3 references give year, volume and pages")


def test_where_all_journals_bear_a_full_stop_that_is_what_is_said():
    dotted = [ONE.replace("Dermatol ", "Dermatol. "), TWO.replace("Dermatol ", "Dermatol. ")]
    found = item("reference-journal", "Itch.<sup>1–3</sup>", *dotted, THREE)
    assert said(found)[0][2] == "Leave out the full stop after the journal's name in 2 of 3 references (1, 2)."
    found = item("reference-journal", "Itch.<sup>1–3</sup>", dotted[0], TWO, THREE)
    assert said(found)[0][2] == "Reference 1: leave out the full stop after the journal's name: Int J Dermatol"


def test_one_is_counted_as_one():
    for rule, expected in (
        ("citation-missing", "The one reference is cited"),
        ("citation-style", "1 citation in the journal's form"),
        ("reference-list", "1 reference"),
        ("reference-style-source", "1 of 1 reference in the journal's form"),
        ("reference-numbers", "1 reference in the journal's form"),
    ):
        assert [outcome.message for outcome in item(rule, "It itched.<sup>1</sup>", ONE).evidence] == [expected]


def test_a_title_in_capitals_is_only_mentioned():
    found = item(
        "reference-title",
        "Itch.<sup>1</sup>",
        ONE.replace("Plaques of the shins", "Scaly Plaques of the Shins in Working Potters"),
    )
    assert (found.status, found.findings[0].outcome.kind) == (ItemStatus.PASS, OutcomeKind.REMARK)


def test_the_year_to_come_is_accepted_at_the_end_of_a_year():
    ahead = ONE.replace("2015", "2027")
    assert item("reference-plausible", "Itch.<sup>1</sup>", ahead).status is ItemStatus.PASS
    assert item("reference-plausible", "Itch.<sup>1</sup>", ahead, today=date(2026, 10, 31)).status is ItemStatus.FAIL


def test_a_volume_that_cannot_be_of_its_year_is_asked_after_with_the_year_that_fits():
    found = item("reference-volume-year", "Itch.<sup>1</sup>", ONE.replace(";54:", ";45:"))
    assert said(found) == [
        (
            "does-not-fit",
            "should",
            "Reference 1: volume 45 of Int J Dermatol was not 2015; 2015 had volume 54. Volume 45 was 2006. "
            "Is the volume or the year wrong?",
        )
    ]


def test_an_uncited_reference_and_a_number_too_many_are_two_findings():
    found = item("citation-missing", "Itch.<sup>1</sup> Scale.<sup>3</sup>", ONE, TWO)
    assert said(found) == [
        ("not-cited", "must", "Reference 2 is not cited in the letter."),
        ("no-reference", "must", "The letter cites reference 3, which the list does not have; its last number is 2."),
    ]


def test_the_first_number_out_of_order_is_named():
    found = item("citation-order", "Itch.<sup>1</sup> Scale.<sup>3</sup> Crust.<sup>2</sup>", ONE, TWO, THREE)
    assert said(found) == [
        ("out-of-order", "must", "Reference 3 is cited before reference 2; the text first cites 1, 3, 2.")
    ]


@pytest.mark.parametrize(
    "text", ["Osei et al.<sup>{}</sup> saw none.", "However, Osei *et al.*<sup>{}</sup> saw none."]
)
def test_the_name_before_a_citation(text):
    before = "Itch.<sup>1</sup> "
    right = item("citation-name", before + text.format(2), ONE, TWO, THREE)
    wrong = item("citation-name", before + text.format(3), ONE, TWO, THREE)
    assert (right.status, wrong.status) == (ItemStatus.PASS, ItemStatus.NEEDS_HUMAN)
    assert wrong.findings[0].outcome.message.endswith("Did you mean 2?")


def test_two_works_with_one_doi_are_the_same():
    one, two = f"{ONE} doi: 10.1111/ijd.12345", f"{TWO} https://doi.org/10.1111/IJD.12345"
    assert said(item("reference-duplicate", "Itch.<sup>1,2</sup>", one, two)) == [
        ("same", "must", "References 1 and 2 are the same work.")
    ]


def test_no_journal_stands_in_the_table_twice():
    assert [name for name, count in Counter(row["abbreviation"] for row in JOURNALS).items() if count > 1] == []


def test_every_successor_and_predecessor_is_in_the_table():
    known = {row["abbreviation"] for row in JOURNALS}
    others = {row[column] for row in JOURNALS for column in ("successor", "predecessor")} - {""}
    assert others - known == set()


def test_the_years_of_the_table_run_forwards():
    eras = [(row["first"], row["last"]) for row in JOURNALS if row["first"] and row["last"]]
    spans = [(row["volume_since"], row["volume_until"]) for row in JOURNALS if row["volume_until"]]
    assert [years for years in (*eras, *spans) if int(years[0]) > int(years[1])] == []


def test_a_wrong_form_is_no_right_name_of_any_journal():
    right = {row["abbreviation"].casefold() for row in JOURNALS}
    wrong = {form.casefold() for row in JOURNALS for form in row["wrong_forms"].split("|") if form}
    assert wrong & right == set()


def test_an_issn_has_its_check_digit():
    def remainder(issn):
        digits = [10 if digit == "X" else int(digit) for digit in issn.replace("-", "")]
        return sum(weight * digit for weight, digit in zip(range(8, 0, -1), digits, strict=True)) % 11

    issns = [issn for row in JOURNALS for issn in row["issns"].split("|") if issn]
    assert [issn for issn in issns if remainder(issn)] == []


def test_the_table_is_in_the_order_of_its_abbreviations():
    names = [row["abbreviation"] for row in JOURNALS]
    assert [pair for pair in pairwise(names) if pair[0] > pair[1]] == []
