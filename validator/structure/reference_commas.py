"""References that part names, title and journal with commas, initials first: as chemists and engineers print them."""

from collections.abc import Callable, Collection

from validator.structure.reference_names import Names, read_names

_LONGEST = 8
"""Words that the name of a journal has at most, where the table does not know it."""
_SMALL_WORD = "a and de der des di et for für in la of on the und y &"
_SMALL_WORDS = frozenset(_SMALL_WORD.split())


def read_comma_style(
    text: str, end: int, is_journal: Callable[[str], bool], groups: Collection[str]
) -> tuple[Names, int] | None:
    """The names, and where the journal begins, of "A. Ferreol, B. Quist, Title, J. Clay 2010"; None of another style.

    end: where the date begins. "J. Clay" looks like a name too, so the journal is taken off first.
    """
    if text[1:2] not in {".", "-"}:
        return None
    cut = _last_comma(text[:end].rstrip(" ,;("), is_journal)
    journal = text[cut + 1 : end].strip(" ,;(")
    if cut < 0 or not (is_journal(journal) or _may_be_journal(journal)):
        return None
    names = read_names(text[:cut], groups)
    if names is None or text[names.start + 1] not in ".-":
        return None
    follows = text[names.end : cut + 1].lstrip()
    goes_on = names.et_al or follows.startswith(",")
    return (names, cut + 1) if goes_on else None


def _last_comma(head: str, is_journal: Callable[[str], bool]) -> int:
    """The comma before the journal: not that of "Colloids Surf., A" or "Plant, Cell Environ."."""
    cut = head.rfind(",")
    before = head.rfind(",", 0, cut) if cut > 0 else -1
    inside = before >= 0 and (len(head[cut + 1 :].strip()) < 3 or is_journal(head[before + 1 :]))
    return before if inside else cut


def _may_be_journal(words: str) -> bool:
    """Whether words without a small letter at their beginning may name a journal."""
    found = words.split()
    return 0 < len(found) <= _LONGEST and all(word[:1].isupper() or word in _SMALL_WORDS for word in found)
