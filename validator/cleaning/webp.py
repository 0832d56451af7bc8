"""A WEBP without its notes. The coded picture is copied, never decoded."""

from collections.abc import Iterator

from validator.cleaning.exif import DAMAGED, only_turned, told
from validator.cleaning.taken import Taken
from validator.model.text import UnreadableError

_KEPT = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_HAS_EXIF, _HAS_XMP = 0x08, 0x04
"""Bits of VP8X that say which notes the file has."""


def clean(data: bytes) -> tuple[bytes, set[Taken]]:
    """The bytes of the copy, and what was taken out; raises UnreadableError. How the picture is turned is kept."""
    taken: set[Taken] = set()
    kept: list[tuple[bytes, bytes]] = []
    for name, said in _chunks(data):
        if name in _KEPT:
            kept.append((name, said))
        elif name == b"EXIF":
            turned, kinds = _exif(said)
            kept += turned
            taken |= kinds
        else:
            taken.add("xmp" if name == b"XMP " else "other")
    if not kept:
        raise UnreadableError(DAMAGED)
    body = b"".join(_chunk(name, said) for name, said in _truthful(kept))
    cleaned = b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body
    return cleaned, taken or ({"other"} if cleaned != data else set())


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    whole = 8 + int.from_bytes(data[4:8], "little")
    at = 12
    if whole > len(data):
        raise UnreadableError(DAMAGED)
    while at + 8 <= whole:
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        if at + 8 + size > whole:
            raise UnreadableError(DAMAGED)
        yield data[at : at + 4], data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _exif(said: bytes) -> tuple[list[tuple[bytes, bytes]], set[Taken]]:
    orientation, place = told(said.removeprefix(b"Exif\0\0"))
    kept = only_turned(orientation)
    if orientation > 1 and kept == said:
        return [(b"EXIF", said)], set()
    return [(b"EXIF", kept)] if orientation > 1 else [], {"exif", "place"} if place else {"exif"}


def _truthful(chunks: list[tuple[bytes, bytes]]) -> Iterator[tuple[bytes, bytes]]:
    """The chunks, with a first one that says truly which notes there are."""
    has_exif = any(name == b"EXIF" for name, _ in chunks)
    for name, said in chunks:
        if name == b"VP8X" and said:
            flags = said[0] & ~(_HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if has_exif else 0)
            yield name, bytes((flags,)) + said[1:]
        else:
            yield name, said


def _chunk(name: bytes, said: bytes) -> bytes:
    return name + len(said).to_bytes(4, "little") + said + b"\0" * (len(said) % 2)
