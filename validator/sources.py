"""Finds the files to read: paths, folders, standard input; and tells which of them are one submission."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from validator import readers
from validator.model.submission import Role
from validator.model.text import UnreadableError
from validator.pipeline import SourceFile, Submission
from validator.readers.refusals import MAX_BYTES, TOO_LARGE

_ARCHIVE = ".zip"
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


class RoleError(Exception):
    """A role that cannot be given; the message says why."""


def submissions(
    paths: Sequence[str], are_one: Callable[[Submission], bool], roles: Mapping[str, Role] | None = None
) -> list[Submission]:
    """The submissions that the paths name: a file or an archive is one by itself, and so is a folder of one article.

    are_one: whether the documents of a folder are those of one submission. A folder of several letters gives each by
    itself; folders in it are looked at in the same way. roles: what a person says of files, by their paths; raises
    RoleError for one that is not among the files.
    """
    found: list[Submission] = []
    given = dict(roles or {})
    for path in paths:
        if path and path != "-" and os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for long names
            files = [_with_role(one, given) for one in _walk(Path(path), pictures=True)]
            found += _of_folder(files, are_one)
        else:
            found += [[_with_role(one, given)] for one in find([path])]
    _refuse_unknown(roles or {}, given, [file.name for files in found for file in files])
    return found


def together(paths: Sequence[str], roles: Mapping[str, Role] | None = None) -> Submission:
    """All files that the paths name, those of folders with their pictures, as one submission; raises RoleError."""
    given = dict(roles or {})
    files: list[SourceFile] = []
    for path in paths:
        is_folder = path and path != "-" and os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises for long names
        files += _walk(Path(path), pictures=True) if is_folder else find([path])
    files = [_with_role(file, given) for file in files]
    _refuse_unknown(roles or {}, given, [file.name for file in files])
    return files


def _with_role(file: SourceFile, given: dict[str, Role]) -> SourceFile:
    """A file with the role that a person gave it, which is then taken out of `given`."""
    named = next((name for name in given if os.path.normpath(name) == os.path.normpath(file.name)), None)
    return file if named is None else replace(file, role=given.pop(named))


def _refuse_unknown(roles: Mapping[str, Role], left: Mapping[str, Role], names: Sequence[str]) -> None:
    for name in left:
        from validator.profiles import did_you_mean  # most runs give no role

        message = f"--role {roles[name]}={name}: there is no such file among those to check.{did_you_mean(name, names)}"
        raise RoleError(message)


def _of_folder(files: Sequence[SourceFile], are_one: Callable[[Submission], bool]) -> Iterator[Submission]:
    """The submissions of a folder: of each folder in it the documents with the pictures beside and below them."""
    documents = [file for file in files if not _is_picture(file) and not _is_archive(file)]
    folders = dict.fromkeys(Path(file.name).parent for file in documents)
    pictures: dict[Path, list[SourceFile]] = {}
    for file in filter(_is_picture, files):
        home = next((folder for folder in Path(file.name).parents if folder in folders), None)
        if home is not None:
            pictures.setdefault(home, []).append(file)
    for folder in folders:
        own = [file for file in documents if Path(file.name).parent == folder]
        if len(own) == 1 or are_one(own):
            yield [*own, *pictures.get(folder, ())]
        else:
            yield from ([file] for file in own)
    yield from ([file] for file in files if _is_archive(file))


def _is_picture(file: SourceFile) -> bool:
    return Path(file.name).suffix.casefold() in readers.PICTURE_EXTENSIONS


def _is_archive(file: SourceFile) -> bool:
    return Path(file.name).suffix.casefold() == _ARCHIVE


def file(path: str) -> SourceFile:
    """A source for the file at a path, with the files of its folder beside it."""
    return SourceFile(path, partial(_load, path), partial(_neighbour, path))


def _walk(folder: Path, *, pictures: bool = False) -> Iterator[SourceFile]:
    endings = readers.EXTENSIONS | readers.REFUSED_EXTENSIONS | {_ARCHIVE}
    if pictures:
        endings |= readers.PICTURE_EXTENSIONS
    for found in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~$")) or part == "__MACOSX" for part in found.relative_to(folder).parts)
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
