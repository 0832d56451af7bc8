"""References put in the order of their citation: list and text together, or nothing of it."""

import json
import os
import subprocess
import sys
from datetime import date
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator import engine, packs, pipeline, profiles
from validator.pipeline import SourceFile

ENTRIES = (
    "Ferreol A, Quist B. Plaques of the shins: A review. *Int J Dermatol* 2015;54:1337–42.",
    "Osei K, Brandl T. Itch in *Candida* of potters. *Br J Dermatol* 2016;175:592–8.",
    "Lindqvist P. Clay and the skin. *Clin Exp Dermatol* 2018;43:396–402.",
    "Abecker C. Kilns, glazes and CD4^+^ cells. *J Dermatol* 2019;46:12–9.",
    "Bodrun D. Wheels and thumbs. *J Dermatol* 2020;47:31–4.",
    "Cyrenne E. Aprons against rashes. *J Dermatol* 2021;48:61–4.",
    "Dubois F. Salt and soda. *J Dermatol* 2022;49:81–4.",
)
HEAD = "# Scaly plaques of the shins in a potter\n\nDear Editor,\n\n"


@lru_cache(maxsize=1)
def checklist():
    pack = packs.load()
    return engine.checklist(pack, profiles.load("ijdvl", pack.profile_folders), date(2026, 11, 22))


def written(entries, number="{}. ", between="\n"):
    return between.join(number.format(place) + entry for place, entry in enumerate(entries, 1))


def letter(text, entries=ENTRIES[:3], after="", **form):
    return f"{HEAD}{text}\n\n## References\n\n{written(entries, **form)}\n{after}"


def plain(text):
    """A letter in Markdown as plain text."""
    return text.replace("## ", "").replace("# ", "").replace("*", "")


def corrected(text, name="letter.md", *, suggest=True):
    made, data = pipeline.corrected(SourceFile.of(name, text.encode()), checklist(), suggest=suggest)
    return data.decode(), (made.applied, made.suggested, made.left, made.groups_left)


def read(text, name="letter.md"):
    return pipeline.letters([SourceFile.of(name, text.encode())], checklist().pack.vocabulary)


def said(text, name="letter.md"):
    """What the help of the item says after what to do."""
    (found,) = read(text, name)
    items = engine.run(found, checklist()).items
    (finding,) = next(item for item in items if item.id == "citation-order").findings
    return finding.outcome.help.partition("in the text. ")[2]


