"""Unties a Word text from what is taken out: fields keep the words they show, and show them for good."""

from dataclasses import dataclass, field

from lxml import etree

from validator.cleaning.paths import holds_path
from validator.cleaning.properties import local

_OF_PROPERTIES = frozenset(
    ("AUTHOR", "LASTSAVEDBY", "TITLE", "SUBJECT", "KEYWORDS", "COMMENTS", "DOCPROPERTY", "DOCVARIABLE", "INFO",
     "TEMPLATE", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME", "REVNUM")
)  # fmt: skip
_OF_FILES = frozenset(
    ("INCLUDEPICTURE", "INCLUDETEXT", "LINK", "DDE", "DDEAUTO", "RD", "DATABASE", "IMPORT", "INCLUDE")
)


@dataclass(slots=True)
class _Field:
    """A field that has begun: its instruction, and what of it goes if it is untied."""

    marks: list[etree._Element]
    words: list[str] = field(default_factory=list)
    shows: bool = False
    """Whether its instruction is over."""
    is_made_up: bool = False
    """Whether another field stands in its instruction: what that shows would then stand in the text."""


def untie(root: etree._Element) -> int:
    """Turn the fields of a part that show a property, or a file by its path, into plain text; how many they were."""
    open_fields: list[_Field] = []
    untied: list[_Field] = []
    simple = []
    for element in root.iter("*"):
        name = local(element)
        if name == "fldSimple" and _goes(_attribute(element, "instr")):
            simple.append(element)
        elif name == "fldChar":
            _step(element, open_fields, untied)
        elif name in {"instrText", "delInstrText"} and open_fields and not open_fields[-1].shows:
            open_fields[-1].words.append(element.text or "")
            open_fields[-1].marks.append(element)
    for mark in (mark for one in untied for mark in one.marks):
        _remove(mark)
    for element in simple:
        _unwrap(element)
    return len(untied) + len(simple)


def _step(mark: etree._Element, open_fields: list[_Field], untied: list[_Field]) -> None:
    kind = _attribute(mark, "fldCharType")
    if kind == "begin":
        if open_fields and not open_fields[-1].shows:
            open_fields[-1].is_made_up = True
        open_fields.append(_Field([mark]))
    elif open_fields:
        open_fields[-1].marks.append(mark)
        if kind == "separate":
            open_fields[-1].shows = True
        elif kind == "end":
            ended = open_fields.pop()
            if not ended.is_made_up and _goes("".join(ended.words)):
                untied.append(ended)


def _goes(instruction: str) -> bool:
    name, _, rest = instruction.strip().partition(" ")
    return name.upper() in _OF_PROPERTIES or (name.upper() in _OF_FILES and holds_path(rest.replace("\\\\", "\\")))


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    """Put what an element holds in its place."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    inside = [child for child in element if local(child) != "fldData"]
    parent.remove(element)
    for number, child in enumerate(inside):
        parent.insert(at + number, child)
