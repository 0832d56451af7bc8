"""What the figure items say of whole letters, beyond the examples on their pages."""

from datetime import date

import pytest
from checked import TODAY, pack, profile
from word_files import p, word_file

from validator import engine, packs, pipeline, profiles
from validator.model.result import ItemStatus

PACK = packs.load()
PROFILE = profiles.load("ijdvl", PACK.profile_folders)
CHECKLIST = engine.checklist(PACK, PROFILE, date(2026, 11, 22), select=["figures"])

LETTER = """# Plaques that cleared on baricitinib

Dear Editor,

A 34-year-old woman had plaques on the left elbow and pustules on the right sole [Figures 1a, 1b]. Histopathology of
the elbow showed parakeratosis [Figure 1c] and that of the sole pustules in the epidermis [Figure 1d]. She
improved [Figure 2].

**Figure 1:** (a) Plaques on the left elbow. (b) Pustules on the right sole. (c) Parakeratosis and a perivascular
infiltrate in the dermis. (Haematoxylin & Eosin, 40x) (d) Pustules with neutrophils in the epidermis. (Haematoxylin &
Eosin, 100x)

**Figure 2:** Severity index before and after treatment.
"""

NO_FIGURES = "# Plaques\n\nDear Editor,\n\nA 34-year-old woman had plaques on both elbows.\n"


def cell(content):
    return f"<w:tc>{content}</w:tc>"


def table(*rows):
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def items(text):
    (letter,) = pipeline.letters([pipeline.SourceFile.of("letter.md", text.encode())], PACK.vocabulary)
    return {item.id: item for item in engine.run(letter, CHECKLIST).items}


def said(text):
    return [
        (item.id, finding.outcome.case, finding.level.word)
        for item in items(text).values()
        for finding in item.findings
    ]


def test_nothing_is_said_of_a_letter_with_complete_captions():
    assert said(LETTER) == []


def test_each_micrograph_is_named_with_its_stain_and_magnification():
    found = items(LETTER)
    assert [seen.message for seen in found["stain"].evidence] == [
        "Figure 1c: Haematoxylin & Eosin",
        "Figure 1d: Haematoxylin & Eosin",
    ]
    assert [seen.message for seen in found["magnification"].evidence] == ["Figure 1c: 40x", "Figure 1d: 100x"]


def test_without_figures_no_item_applies():
    assert {
        item.id: item.status for item in items(NO_FIGURES).values() if item.status is not ItemStatus.NOT_APPLICABLE
    } == {}