OFFER = "For Markdown and text, `letterproof fix --suggest` does it."
MADE, NOTHING = (1, 0, 0, 0), (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("given", "expected", "order"),
    [
        ("Clay.^3^ Itch.^1^ Kiln.^2^", "Clay.^1^ Itch.^2^ Kiln.^3^", "312"),
        ("Clay.<sup>3</sup> Itch.<sup>1, 2</sup>", "Clay.<sup>1</sup> Itch.<sup>2, 3</sup>", "312"),
        ("Clay.³ Itch.¹ Kiln.¹,²", "Clay.¹ Itch.² Kiln.²,³", "312"),
        ("Clay [3]. Itch [1, 2].", "Clay [1]. Itch [2, 3].", "312"),
        ("Clay [3]. Itch [refs. 1 and 2].", "Clay [1]. Itch [refs. 2 and 3].", "312"),
        ("Clay.^2^ Itch.^1–3^", "Clay.^1^ Itch.^1–3^", "213"),
        ("Clay.^2^ Itch.^1,3^", "Clay.^1^ Itch.^2,3^", "213"),
        ("Clay.^3^ Itch.^1-2^", "Clay.^1^ Itch.^2-3^", "312"),
        ("Clay.^3^ Itch.^1^,^2^", "Clay.^1^ Itch.^2^,^3^", "312"),
        ("Clay.^3^ Itch.^2^ As in ref. 2 and reference 3.", "Clay.^1^ Itch.^2^ As in ref. 2 and reference 1.", "321"),
        ("Clay.^3^ Itch.^1^ See Figure 2 in ref. 3.", "Clay.^1^ Itch.^2^ See Figure 2 in ref. 1.", "312"),
        (
            "Clay.^3^ Itch.^1^ Ferritin 9 µg/L (reference 2–300 µg/L), 10^3^ cells.",
            "Clay.^1^ Itch.^2^ Ferritin 9 µg/L (reference 2–300 µg/L), 10^3^ cells.",
            "312",
        ),
    ],
)
def test_marks_and_mentions_get_their_numbers_in_the_authors_form(given, expected, order):
    entries = [ENTRIES[int(number) - 1] for number in order]
    assert corrected(letter(given)) == (letter(expected, entries), MADE)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Clay.^5^ Itch.^1-4^", "Clay.^1^ Itch.^2-5^"),
        ("Clay.^3^ Itch.^1,2,4,5^", "Clay.^1^ Itch.^2–5^"),
        ("Clay.^3^ Itch.^1–5^ Kiln.^1,2,4^", "Clay.^1^ Itch.^1–5^ Kiln.^2–4^"),
        ("Clay.^5^ Itch.^3^ Kiln.^1–3^", "Clay.^1^ Itch.^2^ Kiln.^2–4^"),
        ("Clay.^4^ Itch.^2^ Kiln.^1^^–^^3^", "Clay.^1^ Itch.^2^ Kiln.^2^^–^^4^"),
        ("Clay.^4^ Itch.^2^ Kiln.^1,3^ Salt.^2–4^", "Clay.^1^ Itch.^2^ Kiln.^3,4^ Salt.^1,2,4^"),
        ("Clay.⁴ Itch.² Kiln.¹,³ Salt.²⁻⁴", "Clay.¹ Itch.² Kiln.³,⁴ Salt.¹,²,⁴"),
        ("Clay.^4,5,6^ Itch.^1,2,3^ Kiln.^1,3,5^", "Clay.^1,2,3^ Itch.^4,5,6^ Kiln.^2,4,6^"),
        ("Clay.^4^ Itch.^2^ Kiln.^1,3,5^ Salt.^2,3,4^", "Clay.^1^ Itch.^2^ Kiln.^3,4,5^ Salt.^1,2,4^"),
        ("Clay [5]. Itch [1][3]. Kiln [2]–[4].", "Clay [1]. Itch [2][3]. Kiln [3]–[5]."),
        ("Clay.^3–4^ Itch.^1^ Kiln.^2,4^ Salt.^1,3^", "Clay.^1–2^ Itch.^3^ Kiln.^2,4^ Salt.^1,3^"),
        ("Clay [4]. Itch [2]. Kiln [1, 3]. Salt [2 to 4].", "Clay [1]. Itch [2]. Kiln [3, 4]. Salt [1, 2, 4]."),
    ],
)
def test_ranges_are_drawn_together_anew(given, expected):
    after, counts = corrected(letter(given, ENTRIES[:6]))
    assert (after.partition("## Ref")[0], counts) == (letter(expected).partition("## Ref")[0], MADE)


def test_what_captions_and_tables_cite_comes_where_the_text_calls_them_and_the_uncited_last():
    text = "Clay [6] (Table 1). Itch [3].\n\n**Table 1:** Potters.\n\n| Who | Source |\n|---|---|\n| Potter | [5, 6] |"
    after = "\n**Figure 1:** Plaques, as in a mason [2].\n"
    expected = text.replace("[6]", "[1]").replace("[3]", "[3]").replace("[5, 6]", "[1, 2]")
    order = [5, 4, 2, 1, 0, 3]
    assert corrected(letter(text, ENTRIES[:6], after)) == (
        letter(expected, [ENTRIES[place] for place in order], after.replace("[2]", "[4]")),
        MADE,
    )


WRAPPED = [
    "Ferreol A, Quist B. Plaques of the shins: A review of the many plaques of many\n   potters. "
    "Int J Dermatol 2015;54:1337–42.",
    "Osei K, Brandl T. Itch in potters. Br J Dermatol 2016;175:592–8.",
]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        *(
            (name, form)
            for name in ("letter.md", "letter.txt")
            for form in ({}, {"between": "\n\n"}, {"number": "{}) "})
        ),
        *((name, {"number": "[{}] ", "between": "\n\n"}) for name in ("letter.md", "letter.txt")),
        ("letter.md", {"number": "1. "}),
        ("letter.md", {"number": "{}.\t"}),
    ],
)
def test_entries_move_as_they_are_broken_into_lines(name, form):
    before, expected = letter("Itch.² Clay.¹", WRAPPED, **form), letter("Itch.¹ Clay.²", WRAPPED[::-1], **form)
    if name == "letter.txt":
        before, expected = plain(before), plain(expected)
    assert corrected(before, name) == (expected, MADE)


def test_entries_without_numbers_and_in_one_paragraph_move_too():
    bare = {"number": "", "between": "\n\n"}
    assert corrected(letter("Itch.² Clay.¹", WRAPPED, **bare)) == (letter("Itch.¹ Clay.²", WRAPPED[::-1], **bare), MADE)
    row = {"between": " "}
    one_line = [entry.replace("\n  ", "") for entry in WRAPPED]
    before, expected = letter("Itch.² Clay.¹", one_line, **row), letter("Itch.¹ Clay.²", one_line[::-1], **row)
    assert corrected(plain(before), "letter.txt") == (plain(expected), MADE)


