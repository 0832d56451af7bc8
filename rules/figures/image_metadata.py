"""No picture's file tells who the patient is, where the picture was taken or, in a blinded article, who made it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from validator.api import (
    Given,
    Letter,
    NoOptions,
    Outcome,
    could_not_check,
    evidence,
    finding,
    not_applicable,
    plural,
    remark,
    rule,
)

if TYPE_CHECKING:  # a letter without pictures does not load it
    from validator.api import Picture

_HOW = (
    "Open the picture in Paint (Windows) or Preview (Mac), copy all of it, paste it into a new picture and save that "
    "as PNG: it shows the same and tells nothing else. Then put the new one in place of the old."
)
_TOLD = {
    "patient": "who the patient is",
    "birth": "a date of birth",
    "person": "the name of a person who is seen in it",
}


@rule("image-metadata", "Pictures tell nothing of the patient but what they show")
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:  # noqa: ARG001
    """Ask each picture's file what kinds of things it tells; what they say is never kept or printed."""
    read = [picture for picture in letter.pictures if picture.facts.trouble is None]
    unread = [picture for picture in letter.pictures if picture.facts.trouble == "unread"]
    for picture in unread:
        yield could_not_check(f"{picture.name} {picture.facts.why}, so what its file tells was not seen.")
    if not read and not unread:
        why = "No picture could be opened." if letter.pictures else "There is no picture in the file."
        yield not_applicable(why)
        return
    told = [outcome for picture in read for outcome in _of_picture(picture, letter.blinded)]
    yield from told
    if read and not told:
        yield evidence(f"{plural(len(read), 'picture')} with neither place nor patient's data in the file")
    yield from _cameras(read)


def _of_picture(picture: "Picture", blinded: bool) -> Iterator[Outcome]:
    properties = picture.facts.properties
    if "place" in properties:
        yield finding(
            "place",
            f"The file of {picture.name} tells where the picture was taken.",
            at=picture.span,
            help=_HOW,
        )
    if told := [words for kind, words in _TOLD.items() if kind in properties]:
        yield finding(
            "patient",
            f"The file of {picture.name} tells {' and '.join(told)}.",
            at=picture.span,
            help=f"What it tells is not repeated here. {_HOW}",
        )
    if blinded and "author" in properties:
        yield finding(
            "author-name",
            f"The file of {picture.name} names a person who made it, and this article is to be reviewed without names.",
            at=picture.span,
            help=_HOW,
        )


def _cameras(pictures: Sequence["Picture"]) -> Iterator[Outcome]:
    """The serial number of a camera joins pictures that should not be joined; it names nobody, and is no fault."""
    shown = [picture for picture in pictures if "device" in picture.facts.properties]
    if shown:
        yield remark(
            "device-serial",
            f"The file of {shown[0].name}"
            + (f" and {plural(len(shown) - 1, 'other')}" if len(shown) > 1 else "")
            + " gives the serial number of the camera.",
            at=[picture.span for picture in shown],
            help="It names nobody, and may stay; who wants it off takes it off with the other properties of the file.",
        )
