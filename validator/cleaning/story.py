"""A part of a Word file that holds text: what pictures are called, what it is tied to, who commented and changed."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from validator.cleaning.fields import untie
from validator.cleaning.paths import without_paths
from validator.cleaning.properties import local
from validator.cleaning.taken import Tally
from validator.model.patterns import Pattern

_VML = "urn:schemas-microsoft-com:vml"
_NAMED = frozenset({"docPr", "cNvPr"})
_TIES = ("core-properties", "extended-properties", "custom-properties", "coverPageProps", "metadata/properties")
_PROGRAMS_OWN = ("EN.InstantFormat", "EN.Layout")
"""Variables without which a reference manager no longer knows its citations in the text."""
_NOBODY = Pattern(r"Author \d+")
_UNNAMED = frozenset({"", "Author"})
"""What stands where nobody, or whom Word itself made nameless, commented."""


@dataclass(slots=True)
class People:
    """Those who commented and changed: their names stay, or each gets a number."""

    hidden: bool
    numbers: dict[str, int] = field(default_factory=dict)

    def called(self, name: str) -> str:
        """What stands for a person: "Author 1"."""
        return f"Author {self.numbers.setdefault(name, len(self.numbers) + 1)}"

    @property
    def named(self) -> int:
        """How many of them are called by a name."""
        return sum(1 for name in self.numbers if not _NOBODY.fullmatch(name))


def clean_story(root: etree._Element, people: People, tally: Tally) -> bool:
    """Clean a part of a Word file; whether anything of it changed."""
    changed = False
    gone: list[etree._Element] = []
    for element in root.iter("*"):
        changed = _clean_names(element, tally) | _clean_person(element, people) | changed
        gone += _parts_to_remove(element, people, tally)
    for element in gone:
        _remove(element)
    untied = untie(root)
    tally.taken["fields"] += untied
    return changed or bool(gone) or untied > 0


def _parts_to_remove(element: etree._Element, people: People, tally: Tally) -> Iterator[etree._Element]:
    name = local(element)
    if name == "dataBinding" and any(tie in value for value in _values(element) for tie in _TIES):
        tally.taken["bindings"] += 1
        yield element
    elif name == "printerSettings":
        yield element
    elif name == "mailMerge":
        tally.taken["merge"] += 1
        yield element
    elif name in {"attachedTemplate", "saveThroughXslt"}:
        tally.taken["template"] += 1
        yield element
    elif name == "docVar" and not _attribute(element, "name").startswith(_PROGRAMS_OWN):
        tally.taken["variables"] += 1
        yield element
    elif name == "presenceInfo" and people.hidden:
        tally.taken["accounts"] += 1
        yield element


def _clean_names(element: etree._Element, tally: Tally) -> bool:
    """Clean what a picture or shape is called."""
    name, namespace = local(element), etree.QName(element).namespace
    if name in _NAMED:
        changed = [_clean_name(element, key, tally) for key in ("descr", "title")]
        return any([*changed, _clean_name(element, "name", tally, f"Picture {element.get('id', '')}".strip())])
    if namespace == _VML:
        titles = [str(key) for key in element.attrib if str(key).endswith("}title")]
        changed = [_clean_name(element, key, tally) for key in ("alt", "title")]
        return any([*changed, *[_blank_title(element, key, tally) for key in titles if name == "imagedata"]])
    return False


def _clean_name(element: etree._Element, key: str, tally: Tally, instead: str = "") -> bool:
    given = element.get(key)
    cleaned = without_paths(given) if given else given
    if given is None or cleaned is None or cleaned == given:
        return False
    if cleaned or instead:
        element.set(key, cleaned or instead)
    else:
        del element.attrib[key]
    tally.taken["alt"] += 1
    return True


def _blank_title(element: etree._Element, key: str, tally: Tally) -> bool:
    """Take the title from a picture as old versions of Word keep it: the name of its file, without the ending."""
    if not element.get(key):
        return False
    element.set(key, "")
    tally.taken["alt"] += 1
    return True


def _clean_person(element: etree._Element, people: People) -> bool:
    """Take note of whoever commented or changed, and call them by a number where that is asked for."""
    changed = False
    for key, value in list(element.attrib.items()):
        if not str(key).endswith("}author") or value in _UNNAMED:
            continue
        called = people.called(str(value))
        if people.hidden and called != value:
            element.set(key, called)
            changed = True
        changed = _clean_initials(element, called, people) or changed
    return changed


def _clean_initials(element: etree._Element, called: str, people: People) -> bool:
    wanted = called.replace("uthor ", "")
    for key, value in element.attrib.items():
        if people.hidden and str(key).rpartition("}")[2] == "initials" and value != wanted:
            element.set(key, wanted)
            return True
    return False


def _values(element: etree._Element) -> list[str]:
    return [str(value) for value in element.attrib.values()]


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
