"""What the bytes of a picture tell: format, pixels, whether it is blank, what it says beside the picture.

Pictures come from strangers. Pillow opens the six formats below and no other, so nothing that runs another program
(PostScript) is ever reached. Size is judged by the header, before anything is decoded; only small or nearly empty
pictures are decoded, the others are known by their bytes.
"""

import warnings
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from validator.model.picture import VECTORS, Facts

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageFile import ImageFile

MAX_PIXELS = 100_000_000
"""Pixels of the largest picture that is opened; the largest cameras of today take as many."""

MAX_DECODED = 60_000_000
"""Pixels that are decoded for one file, all pictures together: two seconds' work."""

MAX_PICTURES = 200
"""Pictures of one file that are looked at; a letter has a few."""

MAX_BYTES = 400_000_000
"""Bytes of the pictures beside one letter that are looked at: one file may be named a hundred times."""

_PNG = b"\x89PNG\r\n\x1a\n"
_FILM = frozenset({b"acTL", b"fcTL", b"fdAT"})
_OPENED = (
    (b"\xff\xd8\xff", "JPEG"),
    (_PNG, "PNG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
)
_KNOWN = (
    (b"\xd7\xcd\xc6\x9a", "WMF"),
    (b"\x01\x00\x09\x00\x00\x03", "WMF"),
    (b"%!PS", "EPS"),
    (b"\xc5\xd0\xd3\xc6", "EPS"),
    (b"%PDF", "PDF"),
    (b"8BPS", "Photoshop"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
    (b"II\xbc", "JPEG XR"),
    (b"\xff\x0a", "JPEG XL"),
    (b"II+\0", "BigTIFF"),
    (b"MM\0+", "BigTIFF"),
)
_SMALL = 4_000_000
"""Pixels that are decoded without a thought."""
_MOST_AT_ONCE = 25_000_000
"""Pixels of one picture that is decoded: each takes up to eight bytes of memory."""
_LONGEST_RUNS = 1_000_000
"""Bytes of a BMP that is packed in runs and decoded: that is done byte by byte."""
_DENSE = 0.03
"""Bytes a pixel, above which a compressed picture is not of one colour."""
_THUMBNAIL = (256, 256)
_EVEN = 4
"""Steps of 256 by which the parts of a blank picture may differ: compression leaves as much."""
_TURNED = frozenset({5, 6, 7, 8})
"""Orientations of EXIF that lay the picture on its side."""
_ORIENTATION = 0x0112

_BROKEN = "is damaged or breaks off before its end"
_EMPTY = "is an empty file"
_LARGE = f"says that it has more than {MAX_PIXELS // 1_000_000} million pixels, and was not opened"
_CROWDED = "holds far more beside its pixels than a picture does, and was not opened"
_UNKNOWN = "is no picture of a kind that can be read"
_MANY = f"is not among the first {MAX_PICTURES} pictures of the file, and was not looked at"


def many() -> Facts:
    """The facts of a picture that follows too many others."""
    return Facts(trouble="unread", why=_MANY)


@dataclass
class Looker:
    """Looks at the pictures of one file, and at no more pixels of them than MAX_DECODED."""

    left: int = MAX_DECODED
    bytes_left: int = MAX_BYTES
    seen: dict[str, Facts] = field(default_factory=dict)
    """Facts by digest of the bytes: a part that is shown twice is read once."""

    def look(self, data: bytes) -> Facts:
        """What the bytes tell; never raises, whatever they are."""
        self.bytes_left -= len(data)
        key = sha256(data).hexdigest()
        if key not in self.seen:
            self.seen[key] = self._look(data, key)
        return self.seen[key]

    def _look(self, data: bytes, key: str) -> Facts:
        kind = kind_of(data)
        if not data:
            return Facts(trouble="broken", why=_EMPTY)
        if kind in VECTORS:
            return Facts(format=kind, digest=key)
        if kind not in _FORMATS:
            why = f"is in a format that is not read here ({kind})" if kind else _UNKNOWN
            return Facts(format=kind, trouble="unread", why=why)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of what is odd; here a picture is read or is not
            return self._open(data, kind, key)

    def _open(self, data: bytes, kind: str, key: str) -> Facts:
        from PIL import Image

        from validator.readers.picture_pieces import crowded

        if crowded(data, kind):
            return Facts(kind, trouble="unread", why=_CROWDED)
        try:
            with Image.open(BytesIO(_words_first(data)), formats=_plugins(kind)) as image:
                if image.width * image.height > MAX_PIXELS:
                    return Facts(kind, image.width, image.height, trouble="too-large", why=_LARGE)
                return self._facts(image, data, kind, key)
        except Image.DecompressionBombError:
            return Facts(kind, trouble="too-large", why=_LARGE)
        except (Exception, MemoryError, RecursionError):
            # Whatever a hostile file brings a decoder to raise: it is a broken picture, and the letter is read.
            return Facts(kind, trouble="broken", why=_BROKEN)

    def _facts(self, image: "ImageFile", data: bytes, kind: str, key: str) -> Facts:
        from PIL import Image

        from validator.readers.picture_properties import properties

        width, height = image.size
        if width * height == 0 or not _ends(data, kind):
            return Facts(kind, width, height, trouble="broken", why=_BROKEN)
        exif = Image.Image.getexif(image)  # Pillow's own for PNG decodes the picture to look behind the pixels
        told = properties(image, exif)
        if exif.get(_ORIENTATION) in _TURNED:
            width, height = height, width
        pixels = image.width * image.height
        dense = kind in {"JPEG", "PNG", "WEBP"} and len(data) > _DENSE * pixels
        slow = pixels > min(self.left, _MOST_AT_ONCE) or _is_in_runs(data, kind)
        if slow or (dense and pixels > _SMALL):
            return Facts(kind, width, height, f"{kind} {_tail(data, kind) or key}", False, told)
        self.left -= pixels
        digest, blank = _seen(image)
        return Facts(kind, width, height, digest, blank, told)


_FORMATS = frozenset({*(name for _, name in _OPENED), "WEBP"})


def kind_of(data: bytes) -> str:
    """The format of a picture by its first bytes; empty for what is none that is known."""
    for signature, name in (*_OPENED, *_KNOWN):
        if data.startswith(signature):
            return name
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[:4] == b"\1\0\0\0" and data[40:44] == b" EMF":
        return "EMF"
    if data[4:8] == b"ftyp":
        return "HEIC" if data[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"hevc"} else "AVIF"
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return "SVG" if head.startswith(b"<") and b"<svg" in head else ""


def _words_first(data: bytes) -> bytes:
    """A PNG with all that it tells before its pixels, so that nothing need be decoded to read it; others as they are.

    A film becomes its first frame.
    """
    if not data.startswith(_PNG):
        return data
    told, pixels, at = list[bytes](), list[bytes](), len(_PNG)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        if name not in _FILM:
            (pixels if name in {b"IDAT", b"IEND"} else told).append(data[at:end])
        at = end
    return b"".join((_PNG, *told, *pixels, data[at:]))


def _plugins(kind: str) -> tuple[str, ...]:
    """The name of Pillow's reader; those that it does not load with itself are loaded, so that it loads no others."""
    if kind == "TIFF":
        from PIL import TiffImagePlugin  # noqa: F401
    elif kind == "WEBP":
        from PIL import WebPImagePlugin  # noqa: F401
    return (kind,)


def _ends(data: bytes, kind: str) -> bool:
    """Whether a file has its end; behind it cameras append what they like."""
    mark = {"JPEG": b"\xff\xd9", "PNG": b"IEND"}.get(kind)
    return mark is None or data.rfind(mark, len(data) // 2) != -1


def _is_in_runs(data: bytes, kind: str) -> bool:
    return kind == "BMP" and len(data) > _LONGEST_RUNS and data[30:31] in {b"\1", b"\2"}


def _tail(data: bytes, kind: str) -> str:
    """A digest of the end of a JPEG: what it tells beside the picture stands before it, and may have been taken off."""
    return sha256(data[-65_536:]).hexdigest() if kind == "JPEG" else ""


def _seen(image: "Picture") -> tuple[str, bool]:
    """A digest of the pixels, and whether they are all of one colour; the picture itself becomes a thumbnail."""
    size = image.size
    image.draft("RGB", _THUMBNAIL)
    image.load()
    if image.mode not in {"I", "F"} and not image.mode.startswith("I;"):
        image.info.pop("transparency", None) if image.mode == "RGB" else None
        small = image.convert("RGBA" if image.mode in {"P", "PA", "LA", "RGBA"} else "RGB")
        small.thumbnail(_THUMBNAIL)
    else:
        small = image
    digest = sha256(f"{size} {small.mode}".encode() + small.tobytes()).hexdigest()
    extrema = small.getextrema()
    bands = extrema if isinstance(extrema[0], tuple) else (extrema,)
    unseen = small.mode == "RGBA" and bands[-1] == (0, 0)
    return digest, unseen or all(high - low <= _EVEN for low, high in bands)
