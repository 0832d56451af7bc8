"""The report as the JSON document of `check`."""

from collections.abc import Iterator, Sequence

from validator import __version__
from validator.model.documents import (
    CheckDocument,
    CheckedLetter,
    Counts,
    EvidenceEntry,
    FileEntry,
    FindingEntry,
    FindingKind,
    FixEntry,
    ItemEntry,
    LevelName,
    PlaceEntry,
    ProfileName,
    Tool,
    Unread,
)
from validator.model.fingerprint import Fingerprints
from validator.model.letter import Letter
from validator.model.masking import NO_MASK, Mask
from validator.model.profile import Profile
from validator.model.result import Finding, Item, ItemStatus, LetterReport, Outcome, Report, Unreadable
from validator.model.submission import SubmittedFile
from validator.render.concerns import authority
from validator.render.document import write
from validator.render.places import Place, describe_all, describe_evidence
from validator.render.plain import harmless


def render(report: Report) -> str:
    """The document (`docs/schema/check.schema.json`)."""
    profile, prints = report.profile, Fingerprints()
    document = CheckDocument(
        tool=Tool(version=__version__),
        profile=ProfileName(id=profile.id, version=profile.version, date=profile.date),
        settings=harmless(report.settings),
        today=report.today,
        letters=[_letter(letter, profile, prints) for letter in report.letters],
        unreadable=unread(report.unreadable),
        set_aside=[file_entry(file) for file in report.set_aside],
        unchecked=list(profile.unchecked),
    )
    return write(document)


def unread(files: Sequence[Unreadable]) -> list[Unread]:
    """The entries of the files that could not be read."""
    return [Unread(file=harmless(file.file), reason=harmless(file.reason)) for file in files]


def file_entry(file: SubmittedFile, mask: Mask = NO_MASK) -> FileEntry:
    """The entry of a file of a submission."""
    return FileEntry(
        file=harmless(mask.words(file.name)),
        role=file.role,
        why=harmless(mask.words(file.why)),
        given=file.given,
        checked=file.role.checked,
    )


def _letter(report: LetterReport, profile: Profile, prints: Fingerprints) -> CheckedLetter:
    letter = report.letter
    mask = Mask.of(letter)
    return CheckedLetter(
        file=harmless(mask.words(letter.file)),
        files=[harmless(mask.words(manuscript.file)) for manuscript in letter.manuscripts],
        index=letter.index,
        sha256=letter.manuscripts[0].sha256,
        letter_type=letter.letter_type.value,
        stage=letter.stage.value,
        verdict=report.verdict,
        counts=Counts.model_validate({status.value: report.count(status) for status in ItemStatus}),
        items=[_item(item, letter, profile, prints) for item in report.items],
    )


def _item(item: Item, letter: Letter, profile: Profile, prints: Fingerprints) -> ItemEntry:
    return ItemEntry(
        id=item.id,
        family=item.family,
        title=item.title,
        level=LevelName(item.level.word),
        status=item.status,
        evidence=[
            *_reasons(item, letter),
            *(entry for outcome in item.evidence for entry in _evidence(outcome, letter)),
        ],
        findings=[_finding(item, finding, letter, profile, prints) for finding in item.findings],
    )


def _reasons(item: Item, letter: Letter) -> Iterator[EvidenceEntry]:
    waiver = (f"Waived: {item.waiver}",) if item.waiver else ()
    return (EvidenceEntry(text=Mask.of(letter).words(reason)) for reason in (*item.reasons, *waiver))


def _evidence(outcome: Outcome, letter: Letter) -> Iterator[EvidenceEntry]:
    message = Mask.of(letter).words(outcome.message)
    if not outcome.at:
        yield EvidenceEntry(text=message)
    for place in describe_evidence(outcome, letter):
        yield EvidenceEntry(text=message, quote=place.quote, place=place.name, line=place.line)


def _finding(item: Item, finding: Finding, letter: Letter, profile: Profile, prints: Fingerprints) -> FindingEntry:
    outcome, mask = finding.outcome, Mask.of(letter)
    return FindingEntry(
        kind=FindingKind(outcome.kind.value),
        case=outcome.case,
        level=LevelName(finding.level.word),
        message=mask.words(outcome.message),
        help=mask.words(outcome.help),
        note=mask.words(authority(profile, item, outcome)),
        known=finding.known,
        fingerprint=prints.of(mask.words(letter.file), item.id, outcome, mask),
        places=[_place(place) for place in describe_all(outcome, letter)],
    )


def _place(place: Place) -> PlaceEntry:
    fix = place.fix
    return PlaceEntry(
        quote=place.quote,
        place=place.name,
        line=place.line,
        column=place.column,
        paragraph=place.paragraph,
        fix=FixEntry(applicability=fix.applicability, before=fix.before, after=fix.after) if fix else None,
    )
