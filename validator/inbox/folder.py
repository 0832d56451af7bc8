"""The folder that reports are written to: each file whole or not at all, by one run at a time."""

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PAGES, INDEX, TABLE, STATE = "letters", "index.html", "letters.csv", ".letterproof.json"
_PART = ".letterproof-part"
_MARK = b"letterproof"
"""What stands in an index of ours."""


class FolderError(Exception):
    """A folder that no report can be written to; the message says why."""


@dataclass(frozen=True, slots=True)
class ReportFolder:
    """A folder of reports."""

    path: Path

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Make the folder ready, and keep it from other runs until the end.

        Raises FolderError where it cannot be used, another run writes to it, or it holds a page that is not ours.
        """
        try:
            (self.path / PAGES).mkdir(parents=True, exist_ok=True)
            index = self.path / INDEX
            if index.exists() and not (self.path / STATE).exists() and _MARK not in index.read_bytes():
                message = f"{index} was not written by letterproof. Name another folder for the reports."
                raise FolderError(message)
            opened = os.open(self.path, os.O_RDONLY) if os.name == "posix" else None
        except (OSError, ValueError) as error:
            raise _cannot(self.path, error) from error
        try:
            _lock(opened, self.path)
            self._remove_parts()
            yield
        finally:
            if opened is not None:
                os.close(opened)

    def _remove_parts(self) -> None:
        """Take away what a run that was killed has left half-written."""
        for place in (self.path, self.path / PAGES):
            for part in place.glob(f"*{_PART}"):
                with suppress(OSError):
                    part.unlink(missing_ok=True)

    def write(self, name: str, text: str) -> None:
        """Write a file of the folder; raises FolderError where it cannot be."""
        _write(self.path / name, text.encode("utf-8", "backslashreplace"))

    def write_page(self, name: str, text: str) -> None:
        """Write a report; raises FolderError where it cannot be."""
        self.write(f"{PAGES}/{name}", text)

    def read_state(self) -> bytes:
        """What an earlier run noted; nothing where there was none."""
        try:
            return (self.path / STATE).read_bytes()
        except OSError:
            return b""

    def has_pages(self, names: Collection[str]) -> bool:
        """Whether all these reports are there."""
        return all((self.path / PAGES / name).is_file() for name in names)

    def remove_pages(self, names: Collection[str]) -> None:
        """Take reports away; one that cannot be stays."""
        for name in names:
            with suppress(OSError):
                (self.path / PAGES / name).unlink(missing_ok=True)


def _write(file: Path, data: bytes) -> None:
    part = file.with_name(f"{file.name}.{os.getpid()}{_PART}")
    try:
        part.write_bytes(data)
        part.replace(file)
    except (OSError, ValueError) as error:
        raise _cannot(file, error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _cannot(file: Path, error: OSError | ValueError) -> FolderError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else "no such name can be"
    return FolderError(f"{file} cannot be written: {reason.lower()}.")


def _lock(folder: int | None, name: Path) -> None:
    """Keep other runs out of an open folder, until it is closed; where there are no such locks none is kept out."""
    if folder is None:
        return
    import fcntl

    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        message = f"Another run is writing its reports to {name}. Wait until it is done."
        raise FolderError(message) from None
    except OSError:  # a file system that knows no locks
        return
