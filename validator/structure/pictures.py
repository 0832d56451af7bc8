"""The pictures of a letter, numbered, with those told apart that are no figures."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from validator.model.letter import Letter, Part, Passage
from validator.model.picture import Facts, Picture
from validator.model.text import Block, Hint, HintKind, Manuscript, Run

_LOW = 0.6
"""Inches: what is printed lower or narrower is an icon, a rule or a signature."""
_FEW = 50
"""Pixels: the same, where nothing is said of print."""


def of_letter(files: Sequence[Manuscript], begin: int, end: int, own: Sequence[Passage]) -> tuple[Picture, ...]:
    """The pictures of a letter: of its first file those between two blocks, of further files all.

    begin, end: the letter's blocks in the first file. What stands before the text (a badge, a logo) is no figure.
    """
    first, *others = files
    text = next((passage.span.block for passage in own if passage.part is Part.TEXT), None)
    among = _before(first.blocks, text)
    pictures = [
        (picture, picture.after <= among)
        for picture in first.pictures
        if begin < picture.after <= end or begin == picture.after == 0
    ]
    for file in others:
        among = _before(file.blocks, text)
        pictures += [(picture, picture.after <= among) for picture in file.pictures]
    return tuple(_numbered(pictures))


def _before(blocks: Sequence[Block], text: Block | None) -> int:
    """How many blocks of a file stand before the letter's text; -1 for a file that does not hold it."""
    return next((place for place, block in enumerate(blocks) if block is text), -1)


def _numbered(pictures: Sequence[tuple[Picture, bool]]) -> Iterator[Picture]:
    number = 0
    for picture, ahead in pictures:
        if ahead or _is_small(picture):
            yield picture
        else:
            number += 1
            yield replace(picture, number=number)


def _is_small(picture: Picture) -> bool:
    if picture.printed_width and picture.printed_height:
        return min(picture.printed_width, picture.printed_height) < _LOW
    return picture.has_pixels and min(picture.width, picture.height) < _FEW


def with_files(letter: Letter, files: Sequence[tuple[str, Facts]]) -> Letter:
    """The letter with the pictures that came as files of their own; one that stands in it too is told of once."""
    known = {picture.facts.digest for picture in letter.pictures if picture.facts.digest}
    number = max((picture.number for picture in letter.pictures), default=0)
    added = []
    for name, facts in files:
        if facts.digest not in known:
            number += 1
            shown = name.replace("\\", "/").rpartition("/")[2]
            span = Block((Run(shown),), Hint(HintKind.PICTURE), name).span()
            added.append(Picture(span, 0, facts, facts.width, facts.height, number=number))
    return replace(letter, pictures=letter.pictures + tuple(added))
