"""Whether two printed names can be those of one person."""

import unicodedata
from enum import Enum

_APART = str.maketrans(dict.fromkeys("-‐‑–.,·", " ") | dict.fromkeys("'’ʼ`´"))
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SPELT = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})


class Likeness(Enum):
    """How a name in a reference compares with the name that the letter prints."""

    SAME = "same"
    OTHER_ORDER = "other order"
    DIFFERENT = "different"


def plain(text: str) -> str:
    """The text in lower case without accents, for comparison only."""
    letters = text.casefold()
    if letters.isascii():
        return letters
    letters = unicodedata.normalize("NFKD", letters)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(_SPELT)


def same_person(one: str, other: str) -> bool:
    """Whether two printed names may mean one person, whatever the order of words and however much is initials.

    "S. Patra" and "Suman Patra" may; so may "V. Ramesh" and "Ramesh V". A whole word must be common to both.
    """
    return any(_agree(first, second) for first in _readings(one) for second in _readings(other))


def _agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    first, second = sorted((one, other), key=len)
    left = list(second)
    shared = 0
    for word in sorted(first, key=len, reverse=True):
        match = next((w for w in left if w == word), None) or next((w for w in left if _initial(word, w)), None)
        if match is None:
            return False
        shared += match == word and len(word) > 1
        left.remove(match)
    return bool(shared)


def compare_names(printed: str, referenced: str) -> Likeness:
    """A name as the letter prints it ("Xiaoxian Li") beside its form in a reference ("Li X").

    OTHER_ORDER: the words agree, but what stands last in print is not what the reference takes for the family name.
    """
    family, initials = _reference_parts(referenced)
    found = {_compare(words, family, initials) for words in _readings(printed)}
    return next(likeness for likeness in Likeness if likeness in found)


def _compare(words: tuple[str, ...], family: tuple[str, ...], initials: tuple[str, ...]) -> Likeness:
    for cut in range(len(words) - 1, -1, -1):
        if words[cut:] == family and _initials_agree(words[:cut], initials):
            return Likeness.SAME
    for cut in range(1, len(words)):
        if words[:cut] == family and _initials_agree(words[cut:], initials):
            return Likeness.SAME if all(len(word) == 1 for word in words[cut:]) else Likeness.OTHER_ORDER
    if sorted(words) == sorted((*family, *initials)):
        return Likeness.OTHER_ORDER
    return Likeness.DIFFERENT


def _split(name: str) -> list[str]:
    """The words of a name; Jr and the like, which houses put in different places, are passed over."""
    words = name.translate(_APART).split()
    return [word for word in words if plain(word) not in _SUFFIXES] or words


def _readings(name: str) -> set[tuple[str, ...]]:
    """The name's words, and the same with capitals taken for initials: "SK" in "Patra SK", but not "LI" in "LI Wei"."""
    words = _split(name)
    whole = tuple(filter(None, map(plain, words)))
    spelt = any(len(word) > 1 and not word.isupper() for word in words)
    split = (word if spelt and word.isupper() and len(word) <= 4 else [word] for word in words)
    return {whole, tuple(filter(None, (plain(part) for parts in split for part in parts)))}


def _initial(one: str, other: str) -> bool:
    return (len(one) == 1 or len(other) == 1) and one[0] == other[0]


def _reference_parts(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Family words and initials of a name in the form of a reference."""
    words = _split(name)
    at = len(words)
    while at > 1 and words[at - 1].isupper() and len(words[at - 1]) <= 4:
        at -= 1
    return tuple(plain(word) for word in words[:at]), tuple(plain(letter) for word in words[at:] for letter in word)


def _initials_agree(given: tuple[str, ...], initials: tuple[str, ...]) -> bool:
    """Whether the initials are those of the given names; either may leave out later ones."""
    if not given or not initials:
        return not given and not initials
    firsts = [word[0] for word in given]
    return all(one == other for one, other in zip(firsts, initials, strict=False)) or firsts[0] == initials[0]
