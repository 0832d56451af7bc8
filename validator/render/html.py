"""The report as one HTML file that holds all it needs and prints well."""

from pathlib import Path

from markupsafe import Markup

from validator import __version__
from validator.model.result import Report
from validator.render import sheet, templates
from validator.render.concerns import set_aside, verdicts_counted
from validator.render.plain import harmless


def render(report: Report, own: Path | None = None, index: str = "") -> str:
    """The page; every word that comes from a file is escaped.

    own: a folder of templates that come before ours. index: the page that lists this one, as seen from it.
    Raises TemplatesError for a template that cannot be used.
    """
    return templates.written(
        "report.html",
        templates.environment(own, autoescape=True, finalize=finalize),
        report=report,
        index=index,
        sheets=sheet.sheets(report),
        summary=verdicts_counted(report),
        set_aside=[(file.name, set_aside(file)) for file in report.set_aside],
        version=__version__,
        day=sheet.day(report),
    )


def finalize(value: object) -> object:
    """What a template writes: text without characters that harm; markup of the template itself as it is."""
    return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value
