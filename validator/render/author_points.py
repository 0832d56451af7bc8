"""What an author is told of a letter: points, questions, small points, what is in order; no word of the program."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from validator.model.identifier import DOTS
from validator.model.letter import Letter
from validator.model.result import Applicability, Finding, Item, ItemStatus, LetterReport, Level, OutcomeKind
from validator.model.text import Block, Span
from validator.render.concerns import Concern, Heading
from validator.render.places import Change, Place
from validator.render.reference_list import Entry

_MOST_PLACES = 2
_MOST_CHANGES = 4
_MOST_LIKEWISE = 12
_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905 - a row
_FAMILIES = {
    "declarations": "declarations",
    "structure": "title and authors",
    "references": "references",
    "figures": "figures",
    "metadata": "publication details",
    "privacy": "patient’s privacy",
}
_OPEN = {ItemStatus.FAIL, ItemStatus.NEEDS_HUMAN, ItemStatus.COULD_NOT_CHECK}


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to tell: what it is, the places with their words, what to do, a paragraph each."""

    message: str
    places: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()


def in_words(number: int) -> str:
    """A number as a sentence writes it, up to twelve in words."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def points(told: dict[Heading, list[Concern]], letter: Letter) -> list[Point]:
    """What is needed before review."""
    return [_point(concern, letter) for concern in told.get(Heading.MUST, ())]


def questions(told: dict[Heading, list[Concern]], letter: Letter) -> list[Point]:
    """What a person must decide, each as a question."""
    return [_question(_point(concern, letter)) for concern in told.get(Heading.PERSON, ())]


def small_points(told: dict[Heading, list[Concern]], letter: Letter) -> list[Point]:
    """What is to be checked, and what is worth knowing where it stands at words and says what to do."""
    return [_small(concern, letter) for concern in _small_concerns(told)]


def _small_concerns(told: dict[Heading, list[Concern]]) -> list[Concern]:
    worth = [concern for concern in told.get(Heading.INFO, ()) if concern.places and concern.help]
    return [*told.get(Heading.SHOULD, ()), *worth]


def form_only(report: LetterReport) -> LetterReport:
    """The report with those findings alone that the list of references below the letter puts right by itself."""
    listed = _listed(report)
    return _with(report, lambda finding: _is_form(finding, listed))


def without_form(report: LetterReport) -> LetterReport:
    """The report without these, and without a list of references that one of its findings offers.

    What has to be put right before review is told all the same.
    """
    listed = _listed(report)
    return _with(
        report,
        lambda finding: finding.level is Level.MUST or not (_is_form(finding, listed) or _tells_list(finding, listed)),
    )


def _with(report: LetterReport, wanted: Callable[[Finding], bool]) -> LetterReport:
    items = (replace(item, findings=tuple(filter(wanted, item.findings))) for item in report.items)
    return replace(report, items=tuple(items))


_Listed = Mapping[Block, Sequence[Span]]
"""The references that stand in each block."""


def _listed(report: LetterReport) -> _Listed:
    found: dict[Block, list[Span]] = {}
    for reference in report.letter.references:
        found.setdefault(reference.span.block, []).append(reference.span)
    return found


def _is_form(finding: Finding, listed: _Listed) -> bool:
    """Whether all that is to be done are corrections of references that may be made unseen."""
    fixes = finding.outcome.fixes
    safe = all(fix.applicability is Applicability.SAFE and not fix.group and fix.moved is None for fix in fixes)
    is_fault = finding.outcome.kind is OutcomeKind.FINDING
    return is_fault and bool(fixes) and safe and all(_in_references(fix.span, listed) for fix in fixes)


def _tells_list(finding: Finding, listed: _Listed) -> bool:
    at = finding.outcome.at
    return "\n" in finding.outcome.help and bool(at) and all(_in_references(span, listed) for span in at)


def _in_references(span: Span, listed: _Listed) -> bool:
    return any(reference.covers(span) for reference in listed.get(span.block, ()))


def _point(concern: Concern, letter: Letter) -> Point:
    apart = _apart(concern.places)
    places = [_place(place) for place in apart[:_MOST_PLACES]]
    more = len(apart) - len(places)
    if more and any(places):
        places.append(f"and {in_words(more)} more {'place' if more == 1 else 'places'}")
    shown = tuple(plain(words, letter) for words in places if words)
    return Point(plain(concern.message, letter), shown, tuple(plain(words, letter) for words in _advice(concern)))


def _small(concern: Concern, letter: Letter) -> Point:
    return Point(plain(concern.message, letter), (), tuple(plain(words, letter) for words in _advice(concern)))


def _advice(concern: Concern) -> list[str]:
    """What to do: the words to write where they are known for each place, else the help."""
    changes = [place.fix for place in concern.places if place.fix]
    if changes and len(changes) == len(concern.places):
        told = [f"Instead of “{change.before}”, write “{change.after}”." for change in changes[:_MOST_CHANGES]]
        return told + _likewise(changes[_MOST_CHANGES:])
    return [line for line in _without_commands(concern.help).split("\n") if line]


def _likewise(changes: Sequence[Change]) -> list[str]:
    """The further changes shortly: the letter is all that the author has."""
    if not changes:
        return []
    told = [f"“{change.before}” to “{change.after}”" for change in changes[:_MOST_LIKEWISE]]
    more = len(changes) - len(told)
    told += [f"{in_words(more)} more of this kind"] if more else []
    return [f"Likewise, change {'; '.join(told)}."]


def _without_commands(words: str) -> str:
    """The help without its sentences on commands, which are for the one who runs the program."""
    if "`" not in words:
        return words
    kept = ". ".join(sentence for sentence in words.split(". ") if "`" not in sentence)
    return f"{kept}." if kept and kept[-1].isalnum() else kept


def _apart(places: Sequence[Place]) -> list[Place]:
    """The places without those whose words stand within those of one before in the same part of the letter."""
    apart: list[Place] = []
    for place in places:
        words = place.quote.strip("… ")
        if not any(words in other.quote and other.name == place.name for other in apart[:_MOST_PLACES]):
            apart.append(place)
    return apart


def _place(place: Place) -> str:
    words = f"“{place.quote}”" if place.quote.replace(DOTS, "") else ""  # what is hidden whole tells nothing
    return ": ".join(part for part in (place.name, words) if part)


def _question(point: Point) -> Point:
    """A point as a question, which most are already."""
    return point if "?" in point.message else replace(point, message=f"{point.message} Is this right?")


def unchecked(told: dict[Heading, list[Concern]], letter: Letter) -> tuple[str, ...]:
    """Why something could not be checked, each reason once; a fault of the program is none of the author's business."""
    reasons = [
        plain(concern.message, letter)
        for concern in told.get(Heading.NOT_CHECKED, ())
        if not any(f"'{item.id}'" in concern.message for item in concern.items)
    ]
    bare = [reason.rstrip(".") for reason in reasons]
    return tuple(
        reason
        for at, reason in enumerate(reasons)
        if not any(other != bare[at] and other.startswith(bare[at]) for other in bare)
    )


