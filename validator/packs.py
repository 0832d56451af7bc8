"""Loads rule packs by path: their rules, words, profiles and the order of the checklist."""

import importlib.util
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

from validator.model.patterns import CACHE
from validator.model.rule import Rule
from validator.model.vocabulary import JOURNAL_COLUMNS, JournalRow, Stain, Vocabulary

_PACKAGE = Path(__file__).parent


class PackError(Exception):
    """A rule pack that cannot be loaded; the message names the file and the reason."""


@dataclass(frozen=True, slots=True)
class LoadedRule:
    """A rule with the family (its folder) and the file that it came from; its page lies beside that file."""

    rule: Rule
    family: str
    file: Path

    @property
    def page(self) -> Path:
        """The rule's page, whether it is there or not."""
        return self.file.parent / f"{self.rule.id.replace('-', '_')}.md"


@dataclass(frozen=True, slots=True)
class Pack:
    """All that the loaded packs bring together: rules in checklist order, words, folders of profiles.

    overridden: what a later pack took from an earlier one, as sentences for the report. order: the items of the
    checklist, those included that no rule checks yet.
    """

    rules: tuple[LoadedRule, ...]
    vocabulary: Vocabulary
    profile_folders: tuple[Path, ...]
    overridden: tuple[str, ...] = ()
    order: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[set[str], set[str]]:
        """All items by their ids, those included that no rule checks yet, and all families."""
        return {*self.order, *(loaded.rule.id for loaded in self.rules)}, {loaded.family for loaded in self.rules}


def built_in() -> Path:
    """The folder of the built-in pack: beside the package in a checkout, inside it when installed."""
    return _beside("rules")


def templates() -> Path:
    """The folder of the templates: beside the package in a checkout, inside it when installed."""
    return _beside("templates")


def _beside(name: str) -> Path:
    checkout = _PACKAGE.parent / name
    return checkout if checkout.is_dir() and (_PACKAGE.parent / "pyproject.toml").is_file() else _PACKAGE / f"_{name}"


def load(folders: Sequence[Path] = ()) -> Pack:
    """The built-in pack and those in the folders given; the same id or word in a later one overrides.

    Raises PackError when a folder is none, or one of its files cannot be loaded.
    """
    packs = [built_in(), *folders]
    rules: dict[str, LoadedRule] = {}
    overridden = []
    for folder in packs:
        _refuse_no_pack(folder)
        for loaded in _rules(folder):
            if loaded.rule.id in rules:
                overridden.append(f"The item {loaded.rule.id} is that of {folder}.")
            rules[loaded.rule.id] = loaded
    version = _version(packs)
    words, replaced, order = CACHE.get(("pack", *map(str, packs)), version, lambda: _data(packs, version))
    place = {name: at for at, name in enumerate(order)}
    ordered = sorted(rules.values(), key=lambda r: (place.get(r.rule.id, len(place)), r.family, r.rule.id))
    profiles = tuple(folder / "profiles" for folder in packs)
    return Pack(tuple(ordered), words, profiles, (*overridden, *replaced), order)


def _refuse_no_pack(folder: Path) -> None:
    if not folder.is_dir():
        message = f"The rule pack {folder} is no folder."
        raise PackError(message)
    if not any(next(folder.glob(files), None) for files in ("*/*.py", "terms/*", "profiles/*.toml", "checklist.toml")):
        message = (
            f"The rule pack {folder} holds nothing that a pack is made of. Rules lie in a folder of their family "
            "(family/item.py), words in terms, profiles in profiles."
        )
        raise PackError(message)


def _version(packs: Sequence[Path]) -> str:
    """A digest of all the data of these packs."""
    files = (file for folder in packs for file in [*folder.glob("*.toml"), *(folder / "terms").glob("*.*")])
    digest = sha256()
    for file in sorted(files):
        digest.update(os.fsencode(file) + b"\0")
        digest.update(_bytes(file))
    return digest.hexdigest()


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        message = f"The file {file} of a rule pack cannot be read: {(error.strerror or '').lower()}."
        raise PackError(message) from error


def _data(packs: Sequence[Path], version: str) -> tuple[Vocabulary, list[str], tuple[str, ...]]:
    words, replaced = _vocabulary(packs)
    order = tuple(item for folder in packs for item in _checklist(folder))
    return replace(words, version=version), replaced, order


def _rules(folder: Path) -> Iterator[LoadedRule]:
    prefix = "letterproof_pack_" + sha256(os.fsencode(folder.resolve())).hexdigest()[:12]
    for file in sorted(folder.glob("*/*.py")):
        if file.name.startswith("_"):
            continue
        module = _module(f"{prefix}_{file.parent.name}_{file.stem}", file)
        for value in vars(module).values():
            if isinstance(value, Rule):
                if not (isinstance(value.id, str) and isinstance(value.title, str)):
                    message = f"The rule file {file} cannot be used: a rule's id and title are words."
                    raise PackError(message)
                yield LoadedRule(value, file.parent.name, file)


