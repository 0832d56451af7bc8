"""What strangers, accidents and odd machines do to the program: it answers in a sentence, soon, and writes nothing."""

import json
import os
import random
import subprocess
import sys
import time
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from checked import pack, profile
from hypothesis import given
from hypothesis import strategies as st

from validator import engine, packs, pipeline, profiles, waivers
from validator.model.sentences import sentences
from validator.model.text import Block, Run, UnreadableError
from validator.readers import read, refusals
from validator.render import html
from validator.render import json as document

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*/*.docx"))
LETTER = "# Annular plaques on the shins\n\nDear Editor,\n\nA 45-year-old woman had {words} plaques.\n"
SOON = 8.0
"""Seconds for what takes one or two, and took minutes where each thing was compared with each."""


def checked(text, name="letter.md"):
    checklist = engine.checklist(pack(), profile(), date(2026, 11, 22))
    return pipeline.check([[pipeline.SourceFile.of(name, text.encode())]], checklist)


def filled(piece, size=60_000):
    return piece * (size // len(piece))


@pytest.fixture
def run(tmp_path):
    """Runs a shell command line in an empty folder with a letter; $LP is the program."""
    (tmp_path / "letter.md").write_text(LETTER.format(words="annular"), "utf-8")

    def go(line, **environment):
        return subprocess.run(
            ["sh", "-c", line],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            timeout=30,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(sys.path),
                "LP": f"{sys.executable} -m validator",
                **environment,
            },
        )

    return go


# Long text: the time that it takes grows with it, not with its square.


@pytest.mark.parametrize(
    "piece",
    ["*", "![", "[1]", "[1,2,3]", "# a\n", "a\n=\n", "45-year-old ", "Funding: None.\n\n", "a^1^ ", "**Funding:** "],
)
def test_a_text_of_one_thing_over_and_over_is_checked_soon(piece):
    begun = time.process_time()
    report = checked(LETTER.format(words=filled(piece)))
    page = document.render(report)
    assert time.process_time() - begun < SOON
    assert len(page) < 12_000_000


@pytest.mark.parametrize("piece", ["1. Feld J. A. J Dermatol 2019;46:12–4. ", "http://a.b/ ", "10.1234/", "*"])
def test_an_entry_too_long_to_be_a_reference_is_left_unread(piece):
    begun = time.process_time()
    report = checked(LETTER.format(words="annular") + "\n## References\n\n1. Feld J. " + filled(piece))
    assert time.process_time() - begun < SOON
    assert [reference.title.text for reference in report.letters[0].letter.references] == [""]


def test_a_list_of_thousands_of_slips_is_told_soon():
    entries = "\n".join(f"{n}. Feld J. Plaques of the shin {n}. J Dermatol 2019;46:112-114." for n in range(1, 2001))
    report = checked(f"{LETTER.format(words='annular')}\n## References\n\n{entries}\n")
    begun = time.process_time()
    page = json.loads(document.render(report))
    assert time.process_time() - begun < SOON / 4
    found = [finding for item in page["letters"][0]["items"] for finding in item["findings"]]
    assert max(len(finding["places"]) for finding in found) >= 999


def test_a_long_list_of_like_references_is_checked_soon_and_told_in_short():
    lines = "\n".join(f"Feld J. Annular plaques of the shin number {n}. Nowhere" for n in range(1500))
    begun = time.process_time()
    checklist = engine.checklist(pack(), profile(), date(2026, 11, 22))
    judged = pipeline.references(pipeline.SourceFile.of("list.txt", lines.encode()), checklist)
    assert time.process_time() - begun < SOON
    assert len(judged) == 1500
    assert max(len(message) for entry in judged for _, _, message in entry.slips) < 500


def test_the_longest_text_is_read_and_a_longer_one_refused():
    assert read("a.txt", b"a b " * (refusals.MAX_CHARACTERS // 4)).blocks
    with pytest.raises(UnreadableError, match="million characters"):
        read("a.txt", b"a b " * (refusals.MAX_CHARACTERS // 4 + 1))


@given(st.text("ab .\n", max_size=200), st.integers(1, 400))
def test_a_sentence_without_end_is_cut_and_loses_no_word(text, times):
    span = Block((Run(text * times),)).span()
    cut = list(sentences(span))
    assert "".join("".join(s.text for s in cut).split()) == "".join(span.text.split())
    assert all(0 < len(sentence) <= 3000 for sentence in cut)


def test_page_numbers_alone_are_no_stumbling_block():
    with pytest.raises(UnreadableError, match="no words"):
        read("a.txt", b"1\f\n1")


# Damaged files.


def told(data):
    """The sentence that a file is refused with, or a full stop for one that is read."""
    try:
        read("a.docx", data)
    except UnreadableError as error:
        return str(error)
    return "."


@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_word_file_is_read_or_refused(seed):
    chance = random.Random(seed)  # noqa: S311 - damage, no secret
    for _ in range(25):
        data = bytearray(chance.choice(SAMPLES).read_bytes())
        for _ in range(chance.choice([1, 5, 30])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        data = data[: chance.choice([len(data), chance.randrange(1, len(data))])]
        said = told(bytes(data))
        assert said.endswith(".")


@pytest.mark.parametrize("seed", range(3))
def test_a_word_file_with_shuffled_tags_is_checked_or_refused(seed):
    chance = random.Random(seed)  # noqa: S311 - damage, no secret
    checklist = engine.checklist(pack(), profile(), date(2026, 11, 22))
    for _ in range(8):
        data = shuffled(chance.choice(SAMPLES).read_bytes(), chance)
        report = pipeline.check([[pipeline.SourceFile.of("a.docx", data)]], checklist)
        assert not [file.reason for file in report.unreadable if "the fault is the program's" in file.reason]
        reasons = [reason for letter in report.letters for item in letter.items for reason in item.reasons]
        assert not [reason for reason in reasons if "failed" in reason]


def shuffled(data, chance):
    """A Word file in which some tags of the text stand elsewhere, made well-formed again."""
    from lxml import etree

    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(buffer, "w") as after:
        for part in before.infolist():
            content = before.read(part)
            if part.filename == "word/document.xml":
                pieces = content.replace(b"<", b"\0<").split(b"\0")
                for _ in range(10):
                    one, other = chance.randrange(3, len(pieces)), chance.randrange(3, len(pieces))
                    pieces[one], pieces[other] = pieces[other], pieces[one]
                content = etree.tostring(etree.fromstring(b"".join(pieces), etree.XMLParser(recover=True)))
            after.writestr(part.filename, content)
    return buffer.getvalue()


# Names, streams and places to write.


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("$LP check $(printf 'x%.0s' $(seq 300)).md", 3, "could not be opened: file name too long."),
        ("$LP check ''", 3, "There is no such file."),
        ("mkfifo pipe.md; $LP check pipe.md", 3, "This is no file that can be read."),
        ("ln -s loop.md loop.md; $LP check loop.md", 3, "There is no such file."),
        ("$LP check - <&-", 3, "Nothing can be read from standard input: it is closed."),
        ("$LP check letter.md >/dev/full", 2, "The result cannot be written: no space left on device."),
        ("$LP check letter.md --format json:no/where.json", 2, "cannot be written: no such file or directory."),
        ("$LP check . --format html:letter.md", 2, "letter.md is a letter to check: the report would take its place."),
        ("mkdir empty; $LP inspect empty", 2, "No file to check"),
        ("mkdir empty; $LP references empty", 2, "No file to check"),
        ("cp letter.md other.md; $LP references .", 2, "This command takes one list"),
        ("$LP explain fundng", 2, "There is no item 'fundng'. Did you mean 'funding'?"),
        ("$LP explain $(printf 'a\\033[31m')", 2, "There is no item 'a�[31m'."),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(run, line, code, said):
    done = run(line)
    # A file that cannot be read is told in the report, and what is wrong with the command beside it.
    told = " ".join((done.stdout if code == 3 else done.stderr).split())
    assert (done.returncode, said in told) == (code, True), done.stderr
    assert "Traceback" not in done.stderr


def test_a_report_never_takes_the_place_of_its_letter(run, tmp_path):
    before = (tmp_path / "letter.md").read_bytes()
    assert run("$LP check nope.md letter.md --format json:./letter.md").returncode == 2
    assert (tmp_path / "letter.md").read_bytes() == before


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("$LP check letter.md --fail-on never >&-", 0),
        ("$LP check nope.md 2>/dev/full", 3),
        ("$LP check nope.md 2>&-", 3),
        ("$LP check nope.md >&- 2>&-", 3),
    ],
)
def test_the_exit_code_holds_where_nobody_listens(run, line, code):
    done = run(line)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)


def test_a_dash_after_a_format_is_standard_output(run, tmp_path):
    assert json.loads(run("$LP check letter.md --format json:-").stdout)["schema"] == 1
    assert not (tmp_path / "-").exists()


@pytest.mark.parametrize(
    "environment",
    [
        {"HOME": "/dev/null", "XDG_CACHE_HOME": ""},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"},
        {"COLUMNS": "abc", "TERM": "dumb"},
        {"COLUMNS": "-5"},
    ],
)
def test_odd_surroundings_change_no_verdict(run, environment):
    done = run("$LP check letter.md --select funding --fail-on never", **environment)
    assert (done.returncode, done.stderr, done.stdout.split()[0]) == (0, "", "A")


def test_nothing_of_a_manuscript_is_kept(run, tmp_path):
    (tmp_path / "letter.md").write_text(LETTER.format(words="xyzzyplugh"), "utf-8")
    (tmp_path / "home").mkdir()
    (tmp_path / "temporary").mkdir()
    places = {"HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": "", "TMPDIR": str(tmp_path / "temporary")}
    run("$LP check letter.md --format html; $LP inspect letter.md; $LP references letter.md", **places)
    kept = [file for folder in ("home", "temporary") for file in (tmp_path / folder).rglob("*") if file.is_file()]
    assert [file.name.partition("-")[0] for file in kept] == ["made"]
    assert not [file for file in kept if b"xyzzyplugh" in file.read_bytes()]


def test_words_of_a_letter_are_no_markup_of_the_report():
    source = (
        "# \\<script>alert(1)\\</script> {{7*7}}\n\nDear Editor,\n\nA \\<img src=x onerror=alert(2)> 45-year-old man.\n"
    )
    page = html.render(checked(source, "<script>alert(3)</script>.md"))
    assert "<script" not in page
    assert "<img" not in page
    assert "{{7*7}}" in page


# Packs, profiles and waivers.


def written(folder, files):
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("own/a.py", "import sys\nsys.exit(5)\n", "SystemExit"),
        ("own/a.py", "class Odd(BaseException): pass\nraise Odd('no')\n", "Odd: no"),
        ("own/a.py", b"\0", "cannot be loaded"),
        (
            "own/a.py",
            "from validator.api import rule\n@rule(5, 'Own')\ndef check(a, b): ...\n",
            "id and title are words",
        ),
        ("checklist.toml", "order = 5\n", "'order' is no list of words"),
        ("checklist.toml", b"\xff", "cannot be read"),
        ("terms/headings.toml", "[funding]\na = 1\n", "'funding' is no list of words"),
        ("terms/people.toml", "labels = 'abc'\n", "'labels' is no list of words"),
        ("terms/people.toml", "labels = " + "[" * 5000, "cannot be read"),
        ("terms/stains.toml", "x = 5\n", "'x' is no table of stains"),
        ("terms/stains.toml", "[routine]\nx = 5\n", "'x' is no list of words"),
        ("terms/journals.csv", b"\xff\xfe,\n", "no UTF-8 text with a column 'abbreviation'"),
        ("terms/journals.csv/a", "", "is a directory"),
    ],
)
def test_a_malformed_pack_is_refused_by_the_name_of_its_file(tmp_path, name, content, said):
    with pytest.raises(packs.PackError) as refusal:
        packs.load([written(tmp_path, {name: content})])
    assert said in str(refusal.value)
    assert name.removesuffix("/a") in str(refusal.value)


OWN = "import sys\nfrom validator.api import finding, rule\n\n@rule('own', 'Own')\ndef check(letter, given):\n    {}\n"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("sys.exit(3)", "SystemExit"),
        ("raise BaseException", "BaseException"),
        ("return 5", "TypeError"),
        ("yield 5", "TypeError"),
        ("yield finding('x', 5)", "TypeError"),
        ("yield finding('x', 'Say.', at='words')", "TypeError"),
    ],
)
def test_a_rule_that_breaks_the_rules_takes_nothing_with_it(tmp_path, body, why):
    loaded = packs.load([written(tmp_path, {"own/own.py": OWN.format(body)})])
    checklist = engine.checklist(loaded, profile(), date(2026, 11, 22), select=["own", "funding"])
    source = pipeline.SourceFile.of("a.md", LETTER.format(words="annular").encode())
    report = pipeline.check([[source]], checklist)
    assert [(item.id, why in " ".join(item.reasons)) for item in report.letters[0].items] == [
        ("funding", False),
        ("own", True),
    ]
    assert document.render(report)


def test_what_a_pack_prints_stays_out_of_the_results(run, tmp_path):
    written(tmp_path / "pack", {"own/own.py": "print('loaded')\n" + OWN.format("print('asked')\n    yield from ()")})
    done = run("$LP check letter.md --pack pack --format json")
    assert json.loads(done.stdout)["schema"] == 1
    assert {"loaded", "asked"} <= set(done.stderr.split())


def test_a_change_in_a_profile_that_is_extended_by_its_path_is_noticed(tmp_path):
    base, own = tmp_path / "base.toml", tmp_path / "own.toml"
    own.write_text(f'extends = "{base}"\n', "utf-8")
    levels = []
    for level in ("info", "must"):
        base.write_text(f'extends = "icmje"\n[levels]\nfunding = "{level}"\n', "utf-8")
        levels.append(profiles.load(str(own), pack().profile_folders).levels["funding"])
    assert levels == ["info", "must"]


def test_settings_that_nest_or_extend_without_end_are_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    nested = Path("nested.toml")
    nested.write_text("x = " + "[" * 5000, "utf-8")
    for number in range(30):
        Path(f"p{number}.toml").write_text(f'extends = "p{number + 1}.toml"\n', "utf-8")
    Path("p30.toml").write_text('extends = "icmje"\n', "utf-8")
    with pytest.raises(profiles.ProfileError, match="nest without end"):
        profiles.load("nested.toml", pack().profile_folders)
    with pytest.raises(profiles.ProfileError, match="more profiles than can be followed"):
        profiles.load("p0.toml", pack().profile_folders)
    with pytest.raises(waivers.WaiverError, match="cannot be read"):
        waivers.load(nested)
