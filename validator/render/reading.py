"""How a letter was read, in a few lines a person takes in at a glance, so that a misreading is seen at once."""

from collections.abc import Iterator
from dataclasses import dataclass

from validator.model.declaration import DeclarationKind, Status
from validator.model.letter import Letter
from validator.model.masking import Mask
from validator.model.metadata import Stated
from validator.model.patient import Patient, Sex
from validator.model.wording import plural
from validator.render.places import quote

KINDS = {
    DeclarationKind.PATIENT_CONSENT: "Patient consent",
    DeclarationKind.FUNDING: "Funding",
    DeclarationKind.CONFLICTS: "Conflicts of interest",
    DeclarationKind.AI_USE: "Use of AI",
    DeclarationKind.ETHICS: "Ethics",
    DeclarationKind.TRIAL_REGISTRATION: "Trial registration",
    DeclarationKind.AUTHOR_CONTRIBUTIONS: "Author contributions",
    DeclarationKind.DATA_AVAILABILITY: "Data availability",
}
STATUSES = {
    Status.PUBLICATION: "given, to publish",
    Status.PARTICIPATION: "given, to treatment or study",
    Status.NOT_REQUIRED: "said not to be required",
    Status.NONE: "none",
    Status.FUNDED: "funded",
    Status.DECLARED: "declared",
    Status.USED: "used",
    Status.APPROVED: "approved",
    Status.STATED: "stated",
    Status.INCOMPLETE: "a heading without text",
    Status.PLACEHOLDER: "still to be filled in",
    Status.UNCLEAR: "contradicts itself",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A part of the letter and what was read of it, a line for each."""

    name: str
    lines: tuple[str, ...]


def reading(letter: Letter) -> tuple[Row, ...]:
    """The parts of a letter as they were read; of what was not found it says so."""
    people, title, mask = letter.people, letter.title, Mask.of(letter)
    rows = (
        *([("Files", tuple(_files_with_reasons(letter)))] if len(letter.files) > 1 else []),
        ("Title", (quote(title, title, mask),) if title and len(title) else ()),
        ("Authors", (", ".join(author.name for author in people.authors),) if people.authors else ()),
        ("Corresponding author", _corresponding(letter)),
        ("Running text", (f"{plural(letter.words, 'word')} in {plural(len(letter.text), 'paragraph')}",)),
        ("Patients", tuple(_patient(patient) for patient in letter.patients)),
        ("Declarations", tuple(_declarations(letter))),
        ("Figures", tuple(_figures(letter))),
        ("Tables", tuple(f"Table {table.label}".strip() for table in letter.tables)),
        ("Citations", _citations(letter)),
        ("References", (str(len(letter.references)),) if letter.references else ()),
        ("Publisher’s lines", tuple(_published(letter))),
    )
    return tuple(Row(name, tuple(map(mask.words, lines)) or ("none found",)) for name, lines in rows)


def files(letter: Letter) -> Iterator[str]:
    """The files of the letter's submission, each with what it was taken for."""
    for file in letter.files:
        name = file.name.replace("\\", "/").rpartition("/")[2]
        yield f"{name}: {file.role.words}" + ("" if file.role.checked else ", not checked")


def _files_with_reasons(letter: Letter) -> Iterator[str]:
    for line, file in zip(files(letter), letter.files, strict=True):
        yield f"{line} – {file.why}" if file.why else line


def _corresponding(letter: Letter) -> tuple[str, ...]:
    corresponding = letter.people.corresponding
    return (", ".join(filter(None, (corresponding.name, corresponding.email))),) if corresponding else ()


def _patient(patient: Patient) -> str:
    words = {Sex.MALE: "male", Sex.FEMALE: "female", None: "sex not read"}[patient.sex]
    return f"{_age(patient.age_years)}, {words}" + (", died" if patient.died else "")


def _age(years: float | None) -> str:
    if years is None:
        return "age not read"
    if years >= 2 or years == 1:
        return plural(round(years), "year")
    return plural(round(years * 12), "month") if years * 12 >= 1 else plural(round(years * 365), "day")


def _declarations(letter: Letter) -> Iterator[str]:
    for declaration in letter.declarations:
        words = quote(declaration.span, declaration.span, Mask.of(letter))
        yield f"{KINDS[declaration.kind]}: {STATUSES[declaration.status]} – “{words}”"


def _figures(letter: Letter) -> Iterator[str]:
    if letter.figures:
        parts = sum(len(figure.panels) for figure in letter.figures)
        yield f"{plural(len(letter.figures), 'figure')} with {plural(parts, 'part')}"


def _citations(letter: Letter) -> tuple[str, ...]:
    order = dict.fromkeys(number for citation in letter.citations for number in citation.numbers)
    if not order:
        return ()
    return (f"{plural(len(letter.citations), 'citation')}, of references {', '.join(map(str, order))}",)


def _published(letter: Letter) -> Iterator[str]:
    metadata = letter.metadata
    lines: tuple[tuple[str, Stated | None], ...] = (
        ("DOI", metadata.doi),
        ("PMID", metadata.pmid),
        ("received", metadata.received),
        ("accepted", metadata.accepted),
        ("online", metadata.epub),
        ("published", metadata.published),
        ("licence", metadata.licence),
    )
    yield from (f"{name} {stated.value}" for name, stated in lines if stated)
    if metadata.how_to_cite:
        cited = metadata.how_to_cite.span
        yield f"how to cite “{quote(cited, cited, Mask.of(letter))}”"
