"""The program's own documentation on a terminal: pages, items, profiles."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from by_hand import PROFILE

from validator import packs
from validator.api import Profile, Rule, Vocabulary
from validator.packs import LoadedRule, Pack
from validator.render import catalogue

PAGE = """\
# Nothing is blue

No word of a letter is `blue`,
not even **dark** blue.

## Fails
One word is enough:
```letter case=blue stage=proof
# A blue rash

It was ⟦blue⟧, Menon *et al.* say.
```

## Limits
- Azure passes.
- So does indigo, which a reader who has looked at the sky may well take for blue.
"""


def loaded(name: str, family: str, folder: Path = Path()) -> LoadedRule:
    rule = Rule(name, f"Title of {name}", lambda *_: iter(()))
    return LoadedRule(rule, family, folder / f"{name}.py")


def test_a_page_is_set_for_the_terminal(tmp_path):
    (tmp_path / "no_blue.md").write_text(PAGE, "utf-8")
    assert catalogue.explain(loaded("no-blue", "colours", tmp_path), 60) == (
        "no-blue   colours\n"
        "\n"
        "Nothing is blue\n"
        "\n"
        "No word of a letter is blue, not even dark blue.\n"
        "\n"
        "FAILS\n"
        "One word is enough:\n"
        "\n"
        "LIMITS\n"
        "- Azure passes.\n"
        "- So does indigo, which a reader who has looked at the sky\n"
        "  may well take for blue.\n"
        "\n"
        "EXAMPLES: FAILS\n"
        "\n"
        "    (stage: proof)\n"
        "    # A blue rash\n"
        "\n"
        "    It was blue, Menon et al. say.\n"
        "\n"
        "    found  “blue”\n"
    )


def test_a_heading_of_nothing_but_examples_stands_above_them_only(tmp_path):
    page = (
        "# No blue\n\n## Passes\n```letter\nRed.\n```\n```letter case=a\n⟦Pink⟧,\n⟦dull\nred⟧.\n```\n\n## Fix\nNone.\n"
    )
    (tmp_path / "no_blue.md").write_text(page, "utf-8")
    assert catalogue.explain(loaded("no-blue", "colours", tmp_path), 60) == (
        "no-blue   colours\n\nNo blue\n\nFIX\nNone.\n\nEXAMPLES: PASSES\n\n    Red.\n\n"
        "    Pink,\n    dull\n    red.\n\n    found  “Pink”; “dull red”\n"
    )


def test_no_page_shows_a_clinician_marks_of_ours():
    for ready in packs.load(()).rules:
        told = catalogue.explain(ready, 100)
        assert not [sign for sign in ("case=", "⟦", "⟧", "```", "*et al", "**") if sign in told], ready.rule.id


def test_an_item_without_a_page_says_so(tmp_path):
    assert catalogue.explain(loaded("no-red", "colours", tmp_path), 400) == (
        f"no-red: Title of no-red\nThis item has no page; {tmp_path / 'no_red.md'} is missing.\n"
    )


def test_named_cases_stand_before_any_other():
    pack = Pack((loaded("no-blue", "colours"),), Vocabulary(), ())
    for levels, expected in (
        ({"no-blue": "must", "no-blue.dark": "must"}, "Before review: dark, any other"),
        ({"no-blue": "must", "no-blue.pale": "info"}, "For information: pale; Before review: any other"),
    ):
        assert expected in catalogue.rules(pack, replace(PROFILE, levels=levels), 80)


def test_items_stand_by_family_with_the_levels_of_their_cases():
    pack = Pack((loaded("no-blue", "colours"), loaded("no-red", "colours"), loaded("no-c", "tones")), Vocabulary(), ())
    levels = {"no-blue.dark": "must", "no-blue.light": "info", "no-blue.pale": "info", "no-red": "should"}
    profile = replace(PROFILE, levels=levels)
    assert catalogue.rules(pack, profile, 80) == (
        "COLOURS\n"
        "  no-blue  Title of no-blue\n"
        "           Before review: dark; For information: light, pale\n"
        "  no-red   Title of no-red\n"
        "           Please check\n"
        "\n"
        "TONES\n"
        "  no-c     Title of no-c\n"
    )


def test_profiles_stand_with_journal_version_and_date():
    base = Profile(id="base", version="2", date=date(2026, 1, 2))
    own = replace(PROFILE, extends="base")
    assert catalogue.profiles([base, own], 80) == (
        "base  what most medical journals ask for\n"
        "      version 2 of 2026-01-02\n"
        "demo  Journal of Imaginary Skin\n"
        "      version 7 of 2026-01-31, extends base\n"
    )
