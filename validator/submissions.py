"""From the files of one submission to its letters: archives opened, each file read and given its role, parts joined."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from validator import readers
from validator.model.letter import Letter, LetterType, Stage
from validator.model.result import Unreadable
from validator.model.submission import Role, SubmittedFile
from validator.model.text import UnreadableError
from validator.model.vocabulary import Vocabulary
from validator.structure.letters import read_letters
from validator.structure.roles import told

_TOO_LONG = "Reading this file took too long. Save the letter as a plain Word file (.docx) and try again."
_OUR_FAULT = "This file could not be read, and the fault is the program's ({kind}). Please report it; nothing changed."
_ARTICLE = "It holds the text of a letter."
_OFFICE_FIRST = (b"[Content_Types].xml", b"_rels/.rels", b"docProps/", b"mimetype")
"""What the first part of a document of Office, and of its rivals, is called."""


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
            found = _read_alone(files[0], vocabulary, asked) if alone else _read_several(files, vocabulary, asked)
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
        or any(one.hidden or one.instructions for one in traces)
        or any(character.isdigit() for text in words for character in text)
    ):
        return letter
    from validator.structure.beside_text import with_marks_beside_text

    return with_marks_beside_text(letter, vocabulary)


def _read_several(files: Submission, vocabulary: Vocabulary, asked: Asked) -> Read:
    from validator import submission_files  # most letters come in one file

    return submission_files.read_together(files, vocabulary, asked)


def _read_alone(file: SourceFile, vocabulary: Vocabulary, asked: Asked) -> Read:
    """A file by itself: nearly always an article, and then nothing of submissions is needed."""
    data = file.load()
    if data.startswith((b"PK\3\4", b"PK\5\6")) and not data[30:60].startswith(_OFFICE_FIRST):
        from validator.readers.submission_archive import is_submission  # a Word file does not need it

        if is_submission(data):
            return _read_several([replace(file, load=lambda: data)], vocabulary, asked)
    manuscript = readers.read(file.name, data, file.neighbour)
    if told(manuscript, vocabulary):
        from validator import submission_files

        return submission_files.sorted_letters([manuscript], [None], vocabulary, asked)
    letters = read_letters([manuscript], vocabulary, asked.stage, asked.letter_type)
    if len(letters) == 1 and not letters[0].text:
        from validator.structure import submission  # a letter has text

        if submission.is_title_page(letters[0].passages, vocabulary):
            why = submission.TITLE_PAGE_ALONE
            return Read(set_aside=(SubmittedFile(file.name, Role.TITLE_PAGE, why, blocks=manuscript.blocks),))
    files = (SubmittedFile(file.name, Role.ARTICLE, _ARTICLE),)
    return Read(tuple(replace(letter, files=files) for letter in letters))
