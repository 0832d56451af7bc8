"""Comments beside the words that they are about."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from validator.annotating.changes import is_our_insertion, top
from validator.annotating.pieces import RUN, SPACE
from validator.annotating.places import Place, Places
from validator.annotating.signature import INITIALS
from validator.model.text import Span
from validator.readers.word.names import W
from validator.readers.word.traces import OURS

START, END, REFERENCE = f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference"


@dataclass(frozen=True, slots=True)
class Note:
    """What a comment says, in paragraphs, the first of which begins with `lead`; its characters are harmless.

    at: the words it is about. title: where it goes, with all others of its letter, if those stand nowhere in the text.
    where: a sentence that then says where they stand.
    """

    lead: str
    words: tuple[str, ...]
    at: Span | None = None
    title: Span | None = None
    where: str = ""


Ends = tuple[etree._Element, etree._Element]
"""The elements before and behind which a comment's marks stand."""


def mark(ends: Ends, number: str) -> None:
    """Set the marks of a comment around its words."""
    first, last = top(ends[0]), top(ends[1])
    _insert_before(first, _numbered(START, number))
    behind = last
    for following in last.itersiblings():
        if not _is_ours_behind(following):
            break
        behind = following
    end = _numbered(END, number)
    _insert_behind(behind, end)
    reference = etree.Element(RUN)
    reference.append(_numbered(REFERENCE, number))
    _insert_behind(_below_paragraph(end), reference)


def ends_of(words: tuple[Place, Place], places: Places) -> Ends:
    """The elements that hold the first and the last character of what a comment is about, once the runs are cut."""
    return _end(words[0], places)[0], _end(words[1], places)[1]


def comment(number: str, date: str, notes: Sequence[Note], namespace: str) -> etree._Element:
    """A comment that holds the words of notes; namespace: that of the part for comments."""
    name = f"{{{namespace}}}"
    told = {f"{name}id": number, f"{name}author": OURS, f"{name}date": date, f"{name}initials": INITIALS}
    made = etree.Element(f"{name}comment", told, nsmap={"w": namespace})
    said = ""
    for note in notes:
        for place, words in enumerate((*note.words, note.where) if note.where else note.words):
            if place == 0 and words == said:  # the same again, of another place
                continue
            paragraph = _paragraph(made, name)
            if len(made) == 1:
                etree.SubElement(_run(paragraph, name), f"{name}annotationRef")
            if place == 0:
                said = words
                if note.lead:
                    _say(_run(paragraph, name, bold=True), name, f"{note.lead}: ")
            _say(_run(paragraph, name), name, words)
    return made


def _end(place: Place, places: Places) -> Ends:
    first, last = places.containers.around(place.pieces.run)
    if first is last is place.pieces.run:
        piece = place.pieces.piece(place.offset)
        return piece, piece
    return first, last


def _numbered(tag: str, number: str) -> etree._Element:
    return etree.Element(tag, {f"{W}id": number})


def _insert_before(element: etree._Element, new: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None  # noqa: S101 - it stands in a paragraph
    parent.insert(parent.index(element), new)


def _insert_behind(element: etree._Element, new: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None  # noqa: S101 - it stands in a paragraph
    parent.insert(parent.index(element) + 1, new)


def _is_ours_behind(element: etree._Element) -> bool:
    """Whether words were put in here by us, or a comment of ours ends."""
    return element.tag == END or is_our_insertion(element)


def _below_paragraph(element: etree._Element) -> etree._Element:
    """The element itself, or what of its paragraph holds it, such as a link or an author's change."""
    found = element
    for around in element.iterancestors():
        if around.tag == f"{W}p":
            break
        found = around
    return found


def _paragraph(made: etree._Element, name: str) -> etree._Element:
    paragraph = etree.SubElement(made, f"{name}p")
    properties = etree.SubElement(paragraph, f"{name}pPr")
    # Manuscripts are often set with wide lines, which a comment would take over.
    spacing = {f"{name}before": "0", f"{name}after": "80", f"{name}line": "240", f"{name}lineRule": "auto"}
    etree.SubElement(properties, f"{name}spacing", spacing)
    etree.SubElement(properties, f"{name}ind", {f"{name}left": "0", f"{name}firstLine": "0"})
    etree.SubElement(properties, f"{name}jc", {f"{name}val": "left"})
    return paragraph


def _run(paragraph: etree._Element, name: str, *, bold: bool = False) -> etree._Element:
    run = etree.SubElement(paragraph, f"{name}r")
    look = etree.SubElement(run, f"{name}rPr")
    if bold:
        etree.SubElement(look, f"{name}b")
    etree.SubElement(look, f"{name}sz", {f"{name}val": "20"})
    return run


def _say(run: etree._Element, name: str, words: str) -> None:
    text = etree.SubElement(run, f"{name}t", {SPACE: "preserve"})
    text.text = words
