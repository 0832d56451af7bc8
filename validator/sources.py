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
_LINK = "This is a link to a file outside the folder, and was not followed. Put the file itself into the folder."
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
        # A pipe or a link to nothing is told when it is read, and not passed over.
        if not hidden and found.suffix.casefold() in endings and not found.is_dir():
            yield SourceFile(str(found), _lead_out) if _leads_out(found, folder) else file(str(found))


def _leads_out(found: Path, folder: Path) -> bool:
    """Whether a file of a folder is a link to a file elsewhere: who sent the folder must not learn of that."""
    try:
        return found.is_symlink() and not found.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False  # a link to itself: there is no such file, which is said when it is read


def _lead_out() -> bytes:
    raise UnreadableError(_LINK)


def _standard_input() -> bytes:
    if sys.stdin is None:
        message = "Nothing can be read from standard input: it is closed."
        raise UnreadableError(message)
    return _limited(sys.stdin.buffer.read(MAX_BYTES + 1))


def _load(name: str) -> bytes:
    path = Path(name)
    try:
        if not name or not path.exists():
            message = "There is no such file."
            raise UnreadableError(message)
        if not path.is_file():
            message = "This is no file that can be read."
            raise UnreadableError(message)
        with path.open("rb") as opened:  # some files of the system say that they are empty, and are not
            data = opened.read(MAX_BYTES + 1) if path.stat().st_size <= MAX_BYTES else None
        return _limited(data)
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


def _limited(data: bytes | None) -> bytes:
    if data is None or len(data) > MAX_BYTES:
        raise UnreadableError(TOO_LARGE)
    return data
