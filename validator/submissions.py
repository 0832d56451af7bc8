"""From the files of one submission to its letters: archives opened, each file read and given its role, parts joined."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from validator import readers
from validator.model.letter import Letter, LetterType, Stage
from validator.model.result import Unreadable
from validator.model.submission import Role, SubmittedFile
from validator.model.text import Manuscript, UnreadableError
from validator.model.vocabulary import Vocabulary
from validator.readers import refusals
from validator.structure.letters import read_letters
from validator.structure.roles import told

if TYPE_CHECKING:
    from validator.model.picture import Facts
    from validator.readers.submission_archive import Packed, SubmissionArchive
    from validator.structure.submission import Given, Sorted

_TOO_LONG = "Reading this file took too long. Save the letter as a plain Word file (.docx) and try again."
_OUR_FAULT = "This file could not be read, and the fault is the program's ({kind}). Please report it; nothing changed."
_ARTICLE = "It holds the text of a letter."
_BY_USER = "Its role was given."
_ITEMS = {
    "figure": Role.FIGURE,
    "image": Role.FIGURE,
    "cover-letter": Role.COVER_LETTER,
    "article-metadata": Role.TITLE_PAGE,
    "author-agreement": Role.COPYRIGHT_FORM,
}
"""What a MECA manifest calls files of these roles; of others ("manuscript", "supplemental") the content decides."""
_NOT_READ = {
    refusals.PICTURE: (Role.FIGURE, "It is a picture."),
    refusals.SLIDES: (Role.FIGURE, "It is a slide presentation, as pictures often come in."),
    refusals.SPREADSHEET: (Role.SUPPLEMENT, "It is a spreadsheet."),
}
_FIGURE_NAMES = (".eps", ".ai", ".psd", ".svg", ".heic")
_RECORDINGS = (".mp4", ".mov", ".avi", ".wmv", ".mp3", ".wav", ".m4v")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file handed in: its name as given and what gives its bytes (raises UnreadableError when it cannot).

    neighbour: gives the bytes of a file beside it by its path; None for what came without a folder. role: what a person
    says it is; None leaves it to be found out.
    """

    name: str
    load: Callable[[], bytes]
    neighbour: Callable[[str], bytes] | None = None
    role: Role | None = None

    @classmethod
    def of(cls, name: str, data: bytes) -> "SourceFile":
        """A file whose bytes are at hand."""
        return cls(name, lambda: data)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user says of the letters; None leaves it to be detected."""

    stage: Stage | None = None
    letter_type: LetterType | None = None


UNASKED = Asked()

Submission = Sequence[SourceFile]
"""The files of one submission, in any order."""


@dataclass(frozen=True, slots=True)
class Read:
    """What became of a submission: its letters, or the files that hold none; the files that could not be read."""

    letters: tuple[Letter, ...] = ()
    set_aside: tuple[SubmittedFile, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()


@contextmanager
def reading() -> Iterator[None]:
    """Turn whatever goes wrong with a file into a sentence about it."""
    try:
        yield
    except UnreadableError:
        raise
    except TimeoutError as error:
        raise UnreadableError(_TOO_LONG) from error
    except (Exception, RecursionError, MemoryError) as error:
        raise UnreadableError(_OUR_FAULT.format(kind=type(error).__name__)) from error


def read(files: Submission, vocabulary: Vocabulary, asked: Asked = UNASKED) -> Read:
    """The letters of a submission; what cannot be read of it is named, and keeps nothing else from being read."""
    try:
        with reading():
            alone = len(files) == 1 and files[0].role is None
            found = _read_alone(files[0], vocabulary, asked) if alone else _read_together(files, vocabulary, asked)
            return replace(found, letters=tuple(_with_marks(letter, vocabulary) for letter in found.letters))
    except UnreadableError as error:
        return Read(unreadable=(Unreadable(", ".join(file.name for file in files), str(error)),))


def _with_marks(letter: Letter, vocabulary: Vocabulary) -> Letter:
    """The letter with what pictures and properties tell of a patient; most letters have nothing there to read."""
    traces = [file.traces for file in letter.manuscripts if file.traces]
    words = (span.text for one in traces for span in (*one.properties, *one.people))
    if not (
        letter.pictures
        or any(file.role is Role.FIGURE for file in letter.files)
        or any(one.hidden for one in traces)
        or any(character.isdigit() for text in words for character in text)
    ):
        return letter
    from validator.structure.beside_text import with_marks_beside_text

    return with_marks_beside_text(letter, vocabulary)


def _read_alone(file: SourceFile, vocabulary: Vocabulary, asked: Asked) -> Read:
    """A file by itself: nearly always an article, and then nothing of submissions is needed."""
    data = file.load()
    if data.startswith((b"PK\3\4", b"PK\5\6")):
        from validator.readers.submission_archive import is_submission  # other files do without Python's zipfile

        if is_submission(data):
            return _read_together([replace(file, load=lambda: data)], vocabulary, asked)
    manuscript = readers.read(file.name, data, file.neighbour)
    if told(manuscript, vocabulary):
        return _sorted([manuscript], [None], vocabulary, asked)
    letters = read_letters([manuscript], vocabulary, asked.stage, asked.letter_type)
    if len(letters) == 1 and not letters[0].text:
        from validator.structure import submission  # a letter has text

        if submission.is_title_page(letters[0].passages, vocabulary):
            why = submission.TITLE_PAGE_ALONE
            return Read(set_aside=(SubmittedFile(file.name, Role.TITLE_PAGE, why, blocks=manuscript.blocks),))
    files = (SubmittedFile(file.name, Role.ARTICLE, _ARTICLE),)
    return Read(tuple(replace(letter, files=files) for letter in letters))


def are_one(files: Submission, vocabulary: Vocabulary) -> bool:
    """Whether documents are those of one submission: there is one article among them at most, with its copies.

    Reads no further than to the second article. What cannot be read is none.
    """
    from validator.structure import submission  # asked of folders only

    return submission.has_one_article(_readable(files), vocabulary)


def _readable(files: Submission) -> Iterator[Manuscript]:
    for file in files:
        if file.role is None or file.role is Role.ARTICLE:
            with suppress(UnreadableError), reading():
                yield readers.read(file.name, file.load())


@dataclass
class _Gathered:
    """The files of a submission while they are read."""

    manuscripts: list[Manuscript] = field(default_factory=list)
    given: "list[Given | None]" = field(default_factory=list)
    others: list[SubmittedFile] = field(default_factory=list)
    pictures: list[tuple[str, bytes]] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    order: list[str] = field(default_factory=list)


def _read_together(files: Submission, vocabulary: Vocabulary, asked: Asked) -> Read:
    gathered = _Gathered()
    for file in files:
        _gather(file, gathered)
    found = _sorted(gathered.manuscripts, gathered.given, vocabulary, asked)
    place = {name: at for at, name in enumerate(gathered.order)}

    def in_order(told: Iterable[SubmittedFile]) -> tuple[SubmittedFile, ...]:
        return tuple(sorted((*told, *gathered.others), key=lambda file: place[file.name]))

    letters = [replace(letter, files=in_order(letter.files)) for letter in found.letters]
    if letters and gathered.pictures:
        from validator.structure.pictures import with_files  # most letters bring no pictures as files

        letters[0] = with_files(letters[0], _looked_at(gathered.pictures))
    aside = () if letters else in_order(found.set_aside)
    return Read(tuple(letters), aside, tuple(gathered.unreadable))


def _looked_at(pictures: Sequence[tuple[str, bytes]]) -> "list[tuple[str, Facts]]":
    from validator.readers.pictures import MAX_PICTURES, Looker

    looker = Looker()
    return [(name, looker.look(data)) for name, data in pictures[:MAX_PICTURES]]


def _gather(file: SourceFile, gathered: _Gathered) -> None:
    """Read a file, or the files of an archive, and note what it is."""
    try:
        with reading():
            data = file.load()
            from validator.readers.submission_archive import SubmissionArchive, is_submission

            if is_submission(data):
                archive = SubmissionArchive(data)
                for packed in archive.files:
                    _gather_packed(file.name, packed, archive, gathered)
            else:
                _take(file, data, "", gathered)
    except UnreadableError as error:
        gathered.unreadable.append(Unreadable(file.name, str(error)))


def _gather_packed(outer: str, packed: "Packed", archive: "SubmissionArchive", gathered: _Gathered) -> None:
    name = f"{outer}/{packed.name}"
    if packed.refusal:
        gathered.unreadable.append(Unreadable(name, packed.refusal))
        return
    try:
        with reading():
            inner = SourceFile(name, lambda: b"", lambda path: archive.beside(packed.name, path))
            _take(inner, archive.read(packed.name), packed.item, gathered)
    except UnreadableError as error:
        gathered.unreadable.append(Unreadable(name, str(error)))


def _take(file: SourceFile, data: bytes, item: str, gathered: _Gathered) -> None:
    """Read one file of several; raises UnreadableError for one that should be read and cannot be."""
    from validator.structure.submission import Given

    given = None
    if file.role:
        given = Given(file.role, _BY_USER)
    elif item in _ITEMS:
        given = Given(_ITEMS[item], f"The manifest of the archive calls it {item}.", by_user=False)
    gathered.order.append(file.name)
    try:
        manuscript = readers.read(file.name, data, file.neighbour)
    except UnreadableError as error:
        other = _not_read(file.name, str(error), given)
        if other is None or (other.role.checked and file.role):
            raise
        gathered.others.append(other)
        if other.role is Role.FIGURE and str(error) == refusals.PICTURE:
            gathered.pictures.append((file.name, data))
        return
    if given and given.role in {Role.FIGURE, Role.SUPPLEMENT}:
        gathered.others.append(SubmittedFile(file.name, given.role, given.why, given=given.by_user))
        return
    gathered.manuscripts.append(manuscript)
    gathered.given.append(given)


def _not_read(name: str, refusal: str, given: "Given | None") -> SubmittedFile | None:
    """What a file is whose text cannot be read; None where that should have been."""
    lower = name.casefold()
    if given:
        return SubmittedFile(name, given.role, given.why, given=given.by_user)
    if refusal in _NOT_READ:
        return SubmittedFile(name, *_NOT_READ[refusal])
    if lower.endswith(_FIGURE_NAMES) or (
        refusal == refusals.PDF and "fig" in lower.replace("\\", "/").rpartition("/")[2]
    ):
        return SubmittedFile(name, Role.FIGURE, "Its name says so.")
    return SubmittedFile(name, Role.SUPPLEMENT, "It is a recording.") if lower.endswith(_RECORDINGS) else None


def _sorted(
    manuscripts: Sequence[Manuscript], given: "Sequence[Given | None]", vocabulary: Vocabulary, asked: Asked
) -> Read:
    """The letters of several files, or of one that is not simply an article."""
    from validator.structure import submission  # a file that is an article by itself needs none of this

    found: Sorted = submission.sort(manuscripts, given, vocabulary)
    if not found.articles:
        return Read(set_aside=submission.without_article(found.files))
    letters = [
        replace(letter, files=found.files)
        for article in found.articles
        for letter in read_letters(article, vocabulary, asked.stage, asked.letter_type)
    ]
    return Read(tuple(submission.with_forms(letter, vocabulary) for letter in letters))
