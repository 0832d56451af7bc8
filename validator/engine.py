"""Runs the rules on a letter: each by itself, so that one that fails touches no other."""

import sys
from collections.abc import Collection, Iterable, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any, get_type_hints

from validator.model.letter import Letter, Stage
from validator.model.profile import Profile
from validator.model.result import (
    Finding,
    Item,
    ItemStatus,
    LetterReport,
    Level,
    Outcome,
    OutcomeKind,
)
from validator.model.rule import Given, Rule
from validator.model.text import Span
from validator.packs import LoadedRule, Pack
from validator.profiles import ProfileError, did_you_mean

if TYPE_CHECKING:  # most runs have no records
    from validator.model.record import Records

_SPOKEN = {OutcomeKind.FINDING, OutcomeKind.ASK, OutcomeKind.REMARK}
_BEGINNING_MISSING = "The beginning of this letter is missing, so this could not be judged."


@dataclass(frozen=True, slots=True)
class ReadyRule:
    """A rule of this run with its options."""

    loaded: LoadedRule
    options: Any


@dataclass(frozen=True, slots=True)
class Checklist:
    """The rules of a run, in checklist order, with the journal's settings.

    at_stake: the highest level that any case of an item has at a stage. records: those given beside the letters.
    """

    rules: tuple[ReadyRule, ...]
    pack: Pack
    profile: Profile
    today: date
    at_stake: Mapping[tuple[Stage, str], Level]
    records: "Records | None" = None


def checklist(
    pack: Pack, profile: Profile, today: date, select: Collection[str] = (), ignore: Collection[str] = ()
) -> Checklist:
    """The rules to run: those selected (by id or family; all when none is), less those ignored.

    Raises ProfileError when select, ignore or the profile names an item that does not exist, or an option is wrong.
    """
    items = {r.rule.id for r in pack.rules}
    families = {r.family for r in pack.rules}
    levels = [*profile.levels, *(name for own in profile.levels_at.values() for name in own)]
    _refuse_unknown("--select", select, items | families)
    _refuse_unknown("--ignore", ignore, items | families)
    _refuse_unknown("[rules] of the profile", profile.rules, items)
    # A level that is misspelt would change a verdict without a word.
    _refuse_unknown("[levels] of the profile", (name.partition(".")[0] for name in levels), items | set(pack.order))
    chosen = [r for r in pack.rules if not select or {r.rule.id, r.family} & set(select)]
    kept = [r for r in chosen if not {r.rule.id, r.family} & set(ignore)]
    ready = tuple(ReadyRule(r, _options(r.rule, profile)) for r in kept)
    return Checklist(ready, pack, profile, today, at_stake(profile))


def run(letter: Letter, checklist: Checklist) -> LetterReport:
    """The letter's checklist, every item in its place."""
    return LetterReport(letter, tuple(_item(letter, ready, checklist) for ready in checklist.rules))


def _refuse_unknown(where: str, names: Iterable[str], known: Collection[str]) -> None:
    for name in names:
        if name not in known:
            message = f"{where}: there is no item '{name}'.{did_you_mean(name, known)}"
            raise ProfileError(message)


def _options(rule: Rule, profile: Profile) -> Any:  # noqa: ANN401 - each rule brings its own type
    values = {key.replace("-", "_"): value for key, value in profile.rules.get(rule.id, {}).items()}
    if not values:
        return rule.options()
    from pydantic import TypeAdapter, ValidationError

    types = get_type_hints(rule.options)
    known = {field.name for field in fields(rule.options)}
    for key in values:
        if key not in known:
            hint = did_you_mean(key, known)
            message = f"[rules.{rule.id}] of the profile: there is no option '{key}'.{hint}"
            raise ProfileError(message)
    try:
        return rule.options(**{key: TypeAdapter(types[key]).validate_python(value) for key, value in values.items()})
    except ValidationError as error:
        message = f"[rules.{rule.id}] of the profile: {error.errors(include_url=False)[0]['msg']}."
        raise ProfileError(message) from error


