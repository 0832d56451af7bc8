"""A GIF without its notes. The coded picture is copied, never decoded."""

from collections.abc import Iterator

from validator.cleaning.exif import DAMAGED
from validator.cleaning.taken import Taken
from validator.model.text import UnreadableError

_EXTENSION, _IMAGE, _END = 0x21, 0x2C, 0x3B
_CONTROL, _COMMENT, _TEXT, _APPLICATION = 0xF9, 0xFE, 0x01, 0xFF
_PROGRAMS = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
"""Applications whose data are shown: how often an animation runs, and colours."""
_HEADER = 13
_DESCRIPTION = 10
_SHOWN = frozenset({_CONTROL, _TEXT})


def clean(data: bytes) -> tuple[bytes, set[Taken]]:
    """The bytes of the copy, and what was taken out; raises UnreadableError."""
    if len(data) < _HEADER:
        raise UnreadableError(DAMAGED)
    at = _HEADER + _colours(data[10])
    taken: set[Taken] = set()
    written = [data[:at]]
    for block in _blocks(data, at):
        kind = block[1] if block[0] == _EXTENSION else None
        if kind is None or kind in _SHOWN or (kind == _APPLICATION and block[3:14] in _PROGRAMS):
            written.append(block)
        elif kind == _APPLICATION:
            taken.add("xmp" if block[3:14] == b"XMP DataXMP" else "other")
        else:
            taken.add("comment" if kind == _COMMENT else "other")
    cleaned = b"".join(written)
    return cleaned, taken or ({"other"} if cleaned != data else set())


def _blocks(data: bytes, at: int) -> Iterator[bytes]:
    """The blocks up to the end of the picture."""
    while at < len(data):
        kind = data[at]
        if kind == _END:
            yield data[at : at + 1]
            return
        if kind == _EXTENSION and at + 2 < len(data):
            end = _pieces_end(data, at + 2)
        elif kind == _IMAGE and at + _DESCRIPTION < len(data):
            end = _pieces_end(data, at + _DESCRIPTION + _colours(data[at + 9]) + 1)
        else:
            raise UnreadableError(DAMAGED)
        yield data[at:end]
        at = end


def _colours(flags: int) -> int:
    """The bytes of a table of colours, by the flags before it."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _pieces_end(data: bytes, at: int) -> int:
    """Where a row of pieces, each after its length, ends."""
    while at < len(data) and data[at]:
        at += 1 + data[at]
    if at >= len(data):
        raise UnreadableError(DAMAGED)
    return at + 1
