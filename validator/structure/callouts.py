"""Where the text calls its own figures and tables."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from validator.model.figure import Callout
from validator.model.letter import Part, Passage
from validator.model.patterns import Match, Pattern
from validator.model.text import Span
from validator.structure.panel_marks import letters

PICTURE_WORDS = r"image|photo(?:graph)?|plate|pic(?:ture)?"
"""What some authors call their figures; in the text of others these words mean other things."""

_CALLING = {Part.TEXT, Part.HEADING, Part.FOOTNOTE, Part.TABLE}

_DASH = r"[-–—‐‑]"
_JOINT = rf"(?:\s*(?:,\s*(?:and|&)|,|and|&|/|{_DASH}|to|through|;)\s*)"
_PANEL = r"[a-z](?![\p{L}\d]|\s*[<=>≤≥])"
_PANELS = rf"(?:{_PANEL}(?:{_JOINT}{_PANEL})*)"
_MARKED = rf"\s?\({_PANELS}\)(?:{_JOINT}?\({_PANELS}\))*"
# A panel parted by a space ends its clause or is one of several: in "Figure 1 a dense infiltrate" a is an article.
_SPACED = rf"\s{_PANEL}(?:(?:{_JOINT}{_PANEL})+|(?=\s*(?:[)\],.;:]|$)))"
_ROMAN = r"(?!X\b)(?-i:[IVX]{1,4})(?!\d|[i-z]|[a-h]\p{L})"
_ONE = rf"\d{{1,2}}(?![\d%]|\.\d|,\d\d)(?:{_MARKED}|{_SPACED}|{_PANELS})?"
# "Figure 1, 2 plaques", "Figure 1 and 2 of them": what is counted is no figure.
_NOT_COUNTED = (
    r"(?!\s+of\s+(?:them|these|those|which)\b|\s+of\s+(?:the|our|his|her|\d+)\s+(?:lesion|patient|case|sibling)s\b"
    r"|\s+(?!(?:(?:show|depict|demonstrate|illustrate|reveal|represent|display|highlight|indicate|suggest|confirm)s"
    r"|is|was|has|as|thus|versus|vs|across|plus|always|its|his)\b)\p{L}+(?<!s)s\b|\s+(?:men|women|children|people)\b)"
)
_EXTRA = (
    r"(?:supplement(?:a(?:ry|l))?|supp?l?\.?|supporting|additional|online|extended\s+data|appendix|e)"
    r"(?:\s+(?:materials?|data|files?|information|content|resources?))*[,:]?[\s-]*"
)
_CALL = Pattern(
    rf"(?<![\p{{L}}\d])(?P<extra>{_EXTRA})?"
    rf"(?P<kind>fig(?:ure|\.)?s?|tables?|(?<=[(\[])tabs?(?=\.)|(?P<picture>{PICTURE_WORDS})s?)(?!\p{{L}})"
    r"\.?\s*(?:[-‐‑#]\s?|(?<=[(\[]\p{L}{3,7}\.?\s?):\s?)?(?:nos?\.?\s*)?"
    rf"(?P<list>{_ONE}(?:{_JOINT}{_ONE}{_NOT_COUNTED})*|{_ROMAN}(?:{_PANEL})?(?:{_JOINT}{_ROMAN}(?:{_PANEL})?)*)"
    r"(?!\s*(?:mm|cm|mg|ml|kg|µm|years?|months?|weeks?|days?|hours?|times)\b)"
)
_NUMERAL = Pattern(_ROMAN)
_VALUES = {"I": 1, "V": 5, "X": 10}
_BARE = Pattern(r"[(\[]\s*(?:see\s+)?(?P<kind>figure|fig|table)\.?\s*[)\]]")
_ITEM = Pattern(rf"(?P<number>\d{{1,2}})|(?P<panel>(?<!\p{{L}})[a-z](?!\p{{L}}))|(?P<reach>{_DASH}|\bto\b|\bthrough\b)")
_OPENS_CAPTION = Pattern(rf"\W*(?P<word>{PICTURE_WORDS})s?\.?\s*\d")
_ARTICLE = (
    r"(?:article|paper|study|report|reference|ref|letter\s+by|publication|review|series|book|guidelines?"
    r"|supplement\p{L}*|appendix|online)"
)
_OF_ANOTHER = Pattern(
    r"[)\]]?,?\s*(?:of|in|from|by)\s+(?:(?:the|that|this|their|his|her|its|a|our|my)\s+)?(?:[\p{L}'’]+\s+){0,2}?"
    rf"(?:{_ARTICLE}|(?-i:\p{{Lu}}[\p{{L}}'’-]+)\s+(?:et\s+al|and\s+colleagues|and\s+co))"
    r"|[)\]]?,?\s*(?:of|by)\s+(?-i:\p{Lu}[\p{L}'’-]+\s+(?:and|&)\s+\p{Lu}[\p{L}'’-]+)"
    r"|[)\]]?,?\s*(?:of|in|from)\s+(?:[\[(]\d|their\b|theirs\b)"
    r"|[)\]]?[,;]?\s*(?:(?:of|in|from)\s+)?[\[(]?(?:ref(?:erence|s)?\.?\s*[\[(]?\d|therein\b)"
)
_OWN = Pattern(
    r"[)\]]?,?\s*(?:of|in|from|by)\s+(?:this|our|the\s+present)\b"
    r"(?!\s+(?:\p{L}+\s+)?(?:supplement|appendix|online|earlier|previous|prior|former|first\s+(?:article|paper|report)))"
)
_BRACKET = Pattern(r"[(\[](?:see\s)?\s*$")
_AUTHOR_BEFORE = Pattern(r"(?:\bal\.?['’]s|(?-i:\b\p{Lu}\p{L}+)['’]s|\b(?:authors?['’]?s?|their|his|her|its))\s+$")
_CITED_BEFORE = Pattern(
    r"(?:adapted|reproduced|modified|taken|redrawn)\s+from\s+[\[(]?$"
    r"|\bref(?:erence)?\.?\s*\[?\d{1,2}\]?[,;:]?\s*[\[(]?$|\bet\s+al\.?,?\s*\(?(?:19|20)\d\d\)?[,;:]\s*$|\[\d{1,2}[,;:]\s*$"
)


def read_callouts(passages: Sequence[Passage]) -> tuple[Callout, ...]:
    """The calls of the letter's own figures and tables, in reading order.

    A figure of a cited paper ("Figure 2 in ref. 5") and a supplementary one are none; captions do not call.
    """
    own = _own_words(passages)
    return tuple(
        callout
        for passage in passages
        if passage.part in _CALLING and _may_call(passage.span.text, own)
        for callout in _callouts(passage.span, own)
    )


def _own_words(passages: Sequence[Passage]) -> frozenset[str]:
    """The words for a picture by which the letter labels its captions: "Image 1: ..."."""
    captions = [p for p in passages if p.part is Part.CAPTION]
    opened = (_OPENS_CAPTION.match(text) for p in captions for text in (p.hint.label, p.span.text[:30]))
    return frozenset(_stem(match.group("word")) for match in opened if match)


def _stem(word: str) -> str:
    """Photo and photograph, pic and picture are one word here."""
    return word.casefold()[:3]


def _is_own_word(match: Match, text: str, own: frozenset[str]) -> bool:
    """Whether another word than figure calls one: that of the captions, or one in brackets; plates are of cultures."""
    stem = _stem(match.group("picture"))
    return stem in own or (stem != "pla" and bool(_BRACKET.search(text[max(0, match.start() - 6) : match.start()])))


def _may_call(text: str, own: frozenset[str]) -> bool:
    folded = text.casefold()
    return any(word in folded for word in ("fig", "tab", "image", "photo", "pic", *own))


def _callouts(span: Span, own: frozenset[str]) -> Iterator[Callout]:
    text = span.text
    calls = [*_CALL.finditer(text), *_BARE.finditer(text)]
    for match in sorted(calls, key=lambda match: match.start()):
        groups = match.groupdict()
        foreign = groups.get("picture") and not _is_own_word(match, text, own)
        if foreign or groups.get("extra") or _is_word(groups) or _is_of_another(match, text):
            continue
        target = "table" if match.group("kind").casefold().startswith("tab") else "figure"
        place = span.part(match.start(), match.end())
        for label, panels in _listed(_in_digits(groups["list"])) if "list" in groups else [("1", ())]:
            yield Callout(target, label, panels, place)


def _is_word(groups: dict[str, str | None]) -> bool:
    """Whether what looks like a Roman number is a word: "the figure I saw"."""
    return (groups["kind"] or "").islower() and groups.get("list") == "I"


def _is_of_another(match: Match, text: str) -> bool:
    """Whether a call is of a figure in somebody else's article."""
    before = text[max(0, match.start() - 40) : match.start()]
    after = text[match.end() : match.end() + 80]
    if _OWN.match(after):
        return False
    return bool(_OF_ANOTHER.match(after) or _CITED_BEFORE.search(before) or _AUTHOR_BEFORE.search(before))


