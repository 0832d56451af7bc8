"""The terminal and the files that results go to: what is written, what is told, how wide, in which colour."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from validator.fixes import Correction

Step = TypeVar("Step")
MIN_WIDTH, MAX_WIDTH = 40, 110
"""Columns of text output: no narrower, no wider."""


def refuse(message: str) -> NoReturn:
    """End the program with a sentence on standard error and exit code 2."""
    from validator.render.plain import harmless

    with suppress(OSError):  # where nobody can be told, the exit code still says it
        for line in f"letterproof: {message}".split("\n"):
            click.echo(harmless(line), err=True)
    sys.exit(2)


def write(text: str, file: Path | None) -> None:
    """Write text to a file, or to standard output; ends the program where it cannot be written."""
    whole = text if text.endswith("\n") else text + "\n"
    try:
        if file is None:
            click.echo(whole, nl=False, color=colour())
        else:
            file.write_text(whole, "utf-8")
    except BrokenPipeError:
        raise  # whoever reads has seen enough: click ends the program without a word
    except (OSError, ValueError) as error:
        _refuse_file(str(file or "The result"), error)


def append(text: str, file: Path) -> None:
    """Add text to a file; where that fails, it is only told, since what was asked for is written all the same."""
    try:
        with file.open("a", encoding="utf-8") as opened:
            opened.write(text)
    except (OSError, ValueError) as error:
        tell([f"letterproof: {file} cannot be written: {error}."])


def write_bytes(data: bytes, file: Path) -> None:
    """Write a file, whole or not at all; ends the program where it cannot be written."""
    part = None
    try:
        if file.exists() and not file.is_file():
            file.write_bytes(data)  # a pipe or a device, which nothing may take the place of
            return
        place = file.resolve()
        part = place.with_name(f".{place.name[:100]}.{os.getpid()}.part")
        part.write_bytes(data)
        part.replace(place)
    except (OSError, ValueError, RuntimeError) as error:
        if part is not None:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        _refuse_file(str(file), error)


def write_diff(correction: "Correction", name: str) -> None:
    """Write what a correction changes as a unified diff; nothing where it changes nothing."""
    from validator.render import diff

    text = diff.render(correction, name, on_terminal=sys.stdout is not None and sys.stdout.isatty())
    if text:
        write(text, None)


def _refuse_file(name: str, error: OSError | ValueError | RuntimeError) -> NoReturn:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else "no such name can be"
    refuse(f"{name} cannot be written: {reason.lower()}.")


def tell(messages: Iterable[str]) -> None:
    """Say sentences on standard error; nothing in them acts on the terminal."""
    from validator.render.plain import harmless

    with suppress(OSError):  # where nobody can be told, the exit code still says it
        for message in messages:
            click.echo(harmless(message), err=True)


@contextmanager
def progress(steps: Iterable[Step], length: int) -> Iterator[Iterable[Step]]:
    """The steps, with a progress bar on a terminal when there are several."""
    if length < 2 or sys.stderr is None or not sys.stderr.isatty():
        yield steps
        return
    with click.progressbar(steps, length, "Reading letters", file=sys.stderr, show_eta=True) as bar:
        yield bar


def width() -> int:
    """The columns that text on standard output may take up."""
    from shutil import get_terminal_size

    return max(MIN_WIDTH, min(MAX_WIDTH, get_terminal_size((100, 24)).columns))


def colour() -> bool:
    """Whether standard output is a terminal that wants colour (https://no-color.org)."""
    return sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
