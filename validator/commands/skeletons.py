"""Beginnings of files that a user goes on with: made from templates, never written over what is there."""

from pathlib import Path

from validator import console
from validator.render import templates

_LONGEST_ID, _LONGEST_TITLE = 60, 100


def refuse_no_id(name: str, what: str) -> None:
    """End the program for a name that is not of small letters and figures, its words joined by hyphens."""
    words = name.split("-")
    is_id = name.isascii() and all(word.isalnum() and word == word.lower() for word in words) and words[0][:1].isalpha()
    if not is_id or len(name) > _LONGEST_ID:
        console.refuse(f"'{name}' is no {what}: write small letters and figures, with hyphens between words.")


def title(given: str, name: str) -> str:
    """The title given, else the name in words; ends the program for one that cannot stand in a file of code."""
    words = given.strip() or name.replace("-", " ").capitalize()
    if not words.isprintable() or set(words) & {'"', "\\"} or len(words) > _LONGEST_TITLE:
        console.refuse(
            f"The title cannot be used: write it on one line of at most {_LONGEST_TITLE} characters, without straight "
            "quotation marks and backslashes."
        )
    return words


def write(made: dict[Path, str], **given: str) -> None:
    """Write each file from its template, all or none; ends the program where one is there already."""
    there = [str(file) for file in made if file.exists() or file.is_symlink()]
    if there:
        console.refuse(f"{there[0]} is there already; nothing was written.")
    found = templates.environment(None, autoescape=False, finalize=lambda value: value)
    for file, name in made.items():
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            console.refuse(f"{file.parent} cannot be made: {(error.strerror or 'no such name can be').lower()}.")
        console.write_bytes((templates.written(name, found, **given) + "\n").encode(), file)
