"""Nothing in the letter still waits to be filled in."""

from collections.abc import Iterator

from validator.api import (
    Given,
    Letter,
    NoOptions,
    Outcome,
    Part,
    Pattern,
    Span,
    Status,
    Vocabulary,
    evidence,
    finding,
    rule,
    sentences,
)

_PLACEHOLDER = Pattern(
    r"(?<![,\d]\s?)\b(?-i:X{4,}|x{4,})\b|\?{3,}|_{4,}|\b(?-i:TBD|TBA)\b|\bFig(?:ure|\.)?\s+(?-i:X)\b|\blorem ipsum\b"
    r"|\[\s*(?:refs?|references?|citation|cite|add (?:ref|citation)\w*)\s*\]|\bname of (?:the )?(?:funder|sponsor)\b"
    r"|[\[<{]\s*(?:please\s+)?(?:insert|add|enter|fill in|type|specify|your)\b[^\])>}]*[\])>}]"
)
_SIGNS = (
    *("xxxx", "???", "___", "tbd", "tba", "lorem", "name of", "figure x", "fig. x", "fig x", "[ref", "[ ref", "[cit"),
)
_ORDERS = ("insert", "add", "enter", "fill in", "type", "specify", "your")
"""What a text without is not looked at further, for speed; the orders count where a bracket stands too."""
_SEARCHED = (
    *(Part.TITLE, Part.AUTHORS, Part.AFFILIATION, Part.CORRESPONDENCE, Part.ABSTRACT, Part.TEXT),
    *(Part.DECLARATION, Part.ACKNOWLEDGEMENT, Part.CAPTION, Part.TABLE_CAPTION, Part.FOOTNOTE),
)
_LONGEST = 120
"""Characters of a placeholder that a message quotes; the place shows the words with those around them."""
_HIDDEN_NAME = Pattern(r"\b(?:committee|board|hospital|institut\w*|universit\w*|college|department|cent(?:er|re))\b")


@rule("declaration-placeholder", "No placeholder left")
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:
    """Marks such as XXXX, [insert ...], TBD or ??? in any part of the letter but the references."""
    found = [span for part in letter.spans(*_SEARCHED) for span in _placeholders(part, letter.blinded, given.terms)]
    found += [d.span for d in letter.declarations if d.status is Status.PLACEHOLDER and not _inside(d.span, found)]
    if found:
        words = ", ".join(f"“{_shown(span.text)}”" for span in found[:3])
        more = f" and {len(found) - 3} more" if len(found) > 3 else ""
        yield finding(
            "placeholder",
            f"The letter still waits to be filled in: {words}{more}.",
            at=found,
            help="Put in what belongs there, or take the words out.",
        )
    else:
        yield evidence("No placeholder was found.")


def _shown(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


def _placeholders(part: Span, blinded: bool, terms: Vocabulary) -> Iterator[Span]:
    text = part.text.casefold()
    in_brackets = "[" in text or "<" in text or "{" in text
    if not any(sign in text for sign in (*_SIGNS, *(_ORDERS if in_brackets else ()))):
        return
    if _PLACEHOLDER.search(part.text):
        for sentence in sentences(part):
            if not _withheld(sentence.text, blinded, terms):
                yield from (sentence.part(m.start(), m.end()) for m in _PLACEHOLDER.finditer(sentence.text))


def _withheld(sentence: str, blinded: bool, terms: Vocabulary) -> bool:
    """Whether a name is left out on purpose, for the reviewers."""
    text = sentence.casefold()
    said = any(words.rstrip("*") in text for words in terms.words.get("declarations.withheld", ()))
    return said or (blinded and _HIDDEN_NAME.search(sentence) is not None)


def _inside(span: Span, found: list[Span]) -> bool:
    return any(span.covers(one) for one in found)
