"""Which figures picture files show by their names, and which are missing."""

from datetime import date

import pytest
from checked import pack

from validator import engine, packs, profiles
from validator.pipeline import SourceFile
from validator.submissions import read

TEXT = """# Annular plaques on the shins cleared with dapsone

Dear Editor,

A 45-year-old woman had annular plaques on both shins [Figures 1a and 1b]. A biopsy showed palisades [Figure 2a] and
mucin [Figure 2b]. The plaques cleared with dapsone 100 mg daily [Figure 3]. She took no other medicine.

**Figure 1:** (a) Plaques on the left shin. (b) Plaques on the right shin.

**Figure 2:** (a) Palisades. (Haematoxylin & Eosin, 100x). (b) Mucin. (Alcian blue, 200x)

**Figure 3:** The shins after treatment.
"""
PICTURE = b"\x89PNG\r\n\x1a\n"


def checked(*names):
    files = [
        SourceFile.of("letter.md", TEXT.encode()),
        *(SourceFile.of(name, PICTURE + name.encode()) for name in names),
    ]
    found = read(files, pack().vocabulary)
    checklist = engine.checklist(
        packs.load(), profiles.load("ijdvl", packs.load().profile_folders), date(2026, 11, 22), ["figure-files"]
    )
    (result,) = engine.run(found.letters[0], checklist).items
    return result


def item(*names):
    result = checked(*names)
    return result.status.value, [finding.outcome.message for finding in result.findings]


COMPLETE = [
    ("Fig1a.jpg", "Fig1b.jpg", "Fig2a.tif", "Fig2b.tif", "Fig3.jpg"),
    ("Figure 1.jpg", "Figure 2.jpg", "Figure 3.jpg"),
    ("Figure_1a-b.png", "figure-2 (a,b).png", "FIG.3.PNG"),
    ("Fig 1A.jpg", "Fig 1B.jpg", "Fig 2A and B.jpg", "Fig 3.jpg"),
    ("Menon_Fig1.tif", "Menon_Fig2.tif", "Menon_Fig3.tif"),
    ("Figures 1-3.tif", "IMG_2031.jpg"),
    ("Fig 1 & 2.tif", "Fig 3.tif"),
    ("figures/Figure 1.png", "figures/Figure 2.png", "figures/Figure 3.png"),
]


@pytest.mark.parametrize("names", COMPLETE, ids=", ".join)
def test_files_that_show_all_figures_pass(names):
    assert item(*names) == ("pass", [])


@pytest.mark.parametrize(
    "names", [("IMG_2031.jpg", "IMG_2032.jpg"), ("before.jpg", "after.jpg", "Fig1.jpg")], ids=", ".join
)
def test_names_without_number_claim_nothing(names):
    assert item(*names) == ("pass", [])


@pytest.mark.parametrize(
    ("names", "which"),
    [
        (("IMG_2201.JPG", "IMG_2202.JPG"), "Which figure the 2 picture files show could not be checked"),
        (("IMG_2201.JPG", "Fig1.jpg", "Fig2.jpg"), "Which figure 1 of 3 picture files shows could not be checked"),
    ],
)
def test_names_that_tell_no_number_are_said_to_be_unchecked(names, which):
    (seen,) = checked(*names).evidence
    assert seen.message.startswith(which)
    assert "“Figure 2” would tell" in seen.message


@pytest.mark.parametrize("names", [(), ("Figure.tif",), ("Fig1.tif",)], ids=", ".join)
def test_no_file_or_one_composite_is_silent(names):
    assert item(*names) == ("not-applicable", [])


MISSING = [
    (("Fig1.jpg", "Fig2.jpg"), "Figure 3"),
    (("Fig1a.jpg", "Fig2.jpg", "Fig3.jpg"), "Figure 1b"),
    (("Fig1a.jpg", "Fig1b.jpg", "Fig2b.jpg"), "Figures 2a and 3"),
]


@pytest.mark.parametrize(("names", "said"), MISSING)
def test_a_figure_or_part_without_file_is_told(names, said):
    assert item(*names) == ("fail", [f"No picture file was found for {said}."])
