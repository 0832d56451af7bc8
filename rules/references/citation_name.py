"""A name right before a citation is that of the reference it points at."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from validator.api import (
    Citation,
    Given,
    Letter,
    NoOptions,
    Outcome,
    Pattern,
    Reference,
    ask,
    evidence,
    not_applicable,
    rule,
)

_SURNAME = r"(?:\p{Ll}+\s+){0,2}?\p{Lu}[\p{L}'’‐-]+"
_NAMED = Pattern(
    rf"(?P<words>(?P<name>{_SURNAME})(?:\s+\p{{Lu}}{{1,3}}\.?)?"
    r"(?:,?\s+et\.?\s+al\b\.?|\s+(?:and|&)\s+(?:others|colleagues|associates|co-?workers)\b"
    rf"|(?:,\s+{_SURNAME})*,?\s+(?:and|&)\s+(?P<second>{_SURNAME})))"
    r"[,’']*s?(?:\s*\((?:19|20)\d\d\))?[,’']*\s*[\[(]?\s*$",
    flags=0,
)
_REACH = 80
"""Letters before a mark in which the name stands."""


@dataclass(frozen=True, slots=True)
class _Named:
    """What stands before a mark: the words as printed, the first surname, and the last where there is one."""

    words: str
    name: str
    second: str


@rule("citation-name", "Names and citations agree", needs_beginning=True)
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:  # noqa: ARG001
    """Compare "Surname et al." or "Surname and Surname" before a mark with the authors of the list."""
    listed = {reference.number: _surnames(reference) for reference in letter.references if reference.authors}
    seen = False
    for citation in letter.citations:
        named = _named_before(citation)
        if named is None or not any(number in listed for number in citation.numbers):
            continue
        outcome = _judge(citation, named, listed)
        if outcome is not None:
            seen = True
            yield outcome
    if not seen:
        yield not_applicable("No citation follows the name of an author.")


def _named_before(citation: Citation) -> _Named | None:
    span = citation.span
    text = span.block.text[max(0, span.start - _REACH) : span.start]
    if not any(word in text for word in ("et", " and ", "&")):
        return None
    found = _NAMED.search(text)
    return _Named(found["words"], found["name"], found["second"] or "") if found else None


def _judge(citation: Citation, named: _Named, listed: dict[int, list[str]]) -> Outcome | None:
    matching = [number for number, surnames in listed.items() if _is_by(named, surnames)]
    right = next((n for n in citation.numbers if n in matching or _may_be_by(named, listed.get(n, []))), None)
    if right is not None:
        return evidence(f"{named.words} is reference {right}", at=citation.span)
    if not matching:
        # Two capitalised words joined by "and" need not be authors at all.
        if named.second:
            return None
        return evidence(f"{named.words} is no first author of the list; not judged", at=citation.span)
    cited, other = _one_of(citation.numbers, "and"), _one_of(matching, "or")
    return ask(
        "other-reference",
        f"“{named.words}” stands before citation {cited}, but the paper by {_authors(named)} is reference {other}. "
        f"Did you mean {other}?",
        at=citation.span,
        help="Correct the number, or the name, whichever is wrong.",
    )


def _is_by(named: _Named, surnames: list[str]) -> bool:
    if _last_word(surnames[0]) != _last_word(_compared(named.name)):
        return False
    return not named.second or _last_word(_compared(named.second)) in map(_last_word, surnames[1:])


def _may_be_by(named: _Named, surnames: list[str]) -> bool:
    """Whether the name is one word of the first author's: a list may give given names or degrees with it."""
    return bool(surnames) and not named.second and _last_word(_compared(named.name)) in surnames[0].split()


def _authors(named: _Named) -> str:
    return f"{named.name} and {named.second}" if named.second else named.name


def _one_of(numbers: tuple[int, ...] | list[int], word: str) -> str:
    *most, last = map(str, numbers)
    return f"{', '.join(most)} {word} {last}" if most else last


def _surnames(reference: Reference) -> list[str]:
    return [_compared(author.family) for author in reference.authors]


def _compared(name: str) -> str:
    """A surname as it is compared: without accents and capitals."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("‐", "-")).casefold()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _last_word(name: str) -> str:
    return name.rstrip().rpartition(" ")[2]
