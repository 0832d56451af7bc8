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


def test_what_stands_after_the_pages_is_quoted_when_the_journal_prints_none_of_it():
    (entry,) = judged("Ferreol A. Itch in potters. Int J Dermatol 2015;54:1337–42. doi:10.1111/xyz.12345\n")
    assert messages(entry) == ["The journal prints nothing after the pages; leave out “doi:10.1111/xyz.12345”."]


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


MARKDOWN = """## References

1. Ferreol A, Quist B. Plaques of the
   shins: a review. *Int J Dermatol.* 2015;54(11):1337-42.
2. Osei K. HLA-B\\*57 in potters. *Br J Dermatol* 2016;174:2–3. doi: 10.25259/X\\_512\\_2025
"""


def listed(text, name="list.md"):
    return pipeline.references(SourceFile.of(name, text.encode()), CHECKLIST)


def corrected(text, name="list.md"):
    return pipeline.corrected_list(SourceFile.of(name, text.encode()), CHECKLIST).after


def test_a_list_in_markdown_is_read_without_its_marks():
    one, two = listed(MARKDOWN)
    assert (one.reference.number, one.reference.journal.text) == (1, "Int J Dermatol")
    assert (two.reference.title.text, two.reference.doi.text) == ("HLA-B*57 in potters", "10.25259/X_512_2025")
    assert two.corrected == "Osei K. HLA-B*57 in potters. Br J Dermatol 2016;174:2–3."


def test_a_correction_in_markdown_keeps_italics_and_numbers():
    once = corrected(MARKDOWN)
    assert (
        once
        == """## References

1. Ferreol A, Quist B. Plaques of the
   shins: A review. *Int J Dermatol* 2015;54:1337–42.
2. Osei K. HLA-B\\*57 in potters. *Br J Dermatol* 2016;174:2–3.
"""
    )
    assert corrected(once) == once


def test_an_entry_whose_words_change_places_is_written_without_marks():
    printed = "1. Ferreol, A. (2015). Itch by \\*57 in potters. *British Journal of Dermatology*, *174*(2), 12–19.\n"
    once = corrected(printed)
    assert once == "1. Ferreol A. Itch by \\*57 in potters. Br J Dermatol 2015;174:12–9.\n"
    assert corrected(once) == once


@pytest.mark.parametrize("mark", ["**1.** {}\n**2.** {}\n", "1\\. {}\n2\\. {}\n", "**1.** {}\n\n**2.** {}\n"])
def test_numbers_of_markdown_however_they_are_marked(mark):
    found = listed(mark.format(RIGHT, "Osei K. Itch in potters. Lancet 2010;375:12–9."))
    assert [(e.reference.number, e.reference.numbered, e.slips, e.corrected) for e in found] == [
        (1, True, (), None),
        (2, True, (), None),
    ]


@pytest.mark.parametrize("heading", ["References\n", "References:\n\n", "REFERENCES\n"])
@pytest.mark.parametrize("name", ["list.txt", "list.md"])
def test_a_heading_above_a_wrapped_list(heading, name):
    text = f"{heading}1. {RIGHT.replace('the shins', 'the' + chr(10) + 'shins')}\n2. {UNREAD[1]}\n"
    one, two = listed(text, name)
    assert (one.reference.title.text, two.reference.number) == ("Plaques of the shins: A review", 2)


def test_entries_without_numbers_may_run_over_lines_between_blank_ones():
    text = (
        f"{RIGHT.replace('the shins', 'the' + chr(10) + 'shins')}\n\nOsei K. Itch in potters.\nLancet 2010;375:12–9.\n"
    )
    one, two = listed(text, "list.txt")
    assert (one.reference.title.text, two.reference.journal.text) == ("Plaques of the shins: A review", "Lancet")


def test_entries_without_numbers_may_run_over_lines_where_none_is_blank():
    wrapped = [
        "Ferreol A, Quist B. Plaques of the",
        "shins. Lancet 2010;375:12–9.",
        "Osei K. Itch in",
        "potters. Lancet 2011;377:2–5.",
    ]
    text = "\n".join(wrapped)
    assert [entry.reference.title.text for entry in listed(text, "list.txt")] == [
        "Plaques of the shins",
        "Itch in potters",
    ]


@pytest.mark.parametrize(("one", "two"), [("", ""), ("1. ", "2. "), ("[1] ", "[2] ")])
def test_two_references_in_one_paragraph(one, two):
    text = f"{one}Ferreol A. Plaques. Lancet 2010;375:12–9. {two}Quist B. Itch. Lancet 2011;377:2–5.\n"
    assert [(e.reference.number, e.reference.title.text) for e in listed(text, "list.txt")] == [
        (1, "Plaques"),
        (2, "Itch"),
    ]


def test_what_belongs_to_an_article_is_no_reference_of_its_own():
    text = "Ferreol A. Plaques. Lancet 2010;375:12–9. Comment in: Lancet 2011;377:2–5. Erratum in: Lancet 2012;379:3.\n"
    assert len(listed(text, "list.txt")) == 1


def test_numbers_that_nothing_but_a_blank_parts_from_their_entry():
    text = f"1 {RIGHT}\n2 Osei K. Itch in potters. Lancet 2010;375:12-9.\n"
    found = listed(text, "list.txt")
    assert [(entry.reference.number, entry.reference.numbered) for entry in found] == [(1, True), (2, True)]
    assert corrected(text, "list.txt") == text.replace("12-9", "12–9")
