"""A first submission holds no open changes and no comments."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from validator.api import (
    Given,
    Letter,
    NoOptions,
    Outcome,
    Stage,
    could_not_check,
    evidence,
    finding,
    not_applicable,
    plural,
    rule,
)

if TYPE_CHECKING:
    from validator.api import Traces

_CHANGES = "Accept or reject each change (Review, Accept or Reject; Accept All Changes takes them all)"
_COMMENTS = "delete the comments (Review, Delete, Delete All Comments in Document)"
_COPY = "Save the copy with the marks under another name if you still need them."
_OF_CHANGES = "Open changes show the reviewers what was struck out or put in, and who did it."
_OF_COMMENTS = "Reviewers read the comments that were meant for you."


@rule("tracked-changes", "No open changes or comments", stages=[Stage.SUBMISSION])
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:  # noqa: ARG001
    """Count what each Word file of the letter still holds."""
    if letter.index > 1:
        yield not_applicable("Changes and comments are told with the first letter of the file.")
        return
    if any(file.role == "response-to-reviewers" for file in letter.files):
        yield not_applicable("The submission answers its reviewers, for whom changes are often marked.")
        return
    held = [(file.file, file.traces) for file in letter.manuscripts if file.format == "docx" and file.traces]
    if not held:
        yield not_applicable("Only a Word file keeps changes and comments.")
    for name, traces in held:
        where = f"The file {name}" if len(held) > 1 else "The file"
        if "comments" in traces.unread:
            yield could_not_check(f"{where} keeps its comments in a part that is damaged.")
        if traces.changes or traces.comments:
            yield finding("left", f"{where} still holds {_counted(traces)}.", help=_help(traces), note=_note(traces))
        else:
            yield evidence(f"{where} holds no open changes and no comments.")


def _help(traces: "Traces") -> str:
    """What to do in Word, of what is there: changes, comments or both."""
    steps = [step for step, number in ((_CHANGES, traces.changes), (_COMMENTS, traces.comments)) if number]
    todo = "; then ".join(steps)
    return f"In Word: {todo[0].lower()}{todo[1:]}. {_COPY}"


def _note(traces: "Traces") -> str:
    """What the reviewers see, of what is there."""
    notes = ((_OF_CHANGES, traces.changes), (_OF_COMMENTS, traces.comments))
    return " ".join(note for note, number in notes if number)


def _counted(traces: "Traces") -> str:
    """What is open, in words: "3 insertions, 1 deletion and 2 comments"."""
    counts = (
        (traces.insertions, "insertion"),
        (traces.deletions, "deletion"),
        (traces.moves, "moved passage"),
        (traces.formats, "change of format"),
        (traces.comments, "comment"),
    )
    *first, last = [_plural(number, noun) for number, noun in counts if number]
    return f"{', '.join(first)} and {last}" if first else last


def _plural(number: int, noun: str) -> str:
    return f"{number} changes of format" if noun == "change of format" and number > 1 else plural(number, noun)
