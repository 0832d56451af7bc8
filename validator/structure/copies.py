"""Whether two files hold the same text, more or less changed."""

from collections.abc import Sequence

from validator.model.text import Block

_RUN = 5
"""Words in a row by which texts are compared."""
_SHARED = 0.5
_FEW = 60
"""Runs that a text must have for a comparison to mean something."""


def same_text(one: Sequence[Block], other: Sequence[Block]) -> bool:
    """Whether the shorter of two texts stands for the most part in the longer one too, as in a revised copy."""
    first, second = _runs(one), _runs(other)
    least = min(len(first), len(second))
    return least >= _FEW and len(first & second) >= _SHARED * least


def _runs(blocks: Sequence[Block]) -> set[tuple[str, ...]]:
    words = [word for block in blocks for word in block.text.casefold().split()]
    return set(zip(*(words[at:] for at in range(_RUN)), strict=False))
