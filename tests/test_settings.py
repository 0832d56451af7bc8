"""letterproof.toml: where it is found, what it may say, and what it may not when a stranger sent it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_cli import COMPLETE, WITHOUT_FUNDING

PACK_RULE = 'from pathlib import Path\n\nPath("ran").write_text("a stranger\'s program ran")\n'


@pytest.fixture
def folder(tmp_path):
    """A repository of letters: one complete, one without its declaration of funding, in a folder of their own."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "complete.md").write_text(COMPLETE, "utf-8")
    (tmp_path / "letters" / "unfunded.md").write_text(WITHOUT_FUNDING, "utf-8")
    return tmp_path


@pytest.fixture
def settings(folder):
    def write(text, name="letterproof.toml"):
        (folder / name).write_text(text, "utf-8")

    return write


@pytest.fixture
def run(folder):
    def go(*arguments, cwd=""):
        return subprocess.run(
            [sys.executable, "-m", "validator", *arguments],
            capture_output=True,
            check=False,
            cwd=folder / cwd,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            text=True,
            encoding="utf-8",
        )

    return go


def checked(done):
    """The items that were checked."""
    return {item["id"] for item in json.loads(done.stdout)["letters"][0]["items"]}


def told(done):
    """What stands on standard error, without line breaks."""
    return " ".join(done.stderr.split())


def test_settings_stand_for_options(run, settings):
    settings('select = ["funding", "conflicts"]\nignore = "conflicts"\nfail-on = "never"\n')
    done = run("check", "letters/unfunded.md", "--format", "json")
    assert (done.returncode, checked(done)) == (0, {"funding"})


def test_the_command_line_wins(run, settings):
    settings('select = ["funding"]\nfail-on = "never"\n')
    done = run("check", "letters/unfunded.md", "--format", "json", "--select", "title", "--select", "funding")
    assert checked(done) == {"funding", "title"}
    assert run("check", "letters/unfunded.md", "--fail-on", "must").returncode == 1
    assert run("check", "letters/unfunded.md").returncode == 0


def test_settings_are_found_above_the_letter_wherever_the_program_starts(run, settings, folder):
    settings('fail-on = "never"\n')
    (folder / "elsewhere").mkdir()
    assert run("check", "unfunded.md", cwd="letters").returncode == 0
    assert run("check", "../letters/unfunded.md", cwd="elsewhere").returncode == 0
    assert run("check", "letters").returncode == 0


def test_those_in_the_letters_own_folder_come_first(run, settings):
    settings('fail-on = "never"\n')
    settings('fail-on = "must"\n', "letters/letterproof.toml")
    assert run("check", "letters/unfunded.md").returncode == 1


def test_the_search_ends_with_the_repository(run, settings, folder):
    settings('fail-on = "never"\n')
    (folder / "letters" / ".git").write_text("gitdir: elsewhere\n", "utf-8")
    assert run("check", "letters/unfunded.md").returncode == 1


def test_settings_may_stand_in_pyproject_toml(run, settings):
    settings('[project]\nname = "letters"\n[tool.letterproof]\nfail-on = "never"\n', "pyproject.toml")
    assert run("check", "letters/unfunded.md").returncode == 0
    settings('[project]\nname = "letters"\n[tool.other]\nfail-on = "never"\n', "pyproject.toml")
    assert run("check", "letters/unfunded.md").returncode == 1


def test_a_pyproject_of_others_is_not_read(run, settings):
    settings("this is = no TOML [", "pyproject.toml")
    assert run("check", "letters/complete.md").returncode == 0


def test_the_settings_are_named_in_the_report(run, settings):
    settings('select = ["funding"]\n')
    assert "note  Settings: letterproof.toml.\n" in run("check", "letters/complete.md").stdout
    assert "Settings:" not in run("check", "letters/complete.md", "--no-config").stdout
    assert "- **Settings:** letterproof.toml\n" in run("check", "letters", "--format", "markdown").stdout
    assert "<dt>Settings</dt><dd><bdi>letterproof.toml</bdi>" in run("check", "letters", "--format", "html").stdout
    data = json.loads(run("check", "complete.md", "--format", "json", cwd="letters").stdout)
    assert data["settings"] == str(Path("..", "letterproof.toml"))
    data = json.loads(run("check", "letters/complete.md", "--format", "json", "--no-config").stdout)
    assert data["settings"] == ""


