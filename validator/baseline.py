"""A baseline: the findings that a repository starts with, so that only what is new fails a run."""

import json
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from validator.model.fingerprint import Fingerprints
from validator.model.masking import Mask
from validator.model.result import Finding, Item, ItemStatus, LetterReport, Report
from validator.model.wording import plural

_SCHEMA = 1
_MOST_BYTES = 50_000_000


class BaselineError(Exception):
    """A file that is no baseline, or cannot be read; the message says which."""


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """A finding of a baseline: its file as seen from the baseline's folder, its item, its fingerprint."""

    file: str
    item: str
    fingerprint: str


def load(file: Path) -> frozenset[Known]:
    """The findings of a baseline; raises BaselineError."""
    try:
        with file.open("rb") as opened:  # no more than that, whatever sort of file it is
            text = opened.read(_MOST_BYTES + 1)
        if len(text) > _MOST_BYTES:
            raise _no_baseline(file)
        data = json.loads(text.decode())
    except FileNotFoundError as error:
        message = f"There is no baseline {file}. --update-baseline writes it."
        raise BaselineError(message) from error
    except (UnicodeDecodeError, RecursionError, json.JSONDecodeError) as error:
        raise _no_baseline(file) from error
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else "") or "there can be no such name"
        message = f"The baseline {file} cannot be read: {reason.lower()}."
        raise BaselineError(message) from error
    if not isinstance(data, dict) or data.get("schema") != _SCHEMA or not isinstance(data.get("findings"), list):
        raise _no_baseline(file)
    keys = tuple(Known.__dataclass_fields__)
    for entry in data["findings"]:
        if not isinstance(entry, dict) or not all(isinstance(entry.get(key), str) for key in keys):
            raise _no_baseline(file)
    return frozenset(Known(*(entry[key] for key in keys)) for entry in data["findings"])


def _no_baseline(file: Path) -> BaselineError:
    return BaselineError(f"{file} is no baseline: --update-baseline writes one, to a file of its own.")


def written(known: Collection[Known]) -> str:
    """The baseline as its file: sorted, one finding a line, so that git shows what came and went."""
    lines = [json.dumps({"file": one.file, "item": one.item, "fingerprint": one.fingerprint}) for one in sorted(known)]
    findings = "[]" if not lines else "[\n  {}\n ]".format(",\n  ".join(lines))
    return f'{{"schema": {_SCHEMA},\n "findings": {findings}}}\n'


def found(report: Report, file: Path) -> frozenset[Known]:
    """The findings of a report as a baseline in that file has them; those that are waived need no place in it."""
    return frozenset(
        known
        for letter, item, known_of_item in _findings(report, file)
        if item.status is not ItemStatus.WAIVED
        for _, known in known_of_item
    )


def marked(report: Report, known: Collection[Known], file: Path) -> Report:
    """The report with each finding marked that the baseline in that file has."""
    letters: dict[int, list[Item]] = {}
    for at, item, findings in _findings(report, file):
        let_go = item.status is ItemStatus.WAIVED
        own = tuple(replace(finding, known=one in known and not let_go) for finding, one in findings)
        letters.setdefault(at, []).append(replace(item, findings=own))
    marked = (replace(letter, items=tuple(letters.get(at, ()))) for at, letter in enumerate(report.letters))
    return replace(report, letters=tuple(marked))


def gone(report: Report, known: Collection[Known], file: Path, items: Collection[str]) -> frozenset[Known]:
    """What the baseline in that file has, and the letters no longer show, or whose file is there no more.

    items: those that were checked; of others, and of files that were not read in this run, nothing is known.
    """
    still = found(report, file)
    read = {_file(letter, file) for letter in report.letters}
    return frozenset(
        one
        for one in known
        if one not in still and ((one.file in read and one.item in items) or not _is_there(one.file, file))
    )


def sentences(before: Collection[Known] | None, after: Collection[Known], file: Path) -> Iterator[str]:
    """What became of a baseline; before: None where there was none."""
    if before is None:
        yield f"{file} is new: {plural(len(after), 'known finding')}."
    else:
        new, old = len(set(after) - set(before)), len(set(before) - set(after))
        yield f"{file}: {plural(len(after), 'known finding')}, {new} of them new; {old} gone."


def still_listed(gone: Collection[Known], file: Path) -> Iterator[str]:
    """What a person should know of findings that are no more."""
    if gone:
        named = Counter(one.file for one in gone)
        told = ", ".join(f"{name} ({count})" for name, count in sorted(named.items()))
        finding = "finding no longer stands" if len(gone) == 1 else "findings no longer stand"
        yield f"{len(gone)} {finding}: {told}. --update-baseline takes what is gone out of {file}."


def _findings(report: Report, file: Path) -> Iterator[tuple[int, Item, list[tuple[Finding, Known]]]]:
    """Each item of each letter (by its place in the report) with its findings, as a baseline has them."""
    fingerprints = Fingerprints()
    for at, letter in enumerate(report.letters):
        name, mask = _file(letter, file), Mask.of(letter.letter)
        for item in letter.items:
            yield (
                at,
                item,
                [
                    (finding, Known(name, item.id, fingerprints.of(letter.letter.file, item.id, finding.outcome, mask)))
                    for finding in item.findings
                ],
            )


def _file(report: LetterReport, file: Path) -> str:
    """The file of a letter as seen from the baseline's folder, whatever folder the program is started in."""
    name = report.letter.file
    if name != "-":
        try:
            name = os.path.relpath(name, file.parent)
        except ValueError:  # on another drive
            name = os.path.abspath(name)  # noqa: PTH100 - a name, not a file
    return Mask.of(report.letter).words(name.replace("\\", "/"))


def _is_there(name: str, file: Path) -> bool:
    """Whether a letter of a baseline is still there; that of an archive is where its archive is."""
    path = os.path.normpath(os.path.join(file.parent, name))  # noqa: PTH118 - never raises
    return any(os.path.exists(each) for each in _with_folders(path))  # noqa: PTH110


def _with_folders(path: str) -> Iterable[str]:
    yield path
    archive, end, _ = path.rpartition(".zip" + os.sep)
    if end:
        yield f"{archive}.zip"