def arabic(numeral: str) -> str:
    """A Roman number as a figure, "IV" as "4"; what is none comes back as it is."""
    values = [_VALUES.get(sign, 0) for sign in numeral]
    if not all(values):
        return numeral
    return str(sum(-one if one < after else one for one, after in pairwise([*values, 0])))


def _in_digits(text: str) -> str:
    """A list of calls whose Roman numbers, which stand in lists of their own, are written as figures."""
    if any(sign.isdigit() for sign in text):
        return text
    found = list(_NUMERAL.finditer(text))
    ends = [0, *(match.end() for match in found)]
    return (
        "".join(text[end : m.start()] + arabic(m.group()) for end, m in zip(ends, found, strict=False))
        + text[ends[-1] :]
    )


def _listed(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The figures of a list with the panels named of each: "1a-c, 2 and 4-5"."""
    found: list[tuple[str, list[str]]] = []
    reach = onward = False
    for match in _ITEM.finditer(text.casefold()):
        last, panels = (int(found[-1][0]), found[-1][1]) if found else (0, [])
        if match.group("number"):
            number = int(match.group("number"))
            if reach and number == last and panels:
                continue
            onward = reach and bool(panels)
            if onward:
                panels.clear()  # "1a-2b" calls the first figure up to a panel that only its caption knows
            if reach and 0 < last < number < last + 20:
                found += [(str(between), []) for between in range(last + 1, number)]
            found.append((str(number), []))
        elif match.group("panel") and found:
            letter = match.group("panel")
            if reach and panels:
                panels += letters(f"{panels[-1]}-{letter}")[1:]
            else:
                panels += letters(f"a-{letter}") if onward and not panels else [letter]
        reach = bool(match.group("reach"))
    return [(label, tuple(dict.fromkeys(panels))) for label, panels in found]
