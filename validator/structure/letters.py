"""From manuscripts to letters: where each letter begins, and all its parts read."""

from collections.abc import Sequence
from dataclasses import replace

from validator.model.letter import Detected, Letter, LetterType, Part, Passage, Stage
from validator.model.text import Manuscript, Span
from validator.model.vocabulary import Vocabulary
from validator.structure.callouts import read_callouts
from validator.structure.captions import read_figures, read_tables
from validator.structure.citations import read_citations
from validator.structure.declarations import read_declarations
from validator.structure.headings import index
from validator.structure.identifiers import read_identifiers
from validator.structure.kind import detect_stage, detect_type
from validator.structure.metadata import read_metadata
from validator.structure.parts import passages
from validator.structure.patients import read_patients
from validator.structure.people import read_people
from validator.structure.references import read_references
from validator.structure.split import split


def read_letters(
    manuscripts: Sequence[Manuscript],
    vocabulary: Vocabulary,
    stage: Stage | None = None,
    letter_type: LetterType | None = None,
) -> tuple[Letter, ...]:
    """The letters of one submission: those of its first file, with what its further files say joined to the first.

    stage, letter_type: where the user gives them; else they are detected.
    """
    headings = index(vocabulary)
    first, *others = manuscripts
    rest = [block for manuscript in others for block in manuscript.blocks]
    letters = []
    begin = 0
    for number, blocks in enumerate(split(first.blocks, headings, vocabulary), 1):
        files = manuscripts if number == 1 else manuscripts[:1]
        own = passages(blocks, vocabulary) + (passages(rest, vocabulary) if rest and number == 1 else ())
        letter = _letter(tuple(files), number, own, vocabulary, stage, letter_type)
        if any(file.pictures for file in files):
            from validator.structure.pictures import of_letter  # a letter without pictures need not wait for it

            letter = replace(letter, pictures=of_letter(files, begin, begin + len(blocks), own))
        begin += len(blocks)
        letters.append(letter)
    return tuple(letters)


def _letter(
    manuscripts: tuple[Manuscript, ...],
    number: int,
    own: tuple[Passage, ...],
    vocabulary: Vocabulary,
    stage: Stage | None,
    letter_type: LetterType | None,
) -> Letter:
    title = _first(own, Part.TITLE)
    salutation = _first(own, Part.SALUTATION)
    missing = _beginning_missing(own, title or salutation)
    metadata = read_metadata(own)
    patients = read_patients(own, vocabulary)
    references = read_references(own, vocabulary)
    return Letter(
        manuscripts=manuscripts,
        index=number,
        stage=Detected(stage, "Given by the user.", given=True) if stage else detect_stage(own, metadata, missing),
        letter_type=Detected(letter_type, "Given by the user.", given=True)
        if letter_type
        else detect_type(own, title, patients),
        passages=own,
        beginning_missing=missing,
        title=title,
        salutation=salutation,
        people=read_people(own, vocabulary),
        declarations=read_declarations(own, vocabulary),
        patients=patients,
        figures=read_figures(own, vocabulary),
        tables=read_tables(own),
        callouts=read_callouts(own),
        citations=read_citations(own, references),
        references=references,
        metadata=metadata,
        identifiers=read_identifiers(own, vocabulary),
        words=sum(_words(passage.span.text) for passage in own if passage.part is Part.TEXT),
    )


def _words(text: str) -> int:
    """The number of words as a word processor counts them: what blanks part and holds a letter or a figure."""
    return sum(word[0].isalnum() or any(map(str.isalnum, word)) for word in text.split())


def _first(own: Sequence[Passage], part: Part) -> Span | None:
    return next((passage.span for passage in own if passage.part is part), None)


def _beginning_missing(own: Sequence[Passage], opening: Span | None) -> bool:
    """Whether the file begins in mid-sentence: no title, no salutation, and a first word in lower case."""
    text = next((p.span.text for p in own if p.part not in {Part.PUBLISHER, Part.PAGE_FURNITURE, Part.LABEL}), "")
    return opening is None and text.lstrip("(\"“‘'…. ")[:1].islower()
