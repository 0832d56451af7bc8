"""A rule: the code that checks one item, with its facts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from validator.model.letter import Letter, LetterType, Stage
from validator.model.profile import Profile
from validator.model.result import Outcome
from validator.model.vocabulary import Vocabulary

if TYPE_CHECKING:  # most runs have no records
    from validator.model.record import Records

Options = TypeVar("Options")


@dataclass(frozen=True, slots=True)
class NoOptions:
    """The options of a rule that has none."""


@dataclass(frozen=True, slots=True)
class Given(Generic[Options]):
    """What a rule is given beside the letter; records is None in a run that was given none."""

    options: Options
    profile: Profile
    terms: Vocabulary
    stage: Stage
    letter_type: LetterType
    today: date
    records: "Records | None" = None


Check = Callable[[Letter, Given[Any]], Iterator[Outcome]]

EVERY_STAGE = frozenset(Stage)
EVERY_TYPE = frozenset(LetterType)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's facts and its code.

    stages, letter_types: where the item applies. needs_beginning: it cannot be judged when the letter's first page is
    missing. since: the version of the pack that brought it.
    """

    id: str
    title: str
    check: Check
    options: type[Any] = NoOptions
    stages: frozenset[Stage] = EVERY_STAGE
    letter_types: frozenset[LetterType] = EVERY_TYPE
    needs_beginning: bool = False
    since: str = "0.1"
