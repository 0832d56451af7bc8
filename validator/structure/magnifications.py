"""Magnifications and scale bars in a caption, told apart from sizes, doses, counts and powers of ten."""

from collections.abc import Iterator

from validator.model.figure import Magnification
from validator.model.patterns import Match, Pattern
from validator.model.text import Span

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
_BEFORE = Pattern(rf"(?P<sign>[×✕✖╳*∗]|x)\s*(?P<number>{_NUMBER})(?P<thousand>k\b)?")
_AFTER = Pattern(
    rf"(?<![\p{{L}}\d.,×*]|[×x]\s)(?P<number>{_NUMBER})(?P<thousand>k)?\s?(?:[×✕✖╳]|x(?![\p{{L}}\d]))"
    r"(?=\s*(?:$|[)\].,;:/&(+–-]|(?:original|magn|mag|obj|oil|power|field|view|lens|and|or|for|in|to|at|with|stain"
    r"|h\s?[&+]?\s?e|ha?ematox|pas|panels?|scale)))"
)
_IN_WORDS = Pattern(
    rf"magnifications?\s*(?:factor|power|level)?\s*(?:of|at|:|=|,|was|is)?\s*\(?(?P<number>{_NUMBER})(?!\s*[×xµμ\d])"
    rf"|(?P<times>{_NUMBER})(?:\s+times|[\s-]*fold)\s+(?:original\s+)?magnif\w*"
    rf"|magnified\s+(?P<magnified>{_NUMBER})(?:\s+times|[\s-]*fold)"
)
_SCALE = Pattern(
    r"\b(?:(?:scale\s*-?\s*)?bars?|scales?)\b[^.;)\d]{0,40}?\d+(?:\.\d+)?\s*(?:[µμu]m|mm|nm|microns?|microme(?:ter|tre)s?)\b"
    r"|\d+(?:\.\d+)?\s*-?\s*(?:[µμu]m|microns?)\s+(?:scale\s+)?bars?\b"
)
_NUMBER_BEFORE = Pattern(r"(?<![\p{L}\d]|\p{L}[-‐‑–])\d+(?:[.,]\d+)*\s*(?:mm|cm|µm|μm|m|mg|ml|g|u|iu|inch(?:es)?)?\s*$")
_NO_MAGNIFICATION_AFTER = Pattern(
    r"\s*(?:[\^⁰¹²³⁴⁵⁶⁷⁸⁹/%°]|\d|[-–−]\s*\d+\s*(?:/|cells?\b)|(?:mm|cm|µm|μm|nm|m|kg|mg|g|ml|l|days?|d|weeks?|wks?|months?|mo"
    r"|years?|yrs?|hours?|hrs?|h|min|minutes?|doses?|cycles?|per|daily|weekly|iu|u|cells?|sessions?|courses?|tablets?)\b)"
)
_PRODUCT = Pattern(
    r"(?<![\p{L}\d.,×])(?P<one>\d{1,3}(?:\.\d)?)\s?x?\s*[×✕✖╳xX*∗]\s*(?P<other>\d{1,3}(?:\.\d)?)(?:x(?!\p{L}))?"
    r"(?=\s*(?:$|[)\].,;:/]|(?:original|magn|obj|oil|power|field|view|lens|h\s?[&+]?\s?e\b|ha?ematox|stain)))"
)
_MEASURED = Pattern(r"(?:measur\p{L}*|siz\p{L}+|\bof|\babout|\barea|[×xX*]|\d)\s*$")
_EYEPIECES = {10, 12.5}
_OBJECTIVES = {4, 10, 20, 40, 60, 63, 100}
"""The usual ones only: other products ("10 × 5") are sizes as often as not."""
_SMALLEST_SURE = 4
"""Below this a bare "x2" may be a count; a bracket or a full stop right after it must speak for it."""


def magnifications(span: Span) -> tuple[Magnification, ...]:
    """The magnifications and scale bars of a caption, in order."""
    text = _with_powers(span)
    if not any(sign in text for sign in "×✕✖╳xX*∗") and "agni" not in text and "cale" not in text:
        found: list[Magnification] = []
    else:
        found = list(_signed(span, text))
    if "magni" in text.casefold():
        found += (_made(span, match) for match in _IN_WORDS.finditer(text) if not _overlaps(found, span, match))
    if "bar" in text.casefold() or "scale" in text.casefold():
        found += (Magnification(span.part(match.start(), match.end())) for match in _SCALE.finditer(text))
    return tuple(sorted(found, key=lambda magnification: magnification.span.start))


def _with_powers(span: Span) -> str:
    """The text, as long as it is, with a caret for each figure of an exponent and none of a raised citation's."""
    text = span.text
    for run, part in span.runs() if any(run.superscript for run in span.block.runs) else ():
        if run.superscript:
            start, end = part.start - span.start, part.end - span.start
            mark = "^" if text[:start].endswith("10") else " "
            text = text[:start] + mark * (end - start) + text[end:]
    return text


def _signed(span: Span, text: str) -> Iterator[Magnification]:
    products = ((match, _product(match, text)) for match in _PRODUCT.finditer(text))
    found = [Magnification(span.part(match.start(), match.end()), factor) for match, factor in products if factor]
    single = [match for match in _BEFORE.finditer(text) if _is_magnification(match, text)]
    found += [_made(span, match) for match in single if not _overlaps(found, span, match)]
    found += (_made(span, match) for match in _AFTER.finditer(text) if not _overlaps(found, span, match))
    yield from found


def _product(match: Match, text: str) -> float | None:
    """The magnification told as eyepiece times objective ("10 x 40"), None for a size."""
    one, other = (_value(match.group(name), None) for name in ("one", "other"))
    lenses = (one in _EYEPIECES and other in _OBJECTIVES) or (other in _EYEPIECES and one in _OBJECTIVES)
    measured = _MEASURED.search(text[max(0, match.start() - 12) : match.start()])
    return one * other if lenses and not measured else None


def _is_magnification(match: Match, text: str) -> bool:
    """Whether "×40" is one: no number before it, no unit after it, no letter of its own word before an x."""
    before, sign = text[: match.start()], match.group("sign")
    if _NUMBER_BEFORE.search(before[-20:]) or _NO_MAGNIFICATION_AFTER.match(text, match.end()):
        return False
    if sign in "*∗":
        return match.group("number") in {"40", "100", "200", "400", "1000"}
    if sign == "x" and before[-1:].isalpha() and not before[-1:].isupper():
        return False
    if sign == "X" and before[-1:].isalpha():
        return False
    sure = _value(match.group("number"), match.group("thousand")) >= _SMALLEST_SURE
    return sure or text[match.end() : match.end() + 1] in {")", "]", ".", ",", ";", ""}


def _overlaps(found: list[Magnification], span: Span, match: Match) -> bool:
    here = span.part(match.start(), match.end())
    return any(magnification.span.overlaps(here) for magnification in found)


def _made(span: Span, match: Match) -> Magnification:
    groups = match.groupdict()
    number = next(groups[name] for name in ("number", "times", "magnified") if groups.get(name))
    return Magnification(span.part(match.start(), match.end()), _value(number, groups.get("thousand")))


def _value(number: str, thousand: str | None) -> float:
    value = float(number.replace(",", "")) * (1000 if thousand else 1)
    return int(value) if value.is_integer() else value
