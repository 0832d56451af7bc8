"""Figures as their captions tell of them; every caption here is made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator import packs
from validator.api import Block, PanelKind, Part, Passage, Run
from validator.model.text import Hint, HintKind
from validator.structure.captions import read_figures, read_tables

VOCABULARY = packs.load().vocabulary
HISTOLOGY, CLINICAL, DERMOSCOPY = PanelKind.HISTOLOGY, PanelKind.CLINICAL, PanelKind.DERMOSCOPY


def figures(*captions):
    return read_figures([Passage(Part.CAPTION, Block((Run(text),)).span()) for text in captions], VOCABULARY)


def panels(*captions):
    return [panel for figure in figures(*captions) for panel in figure.panels]


def stains(panel):
    return [stain.name for stain in panel.stains]


def magnifications(panel):
    return [mark.span.text for mark in panel.magnifications]


@pytest.mark.parametrize(
    ("caption", "names"),
    [
        ("Figure 1: Plaques.", ["Figure 1"]),
        ("Fig. 2. Plaques.", ["Figure 2"]),
        ("FIG 3 Plaques.", ["Figure 3"]),
        ("Figure 4 – Plaques.", ["Figure 4"]),
        ("Fig. 1a: Plaques.", ["Figure 1a"]),
        ("Figure 1 a) Plaques. b) Papules.", ["Figure 1a", "Figure 1b"]),
        ("Figure 1 (a, b). Plaques.", ["Figure 1a", "Figure 1b"]),
        ("Figures 1 and 2: Plaques.", ["Figure 1", "Figure 2"]),
        ("Supplementary Figure S1: Plaques.", ["Supplementary Figure S1"]),
        ("Figure: Plaques.", ["Figure 1"]),
    ],
)
def test_a_label_in_any_form(caption, names):
    assert [panel.name for panel in panels(caption)] == names


def test_the_text_of_a_caption_begins_after_its_label():
    (figure,) = figures("Figure 1: Plaques on the shins.")
    assert (figure.label, figure.head.text, figure.text.text) == ("1", "Figure 1:", "Plaques on the shins.")


def test_a_label_alone_is_a_figure_without_caption():
    (figure,) = figures("Figure 7.")
    assert (figure.label, figure.text.text) == ("7", "")


def test_captions_of_single_panels_make_one_figure():
    (figure,) = figures("Figure 1a: Plaques.", "Figure 1b: Acanthosis (H&E, ×100).", "(c) Dermoscopy of a plaque.")
    assert [(p.letter, p.kind) for p in figure.panels] == [("a", CLINICAL), ("b", HISTOLOGY), ("c", DERMOSCOPY)]


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Figure 1A: Bulla on the left hand. Figure 1B: Bullae on the right hand.", ["Figure 1a", "Figure 1b"]),
        ("Fig 1a. Bulla. Fig 1b. Bullae (H&E, 40x). Fig 1c. Vessels.", ["Figure 1a", "Figure 1b", "Figure 1c"]),
        ("Figure 1(a): Bulla. Figure 1(b): Bullae.", ["Figure 1a", "Figure 1b"]),
        ("Figure 2: Plaques. Figure 3: Papules.", ["Figure 2", "Figure 3"]),
        ("Figure 2 – Plaques\nFigure 3 – Papules", ["Figure 2", "Figure 3"]),
        ("Image 1: (a) Plaques. (b) Papules. Image 2: Nodules.", ["Figure 1a", "Figure 1b", "Figure 2"]),
        ("Figure 2: Plaques as in Figure 1. Figure 1 was taken before.", ["Figure 2"]),
        ("Figure 2: Plaques (compare Figure 1). Figures 1 and 2 are of one patient.", ["Figure 2"]),
    ],
)
def test_captions_that_run_on_in_one_paragraph(caption, expected):
    assert [panel.name for panel in panels(caption)] == expected


def test_captions_in_one_paragraph_keep_their_own_words():
    first, second = figures("Figure 1: Plaques on the shins. Figure 2: Acanthosis (H&E, ×100).")
    assert (first.text.text, second.text.text) == ("Plaques on the shins.", "Acanthosis (H&E, ×100).")
    assert [panel.kind for panel in (*first.panels, *second.panels)] == [CLINICAL, HISTOLOGY]


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Figure 1a: Plaques. Figure 1b: Papules.", [("1", ["a", "b"])]),
        ("Figure 1: Plaques. Figure 2: Papules.", [("1", [""])]),
    ],
)
def test_a_figure_of_a_jats_file_stays_one_whatever_its_caption_holds(caption, expected):
    hint = Hint(HintKind.CAPTION, label="Figure 1", group="f1")
    found = read_figures([Passage(Part.CAPTION, Block((Run(caption),), hint).span(), hint=hint)], VOCABULARY)
    assert [(figure.label, [panel.letter for panel in figure.panels]) for figure in found] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("(Giemsa, 40x10)", [("40x10", 400)]),
        ("(H&E, 10 x 40)", [("10 x 40", 400)]),
        ("(H&E 40X10)", [("40X10", 400)]),
        ("(H&E; 10x × 40x)", [("10x × 40x", 400)]),
        ("(PAS, 12.5 × 40)", [("12.5 × 40", 500)]),
        ("(H&E, original magnification 10 × 20)", [("10 × 20", 200)]),
        ("(H&E) from a plaque of 10 x 40 mm", []),
        ("(H&E) from a plaque measuring 10 x 40.", []),
        ("(H&E) from a patient with 10 × 10^9/L cells", []),
        ("(H&E) from a plaque of 10 x 40 x 10 mm", []),
    ],
)
def test_eyepiece_times_objective_is_one_magnification(words, expected):
    (panel,) = panels(f"Figure 1: Acanthosis {words}")
    assert [(mark.span.text, mark.factor) for mark in panel.magnifications] == expected


def test_captions_in_the_cells_of_a_table_are_read_like_any():
    hint = Hint(HintKind.TABLE_CELL, group="table-1")
    cells = ["Figure 1a: Plaques.", "Figure 1b: Papules.", "Figure 2: Acanthosis (H&E, ×100)."]
    passages = [Passage(Part.CAPTION, Block((Run(text),), hint).span(), hint=hint) for text in cells]
    found = read_figures(passages, VOCABULARY)
    assert [(figure.label, [panel.letter for panel in figure.panels]) for figure in found] == [
        ("1", ["a", "b"]),
        ("2", [""]),
    ]


def test_each_figure_of_a_jats_file_is_one():
    hints = [
        Hint(HintKind.CAPTION, label=label, group=group)
        for label, group in (("Figure 1a", "f1"), ("Figure 1b", "f2"), ("", "f3"))
    ]
    captions = [Passage(Part.CAPTION, Block((Run("Plaques."),), hint).span(), hint=hint) for hint in hints]
    assert [(f.label, f.numbered) for f in read_figures(captions, VOCABULARY)] == [
        ("1a", True),
        ("1b", True),
        ("3", False),
    ]


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("(a) Plaques. (b) Papules.", {"a": "(a) Plaques.", "b": "(b) Papules."}),
        ("Before (a) and after (b) treatment.", {"a": "Before (a)", "b": "and after (b)"}),
        ("A, Plaques. B, Papules.", {"a": "A, Plaques.", "b": "B, Papules."}),
        ("A: Plaques. B: Papules.", {"a": "A: Plaques.", "b": "B: Papules."}),
        ("a) Plaques; b) Papules", {"a": "a) Plaques;", "b": "b) Papules"}),
        ("a Plaques. b Papules.", {"a": "a Plaques.", "b": "b Papules."}),
        ("Panel A: plaques. Panel B: papules.", {"a": "Panel A: plaques.", "b": "Panel B: papules."}),
        ("(a-c) Plaques.", dict.fromkeys("abc", "(a-c) Plaques.")),
        ("(a and b) Plaques.", dict.fromkeys("ab", "(a and b) Plaques.")),
        ("(a)–(c) Plaques.", dict.fromkeys("abc", "(a)–(c) Plaques.")),
        ("(a, b) Plaques. (c) Papules.", {"a": "(a, b) Plaques.", "b": "(a, b) Plaques.", "c": "(c) Papules."}),
        ("Plaques on the arms (A, arrow) and legs (B).", {"a": "Plaques on the arms (A, arrow)", "b": "and legs (B)"}),
    ],
)
def test_panels_with_their_words(caption, expected):
    assert {p.letter: p.span.text for p in panels("Figure 1: " + caption)} == expected


@pytest.mark.parametrize(
    "caption",
    [
        "Phrynoderma in vitamin (A) deficiency.",
        "Brown macules (a marker of neurofibromatosis) on the trunk.",
        "Section with acanthosis (H,E, ×100).",
        "Gram's stain (H and E shown elsewhere).",
        "Artery (A), vein (V) and nerve (N).",
        "The plaque measured 4 × 5 cm (c. 2 inches).",
    ],
)
def test_a_letter_in_brackets_that_is_no_panel(caption):
    assert [panel.letter for panel in panels("Figure 1: " + caption)] == [""]


@pytest.mark.parametrize(
    ("caption", "kind"),
    [
        ("Plaques on both shins.", CLINICAL),
        ("Acanthosis nigricans over the nape of the neck.", CLINICAL),
        ("Hyperkeratosis of both palms.", CLINICAL),
        ("Infiltrated plaque on the cheek.", CLINICAL),
        ("Nodule on the arm, marked as the site for biopsy (arrow).", CLINICAL),
        ("CD30-positive lymphoproliferative disorder with nodules on the thigh.", CLINICAL),
        ("Linear IgA bullous dermatosis on the abdomen.", CLINICAL),
        ("Follicular plugging and white scales on dermoscopy (×10).", DERMOSCOPY),
        ("Hyperkeratosis and acanthosis.", HISTOLOGY),
        ("Perivascular infiltrate of lymphocytes in the upper dermis.", HISTOLOGY),
        ("Skin biopsy showing a granuloma.", HISTOLOGY),
        ("Tzanck smear showing multinucleated giant cells.", HISTOLOGY),
        ("Tumour cells positive for CD31 and ERG.", HISTOLOGY),
        ("Detail of the lesion (×400).", HISTOLOGY),
        ("Direct immunofluorescence showing linear IgG.", PanelKind.IMMUNOFLUORESCENCE),
        ("Electron micrograph of a Langerhans cell.", PanelKind.ELECTRON),
        ("MRI of the thigh showing oedema of the fascia.", PanelKind.RADIOLOGY),
        ("Ultrasound showing a hypoechoic lesion in the dermis.", PanelKind.RADIOLOGY),
        ("Reflectance confocal microscopy of the epidermis.", PanelKind.OTHER),
        ("KOH mount showing septate hyphae.", PanelKind.OTHER),
        ("Light microscopy of the hair shaft showing nodes.", PanelKind.OTHER),
        ("Flow chart of the patients.", PanelKind.GRAPH),
        ("Kaplan–Meier curve of patients with CD30-positive disease.", PanelKind.GRAPH),
    ],
)
def test_what_a_caption_shows(caption, kind):
    assert [panel.kind for panel in panels("Figure 1: " + caption)] == [kind]


@pytest.mark.parametrize(
    ("wording", "name"),
    [
        ("H&E", "Haematoxylin & Eosin"),
        ("H & E", "Haematoxylin & Eosin"),
        ("HE", "Haematoxylin & Eosin"),
        ("H and E", "Haematoxylin & Eosin"),
        ("haematoxylin-eosin", "Haematoxylin & Eosin"),
        ("Hematoxylin and Eosin stain", "Haematoxylin & Eosin"),
        ("PAS", "Periodic acid-Schiff"),
        ("periodic acid–Schiff with diastase", "Periodic acid-Schiff"),
        ("Grocott's methenamine silver", "Gomori methenamine silver"),
        ("Wade–Fite", "Fite-Faraco"),
        ("Masson's trichrome", "Masson trichrome"),
        ("Fontana-Masson", "Fontana-Masson"),
        ("Verhoeff-van Gieson", "Verhoeff-Van Gieson"),
        ("Gram stain", "Gram"),
        ("S100", "S100"),
        ("CD1a", "CD1a"),
        ("Ki-67", "Ki-67"),
        ("AE1/AE3", "AE1/AE3"),
        ("Melan-A", "Melan-A"),
    ],
)
def test_a_stain_or_marker_in_any_wording(wording, name):
    (panel,) = panels(f"Figure 1: Skin biopsy specimen ({wording}, ×100).")
    assert (stains(panel), [stain.misspelt for stain in panel.stains]) == ([name], [False])


@pytest.mark.parametrize(
    ("wording", "name"),
    [
        ("Hemotoxylin and eosin", "Haematoxylin & Eosin"),
        ("Ziehl-Nielsen", "Ziehl-Neelsen"),
        ("Fite-Farraco", "Fite-Faraco"),
        ("Gomori methanamine silver", "Gomori methenamine silver"),
        ("Geimsa", "Giemsa"),
    ],
)
def test_a_misspelt_stain_is_that_stain(wording, name):
    (panel,) = panels(f"Figure 1: Skin biopsy specimen ({wording}, ×100).")
    assert [(stain.name, stain.misspelt) for stain in panel.stains] == [(name, True)]


@pytest.mark.parametrize(
    "caption",
    [
        "Gram-negative sepsis with purpura on the legs.",
        "HE presented with papules on the face.",
        "CD4+ T cells and levels of IgE during treatment.",
        "ALK-positive lymphoma: nodule on the arm.",
        "Leishman-Donovan bodies within macrophages.",
        "Contrast “stain” around the vessel on angiography.",
    ],
)
def test_a_name_that_is_no_stain(caption):
    assert [stains(panel) for panel in panels("Figure 1: " + caption)] == [[]]


def test_pas_positive_material_is_stained():
    (panel,) = panels("Figure 1: PAS-positive material in the papillary dermis.")
    assert stains(panel) == ["Periodic acid-Schiff"]


def test_a_marker_that_no_list_holds():
    (panel,) = panels("Figure 1: Immunohistochemical staining for XQR12 in the tumour cells.")
    assert stains(panel) == ["XQR12"]


@pytest.mark.parametrize(
    ("words", "factor"),
    [
        ("×40", 40),
        ("x100", 100),
        ("X 200", 200),
        ("400×", 400),
        ("100 X", 100),
        ("10x objective", 10),
        ("original magnification, × 100", 100),
        ("original magnification 400", 400),
        ("magnification: 40x", 40),
        ("400-fold magnification", 400),
        ("×1,000", 1000),
        ("×12.5", 12.5),
        ("scale bar = 100 µm", None),
        ("bar: 50 μm", None),
    ],
)
def test_a_magnification_in_any_notation(words, factor):
    (panel,) = panels(f"Figure 1: Skin biopsy specimen (H&E; {words}).")
    assert [mark.factor for mark in panel.magnifications] == [factor]


@pytest.mark.parametrize(
    "words",
    [
        "of 3 x 4 mm",
        "of 1 × 1 cm",
        "with leucocytes of 0.8 × 10^9/L",
        "after cream 2x daily",
        "after doxycycline 100 mg × 14 days",
        "from a plaque of 17×22 to 14×18 mm",
        "after 8 × 2 weeks",
        "with a maximum of 20 cells",
    ],
)
def test_what_is_no_magnification(words):
    (panel,) = panels(f"Figure 1: Skin biopsy specimen {words} (H&E).")
    assert magnifications(panel) == []


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        ("(all H&E, ×100)", {"b": ["×100"], "c": ["×100"]}),
        ("(H&E; b ×40, c ×100)", {"b": ["×40"], "c": ["×100"]}),
        ("(H&E; (b) ×40, (c) ×100)", {"b": ["×40"], "c": ["×100"]}),
        ("(b, H&E; original magnification ×40; c, H&E; original magnification ×100)", {"b": ["×40"], "c": ["×100"]}),
        ("H&E, original magnification ×40 for b and c.", {"b": ["×40"], "c": ["×40"]}),
        ("(H&E; b-c ×40)", {"b": ["×40"], "c": ["×40"]}),
        ("(H&E, ×40 and ×400, respectively)", {"b": ["×40"], "c": ["×400"]}),
    ],
)
def test_a_magnification_said_for_several_panels(tail, expected):
    found = panels(f"Figure 1: (a) Plaque on the arm. (b) Parakeratosis. (c) Neutrophils in the epidermis. {tail}")
    told = {panel.letter: magnifications(panel) for panel in found if panel.kind is HISTOLOGY}
    assert told == expected
    assert [stains(panel)[:1] for panel in found] == [[], ["Haematoxylin & Eosin"], ["Haematoxylin & Eosin"]]


def test_what_stands_before_the_panels_holds_for_all():
    found = panels("Figure 1: Histopathology (H&E, ×100) showing (a) parakeratosis and (b) neutrophils.")
    assert [(stains(panel), magnifications(panel)) for panel in found] == [(["Haematoxylin & Eosin"], ["×100"])] * 2


def test_the_bracket_at_the_end_may_hold_for_a_panel_that_says_nothing():
    bare, last = panels("Figure 1: (a) Parakeratosis. (b) Neutrophils in the epidermis (H&E, ×100).")
    assert (stains(bare), [span.text for span in bare.at_end]) == ([], ["H&E", "×100"])
    assert (stains(last), last.at_end) == (["Haematoxylin & Eosin"], ())


def test_a_closer_view_has_the_stain_of_the_panel_before():
    found = panels("Figure 1: (a) Parakeratosis (H&E, ×40). (b) Higher magnification showing neutrophils (×400).")
    assert [stains(panel) for panel in found] == [["Haematoxylin & Eosin"]] * 2


def test_a_preparation_names_itself():
    (panel,) = panels("Figure 1: Tzanck smear showing acantholytic cells (×400).")
    assert panel.bedside is not None
    assert panel.bedside.text == "Tzanck"


@pytest.mark.parametrize(
    "caption",
    [
        "Left: plaque on the arm. Right: parakeratosis (H&E, ×100).",
        "Left panel, a plaque on the arm; right panel, parakeratosis (H&E, ×100).",
        "Plaque on the arm (left) and histology with parakeratosis, H&E ×100 (right).",
    ],
)
def test_panels_told_apart_by_their_place(caption):
    found = panels("Figure 1: " + caption)
    assert [(panel.name, panel.letter, panel.kind) for panel in found] == [
        ("Figure 1 (left)", "", CLINICAL),
        ("Figure 1 (right)", "", HISTOLOGY),
    ]
    assert stains(found[1]) == ["Haematoxylin & Eosin"]


def test_a_side_of_the_body_parts_no_figure():
    assert [panel.name for panel in panels("Figure 1: Plaques on the left arm and the right leg.")] == ["Figure 1"]


def test_tables_have_their_number_and_caption():
    spans = [Block((Run(text),)).span() for text in ("Table 2: Drugs tried.", "Doses.")]
    tables = read_tables([Passage(Part.TABLE_CAPTION, span) for span in spans])
    assert [(table.label, table.text.text) for table in tables] == [("2", "Drugs tried."), ("2", "Doses.")]


PIECES = st.sampled_from(
    [
        "(a) ",
        "(b)",
        "a) ",
        "A, ",
        "H&E",
        "HE ",
        "×40",
        "(c-e)",
        " and ",
        "; ",
        ". ",
        "(",
        ")",
        "IgG",
        "CD34",
        "\n",
        "x",
        "Figure 1",
        "é",
        "10",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_caption_is_read_and_points_into_itself(text):
    for figure in figures("Figure 1: " + text):
        for panel in figure.panels:
            marks = [*panel.stains, *panel.magnifications]
            for span in (panel.span, *(mark.span for mark in marks)):
                assert any(caption.covers(span) for caption in (figure.span, *figure.more))
