"""Words of a caption for parts of the body by which a patient may be known, or which are private."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from validator.model.vocabulary import Vocabulary
from validator.structure.wordings import Token, Wordings

FACE, PRIVATE = "faces", "private"


_JOINING = frozenset({"of", "the", "both", "and", "or", ","})
_BEING = frozenset({"was", "were", "is", "are", "being"})


@lru_cache(maxsize=8)
def _listed(vocabulary: Vocabulary) -> Wordings[str]:
    lists = ("harmless", FACE, PRIVATE)
    return Wordings((word, name) for name in lists for word in vocabulary.words.get(f"captions.{name}", ()))


def body_parts(words: Sequence[Token], vocabulary: Vocabulary) -> Iterator[tuple[str, int, int]]:
    """FACE or PRIVATE for each such wording of a caption, but what is spared, and where it begins and ends."""
    sparing, spared = (vocabulary.words.get(f"captions.{name}", ()) for name in ("sparing", "spared"))
    clear = -1
    for name, first, end in _listed(vocabulary).find(words):
        if name == "harmless":
            continue
        before = next((at for at in range(first - 1, -1, -1) if at == clear or words[at].plain not in _JOINING), -1)
        behind = next((at for at in range(end, len(words)) if words[at].plain not in _BEING), -1)
        among = before == clear or words[before].plain in sparing if before >= 0 else False
        if among or (behind >= 0 and words[behind].plain in spared):
            clear = end - 1
        else:
            yield name, words[first].start, words[end - 1].end
