"""The one place that knows the formats of a report: their names, and what writes each."""

from validator.model.result import Report

FORMATS = ("text", "json", "html")
TELLING = {"text"}
"""Formats that name on standard output each file that could not be read."""


def render(name: str, report: Report, *, width: int, colour: bool = False) -> str:
    """The report in the format of this name.

    width, colour: of the text. A renderer is imported when it is asked for: Jinja and the JSON
    models take longer than the check itself.
    """
    match name:
        case "json":
            from validator.render import json

            return json.render(report)
        case "html":
            from validator.render import html

            return html.render(report)
        case _:
            from validator.render import text

            return text.render(report, width, colour=colour)
