"""The parts of a Word file and how they point at each other."""

import posixpath
from functools import cached_property

from lxml import etree

from validator.model.text import UnreadableError
from validator.readers import xml
from validator.readers.archive import Archive
from validator.readers.word.names import PACKAGE, W, transitional

SAVE_AGAIN = "Open it in Word, save it again as .docx and check that file."
NOT_WORD = f"This file is packed like a Word file, but holds no Word document. {SAVE_AGAIN}"

_USUAL_MAIN = "word/document.xml"


class Part:
    """One XML part: its root and what it points at."""

    def __init__(self, package: "_Package", name: str, root: etree._Element) -> None:
        self.root = root
        self._package = package
        self._targets = _relationships(package, name)

    def link(self, identifier: str | None) -> str:
        """The address that a relationship points at; empty where there is none."""
        kind, target, external = self._targets.get(identifier or "", ("", "", False))
        return target if external and kind == "hyperlink" else ""

    def file(self, identifier: str | None) -> tuple[str, bool]:
        """What a relationship points at, by name, and whether it lies outside the file; "" where there is none."""
        _, target, external = self._targets.get(identifier or "", ("", "", False))
        return target, external

    def content(self, name: str) -> bytes:
        """The bytes of a part; raises KeyError where there is none, UnreadableError where it is damaged."""
        return self._package.content(name)

    def target(self, identifier: str | None) -> "Part | None":
        """The part that a relationship points at, where it is in the file."""
        _, target, external = self._targets.get(identifier or "", ("", "", True))
        return None if external else _part(self._package, target)

    def of_file(self, kind: str) -> "Part | None":
        """A part that belongs to the whole file ("core-properties"), where there is one."""
        named = (name for found, name, external in self._package.targets.values() if found == kind and not external)
        return next((part for name in named if (part := _part(self._package, name))), None)

    def first(self, kind: str) -> "Part | None":
        """The part of a kind ("styles", "footnotes"), where the file has one."""
        of_kind = (name for found, name, external in self._targets.values() if found == kind and not external)
        return next((part for name in of_kind if (part := _part(self._package, name))), None)


def open_document(data: bytes) -> Part:
    """The main part of a Word file, wherever the package keeps it."""
    package = _Package(data)
    targets = package.targets.values()
    named = [target for kind, target, external in targets if kind == "officeDocument" and not external]
    main = next((part for name in [*named, _USUAL_MAIN] if (part := _part(package, name)) is not None), None)
    if main is None or main.root.tag != f"{W}document":
        raise UnreadableError(NOT_WORD)
    return main


class _Package:
    """The archive, with the number of tags that may still be read of it: many large parts are too much as one is."""

    def __init__(self, data: bytes) -> None:
        self._archive = Archive(data)
        self._tags = xml.MAX_TAGS

    @cached_property
    def targets(self) -> dict[str, tuple[str, str, bool]]:
        """What the package as a whole points at."""
        return _relationships(self, "")

    def content(self, name: str) -> bytes:
        """The bytes of a part."""
        return self._archive.read(name)

    def root(self, name: str) -> etree._Element | None:
        """The root of a part, None where there is no part of that name."""
        if name not in self._archive:
            return None
        data = self._archive.read(name)
        self._tags -= data.count(b"<")
        if self._tags < 0:
            raise UnreadableError(f"{xml.TOO_LARGE} {SAVE_AGAIN}")
        return xml.parse(transitional(data), SAVE_AGAIN)


def _part(package: _Package, name: str) -> Part | None:
    root = package.root(name)
    return None if root is None else Part(package, name, root)


def _relationships(package: _Package, name: str) -> dict[str, tuple[str, str, bool]]:
    """The relationships of a part by their ids: the last word of their type, their target, whether it is outside."""
    folder, _, base = name.rpartition("/")
    listing = posixpath.join(folder, "_rels", f"{base}.rels")
    root = package.root(listing)
    if root is None:
        return {}
    found = {}
    for entry in root.iter(f"{PACKAGE}Relationship"):
        kind = entry.get("Type", "").rpartition("/")[2]
        target, external = entry.get("Target", ""), entry.get("TargetMode") == "External"
        inside = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/")))
        found[entry.get("Id", "")] = (kind, target if external else inside, external)
    return found
