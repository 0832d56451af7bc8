"""The names at the head of a reference: persons, groups, and whether "et al." follows."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from validator.model.patterns import Match, Pattern
from validator.model.reference import ReferenceAuthor

# A name ends where a mark, "et al." or "and" stands; nothing else may follow its initials.
_END = r"(?=\s*(?:[,;:.&(]|$)|\s+(?:and|und|y|et|e)\b)"
_WORD = r"(?:St\.\s?)?[^\s,;:.()\[\]\d\"“”&?!/]+"
_FAMILY = rf"(?P<family>{_WORD}(?:\s{_WORD}){{0,4}}?)"
_LETTERS = (
    r"(?:(?:Yu|Ya|Ye|Ch|Sh|Th|Zh|Kh|Ts|Ph|Gh|Dj|Cs|Sz|Zs|Gy|Mc)(?!\p{Ll})\p{Lu}{0,2}|"
    r"\p{Lu}(?:\p{Lu}|[-‐‑–]\s?\p{Ll}?\p{Lu}|[-‐‑–]\p{Ll}\b|\s\p{Lu}(?!\p{L})|['’]\p{Lu}){0,4})"
)
_DOTTED = (
    r"\p{Lu}\p{Ll}?\.(?:\s?[-‐‑–]?\s?(?!Jr|Sr)\p{Lu}\p{Ll}?\.(?!\s+(?!(?:and|et|und)\b)\p{Ll}{2})|[-‐‑–]\p{Lu}\b){0,4}"
)
_SUFFIX = (
    r"(?:,?\s+(?P<suffix>(?:Jr|Sr|III|II|IV|2nd|3rd|4th|Filho|Neto|No)\b\.?(?=\s*(?:[,;:.&(]|$)|\s+(?:and|et)\b)))?"
)

# Family first, as in Vancouver; the initials may have dots, and the suffix may stand before them.
_NAME = Pattern(
    rf"{_FAMILY}(?:\s+(?P<early>Jr|Sr|III|II|IV|2nd|3rd)\.?,?)?[\s]\s*(?:(?P<dotted>{_DOTTED})|(?P<initials>{_LETTERS})){_SUFFIX}"
    rf"(?(dotted)(?=\s*(?:[.,;:&(]|$)|\s+(?:and|und|y|et|e)\b|\s+[\"“‘]?[\p{{L}}\d])|{_END})",
    flags=0,
)
_COMMA_NAME = Pattern(
    rf"{_FAMILY},\s*(?:(?P<dotted>{_DOTTED})|(?P<initials>{_LETTERS})(?=\s*[,;.:&]|\s+and\b|\s+et\b)){_SUFFIX}", flags=0
)
_FIRST_NAME = Pattern(
    rf"(?P<dotted>(?:\p{{Lu}}\.[-\s]?)+)\s*{_FAMILY}{_SUFFIX}(?=\s*(?:[,;:.]|$)|\s+(?:and|&|et)\s)", flags=0
)
_JOIN = Pattern(
    r"\s*\.?[,;]\s*(?:(?:and\s|&)\s*|(?:…|\.\s?\.\s?\.)\s*(?:&\s*)?)?|\s+(?:and|und|y|e|et)\s+(?!al\b(?!-))|\s*&\s*"
)
_ET_AL = Pattern(
    r"[\s,;.]*(?:and\s+)?(?:et\.?\s*al\b|et\.?\s*coll?\b|and\s+(?:others|colleagues)\b|and\s+co-?workers\b)\s*[.,:;]*"
)
_COMMA_INITIALS = Pattern(r",\s*\p{Lu}\.(?=[,\s-])", flags=0)
_CLOSE = Pattern(r"\s*(?:[.:,;]+|$)\s*")
_UNCLOSED = Pattern(rf"{_FAMILY}\s+(?P<initials>{_LETTERS})(?=\s+\p{{Lu}}[\p{{L}}\d]+\W)", flags=0)
_FOR_A_GROUP = Pattern(r"\s*[,;]?\s*(?:and\s+)?(?:for|on\s+behalf\s+of)\s+the\s+(?=\p{L})")
_DATED = Pattern(r"\s*\((?:19|20)\d\d[a-z]?\)")
_EDITORS = Pattern(r"[\s,(]*\b(?:editors?|eds?)\b\.?\)?")
_SINGLE_NAMES = Pattern(r"\p{Lu}\p{Ll}+(?:,\s+\p{Lu}\p{Ll}+)*(?=\.\s)", flags=0)
_LONGEST_GROUP = 45
_PARTICLE = (
    "al ap bin e i da dal dalla de dei del della den der des di do dos du el en in la las le lo los ibn "
    "mac op 't ten ter te ul ur uz ud un us van vande vanden vander vom von y zu zum zur"
)
_PARTICLES = frozenset(_PARTICLE.split())


@dataclass(frozen=True, slots=True)
class Names:
    """The authors, whether "et al." ends them, and where they end; after them the title begins."""

    authors: tuple[ReferenceAuthor, ...]
    et_al: bool
    start: int
    end: int
    after: int


def read_names(text: str, groups: Collection[str]) -> Names | None:
    """The authors that stand at the beginning of a text, or None where it begins with none.

    groups: words that tell a group from a person ("group", "committee").
    """
    authors: list[ReferenceAuthor] = []
    end, found = 0, _name(text, 0)
    if found and _is_group(found["family"].split()[1:], groups):
        return None  # "European Medicines Agency, EMA"
    while found:
        author, end = _author(found), found.end()
        if authors and "." not in authors[-1].initials and _has_many_dots(author.initials):
            # The others have no dots, so "Quist B. H. pylori" goes on with the title.
            author, end = ReferenceAuthor(author.family, author.initials[0]), found.start("dotted") + 1
        authors.append(author)
        joined = None if _ET_AL.match(text, end) else _JOIN.match(text, end)
        if not joined:
            break
        found = _name(text, joined.end())
        if not found:
            last, end = _last_names(text, joined.end(), end, ";" in joined[0], groups)
            authors += last
    if not authors:
        return None
    authors[-1] = _without_stop(authors)
    et_al = _ET_AL.match(text, end)
    end = et_al.end() if et_al else end
    if (group := _FOR_A_GROUP.match(text, end)) and _may_be_group(text[group.end() : _next_stop(text, group.end())]):
        stop = _next_stop(text, group.end())
        authors.append(ReferenceAuthor(text[group.end() : stop].strip(" .")))
        end = stop
    editors = _EDITORS.match(text, end)
    after = editors.end() if editors else end
    close = _CLOSE.match(text, after)
    return Names(tuple(authors), bool(et_al), 0, end, close.end() if close else after)


def _last_names(
    text: str, at: int, end: int, after_semicolon: bool, groups: Collection[str]
) -> tuple[list[ReferenceAuthor], int]:
    """Names of other forms after those of persons, and where they end: a group, persons of one name, a lost stop."""
    if group := _group(text, at, after_semicolon, groups):
        return [ReferenceAuthor(text[at:group].strip())], group
    if single := _SINGLE_NAMES.match(text, at):
        return [ReferenceAuthor(name) for name in single[0].split(", ")], single.end()
    unclosed = _UNCLOSED.match(text, at)
    if unclosed and _is_family(unclosed["family"]):
        return [_author(unclosed)], unclosed.end()
    return [], end


def _may_be_group(words: str) -> bool:
    """Whether words may name a group or several, and are no title: "On behalf of the patient: a plea"."""
    return len(words.split()) <= _LONGEST_GROUP and not _is_sentence(words.split())


def _has_many_dots(initials: str) -> bool:
    return initials[1:2] == "." and "." in initials[2:]


def _without_stop(authors: list[ReferenceAuthor]) -> ReferenceAuthor:
    """The last author without the full stop that ends the list, where the others' initials have none."""
    last = authors[-1]
    bare = last.initials.removesuffix(".")
    if "." in bare or any("." in author.initials for author in authors[:-1]):
        return last
    return ReferenceAuthor(last.family, bare, last.suffix)


