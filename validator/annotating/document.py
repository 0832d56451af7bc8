"""The parts of a Word file that comments and changes concern, by what they are to its text."""

import posixpath

from lxml import etree

from validator.model.text import UnreadableError
from validator.readers import xml
from validator.readers.word.names import transitional
from validator.readers.word.package import NOT_WORD, SAVE_AGAIN
from validator.word_writing.package import CONTENT_TYPES, Package, listing_of

COMMENTS = "comments"
_USUAL_MAIN = "word/document.xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONSHIPS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_OURS, _ALONE = "letterproof", "letterproofAlone"
"""The id of the relationship to comments in a file that had none, or no relationships: when ours go, these go."""


def main_part(package: Package) -> str:
    """The name of the part that holds the text; raises UnreadableError where there is none."""
    named = package.find(_USUAL_MAIN)
    for entry in package.relationships(""):
        if _kind(entry) == "officeDocument":
            named = package.target("", entry) or named
    if named is None:
        raise UnreadableError(NOT_WORD)
    return named


def related(package: Package, main: str, kind: str) -> str | None:
    """The part of a kind ("comments", "footnotes") that belongs to the text, if there is one."""
    targets = (package.target(main, entry) for entry in package.relationships(main) if _kind(entry) == kind)
    return next((target for target in targets if target), None)


def read(package: Package, name: str | None) -> etree._Element | None:
    """The root of a part to look at, in the usual namespaces."""
    return None if name is None else xml.parse(transitional(package.content(name)), SAVE_AGAIN)


def add_comments(package: Package, main: str, namespace: str, *, is_strict: bool) -> str:
    """Put in an empty part for comments, and give its name; namespace: that of the text."""
    folder = posixpath.dirname(main)
    names = (f"comments{number}.xml" for number in ["", *range(2, 1000)])
    base = next(name for name in names if package.find(posixpath.join(folder, name)) is None)
    name = posixpath.join(folder, base)
    package.add(name, etree.tostring(etree.Element(f"{{{namespace}}}comments", nsmap={"w": namespace})))
    listing, identifier = package.find(listing_of(main)), _OURS
    if listing is None:
        listing, identifier = listing_of(main), _ALONE
        package.add(listing, f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode())
    kind = f"{_STRICT_RELATIONSHIPS if is_strict else _RELATIONSHIPS}/{COMMENTS}"
    entry = {"Id": identifier, "Type": kind, "Target": base}
    etree.SubElement(package.root(listing), f"{{{_PACKAGE}/relationships}}Relationship", entry)
    package.changed(listing)
    if (types := package.find(CONTENT_TYPES)) is not None:
        told = {"PartName": f"/{name}", "ContentType": _TYPE}
        etree.SubElement(package.root(types), f"{{{_PACKAGE}/content-types}}Override", told)
        package.changed(types)
    return name


def drop_comments(package: Package, main: str, name: str) -> None:
    """Take an empty part for comments out again, if we put it in."""
    found = {e.get("Id") for e in package.relationships(main) if package.target(main, e) == name} & {_OURS, _ALONE}
    if found:
        package.drop([name])
    listing = package.find(listing_of(main))
    if _ALONE in found and listing and not package.relationships(main):
        package.drop([listing])


def _kind(entry: etree._Element) -> str:
    return entry.get("Type", "").rpartition("/")[2]
