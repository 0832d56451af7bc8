"""The report as GitLab's code quality report (https://docs.gitlab.com/ci/testing/code_quality/)."""

import json
from collections.abc import Iterator
from hashlib import sha256

from validator.model.result import Level, OutcomeKind, Report
from validator.render.concerns import set_aside
from validator.render.file_names import relative
from validator.render.plain import harmless
from validator.render.told import Told, place_line, told

_SEVERITIES = {Level.MUST: "major", Level.SHOULD: "minor", Level.INFO: "info"}


def render(report: Report) -> str:
    """A JSON array with an entry for each finding and question, and for each file that could not be read.

    What a person let go is not among them, since the format knows no way to say so.
    """
    entries = [
        *(_finding(entry) for entry in told(report) if not entry.waiver),
        *(_file(file.file, "unreadable", file.reason, "blocker") for file in report.unreadable),
        *(_file(file.name, "set-aside", set_aside(file), "info") for file in report.set_aside),
    ]
    return json.dumps(entries, indent=1, ensure_ascii=False) + "\n"


def _finding(entry: Told) -> dict[str, object]:
    first = entry.places[0] if entry.places else None
    file = (first.file if first else "") or entry.file
    severity = _SEVERITIES[entry.level]
    if entry.kind is not OutcomeKind.FINDING and entry.level is Level.MUST:
        severity = "minor"  # it may be right as it stands
    return _entry(
        file, entry.item.id, " ".join(_said(entry)), severity, entry.fingerprint, first.line if first else None
    )


def _said(entry: Told) -> Iterator[str]:
    yield f"{entry.heading}: {entry.message}"
    if entry.places:
        yield place_line(entry.places[0])
        more = len(entry.places) - 1
        if more:
            yield f"(and in {more} more)"
    yield from entry.explanation


def _file(file: str, name: str, reason: str, severity: str) -> dict[str, object]:
    return _entry(file, name, reason, severity, name, None)


def _entry(
    file: str, name: str, description: str, severity: str, fingerprint: str, line: int | None
) -> dict[str, object]:
    path = harmless(relative(file))
    # The same fault of two files is two entries, and GitLab knows an entry by its fingerprint alone.
    whole = sha256(f"{path}\0{name}\0{fingerprint}".encode("utf-8", "replace")).hexdigest()
    return {
        "description": harmless(description),
        "check_name": name,
        "fingerprint": whole,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": line or 1}},
    }
