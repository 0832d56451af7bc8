"""What is told of letters, as notes for the comments of a Word file."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from validator.annotating.comments import Note
from validator.model.letter import Letter
from validator.model.masking import Mask
from validator.model.profile import Profile
from validator.model.result import Fix, Item, ItemStatus, LetterReport, Outcome, OutcomeKind, Report
from validator.model.text import Span
from validator.render import concerns, places
from validator.render.concerns import Heading
from validator.render.plain import harmless

_MENDED = "What is to be put right in form only is done as tracked changes, which you accept or reject one by one."
_MOST_PLACES = 100
"""Places of one finding that get a comment each."""
_MOST = 2_000
"""Comments that a file gets: Word no longer opens files with many thousands."""
_LONGEST = 2_000
"""Characters of a paragraph of a comment."""


def notes(report: Report, file: str = "", mended: Collection[Fix] = ()) -> list[Note]:
    """The findings and questions of a report's letters; what is only worth knowing needs no comment.

    file: the one that gets the comments, where the letters came in several: what stands in others is left out.
    mended: corrections that are made as tracked changes, which one comment on the list of references tells of.
    """
    found = chain.from_iterable(
        _one_a_reference(_of_letter(letter, report.profile, file, mended), letter.letter) for letter in report.letters
    )
    return [note for note, _ in zip(found, range(_MOST), strict=False)]


def elsewhere(report: Report, file: str) -> int:
    """How many findings and questions stand only in other files than this."""
    return sum(
        bool(outcome.at) and not any(_is_in(span, file) for span in _spans(outcome))
        for letter in report.letters
        for _, _, outcome in _told(letter)
    )


def _told(report: LetterReport) -> list[tuple[Heading, Item, Outcome]]:
    """What is told of a letter, the gravest first."""
    told = [
        (concerns.heading(finding), item, finding.outcome)
        for item in report.items
        if item.status is not ItemStatus.WAIVED
        for finding in item.findings
        if finding.outcome.kind is not OutcomeKind.REMARK
    ]
    order = list(Heading)
    return sorted(told, key=lambda one: order.index(one[0]))


def _of_letter(report: LetterReport, profile: Profile, file: str, mended: Collection[Fix]) -> Iterator[Note]:
    for heading, item, outcome in _told(report):
        spans = _spans(outcome)
        own = [span for span in spans if _is_in(span, file) and not _is_mended(span, outcome, mended)]
        if own or not spans:
            yield from _of_outcome(heading, item, outcome, own, report.letter, profile)
    if mended:
        references = report.letter.references
        yield Note(Heading.INFO, (_MENDED,), references[0].span if references else None, report.letter.title)


def _is_mended(span: Span, outcome: Outcome, mended: Collection[Fix]) -> bool:
    """Whether tracked changes do all that is to be done at a place."""
    wanted = [fix for fix in outcome.fixes if span.covers(fix.span)]
    return bool(wanted) and all(fix in mended for fix in wanted)


def _one_a_reference(notes: Iterable[Note], letter: Letter) -> list[Note]:
    """The notes, with those on one reference as one, on the whole of it, where the first of them stood."""
    found: dict[object, list[Note]] = {}
    for number, note in enumerate(notes):
        on = next((r.span for r in letter.references if note.at and r.span.covers(note.at)), None)
        found.setdefault(number if on is None else (id(on.block), on.start), []).append(note)
    return [_joined(together, letter) if len(together) > 1 else together[0] for together in found.values()]


def _joined(notes: Sequence[Note], letter: Letter) -> Note:
    """Several notes on one reference as one; what a later one asks for otherwise says so before its words."""
    first, at = notes[0], notes[0].at
    whole = next((r.span for r in letter.references if at and r.span.covers(at)), at)
    words = [
        f"{note.lead}: {said}" if place == 0 and note.lead != first.lead else said
        for note in notes
        for place, said in enumerate(note.words)
    ]
    return replace(first, words=tuple(dict.fromkeys(words)), at=whole)


def _is_in(span: Span, file: str) -> bool:
    return not file or span.file in {"", file}


def _of_outcome(
    heading: Heading, item: Item, outcome: Outcome, spans: Sequence[Span], letter: Letter, profile: Profile
) -> Iterator[Note]:
    """A comment at each place, each with what is to be done there; the first says who asks for it."""
    mask = Mask.of(letter)
    message, help_, authority = (
        mask.words(words) for words in (outcome.message, outcome.help, concerns.authority(profile, item, outcome))
    )
    if not spans:
        yield Note(heading, _clean(message, help_, authority), title=letter.title)
    for number, span in enumerate(spans[:_MOST_PLACES]):
        wanted = [_wanted(fix, mask) for fix in outcome.fixes if not fix.group and span.covers(fix.span)]
        words = (message, *wanted, help_, authority) if number == 0 else (message, *wanted, help_)
        if number == 0 and len(spans) > _MOST_PLACES:
            words = (*words, f"The same holds for {len(spans) - _MOST_PLACES} more places without a comment.")
        yield Note(heading, _clean(*words), _words_of(span, letter), letter.title, _where(span, letter))


def _spans(outcome: Outcome) -> Sequence[Span]:
    """The places of an outcome, and those of its corrections that lie in none of them; each once."""
    apart = (fix.span for fix in outcome.fixes if not any(span.covers(fix.span) for span in outcome.at))
    found = {(span.block, span.start, span.end): span for span in (*outcome.at, *apart)}
    return list(found.values())


def _wanted(fix: Fix, mask: Mask) -> str:
    """The words to paste."""
    before, after = mask.span(fix.span), mask.words(fix.after, fix.span.block)
    if not after:
        return f"Take out “{before}”."
    return f"In place of “{before}”, write: “{after}”" if before else f"Write here: “{after}”"


def _words_of(span: Span, letter: Letter) -> Span:
    """The span, or where it holds no words, the heading above."""
    headings = (p.heading for p in letter.passages if p.heading and p.span.covers(span)) if not len(span) else ()
    return next(iter(headings), span)


def _where(span: Span, letter: Letter) -> str:
    """Where words stand that no comment can stand at."""
    place = places.describe(span, letter)
    told = ": ".join(part for part in (place.name, f"“{place.quote}”" if place.quote else "") if part)
    return harmless(f"It stands here: {told}") if told else ""


def _clean(*words: str) -> tuple[str, ...]:
    """The paragraphs of a comment, without empty ones."""
    lines = chain.from_iterable(said.split("\n") for said in words)
    return tuple(harmless(line)[:_LONGEST] for line in lines if line.strip())