def _name(text: str, at: int) -> Match | None:
    for pattern in (_NAME, _COMMA_NAME, _FIRST_NAME):
        found = pattern.match(text, at)
        if found and _is_family(found["family"]) and not (pattern is _NAME and _is_half(found)):
            return found
    return None


def _is_half(found: Match) -> bool:
    """Whether what looks like initials ends a family name: "Xin Yu, J."."""
    initials = found["initials"] or ""
    return initials[1:].islower() and _COMMA_INITIALS.match(found.string, found.end()) is not None


def _is_family(family: str) -> bool:
    """Whether words are a family name: begun with a capital, or with particles before it."""
    words = family.split()
    if len(family) < 2 and not family.isupper():
        return False
    return all(
        word[:1].isupper()
        or word.casefold() in _PARTICLES
        or any(letter.isupper() for letter in word)
        or not word[:1].isalpha()
        for word in words
    ) and any(letter.isupper() for letter in family)


def _author(found: Match) -> ReferenceAuthor:
    parts = found.groupdict()
    initials = parts.get("dotted") or parts.get("initials") or ""
    suffix = parts.get("suffix") or parts.get("early") or ""
    return ReferenceAuthor(found["family"].strip(), initials.strip(), suffix)


def _group(text: str, at: int, after_semicolon: bool, groups: Collection[str]) -> int | None:
    """Where a group author that begins here ends: at the next full stop, colon or end."""
    stop = _next_stop(text, at)
    words = text[at:stop].split()
    if stop <= at or (not words[0][:1].isupper() and words[0] not in {"for", "on", "the"}):
        return None
    dated = _DATED.search(text, at, stop)
    before = text[at : dated.start()].split() if dated else []
    if dated and len(before) <= 25 and (after_semicolon or _is_group(before, groups)):
        return dated.start()
    if after_semicolon and len(words) <= _LONGEST_GROUP:
        return stop
    return stop if len(words) <= 12 and _is_group(words, groups) and not _is_sentence(words) else None


