"""A parsed reference written in a profile's form: pure, used by rules and corrections."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from validator.model.journals import compared, find_journal, journal_index, meant_journal
from validator.model.patterns import Pattern
from validator.model.profile import ReferenceSettings
from validator.model.reference import Reference, ReferenceAuthor
from validator.model.text import Span
from validator.model.vocabulary import Journal, Vocabulary

_FIRST = Pattern(r"(?P<prefix>\D*)(?P<digits>\d+)\D*.*")
_LAST = Pattern(r"(?P<digits>\d+)(?:\D.*)?")
_BETWEEN = " \t\n\u00a0.,;:"
# "pH", "p53", "c-myc" and the like keep their small letter, so a word counts only when it is letters alone.
_SMALL_AFTER_COLON = Pattern(r"(?<=:\s)\p{Ll}\p{Ll}*(?=[\s,.:;?!]|$)", flags=0)
_FOREIGN = (
    "avec bei chez con da das de dei del della der des dos du durch ein eine em les los mit por sur um und une von zur"
)
_FOREIGN_WORDS = frozenset(_FOREIGN.split())
_LONG_WORD = Pattern(r"(?<![:.?!]\s)(?<!^)\b\p{L}{4,}\b(?!-)", flags=0)
_JOINING = ("and ", "& ", "et al")
"""Words before or after a name that no title begins with."""
_SUPPLEMENT = Pattern(r"(?<!\d\s)\p{L}{2}|suppl")
_PAGE_MARK = Pattern(r"[\s,:;]+pp?\.?$")
# Initials before or among the words of a family's name, "et al." run into it, "and" taken for one.
_NO_FAMILY = Pattern(r"\.|(?:\s|(?<=\p{Ll})\s\p{Lu}{1,3})\p{Lu}$|\bet\s+al|^[Aa]nd$", flags=0)
_NO_GROUP = Pattern(r"\bet\s+al|^\p{Ll}+$", flags=0)
_NO_INITIALS = Pattern(r"\p{Ll}[.\s]*\p{Lu}", flags=0)
_NO_PAGE = Pattern(r"\d\.\d")
_INITIAL_FIRST = Pattern(r"(?:\p{Lu}|St)\.\s(?:\p{Lu}|et\sal)", flags=0)
_SHORT_SENTENCE = Pattern(r"(?:^|\.\s*)(?:[\p{Lu}&][^\s.]*\.?\s*){1,4}$", flags=0)
_ABBREVIATED_END = Pattern(r"\.\s(?:\p{Lu}\p{L}*\.,?\s){2,}\p{Lu}\p{L}*$", flags=0)


@dataclass(frozen=True, slots=True)
class Slip:
    """A deviation from the profile's form: the item and case it belongs to, its words, and what should stand there.

    number: of the reference. after: None where the text alone does not tell. message: a sentence.
    """

    item: str
    case: str
    span: Span
    after: str | None
    message: str
    number: int


@dataclass(frozen=True, slots=True)
class Form:
    """A reference in the profile's form: its slips, and its whole text with all of them mended."""

    slips: tuple[Slip, ...]
    text: str


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch of the entry, what should stand there, and why it should where it does not."""

    item: str
    case: str
    span: Span
    wanted: str
    message: str

    def slips(self, number: int) -> Iterator[Slip]:
        found = " ".join(self.span.text.split())
        if found != self.wanted.strip():
            end = len(self.span.text.rstrip())
            yield Slip(self.item, self.case, self.span.part(0, end), self.wanted.strip(), self.message, number)


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


def written(reference: Reference, settings: ReferenceSettings, vocabulary: Vocabulary) -> str | None:
    """The reference in the profile's form; None where it could not be read wholly.

    No name, no word of the title and no number is altered: only marks, order of parts, what is left out, and the
    journal's abbreviation.
    """
    made = form(reference, settings, vocabulary)
    return made.text if made else None


@lru_cache(maxsize=4096)
def form(reference: Reference, settings: ReferenceSettings, vocabulary: Vocabulary) -> Form | None:
    """The reference in the profile's form with its slips; None where it could not be read wholly."""
    if not reference.whole or reference.ahead or not (reference.volume or reference.issue):
        return None
    if _is_uncertain(reference, vocabulary):
        return None
    spans = _spans(reference)
    wanted = (
        _authors(reference, settings),
        _title(reference, settings),
        _journal(reference, settings, vocabulary),
        _numbers(reference, settings),
    )
    text = "".join(wanted)
    if spans is None:
        message = f"The parts stand in another order than the journal's. Write: {text}"
        return Form((Slip("reference-numbers", "form", reference.span, text, message, reference.number),), text)
    segments = _segments(reference, settings, vocabulary, spans, wanted)
    return Form(
        (*_counted(reference, settings), *(slip for segment in segments for slip in segment.slips(reference.number))),
        text,
    )


