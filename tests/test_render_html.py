"""The report as a page: whole in one file, safe, and in good order for eye, ear and paper."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from by_hand import ITEMS, LETTER, PROFILE, REPORT, TODAY, consent_finding, item

from validator.api import Part, Passage, Run, finding
from validator.model.result import ItemStatus, LetterReport, Level, Report, Unreadable
from validator.model.text import Block, Manuscript
from validator.packs import templates
from validator.render import html, inspect, json, text

STATUSES = {
    "Before review",
    "Please check",
    "A person should look at this",
    "Could not be checked",
    "For information",
    "Waived",
    "Passed",
    "Not applicable",
}
HOSTILE = "<script>alert('x')</script>{{7*7}}{% raw %}\x1b[31m\u202egnp.exe&amp;\"onload=\x00"


class Reader(HTMLParser):
    """What a page holds: its tags with their attributes, and its words without those of head and style."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.words, self.headings, self._within, self._heading = [], [], [], [], None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag in {"style", "title"}:
            self._within.append(tag)
        if tag in {"h2", "h3"}:
            self._heading = ""
        if tag == "span" and "number" in dict(attributes).get("class", "") and self._heading is not None:
            self._end_of_heading()

    def handle_endtag(self, tag):
        if tag in self._within:
            self._within.remove(tag)
        if tag in {"h2", "h3"}:
            self._end_of_heading()

    def handle_data(self, data):
        if not self._within and data.strip():
            self.words.append(" ".join(data.split()))
        if self._heading is not None:
            self._heading += data

    def _end_of_heading(self):
        if self._heading:
            self.headings.append(" ".join(self._heading.split()))
        self._heading = None

    def values(self, name):
        return [attributes[name] for _, attributes in self.tags if name in attributes]

    def named(self, *names):
        return [tag for tag, _ in self.tags if tag in names]


def page(report=REPORT):
    return Reader(html.render(report))


def hostile_report():
    block = Block((Run(HOSTILE),), file=HOSTILE)
    letter = replace(
        LETTER,
        manuscripts=(replace(LETTER.manuscripts[0], file=f"{HOSTILE}.md"),),
        title=block.span(),
        passages=(Passage(Part.TITLE, block.span()),),
    )
    outcome = replace(consent_finding(block.span()), message=HOSTILE, help=HOSTILE, note=HOSTILE)
    items = (item("consent", ItemStatus.FAIL, (outcome, Level.MUST)),)
    return Report(PROFILE, TODAY, (LetterReport(letter, items),), (Unreadable(HOSTILE, HOSTILE),), (HOSTILE,))


def test_the_verdict_comes_first_then_what_must_be_done_then_the_checklist():
    order = [
        "Return to the author",
        "Before review",
        "Please check",
        "A person should look at this",
        "Could not be checked",
        "For information",
        "The reference list as it should be",
        "Figures",
        "How the letter was read",
        "Waived",
        "Passed",
        "Not applicable",
        "What the journal asks for and this program does not check",
    ]
    headings = [" ".join(heading.split()[1:]) if heading[0] in "✕!?…i~✓–" else heading for heading in page().headings]
    assert [heading for heading in headings if heading in order] == order


def test_a_finding_is_told_with_place_quote_and_help():
    words = page().words
    start = words.index("The letter says that the patient agreed to treatment, not to publication.")
    assert words[start + 1 : start + 10] == [
        "Declaration of patient consent, first sentence",
        ", line 9",
        "The patient agreed to treatment.",
        "What to do",
        "If you hold the patient's consent to publish, add it. If not, obtain it first.",
        "Who asks for it",
        "The journal prints this declaration with every letter that describes a patient.",
        "!",
        "Please check",
    ]


def test_a_list_to_paste_keeps_its_lines():
    listed = finding("reformat", "Here it is.", help="1. Vale T. Beetles.\n2. Okoro B. Florists.")
    items = (item("list", ItemStatus.FAIL, (listed, Level.SHOULD)),)
    reader = page(Report(PROFILE, TODAY, (LetterReport(LETTER, items),)))
    assert "1. Vale T. Beetles." in reader.words
    assert "2. Okoro B. Florists." in reader.words


@pytest.mark.parametrize(
    "words",
    [
        "SHA-256 " + "ab12" * 16,
        "It describes one patient.",
        "No publisher's lines were found.",
        "The photographs are sharp and in focus.",
        "The item title is that of ./own.",
        "Checked at stage proof.",
        "Patient consent: given, to treatment or study – “The patient agreed to treatment.”",
        "1 figure with 2 parts",
        "Tessa Vale",
        "34 years, female",
        "1 citation, of references 1, 2",
    ],
)
def test_the_page_shows(words):
    assert words in page().words


def test_every_item_of_the_checklist_stands_under_its_status():
    reader, titles, under, found = page(), {item.title for item in ITEMS}, "", []
    for words in reader.words:
        under = words if words in STATUSES else under
        if words in titles:
            found.append((under, words))
    assert found == [
        ("Before review", "Title of patient-consent"),
        ("Please check", "Title of reference-numbers"),
        ("A person should look at this", "Title of laterality"),
        ("Could not be checked", "Use of AI is declared"),
        ("For information", "Title of stain"),
        ("Waived", "ORCID"),
        ("Passed", "Funding is declared"),
        ("Passed", "The letter has a title"),
        ("Passed", "Title of stain"),
        ("Not applicable", "DOI"),
    ]


