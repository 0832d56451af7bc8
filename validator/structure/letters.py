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
    """The letters of an article: those of its first file, with what its further files say joined to the first.

    A further file is a title page, or holds captions, tables or references alone.
    stage, letter_type: where the user gives them; else they are detected.
    """
    headings = index(vocabulary)
    first = manuscripts[0]
    letters = []
    begin = 0
    for number, blocks in enumerate(split(first.blocks, headings, vocabulary), 1):
        files = tuple(manuscripts if number == 1 else manuscripts[:1])
        own = passages(blocks, vocabulary)
        letter = _letter(files[:1], number, own, vocabulary, stage, letter_type)
        if len(files) > 1:
            letter = _joined(letter, files, vocabulary, stage, letter_type)
        if any(file.pictures for file in files):
            from validator.structure.pictures import of_letter  # a letter without pictures need not wait for it

            letter = replace(letter, pictures=of_letter(files, begin, begin + len(blocks), own))
        begin += len(blocks)
        letters.append(letter)
    return tuple(letters)


_ONCE = frozenset({Part.CAPTION, Part.TABLE, Part.TABLE_CAPTION, Part.REFERENCE, Part.REFERENCES_HEADING})
"""What a further file adds only where the article has none of it."""
_OF_ARTICLE = frozenset({Part.TEXT, Part.SALUTATION, Part.HEADING, Part.ABSTRACT, Part.KEYWORDS, Part.PUBLISHER})
"""What a further file does not add, though an unblinded copy of the article, or what a system writes, has it."""


def _joined(
    article: Letter,
    files: tuple[Manuscript, ...],
    vocabulary: Vocabulary,
    stage: Stage | None,
    letter_type: LetterType | None,
) -> Letter:
    """The article with what the further files say; who wrote it is taken from the title page, where that says it."""
    pages = [
        _letter((file,), 1, passages(file.blocks, vocabulary), vocabulary, stage, letter_type) for file in files[1:]
    ]
    has = {passage.part for passage in article.passages}
    out = _OF_ARTICLE | (has & _ONCE)
    more = tuple(passage for page in pages for passage in page.passages if passage.part not in out)
    whole = _letter(files, article.index, article.passages + more, vocabulary, stage, letter_type)
    named = [page for page in (*pages, article) if page.people.authors or page.people.emails]
    people = named[0].people if named else whole.people
    return replace(
        whole,
        beginning_missing=article.beginning_missing,
        people=replace(
            people,
            authors=people.authors or whole.people.authors,
            affiliations=people.affiliations or whole.people.affiliations,
            corresponding=people.corresponding or whole.people.corresponding,
            emails=whole.people.emails,
            orcids=whole.people.orcids,
        ),
        words=article.words,
        parts=(article, *pages),
    )


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