def _module(name: str, file: Path) -> ModuleType:
    """The module of a file under a stable name, so that what it defines can be pickled."""
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        message = f"The rule file {file} cannot be loaded."
        raise PackError(message)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        with redirect_stdout(sys.stderr):  # results alone go to standard output, whatever a pack prints
            spec.loader.exec_module(module)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a pack may call sys.exit, too
        del sys.modules[name]
        message = f"The rule file {file} cannot be loaded: {type(error).__name__}: {error}"
        raise PackError(message) from error
    return module


def _toml(file: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(_bytes(file).decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        message = f"The file {file} of a rule pack cannot be read: {error}"
        raise PackError(message) from error


def _checklist(folder: Path) -> list[str]:
    file = folder / "checklist.toml"
    return list(_lists(file).get("order", ())) if file.is_file() else []


def _lists(file: Path) -> dict[str, list[str]]:
    """A file that holds nothing but lists of words."""
    data = _toml(file)
    for key, words in data.items():
        _refuse_other(file, key, words)
    return data


def _refuse_other(file: Path, key: str, words: object) -> None:
    """Refuse what is no list of words."""
    if not (isinstance(words, list) and all(isinstance(word, str) for word in words)):
        message = f"The file {file} of a rule pack cannot be used: '{key}' is no list of words."
        raise PackError(message)


def _vocabulary(packs: Sequence[Path]) -> tuple[Vocabulary, list[str]]:
    headings: dict[str, tuple[str, ...]] = {}
    words: dict[str, tuple[str, ...]] = {}
    stains: dict[str, Stain] = {}
    replaced: list[str] = []
    for folder in packs:
        for file in sorted((folder / "terms").glob("*.toml")):
            if file.stem == "headings":
                _add_headings(headings, _lists(file), replaced, folder)
            elif file.stem == "stains":
                named = {stain.name: stain for stain in _stains(file)}
                replaced += [f"The stain {name} is that of {folder}." for name in named if name in stains]
                stains.update(named)
            else:
                _add(words, {f"{file.stem}.{key}": value for key, value in _lists(file).items()})
    tables = [file for folder in packs if (file := folder / "terms" / "journals.csv").is_file()]
    for table in tables:
        _refuse_no_table(table)
    return Vocabulary(headings, words, tuple(stains.values()), partial(_journal_rows, tables)), replaced


def _add(known: dict[str, tuple[str, ...]], more: Mapping[str, Sequence[str]]) -> None:
    for key, words in more.items():
        known[key] = (*known.get(key, ()), *words)


def _add_headings(
    known: dict[str, tuple[str, ...]], more: Mapping[str, Sequence[str]], replaced: list[str], folder: Path
) -> None:
    """Add headings; one that stood under another key moves, since a heading can mean one thing only."""
    moved = {heading.casefold(): key for key, headings in more.items() for heading in headings}
    for key, headings in list(known.items()):
        kept = tuple(heading for heading in headings if moved.get(heading.casefold(), key) == key)
        replaced += [f"The heading '{h}' means what {folder} says." for h in headings if h not in kept]
        known[key] = kept
    _add(known, more)


def _stains(file: Path) -> Iterator[Stain]:
    for kind, entries in _toml(file).items():
        if not isinstance(entries, dict):
            message = f"The file {file} of a rule pack cannot be used: '{kind}' is no table of stains."
            raise PackError(message)
        for name, entry in entries.items():
            whole = entry if isinstance(entry, dict) else {"wordings": entry}
            wordings, misspelt = whole.get("wordings", ""), whole.get("misspelt", [])
            _refuse_other(file, name, wordings)
            _refuse_other(file, name, misspelt)
            yield Stain(name, kind, tuple(wordings), tuple(misspelt))


def _refuse_no_table(table: Path) -> None:
    try:
        head = _bytes(table).decode().partition("\n")[0].strip().split(",")
    except UnicodeDecodeError:
        head = []
    if JOURNAL_COLUMNS[1] not in head:
        message = (
            f"The file {table} of a rule pack cannot be used: it is no UTF-8 text with a column '{JOURNAL_COLUMNS[1]}'."
        )
        raise PackError(message)


def _journal_rows(tables: Iterable[Path]) -> tuple[JournalRow, ...]:
    import csv

    found: dict[str, JournalRow] = {}
    for table in tables:
        with table.open(encoding="utf-8", newline="") as lines:
            rows = csv.reader(lines)
            columns = next(rows, [])
            usual = columns == list(JOURNAL_COLUMNS)
            for row in rows:
                filled = row if usual else _in_order(dict(zip(columns, row, strict=False)))
                found[filled[1]] = filled
    return tuple(found.values())


def _in_order(row: Mapping[str, str]) -> list[str]:
    return [row.get(column, "") for column in JOURNAL_COLUMNS]