def test_each_letter_of_a_file_has_its_own_list():
    one, other = letter("Clay.^3^ Itch.^1^ Kiln.^2^"), letter("Salt.^1^ Itch.^3^ Clay.^2^").replace("Scaly", "Red")
    expected_one = letter("Clay.^1^ Itch.^2^ Kiln.^3^", [ENTRIES[2], ENTRIES[0], ENTRIES[1]])
    expected_other = letter("Salt.^1^ Itch.^2^ Clay.^3^", [ENTRIES[0], ENTRIES[2], ENTRIES[1]]).replace("Scaly", "Red")
    assert corrected(f"{one}\n{other}") == (f"{expected_one}\n{expected_other}", (2, 0, 0, 0))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "Clay (1). Itch (3). Kiln (2). Dose (stage 3, n = 9) (2). Of two signs (3) and (2) scale.",
            "“signs (3) and (2) scale.” may name references too, so renumbering is left to you.",
        ),
        ("Clay.^3^ Itch.^1^ Kiln.^9^", "“9” cites a reference that the list does not have: settle that first."),
        (
            "Clay.^3^ Itch.^1^ Zinc was 2 (reference 1–3).",
            "“2 (reference 1–3).” may name references too, so renumbering is left to you.",
        ),
        (
            "Clay.^3^ Itch.^1^ Their reference 3 says so.",
            "“Their reference 3 says so.” may name references too, so renumbering is left to you.",
        ),
        (
            "Clay.^3^ Itch.^1^ Reference 3 of their letter says so.",
            "“Itch.1 Reference 3 of their letter” may name references too, so renumbering is left to you.",
        ),
    ],
)
def test_what_cannot_be_told_is_left_to_the_author_with_the_reason(text, why):
    source = letter(text)
    assert said(source) == why
    assert corrected(source) == (source, NOTHING)


def test_a_list_with_a_gap_or_a_number_twice_is_left_to_the_author():
    why = "The numbers of the list do not run 1, 2, 3: put them right first."
    for number in ("2. ", "4. "):
        source = letter("Clay.^2^ Itch.^1^").replace("3. ", number)
        assert said(source) == why
        assert corrected(source) == (source, NOTHING)


@pytest.mark.parametrize("text", ["Clay is to blame.{}", "Clay is to blame ({})."])
def test_a_letter_that_is_read_in_part_is_never_renumbered_in_part(text):
    """Marks in plain text that do not begin at 1 may be read as citations or not."""
    for numbers in ("231", "312", "321", "213", "132"):
        source = plain(letter(" ".join(text.format(number) for number in [*numbers, "1,3"])))
        after, counts = corrected(source, "letter.txt")
        whole = " ".join(text.format(number) for number in "123")
        assert (counts == MADE and whole in after) or (counts != MADE and after == source)


# The mark around a number reaches into its entry, which cannot be moved without it.
STUCK = f"""{HEAD}Clay.^2^ Itch.^1^

## References

**1. Ferreol A.** Plaques. Int J Dermatol 2015;54:1337–42.

2. Osei K. Itch. Br J Dermatol 2016;175:592–8.
"""


def test_what_cannot_be_placed_faithfully_changes_nothing_at_all():
    assert said(STUCK) == OFFER
    assert corrected(STUCK) == (STUCK, (0, 0, 0, 1))


def test_without_suggest_it_is_only_counted():
    source = letter("Clay.^3^ Itch.^1^ Kiln.^2^")
    assert corrected(source, suggest=False) == (source, (0, 1, 0, 0))


SLIPS = ("J Dermatol*", "J. Dermatol.*"), ("2018;43:396–402", "2018 Mar;43(3):396-402"), ("A review", "a review")


def test_safe_corrections_and_renumbering_give_the_same_in_any_order():
    right = letter("Clay.^3^ Itch.^1,5^ Kiln.^2,4^", ENTRIES[:5])
    source = right
    for good, slip in SLIPS:
        assert good in source
        source = source.replace(good, slip)
    expected = letter("Clay.^1^ Itch.^2,3^ Kiln.^4,5^", [ENTRIES[place] for place in (2, 0, 4, 1, 3)])
    safe_first, _ = corrected(source, suggest=False)
    assert safe_first == right
    assert corrected(safe_first)[0] == expected
    together, (applied, suggested, left, groups_left) = corrected(source)
    assert (together, suggested, left, groups_left) == (expected, 0, 0, 0)
    assert applied > 1
    assert corrected(expected) == (expected, NOTHING)


MARKS = {
    "^": ("letter.md", "^{}^", str),
    "<sup>": ("letter.md", "<sup>{}</sup>", str),
    "[": ("letter.md", "[{}]", str),
    "²": ("letter.txt", "{}", lambda text: text.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))),
    "[txt": ("letter.txt", "[{}]", str),
}


