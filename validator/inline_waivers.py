"""Waivers in the letter's own file: `<!-- letterproof: waive ITEM because REASON (by NAME, until DATE) -->`."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from validator.model.letter import Letter
from validator.model.masking import Mask
from validator.model.result import LetterReport
from validator.model.text import Span
from validator.waivers import Waiver, WaiverError, holds, refuse_unknown

_FORM = "Write: letterproof: waive ITEM because REASON (by NAME, until 2027-03-31)"
_WAIVE, _BECAUSE, _BY, _UNTIL = "waive ", " because ", "by ", "until "


@dataclass(frozen=True, slots=True)
class Inline:
    """What one comment says: its waivers, or why it is none, as a sentence."""

    at: Span
    waivers: tuple[Waiver, ...] = ()
    fault: str = ""


def read(letter: Letter, items: Collection[str], families: Collection[str]) -> Iterator[Inline]:
    """What the comments of a letter's files to this program say; items, families: those of the checklist."""
    mask = Mask.of(letter)
    for file in letter.manuscripts:
        for span in file.traces.instructions if file.traces else ():
            try:
                waivers = tuple(_waivers(mask.span(span)))
                refuse_unknown(waivers, items, families)
            except WaiverError as error:
                yield Inline(span, fault=mask.words(str(error)))
            else:
                yield Inline(span, waivers)


def _waivers(comment: str) -> Iterator[Waiver]:
    """The waivers of a comment, one for each item that it names; raises WaiverError."""
    words = " ".join(comment.split()).partition(":")[2].strip()
    items, because, reason = f"{words} ".partition(_BECAUSE)
    if not items.startswith(_WAIVE):
        message = f"This comment is not understood. {_FORM}."
        raise WaiverError(message)
    said, by, until = _signed(reason.strip())
    if not (because and said):
        message = f"A waiver needs a reason. {_FORM}."
        raise WaiverError(message)
    for item in items.removeprefix(_WAIVE).split(","):
        yield Waiver(item.strip(), said, by=by, until=until)


def _signed(reason: str) -> tuple[str, str, date | None]:
    """A reason, by whom it is, and until when it holds: what stands in brackets at its end; raises WaiverError."""
    said, bracket, end = reason.rstrip(". ").rpartition("(")
    if not (bracket and end.endswith(")") and end.startswith((_BY, _UNTIL))):
        return reason, "", None
    by, until, day = end.removesuffix(")").partition(_UNTIL)
    try:
        last = date.fromisoformat(day.strip()) if until else None
    except ValueError as error:
        message = "The day until which a waiver holds is written 2027-03-31."
        raise WaiverError(message) from error
    return said.strip(), by.removeprefix(_BY).strip(" ,"), last


def signed_in_file(waiver: Waiver) -> Waiver:
    """A waiver that says, where its author is named, that it stands in the letter's own file."""
    return replace(waiver, by=", ".join(filter(None, (waiver.by, "in the letter’s own file"))))


def idle(report: LetterReport, inline: Sequence[Inline], today: date) -> Iterator[str]:
    """What a person should know of the comments that let nothing go in this letter, as sentences."""
    mask = Mask.of(report.letter)
    waived = {item.id for item in report.items if item.waiver}
    checked = {item.id for item in report.items}
    for one in inline:
        where = f"{mask.words(one.at.file)}{_line(one.at)}"
        if one.fault:
            yield f"{where}: {one.fault} Nothing is waived by it."
        for waiver in one.waivers:
            if not holds(waiver, today):
                yield f"{where}: The waiver of {waiver.item} held until {waiver.until}, so it is not applied."
            elif waiver.item in checked - waived:
                yield f"{where}: The waiver of {waiver.item} found nothing to let go."


def _line(span: Span) -> str:
    origin = span.block.runs[0].origin
    before = span.block.text[: span.start].count("\n")
    return f", line {origin.line + before}" if origin and origin.line else ""
