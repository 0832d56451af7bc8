"""What the user gave, as the commands need it; wrong use ends the program with a sentence."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from validator import console, journal_list, packs, profiles, settings, sources, waivers
from validator.engine import Checklist
from validator.model.submission import Role
from validator.model.vocabulary import Vocabulary
from validator.pipeline import SourceFile, Submission
from validator.workers import Order

_TOLD = 10
"""Records at most that are named one by one."""


def checklist(
    profile: str,
    pack_folders: Sequence[str],
    today: date | None,
    journals: Path | None = None,
    records: tuple[Path, ...] = (),
) -> Checklist:
    """The rules of a run with the journal's settings; what is wrong with them raises (see `wrong_use`)."""
    return Order(profile, folders(pack_folders), day(today), journals=journals, records=records).checklist()


def unread(checklist: Checklist) -> Iterator[str]:
    """What could not be read of the records, in sentences."""
    if checklist.records and checklist.records.unread:
        unread = checklist.records.unread
        more = f" and {len(unread) - _TOLD} more" if len(unread) > _TOLD else ""
        yield f"letterproof: Left out of the records, because it cannot be read: {'; '.join(unread[:_TOLD])}{more}."


def day(asked: date | None) -> date:
    """The day to check by, today where none is asked for."""
    return date(asked.year, asked.month, asked.day) if asked else date.today()  # noqa: DTZ011 - the user's own day


def found(paths: Sequence[str]) -> list[SourceFile]:
    """The files that the paths name; ends the program where there is none."""
    found = list(sources.find(paths))
    if not found:
        console.refuse("No file to check: the folder holds no letter in a known format.")
    return found


def submissions(
    paths: Sequence[str], vocabulary: Vocabulary, roles: Sequence[str], *, together: bool
) -> list[Submission]:
    """The submissions that the paths name; ends the program where there is none, or a role is given to no file."""

    def are_one_submission(files: Submission) -> bool:
        from validator import submission_files  # asked of folders only

        return submission_files.are_one(files, vocabulary)

    given = dict(map(_role, roles))
    try:
        found = [sources.together(paths, given)] if together else sources.submissions(paths, are_one_submission, given)
    except sources.RoleError as error:
        console.refuse(str(error))
    if not any(found):
        console.refuse("No file to check: the folder holds no letter in a known format.")
    return found


def _role(words: str) -> tuple[str, Role]:
    """The file and the role that `--role` names."""
    name, _, file = words.partition("=")
    known = [role.value for role in Role]
    if name not in known:
        hint = profiles.did_you_mean(name, known)
        console.refuse(f"--role {words}: there is no role '{name}'.{hint} There are: {', '.join(known)}.")
    if not file:
        console.refuse(f"--role {words}: name the file too, for example {name}=names.docx.")
    return file, Role(name)


def keep_inputs(
    found: Sequence[SourceFile], outputs: Sequence[Path], written: str, records: Sequence[Path] = ()
) -> None:
    """End the program rather than write something ("the report") over a letter, or over records."""
    read = {file.name: "is a letter to check" for file in found} | {str(file): "holds records" for file in records}
    for output in outputs:
        what = next((what for name, what in read.items() if is_same_file(output, name)), "")
        if what:
            console.refuse(f"{output} {what}: {written} would take its place. Name another file.")


def is_same_file(output: Path, name: str) -> bool:
    """Whether a file to write is one that was given, by whatever name or link."""
    try:
        # Where a folder in the path is not there ("no/../letter.docx"), the system finds no file, and writing does.
        return output.resolve().samefile(name)
    except (OSError, ValueError, RuntimeError):  # one of them is not there, or cannot be
        return False


def folders(names: Sequence[str]) -> tuple[Path, ...]:
    """The folders that an option names."""
    return tuple(Path(name) for name in names)


def refuse_no_templates(folder: Path | None) -> None:
    """Raise TemplatesError for a folder of templates that holds none."""
    if folder is not None:
        from validator.render import templates  # most runs have none of their own, and templates take Jinja

        templates.refuse_no_templates(folder)


@contextmanager
def wrong_use() -> Iterator[None]:
    """Turn what is wrong with settings, profile, pack, waivers, journals, records, baseline into exit code 2."""
    try:
        yield
    except (
        settings.SettingsError,
        profiles.ProfileError,
        packs.PackError,
        waivers.WaiverError,
        journal_list.JournalListError,
    ) as error:
        console.refuse(str(error))
    except Exception as error:
        from validator.baseline import BaselineError  # most runs have no baseline,
        from validator.records import RecordsError  # no records,
        from validator.render.templates import TemplatesError  # and no templates of their own

        if isinstance(error, BaselineError | RecordsError | TemplatesError):
            console.refuse(str(error))
        raise
