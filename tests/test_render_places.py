"""From a span to what a person reads: the words and where they stand."""

from dataclasses import replace

import pytest
from by_hand import CAPTION, CASE, CONSENT, COURSE, FIRST, FUNDING, LETTER, REFERENCE, TITLE, within
from hypothesis import given
from hypothesis import strategies as st

from validator.api import Figure, Fix, Part, Passage, Run, Table, finding
from validator.model.masking import NO_MASK
from validator.model.text import Block, Format, Hint, Manuscript, Origin
from validator.render.places import LONGEST_QUOTE, describe, describe_all, ordinal, quote


def name(span, letter=LETTER):
    return describe(span, letter).name


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (TITLE.span(), "Title"),
        (FIRST.span(), "Salutation"),
        (within(CASE, "blisters"), "Text, first paragraph"),
        (COURSE.span(), "Text, second paragraph"),
        (within(CONSENT, "The patient agreed"), "Declaration of patient consent, first sentence"),
        (within(CONSENT, "signed"), "Declaration of patient consent, second sentence"),
        (within(CONSENT, "The patient agreed to treatment. She signed a form."), "Declaration of patient consent"),
        (within(CONSENT, "Declaration of patient consent:"), "Declaration of patient consent"),
        (within(FUNDING, "Nil."), "Financial support and sponsorship"),
        (CAPTION.span(), "Caption of Figure 1"),
        (within(CAPTION, "cleft"), "Caption of Figure 1b"),
        (within(REFERENCE, "2014"), "Reference 1"),
        (Block((Run("Words of nowhere"),)).span(), ""),
    ],
)
def test_the_place_has_the_name_that_a_person_uses(span, expected):
    assert name(span) == expected


def test_a_line_of_a_title_page_is_named_by_the_side_of_the_title_on_which_it_stands():
    above, below = (Block((Run(words),)).span() for words in ("Letter to the Editor", "Word count: 512"))
    passages = (Passage(Part.LABEL, above), Passage(Part.TITLE, TITLE.span()), Passage(Part.LABEL, below))
    letter = replace(LETTER, passages=passages)
    assert (name(above, letter), name(below, letter)) == ("Line above the title", "Line below the title")
    assert name(above, replace(letter, passages=passages[:1])) == "Line of its own"


def test_of_several_files_the_place_names_the_file():
    page = Block((Run("Tessa Vale"),), file="title page.docx")
    files = (*LETTER.manuscripts, Manuscript("title page.docx", Format.DOCX, (page,)))
    letter = replace(LETTER, manuscripts=files, passages=(*LETTER.passages, Passage(Part.AUTHORS, page.span())))
    assert name(page.span(), letter) == "Author line, in title page.docx"
    assert name(TITLE.span(), letter) == "Title, in letter.md"


def test_a_cell_is_named_after_the_table_whose_caption_shares_its_group():
    hint = Hint(group="t2")
    caption, cell, loose = (Block((Run(words),)) for words in ("Table 2: Doses", "4 mg", "5 mg"))
    passages = (
        Passage(Part.TABLE_CAPTION, caption.span(), hint=hint),
        Passage(Part.TABLE, cell.span(), hint=hint),
        Passage(Part.TABLE, loose.span()),
    )
    tables = (Table("1", COURSE.span(), COURSE.span()), Table("2", caption.span(), caption.span(9)))
    letter = replace(LETTER, passages=passages, tables=tables)
    assert name(caption.span(), letter) == "Caption of Table 2"
    assert name(cell.span(), letter) == "Table 2"
    assert name(loose.span(), letter) == "Table"
    assert name(loose.span(), replace(letter, tables=tables[1:])) == "Table 2"


def test_a_figure_without_number_has_a_caption_still():
    letter = replace(LETTER, figures=(Figure("", CAPTION.span(), CAPTION.span()),))
    assert name(CAPTION.span(), letter) == "Caption of a figure"
    assert name(CAPTION.span(), replace(letter, figures=())) == "Caption of a figure"


def test_a_declaration_without_heading_is_named_by_its_kind():
    block = Block((Run("None declared."),))
    letter = replace(LETTER, passages=(Passage(Part.DECLARATION, block.span(), key="ai-use"),))
    assert name(block.span(), letter) == "Declaration (ai use)"


