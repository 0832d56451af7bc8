"""What each file of a submission is: by what a person or a manifest says of it, by its words, by its parts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import NamedTuple

from validator.model.letter import Letter, Part, Passage
from validator.model.submission import Role, SubmittedFile
from validator.model.text import Manuscript
from validator.model.vocabulary import Vocabulary
from validator.structure.consent_forms import read_forms
from validator.structure.copies import Runs, runs, same_runs
from validator.structure.lines import openings
from validator.structure.parts import passages
from validator.structure.people import read_people
from validator.structure.roles import Told, told

_LETTER = 100
"""Words of running text of the shortest article."""
_NONE = 40
"""Words that a title page may have beside names, addresses and declarations."""


class Given(NamedTuple):
    """The role that a file was given before it was read, and by whom as a sentence; by_user: by the person."""

    role: Role
    why: str
    by_user: bool = True


@dataclass(frozen=True, slots=True)
class Sorted:
    """The files of a submission in their order, and what of them is read as letters.

    articles: each with the manuscripts that belong to it, itself first.
    """

    files: tuple[SubmittedFile, ...]
    articles: tuple[tuple[Manuscript, ...], ...] = ()


@dataclass
class _File:
    """A file while it is sorted; the manuscript is what of it is to be read."""

    manuscript: Manuscript
    told: SubmittedFile
    before: tuple[SubmittedFile, ...] = ()
    own: tuple[Passage, ...] = field(default=())
    runs: Runs | None = None

    @property
    def role(self) -> Role:
        return self.told.role

    def become(self, role: Role, why: str) -> None:
        self.told = replace(self.told, role=role, why=why)


def sort(manuscripts: Sequence[Manuscript], given: Sequence[Given | None], vocabulary: Vocabulary) -> Sorted:
    """What each manuscript is, and which belong together."""
    alone = len(manuscripts) == 1
    files = [_file(one, said, vocabulary, alone=alone) for one, said in zip(manuscripts, given, strict=True)]
    articles = [file for file in files if file.role is Role.ARTICLE]
    if len(articles) > 1:
        articles = _apart(articles, vocabulary)
    whole = [file for file in articles if not _is_part(file)] or articles[:1]
    further = [file for file in files if file.role is Role.TITLE_PAGE or (file in articles and file not in whole)]
    joined = tuple(
        (file.manuscript, *(other.manuscript for other in further if number == 0)) for number, file in enumerate(whole)
    )
    return Sorted(tuple(entry for file in files for entry in (*file.before, _with_text(file))), joined)


def has_one_article(manuscripts: Iterable[Manuscript], vocabulary: Vocabulary) -> bool:
    """Whether at most one article is among them, beside copies of it with open changes or without authors' names."""
    first: _File | None = None
    for manuscript in manuscripts:
        file = _file(manuscript, None, vocabulary, alone=False)
        if file.role is not Role.ARTICLE or _is_part(file):
            continue
        if first is None:
            first = file
        elif not _is_copy_for_review(first, file, vocabulary):
            return False
    return True


def _is_copy_for_review(first: _File, other: _File, vocabulary: Vocabulary) -> bool:
    if not _copies(first, other):
        return False
    marked = any(any(_is_marked(file, vocabulary)) for file in (first, other))
    return marked or _names_people(first, vocabulary) != _names_people(other, vocabulary)


def _with_text(file: _File) -> SubmittedFile:
    return file.told if file.role.checked else replace(file.told, blocks=file.manuscript.blocks)


def _file(manuscript: Manuscript, given: Given | None, vocabulary: Vocabulary, *, alone: bool) -> _File:
    name = manuscript.file
    if given and given.by_user:
        return _File(manuscript, SubmittedFile(name, given.role, given.why, given=True))
    said = told(manuscript, vocabulary)
    if given:
        return _File(manuscript, SubmittedFile(name, given.role, given.why, at=said.at if said else None))
    if said and said.begins:
        return _cut(manuscript, said, vocabulary, alone=alone)
    if said:
        return _File(manuscript, SubmittedFile(name, said.role, said.why, at=said.at))
    return _by_parts(manuscript, vocabulary, alone=alone)


def _cut(manuscript: Manuscript, said: Told, vocabulary: Vocabulary, *, alone: bool) -> _File:
    """A file in which an article follows something else: what stands before is a file of its own."""
    at = said.begins
    pictures = tuple(replace(p, after=p.after - at) for p in manuscript.pictures if p.after >= at)
    rest = replace(manuscript, blocks=manuscript.blocks[at:], pictures=pictures)
    file = _by_parts(rest, vocabulary, alone=alone)
    why = f"{said.why} The article follows in the same file."
    file.before = (SubmittedFile(manuscript.file, said.role, why, at=said.at, blocks=manuscript.blocks[:at]),)
    return file


def _by_parts(manuscript: Manuscript, vocabulary: Vocabulary, *, alone: bool) -> _File:
    """Article, title page or supplement, by the parts that the file has."""
    if alone:
        # Whether a file by itself is a title page is asked when its letter was read; all else is an article.
        return _File(manuscript, SubmittedFile(manuscript.file, Role.ARTICLE, _ARTICLE))
    own = passages(manuscript.blocks, vocabulary)
    role, why = _role(own, vocabulary)
    return _File(manuscript, SubmittedFile(manuscript.file, role, why), own=own)


_ARTICLE = "It holds the text of a letter."


