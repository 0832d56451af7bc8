"""What a report was made from, as digests: where these are the same, it need not be made again."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from validator import __version__, packs, profiles
from validator.engine import Checklist
from validator.model.text import UnreadableError
from validator.pipeline import SourceFile, Submission
from validator.workers import Order

_MISSING = ""
"""The digest of a file that cannot be had."""


def digest(*parts: bytes | str) -> str:
    """One digest of several things, which does not mix up where one ends and the next begins."""
    whole = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(b"%d:" % len(data) + data)
    return whole.hexdigest()


def of_run(order: Order, checklist: Checklist, templates: Path | None, baseline: Path | None) -> str:
    """All that the reports of a run depend on beside the letters: program, rules, profile, options, templates."""
    folders = [packs.built_in(), *order.packs]
    profile = [file for file, _ in profiles.layers(order.profile, checklist.pack.profile_folders)]
    files = [*_files(folders), *profile, *order.records, *filter(None, (order.journals, baseline))]
    shown = [*_files(filter(None, (packs.templates(), templates)))]
    options = (checklist.today, order.select, order.ignore, order.asked, order.waived, order.inline)
    return digest(__version__, repr(options), *(_digest_of(file) for file in (*files, *shown)))


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        # What Python compiles is made anew now and then, and says nothing that its source does not say.
        yield from sorted(
            file
            for file in folder.rglob("*")
            if file.is_file() and "__pycache__" not in file.parts and not file.name.startswith(".")
        )


def _digest_of(file: Path) -> str:
    try:
        return digest(str(file), file.read_bytes())
    except OSError:
        return digest(str(file))


@dataclass(slots=True)
class Watched:
    """The files of a submission, each read once, and a note of all that was read for it.

    beside: the digest of each file beside them that was asked for, by the digest of its path: a path may be a word of
    the manuscript, which is nobody's business.
    """

    files: Submission
    beside: dict[str, str] = field(default_factory=dict)
    _data: dict[str, bytes | UnreadableError] = field(default_factory=dict)

    def sources(self) -> list[SourceFile]:
        """The files, to be read in the place of those given."""
        return [self._source(file) for file in self.files]

    def key(self, run: str) -> str:
        """A digest of the names, roles and bytes of the files, and of the run."""
        parts = []
        for file in self.files:
            data = self._read(file)
            told = f"!{data}" if isinstance(data, UnreadableError) else digest(data)
            parts += [file.name, file.role or "", told]
        return digest(run, *parts)

    def _source(self, file: SourceFile) -> SourceFile:
        neighbour = file.neighbour

        def load() -> bytes:
            data = self._read(file)
            if isinstance(data, UnreadableError):
                raise data
            return data

        def beside(path: str) -> bytes:
            name = _path_digest(os.path.dirname(file.name), path)  # noqa: PTH120 - a name, not a file
            self.beside[name] = _MISSING
            data = neighbour(path) if neighbour else b""
            self.beside[name] = digest(data)
            return data

        return replace(file, load=load, neighbour=beside if neighbour else None)

    def _read(self, file: SourceFile) -> bytes | UnreadableError:
        if file.name not in self._data:
            try:
                self._data[file.name] = file.load()
            except UnreadableError as error:
                self._data[file.name] = error
        return self._data[file.name]


def beside_now(files: Submission, noted: Mapping[str, str]) -> dict[str, str]:
    """What the digests of the files beside a submission are now, of those that were noted."""
    if not noted:
        return {}
    found = dict.fromkeys(noted, _MISSING)
    for file in files:
        folder = os.path.dirname(file.name)  # noqa: PTH120 - a name, not a file
        for name, path in _listed(folder).items():
            if name in found and found[name] == _MISSING and file.neighbour:
                try:
                    found[name] = digest(file.neighbour(path))
                except UnreadableError:
                    continue
    return found


@lru_cache(maxsize=64)
def _listed(folder: str) -> dict[str, str]:
    """The files in a folder and below it: their paths from there, by the digests of these."""
    paths = (
        os.path.relpath(os.path.join(where, name), folder or ".")  # noqa: PTH118 - a name, which may be any
        for where, _, names in os.walk(folder or ".")
        for name in names
    )
    return {_path_digest(folder, path): path for path in paths}


def _path_digest(folder: str, path: str) -> str:
    return digest(folder, os.path.normpath(path.replace("\\", "/")))


def identity(files: Sequence[SourceFile]) -> str:
    """What a submission is known by from run to run: the names of its files."""
    return digest(*(file.name for file in files))