def test_line_and_column_are_those_of_the_first_character():
    place = describe(within(CASE, "Written informed consent"), LETTER)
    assert (place.line, place.column, place.paragraph) == (5, CASE.text.index("Written") + 1, None)


def test_word_has_paragraphs_and_no_lines():
    block = Block((Run("One "), Run("two", bold=True, origin=Origin(paragraph=12, run=2))))
    place = describe(block.span(5), LETTER)
    assert (place.line, place.column, place.paragraph) == (None, None, 12)


def test_an_empty_span_stands_where_the_words_before_it_end():
    place = describe(FUNDING.span(len(FUNDING.text)), LETTER)
    assert (place.line, place.column) == (11, len(FUNDING.text) + 1)
    assert place.quote == ""


def test_where_no_words_stand_under_a_heading_the_heading_is_quoted():
    block = Block((Run("Conflicts of interest:"),))
    passage = Passage(Part.DECLARATION, block.span(22), block.span(), "conflicts")
    place = describe(passage.span, replace(LETTER, passages=(passage,)))
    assert (place.name, place.quote) == ("Conflicts of interest", "Conflicts of interest:")


def test_words_that_no_file_holds_have_no_line():
    made = Block((Run("Vale T. Made of parts. 2014."),)).span()
    assert describe(made, LETTER).line is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Written informed consent was obtained", "Written informed consent was obtained"),
        ("34-year-old", "A 34-year-old woman had blisters on the left hand.¹ …"),
        ("[Figure 1a]", "… was obtained before starting clobetasol [Figure 1a]."),
    ],
)
def test_few_words_are_quoted_with_those_around_them(words, expected):
    assert quote(within(CASE, words), CASE.span(), NO_MASK) == expected


def test_raised_figures_are_quoted_as_the_page_shows_them():
    assert quote(within(CASE, "blisters on the left hand.1"), CASE.span(), NO_MASK) == "blisters on the left hand.¹"
    block = Block((Run("CO"), Run("2", subscript=True), Run(" laser, phase II"), Run("4,5", superscript=True)))
    assert quote(block.span(), block.span(), NO_MASK) == "CO₂ laser, phase II⁴,⁵"


def test_many_words_are_shortened_in_the_middle():
    block = Block((Run("word " * 100 + "end."),))
    shown = quote(block.span(), block.span(), NO_MASK)
    assert len(shown) <= LONGEST_QUOTE
    assert shown.startswith("word word")
    assert shown.endswith("word end.")
    assert set(shown.split()) == {"word", "…", "end."}


@given(st.text(max_size=400), st.data())
def test_a_quote_is_one_harmless_line_of_bounded_length(words, data):
    block = Block((Run(words),))
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words)))
    shown = quote(block.span(start, end), block.span(), NO_MASK)
    assert len(shown) <= LONGEST_QUOTE
    assert shown == " ".join(shown.split())
    assert not set(shown) & {"\n", "\x1b", "\u202e", "\x00"}


def test_each_fix_comes_with_its_place():
    year, pages, whole = within(REFERENCE, "2014; "), within(REFERENCE, "194–6"), REFERENCE.span()
    first, second, apart = Fix(year, "2014;"), Fix(pages, "194–196"), Fix(within(TITLE, "florist"), "gardener")

    def fixes(at, *fixes):
        outcome = finding("form", "Form.", at=at, fixes=fixes)
        return [
            (place.name, place.fix and (place.fix.before, place.fix.after)) for place in describe_all(outcome, LETTER)
        ]

    one, two = ("Reference 1", ("2014; ", "2014;")), ("Reference 1", ("194–6", "194–196"))
    assert fixes(whole) == [("Reference 1", None)]
    assert fixes(whole, first) == [one]
    assert fixes(whole, first, second) == [one, two]
    assert fixes(whole, apart) == [("Reference 1", None), ("Title", ("florist", "gardener"))]


@pytest.mark.parametrize(
    ("number", "word"), [(1, "first"), (12, "twelfth"), (13, "13th"), (21, "21st"), (22, "22nd"), (111, "111th")]
)
def test_places_in_a_row_are_words_up_to_the_twelfth(number, word):
    assert ordinal(number) == word
