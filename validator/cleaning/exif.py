"""The tables of TIFF, which are EXIF as well: read with care, since they point wherever they like."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from validator.model.text import UnreadableError

DAMAGED = "This picture is damaged or breaks off before its end. Export it again from the program that made it."

ORIENTATION, EXIF_TABLE, PLACE_TABLE = 0x0112, 0x8769, 0x8825
_HEADS = {b"II*\0": "<", b"MM\0*": ">"}
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
"""Bytes that a value of each type takes."""
_NUMBERS = {1: "B", 3: "H", 4: "L", 13: "L"}
_MOST_ENTRIES = 4_096


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a table; at: where it stands; value_at, size: where its values stand, and their bytes."""

    tag: int
    type: int
    count: int
    at: int
    value_at: int
    size: int


class Tables:
    """Reads the tables of a TIFF file, or of EXIF; raises UnreadableError for what points outside of the data."""

    def __init__(self, data: bytes) -> None:
        if data[:4] not in _HEADS:
            raise UnreadableError(DAMAGED)
        self._data, self.order = data, _HEADS[data[:4]]
        self.first: int = self._unpack("L", 4)[0]

    def entries(self, at: int) -> tuple[list[Entry], int]:
        """The entries of the table at a place, and where the next table stands (0: nowhere)."""
        (count,) = self._unpack("H", at)
        if count > _MOST_ENTRIES:
            raise UnreadableError(DAMAGED)
        found = [self._entry(at + 2 + 12 * number) for number in range(count)]
        return found, self._unpack("L", at + 2 + 12 * count)[0]

    def numbers(self, entry: Entry) -> tuple[int, ...]:
        """The values of an entry of whole numbers."""
        if entry.type not in _NUMBERS:
            raise UnreadableError(DAMAGED)
        return self._unpack(f"{entry.count}{_NUMBERS[entry.type]}", entry.value_at)

    def _entry(self, at: int) -> Entry:
        tag, kind, count = self._unpack("HHL", at)
        size = _SIZES.get(kind, 1) * count
        value_at = at + 8 if size <= 4 else self._unpack("L", at + 8)[0]
        return Entry(tag, kind, count, at, value_at, size)

    def _unpack(self, form: str, at: int) -> tuple[int, ...]:
        layout = struct.Struct(self.order + form)
        if at + layout.size > len(self._data):
            raise UnreadableError(DAMAGED)
        return layout.unpack_from(self._data, at)


def told(data: bytes) -> tuple[int, bool]:
    """How EXIF says that the picture is turned (1: not at all), and whether it gives a place; no, where damaged."""
    try:
        entries = list(_readable(Tables(data)))
    except UnreadableError:
        return 1, False
    turned = (number for tag, number in entries if tag == ORIENTATION and 1 <= number <= 8)
    return next(turned, 1), any(tag == PLACE_TABLE for tag, _ in entries)


def _readable(tables: Tables) -> Iterator[tuple[int, int]]:
    for entry in tables.entries(tables.first)[0]:
        if entry.tag in {ORIENTATION, PLACE_TABLE} and entry.count == 1:
            yield entry.tag, tables.numbers(entry)[0]


def only_turned(orientation: int) -> bytes:
    """EXIF that tells how a picture is turned, and nothing else."""
    return b"MM\0*" + struct.pack(">LHHHLHHL", 8, 1, ORIENTATION, 3, 1, orientation, 0, 0)
