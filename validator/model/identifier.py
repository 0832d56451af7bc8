"""What tells who a patient is: never to be printed, in the letter or by this program."""

from dataclasses import dataclass
from enum import StrEnum

from validator.model.text import Span

DOTS = "●●●●●●●"
"""What stands for a hidden value: always the same, so that not even its length is told."""


class IdentifierKind(StrEnum):
    """The sorts of identifier."""

    NUMBER = "number"
    BIRTH = "birth"
    CONTACT = "contact"
    NAME = "name"
    DATE = "date"
    FORM = "form"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class PatientIdentifier:
    """A mark by which a patient may be known.

    value: the words that tell it ("20214455"). span: the whole mark with its label ("UHID 20214455"), in the same
    block. label: what it is called, for a person to read ("hospital number").
    """

    kind: IdentifierKind
    value: Span
    span: Span
    label: str = ""

    @property
    def masked(self) -> str:
        """The mark with its value hidden: "UHID ●●●●●●●"."""
        mark, text = self.span, self.span.block.text
        words = text[mark.start : self.value.start] + DOTS + text[self.value.end : mark.end]
        return " ".join(words.split())
