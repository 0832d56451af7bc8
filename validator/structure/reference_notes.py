"""What PubMed prints after the pages of an article: when it was online, where it was corrected or commented on."""

from itertools import islice

from validator.model.patterns import Pattern
from validator.structure.reference_source import read_ahead, read_source

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter)\p{L}*"
_DATE = rf"(?:[\s,;:.–/-]*(?:(?:19|20)\d\d|{_MONTH}|\d{{1,2}})\b)+"
_HOW = r"(?:e-?pub(?:lished)?|e-?collection|collection|print|online|published|electronic\s+publication)(?:\s+online)?"
_ONLINE = Pattern(rf"\b(?:(?:{_HOW}\s+)?ahead\s+of\s+print(?:{_DATE})?|{_HOW}{_DATE})")
_ONLINE_AT_END = Pattern(rf"[(\[]{_HOW}{_DATE}[)\]][\s.]*$")
_RELATED = Pattern(
    r"[.;\[(]\s*+(?:published\s+)?(?:errat(?:um|a)|corrigend(?:um|a)|corrections?|corrected\s+and\s+republished|comments?|"
    r"retraction|retracted|expression\s+of\s+concern|updates?|republished|reprinted|summary\s+for\s+patients|original\s+report)"
    r"(?:\s+(?:appears?|published|article))?\s+(?:in|on|of|for|from|by)\b"
)
_KIND = Pattern(
    r"(?<![\s.;\[\]-])(?:free\s(?:pmc\s)?article|(?:no\s)?abstract\savailable|review|pubmed|indexed\sfor\smedline|"
    r"\d{1,3}\spages|in\sprocess|as\ssupplied\sby\spublisher|[\s.;\[\]-])++$"
)
_MOST = 5
"""Places that are looked at: such words stand in a reference once or twice."""
# Letters without which nothing of the sort need be looked for.
_RELATED_GATES = (
    "errat",
    "corrig",
    "correct",
    "comment",
    "retract",
    "concern",
    "update",
    "publish",
    "reprint",
    "report",
)
_GATES = ("pages", "pub", "collection", "print", "online", "review", "abstract", "free", *_RELATED_GATES)


def without_notes(text: str, begin: int) -> str:
    """The text of a reference with what stands after its pages and is no part of it blanked out, letter for letter.

    Only what follows a source is: the same words may stand in a title. begin: where the authors end.
    """
    folded = text.casefold()
    if not any(gate in folded for gate in _GATES):
        return text
    if any(gate in folded for gate in _RELATED_GATES):
        text = _without_related(text, begin)
    source = read_source(text, begin)
    if source is None and (online := _ONLINE_AT_END.search(text, begin)):
        text = _blanked(text, *online.span())
        source = read_source(text, begin)
    if source is None or not {"volume", "first"} <= source.parts.keys():
        return text
    for found in _ONLINE.finditer(text, source.end):
        text = _blanked(text, *found.span())
    kind = _KIND.search(text, source.end)
    return _blanked(text, *kind.span()) if kind else text


def _without_related(text: str, begin: int) -> str:
    """The text without the articles that belong to it: "Erratum in: ...", "Comment in: ..."."""
    for found in islice(_RELATED.finditer(text), _MOST):
        before = text[: found.start()]
        if read_source(before, begin) or read_ahead(before):
            return _blanked(text, found.start(), len(text))
    return text


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]
