"""The letter to the author: what is needed before review, in plain words, ready to be sent by the editor's office."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from validator.model.letter import Letter, Stage
from validator.model.masking import Mask
from validator.model.profile import Profile
from validator.model.result import LetterReport, Report
from validator.render import author_points, templates
from validator.render.author_points import Point
from validator.render.concerns import concerns
from validator.render.paragraphs import wrapped
from validator.render.places import quote
from validator.render.plain import harmless
from validator.render.reference_list import reference_list

COLUMNS = 78
MOST = 6
"""Points, questions and small points of a letter, each; of the others the first sentences are told."""

_LONGEST_NAME = 60
"""Characters of a name that a letter is begun with; what is longer is no name."""

_STAGES = {
    Stage.SUBMISSION: ("Before it goes to review", "ready for review"),
    Stage.PROOF: ("Before it is printed", "ready for print"),
    Stage.PUBLISHED: ("To put the published letter right", "in order as it was published"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What the letter says, as the template gets it.

    ..._left: how many there are beside those named; ..._short: what they are, with no word on what to do. before,
    ready: words for the stage. unchecked: why something could not be checked. references: the whole list in the
    journal's form, where it deviates; left_out: what it no longer gives; names_missing: which of them lack authors'
    names. reply_by: the day; empty where the office sets none.
    """

    title: str
    greeted: str
    verdict: str
    before: str
    ready: str
    points: tuple[Point, ...]
    points_left: int
    points_short: tuple[str, ...]
    questions: tuple[Point, ...]
    questions_left: int
    questions_short: tuple[str, ...]
    small: tuple[Point, ...]
    small_left: int
    small_short: tuple[str, ...]
    unchecked: tuple[str, ...]
    references: tuple[str, ...]
    references_changed: int
    references_left: str
    left_out: str
    names_missing: str
    names_printed: int
    in_order: str
    reply_by: str


def render(report: Report, own_templates: Path | None = None) -> str:
    """A letter for each letter and for each file that could not be read; a line that names the file parts several.

    Raises TemplatesError for a template of the office that cannot be used.
    """
    found = templates.environment(own_templates, autoescape=False, finalize=_finalize)
    found.filters["in_words"] = author_points.in_words
    office = report.profile.office
    given = {
        "office": office,
        "journal": _journal(report.profile),
        "signature": [line for line in (office.signature or report.profile.journal.title).splitlines() if line.strip()],
        "reply_by": _reply_by(report),
    }
    letters_of = Counter(letter.letter.file for letter in report.letters)
    names = author_points.telling_names([*_shown_files(report), *(file.file for file in report.unreadable)])
    written = []
    for letter, shown in zip(report.letters, _shown_files(report), strict=True):
        name = names[shown]
        if letters_of[letter.letter.file] > 1:
            name = f"{name}, letter {letter.letter.index} in it"
        written.append((name, templates.written("author_letter.txt", found, letter=_told(letter, report), **given)))
    for file in report.unreadable:
        name = names[file.file]
        words = {"file": author_points.base_name(file.file), "reason": file.reason, **given}
        written.append((name, templates.written("author_letter_unread.txt", found, **words)))
    letters = [(name, wrapped(text, COLUMNS)) for name, text in written]
    if len(letters) == 1:
        return letters[0][1]
    rule = "=" * COLUMNS
    parts = []
    for number, (name, text) in enumerate(letters, 1):
        head = wrapped(f"Letter {number} of {len(letters)}: {harmless(name)}", COLUMNS)
        parts.append(f"{rule}\n{head}{rule}\n\n{text}")
    return "\n\n".join(parts) or "There is no letter to write: no file holds an article.\n"


def _finalize(value: object) -> object:
    """What a template writes: on one line, without characters that harm."""
    return harmless(value) if isinstance(value, str) else value


def _told(report: LetterReport, run: Report) -> Told:
    letter = report.letter
    listed = reference_list(author_points.form_only(report)).entries
    changed = [entry for entry in listed if entry.changed]
    told = concerns(author_points.without_form(report) if changed else report, run.profile)
    points = author_points.points(told, letter)
    questions = author_points.questions(told, letter)
    small = author_points.small_points(told, letter)
    before, ready = _STAGES[letter.stage.value]
    printed = run.profile.references.et_al_after
    return Told(
        title=quote(letter.title, letter.title, Mask.of(letter)) if letter.title and len(letter.title) else "",
        greeted=_greeted(letter),
        verdict=report.verdict.value,
        before=before,
        ready=ready,
        points=tuple(points[:MOST]),
        points_left=len(points[MOST:]),
        points_short=tuple(point.message for point in points[MOST:]),
        questions=tuple(questions[:MOST]),
        questions_left=len(questions[MOST:]),
        questions_short=tuple(question.message for question in questions[MOST:]),
        small=tuple(small[:MOST]),
        small_left=len(small[MOST:]),
        small_short=tuple(point.message for point in small[MOST:]),
        unchecked=author_points.unchecked(told, letter),
        references=tuple(f"{entry.number}. {entry.text}" for entry in listed) if changed else (),
        references_changed=len(changed),
        references_left=author_points.left_as_they_are(listed, letter) if changed else "",
        left_out=author_points.left_out(listed, letter) if changed else "",
        names_missing=author_points.names_missing(letter, printed) if changed else "",
        names_printed=printed,
        in_order=author_points.in_order(report, told),
        reply_by=_reply_by(run),
    )


# To whom, from whom, and by when


def _greeted(letter: Letter) -> str:
    """Whom the letter greets: the corresponding author, or the only one, by name; else "author"."""
    people = letter.people
    corresponding = people.corresponding
    if corresponding and corresponding.name:
        name, block = f"{corresponding.title} {corresponding.name}".strip(), corresponding.span.block
    elif len(people.authors) == 1:
        name, block = people.authors[0].name, people.authors[0].span.block
    else:
        return "author"
    shown = " ".join(harmless(Mask.of(letter).words(name, block)).split()).strip(",;")
    return shown if shown and len(shown) <= _LONGEST_NAME else "author"


def _journal(profile: Profile) -> str:
    title = profile.journal.title
    return f"the {title}" if "Journal" in title and not title.startswith("The ") else title or "our journal"


def _reply_by(report: Report) -> str:
    days = report.profile.office.reply_days
    if not days:
        return ""
    last = report.today + timedelta(min(days, (date.max - report.today).days))
    return f"{last.day} {last:%B %Y}"


def _shown_files(report: Report) -> list[str]:
    return [Mask.of(letter.letter).words(letter.letter.file) for letter in report.letters]
