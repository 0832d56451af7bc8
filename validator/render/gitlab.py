"""The report as GitLab's code quality report (https://docs.gitlab.com/ci/testing/code_quality/)."""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256

from validator.model.result import Level, OutcomeKind, Report
from validator.model.wording import plural
from validator.render.concerns import set_aside
from validator.render.file_names import relative
from validator.render.plain import harmless
from validator.render.told import Told, place_line, told

_SEVERITIES = {Level.MUST: "major", Level.SHOULD: "minor", Level.INFO: "info"}


def render(report: Report) -> str:
    """A JSON array with an entry for each finding and question, and for each file that could not be read.

    What a person let go or the baseline has is not among them, since the format knows no way to say so.
    """
    shown = (entry for entry in told(report) if not (entry.waiver or entry.known))
    entries = [
        *(_finding(entries) for entries in _together(shown)),
        *(_file(file.file, "unreadable", file.reason, "blocker") for file in report.unreadable),
        *(_file(file.name, "set-aside", set_aside(file), "info") for file in report.set_aside),
    ]
    return json.dumps(entries, indent=1, ensure_ascii=False) + "\n"


def _together(entries: Iterable[Told]) -> Iterable[list[Told]]:
    """Each by itself; items of a letter that one reason kept from being checked are one entry."""
    found: dict[tuple[str, str], list[Told]] = {}
    for entry in entries:
        alike = entry.message if entry.kind is OutcomeKind.COULD_NOT_CHECK else entry.fingerprint
        found.setdefault((entry.file, alike), []).append(entry)
    return found.values()


def _finding(entries: list[Told]) -> dict[str, object]:
    entry = max(entries, key=lambda entry: entry.level)
    first = entry.places[0] if entry.places else None
    severity = _SEVERITIES[entry.level]
    if entry.kind is not OutcomeKind.FINDING and entry.level is Level.MUST:
        severity = "minor"  # it may be right as it stands
    # The same fault of two files is two entries, and GitLab knows an entry by its fingerprint alone.
    identity = f"{relative(entry.file)}\0{entry.fingerprint}"
    file = (first.file if first else "") or entry.file
    said = " ".join(_said(entry, entries))
    return _entry(file, entry.item.id, said, severity, identity, first.line if first else None)


def _said(entry: Told, entries: list[Told]) -> Iterator[str]:
    if entry.kind is OutcomeKind.COULD_NOT_CHECK:
        yield f"{entry.heading}: {'; '.join(told.item.title for told in entries)}. {entry.message}"
    else:
        yield f"{entry.heading}: {entry.message}"
    if entry.places:
        yield place_line(entry.places[0])
        more = len(entry.places) - 1
        if more:
            yield f"(and {plural(more, 'more place')})"
    yield from entry.explanation


def _file(file: str, name: str, reason: str, severity: str) -> dict[str, object]:
    return _entry(file, name, reason, severity, f"{relative(file)}\0{name}", None)


def _entry(file: str, name: str, description: str, severity: str, identity: str, line: int | None) -> dict[str, object]:
    return {
        "description": harmless(description),
        "check_name": name,
        "fingerprint": sha256(identity.encode("utf-8", "replace")).hexdigest(),
        "severity": severity,
        "location": {"path": harmless(relative(file)), "lines": {"begin": line or 1}},
    }
