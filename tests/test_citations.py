"""Citations are found in every carrier, and nothing else is taken for one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator import packs
from validator.model.letter import Part, Passage
from validator.model.reference import Carrier, Reference
from validator.model.text import Block, Hint, Run
from validator.structure.citations import read_citations
from validator.structure.references import parse_reference

VOCABULARY = packs.load().vocabulary


def up(text):
    return Run(text, superscript=True)


def listed(count):
    span = Block((Run("Ferreol A. Plaques. Lancet 2010;375:1."),)).span()
    return [Reference(number, span) for number in range(1, count + 1)]


def cited(*runs, count=9, part=Part.TEXT):
    block = Block(tuple(Run(run) if isinstance(run, str) else run for run in runs))
    return [c.numbers for c in read_citations([Passage(part, block.span())], listed(count))]


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (("Itch.", up("1"), " Scale.", up("2,3"), " Crust.", up("4–6")), [(1,), (2, 3), (4, 5, 6)]),
        (("Itch.", up("1"), up(","), up("3")), [(1, 3)]),
        (("Itch", up("1"), "–", up("3"), " and scale."), [(1, 2, 3)]),
        (("phase II", up("1"), ", phase III", up("2"), " trials"), [(1,), (2,)]),
        (("Itch.¹ Scale.²,³ Crust.⁴⁻⁶ Clay.⁷–⁹",), [(1,), (2, 3), (4, 5, 6), (7, 8, 9)]),
        (("Itch [1]. Scale [2, 3]. Crust [4-6]. Clay [7 to 9].",), [(1,), (2, 3), (4, 5, 6), (7, 8, 9)]),
        (("Itch (1). Scale (2,3). Crust (4–6).",), [(1,), (2, 3), (4, 5, 6)]),
        (("Itch ", up("[1]"), " and scale", up("(2)")), [(1,), (2,)]),
        (("Itch.1 Scale.2,3 Crust.4-6 Clay.7–9",), [(1,), (2, 3), (4, 5, 6), (7, 8, 9)]),
    ],
)
def test_every_carrier(runs, expected):
    assert cited(*runs) == expected


def test_numbers_that_the_format_itself_names():
    first, last = Run("1", cites=(1,)), Run("3", cites=(3,))
    assert cited("Itch [", first, "–", last, "]. Scale [", Run("4", cites=(4,)), "].") == [(1, 2, 3), (4,)]


def test_a_range_of_which_the_format_names_only_the_first():
    assert cited("Itch ", Run("4–6", cites=(4,)), ".") == [(4, 5, 6)]


def test_a_single_reference_is_enough():
    assert cited("Plaques are common.", up("1"), count=1) == [(1,)]
    assert cited("Plaques are common [1].", count=1) == [(1,)]


@pytest.mark.parametrize(
    "runs",
    [
        ("2.5 × 10", up("9"), "/L"),
        ("30 J/cm", up("2")),
        ("5 mm", up("3")),
        ("BMI 24 kg/m", up("2")),
        ("with ", up("18"), "F-FDG and ", up("99m"), "Tc"),
        ("Ca", up("2+"), " and CD4", up("+"), " cells"),
        ("R", up("2"), " = 0.8; χ", up("2"), " test"),
        ("CO₂, 30 J/cm², 5 mm³, 10⁹/L, ¹⁸F, s⁻¹, Ca²⁺, CD4⁺",),
        ("We saw (1) scale, (2) itch and (3) crust.",),
        ("Men (5), women (4), type (1) reaction, aged (45).",),
        ("the 1", up("st"), " visit"),
    ],
)
def test_what_looks_like_a_citation_and_is_none(runs):
    assert cited(*runs) == []


def test_marks_on_the_names_of_authors_are_none():
    assert cited("Ferreol A", up("1"), ", Quist B", up("2"), part=Part.AUTHORS) == []


def test_a_number_in_brackets_is_none_where_the_letter_raises_its_citations():
    assert cited("Itch.", up("1"), " Interval [2, 5].", up("2"), " Scale.", up("3–5")) == [(1,), (2,), (3, 4, 5)]


def test_a_reference_cited_once_in_another_carrier_is_cited():
    assert cited("Itch.", up("1"), " Scale [3]. Crust.", up("2"), count=3) == [(1,), (3,), (2,)]


def test_citations_of_captions_and_tables_follow_those_of_the_text():
    caption = Block((Run("Figure 1: Plaques."), up("2")))
    text = Block((Run("Itch."), up("1")))
    passages = [Passage(Part.CAPTION, caption.span()), Passage(Part.TEXT, text.span())]
    assert [c.numbers for c in read_citations(passages, listed(2))] == [(1,), (2,)]


def test_the_mark_of_a_table_note_is_none():
    hint = Hint(group="table 1")
    cell = Block((Run("Dose"), up("1")), hint)
    note = Block((up("1"), Run("Milligrams a day.")), hint)
    text = Block((Run("Itch."), up("1"), Run(" Scale."), up("2")))
    passages = [
        Passage(Part.TEXT, text.span()),
        Passage(Part.TABLE, cell.span(), hint=hint),
        Passage(Part.TABLE, note.span(), hint=hint),
    ]
    assert [c.numbers for c in read_citations(passages, listed(2))] == [(1,), (2,)]


def test_a_citation_knows_its_carrier_and_its_place():
    block = Block((Run("Itch."), up("1"), Run(" Scale.")))
    (citation,) = read_citations([Passage(Part.TEXT, block.span())], listed(1))
    assert (citation.carrier, citation.span.text, citation.span.start) == (Carrier.SUPERSCRIPT, "1", 5)


def test_a_citation_beyond_the_list_is_still_one():
    assert cited("Itch.", up("1"), " Scale.", up("3"), count=2) == [(1,), (3,)]


def test_parentheses_need_a_list_that_they_run_through():
    reference = parse_reference(Block((Run("Ferreol A. Plaques. Lancet 2010;375:1."),)).span(), 1, VOCABULARY)
    span = Block((Run("Ten men (3) and women (7) were seen."),)).span()
    assert read_citations([Passage(Part.TEXT, span)], [reference]) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Itch [1]-[3]. Scale [4]–[6].", [(1, 2, 3), (4, 5, 6)]),
        ("Itch [1],[2]. Scale [3][4]. Crust [5] [6].", [(1, 2), (3, 4), (5, 6)]),
        ("Itch [[1], [2], [3],4]. Scale [5].", [(1, 2, 3, 4), (5,)]),
        ("Itch [Ref. 1]. Scale [refs 2–4]. Crust [see ref. 5].", [(1,), (2, 3, 4), (5,)]),
        ("Itch [1, p. 12]. Scale [2, pp. 3–9].", [(1,), (2,)]),
        ("Itch (1)–(3). Scale (4), (5).", [(1, 2, 3), (4, 5)]),
        ("Itch (ref. 1). Scale (refs. 2, 3). Crust (see reference 4).", [(1,), (2, 3), (4,)]),
        ("Itch.¹˒² Scale.³;⁴", [(1, 2), (3, 4)]),
    ],
)
def test_marks_that_stand_together_are_one_citation(text, expected):
    assert cited(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Seen in most cases (1). Seen in two patients (2), and in women (3). Itch (4). Scale (5).",
        "Seen before 18 years of age (1, 2). Seen by Osei et al. (3) in potters (4), and by Quist (5).",
        "Ten men (8) and a boy (4) were seen. Itch (1). Scale (2). Crust (3). Clay (4). Pots (5).",
    ],
)
def test_parentheses_after_words_for_what_is_counted(text):
    named = {number for numbers in cited(text) for number in numbers}
    assert named == {1, 2, 3, 4, 5}


def test_parentheses_that_are_cited_in_order_need_not_reach_half_of_the_list():
    assert cited("Itch (1). Scale (2). Crust (3).") == [(1,), (2,), (3,)]


def test_items_of_a_list_beside_citations_in_parentheses():
    text = "Itch (1). Scale (2). Crust (3); (4) the clay was old; and (5) the kiln was cold."
    assert cited(text, count=5) == [(1,), (2,), (3,)]


@pytest.mark.parametrize(
    "text",
    [
        "The rise [95% CI 1–3] was small. Odds of 2, 95% CI [1–3]. The range was [2-4]. See step [3] and eq. [2].",
        "Fold change (3), grade (2) and type (1), in Figure (1) and Table (2), n (4), aged (5).",
    ],
)
def test_numbers_of_measures_and_names_are_none(text):
    assert cited(text + " Itch.", up("1")) == [(1,)]


@pytest.mark.parametrize(
    "runs",
    [
        ("R", up("2"), " was 0.8, X", up("2"), " = 6.5 and χ", up("2"), " was 4"),
        ("a", up("2"), " + b", up("2"), " = c", up("2"), "."),
        ("R² was 0.8",),
        ("vitamin B", up("12"), " and HLA-B", up("27"), " and Co", up("60")),
        ("Ca", up("2+"), " and CD4", up("+")),
        ("trade", up("®")),
    ],
)
def test_raised_letters_of_statistics_algebra_and_symbols_are_none(runs):
    assert cited(*runs) == []


@pytest.mark.parametrize(
    "runs",
    [
        ("CD4", up("+"), up("1"), " and itch."),
        ("a cream", up("®"), up("1"), " and itch."),
        ("a cream", up("®1"), " and itch."),
        ("5 J/cm", up("2"), ",", up("1"), " and itch."),
        ("5 J/cm", up("2"), up("1"), " and itch."),
        ("5 J/cm", up("2 1"), " and itch."),
        ("3 × 10", up("9"), up(","), up("1"), " and itch."),
    ],
)
def test_a_citation_right_after_a_raised_sign_or_power(runs):
    assert cited(*runs) == [(1,)]


def test_a_number_far_beyond_the_list_after_a_word_is_a_slip_and_not_a_symbol():
    assert cited("Itch.", up("1"), " Clay", up("12"), count=3) == [(1,), (12,)]
    assert cited("Itch [1]. Scale [2]. Clay [12].", count=3) == [(1,), (2,), (12,)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Such plaques1 itch and scale2,3 often (crust)4, as in DLE.5 Clay.6 Pots.", [(1,), (2, 3), (4,), (5,), (6,)]),
        ("Such plaques itch.1 So does SCAR1.2, 3 as in type 2S.4 Clay is to blame. 5 ,6", [(1,), (2, 3), (4,), (5, 6)]),
        ("Plaques itch. 1 They scale. 2,3 See [Table 2].4 Potters know. 5–6 Pots.", [(1,), (2, 3), (4,), (5, 6)]),
    ],
)
def test_raised_numbers_that_lost_their_place(text, expected):
    assert cited(text, count=6) == expected


def test_numbers_glued_to_words_are_none_where_they_do_not_run_through_the_list():
    assert cited("IL-17 and JAK1, Bowtie2, covid19 and stage2 were seen in 2019.", count=3) == []


def test_one_mark_that_lost_its_place_among_raised_ones():
    assert cited("Itch.", up("1"), " The scale2 is rare, and so is clay.", up("3"), count=3) == [(1,), (2,), (3,)]


def test_a_reference_that_only_a_declaration_cites_is_cited():
    text = Block((Run("Itch."), up("1"), Run(" Scale."), up("2")))
    ethics = Block((Run("The study followed the declaration of 2013 [3] and the code of the board [2]."),))
    passages = [Passage(Part.DECLARATION, ethics.span()), Passage(Part.TEXT, text.span())]
    assert [c.numbers for c in read_citations(passages, listed(3))] == [(1,), (2,), (3,)]


@pytest.mark.parametrize("part", [Part.DECLARATION, Part.FOOTNOTE, Part.PUBLISHER])
def test_a_mark_that_the_format_names_is_a_citation_in_every_part(part):
    text = Block((Run("Itch."), up("1")))
    block = Block((Run("As in the code ["), Run("2", cites=(2,)), Run("].")))
    passages = [Passage(Part.TEXT, text.span()), Passage(part, block.span())]
    assert [c.numbers for c in read_citations(passages, listed(2))] == [(1,), (2,)]


def test_a_mark_whose_range_was_not_finished_still_cites():
    assert cited("Itch.", up("1–"), " Scale.", up("2,")) == [(1,), (2,)]


def test_raised_runs_and_raised_letters_come_in_the_order_of_the_text():
    assert cited("Itch.¹ Scale.", up("2"), " Crust.³ Clay.", up("4")) == [(1,), (2,), (3,), (4,)]


@given(
    st.lists(st.integers(1, 99), min_size=1, max_size=8, unique=True).map(sorted),
    st.sampled_from([", ", ",", "; ", ";", " and ", " & "]),
)
def test_the_numbers_of_a_mark_are_read_as_they_are_written(numbers, joint):
    mark = joint.join(map(str, numbers))
    expected = [tuple(numbers)]
    assert cited("Itch.", up("1"), " Scale", up(mark), ".", count=99)[1:] == expected
    assert cited(f"Itch [1]. Scale [{mark}].", count=99)[1:] == expected


@given(st.integers(1, 50), st.integers(1, 40), st.sampled_from(["-", "–", "—", "‐", "−", " – ", " to "]))
def test_ranges_are_written_out_whatever_joins_them(first, more, joint):
    mark = f"{first}{joint}{first + more}"
    expected = [tuple(range(first, first + more + 1))]
    assert cited("Itch.", up("1"), " Scale", up(mark), ".", count=99)[1:] == expected
    assert cited(f"Itch [1]. Scale [{mark}].", count=99)[1:] == expected


@given(st.text("ab .,;:-–()[]¹²³⁴₂^0123456789\n", max_size=80), st.text("0123456789,-– a+", max_size=12))
def test_whatever_stands_there_each_citation_is_a_piece_of_the_text_and_they_come_in_its_order(text, raised):
    block = Block((Run(text), Run(raised, superscript=True), Run(text)))
    found = read_citations([Passage(Part.TEXT, block.span())], listed(9))
    assert [c.span.start for c in found] == sorted(c.span.start for c in found)
    assert all(c.numbers and all(number > 0 for number in c.numbers) and c.span.text.strip() for c in found)
    assert all(not one.span.overlaps(other.span) for one, other in pairwise(found))
