"""The runner of the page examples: it tells an example that does as its page says from one that does not."""

from pathlib import Path

import pytest

from validator.testing import PageError, check_pack, examples

RULE = """
from validator.api import ask, evidence, finding, rule, Pattern

BLUE = Pattern(r"\\bblue\\b")

@rule("no-blue", "Nothing is blue")
def check(letter, given):
    for span in letter.text:
        for found in BLUE.finditer(span.text):
            place = span.part(found.start(), found.end())
            yield ask("quoted", "Is it blue?", at=place) if "quoth" in span.text else finding("blue", "Blue.", at=place)
    if not any(BLUE.search(span.text) for span in letter.text):
        yield evidence("No blue word")
"""
PASSES = "## Passes\n```letter\nDear Editor,\n\nA red rash was seen.\n```\n"
FAILS = "## Fails\n```letter case=blue\nDear Editor,\n\nA ⟦blue⟧ rash was seen.\n```\n"


@pytest.fixture
def problems(tmp_path: Path):
    """What is wrong with a page of a small pack of our own."""

    def judge(page: str) -> list[str]:
        folder = tmp_path / "colours"
        folder.mkdir(exist_ok=True)
        (folder / "no_blue.py").write_text(RULE, "utf-8")
        (folder / "no_blue.md").write_text(page, "utf-8")
        return check_pack(tmp_path)

    return judge


def test_a_page_that_keeps_its_word_has_no_problem(problems):
    assert problems(FAILS + PASSES) == []


def test_a_question_is_an_example_that_asks(problems):
    asks = "## Asks\n```letter case=quoted\nDear Editor,\n\nA ⟦blue⟧ rash, quoth he.\n```\n"
    assert problems(asks + PASSES) == []


def test_a_fault_where_nothing_should_be_found_is_told(problems):
    wrong = PASSES.replace("red", "blue")
    assert problems(FAILS + wrong) == [
        "no_blue.md, line 8 (Passes): should pass, but: it ends as fail (finding blue: Blue.)",
    ]


def test_a_fault_that_is_not_found_is_told(problems):
    wrong = FAILS.replace("⟦blue⟧", "⟦red⟧")
    assert problems(wrong + PASSES) == [
        "no_blue.md, line 2 (Fails): should give a finding blue, but: it ends as pass (evidence: No blue word)",
    ]


def test_the_case_must_be_the_one_named(problems):
    assert problems(FAILS.replace("case=blue", "case=azure") + PASSES) == [
        "no_blue.md, line 2 (Fails): should give a finding azure, but: it ends as fail (finding blue: Blue.)",
    ]


@pytest.mark.parametrize("marked", ["A ⟦blue rash⟧ was", "⟦A⟧ blue rash was"])
def test_a_place_that_is_not_the_marked_one_is_told(problems, marked):
    words = marked.partition("⟦")[2].partition("⟧")[0]
    assert problems(FAILS.replace("A ⟦blue⟧ rash was", marked) + PASSES) == [
        f"no_blue.md, line 2 (Fails): should point at “{words}”, but points at “blue”",
    ]


def test_the_right_one_of_two_equal_words_must_be_pointed_at(problems):
    twice = FAILS.replace("A ⟦blue⟧ rash", "A ⟦blue⟧ and **⟦blue⟧** rash")
    assert problems(twice + PASSES) == []


def test_a_page_needs_an_example_of_either_sort(problems):
    assert problems("# Nothing is blue\n") == [
        "no_blue.md has no example that fails or asks.",
        "no_blue.md has no example that passes.",
    ]


def test_a_rule_needs_a_page(tmp_path):
    (tmp_path / "colours").mkdir()
    (tmp_path / "colours" / "no_blue.py").write_text(RULE, "utf-8")
    assert check_pack(tmp_path) == [f"no-blue has no page; {tmp_path / 'colours' / 'no_blue.md'} is missing."]


def test_a_sample_is_read_from_the_folder_of_the_page(problems, tmp_path):
    (tmp_path / "sky.md").write_text("Dear Editor,\n\nA blue rash was seen.\n", "utf-8")
    assert problems("## Fails\n```sample ../sky.md case=blue\n```\n" + PASSES) == []


def test_the_words_that_a_sample_points_at_are_named(problems, tmp_path):
    (tmp_path / "sky.md").write_text("Dear Editor,\n\nA blue rash was seen.\n", "utf-8")
    page = "## Fails\n```sample ../sky.md case=blue\n⟦blue⟧\n```\n" + PASSES
    assert problems(page) == []
    assert problems(page.replace("⟦blue⟧", "⟦rash⟧")) == [
        "no_blue.md, line 2 (Fails): should point at “rash”, but points at “blue”",
    ]


def test_a_sample_that_is_not_there_is_told(problems):
    (problem,) = problems("## Fails\n```sample nowhere.md\n```\n" + PASSES)
    assert problem.startswith("no_blue.md, line 2 (Fails): cannot be read: ")


def test_an_example_may_bring_its_own_profile(problems, tmp_path):
    page = FAILS.replace("case=blue", "case=blue profile=strict.toml") + PASSES
    (problem,) = problems(page)
    assert problem.startswith("no_blue.md, line 2 (Fails): cannot be read: The profile ")
    (tmp_path / "colours" / "strict.toml").write_text('extends = "icmje"\nversion = "1"\ndate = 2026-01-31\n', "utf-8")
    assert problems(page) == []


def test_a_stage_that_there_is_not_is_told(problems):
    (problem,) = problems(FAILS.replace("case=blue", "stage=heaven") + PASSES)
    assert problem == "no_blue.md, line 2 (Fails): cannot be read: 'heaven' is not a valid Stage"


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("## Fails\n```letter\nwords\n", "line 2: the example has no end."),
        (
            "## Fails\n```letter mood=blue\n```\n",
            "line 2: an example has no 'mood'; it has case, profile, stage, type, each with =.",
        ),
        ("## Fails\n```letter\n⟦words\n```\n", "line 2: a mark ⟦ has no ⟧."),
    ],
)
def test_an_example_that_is_written_wrong_is_refused_with_its_line(page, told):
    with pytest.raises(PageError) as refused:
        examples(page)
    assert str(refused.value) == told


def test_only_examples_of_the_three_sorts_are_run():
    page = "## Why\n```letter\nwhy\n```\n## Fails\n```text\nno\n```\n````letter type=study\n```\ninner\n```\n````\n"
    (example,) = examples(page)
    assert (example.line, example.source, example.need("type"), example.need("stage")) == (
        9,
        "```\ninner\n```\n",
        "study",
        "",
    )


def test_a_pack_that_is_not_there_is_said_in_a_sentence(tmp_path):
    assert check_pack(tmp_path / "nowhere") == [f"The rule pack {tmp_path / 'nowhere'} is no folder."]