def test_a_letter_whose_beginning_is_missing_is_not_judged():
    found = items(
        "and papules on the trunk. They improved [Figure 9].\n\n## References\n\n1. Rao A. Skin. J Skin 2020;1:1–2.\n"
    )
    judged = {name for name, item in found.items() if item.status is not ItemStatus.COULD_NOT_CHECK}
    assert judged == {"image-resolution", "image-metadata"}  # pictures are looked at wherever the letter begins


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("[Figure 2]", "", ("figure-callouts", "never-called", "must")),
        ("[Figure 2]", "[Figures 2, 3]", ("figure-callouts", "no-figure", "must")),
        ("[Figure 1d]", "[Figures 1d, 1e]", ("panel-callouts", "not-captioned", "should")),
        ("[Figure 1d]", "", ("panel-callouts", "not-called", "should")),
        ("Severity index before and after treatment.", "", ("caption", "label-only", "must")),
        ("(Haematoxylin & Eosin, 40x)", "(40x)", ("stain", "missing", "must")),
        ("(Haematoxylin & Eosin, 40x)", "(Hemotoxylin & Eosin, 40x)", ("stain", "misspelt", "info")),
        ("(Haematoxylin & Eosin, 40x)", "(Hematoxylin & Eosin, 40x)", ("stain", "two-spellings", "info")),
        ("(Haematoxylin & Eosin, 40x)", "(Haematoxylin & Eosin)", ("magnification", "panel", "should")),
        ("(Haematoxylin & Eosin, 40x)", "(Haematoxylin & Eosin, ×40)", ("magnification", "notation", "info")),
        ("(Haematoxylin & Eosin, 40x)", "(Haematoxylin & Eosin, 47x)", ("magnification", "number", "info")),
        ("Plaques on the left elbow. (b)", "Plaques on the right elbow. (b)", ("laterality", "side", "info")),
        ("(a) Plaques", "(a) A 43-year-old woman with plaques", ("patient-consistency", "differs", "should")),
        ("Severity index", "Severity index (adapted from Rao et al.)", ("reused-figure", "permission", "should")),
        (
            "(b) Pustules on the right sole.",
            "(b) Pustules on the right cheek.",
            ("identifiable-image", "face", "should"),
        ),
        ("(b) Pustules on the right sole.", "(b) Pustules on the buttocks.", ("sensitive-image", "adult", "should")),
        ("improved [Figure 2]", "improved [Table 1] [Figure 2]", ("table-callouts", "no-table", "must")),
    ],
)
def test_one_fault_gives_its_finding_and_no_other(before, after, expected):
    assert before in LETTER
    assert said(LETTER.replace(before, after)) == [expected]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("A 43-year-old woman with pustules.", [("patient-consistency", "differs", "should")]),
        ("Pustules. Reproduced from Rao et al.", [("reused-figure", "permission", "should")]),
        ("Dermoscopy showing dotted vessels (10x).", [("dermoscopy-caption", "polarisation", "info")]),
        ("Polarised dermoscopy showing dotted vessels (10x).", []),
        ("Pustules. Black arrow.", [("marks-explained", "unexplained", "info")]),
    ],
)
def test_the_caption_of_a_later_panel_is_read_like_the_first(words, expected):
    text = "A 34-year-old woman had plaques [Figure 1a] and pustules [Figure 1b]."
    captions = f"**Figure 1a:** Plaques on the elbow.\n\n**Figure 1b:** {words}"
    assert said(f"# Plaques\n\nDear Editor,\n\n{text}\n\n{captions}\n") == expected


def test_two_ways_of_writing_are_named_as_they_follow_one_another_in_the_letter():
    twice = "(Haematoxylin & Eosin, 40x)\n\n**Figure 2:** (a) Severity index. (b) Dermis. (Hematoxylin & Eosin, ×40)"
    found = items(LETTER.split("(Haematoxylin & Eosin, 40x)", maxsplit=1)[0] + twice)
    assert [finding.outcome.message for name in ("stain", "magnification") for finding in found[name].findings] == [
        "The captions write both “Haematoxylin & Eosin” and “Hematoxylin & Eosin”.",
        "Magnifications are written in two ways: “40x” and “×40”.",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("**Figure 1:**", "Fig. 1."),
        ("**Figure 1:**", "FIGURE 1"),
        ("(a) Plaques", "a) Plaques"),
        ("[Figures 1a, 1b]", "(Figs 1a and b)"),
        ("[Figure 1c]", "(see figure 1C)"),
        ("(Haematoxylin & Eosin, 40x)", "(H&E, 40x)"),
        ("(Haematoxylin & Eosin, 40x)", "[HE; original magnification 40x]"),
        ("(Haematoxylin & Eosin, 40x)", "(40x, haematoxylin-eosin)"),
        ("(Haematoxylin & Eosin, 40x)", "(H and E, scale bar = 100 µm)"),
        ("(Haematoxylin & Eosin, 40x)", "(immunohistochemistry for CD3, 40x)"),
    ],
)
def test_a_wording_that_must_not_matter(before, after):
    assert before in LETTER
    assert said(LETTER.replace(before, after)) == []


def test_panels_without_stain_or_magnification_are_told_together_by_figure():
    text = LETTER.replace("(Haematoxylin & Eosin, 40x)", "").replace("(Haematoxylin &\nEosin, 100x)", "")
    assert said(text) == [
        ("stain", "missing", "must"),
        ("stain", "missing", "must"),
        ("magnification", "missing", "must"),
    ]


