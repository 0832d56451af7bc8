"""The gates that others run: GitHub's action and pre-commit's hook, as far as they go without their hosts."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from validator import readers

PROJECT = Path(__file__).parent.parent
SHELL = shutil.which("bash")
COMPLETE = """\
# Annular plaques on the shins cleared with dapsone

Dear Editor,

A 45-year-old woman had annular plaques on both shins for two years.^1^ Dapsone 100 mg daily cleared them.

**Declaration of patient consent:** The authors certify that they have obtained all appropriate patient consent.

**Financial support and sponsorship:** Nil.

**Conflicts of interest:** There are no conflicts of interest.

**Use of artificial intelligence (AI)-assisted technology for manuscript preparation:** The authors confirm that there
was no use of artificial intelligence (AI)-assisted technology for assisting in the writing or editing of the
manuscript and no images were manipulated using AI.

**Mira Sethi**

Department of Dermatology, Hill Hospital, Ansara.

**Corresponding author:**

Dr. Mira Sethi, Department of Dermatology, Hill Hospital, Ansara. mira.sethi@example.org

## References

1. Feld J. Annular plaques of the shin. *J Dermatol* 2019;46:12–4.
"""
UNFUNDED = COMPLETE.replace("**Financial support and sponsorship:** Nil.\n\n", "")

action = yaml.safe_load((PROJECT / "action.yml").read_text("utf-8"))
INSTALL, CHECK = action["runs"]["steps"]
needs_bash = pytest.mark.skipif(SHELL is None or os.name == "nt", reason="the steps are run by bash")


def evaluated(value, inputs, source):
    """What GitHub makes of an expression of a step's environment."""
    name = re.fullmatch(r"\$\{\{ ([\w.-]+) \}\}", value)[1]
    if name == "github.action_path":
        return str(source)
    known = {key: setting["default"] for key, setting in action["inputs"].items()}
    return (known | inputs)[name.removeprefix("inputs.")]


@pytest.fixture
def step(tmp_path):
    """Runs a step as the runner does: its script by bash, inputs and files of the job in the environment."""
    work, temporary = tmp_path / "work", tmp_path / "temp"
    work.mkdir()
    programs = temporary / "letterproof" / "bin"
    programs.mkdir(parents=True)
    (programs / "python").symlink_to(sys.executable)
    (programs / "letterproof").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m validator "$@"\n')
    (programs / "letterproof").chmod(0o755)

    def go(what, inputs=None, environment=None):
        script = tmp_path / "script.sh"
        script.write_text(what["run"], "utf-8")
        settings = {key: evaluated(value, inputs or {}, PROJECT) for key, value in what["env"].items()}
        runner = {
            "RUNNER_TEMP": str(temporary),
            "GITHUB_ENV": str(tmp_path / "environment"),
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
            "LETTERPROOF_PROGRAMS": str(programs),
            "PYTHONPATH": os.pathsep.join((str(PROJECT), *sys.path)),
        }
        return subprocess.run(
            [SHELL, "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
            capture_output=True,
            check=False,
            cwd=work,
            env={**os.environ, **runner, **settings, **(environment or {})},
            text=True,
        )

    go.work, go.tmp, go.programs = work, tmp_path, programs
    return go


def test_the_action_is_one_that_github_takes():
    assert set(action) == {"name", "description", "inputs", "runs"}
    assert action["runs"]["using"] == "composite"
    assert set(action["inputs"]) == {"paths", "profile", "fail-on", "sarif-file", "version"}
    for entry in action["runs"]["steps"]:
        assert entry["shell"] == "bash"  # GitHub refuses a step of a composite action without one
        assert "uses" not in entry  # nothing is uploaded, and nobody else's code is run


def test_no_input_stands_in_a_script():
    assert [entry["name"] for entry in action["runs"]["steps"] if "${{" in entry["run"]] == []


@needs_bash
@pytest.mark.parametrize(
    ("text", "fail_on", "expected"),
    [(COMPLETE, "must", 0), (UNFUNDED, "must", 1), (UNFUNDED, "never", 0), ("", "must", 3)],
)
def test_the_job_ends_as_the_letter_fared(step, text, fail_on, expected):
    (step.work / "letters").mkdir()
    (step.work / "letters" / "one.md").write_text(text, "utf-8")
    assert step(CHECK, {"fail-on": fail_on}).returncode == expected


@needs_bash
def test_the_job_fails_as_the_settings_say_where_the_workflow_says_nothing(step):
    (step.work / "letters").mkdir()
    (step.work / "letters" / "one.md").write_text(UNFUNDED, "utf-8")
    assert step(CHECK).returncode == 1
    (step.work / "letterproof.toml").write_text('fail-on = "never"\n', "utf-8")
    assert step(CHECK).returncode == 0
    assert step(CHECK, {"fail-on": "must"}).returncode == 1


@needs_bash
def test_the_job_marks_the_files_and_has_a_summary(step):
    (step.work / "letters").mkdir()
    (step.work / "letters" / "two, or one.md").write_text(UNFUNDED, "utf-8")
    done = step(CHECK, {"sarif-file": "found.sarif"})
    marked = [line for line in done.stdout.splitlines() if line.startswith("::error ")]
    assert [line.split("title=")[0] for line in marked] == ["::error file=letters/two%2C or one.md,"]
    assert "Financial support and sponsorship: Nil." in marked[0]
    assert "| letters/two, or one\\.md | Return to the author | 1 |" in (step.tmp / "summary.md").read_text("utf-8")
    assert '"version": "2.1.0"' in (step.work / "found.sarif").read_text("utf-8")
    assert done.returncode == 1


@needs_bash
def test_words_of_a_letter_are_no_commands_to_the_runner(step):
    (step.work / "letters").mkdir()
    evil = UNFUNDED.replace("# Annular", "# ::add-mask::e ##[error]x Annular")
    (step.work / "letters" / "one.md").write_text(evil, "utf-8")
    lines = step(CHECK).stdout.splitlines()
    stop = lines.index(next(line for line in lines if line.startswith("::stop-commands::")))
    token = lines[stop].removeprefix("::stop-commands::")
    on = lines.index(f"::{token}::")
    assert len(token) == 64
    assert stop == 0
    assert any("add-mask" in line for line in lines[stop:on])
    obeyed = [line for line in lines[on + 1 :] if line.lstrip().startswith("::") or "##[" in line]
    assert obeyed
    assert all(line.startswith(("::error file=letters/one.md", "::notice file=letters/one.md")) for line in obeyed)


@needs_bash
@pytest.mark.parametrize("hostile", ['"; touch pwned; "', "$(touch pwned)", "`touch pwned`", "x\n; touch pwned #"])
def test_no_input_is_run_by_the_shell(step, hostile):
    (step.work / "letters").mkdir()
    (step.work / "letters" / "one.md").write_text(COMPLETE, "utf-8")
    given = {"paths": 3, "profile": 2, "fail-on": 2, "sarif-file": 0}
    assert {name: step(CHECK, {name: hostile}).returncode for name in given} == given
    assert {file.name for file in step.work.iterdir()} == {"letters", hostile}  # the last is what SARIF was to go to


@needs_bash
def test_a_path_is_never_taken_for_an_option(step):
    done = step(CHECK, {"paths": "--help"})
    assert done.returncode == 3
    assert "There is no such file" in " ".join(done.stdout.split())


@needs_bash
def test_paths_are_given_one_a_line(step):
    for name in ("a b", "c"):
        (step.work / name).mkdir()
        (step.work / name / "letter.md").write_text(COMPLETE, "utf-8")
    done = step(CHECK, {"paths": "a b\n\nc/letter.md\n"})
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "letterproof: 2 letters: 2 ready.")


