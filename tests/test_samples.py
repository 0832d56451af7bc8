"""The sample letters: what is expected of each, in every format that it comes in, and nothing beyond it.

What stands in an `.expected.toml`: the day of the check; the formats of the sample; for each letter its verdict, stage
and type, the items that fail or need a person with their cases, and those that could not be checked. Where a format
must be judged otherwise (a picture inside a Word file), its letters stand under its name (`docx.letters`).
"""

import importlib.util
import sys
import zipfile
from dataclasses import replace
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import regex

from validator import engine, packs, pipeline, profiles, sources
from validator.engine import Checklist
from validator.model.result import ItemStatus, LetterReport, OutcomeKind
from validator.readers.pictures import Looker

SAMPLES = Path(__file__).parent.parent / "samples"
SETTLED = {ItemStatus.PASS, ItemStatus.NOT_APPLICABLE}
CASES_OF_FIGURES = {
    "figure-callouts": {"never-called", "no-figure", "order"},
    "panel-callouts": {"not-captioned", "not-called"},
    "caption": {"label-only"},
    "stain": {"missing", "misspelt", "two-spellings", "shared"},
    "magnification": {
        "missing",
        "panel",
        "fluorescence-or-electron",
        "shared",
        "in-words",
        "notation",
        "number",
    },
    "marks-explained": {"unexplained"},
    "dermoscopy-caption": {"polarisation", "magnification"},
    "identifiable-image": {"face"},
    "sensitive-image": {"adult", "minor"},
    "laterality": {"side"},
    "patient-consistency": {"differs"},
    "table-callouts": {"never-called", "no-table", "order"},
    "reused-figure": {"permission"},
}
ONE_CAUSE = {("magnification", "shared"), ("stain", "shared")}
"""A bracket at the end of a caption leaves both open."""


def _script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"samples_{name}", SAMPLES / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


build, draw = _script("build"), _script("draw")
LETTERS = list(build.samples())
NAMES = [str(letter.relative_to(SAMPLES).with_suffix("")) for letter in LETTERS]
LINKED = {
    letter.parent / path
    for letter in LETTERS
    for path in regex.findall(r"!\[\w*\]\((\S+?)\)", letter.read_text("utf-8"))
}
SHOWN = {file for file in LINKED if file.exists()}
FILES = [letter.with_suffix(f".{name}") for letter in LETTERS for name in build.expected(letter)["formats"]]


@lru_cache(maxsize=4)
def _checklist(today: date) -> Checklist:
    pack = packs.load()
    return engine.checklist(pack, profiles.load("ijdvl", pack.profile_folders), today)


def _found(report: LetterReport) -> dict[str, Any]:
    return {
        "verdict": report.verdict.value,
        "stage": report.letter.stage.value.value,
        "letter_type": report.letter.letter_type.value.value,
        "items": {
            item.id: {
                "status": item.status.value,
                "cases": sorted(f.outcome.case for f in item.findings if f.outcome.kind is not OutcomeKind.REMARK),
            }
            for item in report.items
            if item.status not in SETTLED
        },
    }


def _expected(letter: dict[str, Any]) -> dict[str, Any]:
    items = {name: {**item, "cases": sorted(item["cases"])} for name, item in letter.get("items", {}).items()}
    unknown = {name: {"status": "could-not-check", "cases": []} for name in letter.get("could_not_check", ())}
    told = {key: value for key, value in letter.items() if key != "could_not_check"}
    return {**told, "items": items | unknown}


@pytest.mark.parametrize("file", FILES, ids=[str(file.relative_to(SAMPLES)) for file in FILES])
def test_sample_gives_what_is_expected_of_it_and_nothing_else(file: Path) -> None:
    about = build.expected(file)
    report = pipeline.check([[sources.file(str(file))]], _checklist(about["today"]))
    letters = about.get(file.suffix.removeprefix("."), about)["letters"]
    assert report.unreadable == ()
    assert len(report.letters) == len(letters)
    for letter, expected in zip(report.letters, letters, strict=True):
        found = _found(letter)
        # The type is expected where a letter tells it; a treated case may be taken for a case or a therapy letter.
        wanted = _expected(expected)
        assert {key: found[key] for key in wanted} == wanted


@pytest.mark.parametrize("letter", LETTERS, ids=NAMES)
def test_other_formats_are_made_of_the_markdown_as_it_stands(letter: Path) -> None:
    for file, content in build.build(letter).items():
        if file.suffix == ".docx":
            assert _word_text(file.read_bytes()) == _word_text(content), f"{file.name}: run python samples/build.py"
        else:
            assert file.read_bytes() == content, f"{file.name}: run python samples/build.py"


def _word_text(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read("word/document.xml")


def test_every_file_belongs_to_a_sample() -> None:
    expected = {letter.with_suffix(".expected.toml") for letter in LETTERS}
    there = {file for file in SAMPLES.glob("[!_]*/*") if file.is_file()}
    assert there == {*FILES, *LETTERS, *expected, *SHOWN}


def test_pictures_are_those_that_the_script_draws() -> None:
    drawn = {draw.FOLDER / name: Looker().look(data) for name, data in draw.pictures()}
    assert set(drawn) == SHOWN
    # Another version of Pillow may pack the same pixels otherwise; what is read of them is the same.
    read = {file: replace(Looker().look(file.read_bytes()), digest="") for file in drawn}
    assert read == {file: replace(facts, digest="") for file, facts in drawn.items()}


def test_samples_show_every_verdict() -> None:
    shown = {letter["verdict"] for file in LETTERS for letter in build.expected(file)["letters"]}
    assert shown == {"ready", "return", "human"}


@pytest.mark.parametrize(
    ("item", "case"), [(item, case) for item, cases in CASES_OF_FIGURES.items() for case in sorted(cases)]
)
def test_each_case_of_figures_and_tables_has_a_sample_of_its_own_in_markdown_and_word(item: str, case: str) -> None:
    abouts = [build.expected(letter) for letter in LETTERS]
    alone = [about for about in abouts if _cases(about) - (ONE_CAUSE - {(item, case)}) == {(item, case)}]
    assert any({"md", "docx"} <= set(about["formats"]) for about in alone)


def _cases(about: dict[str, Any]) -> set[tuple[str, str]]:
    return {
        (item, case)
        for letter in about["letters"]
        for item, found in letter.get("items", {}).items()
        for case in found["cases"]
    }


@pytest.mark.parametrize("letter", LETTERS, ids=NAMES)
def test_addresses_are_of_domains_that_belong_to_nobody(letter: Path) -> None:
    domains = regex.findall(r"@([\w.-]+)", letter.read_text("utf-8"), timeout=1)
    assert set(domains) <= {"example.org", "example.com", "example.net"}
