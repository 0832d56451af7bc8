"""What a folder of reports remembers from run to run: what was made of each submission, by digests and lines."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict

from validator.inbox.letters import Made

_SCHEMA = 1
_PAGE = re.compile(r"[a-z0-9-]{1,100}\.html")
"""The name of a report: what else a state names is no report of ours, and nothing to take away."""


def written(made: Mapping[str, Made]) -> str:
    """The state as its file."""
    return json.dumps({"schema": _SCHEMA, "made": {name: asdict(one) for name, one in made.items()}})


def read(data: bytes) -> dict[str, Made]:
    """What a state says; nothing where it is damaged or of another version: all is then made anew."""
    from pydantic import TypeAdapter, ValidationError

    try:
        found = json.loads(data or b"{}")
        if not isinstance(found, dict) or found.get("schema") != _SCHEMA:
            return {}
        made = TypeAdapter(dict[str, Made]).validate_python(found.get("made"))
    except (ValueError, RecursionError, ValidationError):
        return {}
    return {name: one for name, one in made.items() if all(map(_PAGE.fullmatch, one.pages))}
