"""Wordings of many journals that a caption may use for its panels, stains and magnifications; all made up."""

import pytest

from validator import packs, pipeline
from validator.api import Block, PanelKind, Part, Passage, Run
from validator.model.text import Hint, HintKind
from validator.structure.captions import read_figures

VOCABULARY = packs.load().vocabulary
HISTOLOGY, GRAPH, OTHER = PanelKind.HISTOLOGY, PanelKind.GRAPH, PanelKind.OTHER
FLUORESCENCE, ELECTRON = PanelKind.IMMUNOFLUORESCENCE, PanelKind.ELECTRON


def panels(caption, *runs):
    block = Block((Run(f"Figure 1: {caption}"), *runs))
    return [
        panel for figure in read_figures([Passage(Part.CAPTION, block.span())], VOCABULARY) for panel in figure.panels
    ]


def names(caption):
    return [panel.letter for panel in panels(caption)]


def marks(panel):
    return [mark.span.text for mark in panel.magnifications]


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Nails: (i) pits, (ii) onycholysis and (iii) ridges.", ["i", "ii", "iii"]),
        ("Clinical (a1, b1) and dermoscopic (a2, b2) views of two papules.", ["a1", "b1", "a2", "b2"]),
        ("Papules before (a1-a3) and after treatment (b1-3).", ["a1", "a2", "a3", "b1", "b2", "b3"]),
        ("Patients by a age, b sex and c duration of disease.", ["a", "b", "c"]),
        ("Radiograph of the hand a on admission and b after a year.", ["a", "b"]),
        ("a Papule on the nose. b, c Lobules in the dermis (HE).", ["a", "b", "c"]),
        ("Electron micrograph of a granule (a, ×8,000; b, ×25,000)", ["a", "b"]),
        ("Skin biopsy. Magnification: A ×100; B ×400; stain: HE", ["a", "b"]),
        ("Papule on the nose of a man with b cell lymphoma.", [""]),
        ("Plaque on a knee, an elbow and vitamin b deficiency.", [""]),
        ("Papules in (iv) access sites.", [""]),
        ("Scores on the (A1) subscale.", [""]),
    ],
)
def test_the_marks_of_panels(caption, expected):
    assert names(caption) == expected


@pytest.mark.parametrize("label", ["Fig 1A–1D. ", "Figure 1a-1d: ", "Figure 1a, 1b, 1c and 1d: "])
def test_a_label_that_says_its_number_again_for_each_panel(label):
    caption = Block((Run(f"{label}Papules of the nose."),)).span()
    (figure,) = read_figures([Passage(Part.CAPTION, caption)], VOCABULARY)
    assert (figure.label, [panel.letter for panel in figure.panels][::3]) == ("1", ["a", "d"])


def test_a_figure_of_a_jats_file_whose_caption_says_the_label_again():
    hint = Hint(HintKind.CAPTION, label="Figure 1", group="f1")
    text = Block((Run("Figure 1: Figure 1a: Plaques on the arm. Figure 1b: Papules."),), hint).span()
    (figure,) = read_figures([Passage(Part.CAPTION, text, hint=hint)], VOCABULARY)
    assert [(panel.name, panel.span.text) for panel in figure.panels] == [
        ("Figure 1a", "Plaques on the arm."),
        ("Figure 1b", "Papules."),
    ]


@pytest.mark.parametrize(
    ("caption", "kind", "stain"),
    [
        ("Spinal cord sections, TUNEL staining (×400).", HISTOLOGY, "TUNEL"),
        ("Collagen in the wound, picrosirius red, ×100.", HISTOLOGY, "Sirius red"),
        ("Spindle cells with nuclear staining for human herpesvirus 8.", HISTOLOGY, "human herpesvirus 8"),
        ("Immunohistochemical staining of IL-17A in lesions of mice (×200).", HISTOLOGY, "IL-17A"),
        ("Immunofluorescence double staining of Iba-1 in the cord, bar = 50 µm", FLUORESCENCE, "Iba-1"),
        ("Keratinocytes labelled with phalloidin and DAPI.", FLUORESCENCE, "phalloidin"),
        (
            "Transmission electron micrograph (uranyl acetate and lead citrate, ×12,000).",
            ELECTRON,
            "Uranyl acetate and lead citrate",
        ),
    ],
)
def test_stains_of_the_laboratory(caption, kind, stain):
    (panel,) = panels(caption)
    assert (panel.kind, panel.stains[0].name) == (kind, stain)


@pytest.mark.parametrize(
    "caption",
    [
        "Relative mRNA expression of (A) IL-17A, (B) IL-22 and (C) TNF-α in skin.",
        "Flow cytometry of blood. (A) Gating on CD3+ lymphocytes. (B) CD26-negative subset.",
        "Proportion of CD30-positive cases by stage.",
        "PAS (psoriasis area and severity) score before and after treatment.",
        "System that plans a stereotactic biopsy.",
        "Number of CD30-positive cases a year.",
        "Immunohistochemical score by grade of the tumour (box plot).",
    ],
)
def test_no_section_and_no_stain(caption):
    shown = panels(caption)
    assert HISTOLOGY not in {panel.kind for panel in shown}
    assert [panel.stains for panel in shown] == [()] * len(shown)


