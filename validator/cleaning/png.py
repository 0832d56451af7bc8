"""A PNG without its notes. The coded picture is copied, never decoded."""

import zlib
from collections.abc import Iterator

from validator.cleaning.exif import DAMAGED, only_turned, told
from validator.cleaning.taken import Taken
from validator.model.text import UnreadableError

_HEAD = b"\x89PNG\r\n\x1a\n"
_KEPT = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"hIST",
     b"pHYs", b"sPLT", b"cICP", b"mDCV", b"cLLI", b"acTL", b"fcTL", b"fdAT")
)  # fmt: skip
"""Chunks that the look depends on: pixels, colours, resolution, the frames of an animation."""
_TEXTS = frozenset((b"tEXt", b"zTXt", b"iTXt"))


def clean(data: bytes) -> tuple[bytes, set[Taken]]:
    """The bytes of the copy, and what was taken out; raises UnreadableError. How the picture is turned is kept."""
    taken: set[Taken] = set()
    written = [_HEAD]
    for name, chunk in _chunks(data):
        if name in _KEPT:
            written.append(chunk)
        elif name == b"eXIf":
            kept, kinds = _exif(chunk)
            written.append(kept)
            taken |= kinds
        else:
            taken.add(_kind(name, chunk))
    cleaned = b"".join(written)
    return cleaned, taken or ({"other"} if cleaned != data else set())


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks up to the end of the picture, each by its name."""
    at, name = len(_HEAD), b""
    while name != b"IEND":
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if at + 12 > len(data) or end > len(data):
            raise UnreadableError(DAMAGED)
        name = data[at + 4 : at + 8]
        yield name, data[at:end]
        at = end


def _exif(chunk: bytes) -> tuple[bytes, set[Taken]]:
    orientation, place = told(chunk[8:-4])
    kept = _chunk(b"eXIf", only_turned(orientation)) if orientation > 1 else b""
    if kept == chunk:
        return chunk, set()
    return kept, {"exif", "place"} if place else {"exif"}


def _kind(name: bytes, chunk: bytes) -> Taken:
    if name not in _TEXTS:
        return "other"
    return "xmp" if chunk[8:30].startswith(b"XML:com.adobe.xmp\0") else "comment"


def _chunk(name: bytes, said: bytes) -> bytes:
    return len(said).to_bytes(4, "big") + name + said + zlib.crc32(name + said).to_bytes(4, "big")
