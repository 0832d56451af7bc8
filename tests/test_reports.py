"""The reviewer's report of every sample, and of hostile letters: in good order, and harmless in a browser.

Pages are held against the rules of axe-core too: some of them, or all where LETTERPROOF_AXE names an `axe.min.js`.
"""

import os
import re
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise

import browser
import pytest
from click.testing import CliRunner
from test_render_html import Reader
from test_render_markdown import tokens
from test_samples import LETTERS, NAMES, build

from validator import engine, packs, pipeline, profiles, sources
from validator.cli import cli
from validator.model.result import Report
from validator.render import html, markdown

RUN_AXE = """axe.run({resultTypes: ["violations"]}).then(
    found => found.violations.map(one => one.id + ": " + one.nodes.map(node => node.html).join(" ")))"""
needs_browser = pytest.mark.skipif(not browser.found(), reason="no Chromium is installed")
LONG = "plaque " * 1400 + "x" * 10_000
HOSTILE = {
    "script": "<script>document.title='ran'</script>",
    "handler": "<img src=http://example.org/i.png onerror=\"document.title='ran'\"> <svg/onload=document.title='ran'>",
    "end of style": "</style></title><script>document.title='ran'</script><link rel=stylesheet href=//example.org/s>",
    "template": "{{7*7}} {% for x in y %} ${7*7} #{7*7}",
    "long": LONG,
    "right to left": "\u05d7\u05d8\u05d8\u05d9\u05dd \u0639\u0644\u0649 \u0627\u0644\u062c\u0644\u062f \u202egnp.exe",
    "control": "Plaques \x1b[31m \x00 \x07 \u2028 \ufeff",
    "markdown": "[click](http://example.org) ![p](http://example.org/p.png) `x` **y**",
}


@lru_cache(maxsize=4)
def checklist(today):
    pack = packs.load()
    return engine.checklist(pack, profiles.load("ijdvl", pack.profile_folders), today)


def checked(files, today):
    judged = checklist(today)
    done = pipeline.check([files], judged)
    return Report(judged.profile, today, done.letters, done.unreadable)


@cache
def sample(letter):
    about = build.expected(letter)
    return checked([sources.file(str(letter.with_suffix(f".{about['formats'][0]}")))], about["today"])


def hostile(words):
    """A letter that holds these words wherever words may stand, its file named after them."""
    text = f"""# Plaques of {words}

Tessa {words} Vale

Correspondence: Dr. Tessa {words} Vale, tessa@example.org

Dear Editor,

A 34-year-old woman had plaques [Figure 1a]. {words}

**Declaration of patient consent:** {words} The authors certify that they have obtained patient consent.

**Figure 1:** (a) {words} on the hand. (b) Section of {words}. (Haematoxylin & Eosin, {words} 100x)

**References**

1. Vale T, {words} O. {words}. Imaginary J Dermatol 2014; 150:194–6.
"""
    data = text.encode("utf-8", "replace")
    return checked([pipeline.SourceFile.of(f"{words[:60]}.md", data)], date(2026, 11, 22))


PAGES = dict(zip(NAMES, LETTERS, strict=True))


def report_of(name):
    return sample(PAGES[name]) if name in PAGES else hostile(HOSTILE[name])


@cache
def page_of(name):
    return html.render(report_of(name))


EVERY = [*PAGES, *HOSTILE]
SOME = EVERY if "LETTERPROOF_AXE" in os.environ else [*list(PAGES)[::6], *HOSTILE]
"""Pages for axe-core, which looks at each for a second."""


@pytest.mark.parametrize("name", EVERY)
def test_the_page_is_in_good_order(name):
    reader = Reader(page_of(name))
    levels = [int(tag[1]) for tag in reader.named("h1", "h2", "h3", "h4", "h5")]
    ids = reader.values("id")
    assert levels[:1] == [1]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in reader.values("href")} <= set(ids)
    assert set(reader.values("aria-labelledby")) <= set(ids)
    assert not {"script", "link", "img", "iframe", "object", "base", "form", "svg"} & {tag for tag, _ in reader.tags}
    assert not [name for _, attributes in reader.tags for name in attributes if name.startswith("on")]


@pytest.mark.parametrize("name", EVERY)
def test_the_markdown_is_in_good_order(name):
    text = markdown.render(report_of(name))
    found = list(tokens(text))
    levels = [int(token.tag[1]) for token in found if token.type == "heading_open"]
    kinds = {token.type for token in found}
    assert levels[:1] == [1]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert not kinds & {"html_inline", "html_block", "link_open", "image", "code_block", "fence", "code_inline"}
    assert not kinds & {"blockquote_open", "ordered_list_open", "em_open", "s_open", "definition"}


@pytest.mark.parametrize("name", PAGES)
def test_every_item_and_panel_and_reference_is_there(name):
    report = sample(PAGES[name])
    as_page, as_markdown = " ".join(Reader(page_of(name)).words), markdown.render(report).replace("\\", "")
    for letter in report.letters:
        names = {item.title for item in letter.items}
        names |= {panel.name for figure in letter.letter.figures for panel in figure.panels}
        names |= {reference.authors[0].family for reference in letter.letter.references if reference.authors}
        assert {one for one in names if one not in as_page} == set()
        assert {one for one in names if one not in as_markdown} == set()


