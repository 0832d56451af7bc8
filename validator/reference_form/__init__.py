"""A parsed reference written in a profile's form: pure, used by rules and corrections."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from validator.model.profile import ReferenceSettings
from validator.model.reference import Reference, ReferenceAuthor
from validator.model.text import Span
from validator.model.vocabulary import Vocabulary
from validator.reference_form.doubt import is_uncertain
from validator.reference_form.journal_names import journal_case, journal_name
from validator.reference_form.numbers import BETWEEN, numbers_advice, numbers_part
from validator.reference_form.titles import title_part


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
    if is_uncertain(reference, vocabulary):
        return None
    spans = _spans(reference)
    wanted = (
        _authors(reference, settings),
        title_part(reference, settings),
        _journal(reference, settings, vocabulary),
        numbers_part(reference, settings),
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
    begin = authors.end + len(gap) - len(gap.lstrip(BETWEEN))
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
    case, message = journal_case(reference, vocabulary, spans[2].text.strip(), journal.strip())
    yield _Segment("reference-journal", case, spans[2], journal, message)
    yield _Segment("reference-numbers", "form", spans[3], numbers, numbers_advice(spans[3].text, numbers))


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


def _journal(reference: Reference, settings: ReferenceSettings, vocabulary: Vocabulary) -> str:
    return journal_name(reference, vocabulary) + (". " if settings.journal_dot else " ")


def slips(
    references: Sequence[Reference], settings: ReferenceSettings, vocabulary: Vocabulary, item: str
) -> list[Slip]:
    """The slips of all references that belong to one item, in the order of the list."""
    forms = (form(reference, settings, vocabulary) for reference in references)
    return [slip for made in forms if made for slip in made.slips if slip.item == item]