def _is_sentence(words: list[str]) -> bool:
    """Whether most of the words begin small, as those of a title do and those of a name do not."""
    small = sum(word[:1].islower() for word in words)
    return small > 3 and 2 * small > len(words)


def _is_group(words: list[str], groups: Collection[str]) -> bool:
    return any(word.strip(".,;:()").casefold() in groups for word in words)


def _next_stop(text: str, at: int) -> int:
    stops = [place for mark in (". ", "; ", ": ") if (place := text.find(mark, at)) >= 0]
    return min(stops, default=len(text.rstrip(" .")))


def read_group(text: str, groups: Collection[str]) -> Names | None:
    """A group, or persons with given names, in the text's first sentence; None where it does not look like either."""
    stop = text.find(". ")
    if stop < 0:
        return None
    dated = _DATED.search(text, 0, stop)
    stop, after = (dated.start(), dated.start()) if dated else (stop, stop + 2)
    first = text[:stop].rstrip(" :,;")
    stop = len(first)
    if (_is_group(first.split(), groups) and len(first.split()) <= 16) or _is_acronym(first, text[after:]):
        return Names((ReferenceAuthor(first),), False, 0, stop, after)
    people = tuple(_full_names(first))
    if people and ("," in first or " and " in first):
        return Names(people, False, 0, stop, after)
    return None


def _is_acronym(words: str, following: str) -> bool:
    """Whether the first sentence is a group's initials, with words of a title after it: WHO, FDA."""
    return words.isalpha() and words.isupper() and 2 < len(words) < 7 and not following.lstrip(" (")[:1].isdigit()


def _full_names(text: str) -> Iterator[ReferenceAuthor]:
    chunks = [part.strip() for part in (_JOIN.split(text)) if part and part.strip()]
    if all(1 < len(chunk.split()) <= 4 and _is_family(chunk) for chunk in chunks):
        for chunk in chunks:
            yield ReferenceAuthor(chunk)