def _is_uncertain(reference: Reference, vocabulary: Vocabulary) -> bool:
    """Whether names, title and journal may be parted wrongly: houses that print initials first often print no title.

    What looks like a title may then be the first words of the journal, or names that could not be read; and the first
    words of a journal with dots may stand at the title's end.
    """
    span, title = reference.authors_span, reference.title.text
    unknown = find_journal(reference.journal.text, vocabulary) is None
    if title.casefold().startswith(_JOINING) or _INITIAL_FIRST.match(title) or _ABBREVIATED_END.search(title):
        return True
    if any(map(_is_no_author, reference.authors)) or _NO_PAGE.search(reference.first_page.text):
        return True
    if unknown and "." in title and _SHORT_SENTENCE.search(title):
        return True
    if span is not None and span.text[1:2] in {".", "-"}:
        dotted = any(part[1:2] == "." for part in title.split(", "))
        return unknown or dotted or _SHORT_SENTENCE.search(title) is not None
    return unknown and compared(title) in journal_index(vocabulary).words


def _is_no_author(author: ReferenceAuthor) -> bool:
    """Whether something else was taken for an author, or initials for part of a name."""
    if not author.initials:
        return _NO_GROUP.search(author.family) is not None
    return _NO_FAMILY.search(author.family) is not None or _NO_INITIALS.search(author.initials) is not None


def _spans(reference: Reference) -> tuple[Span, Span, Span, Span] | None:
    """Where authors, title, journal and numbers stand with the marks after them; None where in another order."""
    whole, authors = reference.span, reference.authors_span
    journal, year = reference.journal.span, reference.year.span
    title = reference.title.span
    number = reference.volume.span or reference.issue.span
    if authors is None or title is None or journal is None or year is None or number is None:
        return None
    places = (whole.start, authors.end, title.end, journal.end, number.start)
    starts = (authors.start, title.start, journal.start, year.start)
    if not all(place <= start for place, start in zip(places, starts, strict=False)) or year.start > places[-1]:
        return None
    gap = whole.block.text[authors.end : title.start]
    begin = authors.end + len(gap) - len(gap.lstrip(_BETWEEN))
    cuts = (whole.start, begin, journal.start, year.start, whole.end)
    one, two, three, four = (Span(whole.block, a, b) for a, b in pairwise(cuts))
    return one, two, three, four


def _segments(
    reference: Reference,
    settings: ReferenceSettings,
    vocabulary: Vocabulary,
    spans: tuple[Span, Span, Span, Span],
    wanted: tuple[str, str, str, str],
) -> Iterator[_Segment]:
    authors, title, journal, numbers = wanted
    too_many = len(reference.authors) > settings.et_al_after
    authors_item = "reference-et-al" if too_many or _only_et_al(spans[0].text, authors) else "reference-authors"
    yield _Segment(authors_item, "form", spans[0], authors, f"Write the authors so: {authors.strip()}")
    yield _Segment("reference-title", "form", spans[1], title, f"Write the title so: {title.strip()}")
    case, message = _journal_case(reference, vocabulary, spans[2].text.strip(), journal.strip())
    yield _Segment("reference-journal", case, spans[2], journal, message)
    yield _Segment("reference-numbers", "form", spans[3], numbers, _numbers_advice(spans[3].text, numbers))


def _numbers_advice(found: str, wanted: str) -> str:
    """What to do with year, volume and pages; where only what follows them is too much, to leave that out."""
    found, stem = " ".join(found.split()), wanted.rstrip(".")
    rest = found[len(stem) :]
    if found.startswith(stem) and rest.strip(" .,;") and not rest[0].isalnum():
        return f"The journal prints nothing after the pages; leave out “{rest.strip(' .,;')}”."
    return f"Write year, volume and pages so: {wanted}"


def _only_et_al(found: str, wanted: str) -> bool:
    """Whether the names stand as they should, and only "et al." does not."""
    if "et al." not in wanted:
        return False
    return found.casefold().partition("et")[0].strip(" ,") == wanted.casefold().partition("et")[0].strip(" ,") or (
        found.rpartition(" et")[0].rstrip(" ,") == wanted.rpartition(" et")[0].rstrip(" ,")
    )


def _counted(reference: Reference, settings: ReferenceSettings) -> Iterator[Slip]:
    named = len(reference.authors)
    if reference.et_al and named < settings.et_al_after and reference.authors_span is not None:
        message = (
            f"“et al.” stands after {named} {'name' if named == 1 else 'names'}; the journal names the first "
            f"{settings.et_al_after} authors. Add the missing names from the article."
        )
        yield Slip("reference-et-al", "too-few", reference.authors_span, None, message, reference.number)