def _role(own: Sequence[Passage], vocabulary: Vocabulary) -> tuple[Role, str]:
    has = {passage.part for passage in own}
    words = sum(len(passage.span.text.split()) for passage in own if passage.part is Part.TEXT)
    if Part.REFERENCE in has:
        return Role.ARTICLE, "It holds a reference list." if _no_letter(own) else _ARTICLE
    if words >= _LETTER or (Part.SALUTATION in has and words >= _NONE):
        return Role.ARTICLE, _ARTICLE
    people = read_people(own, vocabulary)
    named = bool(people.authors or people.affiliations or people.emails)
    if named or Part.LABEL in has or Part.DECLARATION in has:
        about = "the authors" if named else "what belongs on a title page"
        return Role.TITLE_PAGE, f"It names {about} and holds neither a letter's text nor references."
    if has & {Part.CAPTION, Part.TABLE, Part.TABLE_CAPTION}:
        return Role.ARTICLE, "It holds captions or tables of the article."
    return Role.SUPPLEMENT, "It is neither an article nor a title page."


def is_title_page(own: Sequence[Passage], vocabulary: Vocabulary) -> bool:
    """Whether a file that came by itself is surely a title page: it says so, or it names authors and declares."""
    has = {passage.part for passage in own}
    if has & {
        Part.REFERENCE,
        Part.REFERENCES_HEADING,
        Part.SALUTATION,
        Part.CAPTION,
        Part.TABLE_CAPTION,
        Part.PUBLISHER,
    }:
        return False
    if sum(len(passage.span.text.split()) for passage in own if passage.part is Part.TEXT) >= _NONE:
        return False
    people = read_people(own, vocabulary)
    lines = openings(vocabulary, "parts.title-page")
    says = [p for p in own if p.part is Part.LABEL and p.span.text.casefold().startswith(lines)]
    return bool(people.authors) and (bool(says) or (bool(people.emails) and Part.DECLARATION in has))


TITLE_PAGE_ALONE = "It names the authors and holds neither a letter's text nor references. The article is not there."


def without_article(files: Sequence[SubmittedFile]) -> tuple[SubmittedFile, ...]:
    """The files of a submission that has no article; of a title page it is said that the article is missing."""
    return tuple(
        replace(file, why=f"{file.why} The article is not there.") if file.role is Role.TITLE_PAGE else file
        for file in files
    )


def with_forms(letter: Letter, vocabulary: Vocabulary) -> Letter:
    """The letter with what forms of consent in its submission tell of the patient."""
    forms = [file for file in letter.files if file.role is Role.CONSENT_FORM and file.blocks]
    told = tuple(mark for form in forms for mark in read_forms(passages(form.blocks, vocabulary), vocabulary))
    return replace(letter, identifiers=letter.identifiers + told) if told else letter


def _is_part(file: _File) -> bool:
    """Whether an article's file holds a part of it only: captions, tables or references in a file of their own."""
    return bool(file.own) and _no_letter(file.own)


def _no_letter(own: Sequence[Passage]) -> bool:
    greeted = any(passage.part is Part.SALUTATION for passage in own)
    return not greeted and sum(len(p.span.text.split()) for p in own if p.part is Part.TEXT) < _NONE


def _apart(articles: list[_File], vocabulary: Vocabulary) -> list[_File]:
    """The articles without those that are copies of another; these get another role."""
    kept: list[_File] = []
    for file in sorted(articles, key=lambda file: (_is_marked(file, vocabulary), -len(file.manuscript.blocks))):
        first = next((one for one in kept if _copies(one, file)), None)
        if first is None:
            kept.append(file)
        elif not file.told.given:
            _name_copy(first, file, vocabulary)
    return [file for file in articles if file.role is Role.ARTICLE]


def _copies(one: _File, other: _File) -> bool:
    for file in (one, other):
        if file.runs is None:
            file.runs = runs(file.manuscript.blocks)
    return same_runs(one.runs or frozenset(), other.runs or frozenset())


def _is_marked(file: _File, vocabulary: Vocabulary) -> tuple[int, bool]:
    """How much a file looks like the copy that shows the changes: by its open changes, then by its name."""
    traces = file.manuscript.traces
    name = PurePosixPath(file.manuscript.file.replace("\\", "/")).stem.casefold()
    return traces.changes if traces else 0, any(word in name for word in openings(vocabulary, "roles.marked-names"))


def _name_copy(first: _File, copy: _File, vocabulary: Vocabulary) -> None:
    """Say of a copy whether it is the one with the authors' names or the one that shows the changes."""
    changes, named = _is_marked(copy, vocabulary)
    same = f"It holds the same text as {PurePosixPath(first.manuscript.file.replace(chr(92), '/')).name}"
    if changes:
        copy.become(Role.MARKED_COPY, f"{same}, with changes that are still open.")
    elif named:
        copy.become(Role.MARKED_COPY, f"{same}, and its name says that it shows the changes.")
    elif _names_people(copy, vocabulary) != _names_people(first, vocabulary):
        unblinded, blinded = (copy, first) if _names_people(copy, vocabulary) else (first, copy)
        other = PurePosixPath(blinded.manuscript.file.replace("\\", "/")).name
        unblinded.become(Role.TITLE_PAGE, f"It holds the same text as {other}, and the authors' names.")
    else:
        copy.become(Role.MARKED_COPY, f"{same}.")


def _names_people(file: _File, vocabulary: Vocabulary) -> bool:
    people = read_people(file.own or passages(file.manuscript.blocks, vocabulary), vocabulary)
    return bool(people.authors or people.emails)