def in_order(report: LetterReport, told: dict[Heading, list[Concern]]) -> str:
    """The parts of the checklist with nothing left to do, as a row in a sentence; none that a small point is of."""
    small = {item.family for concern in _small_concerns(told) for item in concern.items}
    by_family: dict[str, list[Item]] = {}
    for item in report.items:
        if item.family not in small:
            by_family.setdefault(item.family, []).append(item)
    named = [words for family, items in by_family.items() if (words := _family_in_order(family, items, report.letter))]
    if not named:
        return ""
    *first, last = [f"the {words}" for words in named]
    apart = "," if len(first) > 1 or any(" and " in words for words in named) else ""
    return f"{', '.join(first)}{apart} and {last}" if first else last


def _family_in_order(family: str, items: Sequence[Item], letter: Letter) -> str:
    passed = [item for item in items if item.status is ItemStatus.PASS]
    name = _FAMILIES.get(family, family.replace("-", " ").replace("_", " "))
    if not any(item.status in _OPEN for item in items):
        if family == "figures" and letter.tables:
            name = "figures and tables" if letter.figures else "tables"
        return name if passed and (family != "privacy" or letter.patients) else ""
    made = [declaration.span for declaration in letter.declarations]
    seen = (span for item in passed for outcome in item.evidence for span in outcome.at)
    is_other = family == "declarations" and any(span.overlaps(own) for span in seen for own in made)
    return "other declarations" if is_other else ""


def left_as_they_are(listed: Sequence[Entry], letter: Letter) -> str:
    """Which references of the list are as they were, because they could not be read."""
    whole = {reference.number for reference in letter.references if reference.whole}
    numbers = [str(entry.number) for entry in listed if not entry.changed and entry.number not in whole]
    if not numbers:
        return ""
    it = "it" if len(numbers) == 1 else "them"
    return f"We left {_references(numbers)} as you wrote {it}; please check {it} against the others."


def left_out(listed: Sequence[Entry], letter: Letter) -> str:
    """Which numbers of articles the list no longer gives ("DOIs and PMIDs"), because the journal prints none."""
    changed = {entry.number: entry.text for entry in listed if entry.changed}
    pairs = [(changed[r.number], r) for r in letter.references if r.number in changed]
    given = {
        "DOIs": [(text, reference.doi.text) for text, reference in pairs],
        "PMIDs": [(text, reference.pmid.text) for text, reference in pairs],
    }
    return " and ".join(name for name, found in given.items() if any(said and said not in text for text, said in found))


def names_missing(letter: Letter, most: int) -> str:
    """Which references have "et al." after fewer names than the journal prints; most: how many it does."""
    return _references(
        [str(r.number) for r in letter.references if r.whole and r.et_al and r.authors and len(r.authors) < most]
    )


def _references(numbers: Sequence[str]) -> str:
    """References as a sentence names them: "reference 2", "references 4 and 5"."""
    if len(numbers) < 2:
        return "".join(f"reference {number}" for number in numbers)
    return f"references {', '.join(numbers[:-1])} and {numbers[-1]}"


def telling_names(files: Sequence[str]) -> dict[str, str]:
    """Each file by its own name; where several have one name, with as many folders before it as tell them apart."""
    parts = {file: [part for part in file.replace("\\", "/").split("/") if part] for file in files}
    told = {}
    for file, own in parts.items():
        others = [other for name, other in parts.items() if name != file]
        size = 1
        while size < len(own) and any(other[-size:] == own[-size:] for other in others):
            size += 1
        told[file] = "/".join(own[-size:]) or file
    return told


def base_name(file: str) -> str:
    """A file's name as the author knows it, without the folders that it lies in here."""
    return file.replace("\\", "/").rpartition("/")[2] or file


def plain(words: str, letter: Letter) -> str:
    """Words for the author: where they name a file of the letter, its own name."""
    for manuscript in letter.manuscripts:
        if base_name(manuscript.file) != manuscript.file:
            words = words.replace(manuscript.file, base_name(manuscript.file))
    return words
