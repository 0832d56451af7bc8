"""Year, volume, issue and pages of a reference, as the journal prints them."""

from validator.model.patterns import Pattern
from validator.model.profile import ReferenceSettings
from validator.model.reference import Reference

_FIRST = Pattern(r"(?P<prefix>\D*)(?P<digits>\d+)\D*.*")
_LAST = Pattern(r"(?P<digits>\d+)(?:\D.*)?")
_SUPPLEMENT = Pattern(r"(?<!\d\s)\p{L}{2}|suppl")
_PAGE_MARK = Pattern(r"[\s,:;]+pp?\.?$")
BETWEEN = " \t\n\u00a0.,;:"
"""Marks that part the parts of a reference."""


def full_last_page(first: str, last: str) -> str:
    """The last page written out in full: 449 of 435–49, S16 of S8–16; as it stands where nothing was left out."""
    opening, ending = _FIRST.fullmatch(first), _LAST.fullmatch(last)
    if not opening or not ending:
        return last
    digits = opening["digits"]
    missing = len(digits) - len(ending["digits"])
    return opening["prefix"] + (digits[:missing] if missing > 0 else "") + last


def elided(first: str, last: str) -> str:
    """The last page (in full) as NLM prints it: 49 after 435, 9 after 12, 205 after 1199; whole where letters stand.

    https://www.nlm.nih.gov/mesh/indman/chapter_10.html
    """
    if not (first.isdecimal() and last.isdecimal()) or len(first) != len(last) or first == last:
        return last
    same = next(place for place, (a, b) in enumerate(zip(first, last, strict=True)) if a != b)
    return last[same:]


def numbers_part(reference: Reference, settings: ReferenceSettings) -> str:
    """Year, date, volume, issue and pages with the marks between them: "2017;18:435–49."."""
    blank = " " if settings.spaces else ""
    date = f" {reference.date.text}" if settings.month and reference.date else ""
    volume = f"{reference.volume.text}{_issue(reference, settings)}"
    further = _more_pages(reference, settings)
    text = f"{reference.year.text}{date};{blank}{volume}:{blank}{pages(reference, settings)}{further}."
    return f"{text} doi: {reference.doi.text}" if settings.doi and reference.doi else text


def _issue(reference: Reference, settings: ReferenceSettings) -> str:
    """The issue where the journal prints it; a supplement always, as it stands, since its pages begin anew.

    The issue of a journal without volumes takes their place.
    """
    issue = reference.issue
    if not issue:
        return ""
    if not reference.volume:
        return f"({issue.text})"
    if not _SUPPLEMENT.search(issue.text):
        return f"({issue.text})" if settings.issue else ""
    volume, first = reference.volume.span, reference.first_page.span
    if volume is None or first is None:
        return f"({issue.text})"
    printed = reference.span.block.text[volume.end : first.start].rstrip(BETWEEN)
    printed = " ".join(_PAGE_MARK.sub("", printed).split())
    return printed if printed.startswith("(") else f" {printed}"


def pages(reference: Reference, settings: ReferenceSettings) -> str:
    """The pages in the profile's form; as printed where the last comes before the first."""
    first, last = "".join(reference.first_page.text.split()), "".join(reference.last_page.text.split())
    if not last:
        return first
    full = full_last_page(first, last)
    if first.isdecimal() and full.isdecimal() and int(full) < int(first):
        return f"{first}{settings.page_dash}{last}"
    return f"{first}{settings.page_dash}{elided(first, full) if settings.elide_pages else full}"


def _more_pages(reference: Reference, settings: ReferenceSettings) -> str:
    """Pages that follow those of the article, as they stand: "; quiz 191–2", ", 195–6"."""
    if not reference.more_pages:
        return ""
    text = " ".join(reference.more_pages.text.split())
    for dash in "-‐‑":
        text = text.replace(dash, settings.page_dash)
    return f"; {text}" if text.split()[0].isalpha() else f", {text}"


def numbers_advice(found: str, wanted: str) -> str:
    """What to do with year, volume and pages; where only what follows them is too much, to leave that out."""
    found, stem = " ".join(found.split()), wanted.rstrip(".")
    rest = found[len(stem) :]
    if found.startswith(stem) and rest.strip(" .,;") and not rest[0].isalnum():
        return f"The journal prints nothing after the pages; leave out “{rest.strip(' .,;')}”."
    return f"Write year, volume and pages so: {wanted}"
