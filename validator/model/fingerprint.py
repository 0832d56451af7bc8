"""What makes a finding the same finding in the next run, wherever it then stands."""

import unicodedata
from collections import Counter
from hashlib import sha256

from validator.model.masking import Mask
from validator.model.result import Outcome


def fingerprint(item: str, outcome: Outcome, mask: Mask) -> str:
    """Sixteen hexadecimal digits from the item, the case and the words quoted; never from a position or a message.

    What tells who a patient is takes no part, since short values could be guessed from it.

    Case, white space and the typographic form of a character make no difference, so that a letter saved in another
    format keeps its fingerprints.
    """
    quotes = (_normalised(mask.span(span)) for span in outcome.at)
    return sha256("\0".join((item, outcome.case, *quotes)).encode("utf-8", "replace")).hexdigest()[:16]


class Fingerprints:
    """Gives the findings of a run their fingerprints, in reading order: no two of one file are the same.

    Of findings that are told alike in a file, the second is marked by "-2", and so on.
    """

    def __init__(self) -> None:
        self._given: Counter[tuple[str, str]] = Counter()

    def of(self, file: str, item: str, outcome: Outcome, mask: Mask) -> str:
        """The fingerprint of a finding; file: the (first) file of its letter, masked."""
        found = fingerprint(item, outcome, mask)
        self._given[file, found] += 1
        ordinal = self._given[file, found]
        return found if ordinal == 1 else f"{found}-{ordinal}"


def _normalised(words: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())
