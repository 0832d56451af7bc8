"""Takes the notes out of a picture, by its format."""

from collections.abc import Callable
from typing import TypeAlias

from validator.cleaning.taken import Taken
from validator.model.text import UnreadableError
from validator.readers.picture_pieces import crowded
from validator.readers.pictures import kind_of

NOT_CLEANED = "Pictures in this format are not cleaned. Save it as JPEG, PNG or TIFF, and clean that file."
CROWDED = (
    "This picture holds far more beside its pixels than a picture does, so it was not cleaned. "
    "Export it again from the program that made it."
)

_Cleaner: TypeAlias = Callable[[bytes], tuple[bytes, set[Taken]]]


def cleaner_of(data: bytes) -> _Cleaner | None:
    """What cleans a picture with these bytes; None for what is no picture, or in another format."""
    # Each format is imported for its own pictures only.
    if data.startswith(b"\xff\xd8\xff"):
        from validator.cleaning import jpeg

        return jpeg.clean
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        from validator.cleaning import png

        return png.clean
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        from validator.cleaning import webp

        return webp.clean
    if data.startswith((b"GIF87a", b"GIF89a")):
        from validator.cleaning import gif

        return gif.clean
    if data.startswith((b"II*\0", b"MM\0*")):
        from validator.cleaning import tiff

        return tiff.clean
    return None


def clean_picture(data: bytes) -> tuple[bytes, set[Taken]]:
    """The bytes of a picture without its notes and with the same pixels, and what was taken out.

    Raises UnreadableError for pictures that are damaged, in another format, or cannot be cleaned surely.
    """
    cleaner = cleaner_of(data)
    if cleaner is None:
        raise UnreadableError(NOT_CLEANED)
    if crowded(data, kind_of(data)):
        raise UnreadableError(CROWDED)
    return cleaner(data)
