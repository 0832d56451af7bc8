"""Calls of figures and tables in the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.api import Block, Part, Passage, Run
from validator.structure.callouts import read_callouts


def callouts(text, part=Part.TEXT):
    return read_callouts([Passage(part, Block((Run(text),)).span())])


def told(text):
    return [f"{call.label}{''.join(call.panels)}" for call in callouts(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on the soles [Figures 1a, 1b].", ["1a", "1b"]),
        ("[Figures 1a and 1b]", ["1a", "1b"]),
        ("(Figs 1a and b)", ["1ab"]),
        ("(Fig. 1a,b)", ["1ab"]),
        ("Figs. 2-4", ["2", "3", "4"]),
        ("(figures 1 to 3)", ["1", "2", "3"]),
        ("Figure 1 a–c", ["1abc"]),
        ("[Figure 1 a]", ["1a"]),
        ("Figures 1 a and b show", ["1ab"]),
        ("see figure 3", ["3"]),
        ("in Fig.3 and Figure4", ["3", "4"]),
        ("FIGURES 1A & 1B", ["1a", "1b"]),
        ("[Figures 1a–1c, 2a]", ["1abc", "2a"]),
        ("Figures 1(a) and 1(b)", ["1a", "1b"]),
        ("Figures 2(a)–2(c)", ["2abc"]),
        ("Figures 2(a)–(c)", ["2abc"]),
        ("(Figure 1A, arrow)", ["1a"]),
        ("[Figure]", ["1"]),
        ("Figure 1 in our patient", ["1"]),
        ("(figures 1,2 and 3)", ["1", "2", "3"]),
        ("(Fig.s 1, 2)", ["1", "2"]),
        ("(Figure 1a/b)", ["1ab"]),
        ("(Figs 1 through 3)", ["1", "2", "3"]),
        ("(Figure 1a–2b)", ["1", "2ab"]),
        ("(Figure 1a through 3b)", ["1", "2", "3ab"]),
        ("(Figure-1 and Fig-2)", ["1", "2"]),
        ("(Figure #1)", ["1"]),
        ("(Fig: 1a)", ["1a"]),
        ("(Figure II)", ["2"]),
        ("(Figures I–III, IVa)", ["1", "2", "3", "4a"]),
        ("[Tables I and II]", ["1", "2"]),
        ("(Tab. 1)", ["1"]),
        ("as in the report by Rao et al. [Figure 2]", ["2"]),
    ],
)
def test_a_call_in_any_form(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in Figure 1 a dense infiltrate is seen", ["1"]),
        ("Figure 1 and 3 patients", ["1"]),
        ("(Figure 2B, P < 0.05)", ["2b"]),
        ("Figure 1, 25 mm in size", ["1"]),
        ("it figured 2 times in configuration 3", []),
        ("they figure 2 times in the list", []),
        ("in Figure 1 and 2 of the lesions", ["1"]),
        ("in Figure 1, 3 plaques are seen", ["1"]),
        ("in Figure 1, 2 rings have met", ["1"]),
        ("in Figure 1 and 3 others they met", ["1"]),
        ("in Figure 1 lesions are seen", ["1"]),
        ("in Figure 1 patient 2 is seen", ["1"]),
        ("Figure 1, 2 shows this", ["1", "2"]),
        ("Figures 1 and 2 as well", ["1", "2"]),
        ("tab. 1 daily", []),
        ("the figure I saw", []),
        ("see Figure X", []),
    ],
)
def test_what_stands_beside_a_call_is_no_part_of_it(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Figure 2 of their article",
        "Figure 2 in ref. 5",
        "Figure 2 in the study by Rao et al.",
        "Figure 3 of Rao et al.",
        "Rao et al.'s Figure 2",
        "(their Figure 2)",
        "Supplementary Figure S1",
        "Supplementary Figure 1",
        "eFigure 2",
        "Rao et al. (Figure 2 therein)",
        "the study (its Table 3)",
        "(Figure 2, ref. 5)",
        "[5, Figure 2]",
        "Figure 2 in [5]",
        "Rao et al. (2019, Fig. 3)",
        "Fig. 3 of Rao and Iyer",
        "Figure 2 of Rao's article",
        "Figure 1 of our previous article",
        "Figure 1 in our supplement",
        "Table 1 in the appendix",
        "(Supplementary material, Figure 1)",
        "Additional Table 1",
        "Online Resource Figure 3",
        "Rao's Figure 2",
    ],
)
def test_a_figure_of_others_is_none_of_ours(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("caption", "text", "expected"),
    [
        ("Image 1: Plaques.", "Plaques were seen (Image 1).", ["1"]),
        ("Image 1a: Plaques.", "Plaques were seen (Images 1a, b and 2).", ["1ab", "2"]),
        ("Photograph 3. Plaques.", "Plaques were seen [Photo 3].", ["3"]),
        ("Photo 1 - Plaques.", "Plaques were seen (see photograph 1).", ["1"]),
        ("Plate 1. Plaques.", "Plaques were seen [Plate 1].", ["1"]),
        ("Pic 1: Plaques.", "Plaques were seen (Pic. 1 and Picture 2).", ["1", "2"]),
        ("Image 1: Plaques.", "Plaques were seen (Figure 1).", ["1"]),
        ("Image 1: Plaques.", "Plaques were seen (Photo 1).", ["1"]),
        ("Figure 1: Plaques.", "Plaques were seen [see Image 1].", ["1"]),
        ("Figure 1: Plaques.", "It grew on plate 1 and plate 2 (Figure 1).", ["1"]),
        ("Figure 1: Plaques.", "It grew at last (plate 2), and a photo 3 weeks later showed none.", []),
        ("Image 1: Plaques.", "It grew on plate 1 (Image 1).", ["1"]),
        ("Image 2: Plaques.", "Image 2 of the article by Rao shows the same.", []),
    ],
)
def test_figures_are_called_by_the_word_that_labels_them(caption, text, expected):
    passages = [
        Passage(part, Block((Run(words),)).span()) for part, words in ((Part.TEXT, text), (Part.CAPTION, caption))
    ]
    assert [f"{call.label}{''.join(call.panels)}" for call in read_callouts(passages)] == expected


def test_figures_and_tables_are_told_apart():
    found = callouts("(Figure 1a; Tables 1 and 2)")
    assert [(call.target, call.label) for call in found] == [("figure", "1"), ("table", "1"), ("table", "2")]


@pytest.mark.parametrize("part", [Part.CAPTION, Part.REFERENCE, Part.DECLARATION])
def test_only_the_text_calls(part):
    assert callouts("As in Figure 1.", part) == ()


def test_a_call_is_where_it_stands():
    (call,) = callouts("Plaques were seen (see Figure 1a).")
    assert call.span.text == "Figure 1a"


@given(st.text(alphabet="Figuretabl 123abc,.-–()[]and&<", max_size=80))
def test_any_text_is_read_and_a_call_points_into_it(text):
    for call in callouts("Fig" + text):
        assert call.label.isdigit()
        assert call.span.text.casefold().strip("([").startswith(("fig", "tab"))
