"""A Word file (or another Office file) whose parts can be changed and taken out, and which is then written anew."""

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO

from lxml import etree

from validator.model.text import UnreadableError
from validator.readers import refusals, xml
from validator.readers.archive import Archive
from validator.readers.word.package import SAVE_AGAIN

CONTENT_TYPES = "[Content_Types].xml"

_LOCAL, _CENTRAL, _END = "<4s5H3L2H", "<4s6H3L5H2L", "<4s4H2LH"
_LOCAL_SIZE = struct.calcsize(_LOCAL)
_LOCAL_LENGTHS = 26
"""Where, in the header of a part, the lengths of its name and of its extra field stand."""
_KEPT_FLAGS = 0x0806
"""Bits of a part's header that still hold in the copy: how it was packed, and that its name is UTF-8."""


class Package:
    """The parts of an Office file by name, in their order.

    Raises UnreadableError, when opened or read, for an archive that is damaged, locked, unpacks to far more than a
    letter holds or has two parts of one name, and for parts that are no XML. What is written depends on nothing but the
    bytes read and the changes made; parts keep their order, their dates and, unless changed, their packed bytes.
    """

    def __init__(self, data: bytes) -> None:
        archive = Archive(data)
        with zipfile.ZipFile(BytesIO(data)) as opened:
            entries = opened.infolist()
        names = {_plain(entry.filename) for entry in entries}
        if len(names) < len(entries) or sum(entry.compress_size for entry in entries) > len(data):
            raise UnreadableError(refusals.DAMAGED_ARCHIVE)
        self._data = data
        self._entries = {entry.filename: entry for entry in entries}
        # Each part is unpacked, so that none that is damaged or swells is handed on.
        self._parts = {entry.filename: archive.read(entry.filename) for entry in entries}
        self._spelled = {_plain(name): name for name in self._parts}
        self._roots: dict[str, etree._Element] = {}
        self._changed: set[str] = set()
        self._dropped = False
        self._tags = xml.MAX_TAGS

    @property
    def names(self) -> list[str]:
        """The names of the parts that are there."""
        return list(self._parts)

    def find(self, name: str) -> str | None:
        """The part of a name as the file spells it, whatever the case; None where there is none."""
        return self._spelled.get(_plain(name))

    def content(self, name: str) -> bytes:
        """The bytes of a part."""
        return self._parts[name]

    def root(self, name: str) -> etree._Element:
        """The root of a part; what is done to it is written where `changed` is told of it."""
        if name not in self._roots:
            data = self._parts[name]
            self._tags -= data.count(b"<")
            if self._tags < 0:
                raise UnreadableError(f"{xml.TOO_LARGE} {SAVE_AGAIN}")
            self._roots[name] = xml.parse(data, SAVE_AGAIN)
        return self._roots[name]

    def changed(self, name: str) -> None:
        """Take over what was done to the root of a part."""
        self._changed.add(name)

    def replace(self, name: str, data: bytes) -> None:
        """Give a part other bytes."""
        self._parts[name] = data
        self._roots.pop(name, None)
        self._changed.add(name)

    def add(self, name: str, data: bytes) -> None:
        """Put in a part of a name that is not there yet; it stands last."""
        self._entries[name] = entry = zipfile.ZipInfo(name)
        entry.compress_type, entry.create_system, entry.CRC = zipfile.ZIP_DEFLATED, 0, 0
        self._spelled[_plain(name)] = name
        self.replace(name, data)

    def drop(self, names: Iterable[str]) -> None:
        """Take out parts, with their own relationships, what only they point at, and all that points at them."""
        gone = {name for name in names if name in self._parts}
        if not gone:
            return
        owned = {target for name in gone for entry in self.relationships(name) if (target := self.target(name, entry))}
        listings = {listing for name in gone if (listing := self.find(listing_of(name)))}
        for name in gone | listings:
            self._remove(name)
        plain = {_plain(name) for name in gone}
        if (types := self.find(CONTENT_TYPES)) is not None:
            self._remove_entries(types, [e for e in self.root(types) if _plain(e.get("PartName", "")) in plain])
        still_used = set()
        for source in self.sources():
            inside = [entry for entry in self.relationships(source) if entry.get("TargetMode") != "External"]
            self.unrelate(source, [entry for entry in inside if _plain(_resolved(source, entry)) in plain])
            still_used |= {_plain(_resolved(source, entry)) for entry in inside}
        self.drop(name for name in owned if _plain(name) not in still_used)

    def sources(self) -> Iterator[str]:
        """The names of the parts that point at others; "" stands for the file itself."""
        for name in list(self._parts):
            folder, _, base = name.rpartition("/")
            if _plain(base).endswith(".rels") and posixpath.basename(folder).casefold() == "_rels":
                yield posixpath.join(posixpath.dirname(folder), base[: -len(".rels")])

    def relationships(self, source: str) -> list[etree._Element]:
        """The relationships of a part, or of the file itself ("")."""
        listing = self.find(listing_of(source))
        if listing is None:
            return []
        return [entry for entry in self.root(listing) if isinstance(entry.tag, str)]

    def target(self, source: str, entry: etree._Element) -> str | None:
        """The part that a relationship points at; None for what is not in the file."""
        return None if entry.get("TargetMode") == "External" else self.find(_resolved(source, entry))

    def unrelate(self, source: str, entries: list[etree._Element]) -> None:
        """Take relationships of a part out."""
        listing = self.find(listing_of(source))
        if listing is not None:
            self._remove_entries(listing, entries)

    def changed_relationships(self, source: str) -> None:
        """Take over what was done to the relationships of a part."""
        if listing := self.find(listing_of(source)):
            self.changed(listing)

    def _remove_entries(self, name: str, entries: list[etree._Element]) -> None:
        for entry in entries:
            self.root(name).remove(entry)
        if entries:
            self.changed(name)

    def _remove(self, name: str) -> None:
        del self._parts[name], self._spelled[_plain(name)]
        self._roots.pop(name, None)
        self._changed.discard(name)
        self._dropped = True

    def to_bytes(self) -> bytes:
        """The file as it now is; the bytes that were read where nothing changed."""
        if not self._changed and not self._dropped:
            return self._data
        written: list[bytes] = []
        directory: list[bytes] = []
        at = 0
        for name in self._parts:
            head, body, listed = self._packed(name, at)
            written += head, body
            directory.append(listed)
            at += len(head) + len(body)
        listing = b"".join(directory)
        count = len(directory)
        end = struct.pack(_END, b"PK\5\6", 0, 0, count, count, len(listing), at, 0)
        return b"".join([*written, listing, end])

    def _packed(self, name: str, at: int) -> tuple[bytes, bytes, bytes]:
        """A part as it is written: its header, its packed bytes, and its entry in the archive's directory."""
        entry = self._entries[name]
        crc, size, flags = entry.CRC, entry.file_size, entry.flag_bits & _KEPT_FLAGS
        if name in self._changed:
            plain = self._written(name)
            crc, size, flags = zlib.crc32(plain), len(plain), flags & 0x0800
            body = _deflated(plain) if entry.compress_type == zipfile.ZIP_DEFLATED else plain
        else:
            body = self._as_it_was(entry)
        utf8 = entry.flag_bits & 0x0800
        spelled = entry.orig_filename.encode("utf-8" if utf8 else "cp437")
        common = (flags, entry.compress_type, *_dos(entry.date_time), crc, len(body), size, len(spelled), 0)
        needed = 20
        made_by = entry.create_system << 8 | needed
        attributes = (0, 0, entry.internal_attr & 0xFFFF, entry.external_attr & 0xFFFFFFFF, at)
        head = struct.pack(_LOCAL, b"PK\3\4", needed, *common)
        listed = struct.pack(_CENTRAL, b"PK\1\2", made_by, needed, *common, *attributes)
        return head + spelled, body, listed + spelled

    def _written(self, name: str) -> bytes:
        root = self._roots.get(name)
        if root is None:
            return self._parts[name]
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _as_it_was(self, entry: zipfile.ZipInfo) -> bytes:
        lengths = struct.unpack_from("<2H", self._data, entry.header_offset + _LOCAL_LENGTHS)
        start = entry.header_offset + _LOCAL_SIZE + sum(lengths)
        return self._data[start : start + entry.compress_size]


def listing_of(name: str) -> str:
    """The name of the part that holds the relationships of a part, or of the file itself ("")."""
    folder, _, base = name.rpartition("/")
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _resolved(source: str, entry: etree._Element) -> str:
    target = entry.get("Target", "").replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target))


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def _dos(date_time: tuple[int, ...]) -> tuple[int, int]:
    """A part's time and date, as the archive writes them."""
    year, month, day, hour, minute, second = date_time
    return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day
