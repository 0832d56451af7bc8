"""Reads settings: a letterproof.toml, or the table [tool.letterproof] of a pyproject.toml."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from validator import waivers
from validator.profiles import did_you_mean

_OWN, _SHARED = "letterproof.toml", "pyproject.toml"
_TABLE = b"tool.letterproof"
_MOST_BYTES = 1_000_000

_WORD = {"profile", "type", "stage", "fail-on"}
_WORDS = {"select", "ignore"}
_FILE = {"journals", "waivers", "baseline", "templates"}
_FILES = {"pack", "records"}
_SWITCH = {"inline-waivers"}
KEYS = _WORD | _WORDS | _FILE | _FILES | _SWITCH | {"roles"}
"""What a file of settings may say; but for the roles, the names of options."""
_PROGRAMS = {"pack": "rule packs", "templates": "templates"}
"""What is run, not only read."""

Value = str | tuple[str, ...] | bool


class SettingsError(Exception):
    """Settings that cannot be used; the message names file and key, and says why."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a file of settings says.

    file: as it is told. values: by the name of the option that they stand for; paths in them lead there from the
    working folder. waived: waivers that stand in the file itself. roles: what files are, by their paths.
    """

    file: str
    values: Mapping[str, Value] = field(default_factory=dict)
    waived: tuple[waivers.Waiver, ...] = ()
    roles: Mapping[Path, str] = field(default_factory=dict)


def find(folder: str) -> Path | None:
    """The file of settings for a folder: in it, or in the nearest folder above it.

    The search ends with the folder that holds .git, the home folder, or the topmost.
    """
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home raises where there is none
    while True:
        for name in (_OWN, _SHARED):
            file = Path(folder, name)
            if os.path.isfile(file) and (name == _OWN or _speaks_of_us(file)):  # noqa: PTH113 - never raises
                return file
        above = os.path.dirname(folder)  # noqa: PTH120 - of a plain string, level after level
        if folder in {above, home} or os.path.exists(os.path.join(folder, ".git")):  # noqa: PTH110, PTH118
            return None
        folder = above


def load(file: Path, *, named: bool) -> Settings:
    """What a file of settings says; raises SettingsError, and WaiverError for the waivers in it.

    named: whether the user named the file. One that was only found may be a stranger's, sent with a letter: it runs no
    program, and opens no file outside its own folder.
    """
    told = _as_told(file)
    table = _table(file, told)
    for key in table:
        if key not in KEYS:
            message = f"{told}: there is no such key as '{key}'.{did_you_mean(key, KEYS)}"
            raise SettingsError(message)
    if not named:
        _refuse_programs(table, told)
    own = table.get("waivers")
    inline = own if isinstance(own, list) and any(isinstance(entry, dict) for entry in own) else None
    values = dict(_values({key: value for key, value in table.items() if key != "roles"}, inline is not None, told))
    placed = {key: _placed(key, value, file, named=named) for key, value in values.items()}
    waived = waivers.of_tables(inline, told, "waivers") if inline else ()
    return Settings(told, placed, waived, _roles(table.get("roles", {}), file, told))


def _refuse_programs(table: Mapping[str, Any], told: str) -> None:
    for key, what in _PROGRAMS.items():
        if key in table:
            message = (
                f"{told}: '{key}' names {what}, which are run like a program, and this file was only found beside the "
                f"letter. If it is yours, say --config {told}; if not, --no-config leaves it out."
            )
            raise SettingsError(message)


def _speaks_of_us(file: Path) -> bool:
    try:
        return file.stat().st_size <= _MOST_BYTES and _TABLE in file.read_bytes()
    except OSError:
        return False


def _as_told(file: Path) -> str:
    """The file as seen from the working folder."""
    try:
        return os.path.relpath(file)
    except (OSError, ValueError):  # on another drive
        return str(file)


def _table(file: Path, told: str) -> dict[str, Any]:
    import tomllib  # most letters have no settings beside them

    try:
        with file.open("rb") as opened:  # no more than that, whatever sort of file it is
            data = opened.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            message = f"{told} is too large for a file of settings."
            raise SettingsError(message)
        tables = tomllib.loads(data.decode())
    except UnicodeDecodeError as error:
        message = f"{told} cannot be read: it is no UTF-8 text."
        raise SettingsError(message) from error
    except (OSError, ValueError, RecursionError) as error:
        reason = error.strerror.lower() if isinstance(error, OSError) and error.strerror else str(error)
        message = f"{told} cannot be read: {reason}."
        raise SettingsError(message) from error
    if file.name != _SHARED:
        return tables
    tools = tables.get("tool", {})
    own = tools.get("letterproof", {}) if isinstance(tools, dict) else {}
    if not isinstance(own, dict):
        message = f"{told}: [tool.letterproof] is no table."
        raise SettingsError(message)
    return own


def _values(table: Mapping[str, Any], has_waivers: bool, told: str) -> Iterator[tuple[str, Value]]:
    """The values, each of the kind that its key takes; waivers in the file itself are none."""
    for key, value in table.items():
        if key == "waivers" and has_waivers:
            continue
        if key in _SWITCH:
            right, kind = isinstance(value, bool), "true or false"
        elif key in _WORDS | _FILES:
            value = [value] if isinstance(value, str) else value  # noqa: PLW2901 - one stands for a list of one
            right, kind = isinstance(value, list) and all(isinstance(word, str) for word in value), "words in a list"
        else:
            right, kind = isinstance(value, str), "words in quotation marks"
        if not right:
            message = f"{told}: '{key}' must be {kind}."
            raise SettingsError(message)
        yield key, tuple(value) if isinstance(value, list) else value


def _placed(key: str, value: Value, file: Path, *, named: bool) -> Value:
    """A value whose paths lead from the working folder where they led from the file's."""
    if isinstance(value, bool) or not (key in _FILE | _FILES or (key == "profile" and str(value).endswith(".toml"))):
        return value
    if isinstance(value, str):
        return _path(key, value, file, named=named)
    return tuple(_path(key, one, file, named=named) for one in value)


def _path(key: str, value: str, file: Path, *, named: bool) -> str:
    told = _as_told(file)
    path = Path(told).parent / value
    opened = [path] if key != "profile" else _with_extended(path, file.parent)
    if not (named or all(_is_inside(each, file.parent) for each in opened)):
        message = (
            f"{told}: '{key}' leads out of its folder ({value}), and this file was only found beside the letter. "
            f"If it is yours, say --config {told}; if not, --no-config leaves it out."
        )
        raise SettingsError(message)
    return str(path)


def _is_inside(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        return False


def _with_extended(path: Path, folder: Path) -> list[Path]:
    """A profile and those that it extends by their paths, up to the first that lies outside the folder.

    What is wrong with them otherwise is told when they are read.
    """
    found: list[Path] = []
    while path not in found:
        found.append(path)
        try:
            extended = str(_table(path, "").get("extends", "")) if _is_inside(path, folder) else ""
        except SettingsError:
            break
        if not extended.endswith(".toml"):
            break
        path = Path(os.path.normpath(path.parent / extended))
    return found


def _roles(table: object, file: Path, told: str) -> dict[Path, str]:
    if not isinstance(table, dict) or not all(isinstance(role, str) for role in table.values()):
        message = f'{told}: [roles] says what a file is, for example "names.docx" = "title-page".'
        raise SettingsError(message)
    return {file.absolute().parent / name: role for name, role in table.items()}
