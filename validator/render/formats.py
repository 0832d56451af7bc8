"""The one place that knows the formats of a report: their names, and what writes each."""

from collections.abc import Sequence
from pathlib import Path

from validator.model.result import Report
from validator.packs import LoadedRule

FORMATS = ("text", "json", "html", "markdown", "author-letter", "sarif", "github", "junit", "gitlab")
TELLING = {"text", "github"}
"""Formats for a person or a log, which name on standard output each file that could not be read."""


def render(
    name: str,
    report: Report,
    rules: Sequence[LoadedRule],
    *,
    fail_on: str,
    width: int,
    colour: bool = False,
    templates: Path | None = None,
) -> str:
    """The report in the format of this name. rules: those of the run, with their pages.

    fail_on: as the option. width, colour: of the text. templates: a folder of the office's own. A renderer is imported
    when it is asked for: Jinja and the JSON models take longer than the check itself.
    """
    match name:
        case "json":
            from validator.render import json

            return json.render(report)
        case "html":
            from validator.render import html

            return html.render(report, templates)
        case "markdown":
            from validator.render import markdown

            return markdown.render(report)
        case "author-letter":
            from validator.render import author_letter

            return author_letter.render(report, templates)
        case "sarif":
            from validator.render import sarif

            return sarif.render(report, rules)
        case "github":
            from validator.render import github

            return github.render(report)
        case "junit":
            from validator.render import junit

            return junit.render(report, fail_on)
        case "gitlab":
            from validator.render import gitlab

            return gitlab.render(report)
        case _:
            from validator.render import text

            return text.render(report, width, colour=colour)
