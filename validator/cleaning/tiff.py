"""A TIFF without its notes: what shows the picture stays where it stands, and all other bytes become zero."""

import struct
import warnings
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from validator.cleaning.exif import DAMAGED, EXIF_TABLE, PLACE_TABLE, Entry, Tables
from validator.cleaning.taken import Taken
from validator.model.text import UnreadableError

if TYPE_CHECKING:
    from PIL.Image import Image

ODD = "This TIFF is built in a way that cannot be cleaned surely. Save it as PNG, or anew as TIFF, and clean that file."

_STRIPS, _STRIP_SIZES, _TILES, _TILE_SIZES, _TABLES = 273, 279, 324, 325, 330
_KEPT = frozenset(
    (254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, _STRIPS, 274, 277, 278, _STRIP_SIZES, 280, 281, 282, 283,
     284, 286, 287, 288, 289, 290, 291, 292, 293, 296, 297, 301, 317, 318, 319, 320, 321, 322, 323, _TILES,
     _TILE_SIZES, _TABLES, 332, 334, 336, 338, 339, 340, 341, 342, 347, 529, 530, 531, 532, 32995, 32996, 32997, 34675)
)  # fmt: skip
"""Tags that the look depends on: pixels, colours, resolution, how the picture is turned."""
_KINDS: dict[int, Taken] = {
    EXIF_TABLE: "exif", 271: "exif", 272: "exif", PLACE_TABLE: "place", 700: "xmp", 33723: "iptc", 34377: "iptc",
    269: "comment", 270: "comment", 285: "comment", 315: "comment", 33432: "comment",
}  # fmt: skip
_PHOTOMETRIC, _RAW = 262, frozenset({32803, 34892})
"""Pictures as a camera's sensor saw them: DNG and the like, which need more than a TIFF does."""
_DNG, _CANON_RAW = 50706, b"CR"
_MOST_TABLES = 1_000
_MOST_PIXELS = 60_000_000
"""Pixels that are compared: they are decoded twice, which takes two seconds, and four bytes of memory each."""
_BAND = 256
"""Rows of pixels."""


def clean(data: bytes) -> tuple[bytes, set[Taken]]:
    """The bytes of the copy, and what was taken out; raises UnreadableError, also where the pixels might suffer."""
    tables = Tables(data)
    copy = bytearray(len(data))
    copy[:8] = data[:8]
    taken: set[Taken] = set()
    waiting, end, rewritten = [tables.first], 8, []
    seen: set[int] = set()
    while waiting:
        at = waiting.pop()
        if at in seen or len(seen) > _MOST_TABLES:
            raise UnreadableError(DAMAGED)
        seen.add(at)
        entries, following = tables.entries(at)
        if _is_raw(tables, entries) or data[8:10] == _CANON_RAW:
            raise UnreadableError(ODD)
        kept = [entry for entry in entries if entry.tag in _KEPT]
        taken.update(_KINDS.get(entry.tag, "other") for entry in entries if entry.tag not in _KEPT)
        for start, stop in _needed(tables, kept):
            if stop > len(data):
                raise UnreadableError(DAMAGED)
            copy[start:stop] = data[start:stop]
            end = max(end, stop)
        rewritten.append((at, _table(tables, data, kept, following)))
        waiting += [following] if following else []
        waiting += [number for entry in kept if entry.tag == _TABLES for number in tables.numbers(entry)]
    for at, table in rewritten:
        copy[at : at + len(table)] = table
        end = max(end, at + len(table))
    cleaned = bytes(copy[:end])
    if cleaned == data:
        return data, set()
    if _pixels(cleaned) != _pixels(data):
        raise UnreadableError(ODD)
    return cleaned, taken or {"other"}


def _is_raw(tables: Tables, entries: list[Entry]) -> bool:
    shown_as = {number for entry in entries if entry.tag == _PHOTOMETRIC for number in tables.numbers(entry)}
    return bool(shown_as & _RAW) or any(entry.tag == _DNG for entry in entries)


def _needed(tables: Tables, kept: list[Entry]) -> list[tuple[int, int]]:
    """The bytes that a table needs beside itself, from and to: the values of its entries, and the pixels."""
    by_tag = {entry.tag: entry for entry in kept}
    needed = [(entry.value_at, entry.value_at + entry.size) for entry in kept if entry.size > 4]
    for places, sizes in ((_STRIPS, _STRIP_SIZES), (_TILES, _TILE_SIZES)):
        if places not in by_tag:
            continue
        if sizes not in by_tag or by_tag[places].count != by_tag[sizes].count:
            raise UnreadableError(ODD)
        pairs = zip(tables.numbers(by_tag[places]), tables.numbers(by_tag[sizes]), strict=True)
        needed += [(start, start + size) for start, size in pairs]
    return needed


def _table(tables: Tables, data: bytes, kept: list[Entry], following: int) -> bytes:
    order = tables.order
    entries = b"".join(data[entry.at : entry.at + 12] for entry in kept)
    return struct.pack(f"{order}H", len(kept)) + entries + struct.pack(f"{order}L", following)


def _pixels(data: bytes) -> list[str]:
    """A digest of each page as it is shown; raises UnreadableError for what cannot be shown here."""
    import PIL.Image
    from PIL import TiffImagePlugin  # noqa: F401 - the reader

    left, digests = _MOST_PIXELS, []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a picture is shown or is not
        try:
            with PIL.Image.open(BytesIO(data), formats=("TIFF",)) as image:
                for page in range(getattr(image, "n_frames", 1)):
                    image.seek(page)
                    left -= image.width * image.height
                    if left < 0:
                        raise UnreadableError(ODD)
                    digests.append(_digest(image))
        except UnreadableError:
            raise
        except (Exception, MemoryError, RecursionError) as error:  # whatever a hostile file brings a decoder to raise
            raise UnreadableError(ODD) from error
    return digests


def _digest(image: "Image") -> str:
    """A digest of a page, taken band by band: all its bytes at once would need as much memory again."""
    digest = sha256(f"{image.size} {image.mode} {image.getpalette()}".encode())
    for top in range(0, image.height, _BAND):
        digest.update(image.crop((0, top, image.width, min(top + _BAND, image.height))).tobytes())
    return digest.hexdigest()
