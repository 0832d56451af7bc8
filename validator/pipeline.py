"""The whole way from files to a report: the only place that knows all of it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from validator import engine, readers, reference_form, waivers
from validator.engine import Checklist
from validator.model.letter import Detected, Letter, LetterType, Part, Passage, Stage
from validator.model.reference import Reference
from validator.model.result import (
    Applicability,
    Fix,
    Item,
    ItemStatus,
    JudgedReference,
    LetterReport,
    Level,
    Outcome,
    OutcomeKind,
    Report,
    Unreadable,
)
from validator.model.submission import SubmittedFile
from validator.model.text import Block, Format, Manuscript, UnreadableError
from validator.model.vocabulary import Vocabulary
from validator.readers import refusals
from validator.readers.decode import decode, encode
from validator.readers.detect import detect
from validator.structure.identifiers import read_identifiers
from validator.structure.reference_lists import (
    Line,
    block_lines,
    is_reference_list,
    read_reference_list,
    text_lines,
)
from validator.submissions import UNASKED, Asked, SourceFile, Submission, read, reading

if TYPE_CHECKING:
    from validator.fixes import Correction

__all__ = [
    "Asked",
    "NotCorrectableError",
    "SourceFile",
    "Submission",
    "check",
    "corrected",
    "corrected_list",
    "exit_code",
    "fails",
    "letters",
    "read",
    "references",
]

_NOT_WRITTEN = {
    Format.DOCX: "This is a Word file. `letterproof annotate --suggest` writes a copy of it with the corrections as "
    "tracked changes.",
    Format.JATS: "This is a JATS XML file, and corrections are written to Markdown and text files only. Paste the "
    "reference list into a text file and give it to `letterproof references`.",
}

_OPEN = {ItemStatus.NEEDS_HUMAN, ItemStatus.COULD_NOT_CHECK}


class NotCorrectableError(Exception):
    """A file of a format that corrections are not written to; the message says what to do."""


def letters(files: Submission, vocabulary: Vocabulary, asked: Asked = UNASKED) -> tuple[Letter, ...]:
    """The letters of a submission, none where it holds no article.

    Raises UnreadableError, and nothing else, where a file of it cannot be read and no letter is there.
    """
    found = read(files, vocabulary, asked)
    if found.unreadable and not found.letters:
        raise UnreadableError(found.unreadable[0].reason)
    return found.letters


def references(file: SourceFile, checklist: Checklist) -> tuple[JudgedReference, ...]:
    """The references of a bare list, each with its slips and its right form; raises UnreadableError.

    A slip of form is told of its own reference; what other items find is told of each reference that they point at.
    """
    return _judged_list(file, checklist)[1]


def corrected_list(file: SourceFile, checklist: Checklist) -> "Correction":
    """A bare list of references with each entry in its right form; raises UnreadableError.

    In Markdown the italics stay where the words stay; where words change places, the entry is written without marks.
    """
    from validator import fixes  # a check, which corrects nothing, need not wait for it

    with reading():
        data = file.load()
    text, judged = _judged_list(SourceFile.of(file.name, data), checklist)
    if detect(file.name, data) is not Format.MARKDOWN:
        return fixes.correct_list(text, judged)
    wanted = [Fix(entry.reference.span, entry.corrected, Applicability.SAFE) for entry in judged if entry.corrected]
    made = fixes.correct(text, wanted, lambda new: readers.read(file.name, encode(new, data)).blocks)
    if not made.left:
        return made
    text, judged = _judged_list(SourceFile.of(file.name, encode(made.after, data)), checklist)
    rest = fixes.correct_list(text, [replace(e, corrected=_escaped(e.corrected)) for e in judged if e.corrected])
    return replace(made, after=rest.after, applied=made.applied + rest.applied, left=0)


def _escaped(text: str) -> str:
    """A text in which nothing is a mark of Markdown."""
    return "".join(f"\\{sign}" if sign in "\\*_`[]<" else sign for sign in text)


def corrected(file: SourceFile, checklist: Checklist, *, suggest: bool = False) -> "tuple[Correction, bytes]":
    """A letter with the corrections of its findings, and the bytes of the corrected file.

    suggest: whether those are applied that are only suggested. Raises UnreadableError, and NotCorrectableError for
    formats that are not written.
    """
    from validator import fixes  # a check, which corrects nothing, need not wait for it

    with reading():
        data = file.load()
        found = detect(file.name, data)
    if found not in _NOT_WRITTEN:
        vocabulary = checklist.pack.vocabulary
        read = letters([SourceFile.of(file.name, data)], vocabulary)
        offered = fixes.offered(engine.run(letter, checklist) for letter in read)

        def means_as_before(text: str) -> bool:
            copy = SourceFile.of(file.name, encode(text, data))
            return _cites_as_meant(read, offered, copy, vocabulary)

        with reading():
            made = fixes.correct(
                decode(data),
                offered,
                lambda text: readers.read(file.name, encode(text, data)).blocks,
                suggest=suggest,
                means_as_before=means_as_before,
            )
            return made, encode(made.after, data)
    raise NotCorrectableError(_NOT_WRITTEN[found])


def _cites_as_meant(read: Sequence[Letter], offered: Sequence[Fix], copy: SourceFile, vocabulary: Vocabulary) -> bool:
    """Whether a copy with new numbers holds the same letters, and each cites as before or as was offered."""
    from validator import renumbering  # a check, which corrects nothing, need not wait for it

    try:
        again = letters([copy], vocabulary)
    except UnreadableError:
        return False
    pairs = zip(read, again, strict=False)
    return len(read) == len(again) and all(renumbering.is_as_meant(one, offered, other) for one, other in pairs)


def _judged_list(file: SourceFile, checklist: Checklist) -> tuple[str, tuple[JudgedReference, ...]]:
    """The text of a bare list of references, and its entries."""
    vocabulary = checklist.pack.vocabulary
    with reading():
        text, lines = _list_lines(file)
        found = read_reference_list(lines, file.name, vocabulary)
        if not found:
            raise UnreadableError(refusals.BLANK)
        if not is_reference_list(lines, found, vocabulary):
            raise UnreadableError(refusals.NO_REFERENCES)
    own = replace(checklist, rules=tuple(r for r in checklist.rules if _is_of_entries(r.loaded.rule.id)))
    told: dict[Block, list[tuple[str, Outcome]]] = {}
    for item in engine.run(_list_of(found), own).items:
        for finding in item.findings:
            for block in dict.fromkeys(span.block for span in finding.outcome.at):
                told.setdefault(block, []).append((item.id, finding.outcome))
    return text, tuple(_judged_reference(reference, told.get(reference.span.block, ()), own) for reference in found)


def _list_lines(file: SourceFile) -> tuple[str, list[Line]]:
    """The text of a bare list and its lines, which point into that text."""
    data = file.load()
    found = detect(file.name, data)
    if found is Format.MARKDOWN:
        return decode(data), block_lines(readers.read(file.name, data).blocks)
    text = decode(data) if found is Format.TEXT else _lines(file.name, data)
    return text, text_lines(text)


def _is_of_entries(item: str) -> bool:
    """Whether an item judges entries; what the list is as a whole is not told of one of them."""
    return item.startswith("reference-") and item != "reference-style-source"


def _list_of(found: tuple[Reference, ...]) -> Letter:
    """A letter of nothing but references."""
    stage, kind = Detected(Stage.SUBMISSION, ""), Detected(LetterType.CASE, "")
    return Letter((Manuscript("", Format.TEXT, ()),), 1, stage, kind, references=found)


def _lines(name: str, data: bytes) -> str:
    return "\n".join(block.text for block in readers.read(name, data).blocks)


def _judged_reference(
    reference: Reference, told: Sequence[tuple[str, Outcome]], checklist: Checklist
) -> JudgedReference:
    vocabulary = checklist.pack.vocabulary
    identifiers = read_identifiers([Passage(Part.REFERENCE, reference.span)], vocabulary)
    form = reference_form.form(reference, checklist.profile.references, vocabulary)
    slips = [(slip.item, slip.case, slip.message) for slip in form.slips] if form else []
    of_form = {item for item, _, _ in slips}
    notes = []
    for item, outcome in told:
        if item not in of_form:
            message = _own_message(reference, item, outcome, checklist)
            if outcome.kind is OutcomeKind.REMARK:
                notes.append(message)
            else:
                slips.append((item, outcome.case, message))
    corrected = form.text if form and form.text != " ".join(reference.span.text.split()) else None
    return JudgedReference(
        reference, tuple(slips), corrected, whole=form is not None, notes=tuple(notes), identifiers=identifiers
    )


def _own_message(reference: Reference, item: str, outcome: Outcome, checklist: Checklist) -> str:
    """What an item says of this reference alone; of those that are at fault only together, what it says of all."""
    if len({span.block for span in outcome.at}) == 1:
        return outcome.message
    alone = replace(checklist, rules=tuple(r for r in checklist.rules if r.loaded.rule.id == item))
    # By itself it may be compared with a record that in the list belongs to another.
    unrecorded = [replace(alone, records=replace(alone.records, records=()))] if alone.records else []
    for given in (alone, *unrecorded):
        report = engine.run(_list_of((replace(reference, numbered=False),)), given)
        own = (finding.outcome for found in report.items for finding in found.findings)
        message = next((said.message for said in own if said.case == outcome.case), "")
        if message:
            return message
    return outcome.message


def check(
    submissions: Iterable[Submission],
    checklist: Checklist,
    asked: Asked = UNASKED,
    waived: Sequence[waivers.Waiver] = (),
    *,
    inline: bool = True,
) -> Report:
    """Check submission after submission; one that cannot be read does not keep the others from being checked.

    waived: what is let go. inline: whether that, too, which a letter in Markdown says itself is to be let go.
    """
    reports: list[LetterReport] = []
    aside: list[SubmittedFile] = []
    unreadable: list[Unreadable] = []
    for files in submissions:
        found = read(files, checklist.pack.vocabulary, asked)
        reports += [_judged(letter, checklist, waived, inline=inline) for letter in found.letters]
        aside += found.set_aside
        unreadable += found.unreadable
        if not (found.letters or found.set_aside or found.unreadable):
            unreadable.append(Unreadable(files[0].name, refusals.BLANK))
    return Report(
        checklist.profile, checklist.today, tuple(reports), tuple(unreadable), checklist.pack.overridden, tuple(aside)
    )


def _judged(letter: Letter, checklist: Checklist, waived: Sequence[waivers.Waiver], *, inline: bool) -> LetterReport:
    report = engine.run(letter, checklist)
    if inline and any(file.traces and file.traces.instructions for file in letter.manuscripts):
        from validator import inline_waivers  # few letters have any

        own = inline_waivers.read(letter, *checklist.pack.names)
        waived = (*waived, *(inline_waivers.signed_in_file(one) for said in own for one in said.waivers))
    items = tuple(waivers.apply(item, letter, waived, checklist.today) for item in report.items)
    return replace(report, items=items)


def exit_code(report: Report, fail_on: str) -> int:
    """The exit code: 3 when an input could not be read, 1 when something stands at or above fail_on, else 0."""
    if report.unreadable:
        return 3
    return int(any(fails(item, fail_on) for letter in report.letters for item in letter.items))


def fails(item: Item, fail_on: str) -> bool:
    """Whether an item by itself makes the exit code 1; what the baseline has does not."""
    if fail_on == "never":
        return False
    if fail_on == "human" and item.level is Level.MUST and item.status in _OPEN:
        asked = [finding for finding in item.findings if finding.outcome.kind is OutcomeKind.ASK]
        return item.status is ItemStatus.COULD_NOT_CHECK or not (asked and all(finding.known for finding in asked))
    least = Level.MUST if fail_on == "human" else Level[fail_on.upper()]
    return item.status is ItemStatus.FAIL and any(
        finding.level >= least and finding.outcome.kind is OutcomeKind.FINDING and not finding.known
        for finding in item.findings
    )
