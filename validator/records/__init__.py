"""Reads records beside a letter: BibTeX, RIS, CSL-JSON and PubMed's nbib, told apart by what is in the file."""

import codecs
from collections.abc import Callable, Sequence
from pathlib import Path

from validator.model.record import Records

LARGEST = 20_000_000
"""Bytes of a file at most: a library of ten thousand works with their abstracts."""
_FORMS = "BibTeX, RIS, CSL-JSON and PubMed's nbib"


class RecordsError(Exception):
    """A file of records that cannot be used; the message names the file and the reason."""


def read(files: Sequence[Path]) -> Records:
    """The records of the files, in their order; raises RecordsError, and nothing else, for one that cannot be used.

    A record that cannot be read is named and keeps no other from being read.
    """
    found = [of_text(_text(file), file) for file in files]
    return Records(
        tuple(record for part in found for record in part.records),
        tuple(name for part in found for name in part.unread),
    )


def of_text(text: str, file: Path) -> Records:
    """The records of a text that stands in a file of that name; raises RecordsError."""
    from validator.records.parts import MOST, TooManyError

    if not text.strip():
        raise _error(file, "it is empty")
    reader = _reader(text)
    if reader is None:
        raise _error(file, f"it is in none of the forms that are read: {_FORMS}")
    try:
        found = reader(text, file.name)
    except TooManyError as error:
        raise _error(file, f"it holds more than {MOST:,} records. Export those of the letter alone") from error
    except (Exception, RecursionError, MemoryError) as error:
        raise _error(file, "it is damaged, or built in a way that cannot be read. Export it again") from error
    if not found.records:
        raise _error(file, "no record in it could be read. Export it again")
    return found


def _reader(text: str) -> Callable[[str, str], Records] | None:
    """What reads a text: the first line that only one of the forms has tells; None where none has."""
    # Each form's module is imported for a file in that form only: BibTeX needs two libraries.
    if text.lstrip()[0] in "[{":
        from validator.records import csl

        return csl.read
    for line in text.splitlines():
        if line.startswith("PMID- "):
            from validator.records import nbib

            return nbib.read
        if line.startswith("TY ") and line[2:].lstrip().startswith("-"):
            from validator.records import ris

            return ris.read
        entry, bracket, _ = line[:100].strip().replace("(", "{").partition("{")
        if bracket and entry.startswith("@") and entry[1:].strip().isalpha():
            from validator.records import bibtex

            return bibtex.read
    return None


def _text(file: Path) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, else Windows' Western code page, which old exports have."""
    try:
        with file.open("rb") as opened:  # a device has no size to be asked for
            data = opened.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "no such name can be"
        raise _error(file, f"it cannot be read: {reason.lower()}") from error
    if len(data) > LARGEST:
        raise _error(file, f"it is larger than {LARGEST // 1_000_000} MB. Export the records of the letter alone")
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _error(file, f"it is no text. The forms that are read are {_FORMS}")


def _error(file: Path, reason: str) -> RecordsError:
    return RecordsError(f"The records {file} cannot be used: {reason}.")
