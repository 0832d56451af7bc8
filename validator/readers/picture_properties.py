"""What a picture's file tells beside the picture (EXIF, XMP, IPTC, the texts of a PNG): the kinds, never the values."""

from collections.abc import Iterator
from math import isfinite
from typing import TYPE_CHECKING

from validator.model.patterns import Pattern
from validator.model.picture import Property
from validator.model.text import UnreadableError

if TYPE_CHECKING:
    from PIL.Image import Exif, Image
    from PIL.ImageFile import ImageFile

_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_GPS_PLACES = (2, 4, 20, 22)
"""Latitude and longitude, of the camera and of what it was pointed at."""
_GPS_AREA = 28
_EXIF: dict[int, Property] = {
    0x013B: "author",  # Artist
    0x9C9D: "author",  # XPAuthor
    0xA430: "author",  # CameraOwnerName
    0xA431: "device",  # BodySerialNumber
    0xA435: "device",  # LensSerialNumber
    0xC62F: "device",  # CameraSerialNumber
}
_EXIF_TEXTS = (0x010E, 0x9286, 0x9C9B, 0x9C9C, 0x9C9E, 0x9C9F)
"""Description, the user's comment, and Windows' title, comment, keywords and subject."""

_XMP: dict[str, Property] = {
    "GPSLatitude": "place",
    "GPSLongitude": "place",
    "City": "place",
    "Location": "place",
    "Sublocation": "place",
    "PatientName": "patient",
    "PatientsName": "patient",
    "PatientID": "patient",
    "PatientDOB": "birth",
    "PatientBirthDate": "birth",
    "PersonInImage": "person",
    "PersonDisplayName": "person",
    "creator": "author",
    "Artist": "author",
    "OwnerName": "author",
    "CameraOwnerName": "author",
    "SerialNumber": "device",
    "BodySerialNumber": "device",
    "LensSerialNumber": "device",
}
_XMP_TEXTS = frozenset({"description", "title", "UserComment", "Headline", "subject"})
_FACES = "regions"
"""In the namespace of the regions of a picture, "Name" is that of a person shown."""

_IPTC: dict[tuple[int, int], Property] = {(2, 80): "author", (2, 27): "place", (2, 90): "place", (2, 92): "place"}
_IPTC_TEXTS = ((2, 5), (2, 25), (2, 40), (2, 105), (2, 120))
_PNG_AUTHORS = frozenset({"author", "artist", "creator"})

_NOBODY = frozenset({"unknown", "none", "user", "admin", "default", "picasa", "n/a"})
"""What programs write where a name could stand."""
_LONGEST = 5_000
_PATIENT = Pattern(
    r"\b(?:patient(?:['’]?s)?[\s_]*(?:name|id|no|number)|name[\s_]+of[\s_]+(?:the[\s_]+)?patient"
    r"|hospital[\s_]*(?:no|number|id)|mrn|uhid)\b[\s.]*[:=\#]\s*\w"
)
_BIRTH = Pattern(r"\b(?:date[\s_]+of[\s_]+birth|birth[\s_]?date|d\.?o\.?b)\b[\s.]*[:=]?\s*\d")


def properties(image: "ImageFile", exif: "Exif") -> tuple[Property, ...]:
    """The kinds of things that a picture's file tells, each once; what is damaged in it tells nothing."""
    found: dict[Property, None] = {}
    for source in (_of_exif(exif), _of_xmp(image), _of_iptc(image), _of_texts(image)):
        try:
            for kind in source:
                found[kind] = None
        except (UnreadableError, ValueError, TypeError, KeyError, SyntaxError, OSError, AttributeError, LookupError):
            continue
    return tuple(found)


def _of_exif(exif: "Exif") -> Iterator[Property]:
    if not exif:
        return
    own = exif.get_ifd(_EXIF_IFD)
    if _gives_place(exif):
        yield "place"
    for tag, kind in _EXIF.items():
        value = _text(exif.get(tag) or own.get(tag))
        if value and (kind != "author" or _is_name(value)):
            yield kind
    for tag in _EXIF_TEXTS:
        yield from _of_words(_text(exif.get(tag) or own.get(tag)))


def _gives_place(exif: "Exif") -> bool:
    """Whether a place is given: cameras that know none leave the entries empty or at zero."""
    gps = exif.get_ifd(_GPS_IFD)
    numbers = (number for tag in _GPS_PLACES for number in _numbers(gps.get(tag)))
    return any(isfinite(number) and number != 0 for number in numbers) or bool(_text(gps.get(_GPS_AREA)))


def _numbers(value: object) -> Iterator[float]:
    for part in value if isinstance(value, tuple) else ():
        try:
            yield float(part)
        except (ValueError, TypeError, ZeroDivisionError):
            continue


def _of_xmp(image: "Image") -> Iterator[Property]:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
    if not packet:
        return
    from validator.readers import xml  # needs lxml, which not every format needs

    data = packet.encode() if isinstance(packet, str) else bytes(packet)
    root = xml.parse(data.strip(b"\0 \t\r\n"))
    for element in root.iter("*"):
        yield from _of_xmp_entry(str(element.tag), "".join(str(words) for words in element.itertext()))
        for name, value in element.attrib.items():
            yield from _of_xmp_entry(str(name), str(value))


def _of_xmp_entry(tag: str, value: str) -> Iterator[Property]:
    namespace, _, name = tag.rpartition("}")
    kind: Property | None = "person" if name == "Name" and _FACES in namespace else _XMP.get(name)
    if name in _XMP_TEXTS:
        yield from _of_words(value)
    elif kind is not None and value.strip() and (kind != "author" or _is_name(value)):
        yield kind


def _of_iptc(image: "ImageFile") -> Iterator[Property]:
    if not (image.info.get("photoshop") or getattr(image, "tag_v2", None)):
        return
    from PIL import IptcImagePlugin

    entries = IptcImagePlugin.getiptcinfo(image) or {}
    for place, kind in _IPTC.items():
        value = _text(entries.get(place))
        if value and (kind != "author" or _is_name(value)):
            yield kind
    for place in _IPTC_TEXTS:
        yield from _of_words(_text(entries.get(place)))


def _of_texts(image: "Image") -> Iterator[Property]:
    """The texts of a PNG and the comment of a JPEG or GIF."""
    for name, value in list(image.info.items()):
        if not isinstance(name, str) or not isinstance(value, str | bytes) or name in {"exif", "icc_profile", "xmp"}:
            continue
        text = _text(value)
        if name.casefold() in _PNG_AUTHORS and _is_name(text):
            yield "author"
        yield from _of_words(f"{name}: {text}")


def _of_words(text: str) -> Iterator[Property]:
    """What a free text tells by the name that it gives to a thing ("DOB: ..."); other words are not judged."""
    words = text[:_LONGEST]
    lower = words.casefold()
    if any(word in lower for word in ("patient", "hospital", "mrn", "uhid")) and _PATIENT.search(words):
        yield "patient"
    if any(word in lower for word in ("birth", "dob", "d.o")) and _BIRTH.search(words):
        yield "birth"


def _text(value: object) -> str:
    """An entry as text, whatever a camera or program put there."""
    if isinstance(value, list | tuple):
        return " ".join(_text(part) for part in value[:100])
    if isinstance(value, bytes):
        value = value.decode("utf-16-le", "ignore") if b"\0" in value[1::2] else value.decode("latin-1")
    return str(value).replace("\0", "").strip() if value is not None else ""


def _is_name(text: str) -> bool:
    return sum(map(str.isalpha, text)) > 1 and text.strip().casefold() not in _NOBODY