def test_what_the_last_bracket_may_say_is_asked():
    assert said(LETTER.replace("(Haematoxylin & Eosin, 40x)", "")) == [
        ("stain", "shared", "should"),
        ("magnification", "shared", "should"),
    ]


@pytest.mark.parametrize("word", ["Image", "Photo", "Photograph", "Plate", "Pic", "Picture"])
def test_a_figure_may_go_by_another_name(word):
    assert said(LETTER.replace("Figure", word)) == []


def test_a_single_panel_is_told_in_the_singular():
    text = LETTER.replace("[Figure 2]", "[Figures 2a, 2b]").replace(
        "**Figure 2:** Severity index before and after treatment.", "**Figure 2a:** Plaques on the left elbow, healed."
    )
    (found,) = items(text)["panel-callouts"].findings
    assert found.outcome.message == "The text calls Figure 2b, but the caption of Figure 2 describes panel a only."


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Direct immunofluorescence showing linear IgG at the junction.", "(Direct immunofluorescence, IgG, 400x)"),
        ("Indirect immunofluorescence with IgG on the roof.", "(Indirect immunofluorescence, IgG, 400x)"),
        ("Tzanck smear showing acantholytic cells.", "(Tzanck, 400x)"),
        ("Slit-skin smear showing bacilli (Fite-Faraco).", "(Fite-Faraco, 100x)"),
        ("Giemsa-stained smear showing amastigotes.", "(Giemsa, 100x)"),
        ("Electron micrograph showing Birbeck granules.", "(Electron microscopy, 10000x)"),
        ("Acanthosis and parakeratosis (Hemotoxylin & Eosin).", "(Haematoxylin & Eosin, 100x)"),
        ("Immunohistochemistry showing positivity of the infiltrate.", "(100x)"),
    ],
)  # fmt: skip
def test_the_magnification_offered_fits_the_picture(caption, expected):
    (found,) = items(NO_FIGURES + f"\n**Figure 1:** {caption}\n")["magnification"].findings
    assert found.outcome.help.startswith(f"End the caption with it, for example: {expected}. ")


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Acanthosis and parakeratosis.", "(Haematoxylin & Eosin, 100x)"),
        ("Acanthosis and parakeratosis, ×400.", "(Haematoxylin & Eosin, ×400)"),
        ("Smear showing amastigotes in macrophages.", "(Giemsa, 100x)"),
        ("Immunohistochemistry showing positivity of the infiltrate, 200x.", "(CD20, 200x)"),
    ],
)
def test_the_stain_offered_fits_the_picture(caption, expected):
    (found,) = items(NO_FIGURES + f"\n**Figure 1:** {caption}\n")["stain"].findings
    assert found.outcome.help.endswith(f"for example: {expected}.")


@pytest.mark.parametrize("words", ["low power", "high-power", "Scanner view", "oil immersion", "higher magnification"])
def test_a_magnification_in_words_is_asked_about(words):
    found = items(NO_FIGURES + f"\n**Figure 1:** Acanthosis and parakeratosis ({words}; H&E).\n")["magnification"]
    message = f"The caption of Figure 1 says “{words}”, and gives no number."
    assert [(f.outcome.case, f.level.word, f.outcome.message) for f in found.findings] == [
        ("in-words", "should", message)
    ]


@pytest.mark.parametrize(
    "words", ["low power, ×40", "4x objective", "oil immersion, 10 x 100", "scanner view, scale bar 1 mm"]
)
def test_a_number_beside_the_words_is_enough(words):
    found = items(NO_FIGURES + f"\n**Figure 1:** Acanthosis and parakeratosis ({words}; H&E).\n")["magnification"]
    assert found.status is ItemStatus.PASS


def test_a_field_in_which_was_counted_is_no_magnification():
    found = items(NO_FIGURES + "\n**Figure 1:** Dermal infiltrate with 5 mitoses per high-power field (H&E).\n")
    assert [f.outcome.case for f in found["magnification"].findings] == ["missing"]