def test_the_page_fetches_nothing_and_runs_nothing():
    reader = page(hostile_report())
    assert not {"script", "link", "img", "iframe", "object", "base", "form"} & {tag for tag, _ in reader.tags}
    assert all(target.startswith("#") for target in reader.values("href"))
    assert not reader.values("src")
    assert not [name for _, attributes in reader.tags for name in attributes if name.startswith("on")]
    assert "url(" not in html.render(REPORT)
    assert "@import" not in html.render(REPORT)
    policy = next(a["content"] for t, a in reader.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")


def test_hostile_words_stand_on_the_page_as_words():
    reader = page(hostile_report())
    shown = "<script>alert('x')</script>{{7*7}}{% raw %}�[31m�gnp.exe&amp;\"onload=�"
    assert shown in reader.words


@pytest.mark.parametrize(
    "rendered",
    [
        html.render(hostile_report()),
        text.render(hostile_report(), 80, colour=False),
        json.render(hostile_report()),
        inspect.render([hostile_report().letters[0].letter], hostile_report().unreadable),
    ],
    ids=["html", "text", "json", "inspect"],
)
def test_no_output_holds_a_character_that_harms(rendered):
    assert not set(rendered) & {"\x1b", "\u202e", "\x00", "\x9b"}


def test_headings_leave_no_level_out():
    levels = [int(tag[1]) for tag in page().named("h1", "h2", "h3", "h4", "h5")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_landmarks_are_there_and_named():
    reader = page()
    assert reader.named("header", "main", "footer")[0] == "header"
    assert reader.named("main") == ["main"]
    ids = reader.values("id")
    assert len(ids) == len(set(ids))
    assert set(reader.values("aria-labelledby")) <= set(ids)
    assert {target[1:] for target in reader.values("href")} <= set(ids)


def test_one_letter_alone_needs_no_contents():
    assert "Contents" not in page(Report(PROFILE, TODAY, REPORT.letters)).values("aria-label")


def test_several_letters_begin_with_contents():
    clean = LetterReport(replace(LETTER, index=2), ITEMS[1:3])
    reader = page(Report(PROFILE, TODAY, (*REPORT.letters, clean)))
    assert [target for target in reader.values("href") if target.count("-") == 1] == ["#letter-1", "#letter-2"]
    labels = ["Contents", "Parts of the report on letter 1", "Parts of the report on letter 2"]
    assert reader.values("aria-label") == labels
    assert reader.words[reader.words.index("2 letters: 1 ready, 1 to return.") :][:3] == [
        "2 letters: 1 ready, 1 to return.",
        "✕",
        "Return to the author",
    ]


def test_files_that_could_not_be_read_are_listed_with_the_reason():
    words = page().words
    assert words[words.index("This file could not be read") :][1:3] == [
        "old.doc",
        "This is an old Word file. Save it as .docx and try again.",
    ]


def test_letters_of_several_files_name_them_all():
    files = (*LETTER.manuscripts, Manuscript("title page.docx", LETTER.manuscripts[0].format, ()))
    assert (
        "title page.docx" in page(Report(PROFILE, TODAY, (LetterReport(replace(LETTER, manuscripts=files), ()),))).words
    )


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours(part):
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part))


LIGHT, _, DARK = (templates() / "report.css").read_text("utf-8").partition("prefers-color-scheme: dark")
SCHEMES = {"light": colours(LIGHT), "dark": colours(DARK)}
WASHES = [name for name in SCHEMES["light"] if name.endswith("-wash")]


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *((ink, ground) for ink in ("ink", "soft") for ground in ("paper", "desk", *WASHES)),
        *((wash.removesuffix("-wash"), ground) for wash in WASHES for ground in ("paper", wash)),
        *(("white", wash.removesuffix("-wash")) for wash in WASHES),
        *((change, ground) for change in ("red", "green") for ground in ("red-wash", "green-wash")),
    ],
)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_stand_out_from_their_ground(scheme, ink, ground):
    assert contrast(SCHEMES[scheme][ink], SCHEMES[scheme][ground]) >= 4.5


def test_both_schemes_have_the_same_colours():
    assert set(SCHEMES["light"]) == set(SCHEMES["dark"])


def test_what_the_baseline_knows_stands_apart():
    known = tuple(replace(one, findings=tuple(replace(f, known=True) for f in one.findings)) for one in ITEMS[:1])
    reader = page(Report(PROFILE, TODAY, (LetterReport(LETTER, known),)))
    assert "Nothing new; 1 known finding is left." in reader.words
    start = reader.words.index("Known since the baseline", reader.words.index("How the letter was read") + 1)
    assert reader.words[start + 1 : start + 4] == [
        "1",
        "Title of patient-consent",
        "Before review: The letter says that the patient agreed to treatment, not to publication.",
    ]


def test_the_file_of_settings_is_named():
    assert "Settings: letterproof.toml." in page(replace(REPORT, settings="letterproof.toml")).words


def test_a_list_that_needs_no_change_is_folded():
    unchanged = Report(PROFILE, TODAY, (LetterReport(LETTER, ITEMS[1:3]),))
    assert "It needs no change." in page(unchanged).words
    assert "Show the list" in page(unchanged).words
    assert "Show the list" not in page().words


def test_changes_of_a_reference_are_told_in_words_and_marks():
    words = page().words
    start = words.index("take out:")
    assert words[start - 1 : start + 5] == [
        "Vale T, Okoro B. Beetle dermatitis. Imaginary J Dermatol",
        "take out:",
        "2014; 150",
        "put in:",
        "2014;150",
        ":194–6.",
    ]


def test_figures_stand_in_a_table_with_what_was_read_of_each():
    words = page().words
    start = words.index("First called")
    assert words[start + 1 : start + 7] == [
        "Figure 1a",
        "photograph",
        "–",
        "–",
        "Text, first paragraph",
        "(a) Tense bullae on the hand.",
    ]
    assert words[start + 7 : start + 12] == ["Figure 1b", "section or smear", "H&E", "100x", "not called"]