def _authors(reference: Reference, settings: ReferenceSettings) -> str:
    people = [author for author in reference.authors if author.initials]
    groups = [author.family for author in reference.authors if not author.initials]
    if groups and (reference.authors[: len(people)] != tuple(people) or len(groups) > 1 or not people):
        # Groups among persons, persons of one name, given names in full: the marks between them are left as they are.
        span = reference.authors_span
        return "" if span is None else span.text.rstrip(" .,;:") + ". "
    names = [_name(author) for author in people]
    if len(names) > settings.et_al_after:
        return ", ".join(names[: settings.et_al_after]) + ", et al. "
    text = ", ".join(names)
    if reference.et_al:
        return text + ", et al. "
    return "; ".join([text, *groups]).rstrip(".") + ". "


def _name(author: ReferenceAuthor) -> str:
    initials = "".join(author.initials.replace(".", "").split()).replace("‐", "-").replace("‑", "-").replace("–", "-")
    return " ".join(part for part in (author.family, initials, author.suffix.rstrip(".")) if part)


def _title(reference: Reference, settings: ReferenceSettings) -> str:
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


def _journal(reference: Reference, settings: ReferenceSettings, vocabulary: Vocabulary) -> str:
    return journal_name(reference, vocabulary) + (". " if settings.journal_dot else " ")


def journal_name(reference: Reference, vocabulary: Vocabulary) -> str:
    """The journal as it should be called: NLM's abbreviation of that year; as printed, without dots, if unknown."""
    printed = reference.journal.text
    journal = find_journal(printed, vocabulary) or meant_journal(printed, vocabulary)
    if journal is None:
        return _undotted(printed)
    year = int(reference.year.text[:4])
    other = journal_of_year(journal, year, vocabulary)
    if other is not None:
        return other.abbreviation
    if compared(printed) in _short_names(journal) and not _has_article(printed, journal):
        return _undotted(printed)
    return journal.abbreviation


def _short_names(journal: Journal) -> tuple[str, str]:
    """The abbreviation as it is compared, with and without the place in brackets that tells namesakes apart."""
    return compared(journal.abbreviation), compared(journal.abbreviation.partition(" (")[0])


def _has_article(printed: str, journal: Journal) -> bool:
    """Whether "The" stands before a name that has none: The Lancet."""
    the = "the "
    return printed.casefold().startswith(the) and not journal.abbreviation.casefold().startswith(the)


def _undotted(name: str) -> str:
    return " ".join(name.replace(".", " ").split()) if "." in name else " ".join(name.split())


def journal_of_year(journal: Journal, year: int, vocabulary: Vocabulary) -> Journal | None:
    """The successor or predecessor that a journal's title had given way to in a year; None where the title is right."""
    seen = {journal.abbreviation}
    current = journal
    while True:
        if current.last is not None and year > current.last and current.successor:
            following = current.successor
        elif current.first is not None and year < current.first and current.predecessor:
            following = current.predecessor
        else:
            return None if current is journal else current
        found = find_journal(following, vocabulary)
        if found is None or found.abbreviation in seen:
            return None
        seen.add(found.abbreviation)
        current = found


def _journal_case(reference: Reference, vocabulary: Vocabulary, found: str, wanted: str) -> tuple[str, str]:
    """The case of a journal's slip, and its message; found and wanted are its words with the marks after them."""
    printed, year = reference.journal.text, reference.year.text
    known = find_journal(printed, vocabulary)
    journal = known or meant_journal(printed, vocabulary)
    if journal is not None and journal_of_year(journal, int(year[:4]), vocabulary):
        ended = journal.last is not None and int(year[:4]) > journal.last
        when = f"was the title until {journal.last}" if ended else f"is the title since {journal.first}"
        return "wrong-era", f"“{printed}” {when}; in {year} the journal was called {wanted.rstrip('.')}."
    if journal is not None and known is None:
        return "wrong-form", f"“{printed}” is not how the journal is abbreviated: {wanted.rstrip('.')}."
    return "form", f"{_journal_advice(found, wanted)}: {wanted}"


def _journal_advice(found: str, wanted: str) -> str:
    """What to do with a journal's name that stands there in another form."""
    if found == f"{wanted}.":
        return "Leave out the full stop after the journal's name"
    if wanted == f"{found}.":
        return "Put a full stop after the journal's name"
    if _undotted(found) == wanted:
        return "Leave out the full stops in the journal's name"
    return "Write the journal so"


def _numbers(reference: Reference, settings: ReferenceSettings) -> str:
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
    printed = reference.span.block.text[volume.end : first.start].rstrip(_BETWEEN)
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


def slips(
    references: Sequence[Reference], settings: ReferenceSettings, vocabulary: Vocabulary, item: str
) -> list[Slip]:
    """The slips of all references that belong to one item, in the order of the list."""
    forms = (form(reference, settings, vocabulary) for reference in references)
    return [slip for made in forms if made for slip in made.slips if slip.item == item]