@pytest.mark.parametrize(
    "caption",
    [
        "KOH mount showing septate hyphae.",
        "Ectothrix invasion of a hair shaft.",
        "Fungal hyphae in 10% KOH, high-power view.",
        "Direct microscopy of skin scrapings showing hyphae and arthrospores.",
        "Hair mount with endothrix spores.",
        "Macroconidia in lactophenol cotton blue.",
        "Sarcoptes mite in a mineral oil mount.",
    ],
)
def test_nothing_is_asked_of_a_mount(caption):
    assert said(NO_FIGURES + f"\nIt healed [Figure 1].\n\n**Figure 1:** {caption}\n") == []


def test_figures_laid_out_in_a_word_table_are_figures():
    cells = [
        cell(p("Figure 1a: Plaques on the left elbow.")) + cell(p("Figure 1b: Pustules on the right sole.")),
        cell(p("Figure 2: Parakeratosis and acanthosis in the epidermis.")) + cell(p("")),
    ]
    body = p("Plaques that cleared") + p("Dear Editor,") + p("Plaques and pustules were seen [Figures 1a, 1b, 2].")
    file = pipeline.SourceFile.of("letter.docx", word_file(body + table(*cells)))
    (letter,) = pipeline.letters([file], PACK.vocabulary)
    assert [panel.name for figure in letter.figures for panel in figure.panels] == [
        "Figure 1a",
        "Figure 1b",
        "Figure 2",
    ]
    found = engine.run(letter, CHECKLIST).items
    assert [(item.id, f.outcome.case) for item in found for f in item.findings] == [
        ("stain", "missing"),
        ("magnification", "missing"),
    ]


def asked(item, body, caption, title="A rash", consent=""):
    text = f"# {title}\n\nDear Editor,\n\n{body}\n\n{consent}\n\n**Figure 1:** {caption}\n"
    found = items(text)[item]
    assert found.status is not ItemStatus.COULD_NOT_CHECK
    return [(finding.outcome.case, finding.outcome.message) for finding in found.findings]


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("A plaque was seen on the left cheek", "Plaque on the right cheek."),
        ("The Rt. foot had a plaque", "Plaque over left foot."),
        ("Papules covered the left side of the trunk", "Papules on the right side of the trunk."),
        ("A right-sided plaque was seen", "Left-sided plaque on the thigh."),
        ("An eschar was found over the left scapula", "Eschar on the right scapula."),
        ("The right index finger was swollen", "Swollen left index finger."),
        ("The left lower eyelid had a papule", "Papule on the right lower eyelid."),
    ],
)
def test_another_side_in_the_caption_is_asked_about(text, caption):
    assert [case for case, _ in asked("laterality", f"A 40-year-old man came. {text} [Figure 1].", caption)] == ["side"]


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("A plaque was seen on the left cheek", "Right: after treatment. Left: before treatment."),
        ("A left-handed man had an ulcer of the right thumb", "Ulcer of the right thumb of a left-handed man."),
        ("The plaque on the right arm was left untreated", "Plaque on the right arm."),
        ("The right cheek was treated and the left with cream", "Left cheek after treatment."),
        ("The left hand was affected more than the right", "Right hand."),
        ("The left and right knees had plaques", "Plaque on the right knee."),
        ("In this split-face study the left half got placebo", "Right half of the face."),
        ("A skin graft from the right thigh covered the left shin", "Left shin."),
    ],
)
def test_a_side_that_is_none_of_the_body_or_named_too_is_not_asked_about(text, caption):
    assert asked("laterality", f"A 40-year-old man came. {text} [Figure 1].", caption) == []


