"""Many letters at once: a report of each, an index of all; a second run does only what changed."""

import csv
import errno
import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from urllib.parse import unquote

import browser
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from test_cli import COMPLETE, WITHOUT_FUNDING
from test_masking import NUMBER, letter

from validator import console, workers
from validator.cli import cli
from validator.inbox.folder import PAGES, STATE, TABLE
from validator.render import index
from validator.render.index import Line

TODAY = ("--today", "2026-11-22")
SAFE = re.compile(r"[a-z0-9-]{1,100}\.html")
HOSTILE = "<script>document.title = 'taken'</script>{{ 7*7 }}"


def titled(title, text=COMPLETE):
    """A letter like another, with a title and a course of its own."""
    return text.replace("Annular plaques on the shins cleared with dapsone", title).replace("Dapsone 100 mg", title)


class Page(HTMLParser):
    """The links of a page, the cells of its rows, and its heading."""

    def __init__(self, text):
        super().__init__()
        self.links, self.rows, self.heading, self._within = [], [], "", ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self._within = tag if tag == "h2" else self._within
        if tag == "a":
            self.links.append(dict(attributes)["href"])
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        if tag in {"h2", "tbody"}:
            self._within = ""

    def handle_data(self, data):
        if self._within == "h2":
            self.heading += data
        elif self.rows and self.rows[-1]:
            self.rows[-1][-1] = " ".join(f"{self.rows[-1][-1]} {data}".split())


class Inbox:
    """An inbox, and the folder that its reports are in."""

    def __init__(self, folder):
        self.folder, self.report = folder / "inbox", folder / "report"
        self.folder.mkdir()

    def write(self, name, text):
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def check(self, *options):
        done = CliRunner().invoke(cli, ["check", "inbox", "--report", "report", *TODAY, *options])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    def pages(self):
        """When each report was written, by its name."""
        return {file.name: file.stat().st_mtime_ns for file in (self.report / PAGES).iterdir()}

    def index(self):
        return Page((self.report / "index.html").read_text("utf-8"))

    def table(self):
        with (self.report / TABLE).open(encoding="utf-8-sig", newline="") as lines:
            return list(csv.DictReader(lines))


