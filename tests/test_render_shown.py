"""The tables of a report: panels as their captions were read, pictures as their files were."""

from dataclasses import replace

import pytest
from by_hand import CAPTION, CASE, LETTER, within

from validator.api import Callout, Figure, Panel, PanelKind, StainMention
from validator.model.identifier import DOTS, IdentifierKind, PatientIdentifier
from validator.model.picture import Facts, Picture
from validator.model.text import Block, Hint, HintKind, Run
from validator.render.shown import PictureRow, panels, pictures


def picture(**given):
    name = Block((Run("hand.jpg"),), Hint(HintKind.PICTURE))
    facts = Facts(format="JPEG", width=1200, height=900)
    return replace(Picture(name.span(), 3, facts, width=1200, height=900, number=1), **given)


def row(**given):
    return pictures(replace(LETTER, pictures=(picture(**given),)))[0]


def test_each_panel_has_its_kind_stain_magnification_call_and_words():
    first, second = panels(LETTER)
    assert (first.name, first.kind, first.stain, first.magnification) == ("Figure 1a", "photograph", "–", "–")
    assert first.called == "Text, first paragraph"
    assert first.caption == "(a) Tense bullae on the hand."
    assert (second.name, second.kind, second.stain) == ("Figure 1b", "section or smear", "H&E")
    assert (second.magnification, second.called) == ("100x", "not called")


def test_a_section_without_stain_or_magnification_says_that_none_was_read():
    panel = Panel("", "Figure 1", CAPTION.span(10), PanelKind.HISTOLOGY)
    bare = replace(LETTER, figures=(Figure("1", CAPTION.span(), CAPTION.span(10), (panel,)),))
    assert [(shown.stain, shown.magnification) for shown in panels(bare)] == [("none read", "none read")]


def test_a_stain_named_twice_is_told_once():
    stain = StainMention("H&E", within(CAPTION, "Haematoxylin & Eosin"))
    panel = Panel("", "Figure 1", CAPTION.span(10), PanelKind.HISTOLOGY, (stain, stain))
    twice = replace(LETTER, figures=(Figure("1", CAPTION.span(), CAPTION.span(10), (panel,)),))
    assert panels(twice)[0].stain == "H&E"


def test_a_call_of_the_whole_figure_calls_every_panel():
    whole = replace(LETTER, callouts=(Callout("figure", "1", (), within(CASE, "[Figure 1a]")),))
    assert [shown.called for shown in panels(whole)] == [
        "Text, first paragraph",
        "Text, first paragraph: [Figure 1a]",
    ]


def test_a_figure_of_which_nothing_was_read_is_there_too():
    empty = replace(LETTER, figures=(Figure("2", CAPTION.span(), CAPTION.span(10)),), callouts=())
    assert [(shown.name, shown.kind, shown.called) for shown in panels(empty)] == [
        ("Figure 2", "none read", "not called")
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ("JPEG", "1200 × 900 pixels", "size not given", ())),
        (
            {"printed_width": 4.0, "printed_height": 3.0},
            ("JPEG", "1200 × 900 pixels", "10.2 × 7.6 cm, 300 dpi", ()),
        ),
        (
            {"facts": Facts("PNG", 10, 10, trouble="broken", why="breaks off before its end")},
            ("PNG", "–", "size not given", ("It breaks off before its end.",)),
        ),
        (
            {"facts": Facts("JPEG", 1200, 900, properties=("place", "birth")), "cropped": True},
            (
                "JPEG",
                "1200 × 900 pixels",
                "size not given",
                ("Only a part of it is shown.", "Its file tells where it was taken, a date of birth."),
            ),
        ),
        ({"facts": Facts(trouble="unread", why="is of a format that we do not read")},
         ("not known", "–", "size not given", ("It is of a format that we do not read.",))),
    ],
)  # fmt: skip
def test_a_picture_is_told_as_its_file_was_read(given, expected):
    assert row(**given) == PictureRow("Picture 1 (hand.jpg)", *expected)


def test_icons_are_left_out():
    assert pictures(replace(LETTER, pictures=(picture(number=0),))) == ()


def test_a_name_that_tells_of_the_patient_is_hidden():
    shown = picture(span=Block((Run("ramesh kumarvanshi.jpg"),), Hint(HintKind.PICTURE)).span())
    value = shown.span.part(0, 18)
    mark = PatientIdentifier(IdentifierKind.PICTURE, value, shown.span, "name")
    told = pictures(replace(LETTER, pictures=(shown,), identifiers=(mark,)))[0].name
    assert told == f"Picture 1 ({DOTS}.jpg)"