@pytest.mark.parametrize(
    ("who", "caption", "title"),
    [
        ("A 45-year-old man", "Rash of a 54-year-old man.", "A rash"),
        ("A 45-year-old man", "Rash of a 45-year-old woman.", "A rash"),
        ("A 45-year-old man", "Rash.", "A rash in an elderly woman"),
        ("A 70-year-old man", "Rash.", "A rash in a child"),
        ("A 7-year-old boy", "Rash.", "A rash in an adult man"),
        ("A 12-year-old girl", "Rash on the back of the boy.", "A rash"),
        ("A 45-year-old man", "Rash on her back.", "A rash"),
        ("A 2-year-old boy", "Rash of a 2-month-old boy.", "A rash"),
        ("A man in his fifties", "Rash of a 35-year-old man.", "A rash"),
        ("A 45-year-old man", "Rash of a patient aged 54 years.", "A rash"),
    ],
)
def test_another_patient_in_caption_or_title_is_asked_about(who, caption, title):
    found = asked("patient-consistency", f"{who} presented with a rash [Figure 1].", caption, title)
    assert [case for case, _ in found] == ["differs"]


@pytest.mark.parametrize(
    ("who", "caption", "title"),
    [
        ("A man in his fifties", "Rash of a 54-year-old man.", "A rash"),
        ("A 24-month-old boy", "Rash of a 2-year-old boy.", "A rash"),
        ("A 14-month-old boy", "Rash of a 1-year-old boy.", "A rash in an infant"),
        ("A 45-year-old man", "Rash of our patient, who is now 46 years old.", "A rash"),
        ("A 45-year-old man", "Plaques that are 20 years old.", "A rash"),
        ("A 45-year-old man", "Normal skin of a 30-year-old woman as control.", "A rash"),
        ("A 45-year-old man", "Rash. The hand of the woman is that of her mother.", "A rash"),
        ("A 45-year-old man", "(a) Rash. (b) The same rash in his 12-year-old son.", "A rash"),
        ("A 30-year-old woman", "Hair loss.", "Male-pattern hair loss in a woman"),
        ("A 45-year-old man", "Rash on the male genitalia.", "A rash in an adult"),
        ("A 45-year-old transgender woman", "Rash of a transgender woman, male at birth.", "A rash"),
        ("A 17-year-old boy", "Rash of a young man.", "A rash in a child"),
        ("Two women, aged 38 and 50 years,", "Rash of the 50-year-old woman.", "A rash"),
    ],
)
def test_who_may_be_the_same_patient_or_is_somebody_else_is_not_asked_about(who, caption, title):
    assert asked("patient-consistency", f"{who} presented with a rash [Figure 1].", caption, title) == []


def test_a_sex_that_the_words_quoted_do_not_tell_is_named():
    ((_, message),) = asked(
        "patient-consistency", "A 12-year-old girl presented with a rash [Figure 1].", "Rash on the back of the boy."
    )
    assert message == "Is this the same patient: “the boy” here, “12-year-old” (female) in the text?"


@pytest.mark.parametrize(
    "caption",
    [
        "Periorbital oedema.",
        "Leonine facies.",
        "Loss of eyebrows and eyelashes.",
        "Melasma over the malar area.",
        "Hemifacial atrophy.",
        "Papules within a tattoo.",
        "Plaques on the cheeks, sparing the trunk.",
    ],
)
def test_a_face_is_asked_about(caption):
    assert [case for case, _ in asked("identifiable-image", "A man came [Figure 1].", caption)] == ["face"]


@pytest.mark.parametrize(
    "caption",
    [
        "Plaques over the extensor surface.",
        "Thin hair on the right temple.",
        "Face-sparing plaques on the trunk.",
        "Plaques on the trunk, sparing the nose and cheeks.",
        "Trunk with plaques; the face is spared.",
        "Ulcer of the anterior face of the tibia.",
        "Biopsy of the cheek with granulomas (H&E, ×100).",
        "Owl's eye inclusions (H&E, ×400).",
        "Plaques visible to the naked eye.",
        "CT of the face.",
    ],
)
def test_what_shows_no_face_is_not_asked_about(caption):
    assert asked("identifiable-image", "A man came with plaques of the face [Figure 1].", caption) == []


