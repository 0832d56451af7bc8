"""The files of a submission that comes in several: archives opened, each file read and given its role, parts joined."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from validator import readers
from validator.model.picture import Facts
from validator.model.result import Unreadable
from validator.model.submission import Role, SubmittedFile
from validator.model.text import Manuscript, UnreadableError
from validator.model.vocabulary import Vocabulary
from validator.readers import refusals
from validator.readers.submission_archive import Packed, SubmissionArchive, is_submission
from validator.structure import submission
from validator.structure.letters import read_letters
from validator.structure.submission import Given
from validator.submissions import Asked, Read, SourceFile, Submission, reading

if TYPE_CHECKING:
    from validator.readers.pictures import Looker

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


def are_one(files: Submission, vocabulary: Vocabulary) -> bool:
    """Whether documents are those of one submission: there is one article among them at most, with its copies.

    Reads no further than to the second article. What cannot be read is none.
    """
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
    given: list[Given | None] = field(default_factory=list)
    others: list[SubmittedFile] = field(default_factory=list)
    pictures: list[tuple[str, Facts]] = field(default_factory=list)
    looker: "Looker | None" = None
    unreadable: list[Unreadable] = field(default_factory=list)
    order: list[str] = field(default_factory=list)


def read_together(files: Submission, vocabulary: Vocabulary, asked: Asked) -> Read:
    """The letters of several files, or of an archive of them; what cannot be read is named."""
    gathered = _Gathered()
    for file in files:
        _gather(file, gathered)
    found = sorted_letters(gathered.manuscripts, gathered.given, vocabulary, asked)
    place = {name: at for at, name in enumerate(gathered.order)}

    def in_order(told: Iterable[SubmittedFile]) -> tuple[SubmittedFile, ...]:
        return tuple(sorted((*told, *gathered.others), key=lambda file: place[file.name]))

    letters = [replace(letter, files=in_order(letter.files)) for letter in found.letters]
    if letters and gathered.pictures:
        from validator.structure.pictures import with_files  # most letters bring no pictures as files

        letters[0] = with_files(letters[0], gathered.pictures)
    aside = () if letters else in_order(found.set_aside)
    return Read(tuple(letters), aside, tuple(gathered.unreadable))


def _look(name: str, data: bytes, gathered: _Gathered) -> None:
    """Look at a picture at once: all pictures of a folder together take more memory than there is."""
    from validator.readers.pictures import MAX_PICTURES, Looker  # most letters bring no pictures as files

    gathered.looker = gathered.looker or Looker()
    if len(gathered.pictures) < MAX_PICTURES:
        gathered.pictures.append((name, gathered.looker.look(data)))


def _gather(file: SourceFile, gathered: _Gathered) -> None:
    """Read a file, or the files of an archive, and note what it is."""
    try:
        with reading():
            data = file.load()
            if is_submission(data):
                archive = SubmissionArchive(data)
                for packed in archive.files:
                    _gather_packed(file.name, packed, archive, gathered)
            else:
                _take(file, data, "", gathered)
    except UnreadableError as error:
        gathered.unreadable.append(Unreadable(file.name, str(error)))


def _gather_packed(outer: str, packed: Packed, archive: SubmissionArchive, gathered: _Gathered) -> None:
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
            _look(file.name, data, gathered)
        return
    if given and given.role in {Role.FIGURE, Role.SUPPLEMENT}:
        gathered.others.append(SubmittedFile(file.name, given.role, given.why, given=given.by_user))
        return
    gathered.manuscripts.append(manuscript)
    gathered.given.append(given)


def _not_read(name: str, refusal: str, given: Given | None) -> SubmittedFile | None:
    """What a file is whose text cannot be read; None where that should have been."""
    lower = name.casefold()
    if given:
        role = Role.SUPPLEMENT if given.role.checked and not given.by_user else given.role
        return SubmittedFile(name, role, given.why, given=given.by_user)
    if refusal in _NOT_READ:
        return SubmittedFile(name, *_NOT_READ[refusal])
    if lower.endswith(_FIGURE_NAMES) or (
        refusal == refusals.PDF and "fig" in lower.replace("\\", "/").rpartition("/")[2]
    ):
        return SubmittedFile(name, Role.FIGURE, "Its name says so.")
    return SubmittedFile(name, Role.SUPPLEMENT, "It is a recording.") if lower.endswith(_RECORDINGS) else None


def sorted_letters(
    manuscripts: Sequence[Manuscript], given: Sequence[Given | None], vocabulary: Vocabulary, asked: Asked
) -> Read:
    """The letters of several files, or of one that is not simply an article."""
    found = submission.sort(manuscripts, given, vocabulary)
    if not found.articles:
        return Read(set_aside=submission.without_article(found.files))
    letters = [
        replace(letter, files=found.files)
        for article in found.articles
        for letter in read_letters(article, vocabulary, asked.stage, asked.letter_type)
    ]
    return Read(tuple(submission.with_forms(letter, vocabulary) for letter in letters))
