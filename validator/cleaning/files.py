"""A clean copy of a file, whatever it is, or a sentence why there is none."""

from dataclasses import dataclass

from validator.cleaning.pictures import NOT_CLEANED, clean_picture, cleaner_of
from validator.cleaning.taken import Tally
from validator.model.text import Format, UnreadableError
from validator.readers import refusals
from validator.readers.detect import detect

_NOTHING_BESIDE = {
    Format.MARKDOWN: "This is a Markdown file. It has no properties, so there is nothing to take out.",
    Format.TEXT: "This is a text file. It has no properties, so there is nothing to take out.",
    Format.JATS: "This is a JATS XML file. What it tells of people is the article itself, so nothing is taken out.",
}
_OUR_FAULT = (
    "This file could not be cleaned, and the fault is the program's ({kind}). Please report it; nothing changed."
)


class NotCleanableError(Exception):
    """A file of a format that is not cleaned; the message says why, or what to do."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The bytes of a clean copy, and what was taken out, in sentences that tell nothing of it."""

    data: bytes
    sentences: tuple[str, ...]


def clean(name: str, data: bytes, *, authors: bool) -> Cleaned:
    """A copy of a Word file or a picture without what it tells of people and places beside its text or picture.

    name: settles what the content leaves open. authors: whether the names of those who commented and changed go as
    well. Raises UnreadableError, and NotCleanableError for formats that are not cleaned.
    """
    try:
        cleaned, tally = _clean(name, data, authors=authors)
    except (UnreadableError, NotCleanableError):
        raise
    except (Exception, MemoryError, RecursionError) as error:
        raise UnreadableError(_OUR_FAULT.format(kind=type(error).__name__)) from error
    return Cleaned(cleaned, tuple(tally.sentences()))


def _clean(name: str, data: bytes, *, authors: bool) -> tuple[bytes, Tally]:
    if len(data) <= refusals.MAX_BYTES and cleaner_of(data) is not None:
        cleaned, taken = clean_picture(data)
        tally = Tally()
        tally.taken.update(taken)
        return cleaned, tally
    try:
        found = detect(name, data)
    except UnreadableError as error:
        if str(error) == refusals.PICTURE:
            raise NotCleanableError(NOT_CLEANED) from None
        raise
    if found is not Format.DOCX:
        raise NotCleanableError(_NOTHING_BESIDE[found])
    from validator.cleaning.word import clean_word  # pictures do without lxml

    return clean_word(data, authors=authors)