@st.composite
def letters(draw):
    """A letter that cites its list in any order, in one of many forms; and the name of its file."""
    name, mark, signs = MARKS[draw(st.sampled_from(sorted(MARKS)))]
    count = draw(st.integers(2, 7))
    comma = draw(st.sampled_from([",", ", "] if mark != "{}" else [","]))
    dash = draw(st.sampled_from(["-", "–"]))
    numbers = st.lists(st.integers(1, count), min_size=1, max_size=4, unique=True)

    def cited(chosen):
        chosen = sorted(chosen) if draw(st.booleans()) else chosen
        ranged = len(chosen) > 2 and chosen == list(range(chosen[0], chosen[-1] + 1)) and draw(st.booleans())
        text = f"{chosen[0]}{dash}{chosen[-1]}" if ranged else comma.join(map(str, chosen))
        return mark.format(signs(text))

    marks = [[1], *draw(st.lists(numbers, min_size=1, max_size=6))]
    marks = draw(st.permutations(marks))
    text = " ".join(f"Clay is to blame.{cited(chosen)}" for chosen in marks)
    caption = f"\n**Figure 1:** Plaques on both shins.{cited(draw(numbers))}\n" if draw(st.booleans()) else ""
    entries = [entry.replace("^+^", "+") for entry in ENTRIES[:count]]
    whole = letter(text, entries, caption, between=draw(st.sampled_from(["\n", "\n\n"])))
    return (plain(whole) if name.endswith(".txt") else whole), name


def cites(text, name):
    """What each citation points at, by the words of the entries."""
    (found,) = read(text, name)
    entries = {reference.number: reference.span.text for reference in found.references}
    return [{entries[number] for number in citation.numbers} for citation in found.citations]


def first_cited(text, name):
    (found,) = read(text, name)
    spans = found.text
    numbers = [
        number
        for citation in found.citations
        if any(span.covers(citation.span) for span in spans)
        for number in sorted(citation.numbers)
    ]
    return list(dict.fromkeys(numbers))


def entry_lines(text):
    return [line.partition(". ")[2] for line in text.partition("References\n")[2].splitlines() if line[:1].isdigit()]


@given(letters())
def test_the_laws_of_renumbering(drawn):
    source, name = drawn
    after, counts = corrected(source, name)
    was = first_cited(source, name)
    assert counts == (NOTHING if was == sorted(was) else MADE)
    assert (after == source) == (was == sorted(was))
    assert cites(after, name) == cites(source, name)
    assert first_cited(after, name) == (was if after == source else list(range(1, len(was) + 1)))
    assert sorted(entry_lines(after)) == sorted(entry_lines(source))
    assert corrected(after, name) == (after, NOTHING)


@pytest.fixture
def run(tmp_path):
    (tmp_path / "letter.md").write_text(letter("Clay.^3^ Itch.^1^ Kiln.^2^"), "utf-8")
    (tmp_path / "stuck.md").write_text(STUCK, "utf-8")

    def go(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "validator", *arguments],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
        )

    return go


def test_the_command_writes_the_copy_and_says_what_it_did(run, tmp_path):
    done = run("fix", "letter.md", "-o", "out.md", "--suggest")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "1 correction made.\n")
    expected = letter("Clay.^1^ Itch.^2^ Kiln.^3^", [ENTRIES[2], ENTRIES[0], ENTRIES[1]])
    assert (tmp_path / "out.md").read_text("utf-8") == expected


def test_the_command_says_when_nothing_was_renumbered(run):
    done = run("fix", "stuck.md", "--suggest", "--diff")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [
        "0 corrections made.",
        "The references could not be renumbered without a fault in this file, so all numbers stay as they are: "
        "renumber list and text yourself.",
    ]


def test_the_data_carry_each_change_and_the_text_says_how_it_is_made(run):
    document = json.loads(run("check", "letter.md", "--select", "citation-order", "--format", "json").stdout)
    ((finding,),) = [item["findings"] for item in document["letters"][0]["items"]]
    fixes = [place["fix"] for place in finding["places"]]
    plain = [entry.replace("*", "") for entry in ENTRIES]
    assert [(fix["applicability"], fix["before"], fix["after"]) for fix in fixes] == [
        ("suggest", "3", "1"),
        ("suggest", "1", "2"),
        ("suggest", "2", "3"),
        ("suggest", plain[0], plain[2]),
        ("suggest", plain[1], plain[0]),
        ("suggest", plain[2], plain[1]),
    ]
    text = run("check", "letter.md", "--select", "citation-order").stdout
    assert OFFER in " ".join(text.split())
    assert "write  " not in text
