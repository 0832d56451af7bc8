"""Neither the name of a picture nor its alternative text tells who the patient is."""

from collections.abc import Iterator

from validator.api import (
    Given,
    IdentifierKind,
    Letter,
    NoOptions,
    Outcome,
    PatientIdentifier,
    Span,
    ask,
    evidence,
    rule,
)

_PATH = "the way to a file on somebody’s computer"
_NAME = "what may be a patient’s name or number"
_LONGEST = 80
_HELP = {
    "path": "In Word, right-click the picture, choose “Edit Alt Text” and write what it shows, or leave it empty.",
    "name": "Name the file by its figure (“Figure 1a.jpg”), and let the alternative text say what is shown.",
}


@rule("picture-name", "Names of pictures tell nothing of the patient")
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:  # noqa: ARG001
    """Look at what file names and alternative texts hold; what they tell is shown hidden."""
    found = [one for one in letter.identifiers if one.kind is IdentifierKind.PICTURE]
    for one in found:
        case, what = ("path", _PATH) if one.label == "path" else ("name", _NAME)
        where, at = _where(one, letter)
        yield ask(case, f"{where} holds {what}: “{_shown(one)}”.", at=at, help=_HELP[case])
    if not found:
        yield evidence("No name of a picture and no alternative text tells who a patient is.")


def _where(one: PatientIdentifier, letter: Letter) -> tuple[str, Span]:
    """What holds the words, and the picture to point at."""
    block = one.value.block
    for picture in letter.pictures:
        number = f"Picture {picture.number}" if picture.number else "a small picture"
        if picture.span.block is block:
            return f"The file name of {number}", picture.span
        if picture.alt == block.text:
            return f"The alternative text of {number}", picture.span
    return "The name of a picture’s file", one.value


def _shown(one: PatientIdentifier) -> str:
    """The words with the value hidden: all of them where they are few."""
    whole = one.value.block.span()
    return PatientIdentifier(one.kind, one.value, whole).masked if len(whole) <= _LONGEST else one.masked
