"""A picture of a letter: how it is shown, what its file tells of itself, what stands in the way of reading it."""

from dataclasses import dataclass
from typing import Literal

from validator.model.text import Span

Trouble = Literal["broken", "too-large", "unread", "linked", "absent"]
"""Why a picture was not seen: it is damaged; it has more pixels than are decoded; its format is not read; a Word file
only points at it; it is not at hand where a Markdown letter points."""

Property = Literal["place", "patient", "birth", "person", "author", "device"]
"""What a picture's file tells beside the picture, never the value: where it was taken; who the patient is; a date of
birth; who is seen in it; who made it; the serial number of the camera."""

VECTORS = frozenset({"EMF", "WMF", "SVG", "chart"})
"""Formats that are drawn in lines and have no pixels; "chart" is a chart or diagram that Word itself draws."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the bytes of a picture tell.

    format: "JPEG"; empty where it is not known. width, height: in pixels, as the picture is shown upright; 0 where they
    are not known. digest: the same for the same pixels, empty where they were not seen. blank: whether it is of one
    colour. why: the trouble as the rest of a sentence ("breaks off before its end").
    """

    format: str = ""
    width: int = 0
    height: int = 0
    digest: str = ""
    blank: bool = False
    properties: tuple[Property, ...] = ()
    trouble: Trouble | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a letter shows.

    span: its file's name, in a block of its own that stands where the picture stands in the file. after: how many
    blocks of the file stand before it. facts: those of the whole file. width, height: the pixels that are shown.
    printed_width, printed_height: in inches, None where the document does not say. cropped: whether only a part is
    shown. alt: the words for those who do not see it. inside: whether it is kept in the letter's own file.
    number: its place among the letter's pictures, from 1; 0 for an icon, a rule, a logo, a signature.
    """

    span: Span
    after: int
    facts: Facts
    width: int = 0
    height: int = 0
    printed_width: float | None = None
    printed_height: float | None = None
    cropped: bool = False
    alt: str = ""
    inside: bool = False
    number: int = 0

    @property
    def name(self) -> str:
        """As a person names it: "Picture 2 (image2.jpeg)"."""
        return f"Picture {self.number} ({self.span.text})" if self.number else f"A small picture ({self.span.text})"

    @property
    def has_pixels(self) -> bool:
        """Whether its pixels are known and count: it was read, and is not drawn in lines."""
        return self.facts.trouble is None and self.facts.format not in VECTORS

    @property
    def dpi(self) -> tuple[int, int] | None:
        """Pixels an inch, across and down, at the size at which it is printed; None where that is not known."""
        if not (self.printed_width and self.printed_height and self.width and self.height):
            return None
        return round(self.width / self.printed_width), round(self.height / self.printed_height)