@pytest.mark.parametrize(
    "caption",
    [
        "Perianal condylomata.",
        "Eczema of the nipple.",
        "Napkin dermatitis.",
        "Warts around the anus.",
        "Lichen sclerosus of the anogenital area.",
        "Plaques on the buttocks.",
    ],
)
def test_what_is_private_is_asked_about(caption):
    assert [case for case, _ in asked("sensitive-image", "A 40-year-old man came [Figure 1].", caption)] == ["adult"]


@pytest.mark.parametrize(
    "caption",
    [
        "Scrotal tongue.",
        "Rash on the trunk, genitalia spared.",
        "Nipple-like projection on the arm.",
        "Graft in the resected pubic bone.",
        "Smear from a genital ulcer (Giemsa, ×1000).",
        "Labial mucosa with a mucocele.",
    ],
)
def test_what_shows_nothing_private_is_not_asked_about(caption):
    assert asked("sensitive-image", "A 40-year-old man came with genital plaques [Figure 1].", caption) == []


@pytest.mark.parametrize(("item", "parts"), [("identifiable-image", "Nose"), ("sensitive-image", "Scrotum")])
@pytest.mark.parametrize(
    ("consent", "said"),
    [
        ("", "The letter has no statement of patient consent."),
        (
            "**Declaration of patient consent:** The authors certify that they have obtained all appropriate patient "
            "consent.",
            "Consent to publish is declared.",
        ),
    ],
)
def test_pictures_are_asked_about_once_with_what_is_said_of_consent(item, parts, consent, said):
    caption = f"(a) {parts} with plaques. (b) {parts} after treatment."
    beginning = "# A rash\n\nDear Editor,\n\nA 40-year-old man came [Figures 1a, 1b]."
    text = f"{beginning}\n\n{consent}\n\n**Figure 1:** {caption}\n"
    (found,) = items(text)[item].findings
    assert "Figures 1a and 1b" in found.outcome.message
    assert found.outcome.help.startswith(said)


@pytest.mark.parametrize(
    "caption",
    [
        "The pathway, adapted from Rao et al.",
        "The pathway, modified after Rao et al.",
        "The pathway; taken from the textbook of dermatology.",
        "The pathway. Source: Textbook of dermatology.",
        "The pathway, based on a figure by Rao.",
    ],
)
def test_a_figure_from_elsewhere_is_asked_about(caption):
    assert [case for case, _ in asked("reused-figure", "A man came [Figure 1].", caption)] == ["permission"]


@pytest.mark.parametrize(
    "caption",
    [
        "The pathway, adapted from Rao et al. under CC BY 4.0.",
        "Skin taken from the edge of the ulcer.",
        "Photograph taken from above.",
        "Culture modified from yeast to mould.",
        "Plaques modified after treatment.",
        "Plaques. Courtesy: Dr Rao.",
    ],
)
def test_a_figure_of_ones_own_is_not_asked_about(caption):
    assert asked("reused-figure", "A man came [Figure 1].", caption) == []


def test_a_paragraph_that_only_calls_a_figure_calls_it():
    text = "# A rash\n\nDear Editor,\n\nA 40-year-old man had a rash.\n\nSee Figure 1.\n\n**Figure 1:** Rash.\n"
    assert items(text)["figure-callouts"].findings == ()


@pytest.mark.parametrize("name", ["Table", "Figure"])
def test_roman_numbers_are_read_in_labels_and_calls(name):
    captions = "**{0} I:** Drugs.\n\n| Drug | Cost |\n| --- | --- |\n| Dapsone | 4 |\n\n**{0} II:** Costs.\n"
    text = "# A rash\n\nDear Editor,\n\nA 40-year-old man had a rash ({0}s I and II).\n\n" + captions
    item = items(text.format(name))[f"{name.lower()}-callouts"]
    assert (item.status, item.findings) == (ItemStatus.PASS, ())
    lost = items(text.format(name).replace(" and II", ""))[f"{name.lower()}-callouts"]
    assert [finding.outcome.case for finding in lost.findings] == ["never-called"]