@pytest.fixture
def inbox(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Inbox(tmp_path)


@pytest.fixture
def three(inbox):
    """A letter that is ready, one to return, and a file that cannot be read, checked."""
    inbox.write("a.md", titled("Ready at once"))
    inbox.write("b.md", titled("Not yet ready", WITHOUT_FUNDING))
    inbox.write("c.docx", b"PK\x03\x04 cut short")
    inbox.done = inbox.check()
    return inbox


def test_each_letter_has_a_report_and_the_worst_stand_first(three):
    assert three.done.exit_code == 3
    assert three.done.stdout == (
        "2 letters: 1 ready, 1 to return, 1 file could not be read.\n"
        f"The index, the worst first: {Path('report', 'index.html')}\n"
    )
    assert three.done.stderr == ""
    page = three.index()
    assert page.heading == "2 letters: 1 ready, 1 to return, 1 file could not be read."
    assert [row[0].split(" ", 1)[1] for row in page.rows[1:]] == [
        "Could not be read",
        "Return to the author",
        "Ready for review",
    ]
    assert page.rows[1][1].startswith("This file is damaged or was cut short.")
    assert page.rows[1][1].endswith(str(Path("inbox", "c.docx")))
    assert "Not yet ready" in page.rows[2][1]
    assert page.rows[2][2] == "1"


def test_every_link_leads_to_the_report_of_its_letter(three):
    links = [link for link in three.index().links if link.endswith(".html")]
    told = [(three.report / unquote(link)).read_text("utf-8") for link in links]
    assert len(told) == len(three.pages()) == 2
    assert "Not yet ready" in told[0]
    assert "Return to the author" in told[0]
    assert "Ready at once" in told[1]
    assert "Ready at once" not in told[0]
    assert all(Page(text).links[0] == "../index.html" for text in told)


def test_the_table_says_what_the_index_says(three):
    rows = three.table()
    assert [(row["Verdict"], row["Title"], row["Before review"]) for row in rows] == [
        ("Could not be read", "", ""),
        ("Return to the author", "Not yet ready", "1"),
        ("Ready for review", "Ready at once", "0"),
    ]
    assert rows[0]["Report"] == ""
    assert all((three.report / row["Report"]).is_file() for row in rows[1:])


@pytest.mark.parametrize(("fail_on", "code"), [("must", 1), ("never", 0)])
def test_the_exit_code_is_that_of_a_check_also_where_nothing_is_checked_again(inbox, fail_on, code):
    inbox.write("b.md", titled("Not yet ready", WITHOUT_FUNDING))
    for _ in range(2):
        assert inbox.check("--fail-on", fail_on).exit_code == code


def test_a_second_run_does_nothing_where_nothing_has_changed(three):
    before = three.pages()
    again = three.check()
    assert three.pages() == before
    assert again.exit_code == 3
    assert "3 submissions unchanged since the last run." in again.stdout
    assert three.index().heading == "2 letters: 1 ready, 1 to return, 1 file could not be read."


def test_a_second_run_does_what_changed_and_what_was_deleted(three):
    three.write("d.md", titled("New in the post"))
    before = three.pages()
    three.check()
    new = three.pages().keys() - before.keys()
    assert {name: time for name, time in three.pages().items() if name not in new} == before
    assert len(new) == 1

    before = three.pages()
    three.write("a.md", titled("Ready a second time"))
    three.check()
    changed = {name for name, time in three.pages().items() if before[name] != time}
    assert len(changed) == 1
    assert "Ready a second time" in (three.report / PAGES / changed.pop()).read_text("utf-8")

    whole = three.pages()
    deleted = next(iter(whole))
    (three.report / PAGES / deleted).unlink()
    three.check()
    assert {name for name, time in three.pages().items() if whole[name] != time} == {deleted}


@pytest.mark.parametrize("options", [("--today", "2026-11-23"), ("--ignore", "funding"), ("--type", "case")])
def test_other_options_make_all_anew(three, options):
    before = three.pages()
    assert "unchanged" not in three.check(*options).stdout
    assert not before.items() & three.pages().items()


def test_a_changed_profile_makes_all_anew(inbox):
    profile = inbox.write("../own.toml", 'extends = "ijdvl"\nversion = "1"\n')
    inbox.write("a.md", COMPLETE)
    inbox.check("--profile", str(profile))
    assert "unchanged" in inbox.check("--profile", str(profile)).stdout
    profile.write_text('extends = "ijdvl"\nversion = "2"\n', "utf-8")
    assert "unchanged" not in inbox.check("--profile", str(profile)).stdout


def test_a_file_that_can_be_read_now_is_read(three):
    three.write("c.docx", titled("Sent again").encode())
    (three.folder / "c.docx").rename(three.folder / "c.md")
    assert three.check().exit_code == 1
    assert three.index().heading == "3 letters: 2 ready, 1 to return."


def test_the_report_of_a_letter_that_is_gone_is_taken_away_and_nothing_else(three):
    own = three.report / PAGES / "notes.html"
    own.write_text("my notes", "utf-8")
    three.write("d.md", titled("Another one"))
    three.check()
    assert len(three.pages()) == 4
    (three.folder / "a.md").unlink()
    three.check()
    assert sorted(name.rsplit("-", 1)[0] for name in three.pages()) == ["b", "d", "notes.html"]
    assert own.read_text("utf-8") == "my notes"


def test_a_letter_is_checked_again_where_a_picture_that_it_names_has_changed(inbox, tmp_path):
    samples = Path(__file__).parent.parent / "samples" / "pictures"
    picture = next(file for file in sorted(samples.rglob("*")) if file.suffix in {".png", ".jpg"}).read_bytes()
    named = "\n\n![Plaques](figures/./one.png)\n\n**Figure 1:**"
    inbox.write("a.md", titled("With a picture").replace("\n\n**Figure 1:**", named))
    inbox.write("b.md", titled("Without one"))
    inbox.check()
    for change in (lambda file: file.write_bytes(picture), lambda file: file.write_bytes(b"none"), Path.unlink):
        before = inbox.pages()
        (inbox.folder / "figures").mkdir(exist_ok=True)
        change(inbox.folder / "figures" / "one.png")
        inbox.check()
        changed = [name for name, time in inbox.pages().items() if before[name] != time]
        assert [name.rsplit("-", 1)[0] for name in changed] == ["a"]
        before = inbox.pages()
        inbox.check()
        assert inbox.pages() == before


def test_what_is_remembered_holds_no_more_words_than_the_index(inbox):
    picture = "![Plaques](unsaid/kept-to-ourselves.png)"
    inbox.write("a.md", titled("Remembered").replace("**Figure 1:**", f"{picture}\n\n**Figure 1:**"))
    inbox.check()
    remembered = (inbox.report / STATE).read_text("utf-8")
    assert "Remembered" in remembered
    assert "kept-to-ourselves" not in remembered
    assert "plaques" not in remembered.casefold()


def test_a_damaged_memory_is_made_anew_and_takes_nothing_away(three):
    precious = three.report.parent / "precious.html"
    precious.write_text("precious", "utf-8")
    state = json.loads((three.report / STATE).read_text("utf-8"))
    for made in state["made"].values():
        for line in made["lines"]:
            line["page"] = "../../precious.html"
    for damaged in (json.dumps(state), "{", "[]", '{"schema": 1, "made": {"x": 1}}', "[" * 100_000):
        (three.report / STATE).write_text(damaged, "utf-8")
        before = three.pages()
        assert three.check().exit_code == 3
        assert not before.items() & three.pages().items()
    assert precious.read_text("utf-8") == "precious"


def test_what_tells_who_the_patient_is_stands_nowhere_in_the_folder(inbox):
    inbox.write("30914466.md", letter("text", NUMBER[0]))
    inbox.write("b.md", letter("title", NUMBER[0]))
    inbox.check()
    files = [file for file in inbox.report.rglob("*") if file.is_file()]
    assert len(files) == 5
    assert not [file for file in files if "30914466" in file.name or b"30914466" in file.read_bytes()]


def test_each_folder_of_an_inbox_is_a_submission(inbox):
    for name in ("2026-114", "2026-115"):
        inbox.write(f"{name}/article.md", titled(f"Article of {name}"))
        inbox.write(f"{name}/cover.md", "Dear Editor,\n\nPlease find our letter enclosed for your journal.\n")
    inbox.check()
    assert sorted(name.rsplit("-", 1)[0] for name in inbox.pages()) == ["2026-114-article", "2026-115-article"]


def test_names_of_reports_are_safe_and_do_not_meet(inbox):
    long = "x" * 250 + ".md"
    names = [
        "A/Letter.md",
        "B/letter.md",
        "B/LETTER.md",
        "C/letter.txt",
        "..name.md",
        long,
        "日本語.md",
        "naïve;rm -rf.md",
    ]
    for number, name in enumerate(names):
        inbox.write(name, titled(f"Title number {number}"))
    inbox.check()
    pages = inbox.pages()
    assert len({name.casefold() for name in pages}) == len(inbox.index().rows) - 1 == len(names) - 1  # one is hidden
    assert all(SAFE.fullmatch(name) for name in pages)
    assert sorted(link for link in inbox.index().links if link != TABLE) == sorted(f"{PAGES}/{name}" for name in pages)


def test_two_letters_of_a_file_have_two_reports(inbox):
    inbox.write("both.md", f"{titled('The first of two')}\n\n{titled('The second of two', WITHOUT_FUNDING)}")
    inbox.check()
    assert len(inbox.pages()) == len(inbox.index().rows) - 1
    assert len(inbox.pages()) == 2
    inbox.write("both.md", titled("The first of two"))
    inbox.check()
    assert len(inbox.pages()) == 1


def test_a_waiver_lets_go_and_one_that_lets_nothing_go_is_told_in_every_run(inbox, tmp_path):
    inbox.write("a.md", titled("Not yet ready", WITHOUT_FUNDING))
    comment = "<!-- letterproof: waive funding because it is settled (by A. Editor) -->"
    line = inbox.write("b.md", f"{titled('Ready')}\n{comment}\n").read_text("utf-8").splitlines().index(comment) + 1
    entry = '[[waiver]]\nitem = "{}"\nreason = "Settled."\n'
    (tmp_path / "waivers.toml").write_text(entry.format("funding") + entry.format("conflicts"), "utf-8")
    for _ in range(2):
        done = inbox.check("--waivers", "waivers.toml")
        assert done.exit_code == 0
        assert done.stderr.splitlines() == [
            "letterproof: Nothing to let go was found for the waivers of conflicts (*).",
            f"letterproof: {Path('inbox', 'b.md')}, line {line}: The waiver of funding found nothing to let go.",
        ]
    assert "unchanged" in done.stdout
    assert inbox.index().heading == "2 letters: 2 ready."


def test_what_the_baseline_knows_fails_no_run(inbox):
    inbox.write("a.md", titled("Not yet ready", WITHOUT_FUNDING))
    CliRunner().invoke(cli, ["check", "inbox", *TODAY, "--baseline", "known.json", "--update-baseline"])
    assert inbox.check("--baseline", "known.json").exit_code == 0
    assert inbox.check().exit_code == 1


def test_a_submission_named_twice_is_there_once(three):
    done = CliRunner().invoke(cli, ["check", "inbox", "inbox/a.md", "--report", "report", *TODAY])
    assert done.stdout.startswith("2 letters: 1 ready, 1 to return")


def test_words_of_a_letter_stay_words_in_index_and_table(inbox):
    inbox.write("a.md", titled(HOSTILE.replace("<", "\\<")))
    inbox.write("b.md", titled('=HYPERLINK("x")'))
    inbox.check()
    page = (inbox.report / "index.html").read_text("utf-8")
    assert "<script>document" not in page
    assert "&lt;script&gt;document.title" in page
    assert "{{ 7*7 }}" in page
    assert '\'=HYPERLINK("x")' in [row["Title"] for row in inbox.table()]


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_cell_of_the_table_begins_as_a_formula(title, reason):
    lines = [Line("return", f"{title}.md", title, page="a.html"), Line("unread", title, reason=reason)]
    cells = [cell for row in csv.reader(index.spreadsheet(lines, "letters").splitlines()) for cell in row]
    assert len(cells) == 3 * 10
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")) for cell in cells)
    assert not any(sign in cell for cell in cells for sign in "\t\r\n")


@pytest.mark.parametrize(
    ("arguments", "stdin", "told"),
    [
        (["inbox", "--report", "report", "--format", "json"], "", "--report stands for a format"),
        (["-", "--report", "report"], COMPLETE, "- is none"),
        (["inbox", "--report", "taken"], "", "taken cannot be written"),
        (["inbox", "--report", "foreign"], "", "was not written by letterproof"),
        (["inbox/index.html", "--report", "inbox"], "", "would take its place"),
        (["inbox", "--report", "report", "--templates", "templates"], "", "index.html, line 1: "),
    ],
)
def test_wrong_use_is_told_and_harms_nothing(inbox, tmp_path, arguments, stdin, told):
    inbox.write("a.md", COMPLETE)
    inbox.write("index.html", COMPLETE)
    (tmp_path / "taken").write_text("mine", "utf-8")
    for name, text in (("foreign", "my page"), ("templates", "{{ nothing }}")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(text, "utf-8")
    done = CliRunner().invoke(cli, ["check", *arguments, *TODAY], input=stdin)
    assert done.exit_code == 2
    assert told in done.stderr
    assert done.stdout == ""
    assert (tmp_path / "taken").read_text("utf-8") == "mine"
    assert (tmp_path / "foreign" / "index.html").read_text("utf-8") == "my page"
    assert (inbox.folder / "index.html").read_text("utf-8") == COMPLETE


def test_a_full_disk_is_told_of_and_leaves_the_last_whole_files(three, monkeypatch):
    before = {file: file.read_bytes() for file in three.report.rglob("*") if file.is_file()}
    three.write("a.md", titled("Written once more"))

    def full(self, data):
        with self.open("wb") as opened:
            opened.write(data[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        done = three.check()
    assert done.exit_code == 2
    assert done.stderr.endswith("cannot be written: no space left on device.\n")
    assert {file: file.read_bytes() for file in three.report.rglob("*") if file.is_file()} == before
    assert three.check().exit_code == 3
    assert "Written once more" in three.index().rows[3][1]


@pytest.mark.skipif(os.name != "posix", reason="no terminal to be had")
def test_a_terminal_shows_how_far_it_is(inbox):
    for number in range(3):
        inbox.write(f"{number}.md", titled(f"Letter number {number}"))
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "validator", "check", "inbox", "--report", "report", *TODAY],
        cwd=inbox.folder.parent,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm"},
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    told = b""
    with suppress(OSError):  # the end of a terminal
        while part := os.read(ours, 4096):
            told += part
    os.close(ours)
    assert process.wait(60) == 0
    assert b"Reading letters" in told
    assert b"100%" in told


def test_what_takes_longer_shows_the_time_left(monkeypatch):
    class Terminal(StringIO):
        def isatty(self):
            return True

    def steps():
        for _ in range(3):
            time.sleep(0.6)
            yield

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with console.progress(steps(), 3) as going:
        assert len(list(going)) == 3
    assert re.search(r"66% +00:00:0\d", terminal.getvalue())


def test_a_slip_in_the_name_of_the_inbox_takes_no_report_away(three):
    before = three.pages()
    done = CliRunner().invoke(cli, ["check", "imbox", "--report", "report", *TODAY])
    assert (done.exit_code, done.stderr) == (
        2,
        "letterproof: There is no file or folder imbox; the reports were left as they are.\n",
    )
    assert three.pages() == before


def test_two_runs_do_not_write_to_one_folder(three):
    fcntl = pytest.importorskip("fcntl")
    opened = os.open(three.report, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX)
        done = three.check()
    finally:
        os.close(opened)
    assert (done.exit_code, done.stderr) == (
        2,
        "letterproof: Another run is writing its reports to report. Wait until it is done.\n",
    )
    assert three.check().exit_code == 3


def test_several_processes_write_what_one_writes(inbox, monkeypatch):
    for number in range(20):
        inbox.write(f"{number:02}.md", titled(f"Letter number {number}", WITHOUT_FUNDING if number % 3 else COMPLETE))
    monkeypatch.setattr(workers, "_processors", lambda: 1)
    inbox.check()
    alone = {file.name: file.read_bytes() for file in inbox.report.rglob("*.*") if file.name != STATE}
    for file in (inbox.report / PAGES).iterdir():
        file.unlink()
    monkeypatch.setattr(workers, "_processors", lambda: 2)
    inbox.check()
    assert {file.name: file.read_bytes() for file in inbox.report.rglob("*.*") if file.name != STATE} == alone
    assert len(alone) == 22


@pytest.fixture
def going(inbox):
    """A run of many letters that has written its first reports, and is stopped by a signal."""
    for number in range(120):
        inbox.write(f"{number:03}.md", titled(f"Letter number {number}"))

    def stop(sent):
        process = subprocess.Popen(
            [sys.executable, "-m", "validator", "check", "inbox", "--report", "report", *TODAY],
            cwd=inbox.folder.parent,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        end = time.monotonic() + 60
        while time.monotonic() < end and len(list(inbox.report.glob("letters/*.html"))) < 12:
            time.sleep(0.01)
        children = _children(process.pid)
        sent(process)
        _, error = process.communicate(timeout=60)
        return process.returncode, error, children

    return stop


def _children(process):
    with suppress(OSError):
        return Path(f"/proc/{process}/task/{process}/children").read_text("utf-8").split()
    return []


def _whole(inbox):
    pages = [file.read_text("utf-8") for file in (inbox.report / PAGES).glob("*.html")]
    return pages and all(page.rstrip().endswith("</html>") for page in pages)


@pytest.mark.skipif(os.name != "posix", reason="signals are sent as on POSIX systems")
def test_ctrl_c_leaves_nothing_half_written_and_the_next_run_goes_on(inbox, going):
    code, error, _ = going(lambda process: os.killpg(process.pid, signal.SIGINT))
    assert code == 130
    assert error.strip() == "letterproof: Stopped. What is done is kept; the same command goes on from there."
    assert _whole(inbox)
    assert not (inbox.report / "index.html").exists()
    before = inbox.pages()
    done = inbox.check()
    kept = int(re.search(r"(\d+) submissions? unchanged", done.stdout)[1])
    assert 0 < kept <= len(before) < 120
    assert sum(before.get(name) == time for name, time in inbox.pages().items()) == kept
    assert len(inbox.index().rows) == 121


@pytest.mark.skipif(os.name != "posix", reason="signals are sent as on POSIX systems")
def test_killed_it_leaves_nothing_half_written_and_no_process(inbox, going):
    code, _, children = going(lambda process: process.kill())
    assert code == -signal.SIGKILL
    end = time.monotonic() + 20
    while time.monotonic() < end and any(Path(f"/proc/{child}").exists() for child in children):
        time.sleep(0.05)
    assert not [child for child in children if Path(f"/proc/{child}").exists()]
    assert _whole(inbox)
    assert not (inbox.report / "index.html").exists()
    (inbox.report / PAGES / "a.html.1.letterproof-part").write_text("<!DOCT", "utf-8")
    inbox.check()
    assert all(SAFE.fullmatch(name) for name in inbox.pages())
    assert len(inbox.pages()) == len(inbox.index().rows) - 1 == 120


@pytest.mark.skipif(browser.found() is None, reason="no Chromium here")
def test_the_index_is_sorted_in_a_browser_and_runs_no_other_script(three):
    three.write("e.md", titled(HOSTILE.replace("<", "\\<")))
    three.check()
    titles = "[...document.querySelectorAll('tbody tr')].map(row => row.cells[1].innerText.split('\\n')[0].slice(0, 7))"
    press = "document.querySelectorAll('thead button')[{}].click()"
    with browser.started() as opened:
        opened.open(three.report / "index.html")
        assert opened.run("document.title") == "3 letters: 2 ready, 1 to return, 1 file could not be read."
        worst = opened.run(titles)
        assert worst[0] == "This fi"
        opened.run(press.format(1))
        assert opened.run(titles) == ["<script", "This fi", "Not yet", "Ready a"]
        assert opened.run("document.querySelectorAll('thead th')[1].ariaSort") == "ascending"
        opened.run(press.format(1))
        assert opened.run(titles) == ["Ready a", "Not yet", "This fi", "<script"]
        opened.run(press.format(2))
        assert opened.run(titles)[0] == "Not yet"
        opened.run(press.format(0))
        assert opened.run(titles) == worst
        assert [address for address in opened.fetched() if not address.endswith("index.html")] == []
        for width in (1200, 320):
            opened.width(width)
            opened.open(three.report / "index.html")
            assert opened.run("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.skipif(browser.found() is None, reason="no Chromium here")
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_in_the_index(three, dark):
    axe = browser.axe()
    with browser.started() as opened:
        for width in (1200, 320):
            opened.width(width, dark=dark)
            opened.open(three.report / "index.html")
            opened.run(f"{axe};0")
            assert opened.run("axe.run().then(found => found.violations.map(one => one.id))") == []