@pytest.mark.parametrize("name", PAGES)
def test_no_item_is_named_by_its_id(name):
    """What a person reads has titles; ids are for data. Those of one word, and "how-to-cite", are words too."""
    report = sample(PAGES[name])
    ids = [item.id for letter in report.letters for item in letter.items if "-" in item.id]
    words = " ".join(Reader(page_of(name)).words).replace(PAGES[name].stem, "")
    assert [one for one in ids if re.search(rf"(?<![\w-]){one}(?![\w-])", words)] in ([], ["how-to-cite"])


@pytest.mark.parametrize(
    "words", [LONG, "x" * 10_000, "Vale " * 2000, "Okoro-" * 1500], ids=["mixed", "x", "names", "dashes"]
)
def test_no_message_is_as_long_as_the_words_that_it_quotes(words):
    items = [item for letter in hostile(words).letters for item in letter.items]
    outcomes = [outcome for item in items for outcome in (*(f.outcome for f in item.findings), *item.evidence)]
    messages = [*(outcome.message for outcome in outcomes), *(reason for item in items for reason in item.reasons)]
    assert max(map(len, messages)) < 600


@pytest.mark.parametrize("written", ["html", "markdown"])
def test_a_report_is_written_into_a_file(written, tmp_path):
    page = tmp_path / "report"
    done = command("--format", f"{written}:{page}")
    assert done.exit_code == 1
    assert "Lupus vulgaris of the ear lobe after piercing" in page.read_text("utf-8")


def test_an_office_gives_the_page_its_own_look(tmp_path):
    (tmp_path / "report.css").write_text("body { color: purple }", "utf-8")
    page = command("--format", "html", "--templates", str(tmp_path)).stdout
    assert "body { color: purple }" in page
    assert ":root" not in page
    assert "Return to the author" in page


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{% for %}", "line 1: Expected an expression, got 'end of statement block'."),
        ("<p>\n{{ sheet.nothing }}", "line 2: 'validator.render.sheet.Sheet object' has no attribute 'nothing'."),
        ("{{ ''.__class__.__mro__ }}", "line 1: Access to attribute '__class__' of 'str' object is unsafe."),
    ],
)
def test_a_template_that_cannot_be_used_is_told_with_file_and_line(template, told, tmp_path):
    (tmp_path / "letter.html").write_text(template, "utf-8")
    done = command("--format", "html", "--templates", str(tmp_path))
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.strip().endswith(f"letter.html, {told}")
    assert "Traceback" not in done.stderr


def command(*options):
    letter = PAGES["flawed/stain-missing"]
    return CliRunner().invoke(cli, ["check", str(letter), "--today", "2026-11-22", *options])


@pytest.fixture(scope="module")
def chromium():
    with browser.started() as running:
        yield running


@pytest.fixture
def opened(chromium, tmp_path):
    """Opens the page of a report at a width."""

    def opening(name, width=1200, *, dark=False):
        page = tmp_path / "report.html"
        page.write_text(page_of(name), "utf-8")
        chromium.width(width, dark=dark)
        chromium.open(page)
        return chromium

    return opening


@needs_browser
@pytest.mark.parametrize("name", HOSTILE)
def test_no_script_runs_and_nothing_is_fetched(name, opened):
    page = opened(name)
    assert [address for address in page.fetched() if not address.startswith("file:")] == []
    assert page.run("document.title") != "ran"
    assert page.run("document.scripts.length") == 0
    assert not [event for event in page.events if event.get("method") == "Runtime.exceptionThrown"]


@needs_browser
@pytest.mark.parametrize("width", [320, 768, 1200])
@pytest.mark.parametrize("name", [*HOSTILE, "flawed/stain-missing", "pictures/place"])
def test_the_page_needs_no_scrolling_sideways(name, width, opened):
    page = opened(name, width)
    assert page.run("document.documentElement.scrollWidth") <= width


@needs_browser
def test_paper_shows_what_the_screen_folds_and_numbers_its_pages(opened, tmp_path):
    if not (read := browser.found("pdftotext")):
        pytest.skip("no pdftotext is installed")
    folded = opened("flawed/stain-missing").run("document.querySelectorAll('details:not([open])').length")
    (tmp_path / "report.pdf").write_bytes(opened("flawed/stain-missing").printed())
    text = browser.output([read, "-layout", str(tmp_path / "report.pdf"), "-"])
    assert folded >= 3
    for item in sample(PAGES["flawed/stain-missing"]).letters[0].items:
        assert item.title.split()[0] in text
    assert "No number, name, address" in text
    pages = text.count("\f")
    assert re.findall(r"(\d+) ?/ ?(\d+)\n*\f", text) == [(str(page), str(pages)) for page in range(1, pages + 1)]


@needs_browser
def test_the_keyboard_reaches_every_part(opened):
    page = opened("flawed/stain-missing")
    links = page.run("[...document.querySelectorAll('a, summary')].every(one => one.tabIndex === 0)")
    assert links


@needs_browser
@pytest.mark.parametrize("name", SOME)
def test_axe_finds_nothing(name, opened):
    page = opened(name)
    page.run(browser.axe() + ";0")
    assert page.run(RUN_AXE) == []


@needs_browser
@pytest.mark.parametrize(("width", "dark"), [(320, False), (768, False), (1200, True)])
@pytest.mark.parametrize("name", ["flawed/stain-missing", "tricky/two-letters-in-one-file", "script", "long"])
def test_axe_finds_nothing_on_other_screens(name, width, dark, opened):
    page = opened(name, width, dark=dark)
    page.run("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.run(browser.axe() + ";0")
    assert page.run(RUN_AXE) == []
