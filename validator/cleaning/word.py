"""A copy of a Word file without what it tells of people and places beside its text; text and look stay."""

from collections.abc import Iterator

from lxml import etree

from validator.cleaning.paths import holds_path
from validator.cleaning.pictures import cleaner_of
from validator.cleaning.properties import clean_properties, local
from validator.cleaning.story import People, clean_story
from validator.cleaning.taken import Tally
from validator.model.text import UnreadableError
from validator.word_writing.package import CONTENT_TYPES, Package

_GONE = frozenset(
    ("attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "recipientData", "transform", "printerSettings")
)
"""Relationships to what is taken out of the settings and sections."""
_OTHER_PICTURES = (".emf", ".wmf", ".svg", ".wdp", ".heic", ".jp2", ".eps", ".pct", ".avif")
_OFFICE = (".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".pptm", ".sldx")
_MOST_INSIDE = 4_000_000
"""Bytes of embedded documents that are opened: each may unpack to a hundred times as much."""


def clean_word(data: bytes, *, authors: bool) -> tuple[bytes, Tally]:
    """The bytes of the copy, and what was taken out.

    authors: whether the names of those who commented and changed go as well. Raises UnreadableError.
    """
    package, tally, people = Package(data), Tally(), People(hidden=authors)
    clean_properties(package, tally)
    if authors:
        package.drop([name for name in package.names if _is_tasks(package, name)])
    for name in package.names:
        if _holds_text(name) and clean_story(package.root(name), people, tally):
            package.changed(name)
    for source in list(package.sources()):
        _clean_links(package, source, tally)
    _clean_pictures(package, tally)
    _clean_inside(package, tally)
    if authors:
        tally.taken["authors"] = people.named
    else:
        tally.left["authors"] = people.named
    return package.to_bytes(), tally


def _holds_text(name: str) -> bool:
    plain = name.casefold().lstrip("/")
    return plain.endswith(".xml") and not plain.startswith("customxml/") and name != CONTENT_TYPES


def _is_tasks(package: Package, name: str) -> bool:
    """Whether a part holds the tasks that were given to people in comments."""
    return _holds_text(name) and local(package.root(name)) == "Tasks"


def _clean_links(package: Package, source: str, tally: Tally) -> None:
    """Take out the ways to files on a disk that a part points at; hyperlinks stay."""
    entries = package.relationships(source)
    gone = [entry for entry in entries if _kind(entry) in _GONE]
    inside = [target for entry in gone if (target := package.target(source, entry))]
    tally.taken["printer"] += sum(1 for entry in gone if _kind(entry) == "printerSettings")
    package.unrelate(source, gone)
    package.drop(inside)
    outside = [entry for entry in package.relationships(source) if _is_path(entry)]
    uses = _uses(package.root(source)) if any(_kind(entry) == "image" for entry in outside) else {}
    for entry in outside:
        if _kind(entry) == "image":
            _clean_linked_picture(package, source, entry, uses.get(entry.get("Id", ""), []), tally)
        else:
            entry.set("Target", entry.get("Target", "").replace("\\", "/").rpartition("/")[2])
            package.changed_relationships(source)
            tally.taken["links"] += 1


def _is_path(entry: etree._Element) -> bool:
    """Whether a relationship leads to a file on a disk."""
    return entry.get("TargetMode") == "External" and _kind(entry) != "hyperlink" and holds_path(entry.get("Target", ""))


def _uses(root: etree._Element) -> dict[str, list[tuple[etree._Element, str]]]:
    """The attributes of a part that name a relationship, each with its element, by the relationship."""
    found: dict[str, list[tuple[etree._Element, str]]] = {}
    for element in root.iter("*"):
        for key, value in _links(element):
            found.setdefault(value, []).append((element, key))
    return found


def _kind(entry: etree._Element) -> str:
    return entry.get("Type", "").rpartition("/")[2]


def _clean_linked_picture(
    package: Package, source: str, entry: etree._Element, uses: list[tuple[etree._Element, str]], tally: Tally
) -> None:
    """Take the path away from a picture that the file holds itself; one that is only linked would be lost."""
    if not all(_holds_picture(element, key) for element, key in uses):
        tally.left["linked"] += 1
        return
    for element, key in uses:
        del element.attrib[key]
    if uses:
        package.changed(source)
    package.unrelate(source, [entry])
    tally.taken["links"] += 1


def _links(element: etree._Element) -> Iterator[tuple[str, str]]:
    return ((str(key), str(value)) for key, value in element.attrib.items() if "relationships}" in str(key))


def _holds_picture(element: etree._Element, link: str) -> bool:
    """Whether an element points at a picture inside the file beside a link to one outside."""
    names = {key.rpartition("}")[2] for key, _ in _links(element)}
    return (link.endswith("}link") and "embed" in names) or (link.endswith("}href") and bool(names & {"id", "pict"}))


def _clean_pictures(package: Package, tally: Tally) -> None:
    for name in package.names:
        if (cleaner := cleaner_of(package.content(name))) is None:
            tally.left["picture"] += name.casefold().endswith(_OTHER_PICTURES)
            continue
        try:
            cleaned, taken = cleaner(package.content(name))
        except UnreadableError:
            tally.left["damaged"] += 1
            continue
        if taken:
            package.replace(name, cleaned)
            tally.taken.update(taken)


def _clean_inside(package: Package, tally: Tally) -> None:
    """Clean the documents that lie inside, such as the sheet of a chart, of their properties and pictures."""
    left = _MOST_INSIDE
    for name in package.names:
        if "embeddings/" not in name.casefold():
            continue
        data = package.content(name)
        left -= len(data)
        if not name.casefold().endswith(_OFFICE) or left < 0:
            tally.left["object"] += 1
            continue
        try:
            inside, of_it = Package(data), Tally()
            clean_properties(inside, of_it)
            _clean_pictures(inside, of_it)
        except UnreadableError:
            tally.left["object"] += 1
            continue
        if (cleaned := inside.to_bytes()) != data:
            package.replace(name, cleaned)
            tally.taken["inside"] += 1
