"""`letterproof references`: what is said of each entry of a bare list, and what is refused as no list."""

from datetime import date

import pytest
from click.testing import CliRunner

from validator import engine, packs, pipeline, profiles
from validator.cli import cli
from validator.model.text import UnreadableError
from validator.pipeline import SourceFile

PACK = packs.load()
CHECKLIST = engine.checklist(PACK, profiles.load("ijdvl", PACK.profile_folders), date(2026, 11, 22))
RIGHT = "Ferreol A, Quist B. Plaques of the shins: A review. Int J Dermatol 2015;54:1337–42."
PUBMED = (
    "Ferreol A, Quist B. Plaques of the shins: a review. Int J Dermatol. 2015 Nov;54(11):1337-42. "
    "doi: 10.1111/ijd.12345. Epub 2015 May 6. PMID: 21549448."
)
UNREAD = [
    "Gupta S et al, Itch in potters. IJDVL 2010;76(3), about p 230",
    "Marsh P. Shins. In: Habib R, editor. Clay and skin. 2nd ed. London: Kiln Press; 2016. p. 12-9.",
    "Osei K. Itch in potters. Br J Dermatol. 2024 Jul 4:ljae188. doi: 10.1093/bjd/ljae188. Epub ahead of print.",
]
LETTER = f"""# Scaly plaques of the shins in a potter

Dear Editor,

A potter of 41 years had scaly plaques on both shins for two years.

## References

1. {RIGHT}
2. {UNREAD[0]}
"""


def judged(text):
    return pipeline.references(SourceFile.of("list.txt", text.encode()), CHECKLIST)


def messages(entry):
    return [message for _, _, message in entry.slips]


def test_a_reference_as_pubmed_prints_it_is_corrected():
    (entry,) = judged(f"1. {PUBMED}\n")
    assert (entry.corrected, entry.whole) == (RIGHT, True)
    assert messages(entry) == [
        "Write the title so: Plaques of the shins: A review.",
        "Leave out the full stop after the journal's name: Int J Dermatol",
        "Write year, volume and pages so: 2015;54:1337–42.",
    ]


@pytest.mark.parametrize("printed", UNREAD)
def test_what_was_not_read_wholly_is_not_called_right(printed):
    (entry,) = judged(printed)
    assert (entry.corrected, entry.whole) == (None, False)


def test_what_several_references_lack_is_said_to_each_of_its_own():
    one, two, three = judged("Ferreol A. Plaques of the shins. Lancet.\nQuist B. Itch in potters. Lancet.\n" + RIGHT)
    assert [messages(entry) for entry in (one, two, three)] == [
        ["Reference 1 has no year."],
        ["Reference 2 has no year."],
        [],
    ]


def test_of_two_that_are_one_work_both_are_named():
    one, two = judged(f"{RIGHT}\n{RIGHT}")
    assert messages(one) == messages(two) == ["References 1 and 2 are the same work."]


def test_a_list_in_another_form_is_told_so_entry_by_entry():
    entries = judged("\n".join([PUBMED, PUBMED.replace("54", "55"), PUBMED.replace("54", "56")]))
    assert not [message for entry in entries for message in messages(entry) if "reformatting" in message]


def test_the_heading_of_the_list_is_no_reference():
    assert [entry.reference.number for entry in judged(f"References\n\n1. {RIGHT}\n2. {UNREAD[1]}\n")] == [1, 2]
    assert len(judged(f"REFERENCES:\n{RIGHT}\n{UNREAD[1]}\n")) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LETTER, "This is no list of references."),
        (f"Dear Sir,\n\n{RIGHT}\n{UNREAD[1]}\n", "This is no list of references."),
        ("Plaques cleared in eight weeks.\n\nItch went first.\n", "This is no list of references."),
        (" \n", "This file holds no words."),
    ],
)
def test_what_is_no_list_is_refused(text, said):
    with pytest.raises(UnreadableError) as refused:
        judged(text)
    assert str(refused.value).startswith(said)


@pytest.mark.parametrize(("text", "code"), [(PUBMED, 0), (RIGHT, 0), (LETTER, 3)])
def test_the_exit_code_says_whether_the_list_was_read(tmp_path, text, code):
    file = tmp_path / "list.txt"
    file.write_text(text, "utf-8")
    done = CliRunner().invoke(cli, ["references", str(file)])
    assert done.exit_code == code
    assert (code == 3) == ("no list of references" in done.stderr)