def _item(letter: Letter, ready: ReadyRule, checklist: Checklist) -> Item:
    rule = ready.loaded.rule
    outcomes = _outcomes(letter, ready, checklist)
    stage, profile = letter.stage.value, checklist.profile
    found = tuple(
        Finding(outcome, level_of(profile, stage, rule.id, outcome.case))
        for outcome in outcomes
        if outcome.kind in _SPOKEN
    )
    counted = [finding.level for finding in found if finding.outcome.kind is not OutcomeKind.REMARK]
    return Item(
        id=rule.id,
        family=ready.loaded.family,
        title=rule.title,
        level=max(counted) if counted else checklist.at_stake.get((stage, rule.id), Level.SHOULD),
        status=_status({outcome.kind for outcome in outcomes}),
        findings=found,
        evidence=tuple(outcome for outcome in outcomes if outcome.kind is OutcomeKind.EVIDENCE),
        reasons=tuple(
            outcome.message
            for outcome in outcomes
            if outcome.kind in {OutcomeKind.NOT_APPLICABLE, OutcomeKind.COULD_NOT_CHECK}
        ),
    )


def _outcomes(letter: Letter, ready: ReadyRule, checklist: Checklist) -> list[Outcome]:
    rule = ready.loaded.rule
    reason = _outside(letter, rule)
    if reason:
        return [Outcome(OutcomeKind.NOT_APPLICABLE, reason)]
    if rule.needs_beginning and letter.beginning_missing:
        return [Outcome(OutcomeKind.COULD_NOT_CHECK, _BEGINNING_MISSING)]
    given: Given[Any] = Given(
        ready.options,
        checklist.profile,
        checklist.pack.vocabulary,
        letter.stage.value,
        letter.letter_type.value,
        checklist.today,
        checklist.records,
    )
    try:
        with redirect_stdout(sys.stderr):  # results alone go to standard output, whatever a rule prints
            outcomes = [_sound(outcome) for outcome in rule.check(letter, given)]
    except KeyboardInterrupt:
        raise
    except TimeoutError:
        return [Outcome(OutcomeKind.COULD_NOT_CHECK, f"The check '{rule.id}' took too long on this letter.")]
    except BaseException as error:  # a rule may call sys.exit, too
        why = f"The check '{rule.id}' failed ({type(error).__name__}). Please report it; the other items stand."
        return [Outcome(OutcomeKind.COULD_NOT_CHECK, why)]
    return outcomes or [Outcome(OutcomeKind.COULD_NOT_CHECK, f"The check '{rule.id}' gave no answer.")]


def _sound(outcome: object) -> Outcome:
    """What a rule said, if it is made of what outcomes are made of; raises TypeError, so that the rule is named."""
    if not isinstance(outcome, Outcome):
        raise TypeError
    words = (outcome.message, outcome.case, outcome.help, outcome.note)
    if not (all(isinstance(w, str) for w in words) and all(isinstance(span, Span) for span in outcome.at)):
        raise TypeError
    return outcome


def _outside(letter: Letter, rule: Rule) -> str:
    """Why a rule does not concern this stage or type of letter; empty when it does."""
    if letter.stage.value not in rule.stages:
        return f"Checked at stage {_either(rule.stages)}; this letter is at stage {letter.stage.value}."
    if letter.letter_type.value not in rule.letter_types:
        return f"Asked of a {_either(rule.letter_types)} letter; this is a {letter.letter_type.value} letter."
    return ""


def _either(names: Iterable[str]) -> str:
    return " or ".join(sorted(names))


def _status(kinds: set[OutcomeKind]) -> ItemStatus:
    if OutcomeKind.FINDING in kinds:
        return ItemStatus.FAIL
    if OutcomeKind.COULD_NOT_CHECK in kinds:
        return ItemStatus.COULD_NOT_CHECK
    if OutcomeKind.ASK in kinds:
        return ItemStatus.NEEDS_HUMAN
    return ItemStatus.NOT_APPLICABLE if kinds == {OutcomeKind.NOT_APPLICABLE} else ItemStatus.PASS


def level_of(profile: Profile, stage: Stage, rule: str, case: str) -> Level:
    """The level that the profile gives a case at a stage: by id.case, else by id, else `should`."""
    own = profile.levels_at.get(stage, {})
    names = (f"{rule}.{case}", rule)
    words = (settings[name] for name in names for settings in (own, profile.levels) if name in settings)
    return Level[next(words, "should").upper()]


def at_stake(profile: Profile) -> dict[tuple[Stage, str], Level]:
    """The highest level that any case of an item has at a stage: what is lost when the item could not be checked."""
    highest: dict[tuple[Stage, str], Level] = {}
    for stage in Stage:
        for name, word in {**profile.levels, **profile.levels_at.get(stage, {})}.items():
            place = (stage, name.partition(".")[0])
            highest[place] = max(highest.get(place, Level.INFO), Level[word.upper()])
    return highest
