"""Readers: a file's bytes to a manuscript, whatever its format."""

import hashlib
from typing import TYPE_CHECKING

from validator.model.text import Format, Manuscript, UnreadableError
from validator.readers import refusals
from validator.readers.detect import detect

if TYPE_CHECKING:
    from validator.readers.markdown_pictures import Neighbour

EXTENSIONS = frozenset({".docx", ".docm", ".md", ".markdown", ".txt", ".xml", ".nxml"})
"""Endings of the names of files that are read when a folder is walked."""

REFUSED_EXTENSIONS = frozenset({".doc", ".rtf", ".odt", ".pages", ".pdf", ".wpd", ".tex"})
"""Endings of files that may hold a letter but are refused: in a folder they are reported, not passed over."""


PICTURE_EXTENSIONS = frozenset(
    {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".gif", ".bmp", ".webp", ".eps", ".svg", ".psd", ".heic", ".pptx"}
)
"""Endings of files that pictures come in."""


def read(name: str, data: bytes, neighbour: "Neighbour | None" = None) -> Manuscript:
    """The manuscript that a file holds.

    name: the file's name as given; it is carried along and settles the format only where the content leaves it open.
    neighbour: gives the files beside this one, for the pictures that it names; None where there are none to be had.
    Raises UnreadableError with a sentence that says what to do, without the file's name in it.
    """
    found = detect(name, data)
    try:
        manuscript = _read_as(found, name, data, hashlib.sha256(data).hexdigest(), neighbour)
    except (TimeoutError, RecursionError):
        raise UnreadableError(refusals.TANGLED) from None
    characters = sum(len(block.text) for block in manuscript.blocks)
    if characters > refusals.MAX_CHARACTERS:
        raise UnreadableError(refusals.too_long(characters))
    if not any(block.text.strip() for block in manuscript.blocks):
        raise UnreadableError(refusals.BLANK)
    return manuscript


def _read_as(found: Format, name: str, data: bytes, sha256: str, neighbour: "Neighbour | None") -> Manuscript:
    # Each reader is imported when its format is met: lxml alone takes a third of the time of a whole check.
    match found:
        case Format.DOCX:
            from validator.readers import docx

            return docx.read(name, data, sha256)
        case Format.MARKDOWN:
            from validator.readers import markdown

            return markdown.read(name, data, sha256, neighbour)
        case Format.JATS:
            from validator.readers import jats

            return jats.read(name, data, sha256)
        case Format.TEXT:
            from validator.readers import text

            return text.read(name, data, sha256)
