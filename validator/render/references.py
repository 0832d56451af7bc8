"""A list of references, read and corrected: as JSON and as text."""

from collections.abc import Sequence

from validator.model.documents import CheckedReference, ReferencesDocument, Slip
from validator.model.masking import Mask
from validator.model.result import JudgedReference
from validator.model.wording import plural
from validator.render.document import write
from validator.render.inspect import reference_fields
from validator.render.layout import Page

_NOT_WHOLE = "We could not read this one wholly; compare it with the form of the others."


def render_json(entries: Sequence[JudgedReference]) -> str:
    """The document (`docs/schema/references.schema.json`)."""
    return write(ReferencesDocument(references=[_document(entry) for entry in entries]))


def _document(entry: JudgedReference) -> CheckedReference:
    mask = Mask.of_identifiers(entry.identifiers)
    return CheckedReference.model_validate(
        {
            **reference_fields(entry.reference, mask),
            "slips": [Slip(id=item, case=case, message=mask.words(message)) for item, case, message in entry.slips],
            "corrected": mask.words(entry.corrected) if entry.corrected else None,
            "whole": entry.whole,
            "notes": [mask.words(note) for note in entry.notes],
        }
    )


def render_text(entries: Sequence[JudgedReference], width: int, colour: bool) -> str:
    """Each reference with what deviates and its right form, wrapped to width columns; how many there are at the end."""
    page = Page(width, colour)
    labels = [f"{entry.reference.number}." for entry in entries]
    column = max(map(len, labels), default=0)
    for label, entry in zip(labels, entries, strict=True):
        _entry(page, label.ljust(column), entry)
        page.blank()
    page.add(_counted(entries))
    return page.text()


def _entry(page: Page, label: str, entry: JudgedReference) -> None:
    indent, mask = len(label) + 2, Mask.of_identifiers(entry.identifiers)
    page.add(mask.span(entry.reference.span), label=label, hang=indent)
    for _, _, message in entry.slips:
        page.add(mask.words(message), indent=indent, hang=indent)
    if entry.corrected:
        page.add(mask.words(entry.corrected), label="write", fg="green", indent=indent, hang=indent + 7)
    if not entry.whole:
        page.add(_NOT_WHOLE, indent=indent, hang=indent)
    elif not entry.slips:
        page.add("Right as it stands.", indent=indent, hang=indent)
    for note in entry.notes:
        page.add(mask.words(note), label="note", indent=indent, hang=indent + 6)


def _counted(entries: Sequence[JudgedReference]) -> str:
    wrong = sum(bool(entry.slips) for entry in entries)
    unread = sum(not entry.whole for entry in entries)
    counts = ((wrong, "to correct"), (unread, "not read wholly"))
    found = " and ".join(f"{count} {what}" for count, what in counts if count)
    right = "right as it stands" if len(entries) == 1 else "all right as they stand"
    return f"{plural(len(entries), 'reference')}, {found or right}."