@pytest.mark.parametrize(("age", "who"), [(9, "the parent or guardian has agreed"), (40, "the patient has agreed")])
@pytest.mark.parametrize(("item", "part"), [("identifiable-image", "nose"), ("sensitive-image", "scrotum")])
def test_who_must_agree_to_a_picture_depends_on_the_age(age, who, item, part):
    text = f"# A rash\n\nDear Editor,\n\nA {age}-year-old came with a rash [Figure 1].\n\n"
    (found,) = items(f"{text}**Figure 1:** Rash of the {part}.\n")[item].findings
    assert who in found.outcome.help


@pytest.mark.parametrize("item", ["stain", "magnification"])
def test_captions_of_other_pictures_are_named_where_nothing_is_asked(item):
    caption = "(a) Plaque on the arm. (b) Chest X-ray. (c) Flow chart of the treatment."
    found = items(NO_FIGURES + f"\n**Figure 1:** {caption}\n")[item]
    assert found.status is ItemStatus.NOT_APPLICABLE
    (reason,) = found.reasons
    assert reason.endswith("they tell of photographs, X-rays or scans and graphs or charts.")


def test_each_panel_without_magnification_is_offered_its_own():
    caption = "(a) Acanthosis and giant cells (H&E). (b) Hyphae (PAS). (c) Direct immunofluorescence with linear IgG."
    (found,) = items(NO_FIGURES + f"\n**Figure 1:** {caption}\n")["magnification"].findings
    assert found.outcome.message == "The caption of Figures 1a, 1b and 1c gives no magnification."
    offered = "Figure 1a (H&E, 100x); Figure 1b (PAS, 100x); Figure 1c (Direct immunofluorescence, IgG, 400x)."
    assert f"for example: {offered}" in found.outcome.help


def test_what_the_last_bracket_names_is_all_that_is_asked_about():
    caption = "(a) Parakeratosis and spongiosis. (b) Neutrophils, ×400, in the stratum corneum (H&E)."
    found = items(NO_FIGURES + f"\n**Figure 1:** {caption}\n")
    assert [f.outcome.case for f in found["stain"].findings] == ["shared"]
    assert [f.outcome.case for f in found["magnification"].findings] == ["panel"]


@pytest.mark.parametrize(
    ("woman", "captions", "question"),
    [
        ("A 34-year-old woman", ["Erosion of the vulva."], "Is Figure 1 needed? Its caption says “vulva”."),
        ("A 9-year-old girl", ["Erosion of the vulva."], "Is Figure 1, a picture of a minor, needed? Its caption says"),
        (
            "A 9-year-old girl",
            ["Erosion of the vulva.", "The vulva after a month."],
            "Are Figures 1 and 2, pictures of a minor, needed? The captions say “vulva”.",
        ),
    ],
)
def test_whether_a_picture_is_needed_is_asked_as_a_person_asks(woman, captions, question):
    text = NO_FIGURES.replace("A 34-year-old woman", woman)
    text += "".join(f"\n**Figure {number}:** {caption}\n" for number, caption in enumerate(captions, 1))
    (found,) = items(text)["sensitive-image"].findings
    assert found.outcome.message.startswith(question)


@pytest.mark.parametrize(
    ("name", "table", "asked"),
    [
        ("letter.md", "", True),
        ("letter.md", "| Nail | Number |\n| --- | --- |\n| Pits | 4 |\n", False),
        ("letter.txt", "", False),
    ],
)
def test_a_caption_without_any_table_is_asked_about_where_the_file_would_show_one(name, table, asked):
    text = f"A rash\n\nDear Editor,\n\nTwelve masons were examined [Table 1].\n\nTable 1: Nail changes\n\n{table}"
    letter = pipeline.letters([pipeline.SourceFile.of(name, text.encode())], pack().vocabulary)[0]
    found = engine.run(letter, engine.checklist(pack(), profile(), TODAY, select=["table-callouts"])).items[0]
    assert [f.outcome.message for f in found.findings] == (
        ["Table 1 has a caption, but the file holds no table. Is it missing?"] if asked else []
    )
