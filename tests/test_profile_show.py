"""`letterproof profile show`: the settings in force, with the file that each comes from."""

import tomllib
from dataclasses import replace

import pytest
from click.testing import CliRunner

from validator import packs, profiles
from validator.cli import cli

SHIPPED = (packs.built_in() / "profiles",)
OWN = """\
extends = "icmje"
version = "7"
date = 2027-01-31
[journal]
title = 'A "quoted" title with a \\ in it'
[references]
et-al-after = 3
[office]
name = ""
[levels]
"salutation.none" = "info"
[rules.title]
most = 12
"""


@pytest.fixture
def show(tmp_path, monkeypatch):
    """Runs the command in a folder where own.toml and far.toml, which extends it, stand."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.toml").write_text(OWN, "utf-8")
    (tmp_path / "new.toml").write_text(OWN.replace("icmje", "ijdvl"), "utf-8")
    (tmp_path / "far.toml").write_text('extends = "own.toml"\nversion = "8"\ndate = 2027-02-01\n', "utf-8")

    def go(*arguments):
        return CliRunner().invoke(cli, ["profile", "show", *arguments])

    return go


def test_each_value_is_shown_with_its_origin(show):
    lines = show("own.toml").output.splitlines()
    assert lines[0] == "# own: icmje.toml, own.toml"
    assert 'version = "7"  # own.toml' in lines
    assert "date = 2027-01-31  # own.toml" in lines
    assert "et-al-after = 3  # own.toml" in lines
    assert 'mark = "parentheses"  # icmje.toml' in lines
    assert '"salutation.none" = "info"  # own.toml' in lines
    assert '"patient-consent.missing" = "must"  # icmje.toml' in lines
    assert 'blinded = "auto"  # default' in lines
    assert 'name = ""  # own.toml' in lines


def test_nothing_of_another_journal_is_shown(show, tmp_path):
    shown = show("new.toml").output
    journal = tomllib.loads(shown)["journal"]
    assert journal == {"title": 'A "quoted" title with a \\ in it'}
    assert "et-al-after = 3  # new.toml" in shown
    assert "IJDVL" not in shown


@pytest.mark.parametrize("name", ["new.toml", "icmje", "ijdvl", "own.toml", "far.toml"])
def test_what_is_shown_is_the_same_profile(show, tmp_path, name):
    (tmp_path / "shown.toml").write_text(show(name).output, "utf-8")
    shown, meant = profiles.load("shown.toml", SHIPPED), profiles.load(name, SHIPPED)
    assert replace(shown, id="", extends="") == replace(meant, id="", extends="")


def test_the_journals_profile_is_shown_where_none_is_named(show):
    assert show().output.startswith("# ijdvl: icmje.toml, ijdvl.toml\n")


def test_that_of_the_settings_is_shown_and_they_are_named(show, tmp_path):
    (tmp_path / "letterproof.toml").write_text('profile = "far.toml"\n', "utf-8")
    lines = show().output.splitlines()
    assert lines[:2] == ["# far: icmje.toml, own.toml, far.toml", "# Chosen in letterproof.toml"]
    assert "et-al-after = 3  # own.toml" in lines
    assert show("icmje").output.startswith("# icmje: icmje.toml\nversion")


def test_no_word_of_a_profile_acts_on_the_terminal(show, tmp_path):
    (tmp_path / "own.toml").write_text(OWN + '[clauses]\ntitle = "a\\u001b[31mb\\u202ec"\n', "utf-8")
    output = show("own.toml").output
    assert "\x1b" not in output
    assert "\u202e" not in output
    assert tomllib.loads(output)["clauses"]["title"].startswith("a")


def test_a_profile_that_is_none_is_refused(show):
    done = show("icmj")
    assert (done.exit_code, done.output) == (2, "letterproof: There is no profile 'icmj'. Did you mean 'icmje'?\n")


def test_a_profile_extends_what_lies_beside_it(tmp_path, monkeypatch):
    for folder, years in (("office", 1), (".", 2)):
        (tmp_path / folder).mkdir(exist_ok=True)
        text = f'extends = "icmje"\nversion = "1"\ndate = 2027-01-31\n[references]\net-al-after = {years}\n'
        (tmp_path / folder / "base.toml").write_text(text, "utf-8")
    (tmp_path / "office" / "own.toml").write_text('extends = "base.toml"\nversion = "1"\ndate = 2027-01-31\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    assert profiles.load("office/own.toml", SHIPPED).references.et_al_after == 1
    monkeypatch.chdir(tmp_path / "office")
    assert profiles.load("own.toml", SHIPPED).references.et_al_after == 1


def test_profiles_that_extend_one_another_beside_are_a_circle(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for one, other in (("a", "b"), ("b", "a")):
        (tmp_path / f"{one}.toml").write_text(
            f'extends = "./{other}.toml"\nversion = "1"\ndate = 2027-01-31\n', "utf-8"
        )
    with pytest.raises(profiles.ProfileError, match=r"The profiles a\.toml, b\.toml extend one another in a circle\."):
        profiles.load("a.toml", SHIPPED)
