"""The numbers and addresses of a reference: DOI, PMID, PMCID, link, with the date of access."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from validator.model.patterns import Match, Pattern
from validator.model.reference import NO_FIELD, Field
from validator.model.text import Span

# Found loosely; Crossref's letters and those of old Wiley SICI. What follows the number in print is trimmed afterwards.
_DOI = Pattern(
    r"(?P<label>\[?\b(?:(?:https?:\s?//\s?)?(?:www\.|dx\.)?doi\.org\s?/\s?|doi\s?[:.=]?\s*)+)?\s*"
    r"(?P<doi>10\s?\.\s?\d{4,9}\s?(?:/|%2F)\s?[^\s\"“”]+)"
)
_BROKEN_DOI = Pattern(
    r"\bdoi\s?[:=]\s*(?P<doi>(?!org)[^\s,;]+)|(?<!/)\bdoi\.org/(?P<path>[^\s,;]+)|\bdx\.doi\.org/(?P<dx>[^\s,;]+)"
)
_LINK = Pattern(r"(?:https?://|\bwww\.|\bftp://)[^\s<>\"“”]+")
_PMCID = Pattern(r"(?:\bPMCID\s*:?\s*)?\b(?P<pmcid>PMC\s?\d{4,9})\b")
_PMID = Pattern(r"\b(?:(?:PubMed\s+)?PMID|PubMed(?:\s+ID)?)\s*[:.]?[\s\[(]*(?P<pmid>[^\s,;.\])]+)")
_BARE_PMID = Pattern(r"(?<=[.\s])(?<!(?:[:,]|\bpp?\.?)\s*)(?P<pmid>\d{7,8})\s*[.\]]?\s*$")
_DAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\d|"
    r"(?:jan|feb|fev|mar|apr|abr|may|mai|jun|jul|aug|ago|sep|set|oct|out|okt|nov|dec|dic|dez|ene)\p{L}*\.?,?\s*\d)"
)
_ACCESS = Pattern(
    r"[\[(]?\s*\b(?:date\s+)?(?:last\s+)?(?:accessed|cited|access\s+date|access(?=\s*:|\s+on\b)|retrieved|acceso|acesso|visited|viewed)\b"
    rf"(?:\s+(?:online|on|at|in|the))*\s*:?\s*(?P<accessed>(?={_DAY})(?:[^.;\[\]()]|(?<=\b\p{{L}}{{3,4}})\.(?=\s\d)){{4,40}}?)(?=\s*(?:[\]).;]|$|,\s+from|\bfrom\b|\bat\b))[\])]?"
)
_POSTED = Pattern(
    r"\bpublished(?:\s+online)?\s*:?\s+(?P<posted>(?:\d{4}\s+\p{L}{3,9}\.?(?:\s+\d{1,2})?|\p{L}{3,9}\s+\d{1,2},\s+\d{4}|\d{1,2}\s+\p{L}{3,9}\s+\d{4}))"
)
# Each with the letters without which it need not be looked for.
_PATTERNS = (
    ("url", _LINK, ("/", "www")),
    ("pmcid", _PMCID, ("pmc",)),
    ("pmid", _PMID, ("pmid", "pubmed")),
    ("accessed", _ACCESS, ("access", "cited", "retriev", "aces", "visited", "viewed")),
    ("posted", _POSTED, ("published",)),
)
_TRIM = ".,;:)]}>'’\"*"


@dataclass(frozen=True, slots=True)
class Identifiers:
    """The identifiers of a reference, and its text with all of them blanked out, letter for letter as long."""

    fields: Mapping[str, Field] = field(default_factory=dict)
    blanked: str = ""

    def get(self, name: str) -> Field:
        """The identifier of that name; an empty field where there is none."""
        return self.fields.get(name, NO_FIELD)


def read_identifiers(span: Span) -> Identifiers:
    """DOI, link, PMID, PMCID and date of access of a reference."""
    text = span.text
    folded = text.casefold()
    found: dict[str, Field] = {}
    blanks: list[tuple[int, int]] = []
    if "10" in folded or "doi" in folded:
        _doi(span, text, found, blanks)
    for name, pattern, gates in _PATTERNS:
        if name not in found and any(gate in folded for gate in gates):
            for match in pattern.finditer(_blank(text, blanks)):
                _keep(span, name, match, found, blanks)
    blanked = _blank(text, blanks)
    if "pmid" not in found and (bare := _bare_pmid(blanked)):
        _keep(span, "pmid", bare, found, blanks)
        blanked = _blank(text, blanks)
    return Identifiers(found, blanked)


def _bare_pmid(text: str) -> Match | None:
    """A PMID that ends an entry without its name."""
    ends_in_number = text.rstrip().rstrip(".]").rstrip()[-1:].isdecimal()
    return _BARE_PMID.search(text) if ends_in_number else None


def _keep(span: Span, name: str, match: Match, found: dict[str, Field], blanks: list[tuple[int, int]]) -> None:
    start, end = match.span(name) if name in match.groupdict() else match.span()
    end = start + len(span.text[start:end].rstrip(_TRIM))
    found.setdefault(name, Field(span.text[start:end], span.part(start, end)))
    blanks.append((match.start(), max(end, match.end()) if name == "accessed" else end))


def _doi(span: Span, text: str, found: dict[str, Field], blanks: list[tuple[int, int]]) -> None:
    for match in _DOI.finditer(text):
        start, end = match.span("doi")
        end = start + len(trim_doi(text[start:end]))
        found.setdefault("doi", Field(clean_doi(text[start:end]), span.part(start, end)))
        blanks.append((match.start(), end))
    if not blanks and (broken := _BROKEN_DOI.search(text)):
        start, end = next(broken.span(name) for name in ("doi", "path", "dx") if broken[name])
        end = start + len(text[start:end].rstrip(_TRIM))
        if end > start and any(letter.isdigit() for letter in text[start:end]):
            found["doi"] = Field(clean_doi(text[start:end]), span.part(start, end))
            blanks.append((broken.start(), end))


def trim_doi(text: str) -> str:
    """A DOI without what print puts after it: marks at its end and a bracket that it never opened."""
    for glued in ("pmid", "pmcid", "http"):
        cut = text.casefold().find(glued, 8)
        text = text[:cut] if cut > 0 else text
    if text.count("(") > text.count(")"):
        text = text[: text.rfind("(")]
    while text and (text[-1] in ".,;:'’\"*]}" or (text[-1] in ")>" and not _opened(text))):
        text = text[:-1]
    return text


def _opened(text: str) -> bool:
    opening, closing = ("(", ")") if text[-1] == ")" else ("<", ">")
    return text.count(opening) >= text.count(closing)


def clean_doi(text: str) -> str:
    """A DOI as it is compared and resolved: escapes of Markdown, HTML and links undone, without blanks."""
    plain = unquote(text).replace("\\", "")
    if "&" in plain:
        from html import unescape  # few DOIs have such escapes

        plain = unescape(plain)
    return "".join(plain.split())


def _blank(text: str, parts: list[tuple[int, int]]) -> str:
    for start, end in _merged(parts):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _merged(parts: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    yield from sorted(parts)
