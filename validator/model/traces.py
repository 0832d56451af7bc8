"""What a file carries beside its text: who made and changed it, what changes are open, what does not show in print."""

from dataclasses import dataclass

from validator.model.text import Span


@dataclass(frozen=True, slots=True)
class Traces:
    """What a manuscript tells beside its printed words.

    Each span is a block of its own, of kind PROPERTY or HIDDEN, whose hint's label says what it is.
    properties: "author", "last editor", "company", "manager", "title", "subject", "comments", "keywords", "category",
    or the name of a custom property. people: each name that stands at a "comment" or a "change", once.
    insertions, deletions, moves, formats, comments: how many are open, those of this program left out.
    hidden: words that print does not show, labelled "hidden", "white", "background", "tiny" or "comment".
    unread: which of "properties" and "comments" are damaged. instructions: comments that speak to this program.
    """

    properties: tuple[Span, ...] = ()
    people: tuple[Span, ...] = ()
    insertions: int = 0
    deletions: int = 0
    moves: int = 0
    formats: int = 0
    comments: int = 0
    hidden: tuple[Span, ...] = ()
    unread: tuple[str, ...] = ()
    instructions: tuple[Span, ...] = ()

    @property
    def changes(self) -> int:
        """How many changes wait to be accepted or rejected."""
        return self.insertions + self.deletions + self.moves + self.formats