@pytest.mark.parametrize("power", ["3", "-3", "9"])
def test_a_raised_exponent_makes_no_magnification(power):
    (panel,) = panels("Skin biopsy of a patient with platelets × 10", Run(power, superscript=True), Run(" (H&E)."))
    assert marks(panel) == []


def test_a_raised_citation_after_a_magnification_is_no_part_of_it():
    (panel,) = panels("Acanthosis (H&E), ×400", Run("12", superscript=True), Run("."))
    assert [mark.factor for mark in panel.magnifications] == [400]


def test_a_magnification_factor():
    (panel,) = panels("Histology of the nodule: HE, magnification factor 100")
    assert [mark.factor for mark in panel.magnifications] == [100]


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        (
            "(a) Granuloma (HE × 200). (b) CD3+, (c) CD30+ and (d) ALK-negative cells (×400)",
            {"a": ["× 200"], "b": ["×400"], "c": ["×400"], "d": ["×400"]},
        ),
        (
            "H&E of mice given (A) vehicle and (B) drug. Scale bars, 100 µm",
            {key: ["Scale bars, 100 µm"] for key in "ab"},
        ),
        (
            "(A) Orcein stain and (B) Alcian blue stain of the aorta; scale bar 200 microns",
            {key: ["scale bar 200 microns"] for key in "ab"},
        ),
        (
            "(A and B) Spongiosis (HE, ×100 and ×200, respectively). (C) Mast cells (toluidine blue, ×400).",
            {"a": ["×100"], "b": ["×200"], "c": ["×400"]},
        ),
        ("(a) Spongiosis and (b) giant cells (H&E, ×40 and ×400).", {"a": ["×40"], "b": ["×400"]}),
        ("Spongiosis (a) and giant cells (b) (H&E, ×40 and ×200)", {"a": ["×40"], "b": ["×200"]}),
        ("A: spongiosis, B: giant cells (H&E, ×40 and ×200)", {"a": ["×40"], "b": ["×200"]}),
        (
            "(a) Spongiosis. (b) Giant cells. HE; magnification ×100 in (a) and ×400 in (b).",
            {"a": ["×100"], "b": ["×400"]},
        ),
        ("a Spongiosis. b Giant cells. HE, original magnification a ×40, b ×100", {"a": ["×40"], "b": ["×100"]}),
        ("Spongiosis and giant cells (H&E; a: 40×, b: 400×)", {"a": ["40×"], "b": ["400×"]}),
        (
            "HE staining (panel A was from the edge, panel B from the base) showed horn pearls (H&E ×100, ×10).",
            {"a": ["×100"], "b": ["×10"]},
        ),
        ("(a) Spongiosis. (b) Giant cells (H&E, ×100).", {"a": [], "b": ["×100"]}),
    ],
)
def test_which_panels_a_magnification_holds_for(caption, expected):
    assert {panel.letter: marks(panel) for panel in panels(caption)} == expected


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("(a) CD8 and (b) CD4 immunostains of the infiltrate (× 200)", {"a": ["CD8"], "b": ["CD4"]}),
        (
            "Skin biopsy with mucin, colloidal iron (A) and C4d along the basement membrane (B)",
            {"a": ["Colloidal iron"], "b": ["C4d"]},
        ),
        (
            "(A) Spongiosis (HE, both ×100). (B) Electron microscopy of lipid droplets (×2K).",
            {"a": ["Haematoxylin & Eosin"], "b": []},
        ),
        (
            "(a) Plaque on the arm, (b) acanthosis and (c) giant cells (H&E, ×100)",
            {"a": [], "b": ["Haematoxylin & Eosin"], "c": ["Haematoxylin & Eosin"]},
        ),
        (
            "Ki67 in tumours. (A) Immunohistochemistry (×400). (B) Percentage of Ki67-positive cells",
            {"a": ["Ki67"], "b": []},
        ),
    ],
)
def test_which_panels_a_stain_holds_for(caption, expected):
    assert {panel.letter: [stain.name for stain in panel.stains] for panel in panels(caption)} == expected


def test_a_dermoscope_at_the_end_enlarges_no_section():
    bare, _ = panels("(a) Parakeratosis and spongiosis. (b) Dermoscopy with dotted vessels (polarised, ×10)")
    assert (bare.kind, bare.at_end) == (HISTOLOGY, ())


@pytest.mark.parametrize("words", ["10% potassium hydroxide mount with hyphae.", "Hyphae.", "20 % KOH mount."])
def test_a_caption_without_a_mark_behind_its_label(words):
    text = f"# A rash\n\nDear Editor,\n\nA man came [Figure 1].\n\nFigure 1 {words}\n"
    (letter,) = pipeline.letters([pipeline.SourceFile.of("letter.md", text.encode())], VOCABULARY)
    assert [(figure.name, figure.text.text) for figure in letter.figures] == [("Figure 1", words)]


def test_a_sentence_that_begins_with_a_figure_is_no_caption():
    text = "# A rash\n\nDear Editor,\n\nFigure 1 10 days later shows scales.\n\nFigure 1: Scales.\n"
    (letter,) = pipeline.letters([pipeline.SourceFile.of("letter.md", text.encode())], VOCABULARY)
    assert [figure.text.text for figure in letter.figures] == ["Scales."]
