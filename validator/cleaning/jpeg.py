"""A JPEG without its notes. The coded picture is copied, never decoded."""

from collections.abc import Iterator

from validator.cleaning.exif import DAMAGED, only_turned, told
from validator.cleaning.taken import Taken
from validator.model.text import UnreadableError
from validator.readers.picture_pieces import scan_end

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers that nothing belongs to."""
_APP0, _APP1, _APP2, _APP13, _APP14, _COMMENT = 0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xFE
_EXIF = b"Exif\0\0"
_JFIF_SIZE = 12
"""Bytes of a JFIF header before its preview."""


def clean(data: bytes) -> tuple[bytes, set[Taken]]:
    """The bytes of the copy, and what was taken out; raises UnreadableError.

    Kept are the colours (ICC, Adobe), the resolution of JFIF, and how the picture is turned. What follows the end of
    the picture, where telephones keep films and other pictures, is taken out.
    """
    taken: set[Taken] = set()
    written = [bytes((0xFF, _START))]
    seen_scan = False
    for marker, piece in _pieces(data):
        seen_scan = seen_scan or marker == _SCAN
        if _APP0 <= marker <= 0xEF or marker == _COMMENT:
            kept, kinds = _note(marker, piece)
            written.append(kept)
            taken |= kinds
        else:
            written.append(piece)
    if not seen_scan:
        raise UnreadableError(DAMAGED)
    cleaned = b"".join(written)
    return cleaned, taken or ({"other"} if cleaned != data else set())


def _pieces(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The segments of a JPEG up to its end, each by its marker; that of a scan has the coded picture with it."""
    at = 2
    while at < len(data):
        at = data.find(b"\xff", at)  # bytes between segments mean nothing, and no reader shows them
        while at != -1 and data[at + 1 : at + 2] == b"\xff":
            at += 1
        if at == -1 or at + 1 >= len(data):
            return
        marker = data[at + 1]
        if marker in _BARE or marker in {_END, 0}:
            if marker:
                yield marker, data[at : at + 2]
            if marker == _END:
                return
            at += 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if end < at + 4 or end > len(data):
            raise UnreadableError(DAMAGED)
        if marker == _SCAN:
            end = scan_end(data, end)
        yield marker, data[at:end]
        at = end


def _note(marker: int, piece: bytes) -> tuple[bytes, set[Taken]]:
    """What stays of a segment that says something beside the picture, and what was taken out of it."""
    said = piece[4:]
    if marker == _APP0 and said.startswith(b"JFIF\0"):
        bare = _segment(_APP0, said[:_JFIF_SIZE].ljust(_JFIF_SIZE, b"\0") + b"\0\0")
        return bare, {"small"} if len(said) > len(bare) - 4 else set()
    if (marker == _APP2 and said.startswith(b"ICC_PROFILE\0")) or (marker == _APP14 and said.startswith(b"Adobe")):
        return piece, set()
    if marker == _APP1 and said.startswith(_EXIF):
        return _exif(piece, said[len(_EXIF) :])
    if marker == _APP1 and b"ns.adobe.com" in said[:40]:
        return b"", {"xmp"}
    if marker == _APP13:
        return b"", {"iptc"}
    return b"", {"comment" if marker == _COMMENT else "other"}


def _exif(piece: bytes, said: bytes) -> tuple[bytes, set[Taken]]:
    orientation, place = told(said)
    kept = _segment(_APP1, _EXIF + only_turned(orientation)) if orientation > 1 else b""
    if kept == piece:
        return piece, set()
    return kept, {"exif", "place"} if place else {"exif"}


def _segment(marker: int, said: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(said) + 2).to_bytes(2, "big") + said
