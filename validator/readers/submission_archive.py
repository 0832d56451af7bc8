"""A submission packed as a .zip archive: its files by name, and what a MECA manifest calls them.

Nothing is unpacked to disk, so that a name in it leads nowhere.
"""

import stat
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from validator.model.text import UnreadableError
from validator.readers import refusals
from validator.readers.archive import Archive, Words

if TYPE_CHECKING:
    from lxml import etree

MAX_FILES = 1_000
"""Entries of an archive that are read; a submission has a dozen."""

_OFFICE = (
    "[content_types].xml", "mimetype", "word/document.xml", "xl/workbook", "ppt/presentation", "index/document.iwa",
    "index.zip", "content.xml",
)  # fmt: skip
_NOT_OURS = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
_PACKED = (".zip", ".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz")
_ENTRY, _END = b"PK\1\2", b"PK\5\6"
_UTF8 = 0x800
_LOCKED = 0x1

_WORDS = Words(
    damaged="This archive is damaged or was cut short. Pack the files again, or check them in a folder.",
    locked="This archive is protected by a password. Unpack it and check the folder.",
    swells="This archive unpacks to far more than a submission holds. Check the files in a folder instead.",
)
_MANY = f"This archive holds more than {MAX_FILES:,} files, far more than a submission. Check the files in a folder."
_EMPTY = "This archive holds no files. Pack the files again, or check them in a folder."
_OUTSIDE = "The name of this file leads out of the archive, so it was not read. Pack the files again."
_LINK = "This is no file but a link to another place, and was not followed. Pack the file itself."
_TWICE = "Several files of this archive have this name, so it is not known which is meant. Give each a name of its own."
_NESTED = "This is an archive within the archive, and was not opened. Pack its files beside the others."

_SKIPPED_TYPES = ("review-metadata", "transfer-metadata", "peer-review", "review")
"""What a MECA archive tells of reviewers and of the way between journals: never read."""
_MANIFEST_SIZE = 1_000_000


@dataclass(frozen=True, slots=True)
class Packed:
    """A file of the archive.

    item: what a MECA manifest calls it ("cover-letter"), empty where none does. refusal: why it is not read, empty
    where it is.
    """

    name: str
    item: str = ""
    refusal: str = ""


class SubmissionArchive:
    """The files of a packed submission; raises UnreadableError for an archive that is not read at all."""

    def __init__(self, data: bytes) -> None:
        if _entries(data) > MAX_FILES:
            raise UnreadableError(_MANY)
        self._archive = Archive(data, _WORDS)
        if any(part.flag_bits & _LOCKED for part in self._archive.parts):
            raise UnreadableError(_WORDS.locked)
        self._names = {_shown(part): part.filename for part in self._archive.parts}
        self.files = tuple(self._files())
        if not self.files:
            raise UnreadableError(_EMPTY)

    def read(self, name: str) -> bytes:
        """The bytes of one of the files; raises UnreadableError, and KeyError where there is none of that name."""
        data = self._archive.read(self._names[name])
        if len(data) > refusals.MAX_BYTES:
            raise UnreadableError(refusals.TOO_LARGE)
        return data

    def beside(self, name: str, path: str) -> bytes:
        """The bytes of a file that another one names, from its own folder; raises UnreadableError."""
        folder = name.rpartition("/")[0]
        wanted = f"{folder}/{path}" if folder else path
        known = {file.name for file in self.files if not file.refusal}
        if wanted not in known:
            message = "is not in the archive beside the letter"
            raise UnreadableError(message)
        return self.read(wanted)

    def _files(self) -> Iterator[Packed]:
        parts = [part for part in self._archive.parts if not _is_passed_over(part)]
        times = Counter(_key(_shown(part)) for part in parts)
        items, manifest = self._manifest([_shown(part) for part in parts])
        told: set[str] = set()
        for part in parts:
            name = _shown(part)
            item = items.get(name, "") if items else ""
            if name == manifest or item in _SKIPPED_TYPES or _key(name) in told:
                continue
            told.add(_key(name))
            yield Packed(name, item, _TWICE if times[_key(name)] > 1 else _refusal(part))

    def _manifest(self, names: list[str]) -> tuple[dict[str, str], str]:
        """What a MECA manifest calls each file, by its name, and the manifest's own name; empty where there is none."""
        name = next((name for name in names if name.rpartition("/")[2].casefold().endswith("manifest.xml")), "")
        if not name:
            return {}, ""
        from validator.readers import xml  # most archives have none

        data = self.read(name)
        if len(data) > _MANIFEST_SIZE or b"<" not in data:
            return {}, ""
        root = xml.parse(data, "Pack the submission again, or check its files in a folder.")
        if _local(root) != "manifest":
            return {}, ""
        folder = name.rpartition("/")[0]
        return dict(_items(root, f"{folder}/" if folder else "")), name


def is_submission(data: bytes) -> bool:
    """Whether bytes are a zip archive of files, and no document of Office or its rivals, which are packed so too."""
    if not data.startswith((b"PK\3\4", b"PK\5\6")):
        return False
    if _entries(data) > MAX_FILES:
        return b"[Content_Types].xml" not in data
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = [name.replace("\\", "/").casefold() for name in archive.namelist()]
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, OSError):
        return False
    return not any(name.startswith(_OFFICE) for name in names)


def _entries(data: bytes) -> int:
    """How many entries the archive's directory has, counted before it is read: a million of them take seconds."""
    end = data.rfind(_END)
    size = int.from_bytes(data[end + 12 : end + 16], "little") if end >= 0 else 0
    return data.count(_ENTRY, max(0, end - size), end) if end >= size else data.count(_ENTRY)


def _shown(part: zipfile.ZipInfo) -> str:
    """The name of a file as its owner reads it: many programs write UTF-8 without saying so."""
    name = part.filename
    if not part.flag_bits & _UTF8 and not name.isascii():
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _key(name: str) -> str:
    """What two names must not share: many systems take capitals for small letters."""
    return name.lstrip("/").casefold()


def _is_passed_over(part: zipfile.ZipInfo) -> bool:
    """Whether an entry is a folder, or what an operating system leaves behind."""
    name = _shown(part).casefold()
    last = name.rpartition("/")[2]
    return (
        name.endswith("/")
        or name.startswith("__macosx/")
        or "/__macosx/" in name
        or last in _NOT_OURS
        or last.startswith(("._", "~$"))
    )


def _refusal(part: zipfile.ZipInfo) -> str:
    name = _shown(part)
    if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/") or "\0" in name:
        return _OUTSIDE
    if stat.S_ISLNK(part.external_attr >> 16):
        return _LINK
    return _NESTED if name.casefold().endswith(_PACKED) else ""


def _items(root: "etree._Element", folder: str) -> Iterator[tuple[str, str]]:
    for item in root.iter("{*}item"):
        kind = (
            (_attribute(item, "item-type") or _attribute(item, "type"))
            .strip()
            .casefold()
            .replace(" ", "-")
            .replace("_", "-")
        )
        for instance in item.iterchildren("{*}instance"):
            path = _attribute(instance, "href").replace("\\", "/").removeprefix("./")
            yield folder + path, kind


def _attribute(element: "etree._Element", name: str) -> str:
    """An attribute whatever its namespace: some write `xlink:href`, some `href`."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _local(element: "etree._Element") -> str:
    return str(element.tag).rpartition("}")[2]
