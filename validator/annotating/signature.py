"""The name and the day that stand at every mark of ours, and the numbers that marks are told apart by."""

from collections.abc import Iterable
from datetime import date
from itertools import count

from lxml import etree

from validator.readers.word.names import W
from validator.readers.word.traces import OURS

INITIALS = "lp"


class Signature:
    """Signs marks; taken: numbers that are in use."""

    def __init__(self, day: date, taken: Iterable[str]) -> None:
        self.date = f"{day.isoformat()}T00:00:00Z"
        used = set(taken)
        self._free = (number for number in map(str, count(1)) if number not in used)

    def number(self) -> str:
        """A number that no other mark has."""
        return next(self._free)

    def signed(self, tag: str) -> etree._Element:
        """An element with a number, our name and the day."""
        return etree.Element(tag, {f"{W}id": self.number(), f"{W}author": OURS, f"{W}date": self.date})