def test_settings_can_be_named_or_left_out(run, settings):
    settings('fail-on = "musst"\n')
    settings('fail-on = "never"\n', "office.toml")
    assert run("check", "letters/unfunded.md", "--config", "office.toml").returncode == 0
    assert run("check", "letters/unfunded.md", "--no-config").returncode == 1
    both = run("check", "letters/unfunded.md", "--no-config", "--config", "office.toml")
    assert (both.returncode, told(both)) == (2, "letterproof: Say either --config or --no-config.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('profil = "ijdvl"', "letterproof.toml: there is no such key as 'profil'. Did you mean 'profile'?"),
        ('fail-on = "musst"', "'fail-on': 'musst' is not one of 'must', 'should', 'human', 'never'"),
        ('fail-on = "musst"', "Did you mean 'must'?"),
        ('stage = "prof"', "Did you mean 'proof'?"),
        ('select = ["fundin"]', "there is no item 'fundin'. Did you mean 'funding'?"),
        ('profile = "ijdv"', "There is no profile 'ijdv'. Did you mean 'ijdvl'?"),
        ("fail-on = 3", "letterproof.toml: 'fail-on' must be words in quotation marks."),
        ("select = [1]", "letterproof.toml: 'select' must be words in a list."),
        ('inline-waivers = "no"', "letterproof.toml: 'inline-waivers' must be true or false."),
        ("waivers = [1]", "letterproof.toml: 'waivers' must be words in quotation marks."),
        ('[[waivers]]\nitem = "funding"', "waiver 1: reason must be there, in words."),
        ('[[waivers]]\nitem = "funding"\nreason = " "', "waiver 1: reason must be there, in words."),
        ('[[waivers]]\nitem = "fundin"\nreason = "x"', "There is no item 'fundin' to waive. Did you mean 'funding'?"),
        ('[roles]\n"a.md" = "title-pag"', "[roles]: there is no role 'title-pag'. Did you mean 'title-page'?"),
        ("roles = 1", "[roles] says what a file is"),
        ("fail-on = never", "letterproof.toml cannot be read"),
        ("x = " + "[" * 5000, "letterproof.toml cannot be read"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused(run, settings, text, said):
    settings(text)
    done = run("check", "letters/complete.md")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in told(done)


def test_settings_that_are_no_text_or_far_too_large_are_refused(run, folder):
    (folder / "letterproof.toml").write_bytes(b'fail-on = "\xff"')
    assert "it is no UTF-8 text" in told(run("check", "letters/complete.md"))
    (folder / "letterproof.toml").write_bytes(b"#" * 1_000_001)
    assert "is too large for a file of settings" in told(run("check", "letters/complete.md"))
    assert "no such file" in told(run("check", "letters/complete.md", "--config", "nowhere.toml"))


def test_paths_lead_from_the_file_of_settings(run, settings, folder):
    (folder / "office").mkdir()
    settings('profile = "office/own.toml"\nwaivers = "office/waivers.toml"\n')
    settings('extends = "base.toml"\nversion = "1"\ndate = 2026-11-22\n', "office/own.toml")
    settings('extends = "icmje"\nversion = "1"\ndate = 2026-11-22\n', "office/base.toml")
    settings('[[waiver]]\nitem = "funding"\nreason = "Paid by nobody."\n', "office/waivers.toml")
    done = run("check", "unfunded.md", "--format", "json", cwd="letters")
    document = json.loads(done.stdout)
    (funding,) = (item for item in document["letters"][0]["items"] if item["id"] == "funding")
    assert (document["profile"]["id"], funding["status"]) == ("own", "waived")


def test_waivers_may_stand_in_the_settings(run, settings):
    settings(
        '[[waivers]]\nitem = "funding"\nletter = "letters/unf*.md"\nreason = "Paid by nobody."\nby = "A. Editor"\n'
    )
    for cwd, letter in (("", "letters/unfunded.md"), ("letters", "unfunded.md")):
        done = run("check", letter, cwd=cwd)
        assert (done.returncode, done.stderr) == (0, "")
        assert "Waived  1: funding (Paid by nobody. (A. Editor))" in done.stdout


def test_a_file_has_the_role_that_the_settings_give_it(run, settings):
    settings('select = ["funding"]\n[roles]\n"letters/unfunded.md" = "supplement"\n')
    data = json.loads(run("check", "letters/unfunded.md", "--format", "json").stdout)
    assert [(file["role"], file["given"]) for file in data["set_aside"]] == [("supplement", True)]
    assert run("check", "letters/complete.md").returncode == 0
    data = json.loads(
        run("check", "letters/unfunded.md", "--role", "article=letters/unfunded.md", "--format", "json").stdout
    )
    assert len(data["letters"]) == 1


def test_paths_under_different_settings_are_not_checked_together(run, settings, folder):
    (folder / "others").mkdir()
    settings(COMPLETE, "others/complete.md")
    settings('fail-on = "never"\n', "letters/letterproof.toml")
    done = run("check", "letters/unfunded.md", "others/complete.md")
    assert (done.returncode, done.stdout) == (2, "")
    assert "do not share their settings" in told(done)
    assert run("check", "letters/unfunded.md", "others/complete.md", "--no-config").returncode == 1


def test_settings_that_came_with_a_letter_run_no_program(run, settings, folder):
    (folder / "pack" / "own").mkdir(parents=True)
    settings(PACK_RULE, "pack/own/item.py")
    settings('pack = ["pack"]\n')
    for arguments in (("check", "letters/complete.md"), ("rules",), ("inspect", "letters/complete.md")):
        done = run(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert "'pack' names rule packs, which are run like a program" in told(done)
        assert "say --config letterproof.toml; if not, --no-config leaves it out." in told(done)
    assert not (folder / "ran").exists()
    settings('templates = "pack"\n')
    assert run("check", "letters/complete.md").returncode == 2
    settings('pack = ["pack"]\n')
    assert run("check", "letters/complete.md", "--config", "letterproof.toml").returncode == 0
    assert (folder / "ran").exists()


@pytest.mark.parametrize(
    "text",
    [
        'profile = "../own.toml"',
        'waivers = "../waivers.toml"',
        'records = ["refs.bib", "/etc/hostname"]',
        'journals = "letters/../../x"',
        'baseline = "letters/link"',
    ],
)
def test_settings_that_came_with_a_letter_open_no_file_elsewhere(run, settings, folder, text):
    (folder / "letters" / "link").symlink_to(folder.parent / "elsewhere.json")
    settings(text)
    done = run("check", "letters/complete.md")
    assert (done.returncode, done.stdout) == (2, "")
    assert "leads out of its folder" in told(done)


def test_nor_does_a_profile_that_it_names(run, settings, folder):
    settings('profile = "letters/own.toml"\n')
    for extended, code in (("../../other.toml", 2), ("../base.toml", 0), ("icmje", 0)):
        settings(f'extends = "{extended}"\nversion = "1"\ndate = 2026-11-22\n', "letters/own.toml")
        settings('extends = "icmje"\nversion = "1"\ndate = 2026-11-22\n', "base.toml")
        settings('extends = "icmje"\nversion = "1"\ndate = 2026-11-22\n', "../other.toml")
        done = run("check", "letters/complete.md")
        assert (done.returncode, "leads out of its folder" in told(done)) == (code, code == 2)
    settings('extends = "own.toml"\nversion = "1"\ndate = 2026-11-22\n', "letters/own.toml")
    assert "extend one another in a circle" in told(run("check", "letters/complete.md"))


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="the system has no endless file")  # noqa: PTH110
def test_a_file_without_end_is_refused(run, folder):
    assert "too large" in told(run("check", "letters/complete.md", "--config", "/dev/zero"))
    assert "is no baseline" in told(run("check", "letters/complete.md", "--baseline", "/dev/zero"))


@pytest.mark.parametrize("command", ["fix", "references"])
def test_other_commands_take_what_concerns_them(run, settings, command):
    settings('profile = "ijdv"\nfail-on = "never"\n')
    done = run(command, "letters/complete.md", *(["--diff"] if command == "fix" else []))
    assert (done.returncode, told(done)) == (2, "letterproof: There is no profile 'ijdv'. Did you mean 'ijdvl'?")
