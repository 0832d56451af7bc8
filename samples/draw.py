"""Draws the pictures of the samples: `python samples/draw.py`. Coloured shapes, no patient; what they tell is invented.

The files are committed, since other versions of Pillow pack the same pixels otherwise; a test compares what is read of
them with what is drawn here.
"""

import struct
import sys
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, PngImagePlugin

FOLDER = Path(__file__).parent / "pictures"
SKIN, RASH, PALE = (222, 184, 160), (178, 74, 66), (240, 226, 214)
GOOD, COARSE, SMALL = (1900, 1425), (1400, 1050), (480, 360)
"""At 16 cm, a page's width: 302, 222 and 76 dpi."""
GPS, EXIF = 0x8825, 0x8769
PATIENT = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:DICOM="http://ns.adobe.com/DICOM/" DICOM:PatientName="Invented^Person" '
    'DICOM:PatientDOB="19000101"/></rdf:RDF></x:xmpmeta>'
)


def pictures() -> Iterator[tuple[str, bytes]]:
    """Every picture by its name."""
    yield "shin.png", _png(_plaque(GOOD, RASH))
    yield "shin-after.png", _png(_plaque(GOOD, PALE))
    yield "shin-coarse.png", _png(_plaque(COARSE, RASH))
    yield "shin-small.png", _png(_plaque(SMALL, RASH))
    yield "empty.png", _png(Image.new("RGB", GOOD, "white"))
    yield "badge.png", _png(_plaque((128, 128), (166, 206, 57)))
    yield "shin-with-place.png", _png(_plaque(GOOD, RASH), exif=_place())
    yield "shin-with-camera.png", _png(_plaque(GOOD, RASH), exif=_camera())
    yield "shin-with-photographer.png", _png(_plaque(GOOD, RASH), exif=_photographer())
    yield "shin-with-patient.png", _png(_plaque(GOOD, RASH), text=("XML:com.adobe.xmp", PATIENT))
    yield "shin-with-birth.png", _png(_plaque(GOOD, RASH), text=("Comment", "Left shin. Date of birth: 01/01/1900"))
    yield "shin-cut-short.jpg", _jpeg(_plaque(COARSE, RASH))[:6000]
    yield "shin-too-large.png", _header(60_000, 40_000)
    yield "shin.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)


def _plaque(size: tuple[int, int], colour: tuple[int, int, int]) -> Image.Image:
    """A patch of one colour on another, with a few smaller ones around it."""
    width, height = size
    image = Image.new("RGB", size, SKIN)
    draw = ImageDraw.Draw(image)
    draw.ellipse((width * 0.3, height * 0.25, width * 0.7, height * 0.7), fill=colour)
    for across, down in ((0.15, 0.2), (0.8, 0.3), (0.2, 0.8), (0.75, 0.85)):
        x, y, r = width * across, height * down, height * 0.04
        draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)
    return image


def _png(image: Image.Image, exif: Image.Exif | None = None, text: tuple[str, str] | None = None) -> bytes:
    told = PngImagePlugin.PngInfo()
    if text:
        told.add_itxt(*text)
    few = image.quantize(64)
    target = BytesIO()
    few.save(target, "PNG", optimize=True, pnginfo=told, **({"exif": exif} if exif else {}))
    return target.getvalue()


def _jpeg(image: Image.Image) -> bytes:
    target = BytesIO()
    image.save(target, "JPEG", quality=40)
    return target.getvalue()


def _place() -> Image.Exif:
    exif = Image.Exif()
    exif[GPS] = {1: "N", 2: (0.0, 30.0, 0.0), 3: "W", 4: (30.0, 0.0, 0.0)}  # in the Atlantic
    return exif


def _camera() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0131] = "Invented", "Camera 1", "Firmware 1.0"
    exif[0x0132] = "2026:01:01 10:00:00"
    exif[EXIF] = {0xA431: "000000"}
    return exif


def _photographer() -> Image.Exif:
    exif = Image.Exif()
    exif[0x013B] = "A. N. Invented"
    return exif


def _header(width: int, height: int) -> bytes:
    """A PNG that says that it is huge and holds nothing."""
    said = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = (said, b"IDAT" + zlib.compress(b""), b"IEND")
    framed = (struct.pack(">I", len(c) - 4) + c + struct.pack(">I", zlib.crc32(c)) for c in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(framed)


def main() -> None:
    """Writes every picture and names it."""
    for name, data in pictures():
        (FOLDER / name).write_bytes(data)
        sys.stdout.write(f"{name}\n")


if __name__ == "__main__":
    main()
