"""Whether a picture is built of so many pieces that reading them would take seconds: told before it is opened.

Programs write dozens of pieces, or thousands of equal ones that hold the pixels. Files of millions are made to hold up
whoever opens them: the reader (Pillow) takes them one by one.
"""

import re
import struct
from collections.abc import Iterator

_MOST_CHUNKS = 100_000
_MOST_BLOCKS = 400_000
"""Blocks of a GIF hold 255 bytes at most, so that an honest one has many."""
_MOST_SEGMENTS = 10_000
_MOST_SCANS = 200
_MOST_NOTES = 4_000_000
"""Bytes of Photoshop's notes, or of EXIF where its size has no limit, in one picture."""
_MOST_VALUES = 100_000
"""Values of one entry of a TIFF that are no mere bytes: places of strips, of which a row of pixels has one at most."""
_MOST_PAGES = 5
"""Tables of a TIFF that are looked at: the picture's own, and those of EXIF and of the place."""

# Bytes of a coded picture, one class and no repetition: nothing here can take long.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_SCAN, _PHOTOSHOP = 0xDA, 0xED
_BARE = frozenset({0x01, *range(0xD0, 0xDA)})
_BYTES = frozenset({1, 2, 6, 7})
_TABLES = frozenset({0x8769, 0x8825})
_IPTC = 33723


def crowded(data: bytes, kind: str) -> bool:
    """Whether a picture of a format has far more pieces, or notes beside its pixels, than a program writes."""
    counts = {"PNG": _png, "GIF": _gif, "JPEG": _jpeg, "TIFF": _tiff, "WEBP": _webp}
    return kind in counts and counts[kind](data)


def scan_end(data: bytes, at: int) -> int:
    """Where the coded picture of a JPEG's scan ends: at the next marker that does not belong to it."""
    found = _MARKER.search(data, at)
    return found.start() if found else len(data)


def _png(data: bytes) -> bool:
    at, chunks = 8, 0
    while at + 12 <= len(data) and chunks <= _MOST_CHUNKS:
        size = int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] == b"eXIf" and size > _MOST_NOTES:
            return True
        at += 12 + size
        chunks += 1
    return chunks > _MOST_CHUNKS


def _gif(data: bytes) -> bool:
    at, blocks = 13 + _colours(data[10:11]), 0
    while at < len(data) and blocks <= _MOST_BLOCKS:
        if data[at] == 0x2C:
            at += 11 + _colours(data[at + 9 : at + 10])
        elif data[at] == 0x21:
            at += 2
        else:
            at += 1
            blocks += 1
            continue
        while at < len(data) and data[at] and blocks <= _MOST_BLOCKS:
            at += 1 + data[at]
            blocks += 1
        at += 1
        blocks += 1
    return blocks > _MOST_BLOCKS


def _colours(flags: bytes) -> int:
    return 3 << (flags[0] & 7) + 1 if flags and flags[0] & 0x80 else 0


def _jpeg(data: bytes) -> bool:
    scans = notes = 0
    for segments, (marker, size) in enumerate(_segments(data), 1):
        scans += marker == _SCAN
        notes += size if marker == _PHOTOSHOP else 0
        if segments > _MOST_SEGMENTS or scans > _MOST_SCANS or notes > _MOST_NOTES:
            return True
    return False


def _segments(data: bytes) -> Iterator[tuple[int, int]]:
    """The segments by marker and size; a byte that fills up counts as one, since it is read as one."""
    at = 2
    while at + 1 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            size = 1
        elif marker == 0 or marker in _BARE:
            size = 2
        else:
            size = 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        yield marker, size
        at += size
        if marker == _SCAN:
            at = scan_end(data, at)


def _webp(data: bytes) -> bool:
    at, chunks = 12, 0
    while at + 8 <= len(data) and chunks <= _MOST_CHUNKS:
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        if data[at : at + 4] == b"EXIF" and size > _MOST_NOTES:
            return True
        at += 8 + size + size % 2
        chunks += 1
    return chunks > _MOST_CHUNKS


def _tiff(data: bytes) -> bool:
    order = "<" if data.startswith(b"II") else ">"
    waiting = [struct.unpack(f"{order}L", data[4:8].ljust(4, b"\0"))[0]]
    for _ in range(_MOST_PAGES):
        if not waiting:
            break
        for tag, kind, count, value in _entries(data, waiting.pop(), order):
            if count > _MOST_VALUES and (tag == _IPTC or kind not in _BYTES):
                return True
            if tag in _TABLES:
                waiting.append(value)
    return False


def _entries(data: bytes, at: int, order: str) -> Iterator[tuple[int, int, int, int]]:
    if at + 2 > len(data):
        return
    (number,) = struct.unpack_from(f"{order}H", data, at)
    for place in range(at + 2, min(at + 2 + 12 * number, len(data) - 11), 12):
        yield struct.unpack_from(f"{order}HHLL", data, place)
