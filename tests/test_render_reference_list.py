"""The reference list as it should be: what goes, what comes, what moves, and what is left to settle."""

from dataclasses import replace

import pytest
from by_hand import LETTER, block, item, within
from hypothesis import given
from hypothesis import strategies as st

from validator.api import Fix, Reference, ReferenceAuthor, ask, finding, remark
from validator.model.identifier import DOTS, IdentifierKind, PatientIdentifier
from validator.model.result import ItemStatus, LetterReport, Level
from validator.render.reference_list import Change, reference_list

ENTRIES = (
    "Vale T, Okoro B. Beetle dermatitis. Imaginary J Dermatol 2014; 150:194–196.",
    "Okoro B. Florists and their skin. Imaginary J. Dermatol 2015;151:20-4.",
    "Lindqvar S. Blisters. Book of blisters. Sometown: Press; 2011.",
)


def listed(*texts):
    blocks = [block(text, line=number) for number, text in enumerate(texts, 17)]
    references = (
        Reference(number, one.span(), authors=(ReferenceAuthor("Vale", "T"),)) for number, one in enumerate(blocks, 1)
    )
    return blocks, tuple(references)


def shown(references, *outcomes, status=ItemStatus.FAIL, identifiers=()):
    letter = replace(LETTER, references=references, identifiers=identifiers)
    items = tuple(item("style", status, (outcome, Level.SHOULD)) for outcome in outcomes)
    return reference_list(LetterReport(letter, items))


def change(span, after, **options):
    return finding("form", "Reference form.", at=span, fixes=[Fix(span, after, **options)])


def test_a_correction_is_told_word_by_word():
    blocks, references = listed(ENTRIES[0])
    entry = shown(references, change(within(blocks[0], "2014; 150:194–196."), "2014;150:194–6.")).entries[0]
    assert entry.text == "Vale T, Okoro B. Beetle dermatitis. Imaginary J Dermatol 2014;150:194–6."
    assert entry.changes == (("2014; 150:194–196.", "2014;150:194–6."),)


def test_words_that_stay_inside_a_correction_are_no_change():
    blocks, references = listed(ENTRIES[1])
    title = within(blocks[0], "Florists and their skin. Imaginary J. Dermatol")
    entry = shown(references, change(title, "Florists and their skin: A review. Imaginary J Dermatol")).entries[0]
    assert entry.changes == (("skin.", "skin: A review."), ("J.", "J"))


def test_of_corrections_that_overlap_the_first_is_made():
    blocks, references = listed(ENTRIES[0])
    outcomes = (change(within(blocks[0], "2014; 150"), "2014;150"), change(within(blocks[0], "150:194"), "150: 194"))
    assert shown(references, *outcomes).entries[0].changes == (("2014; 150", "2014;150"),)


def test_what_was_let_go_is_no_change():
    blocks, references = listed(ENTRIES[0])
    outcome = change(within(blocks[0], "2014; 150"), "2014;150")
    assert not shown(references, outcome, status=ItemStatus.WAIVED).deviates


def test_references_that_move_keep_their_old_number_beside_the_new():
    _, references = listed(*ENTRIES)
    first, second = references[0].span, references[1].span
    moves = [Fix(first, second.text, moved=second, group="g"), Fix(second, first.text, moved=first, group="g")]
    found = shown(references, finding("order", "They stand in another order.", fixes=moves))
    assert [(entry.number, entry.was, entry.text) for entry in found.entries] == [
        (1, 2, ENTRIES[1]),
        (2, 1, ENTRIES[0]),
        (3, None, ENTRIES[2]),
    ]
    assert found.said == "2 references change places. The citations in the text change with the numbers."


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ([], "It needs no change."),
        ([0], "1 of 2 references changes."),
        ([0, 1], "2 of 2 references change."),
    ],
)
def test_how_much_changes_is_said(changed, said):
    blocks, references = listed(*ENTRIES[:2])
    assert shown(references, *(change(blocks[place].span(0, 4), "Dale") for place in changed)).said == said


@pytest.mark.parametrize(
    ("message", "at", "notes"),
    [
        ("References 1 and 2: “et al.” stands after too few names.", [0, 1], ["“et al.” stands after too few names."]),
        ("References 1 and 2 are the same work.", [0, 1], ["References 1 and 2 are the same work."]),
        ("The list needs reformatting. Here it is.", [0], []),
        ("3 of 3 references give the year in another form.", [0, 1, 2], []),
        ("References 1, 2 and 3 have no page.", [0, 1, 2], []),
    ],
)
def test_what_is_to_be_settled_stands_beside_the_reference(message, at, notes):
    blocks, references = listed(*ENTRIES)
    read = tuple(replace(reference, span=one.span()) for reference, one in zip(references, blocks, strict=True))
    outcome = finding("case", message, at=[blocks[place].span(0, 4) for place in at], help="Look.")
    told = [entry.notes[1:] for entry in shown(read, outcome).entries]  # the first says that it was not read wholly
    assert told == [tuple(notes) if place in at else () for place in range(3)]


def test_a_question_is_told_and_a_remark_is_not():
    blocks, references = listed(ENTRIES[0])
    question = ask("misspelt", "Reference 1: did you mean Imaginary J Dermatol?", at=blocks[0].span(0, 4), help="Look.")
    aside = remark("style", "Reference 1: it looks as another house prints it.", at=blocks[0].span(0, 4))
    assert shown(references, question, aside).entries[0].notes[1:] == ("Did you mean Imaginary J Dermatol?",)


def test_what_tells_of_a_patient_is_hidden_in_changes_too():
    blocks, references = listed("Vale T. Beetles on Ramesh Kumarvanshi. Imaginary J. Dermatol 2014;150:1.")
    name = within(blocks[0], "Ramesh Kumarvanshi")
    identifiers = (PatientIdentifier(IdentifierKind.NAME, name, name, "name"),)
    whole = within(blocks[0], "Beetles on Ramesh Kumarvanshi. Imaginary J. Dermatol")
    outcome = change(whole, "Beetles on Ramesh Kumarvanshi. Imaginary J Dermatol")
    entry = shown(references, outcome, identifiers=identifiers).entries[0]
    assert "Ramesh" not in "".join(piece.text for piece in entry.pieces)
    assert DOTS in entry.text


WORDS = st.text(st.sampled_from("ab .;:"), max_size=12)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=4))
def test_without_what_comes_it_is_the_old_and_without_what_goes_the_new(parts):
    text = "".join(kept + old for kept, old, _ in parts)
    one, at, fixes = block(f"{text}!"), 0, []
    for kept, old, new in parts:
        at += len(kept)
        if old:
            fixes.append(Fix(one.span(at, at + len(old)), new))
        at += len(old)
    reference = Reference(1, one.span(), authors=(ReferenceAuthor("Vale", "T"),))
    outcomes = [finding("form", "Reference form.", at=fix.span, fixes=[fix]) for fix in fixes]
    pieces = shown((reference,), *outcomes).entries[0].pieces
    new = "".join(kept + (new if old else "") for kept, old, new in parts) + "!"
    assert "".join(piece.text for piece in pieces if piece.change is not Change.IN) == one.text
    assert "".join(piece.text for piece in pieces if piece.change is not Change.OUT) == new
