"""What an Office file says of itself: properties, preview, signature, records of servers, printers, templates."""

from lxml import etree

from validator.cleaning.taken import Taken, Tally
from validator.word_writing.package import Package

_CORE, _PROGRAM, _CUSTOM = "core-properties", "extended-properties", "custom-properties"
_PEOPLE = frozenset({"creator", "lastModifiedBy", "Manager"})
_STATISTICS = frozenset(
    ("Pages", "Words", "Characters", "CharactersWithSpaces", "Lines", "Paragraphs", "Slides", "Notes", "HiddenSlides",
     "MMClips", "Application", "AppVersion", "DocSecurity", "ScaleCrop", "LinksUpToDate", "SharedDoc",
     "HyperlinksChanged")
)  # fmt: skip
"""Properties that tell of the document and of no person; Word expects some of them."""
_PROGRAMS_OWN = ("ZOTERO_PREF_", "Mendeley Citation Style", "Mendeley Document", "Mendeley Recent Style")
"""Custom properties without which a reference manager no longer knows its citations in the text."""
_RECORDS = (
    "http://schemas.microsoft.com/office/2006/metadata/",
    "http://schemas.microsoft.com/office/2006/coverPageProps",
    "http://schemas.microsoft.com/sharepoint/",
)
"""Namespaces of what document servers and cover pages keep in a file."""


def clean_properties(package: Package, tally: Tally) -> None:
    """Take out what the file says of itself; parts that Word expects stay, and are empty."""
    people: set[str] = set()
    gone: dict[str, Taken] = {name: "server" for name in package.names if _is_record(package, name)}
    for entry in package.relationships(""):
        name, kind = package.target("", entry), entry.get("Type", "").rpartition("/")[2]
        if name is None:
            continue
        if kind == _CORE:
            people |= _empty(package, name, tally, frozenset())
        elif kind == _PROGRAM:
            people |= _empty(package, name, tally, _STATISTICS)
        elif kind == _CUSTOM:
            _clean_custom(package, name, tally)
        elif kind == "thumbnail":
            gone[name] = "preview"
        elif kind == "classificationlabels":
            gone[name] = "server"
        elif kind == "origin":
            gone[name] = "signature"
    package.drop(gone)
    tally.taken.update(gone.values())
    tally.taken["people"] = len(people)


def _empty(package: Package, name: str, tally: Tally, kept: frozenset[str]) -> set[str]:
    """Take the entries out of a part; the names of the people in them."""
    root = package.root(name)
    people: set[str] = set()
    gone = [entry for entry in root if local(entry) not in kept]
    for entry in gone:
        words = "".join(str(text) for text in entry.itertext()).strip()
        if words and local(entry) in _PEOPLE:
            people |= {person.strip() for person in words.split(";")}
        elif words:
            tally.taken["company" if local(entry) == "Company" else "properties"] += 1
        root.remove(entry)
    if gone:
        package.changed(name)
    return people


def _clean_custom(package: Package, name: str, tally: Tally) -> None:
    root = package.root(name)
    gone = [entry for entry in root if not entry.get("name", "").startswith(_PROGRAMS_OWN)]
    for entry in gone:
        root.remove(entry)
    tally.taken["custom"] += len(gone)
    if gone:
        package.changed(name)


def _is_record(package: Package, name: str) -> bool:
    folder, _, base = name.rpartition("/")
    if folder.casefold() != "customxml" or not base.casefold().endswith(".xml"):
        return False
    return str(etree.QName(package.root(name)).namespace or "").startswith(_RECORDS)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace: that of "strict" files is another one."""
    return str(element.tag).rpartition("}")[2]
