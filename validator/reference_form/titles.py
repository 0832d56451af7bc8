"""A title in sentence case, with a capital after a colon where the journal prints one."""

from validator.model.patterns import Pattern
from validator.model.profile import ReferenceSettings
from validator.model.reference import Reference

# "pH", "p53", "c-myc" and the like keep their small letter, so a word counts only when it is letters alone.
_SMALL_AFTER_COLON = Pattern(r"(?<=:\s)\p{Ll}\p{Ll}*(?=[\s,.:;?!]|$)", flags=0)
_FOREIGN = (
    "avec bei chez con da das de dei del della der des dos du durch ein eine em les los mit por sur um und une von zur"
)
_FOREIGN_WORDS = frozenset(_FOREIGN.split())
_LONG_WORD = Pattern(r"(?<![:.?!]\s)(?<!^)\b\p{L}{4,}\b(?!-)", flags=0)


def title_part(reference: Reference, settings: ReferenceSettings) -> str:
    """The title with the mark after it."""
    text = " ".join(reference.title.text.split())
    if settings.capital_after_colon:
        text = capital_after_colon(text)
    if reference.note:
        text = f"{text} {reference.note.text}"
    return text + (" " if text.rstrip('"”').endswith(("?", "!", ".")) else ". ")


def capital_after_colon(title: str) -> str:
    """An English title with a capital after each colon; words like "p53" and "c-myc" stay as they are."""
    if ": " not in title or _is_foreign(title):
        return title
    for found in _SMALL_AFTER_COLON.finditer(title):
        place = found.start()
        title = title[:place] + title[place].upper() + title[place + 1 :]
    return title


def in_title_case(title: str) -> bool:
    """Whether an English title is written with capitals throughout, like a headline."""
    words = [found[0] for found in _LONG_WORD.finditer(title)]
    plain = [word for word in words if word[1:].islower()]
    capitals = sum(word[0].isupper() for word in plain)
    return len(plain) >= 4 and capitals >= 0.75 * len(plain) and not _is_foreign(title)


def _is_foreign(title: str) -> bool:
    return not _FOREIGN_WORDS.isdisjoint(title.casefold().split())
