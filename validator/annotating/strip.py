"""Takes our comments and tracked changes out of a Word file, and nothing of anybody else's."""

from lxml import etree

from validator.annotating import document
from validator.annotating.changes import DELETED, DELETION, INSERTION
from validator.annotating.comments import END, REFERENCE, START
from validator.annotating.pieces import LOOK, RUN, TEXT, joined, take_out
from validator.annotating.story import Story
from validator.readers.word.names import W
from validator.readers.word.traces import is_ours
from validator.word_writing.package import Package

_BESIDE = ("commentsExtended", "commentsIds", "commentsExtensible")
"""What newer versions of Word keep beside comments: threads, and lasting numbers."""


def stripped(data: bytes) -> bytes:
    """A Word file without our marks: comments gone, changes rejected; the same bytes where there are none.

    Raises UnreadableError.
    """
    package = Package(data)
    main = document.main_part(package)
    story = Story(package.content(main))
    part = document.related(package, main, document.COMMENTS)
    _reject(story)
    _take_out_marks(story, _ours(package, part))
    for run in joined(story.root):
        story.touch(run)
    text = story.to_bytes()
    if text != package.content(main):
        package.replace(main, text)
    if part is not None:
        _take_out_comments(package, main, part)
    _take_out_person(package, main)
    return package.to_bytes()


def _ours(package: Package, part: str | None) -> set[str]:
    """The numbers of our comments."""
    root = document.read(package, part)
    comments = [] if root is None else root.findall(f"{W}comment")
    return {comment.get(f"{W}id", "") for comment in comments if is_ours(comment.get(f"{W}author", ""))}


def _reject(story: Story) -> None:
    for change in list(story.root.iter(INSERTION, DELETION)):
        parent = change.getparent()
        if parent is None or not is_ours(change.get(f"{W}author", "")) or parent.tag == f"{W}rPr":
            continue
        story.touch(change)
        # Somebody may have set a comment, or begun a bookmark, inside what we put in: that stays.
        kept = [child for child in change if change.tag == DELETION or not _is_text(child)]
        for child in kept:
            parent.insert(parent.index(change), child)
            for text in child.iterchildren(DELETED):
                text.tag = TEXT
        take_out(change)


def _is_text(child: etree._Element) -> bool:
    if child.tag == RUN:
        return child.find(REFERENCE) is None
    return child.tag in {INSERTION, DELETION}


def _take_out_marks(story: Story, numbers: set[str]) -> None:
    for found in list(story.root.iter(START, END, REFERENCE)):
        if found.get(f"{W}id") not in numbers:
            continue
        story.touch(found)
        run = found.getparent()
        is_alone = found.tag == REFERENCE and run is not None and all(c.tag in {REFERENCE, LOOK} for c in run)
        take_out(run if run is not None and is_alone else found)


def _take_out_comments(package: Package, main: str, part: str) -> None:
    root = package.root(part)
    name = f"{{{etree.QName(root).namespace}}}"
    gone = [comment for comment in root.findall(f"{name}comment") if is_ours(comment.get(f"{name}author", ""))]
    if not gone:
        return
    named = {_value(p, "paraId") for comment in gone for p in comment.iter(f"{name}p")} - {""}
    for comment in gone:
        take_out(comment)
    package.changed(part)
    for kind in _BESIDE if named else ():
        beside = document.related(package, main, kind)
        if beside is not None:
            named |= _take_out_beside(package, beside, named)
    if len(root) == 0:
        document.drop_comments(package, main, part)


def _take_out_beside(package: Package, part: str, named: set[str]) -> set[str]:
    """Take out what a part tells of comments by the names of their paragraphs; what other names it gives them."""
    others = set()
    for entry in list(package.root(part)):
        if {_value(entry, "paraId"), _value(entry, "durableId")} & named:
            others.add(_value(entry, "durableId"))
            take_out(entry)
        for key, value in entry.attrib.items():
            if str(key).endswith("}paraIdParent") and value in named:  # an answer to one of ours now stands alone
                del entry.attrib[key]
    package.changed(part)
    return others - {""}


def _take_out_person(package: Package, main: str) -> None:
    part = document.related(package, main, "people")
    if part is None:
        return
    for person in list(package.root(part)):
        if is_ours(_value(person, "author")):
            take_out(person)
            package.changed(part)


def _value(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")
