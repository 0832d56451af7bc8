"""What tells who a patient is: found in our sentences, and not in those that only look like it."""

import tomllib
from pathlib import Path

import pytest
from checked import item, pack, said
from hypothesis import given
from hypothesis import strategies as st

from validator.model.letter import Part, Passage
from validator.model.text import Block, Run
from validator.structure.identifiers import read_identifiers

SENTENCES = tomllib.loads((Path(__file__).parent / "identifiers.toml").read_text("utf-8"))
FOUND = [(kind, sentence) for kind, sentences in SENTENCES["found"].items() for sentence in sentences]
SILENT = [sentence for sentences in SENTENCES["silent"].values() for sentence in sentences]


def read(text: str, part: Part = Part.TEXT) -> list[tuple[str, str]]:
    """Kind and value of each identifier of a paragraph."""
    passage = Passage(part, Block((Run(text),)).span())
    return [(one.kind.value, one.value.text) for one in read_identifiers([passage], pack().vocabulary)]


def test_there_are_as_many_sentences_as_we_say():
    assert (len(FOUND), len(SILENT)) == (60, 120)


@pytest.mark.parametrize(("kind", "sentence"), FOUND)
def test_an_identifier_is_found_with_all_of_its_value(kind, sentence):
    values = [piece.partition("⟧")[0] for piece in sentence.split("⟦")[1:]]
    assert read(sentence.replace("⟦", "").replace("⟧", "")) == [(kind, value) for value in values]


@pytest.mark.parametrize("sentence", SILENT)
def test_what_only_looks_like_an_identifier_is_none(sentence):
    assert read(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("The sisters (UHID 3345120 and 3345121) had freckles.", ["3345120", "3345121"]),
        ("UHID 20214455, 45 years, male.", ["20214455"]),
        ("BNT162b2 and mRNA-1273 were given.", []),
        ("He was admitted from 3 March 2020 to 9 March 2020.", ["3 March 2020", "9 March 2020"]),
        ("He was admitted on 12/3/22.", ["12/3/22"]),
        ("The patient’s rash was first seen on 12/03/2022.", ["12/03/2022"]),
        ("The patients were first seen on 12/03/2022.", []),
        ("A resident of Gandhi Nagar, 45 years old, came.", []),
        ("Mr. and Mrs. X gave consent.", []),
        ("Ms. Leela Nair has no conflict of interest.", []),
        ("Mrs. Radha S was admitted (IP number 123456) on 12/03/2024.", ["123456", "Radha S", "12/03/2024"]),
        (
            "Ms. L.R., a 40-year-old potter, DOB 3.4.1984, was seen on 3rd March 2024.",
            ["3.4.1984", "L.R.", "3rd March 2024"],
        ),
        ("On 12.03.2024, a biopsy was done.", ["12.03.2024"]),
        ("A 40-year-old potter came to us on 4 May 2024.", ["4 May 2024"]),
        ("A tailor presented on 4 May 2024.", ["4 May 2024"]),
        ("R.K. was treated with dapsone.", ["R.K."]),
        ("The rash spread. R.K. was admitted.", ["R.K."]),
        ("T.B. was treated with isoniazid.", []),
        ("R.K. wrote the letter, and S.P. was given a grant.", []),
        ("We thank Anjali. S.P. was admitted to the degree; we thank her.", []),
        ("Methotrexate was given. I.V. was treated with care.", []),
        ("Radha, a tailor, came to us.", ["Radha"]),
        ("Recently, a tailor came to us.", []),
        ("Hansen, a physician, came to us in 1880.", []),
    ],
)
def test_kinds_of_wording(sentence, values):
    assert [value for _, value in read(sentence)] == values


@pytest.mark.parametrize("part", [Part.AUTHORS, Part.AFFILIATION, Part.ACKNOWLEDGEMENT, Part.REFERENCE])
def test_names_and_dates_of_authors_and_references_are_no_patients(part):
    assert read("Mr. R.K., a 45-year-old farmer, was admitted on 12/03/2022.", part) == []


@pytest.mark.parametrize("part", list(Part))
def test_a_hospital_number_is_found_in_every_part(part):
    assert read("UHID 20214455", part) == [("number", "20214455")]


def test_one_finding_for_each_kind_tells_all_its_places():
    text = (
        "# A rash\n\nDear Editor,\n\nA man (UHID 20214455) was admitted on 12/03/2022. Biopsy no. B-1123/21 was read."
    )
    found = item("patient-identifiers", text)
    assert said(found) == [
        ("finding", "number", "must", ["UHID 20214455", "Biopsy no. B-1123/21"]),
        ("finding", "date", "should", ["12/03/2022"]),
    ]
    assert [f.outcome.message for f in found.findings] == [
        "2 numbers of patients stand in the letter.",
        "The day on which a patient was seen stands in the letter.",
    ]


@pytest.mark.parametrize(
    ("contacts", "helped"),
    [
        ("The patient's mobile number is 98450 12345.", "Take the telephone number out."),
        ("He resides at House No. 12, Gandhi Nagar.", "Take the address out; the town is not needed either."),
        (
            "The patient's mobile number is 98450 12345. He resides at House No. 12, Gandhi Nagar.",
            "Take such details out; of the address, the town is not needed either.",
        ),
    ],
)
def test_help_speaks_of_the_town_only_where_an_address_was_found(contacts, helped):
    (found,) = item("patient-identifiers", f"# A rash\n\nDear Editor,\n\n{contacts}").findings
    assert found.outcome.help == helped


@given(st.text(alphabet="UHIDMrs. 0129/-#:(),\nbornpatienjKv@", max_size=80))
def test_any_text_is_read_and_values_lie_in_their_marks(text):
    passage = Passage(Part.TEXT, Block((Run(text),)).span())
    for one in read_identifiers([passage], pack().vocabulary):
        assert one.span.covers(one.value)
        assert one.value.text not in one.masked


@pytest.mark.parametrize(
    "text",
    [
        "UHID 12345 " * 20000,
        "UHID " * 20000,
        "1 " * 50000,
        "Mr. A" * 20000,
        "patient A" * 20000,
        "on 1/1/20" * 10000,
        "old, A" * 20000,
    ],
)
def test_no_text_takes_long(text):
    read(text)
