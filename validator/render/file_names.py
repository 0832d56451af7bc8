"""The names of files as the formats for machines need them: relative, in any system's form, and as URIs."""

import os
from pathlib import Path
from urllib.parse import quote

STANDARD_INPUT = "standard-input"
"""The name of what came in by `-`."""


def relative(name: str) -> str:
    """The path of a file from the working folder, with slashes; as it is where it lies outside."""
    if name == "-":
        return STANDARD_INPUT
    try:
        path = os.path.relpath(name) if os.path.isabs(name) else os.path.normpath(name)  # noqa: PTH117 - only a name
    except ValueError:  # on another drive, or a name that no file can have
        return name
    return Path(name if _outside(path) and os.path.isabs(name) else path).as_posix()  # noqa: PTH117


def uri(name: str) -> str:
    """A relative reference from the working folder, percent-encoded; a `file:` URI where the file lies outside."""
    path = relative(name)
    if _outside(path) or os.path.isabs(path):  # noqa: PTH117
        return "file://" + quote(_bytes(Path(os.path.abspath(name)).as_posix()))  # noqa: PTH100 - only a name
    return quote(_bytes(path))


def _outside(path: str) -> bool:
    return path.replace(os.sep, "/").split("/")[0] == ".."


def _bytes(path: str) -> bytes:
    """The bytes of a file name; of one that no file system can have, as much as can be written."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "replace")
