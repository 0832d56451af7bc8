"""Finds the templates, an office's own before ours, and says in a sentence what is wrong with one."""

import traceback
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from validator import packs


class TemplatesError(Exception):
    """A folder of templates, or one of them, that cannot be used; the message names file, line and reason."""


def refuse_no_templates(folder: Path) -> None:
    """Raise TemplatesError for a folder that is none, or that holds no template of a name that is looked for."""
    if not folder.is_dir():
        message = f"The folder of templates {folder} is no folder."
        raise TemplatesError(message)
    known = sorted(file.name for file in packs.templates().iterdir() if file.is_file())
    if not any((folder / name).is_file() for name in known):
        message = f"The folder {folder} holds no template. A template has one of these names: {', '.join(known)}."
        raise TemplatesError(message)


@lru_cache(maxsize=4)  # a template is compiled once in a run, which takes longer than a letter does
def environment(
    own: Path | None, *, autoescape: bool, finalize: Callable[[object], object]
) -> ImmutableSandboxedEnvironment:
    """Where templates are found; what they may do ends at the words that they are given."""
    folders = [own] if own else []
    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in (*folders, packs.templates())]),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
    )


def written(name: str, found: ImmutableSandboxedEnvironment, /, **given: Any) -> str:  # noqa: ANN401 - as templates take
    """What the template of that name makes of what it is given.

    Raises TemplatesError for one that is not written as templates are, or that asks for what it was not given.
    """
    try:
        return found.get_template(name).render(given)
    except TemplateSyntaxError as error:
        message = f"The template {error.filename or name}, line {error.lineno}: {_sentence(error.message or '')}"
        raise TemplatesError(message) from error
    except UnicodeDecodeError as error:
        message = f"The template {name} cannot be read: it is no UTF-8 text."
        raise TemplatesError(message) from error
    # A template calls what it likes, so anything may be raised while it is written out.
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError, OSError) as error:
        reason = f"there is no template '{error}'" if isinstance(error, TemplateNotFound) else str(error)
        message = f"The template {_place(error, name)}: {_sentence(reason)}"
        raise TemplatesError(message) from error


def source(name: str, found: ImmutableSandboxedEnvironment) -> str:
    """What stands in the file of that name, as it is; raises TemplatesError for one that is not there or no text."""
    try:
        return found.loader.get_source(found, name)[0] if found.loader else ""
    except (TemplateNotFound, UnicodeDecodeError, OSError) as error:
        message = f"The template {name} cannot be read."
        raise TemplatesError(message) from error


def _place(error: Exception, name: str) -> str:
    """The file and line of a template that raised; its name alone where that is not known."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if not frame.filename.endswith(".py")]
    return f"{frames[-1].filename}, line {frames[-1].lineno}" if frames else name


def _sentence(words: str) -> str:
    told = " ".join(words.split()).rstrip(".")
    return f"{told[:1].upper()}{told[1:]}." if told else "It cannot be used."
