"""The report as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), for code scanning."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from validator import __version__
from validator.model.masking import Mask
from validator.model.result import LetterReport, Level, OutcomeKind, Report
from validator.packs import LoadedRule
from validator.render.concerns import set_aside
from validator.render.file_names import uri
from validator.render.places import Place
from validator.render.plain import harmless
from validator.render.told import Told, lines, place_line, told

Json = dict[str, Any]

_LEVELS = {Level.MUST: "error", Level.SHOULD: "warning", Level.INFO: "note"}
_KINDS = {
    OutcomeKind.FINDING: "fail",
    OutcomeKind.ASK: "review",
    OutcomeKind.REMARK: "informational",
    OutcomeKind.COULD_NOT_CHECK: "open",
}
_ROOT = "%SRCROOT%"


def render(report: Report, rules: Sequence[LoadedRule]) -> str:
    """The log of one run. rules: those that were run; their pages are the help."""
    places = {loaded.rule.id: at for at, loaded in enumerate(rules)}
    entries = list(told(report))
    based = any(entry.known for entry in entries)
    run = {
        "tool": {"driver": _driver(rules)},
        "automationDetails": {"id": f"letterproof/{report.profile.id}/"},
        "invocations": [_invocation(report)],
        "artifacts": [_artifact(name, sha256) for name, sha256 in _files(report.letters).items()],
        "results": [_result(entry, places) | _baseline(entry, based=based) for entry in entries],
        "columnKind": "unicodeCodePoints",
        "properties": _properties(report),
    }
    document = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(_harmless(document), indent=1, ensure_ascii=False) + "\n"


def _driver(rules: Sequence[LoadedRule]) -> Json:
    return {
        "name": "letterproof",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(loaded) for loaded in rules],
    }


def _rule(loaded: LoadedRule) -> Json:
    page = _prose(loaded.page.read_text("utf-8")) if loaded.page.is_file() else loaded.rule.title
    first = next((part for part in page.split("\n\n") if not part.startswith("#")), loaded.rule.title)
    return {
        "id": loaded.rule.id,
        "shortDescription": {"text": _message(loaded.rule.title)},
        "fullDescription": {"text": _message(_unmarked(first))},
        "help": {"text": _message(_unmarked(page)), "markdown": _braces(page)},
        "properties": {"tags": [loaded.family]},
    }


def _prose(page: str) -> str:
    """A page without its examples, the lines that lead to one, and headings that then stand over nothing."""
    kept: list[str] = []
    fence = ""
    for line in page.splitlines():
        opening = line[: len(line) - len(line.lstrip("`"))]
        if len(opening) >= 3 and (not fence or line.strip() == fence):
            fence = "" if fence else opening
            if fence and kept and kept[-1].endswith(":"):
                kept.pop()
        elif not fence and line.strip():
            kept.append(f"\n{line}" if line.startswith("#") else line)
        elif not fence and kept and kept[-1]:
            kept.append("")
    parts = [part.strip() for part in "\n".join(kept).split("\n\n") if part.strip()]
    following = [*parts[1:], "#"]
    return "\n\n".join(part for part, after in zip(parts, following, strict=True) if not _bare(part, after))


def _bare(part: str, following: str) -> bool:
    """Whether a part is a heading alone, and the next part another."""
    return part.startswith("##") and "\n" not in part and following.startswith("#")


def _unmarked(markdown: str) -> str:
    return "\n".join(line.lstrip("# ") for line in markdown.replace("**", "").replace("`", "").split("\n"))


def _invocation(report: Report) -> Json:
    """How the run went: each file that could not be read or holds no letter is told."""
    unread = (("unreadable", "error", entry.file, entry.reason) for entry in report.unreadable)
    aside = (("set-aside", "note", file.name, set_aside(file)) for file in report.set_aside)
    notices = [
        {
            "descriptor": {"id": name},
            "level": level,
            "message": {"text": _message(why)},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact_location(file)}}],
        }
        for name, level, file, why in (*unread, *aside)
    ]
    settings = [{"level": "note", "message": {"text": _message(note)}} for note in report.notes]
    return {
        "executionSuccessful": not report.unreadable,
        "toolExecutionNotifications": notices,
        "toolConfigurationNotifications": settings,
    }


def _files(letters: Iterable[LetterReport]) -> dict[str, str]:
    """The files of all letters, masked, with their SHA-256."""
    return {
        Mask.of(report.letter).words(file.file): file.sha256 for report in letters for file in report.letter.manuscripts
    }


def _artifact(name: str, sha256: str) -> Json:
    return {"location": _artifact_location(name)} | ({"hashes": {"sha-256": sha256}} if sha256 else {})


def _artifact_location(name: str) -> Json:
    where = uri(name)
    return {"uri": where} if where.startswith("file:") else {"uri": where, "uriBaseId": _ROOT}


def _result(entry: Told, rules: dict[str, int]) -> Json:
    kind = _KINDS[entry.kind]
    text = "\n".join((entry.message, *entry.explanation))
    result: Json = {
        "ruleId": entry.item.id,
        "kind": kind,
        # A level stands beside a fault only (3.27.10).
        "level": _LEVELS[entry.level] if kind == "fail" else "none",
        "message": {"text": _message(text)},
        "locations": [_location(place, entry.file) for place in entry.places] or [_whole(entry.file)],
        "partialFingerprints": {"letterproof/v1": entry.fingerprint},
        "properties": {"case": entry.case, "level": entry.level.word, "heading": entry.heading},
    }
    if entry.item.id in rules:
        result["ruleIndex"] = rules[entry.item.id]
    if entry.waiver:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": entry.waiver}]
    return result


def _baseline(entry: Told, *, based: bool) -> Json:
    return {"baselineState": "unchanged" if entry.known else "new"} if based else {}


def _whole(file: str) -> Json:
    return {"physicalLocation": {"artifactLocation": _artifact_location(file)}}


def _location(place: Place, file: str) -> Json:
    """Where words stand; a Word file has no lines, so no region, and its place is told by part and paragraph."""
    location = _whole(place.file or file)
    if place.line:
        column = {"startColumn": place.column} if place.column else {}
        location["physicalLocation"]["region"] = {"startLine": place.line, **column}
    logical = list(_logical(place))
    if logical:
        location["logicalLocations"] = logical
    said = place_line(place)
    if said:
        location["message"] = {"text": _message(said)}
    return location


def _logical(place: Place) -> Iterator[Json]:
    if place.name:
        yield {"fullyQualifiedName": place.name, "kind": "part"}
    if place.paragraph:
        yield {"name": str(place.paragraph), "fullyQualifiedName": f"paragraph {place.paragraph}", "kind": "paragraph"}


def _properties(report: Report) -> Json:
    profile = report.profile
    letters = [
        {
            "uri": uri(Mask.of(one.letter).words(one.letter.file)),
            "index": one.letter.index,
            "verdict": one.verdict.value,
        }
        for one in report.letters
    ]
    settings = {"id": profile.id, "version": profile.version, "date": profile.date.isoformat()}
    return {"profile": settings, "today": report.today.isoformat(), "letters": letters}


def _message(text: str) -> str:
    """A text in which nothing is a placeholder or a link (3.11.5, 3.11.6)."""
    if "](" in text:
        text = text.replace("[", "\\[").replace("]", "\\]")
    return _braces(text)


def _braces(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _harmless(value: Any) -> Any:  # noqa: ANN401 - any part of a JSON document
    """The same document with no harmful character in it."""
    match value:
        case str():
            return lines(value) if "\n" in value else harmless(value)
        case dict():
            return {key: _harmless(inner) for key, inner in value.items()}
        case list():
            return [_harmless(inner) for inner in value]
        case _:
            return value