@needs_bash
@pytest.mark.parametrize(
    ("version", "installed"),
    [("", str(PROJECT)), ("0.1.0", "letterproof==0.1.0"), ("$(touch pwned)", "letterproof==$(touch pwned)")],
)
def test_the_version_asked_for_is_installed_apart_from_the_job(step, version, installed):
    told = step.tmp / "told"
    stub = step.tmp / "stub" / "python3"
    stub.parent.mkdir()
    stub.write_text(f'#!/bin/sh\nfor each in "$@"; do printf "%s\\n" "$each" >> "{told}"; done\n')
    stub.chmod(0o755)
    (step.programs / "python").unlink()
    (step.programs / "python").symlink_to(stub)
    path = os.pathsep.join((str(stub.parent), os.environ["PATH"]))
    done = step(INSTALL, {"version": version}, {"PATH": path})
    lines = told.read_text("utf-8").splitlines()
    assert done.returncode == 0, done.stderr
    assert lines[2:] == [
        *("-m", "venv", str(step.tmp / "temp" / "letterproof")),
        *("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--", installed),
    ]
    assert (step.tmp / "environment").read_text("utf-8") == f"LETTERPROOF_PROGRAMS={step.programs}\n"
    assert not (step.work / "pwned").exists()


@needs_bash
def test_an_old_python_is_told(step):
    stub = step.tmp / "stub" / "python3"
    stub.parent.mkdir()
    stub.write_text("#!/bin/sh\nexit 1\n")
    stub.chmod(0o755)
    done = step(INSTALL, environment={"PATH": os.pathsep.join((str(stub.parent), os.environ["PATH"]))})
    assert done.returncode == 2
    assert done.stdout.startswith("::error title=letterproof::Python 3.11 or later is needed.")


(HOOK,) = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text("utf-8"))


def test_the_hook_runs_the_program():
    assert (HOOK["id"], HOOK["language"], HOOK["entry"]) == ("letterproof", "python", "letterproof check")


def test_the_hook_is_given_letters_only():
    def taken(name):
        return not re.search(HOOK["exclude"], name)

    assert [name for name in sorted(readers.EXTENSIONS) if not taken(f"letters/one{name}")] == []
    assert taken("LETTER.DOCX")
    assert not any(
        map(taken, ("letters/figure.png", "README.md", "letters/README.md", "notes.csv", "Makefile", "a.doc"))
    )


@pytest.mark.skipif(
    not os.environ.get("LETTERPROOF_PRE_COMMIT"), reason="LETTERPROOF_PRE_COMMIT names no pre-commit to run the hook by"
)
def test_the_hook_runs_under_pre_commit(tmp_path):
    def run(*command):
        return subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, text=True)

    run("git", "init", "-q")
    (tmp_path / "one.md").write_text(UNFUNDED, "utf-8")
    (tmp_path / "figure.png").write_bytes(b"\x89PNG")
    run("git", "add", ".")
    program = os.environ["LETTERPROOF_PRE_COMMIT"]
    done = run(program, "try-repo", str(PROJECT), "letterproof", "--all-files")
    assert done.returncode == 1
    assert "Financial support and sponsorship: Nil." in " ".join(done.stdout.split())
    assert "figure.png" not in done.stdout


def test_what_the_readme_shows_is_there():
    readme = (PROJECT / "README.md").read_text("utf-8")
    shown = [yaml.safe_load(body) for body in re.findall(r"^```yaml\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)]
    steps = [entry for body in shown if isinstance(body, list) for entry in body]
    (ours,) = [entry for entry in steps if "/letterproof@" in entry.get("uses", "")]
    assert set(ours["with"]) <= set(action["inputs"])
    (repository,) = [entry for entry in steps if "repo" in entry]
    assert [hook["id"] for hook in repository["hooks"]] == [HOOK["id"]]
