"""What was read of the letters, as the JSON document of `inspect`."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from validator.model.declaration import Declaration
from validator.model.documents import (
    AuthorEntry,
    CorrespondingEntry,
    DeclarationEntry,
    FigureEntry,
    IdentifierEntry,
    InspectDocument,
    InspectedLetter,
    MetadataEntry,
    PatientEntry,
    ReferenceAuthorEntry,
    ReferenceEntry,
)
from validator.model.figure import Figure
from validator.model.identifier import PatientIdentifier
from validator.model.letter import Letter
from validator.model.masking import Mask
from validator.model.metadata import Metadata
from validator.model.people import Corresponding
from validator.model.reference import Reference
from validator.model.result import Unreadable
from validator.model.submission import SubmittedFile
from validator.model.text import Span
from validator.reference_form.numbers import full_last_page
from validator.render.document import write
from validator.render.json import file_entry, unread
from validator.render.places import describe
from validator.render.plain import harmless

Named = TypeVar("Named", bound=str)


def render(letters: Sequence[Letter], unreadable: Sequence[Unreadable], set_aside: Sequence[SubmittedFile] = ()) -> str:
    """The document (`docs/schema/inspect.schema.json`)."""
    document = InspectDocument(
        letters=[_letter(letter) for letter in letters],
        unreadable=unread(unreadable),
        set_aside=[file_entry(file) for file in set_aside],
    )
    return write(document)


def reference_fields(reference: Reference, mask: Mask) -> dict[str, object]:
    """The parts of a reference as a document writes them."""

    def said(text: str) -> str:
        return mask.words(text, reference.span.block)

    first, last = reference.first_page.text, reference.last_page.text
    return {
        "number": str(reference.number),
        "raw": _words(reference.span, mask),
        "authors": [
            ReferenceAuthorEntry(family=said(author.family), initials=author.initials, suffix=author.suffix)
            for author in reference.authors
        ],
        "et_al": reference.et_al,
        "title": said(reference.title.text) or None,
        "journal": said(reference.journal.text) or None,
        "year": said(reference.year.text) or None,
        "volume": said(reference.volume.text) or None,
        "issue": said(reference.issue.text) or None,
        "first_page": said(first) or None,
        "last_page": said(full_last_page(first, last)) or None,
        "doi": said(reference.doi.text) or None,
        "pmid": said(reference.pmid.text) or None,
    }


def _letter(letter: Letter) -> InspectedLetter:
    mask = Mask.of(letter)
    cited = {number for citation in letter.citations for number in citation.numbers}
    listed = {reference.number for reference in letter.references}
    return InspectedLetter(
        file=harmless(mask.words(letter.file)),
        index=letter.index,
        title=_words(letter.title, mask) if letter.title else None,
        stage=letter.stage.value,
        letter_type=letter.letter_type.value,
        words=letter.words,
        authors=[AuthorEntry(name=mask.words(author.name, author.span.block)) for author in letter.people.authors],
        corresponding=_corresponding(letter.people.corresponding, mask),
        declarations=[_declaration(declaration, letter) for declaration in letter.declarations],
        patients=[PatientEntry(age_years=patient.age_years, sex=patient.sex) for patient in letter.patients],
        figures=[_figure(figure, letter) for figure in letter.figures],
        citations=[list(citation.numbers) for citation in letter.citations],
        uncited=[] if letter.beginning_missing else sorted(listed - cited),
        undefined=sorted(cited - listed),
        references=[
            ReferenceEntry.model_validate(reference_fields(reference, mask)) for reference in letter.references
        ],
        metadata=_metadata(letter.metadata, mask),
        files=[file_entry(file, mask) for file in letter.files],
        identifiers=[_identifier(one, letter) for one in letter.identifiers],
    )


def _corresponding(corresponding: Corresponding | None, mask: Mask) -> CorrespondingEntry | None:
    if corresponding is None:
        return None
    block = corresponding.span.block
    return CorrespondingEntry(name=mask.words(corresponding.name, block), email=mask.words(corresponding.email, block))


def _identifier(identifier: PatientIdentifier, letter: Letter) -> IdentifierEntry:
    place = describe(identifier.span, letter)
    return IdentifierEntry(
        kind=identifier.kind, masked=_words(identifier.span, Mask.of(letter)), place=place.name, line=place.line
    )


def _declaration(declaration: Declaration, letter: Letter) -> DeclarationEntry:
    mask = Mask.of(letter)
    return DeclarationEntry(
        kind=declaration.kind,
        status=declaration.status,
        guardian=declaration.consent.guardian or declaration.consent.next_of_kin,
        quote=_words(declaration.span, mask),
        line=describe(declaration.span, letter).line,
        also=[_words(span, mask) for span in declaration.also],
    )


def _figure(figure: Figure, letter: Letter) -> FigureEntry:
    mask = Mask.of(letter)
    called = any(figure.is_called_by(callout) for callout in letter.callouts)
    return FigureEntry(
        label=mask.words(figure.label),
        caption=_words(figure.span, mask),
        panels=[panel.letter for panel in figure.panels if panel.letter],
        kinds=_each_once(panel.kind for panel in figure.panels),
        stains=_each_once(stain.name for panel in figure.panels for stain in panel.stains),
        magnifications=_each_once(mask.span(mark.span) for panel in figure.panels for mark in panel.magnifications),
        called=called,
    )


def _metadata(metadata: Metadata, mask: Mask) -> MetadataEntry:
    return MetadataEntry(
        doi=mask.words(metadata.doi.value) if metadata.doi else None,
        pmid=mask.words(metadata.pmid.value) if metadata.pmid else None,
        how_to_cite=_words(metadata.how_to_cite.span, mask) if metadata.how_to_cite else None,
        received=mask.words(metadata.received.value) if metadata.received else None,
        accepted=mask.words(metadata.accepted.value) if metadata.accepted else None,
        epub=mask.words(metadata.epub.value) if metadata.epub else None,
        published=mask.words(metadata.published.value) if metadata.published else None,
        licence=mask.words(metadata.licence.value) if metadata.licence else None,
    )


def _words(span: Span, mask: Mask) -> str:
    return " ".join(mask.span(span).split())


def _each_once(values: Iterable[Named]) -> list[Named]:
    return list(dict.fromkeys(values))
