"""A zip archive in memory, unpacked part by part within limits; nothing is written to disk."""

import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from validator.model.text import UnreadableError
from validator.readers import refusals

MAX_UNPACKED = 200_000_000
MAX_RATIO = 100
SMALL = 1_000_000
"""Bytes that an archive may always unpack to: a short text of one repeated word packs a thousandfold."""
MAX_PARTS = 10_000
_CHUNK = 1_000_000
_DIRECTORY_ENTRY = b"PK\1\2"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LOCKED = 0x1
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OverflowError, OSError)

SWELLS = "This file unpacks to far more than a letter holds. Copy the letter into a new Word file and check that file."


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of an archive that is not read: damaged, locked by a password, unpacking to too much."""

    damaged: str = refusals.DAMAGED_ARCHIVE
    locked: str = refusals.PROTECTED
    swells: str = SWELLS


_WORD_FILE = Words()


class Archive:
    """The parts of a zip archive, found by name whatever their case.

    Raises UnreadableError, when opened or read, for an archive that is damaged, locked by a password, or unpacks to
    more than 200 MB or 100 times its size. words: what the refusal says; of a Word file where nothing else is given.
    """

    def __init__(self, data: bytes, words: Words = _WORD_FILE) -> None:
        self._words = words
        # The directory is counted before it is read, since reading a million entries takes seconds.
        if data.count(_DIRECTORY_ENTRY) > MAX_PARTS:
            raise UnreadableError(self._words.swells)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except _DAMAGE:
            raise UnreadableError(self._words.damaged) from None
        self.parts = tuple(self._zip.infolist())
        self._parts = {_plain(part.filename): part for part in self.parts}
        self._allowed = min(MAX_UNPACKED, max(SMALL, MAX_RATIO * len(data)))
        if sum(part.file_size for part in self.parts) > self._allowed:
            raise UnreadableError(self._words.swells)

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._parts

    def read(self, name: str) -> bytes:
        """The bytes of a part; raises KeyError where there is none of that name."""
        part = self._parts[_plain(name)]
        if part.flag_bits & _LOCKED:
            raise UnreadableError(self._words.locked)
        if part.compress_type not in _METHODS:
            raise UnreadableError(self._words.damaged)
        try:
            return self._unpack(part)
        except _DAMAGE:
            raise UnreadableError(self._words.damaged) from None

    def _unpack(self, part: zipfile.ZipInfo) -> bytes:
        # What the header says of the size may be a lie: the bytes that come out are counted, over all parts.
        chunks = []
        with self._zip.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                self._allowed -= len(chunk)
                if self._allowed < 0:
                    raise UnreadableError(self._words.swells)
                chunks.append(chunk)
        return b"".join(chunks)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()
