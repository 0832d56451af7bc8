"""Names and alternative texts of pictures: what tells of a patient is asked about, and nothing else."""

import json

import pytest
from checked import item, said
from click.testing import CliRunner

from validator.cli import cli
from validator.model.identifier import DOTS

LETTER = """\
# Lichen planus of the shins

Dear Editor,

A 45-year-old man had lichen planus and a becker naevus [Figure 1].

![{alt}]({name})

**Figure 1:** Purple papules.

**Anita Kumar, Jonas Feld**
"""


def asked(name="image1.png", alt=""):
    found = item("picture-name", LETTER.format(alt=alt.replace("\\", "\\\\"), name=f"<{name}>"))
    assert all(word not in finding.outcome.message for finding in found.findings for word in ("Sunita", "20214455"))
    return [(case, level) for _, case, level, _ in said(found)]


@pytest.mark.parametrize(
    ("name", "alt", "case"),
    [
        ("image1.png", r"C:\Users\DR ANIL\Desktop\Sunita Devi 45F.jpg", "path"),
        ("image1.png", r"\\clinic-server\photos\Sunita Devi.jpg", "path"),
        ("image1.png", "/Users/anil/Desktop/rash.jpg", "path"),
        ("Sunita Devi 45F.jpg", "", "name"),
        ("Sunita_Devi_45_F.jpg", "", "name"),
        ("Ramesh Lal 45 yrs.png", "", "name"),
        ("Mrs Kamala before.jpg", "", "name"),
        ("UHID_20214455.jpg", "", "name"),
        ("image1.png", "UHID 20214455", "name"),
    ],
)
def test_what_tells_of_a_patient_is_asked_about(name, alt, case):
    assert asked(name, alt) == [(case, "should")]


@pytest.mark.parametrize(
    ("name", "alt"),
    [
        ("Picture 3.png", "Picture 3"),
        ("IMG_2031.jpg", ""),
        ("IMG-20210314-WA0012.jpg", ""),
        ("WhatsApp Image 2021-03-14 at 10.22.33 AM.jpeg", ""),
        ("Screenshot 2021-03-14 102233.png", ""),
        ("Fig 1 Kaposi sarcoma.jpg", ""),
        ("Bowen Disease 60M.png", ""),
        ("Lichen Planus 45F.jpg", ""),
        ("Becker Naevus 45M.jpg", ""),
        ("Stevens Johnson.png", ""),
        ("Kumar_Fig1.tif", ""),
        ("Anita Kumar 45F.tif", ""),
        ("Figure 2 H&E 100x.tif", ""),
        ("image1.png", "A person with a rash on the leg. Description automatically generated"),
        ("image1.png", "AI-generated content may be incorrect."),
        ("image1.png", "Close-up of a 45-year-old woman's leg"),
    ],
)
def test_what_only_looks_like_a_name_is_none(name, alt):
    assert asked(name, alt) == []


def test_a_picture_file_of_the_submission_is_named_without_its_name(tmp_path):
    folder = tmp_path / "Ramesh Lal 45M"  # a folder of whoever checks, no picture
    folder.mkdir()
    (folder / "letter.md").write_text(LETTER.replace("![{alt}]({name})\n\n", ""), "utf-8")
    (folder / "Sunita Devi 45F.tif").write_bytes(b"II*\0" + bytes(200))
    options = ["--together", "--select", "picture-name", "--format", "json"]
    result = CliRunner().invoke(
        cli, ["check", str(folder / "letter.md"), str(folder / "Sunita Devi 45F.tif"), *options]
    )
    (entry,) = json.loads(result.stdout)["letters"][0]["items"]
    assert [finding["message"].endswith(f"“{DOTS} 45F.tif”.") for finding in entry["findings"]] == [True]
    assert "Sunita" not in result.output
