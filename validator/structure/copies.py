"""Whether two files hold the same text, more or less changed."""

from collections.abc import Sequence
from typing import TypeAlias

from validator.model.text import Block

_RUN = 5
"""Words in a row by which texts are compared."""
_SHARED = 0.5
_FEW = 60
"""Runs that a text must have for a comparison to mean something."""

Runs: TypeAlias = frozenset[tuple[str, ...]]


def same_runs(first: Runs, second: Runs) -> bool:
    """Whether the shorter of two texts stands for the most part in the longer one too, as in a revised copy."""
    least = min(len(first), len(second))
    return least >= _FEW and len(first & second) >= _SHARED * least


def runs(blocks: Sequence[Block]) -> Runs:
    """All words of a text that stand in a row, by which it is known again."""
    words = [word for block in blocks for word in block.text.casefold().split()]
    return frozenset(zip(*(words[at:] for at in range(_RUN)), strict=False))
