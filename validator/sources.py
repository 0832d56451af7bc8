"""Finds the files to read: paths, folders, standard input."""

import os
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from validator import readers
from validator.model.text import UnreadableError
from validator.pipeline import SourceFile
from validator.readers.refusals import MAX_BYTES, TOO_LARGE

_OUTSIDE = "stands outside the letter's folder, and was not opened"
_NOT_THERE = "is not beside the letter"
_NO_PICTURE = "cannot be opened, or is larger than 50 MB"


def find(paths: Sequence[str]) -> Iterator[SourceFile]:
    """A source for each path; a folder gives those of its files, and its folders', that may hold a letter.

    Files of a format that is refused (.doc, .pdf ...) are among them, so that none is passed over in silence.
    """
    for path in paths:
        if path == "-":
            yield SourceFile("-", _standard_input)
        elif path and os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for long names
            yield from _walk(Path(path))
        else:
            yield file(path)


def file(path: str) -> SourceFile:
    """A source for the file at a path, with the files of its folder beside it."""
    return SourceFile(path, partial(_load, path), partial(_neighbour, path))


def _walk(folder: Path) -> Iterator[SourceFile]:
    endings = readers.EXTENSIONS | readers.REFUSED_EXTENSIONS
    for found in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in found.relative_to(folder).parts)
        if not hidden and found.suffix.casefold() in endings and found.is_file():
            yield file(str(found))


def _standard_input() -> bytes:
    if sys.stdin is None:
        message = "Nothing can be read from standard input: it is closed."
        raise UnreadableError(message)
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    return _limited(data, len(data))


def _load(name: str) -> bytes:
    path = Path(name)
    try:
        if not name or not path.exists():
            message = "There is no such file."
            raise UnreadableError(message)
        if not path.is_file():
            message = "This is no file that can be read."
            raise UnreadableError(message)
        size = path.stat().st_size
        return _limited(path.read_bytes() if size <= MAX_BYTES else b"", size)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "there can be no such name"
        message = f"The file could not be opened: {reason.lower()}."
        raise UnreadableError(message) from error


def _neighbour(letter: str, path: str) -> bytes:
    """The bytes of a file that a letter names, where it lies in the letter's folder or below it.

    A letter may come from a stranger, who must not learn of other files: a path that leads out of the folder, also by
    a link, is not followed. Raises UnreadableError with the rest of a sentence.
    """
    named = path.replace("\\", "/")
    if named.startswith("/") or ":" in named or ".." in named.split("/"):
        raise UnreadableError(_OUTSIDE)
    try:
        folder = Path(letter).resolve().parent
        found = (folder / named).resolve()
        if not found.is_relative_to(folder):
            raise UnreadableError(_OUTSIDE)
        if not found.exists():
            raise UnreadableError(_NOT_THERE)
        if not found.is_file() or found.stat().st_size > MAX_BYTES:
            raise UnreadableError(_NO_PICTURE)
        return found.read_bytes()
    except (OSError, ValueError, RuntimeError) as error:
        raise UnreadableError(_NO_PICTURE) from error


def _limited(data: bytes, size: int) -> bytes:
    if size > MAX_BYTES:
        raise UnreadableError(TOO_LARGE)
    return data
