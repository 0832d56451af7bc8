"""A reference is written in the profile's form, and nothing but form is changed."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator import packs
from validator.model.profile import ReferenceSettings
from validator.model.text import Block, Run
from validator.reference_form import form, slips, written
from validator.reference_form.numbers import elided, full_last_page
from validator.reference_form.titles import in_title_case
from validator.structure.references import parse_reference

VOCABULARY = packs.load().vocabulary
IJDVL = ReferenceSettings(capital_after_colon=True)
RIGHT = "Ferreol A, Quist B. Plaques of the shins: A review. Int J Dermatol 2015;54:1337–42."


def parsed(text):
    return parse_reference(Block((Run(text),)).span(), 1, VOCABULARY)


def mended(text, settings=IJDVL):
    return written(parsed(text), settings, VOCABULARY)


def found(text, settings=IJDVL):
    return [
        (slip.item, slip.case, slip.span.text, slip.after) for slip in form(parsed(text), settings, VOCABULARY).slips
    ]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("12", "19", "9"),
        ("21", "30", "30"),
        ("304", "310", "10"),
        ("645", "648", "8"),
        ("1199", "1205", "205"),
        ("98", "102", "102"),
        ("123A", "125A", "125A"),
        ("S8", "S16", "S16"),
        ("913", "921.e9", "921.e9"),
        ("5", "5", "5"),
    ],
)
def test_pages_are_elided_as_nlm_elides_them(first, last, expected):
    assert elided(first, last) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("435", "49", "449"),
        ("12", "9", "19"),
        ("1199", "205", "1205"),
        ("S8", "16", "S16"),
        ("S8", "S16", "S16"),
        ("913", "921.e9", "921.e9"),
        ("2275", "83.e7", "2283.e7"),
        ("e12", "e15", "e15"),
        ("98", "102", "102"),
    ],
)
def test_the_last_page_in_full(first, last, expected):
    assert full_last_page(first, last) == expected


@given(st.integers(1, 99999), st.integers(0, 9999))
def test_a_last_page_that_was_elided_is_found_again(first, more):
    short = elided(str(first), str(first + more))
    assert full_last_page(str(first), short) == str(first + more)


@pytest.mark.parametrize(
    "printed",
    [
        "Ferreol A, Quist B. Plaques of the shins: a review. Int J Dermatol. 2015 Nov;54(11):1337-1342. doi: 10.1/ijd.",
        "Ferreol, A., & Quist, B. (2015). Plaques of the shins: A review. Int. J. Dermatol., 54(11), 1337–1342.",
        "Ferreol A., Quist B.: “Plaques of the shins: A review.” Int. J. Dermatol. 2015; 54: 1337 - 1342",
        "Ferreol A, Quist B. Plaques of the shins: a review. Int J Dermatol. 2015 Nov;54(11):1337-42. doi: 10.1/ijd. "
        "Epub 2015 May 6. PMID: 25771001; PMCID: PMC4512345. Review.",
        "Ferreol A and Quist B. Plaques of the shins: A review. Int J Dermatol 2015;54:1337–42. PMID: 25771001.",
        RIGHT,
    ],
)
def test_the_same_article_from_any_house_becomes_the_same_line(printed):
    assert mended(printed.replace("10.1/ijd", "10.1111/ijd.12345")) == RIGHT


@pytest.mark.parametrize(
    "printed",
    [
        "Ferreol A, Quist B. Itch in potters. J. Clay. Res., Kiln. Sci. 2015;54:1–9.",  # the journal begins at ...
        "A. Ferreol, Best Pract. Kiln., Clin. Pott. 2015, 54, 815.",
        "Ferreol A, N. Quist B, V. Osei K (2015) Itch in potters. Int J Dermatol 54:1337-42",  # initials in a family
        "Ferreol A, Quist B, et alClay Study Group. Itch in potters. Int J Dermatol 2015;54:1337–42.",
        "Ferreol, A. (2015). W. H. A. T: A tool for kilns. Int J Dermatol, 54, 1337–42.",
        "Ferreol A, Quist B. Itch in potters. medRxiv 2021;2021(02):20.21252134. https://doi.org/10.1101/2021.02.20.21252134.",
    ],
)
def test_no_form_is_offered_where_it_would_be_read_otherwise(printed):
    assert mended(printed) is None


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2015. 54(suppl_1): p. S28–S36.", "2015;54(suppl_1):S28–S36."),
        ("2015;54(Suppl 8):viii15–21.", "2015;54(Suppl 8):viii15–viii21."),
    ],
)
def test_pages_of_a_supplement_are_written_once_and_stay(printed, expected):
    once = mended(f"Ferreol A, Quist B. Itch in potters. Int J Dermatol {printed}")
    assert once == f"Ferreol A, Quist B. Itch in potters. Int J Dermatol {expected}"
    assert mended(once) == once


def test_what_is_right_has_no_slips():
    assert found(RIGHT) == []


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (RIGHT.replace("2015;54", "2015; 54"), ("reference-numbers", "form", "2015; 54:1337–42.", "2015;54:1337–42.")),
        (RIGHT.replace("–42", "–1342"), ("reference-numbers", "form", "2015;54:1337–1342.", "2015;54:1337–42.")),
        (
            RIGHT.replace("Ferreol A,", "Ferreol A.,"),
            ("reference-authors", "form", "Ferreol A., Quist B.", "Ferreol A, Quist B."),
        ),
        (RIGHT.replace("Dermatol ", "Dermatol. "), ("reference-journal", "form", "Int J Dermatol.", "Int J Dermatol")),
        (
            RIGHT.replace(": A", ": a"),
            ("reference-title", "form", "Plaques of the shins: a review.", "Plaques of the shins: A review."),
        ),
        (
            RIGHT.replace("Int J Dermatol", "Int J Derm"),
            ("reference-journal", "wrong-form", "Int J Derm", "Int J Dermatol"),
        ),
    ],
)
def test_one_slip_is_one_slip_with_the_words_to_put_there(printed, expected):
    assert found(printed) == [expected]


@pytest.mark.parametrize(
    ("printed", "advice"),
    [
        ("Int J Dermatol. 2015", "Leave out the full stop after the journal's name: Int J Dermatol"),
        ("Int. J. Dermatol. 2015", "Leave out the full stops in the journal's name: Int J Dermatol"),
        ("Int J Dermatol, 2015", "Write the journal so: Int J Dermatol"),
    ],
)
def test_where_only_full_stops_differ_the_advice_says_so(printed, advice):
    made = form(parsed(RIGHT.replace("Int J Dermatol 2015", printed)), IJDVL, VOCABULARY)
    assert [slip.message for slip in made.slips] == [advice]


@pytest.mark.parametrize(
    ("journal", "year", "expected"),
    [
        ("Aust J Dermatol", "2010", "Australas J Dermatol"),
        ("Aust J Dermatol", "1960", None),
        ("Arch Dermatol", "2012", None),
        ("Arch Dermatol", "2014", "JAMA Dermatol"),
        ("JAMA Dermatol", "2009", "Arch Dermatol"),
        ("Dermatologica", "1995", "Dermatology"),
        ("Skin Pharmacol", "2010", "Skin Pharmacol Physiol"),
        ("Br J Vener Dis", "2001", "Sex Transm Infect"),
    ],
)
def test_a_journal_is_called_as_it_was_in_that_year(journal, year, expected):
    reference = parsed(f"Ferreol A, Quist B. Plaques of the shins. {journal} {year};5:13–9.")
    wrong = slips([reference], IJDVL, VOCABULARY, "reference-journal")
    assert [(slip.case, slip.after) for slip in wrong] == ([("wrong-era", expected)] if expected else [])


def test_six_authors_are_named_and_no_more():
    names = "Aab B, Cce D, Eef F, Ggh H, Iij J, Kkl L"
    tail = " Plaques of the shins. Int J Dermatol 2015;54:1337–42."
    assert mended(f"{names}, Mmn N.{tail}") == f"{names}, et al.{tail}"
    assert mended(f"{names} et al{tail}") == f"{names}, et al.{tail}"
    assert found(f"{names}.{tail}") == []


def test_et_al_after_too_few_names_cannot_be_mended():
    (slip,) = form(parsed(RIGHT.replace("Quist B.", "Quist B, et al.")), IJDVL, VOCABULARY).slips
    assert (slip.item, slip.case, slip.after) == ("reference-et-al", "too-few", None)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Smith A.B.", "Smith AB"), ("de la Rosa J.-P.", "de la Rosa J-P"), ("Holmes DR, Jr", "Holmes DR Jr")],
)
def test_a_name_keeps_its_letters_and_loses_its_dots(name, expected):
    assert mended(RIGHT.replace("Ferreol A", name)).startswith(f"{expected}, Quist B.")


@pytest.mark.parametrize(
    "title",
    [
        "Signals of the skin: p53 and c-myc in potters",
        "Hauterkrankungen bei Töpfern: eine Übersicht",
        "Plaques of the shins",
        "Vitiligo: The next steps",
    ],
)
def test_titles_that_stay_as_they_are(title):
    assert found(RIGHT.replace("Plaques of the shins: A review", title)) == []


def test_supplements_are_kept_since_their_pages_begin_anew():
    text = RIGHT.replace("54:1337–42", "54 Suppl 1:S8–S16")
    assert (mended(text), found(text)) == (text, [])


@pytest.mark.parametrize(
    "printed",
    [
        "Ferreol A. Plaques of the shins. Int J Dermatol (in press).",
        "Habib R. Clay and skin. 2nd ed. London: Kiln Press; 2016.",
        "Clay Board. Clay. https://www.example.org/clay",
        "Ferreol A. Plaques of the shins. Int J Dermatol 2015;54:1337–42; see the film.",
        "words without any order",
        "Ferreol A, Quist, B C. and Osei, K. Plaques of the shins. Int J Dermatol 2015;54:1337–42.",
        "A. Ferreol, P. v. R. Quist, J. Am. Chem. Soc. 2015, 54, 1337-42.",
    ],
)
def test_what_was_not_read_wholly_is_left_alone(printed):
    assert mended(printed) is None


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("2015;54(11):1337-42; quiz 1343-4.", "2015;54:1337–42; quiz 1343–4."),
        ("2015 Nov;54(11):1337-42; discussion 1342.", "2015;54:1337–42; discussion 1342."),
        ("2015;54:1337-42, 1345-6.", "2015;54:1337–42, 1345–6."),
    ],
)
def test_further_pages_are_kept(printed, wanted):
    head = "Ferreol A, Quist B. Plaques of the shins. Int J Dermatol "
    assert mended(head + printed) == head + wanted
    assert mended(head + wanted) == head + wanted


@pytest.mark.parametrize("printed", ["2018;(7):CD012221.", "2018, Issue 7. Art. No.: CD012221."])
def test_the_issue_stands_for_the_volume_that_a_journal_has_not(printed):
    head = "Ferreol A. Itch in potters. Cochrane Database Syst Rev "
    assert mended(head + printed) == head + "2018;(7):CD012221."


def test_a_title_that_is_a_quotation_keeps_its_marks():
    text = "Ferreol A, Quist B. “Doctor, I itch”. Int J Dermatol 2015;54:1337–42."
    assert (mended(text), found(text)) == (text, [])


def test_the_marks_of_a_house_that_quotes_every_title_go():
    text = "Ferreol A, Quist B. “Plaques of the shins.” Int J Dermatol 2015;54:1337–42."
    assert mended(text) == "Ferreol A, Quist B. Plaques of the shins. Int J Dermatol 2015;54:1337–42."
    assert [item for item, *_ in found(text)] == ["reference-title"]


def test_the_profile_decides_the_form():
    nlm = replace(IJDVL, page_dash="-", journal_dot=True, issue=True, month=True, doi=True, elide_pages=False)
    printed = "Ferreol A. Plaques of the shins. Int J Dermatol. 2015 Nov;54(11):1337-1342. doi: 10.1111/ijd.12345"
    assert mended(printed, nlm) == printed


def test_headlines_are_told_from_sentences():
    assert in_title_case("Scaly Plaques of the Shins in Working Potters of Africa")
    assert not in_title_case("Plaques of the shins: An extension study of 2 Randomized Clinical Trials")
    assert not in_title_case("Erkrankungen der Haut bei Arbeitern in Töpfereien der Schweiz")


INITIALS = st.text("ABCDEFGHJKLMNPRSTUVWYZ", min_size=1, max_size=3)
FAMILY = st.sampled_from(["Ferreol", "Quist", "de Souza", "Müller-Lund", "O'Brien", "Van der Meer", "Ng", "Osei Bonsu"])
TITLE = st.sampled_from(
    [
        "Plaques of the shins",
        "Scale, itch, 0.1%, and S. aureus vs. others",
        "Does clay itch?",
        "Psoriasis",
        "p53 in potters: A review",
    ]
)
JOURNAL = st.sampled_from(
    ["Int J Dermatol", "Lancet", "J Am Acad Dermatol", "Cutis", "Medicine (Baltimore)", "Acta Derm Venereol"]
)


@st.composite
def articles(draw):
    names = draw(st.lists(st.builds("{} {}".format, FAMILY, INITIALS), min_size=1, max_size=6))
    title = draw(TITLE)
    first = draw(st.integers(1, 3000))
    last = elided(str(first), str(first + draw(st.integers(1, 40))))
    stop = "" if title.endswith("?") else "."
    year, volume = draw(st.integers(1992, 2020)), draw(st.integers(1, 400))
    return f"{', '.join(names)}. {title}{stop} {draw(JOURNAL)} {year};{volume}:{first}–{last}."


@given(articles())
def test_what_is_in_the_form_is_found_without_fault_and_stays(text):
    assert (mended(text), found(text)) == (text, [])


SLIPS = {
    "reference-numbers": [(r";", "; "), (r"–", "-"), (r";(\d+):", r";\1(3):"), (r"\.$", "")],
    "reference-journal": [(r"(?<=\w)(\)?) (\d{4};)", r"\1. \2")],
    "reference-authors": [(r"^([^,.]*[A-Z])(, |\. )", r"\1.\2"), (r"^([^.]*), ([^,.]*)\. ", r"\1 and \2. ")],
}


@given(articles(), st.sampled_from([(item, slip) for item, several in SLIPS.items() for slip in several]))
def test_a_slip_is_found_and_its_correction_gives_the_line_back(text, choice):
    item, (pattern, put) = choice
    slipped = re.sub(pattern, put, text, count=1)
    if slipped == text or ". ." in slipped or ".. " in slipped:
        return
    assert mended(slipped) == text
    assert [name for name, *_ in found(slipped)] == [item]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Lancet 1979;89(2 Pt 1):320–4.", "Lancet 1979;89:320–4."),
        ("Lancet 1979;89(Pt 1):320–4.", "Lancet 1979;89(Pt 1):320–4."),
        ("Lancet 1979;89(2 Suppl 1):S20–4.", "Lancet 1979;89(2 Suppl 1):S20–S24."),
        ("The Lancet 1979;89:320–4.", "Lancet 1979;89:320–4."),
    ],
)
def test_part_of_an_issue_and_article_of_a_journal_are_left_out(printed, expected):
    assert mended(f"Ferreol A. Plaques of the shins. {printed}") == f"Ferreol A. Plaques of the shins. {expected}"
