"""Reads profiles: TOML files that extend one another, checked key by key."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

from validator.model.patterns import CACHE
from validator.model.profile import Profile

if TYPE_CHECKING:
    from pydantic import ValidationError


_MOST_EXTENDED = 20
"""Profiles in a row; a journal's stands two or three deep."""
_MOST_DAYS = 365
"""Days that an author may be given for an answer; more is a slip."""


class ProfileError(Exception):
    """A profile that does not exist or does not say what a profile says; the message tells which and why."""


def available(folders: Sequence[Path]) -> dict[str, Path]:
    """The profiles that packs bring: name -> file; a later folder overrides an earlier one."""
    return {file.stem: file for folder in folders for file in sorted(folder.glob("*.toml"))}


def load(name: str, folders: Sequence[Path]) -> Profile:
    """The profile of that name, or in that TOML file, with all that it extends merged in.

    A TOML file that one extends lies where the path leads from the file that names it.
    Raises ProfileError for a name that no pack has, a file that cannot be read, a circle of `extends`, a wrong key or
    a wrong value.
    """
    known = available(folders)
    file = _file(name, known)
    version = sha256(b"\0".join(_bytes(each) for each in [*_own_files(name, known), *known.values()])).hexdigest()
    return CACHE.get(("profile", str(file)), version, lambda: _validated(name, known))


def _own_files(name: str, known: Mapping[str, Path]) -> list[Path]:
    """The files outside the packs that a profile is made of: its own, and those that it extends by their path."""
    files: list[Path] = []
    while name and (file := _file(name, known)) not in {*files, *known.values()}:
        files.append(file)
        name = _base(name, _read(name, known), known)
    return files


def _base(name: str, raw: Mapping[str, Any], known: Mapping[str, Path]) -> str:
    """The profile that one extends, empty where it extends none; a path leads from the file that names it."""
    base = str(raw.get("extends", ""))
    return os.path.normpath(_file(name, known).parent / base) if base.endswith(".toml") else base


def layers(name: str, folders: Sequence[Path]) -> list[tuple[Path, dict[str, Any]]]:
    """The files that a profile is made of, its own first, each with what it says, of one that `load` takes."""
    known, found = available(folders), []
    while name:
        raw = _read(name, known)
        found.append((_file(name, known), raw))
        name = _base(name, raw, known)
    return _of_one_journal(found)


def _of_one_journal(found: list[tuple[Path, dict[str, Any]]]) -> list[tuple[Path, dict[str, Any]]]:
    """The layers without what those below say of another journal than the first that names one."""
    named = next((at for at, (_, raw) in enumerate(found) if _names_a_journal(raw)), len(found))
    return found[: named + 1] + [(file, _nameless(raw)) for file, raw in found[named + 1 :]]


def _names_a_journal(raw: Mapping[str, Any]) -> bool:
    """Whether a profile is that of a journal: no identity of the one that it extends holds for it."""
    journal = raw.get("journal")
    return isinstance(journal, dict) and "title" in journal


def _nameless(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in raw.items() if key != "journal"}


def _validated(name: str, known: Mapping[str, Path]) -> Profile:
    # pydantic is imported when a profile is met that no earlier run has read: it takes longer than the check.
    from pydantic import TypeAdapter, ValidationError

    try:
        profile = TypeAdapter(Profile).validate_python(_merged(name, known, ()))
    except ValidationError as error:
        raise ProfileError(_explain(name, error)) from error
    _refuse_no_pattern(name, profile.journal.doi_pattern)
    _refuse_no_days(name, profile.office.reply_days)
    return profile


def _refuse_no_pattern(name: str, pattern: str) -> None:
    import regex

    try:
        regex.compile(pattern)
    except regex.error as error:
        message = f"The profile '{name}' cannot be used:\n  journal.doi-pattern: it is no regular expression ({error})."
        raise ProfileError(message) from error


def _refuse_no_days(name: str, days: int | None) -> None:
    if days is not None and not 1 <= days <= _MOST_DAYS:
        message = (
            f"The profile '{name}' cannot be used:\n  office.reply-days: it is a number of days from 1 to {_MOST_DAYS} "
            f"(found {days})."
        )
        raise ProfileError(message)


def _merged(name: str, known: Mapping[str, Path], seen: tuple[str, ...]) -> dict[str, Any]:
    if name in seen:
        message = f"The profiles {', '.join(seen)} extend one another in a circle."
        raise ProfileError(message)
    if len(seen) > _MOST_EXTENDED:
        message = f"The profile '{seen[0]}' extends more profiles than can be followed."
        raise ProfileError(message)
    raw = _read(name, known)
    base = _base(name, raw, known)
    inherited = _merged(base, known, (*seen, name)) if base else {}
    merged = _merge(_nameless(inherited) if _names_a_journal(raw) else inherited, raw)
    return {**merged, "id": Path(name).stem}


def _file(name: str, known: Mapping[str, Path]) -> Path:
    file = Path(name) if name.endswith(".toml") else known.get(name)
    if file is not None:
        return file
    hint = did_you_mean(name, known) or f" There are: {', '.join(sorted(known))}."
    message = f"There is no profile '{name}'.{hint}"
    raise ProfileError(message)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        message = f"The profile {file} could not be read: {error.strerror}."
        raise ProfileError(message) from error


def _read(name: str, known: Mapping[str, Path]) -> dict[str, Any]:
    import tomllib

    file = _file(name, known)
    try:
        return tomllib.loads(_bytes(file).decode())
    except UnicodeDecodeError as error:
        message = f"The profile {file} could not be read: it is no UTF-8 text."
        raise ProfileError(message) from error
    except tomllib.TOMLDecodeError as error:
        message = f"The profile {file} is no valid TOML: {error}"
        raise ProfileError(message) from error
    except RecursionError:
        message = f"The profile {file} could not be read: its brackets nest without end."
        raise ProfileError(message) from None


def _merge(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in own.items():
        inherited = merged.get(key)
        merged[key] = _merge(inherited, value) if isinstance(value, dict) and isinstance(inherited, dict) else value
    return merged


def _explain(name: str, error: ValidationError) -> str:
    lines = [f"The profile '{name}' cannot be used:"]
    for fault in error.errors(include_url=False, include_context=False):
        where = ".".join(str(step) for step in fault["loc"])
        if fault["type"] == "unexpected_keyword_argument":
            close = did_you_mean(str(fault["loc"][-1]), _keys(fault["loc"][:-1]))
            lines.append(f"  {where}: there is no such key.{close}")
        else:
            lines.append(f"  {where}: {fault['msg'].lower()} (found {fault['input']!r}).")
    return "\n".join(lines)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A question that names the known word closest to a wrong one; empty when none is close."""
    from difflib import get_close_matches

    close = get_close_matches(name, known, 1)
    return f" Did you mean '{close[0]}'?" if close else ""


def _keys(path: Sequence[str | int]) -> list[str]:
    """The TOML keys that the settings at a path know."""
    settings: type = Profile
    for step in path:
        inner = get_type_hints(settings).get(str(step).replace("-", "_"))
        candidates = (inner, *getattr(inner, "__args__", ()))
        settings = next((c for c in candidates if isinstance(c, type) and is_dataclass(c)), settings)
    return [field.name.replace("_", "-") for field in fields(settings)]
