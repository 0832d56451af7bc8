"""Writes a JSON document so that no character of a manuscript in it can act on a terminal."""

from functools import cache

from pydantic import BaseModel
from pydantic_core import PydanticSerializationError

from validator.render.plain import harmful


def write(document: BaseModel) -> str:
    """The document as JSON, ended by a line break; harmful characters are escaped, so that nothing is lost."""
    try:
        text = document.model_dump_json(by_alias=True, indent=1)
    except PydanticSerializationError:
        # Halves of characters, which only names of files and damaged records have, cannot be written.
        whole = type(document).model_validate(_whole(document.model_dump(by_alias=True)))
        text = whole.model_dump_json(by_alias=True, indent=1)
    # One replacement after another: a table for all of them takes far longer.
    for character, escape in _escapes():
        text = text.replace(character, escape) if character in text else text
    return text + "\n"


def _whole(value: object) -> object:
    """The value with each half of a character in its texts replaced."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {key: _whole(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_whole(part) for part in value)
    return value


@cache
def _escapes() -> tuple[tuple[str, str], ...]:
    """What JSON leaves as it is; halves of characters cannot stand in it."""
    codes = (code for code in harmful() if code >= 0x7F and not 0xD800 <= code < 0xE000)
    return tuple((chr(code), f"\\u{code:04x}") for code in codes)
