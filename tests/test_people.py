"""People: names as houses print them, the corresponding author, addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator import packs
from validator.api import Block, Likeness, Part, Passage, Run, compare_names, same_person
from validator.model.text import Hint, HintKind
from validator.structure.people import read_people

VOCABULARY = packs.load().vocabulary


def passage(part, *runs, hint=None):
    block = Block(tuple(run if isinstance(run, Run) else Run(run) for run in runs), hint or Hint())
    return Passage(part, block.span(), hint=block.hint)


def people(*passages):
    return read_people(passages, VOCABULARY)


def names(*runs):
    return [author.name for author in people(passage(Part.AUTHORS, *runs)).authors]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Leela Menon, Arvind Rao, Meera Pillai", ["Leela Menon", "Arvind Rao", "Meera Pillai"]),
        ("Leela Menon and Arvind Rao", ["Leela Menon", "Arvind Rao"]),
        ("Leela Menon, Arvind Rao, and Meera Pillai", ["Leela Menon", "Arvind Rao", "Meera Pillai"]),
        ("Leela Menon & Arvind Rao", ["Leela Menon", "Arvind Rao"]),
        ("Leela Menon; Arvind Rao", ["Leela Menon", "Arvind Rao"]),
        ("Leela Menon\nArvind Rao\nV Ramesh", ["Leela Menon", "Arvind Rao", "V Ramesh"]),
        ("Menon L, Rao A, Pillai MS", ["Menon L", "Rao A", "Pillai MS"]),
        ("Menon, L., Rao, A., & Pillai, M.", ["Menon L.", "Rao A.", "Pillai M."]),
        ("Menon, Leela; Rao, Arvind", ["Leela Menon", "Arvind Rao"]),
        ("Authors: Leela Menon, Arvind Rao.", ["Leela Menon", "Arvind Rao"]),
        ("Dr. Leela Menon, Prof. (Dr.) Arvind Rao", ["Leela Menon", "Arvind Rao"]),
        ("Col Arvind Rao, Surg Cdr Meera Pillai", ["Arvind Rao", "Meera Pillai"]),
        ("DR. LEELA MENON, DR. ARVIND RAO", ["LEELA MENON", "ARVIND RAO"]),
        ("P. K. Sharma, V. Ramesh, S.K. Malhotra", ["P. K. Sharma", "V. Ramesh", "S.K. Malhotra"]),
        ("Xiaoyan Li, LI Wei, Ya-Ting Chen", ["Xiaoyan Li", "LI Wei", "Ya-Ting Chen"]),
        ("María José García-López, Juan de la Cruz", ["María José García-López", "Juan de la Cruz"]),
        ("Jan van der Berg, N. d'Souza, O'Brien K", ["Jan van der Berg", "N. d'Souza", "O'Brien K"]),
        ("Juan Carlos Ferreira, Jr, Leela Menon", ["Juan Carlos Ferreira Jr", "Leela Menon"]),
        ("Minh Do, Thi Ma, Kavitha", ["Minh Do", "Thi Ma", "Kavitha"]),
        ("1. Dr. Leela Menon, Junior Resident\n2. Dr. Arvind Rao, Professor and Head", ["Leela Menon", "Arvind Rao"]),
        ("Leela Menon, MD (Dermatology), Arvind Rao", ["Leela Menon", "Arvind Rao"]),
        ("Leela Menon, Arvind Rao, on behalf of the Itch Study Group", ["Leela Menon", "Arvind Rao"]),
    ],
)
def test_names_in_the_forms_of_many_houses(line, expected):
    assert names(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Leela Menon¹, Arvind Rao¹,²*, Meera Pillai²",
        "Leela Menon1, Arvind Rao1,2*, Meera Pillai2",
        "Leela Menon†, Arvind Rao*, Meera Pillai‡",
        "Leela Menon (1), Arvind Rao [1], Meera Pillai (2)",
        "Leela Menonᵃ, Arvind Raoᵃ,ᵇ, Meera Pillaiᵇ",
    ],
)
def test_marks_are_no_part_of_a_name(line):
    assert names(line) == ["Leela Menon", "Arvind Rao", "Meera Pillai"]


def test_superscript_runs_are_marks_and_part_names_that_no_comma_parts():
    line = (Run("Leela Menon"), Run("a,b", superscript=True), Run(" Arvind Rao"), Run("a", superscript=True))
    assert names(*line) == ["Leela Menon", "Arvind Rao"]


def test_degrees_belong_to_the_name_before_them():
    found = people(passage(Part.AUTHORS, "Leela Menon, MD, DNB, Arvind Rao M.B.B.S., Meera Pillai (PhD)")).authors
    assert [(author.name, author.degrees) for author in found] == [
        ("Leela Menon", ("MD", "DNB")),
        ("Arvind Rao", ("M.B.B.S.",)),
        ("Meera Pillai", ("PhD",)),
    ]
    assert found[0].span.text == "Leela Menon, MD, DNB"


def test_initials_are_no_degrees():
    found = people(passage(Part.AUTHORS, "Menon MS, de Souza MD")).authors
    assert [(author.name, author.degrees) for author in found] == [("Menon MS", ()), ("de Souza MD", ())]


def test_an_affiliation_on_the_line_of_authors_is_none():
    found = people(
        passage(Part.AUTHORS, "Leela Menon, Department of Dermatology, Riverside Medical College, Sundarpur")
    )
    assert [author.name for author in found.authors] == ["Leela Menon"]
    assert [span.text for span in found.affiliations] == [
        "Department of Dermatology, Riverside Medical College, Sundarpur"
    ]


def test_a_format_that_names_each_author():
    found = people(
        passage(Part.AUTHORS, "Leela Menon, MD", hint=Hint(HintKind.AUTHOR, label="0000-0002-1825-0097")),
        passage(Part.AUTHORS, "Nair and Sons Study Group", hint=Hint(HintKind.AUTHOR, group="cor1")),
        passage(Part.CORRESPONDENCE, "study@example.org", hint=Hint(HintKind.CORRESPONDENCE, group="cor1")),
    )
    assert [(a.name, a.degrees, a.orcid) for a in found.authors] == [
        ("Leela Menon", ("MD",), "0000-0002-1825-0097"),
        ("Nair and Sons Study Group", (), ""),
    ]
    assert (found.corresponding.name, found.corresponding.email) == ("Nair and Sons Study Group", "study@example.org")


AUTHORS = passage(Part.AUTHORS, "Leela Menon, Arvind Rao*")


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["Prof. Leela Menon,", "Department of Dermatology,\nSundarpur, India.\nl.menon@example.org"], "Leela Menon"),
        (["Correspondence to: Dr. L. Menon, Riverside Clinic. E-mail: l.menon@example.org"], "L. Menon"),
        (["*Correspondence: l.menon@example.org"], "Arvind Rao"),
        (["Department of Dermatology, Riverside College. E-mail: l.menon@\nexample.org"], "Arvind Rao"),
        (["Address for correspondence: Dr. Rohan Verma, Dermatologist, Sundarpur, l.menon@example.org"], "Rohan Verma"),
        (["Leela Menon, l.menon (at) example.org"], "Leela Menon"),
        (["Address for correspondence: L. Menon. E‐mail: l.menon@example.org"], "L. Menon"),
        (["Address for correspondence: L. Menon. Email l.menon@example.org"], "L. Menon"),
        (["Dr. Leela Menon Department of Dermatology Riverside College E-mail: l.menon@example.org"], "Leela Menon"),
    ],
)
def test_the_corresponding_author(lines, name):
    found = people(AUTHORS, *(passage(Part.CORRESPONDENCE, line) for line in lines)).corresponding
    assert (found.name, found.email) == (name, "l.menon@example.org")


@pytest.mark.parametrize(
    ("authors", "line", "address"),
    [
        ("Leela Menon", "Corresponding author: Dr. Leela Menon, leela.menon@example.org", "Dr."),
        ("Leela Menon", "Corresponding author: Prof. Dr. Leela Menon, leela.menon@example.org", "Prof. Dr."),
        ("Leela Menon", "Corresponding author: Professor Leela Menon, leela.menon@example.org", "Professor"),
        ("Leela Menon", "Corresponding author: Asst. Prof. Leela Menon, leela.menon@example.org", "Prof."),
        ("Leela Menon", "Corresponding author: Ms Leela Menon, leela.menon@example.org", "Ms"),
        ("Leela Menon, MD, Arvind Rao", "Corresponding author: Leela Menon, leela.menon@example.org", "Dr."),
        ("Leela Menon, M.D., Arvind Rao", "Corresponding author: L. Menon, leela.menon@example.org", "Dr."),
        ("Leela Menon, Arvind Rao, MD", "Corresponding author: Leela Menon, leela.menon@example.org", ""),
        ("Leela Menon, MSc, Arvind Rao", "Corresponding author: Leela Menon, leela.menon@example.org", ""),
        ("Leela Menon", "Corresponding author: Leela Menon, leela.menon@example.org", ""),
    ],
)
def test_how_the_corresponding_author_is_addressed(authors, line, address):
    found = people(passage(Part.AUTHORS, authors), passage(Part.CORRESPONDENCE, line)).corresponding
    assert found.title == address
    assert found.name.endswith("Menon")


def test_nobody_answers_where_nobody_is_named():
    assert people(passage(Part.AUTHORS, "Leela Menon, Arvind Rao")).corresponding is None


def test_an_address_behind_a_link():
    line = passage(
        Part.CORRESPONDENCE, "Leela Menon, ", Run("write to her", link="mailto:l.menon@example.org?subject=x")
    )
    (found,) = people(line).emails
    assert (found.value, found.span.text) == ("l.menon@example.org", "write to her")


def test_a_telephone_number_that_runs_into_the_address_is_no_part_of_it():
    (found,) = people(passage(Part.CORRESPONDENCE, "Tel. +91.9876543210.l.menon@example.org")).emails
    assert found.value == "l.menon@example.org"


def test_an_address_without_its_sign_is_kept_for_a_person_to_see():
    (found,) = people(passage(Part.CORRESPONDENCE, "E-mail: l.menon.example.org")).emails
    assert found.value == "l.menon.example.org"


def test_addresses_in_the_text_are_not_the_authors():
    paragraph = "She had written to help@example.org before she came. " + "The plaques itched at night. " * 10
    assert people(passage(Part.TEXT, paragraph)).emails == ()


def test_an_address_on_a_line_of_its_own_counts_wherever_it_stands_unless_there_is_a_better_one():
    line = passage(Part.TEXT, "E-mail: l.menon@example.org")
    better = passage(Part.CORRESPONDENCE, "Arvind Rao, a.rao@example.org")
    assert [address.value for address in people(line).emails] == ["l.menon@example.org"]
    assert [address.value for address in people(line, better).emails] == ["a.rao@example.org"]


def test_the_publishers_address_is_not_the_authors():
    assert people(passage(Part.PUBLISHER, "For reprints: reprints@publisher.example.com")).emails == ()


def test_an_author_who_is_named_again_above_an_address_answers_for_the_letter():
    found = people(
        passage(Part.AUTHORS, "Leela Menon, Arvind Rao"),
        passage(Part.AUTHORS, "Arvind Rao"),
        passage(Part.CORRESPONDENCE, "Skin Clinic, Station Road, a.rao@example.org"),
    )
    assert [author.name for author in found.authors] == ["Leela Menon", "Arvind Rao"]
    assert (found.corresponding.name, found.corresponding.email) == ("Arvind Rao", "a.rao@example.org")


def test_authors_who_have_a_line_each_with_their_address():
    lines = [
        "Dr. Leela Menon, Senior Resident, Department of Skin",
        "Arvind Rao, MD, Department of Skin",
        "Ward 3, Clinic",
    ]
    found = people(*(passage(Part.AFFILIATION, line) for line in lines))
    assert [author.name for author in found.authors] == ["Leela Menon", "Arvind Rao"]


def test_each_author_has_the_orcid_behind_the_name():
    line = "Leela Menon (ORCID: 0000-0002-1825-0097), Arvind Rao https://orcid.org/0000-0001-5109-3700, Meera Pillai"
    found = people(passage(Part.AUTHORS, line))
    assert [(author.name, author.orcid) for author in found.authors] == [
        ("Leela Menon", "0000-0002-1825-0097"),
        ("Arvind Rao", "0000-0001-5109-3700"),
        ("Meera Pillai", ""),
    ]
    assert [orcid.span.text for orcid in found.orcids] == ["0000-0002-1825-0097", "0000-0001-5109-3700"]


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        ("S. Patel", "Suman Patel", True),
        ("V. Ramesh", "Ramesh V", True),
        ("SK Malhotra", "Sunita Kumari Malhotra", True),
        ("José García", "Jose Garcia", True),
        ("Li Wei", "Wei Li", True),
        ("Suman Patel", "Sunil Patel", False),
        ("S. K.", "Suman Kumar", False),
        ("Meera Pillai", "Leela Menon", False),
    ],
)
def test_whether_two_names_may_be_one_persons(one, other, may_be):
    assert same_person(one, other) is may_be
    assert same_person(other, one) is may_be


@pytest.mark.parametrize(
    ("printed", "referenced", "likeness"),
    [
        ("Xiaoyan Li", "Li X", Likeness.SAME),
        ("Xiao-Yan Li", "Li XY", Likeness.SAME),
        ("Jan van der Berg", "van der Berg J", Likeness.SAME),
        ("María José García López", "García López MJ", Likeness.SAME),
        ("V. Ramesh", "Ramesh V", Likeness.SAME),
        ("Ramesh V", "Ramesh V", Likeness.SAME),
        ("John Ferreira Jr", "Ferreira J Jr", Likeness.SAME),
        ("Li Xiaoyan", "Li X", Likeness.OTHER_ORDER),
        ("Suman Patel", "Suman P", Likeness.OTHER_ORDER),
        ("Suman Patel", "Patil S", Likeness.DIFFERENT),
        ("Suman Patel", "Patel R", Likeness.DIFFERENT),
    ],
)
def test_a_name_beside_its_form_in_a_reference(printed, referenced, likeness):
    assert compare_names(printed, referenced) is likeness


@given(st.text(max_size=80))
def test_any_line_is_read_and_every_author_points_into_it(line):
    for author in people(passage(Part.AUTHORS, line)).authors:
        assert author.name
        assert author.span.text in line
