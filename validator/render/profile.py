"""A profile as TOML, with the file that each of its values comes from."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Any

from validator.model.profile import Profile
from validator.render.plain import harmless

_DEFAULT = "default"
_OWN = {"id", "extends"}
"""What concerns the files, not the settings."""

_Path = tuple[str, ...]


def render(profile: Profile, layers: Sequence[tuple[Path, Mapping[str, Any]]], chosen: str = "") -> str:
    """The profile with the origin of each value behind it; what no file says is the program's own ("default").

    layers: the files that it is made of, its own first. chosen: the file of settings that names the profile.
    """
    values = {path: (value, _DEFAULT) for path, value in _flat(profile) if value not in ("", ())}
    for file, said in reversed(layers):
        values.update({path: (value, file.name) for path, value in _flat(said)})
    names = ", ".join(file.name for file, _ in reversed(layers))
    lines = [f"# {profile.id}: {names}"]
    if chosen:
        lines.append(f"# Chosen in {chosen}")
    kept = {path: value for path, value in values.items() if path[0] not in _OWN}
    lines += [_line(path, *value) for path, value in kept.items() if len(path) == 1]
    tables = sorted((path for path in kept if len(path) > 1), key=lambda path: _place(path[0]))
    for table, paths in groupby(tables, key=lambda path: path[0]):
        lines += ["", f"[{_key(table)}]", *(_line(path[1:], *kept[path]) for path in paths)]
    return "\n".join(harmless(line) for text in lines for line in text.split("\n"))


def _place(table: str) -> int:
    return [_kebab(field.name) for field in fields(Profile)].index(table)


def _flat(settings: object, path: _Path = ()) -> Iterator[tuple[_Path, object]]:
    """The values of settings, each with its keys."""
    if is_dataclass(settings) and not isinstance(settings, type):
        for field in fields(settings):
            yield from _flat(getattr(settings, field.name), (*path, _kebab(field.name)))
    elif isinstance(settings, Mapping):
        for key, value in settings.items():
            yield from _flat(value, (*path, str(key.value if isinstance(key, StrEnum) else key)))
    elif settings is not None:
        yield path, settings


def _kebab(name: str) -> str:
    return name.replace("_", "-")


def _line(path: _Path, value: object, origin: str) -> str:
    name = ".".join(map(_key, path))
    if isinstance(value, list | tuple) and len(_written(value)) > 80:
        entries = "".join(f"  {_written(entry)},\n" for entry in value)
        return f"{name} = [  # {origin}\n{entries}]"
    return f"{name} = {_written(value)}  # {origin}"


def _key(name: str) -> str:
    plain = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if plain else _written(name)


def _written(value: object) -> str:
    """A value as TOML."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(str(key))} = {_written(entry)}' for key, entry in value.items())} }}"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
