"""What a Word file carries beside its text: properties, names at comments and changes, hidden words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from validator.model.text import Block, Hint, HintKind, Origin, Run, Span, UnreadableError
from validator.model.traces import Traces
from validator.readers.word import hidden
from validator.readers.word.names import M, W
from validator.readers.word.package import Part
from validator.readers.word.styles import Styles

OURS = "letterproof"
"""The name at comments and changes that this program wrote."""

_NAMED = {
    "creator": "author",
    "lastModifiedBy": "last editor",
    "Company": "company",
    "Manager": "manager",
    "title": "title",
    "subject": "subject",
    "description": "comments",
    "keywords": "keywords",
    "category": "category",
}
_OF_FILE = ("core-properties", "extended-properties", "custom-properties")
_LONGEST = 200
"""Characters of a property: what is longer is a program's own record, no name."""
_MOST = 50

_INSERTION, _DELETION, _MOVE = f"{W}ins", f"{W}del", f"{W}moveTo"
_FORMATS = tuple(
    f"{W}{name}"
    for name in (
        *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "numberingChange"),
        *("cellIns", "cellDel", "cellMerge"),
    )
)
_CHANGES = (_INSERTION, _DELETION, _MOVE, f"{W}moveFrom", *_FORMATS)
_OF_MARKS = frozenset({f"{W}rPr", f"{W}trPr", f"{M}ctrlPr", f"{W}numPr"})
"""Where a change is one of a paragraph's end, a row, an equation's or a list's sign, beside those of the words."""
_PARAGRAPH, _ROW = f"{W}p", f"{W}tr"
_AUTHOR, _DATE = f"{W}author", f"{W}date"


def read(file: str, main: Part, others: Sequence[etree._Element], styles: Styles) -> Traces:
    """The traces of a Word file; others: the roots of its notes, headers and footers.

    A part that is damaged is passed over and said to be unread.
    """
    unread = list[str]()
    properties, comments, named = list[Span](), list[etree._Element](), list[str]()
    try:
        properties = list(_properties(file, main))
    except UnreadableError:
        unread.append("properties")
    try:
        comments, named = _comments(main)
    except UnreadableError:
        unread.append("comments")
    counted = _Changes()
    for root in (main.root, *others):
        counted.count(root)
    people = _people(file, "comment", [*(c.get(_AUTHOR, "") for c in comments), *named])
    return Traces(
        tuple(properties),
        (*people, *_people(file, "change", counted.authors)),
        counted.insertions,
        counted.deletions,
        counted.moves,
        counted.formats,
        sum(not is_ours(comment.get(_AUTHOR, "")) for comment in comments),
        tuple(_hidden(file, main.root, others, styles)),
        tuple(unread),
    )


def is_ours(author: str) -> bool:
    """Whether a comment or change of this author was written by this program."""
    return author.strip().casefold() == OURS


def _properties(file: str, main: Part) -> Iterator[Span]:
    for kind in _OF_FILE:
        part = main.of_file(kind)
        if part is None:
            continue
        if kind == _OF_FILE[-1]:
            for entry in list(part.root)[:_MOST]:
                yield from _span(file, "".join(map(str, entry.itertext())), entry.get("name", ""))
        else:
            for entry in list(part.root)[:_MOST]:
                label = _NAMED.get(etree.QName(entry).localname)
                if label:
                    yield from _span(file, entry.text or "", label)


def _span(file: str, words: str, label: str) -> Iterator[Span]:
    words = " ".join(words.split())
    if 0 < len(words) <= _LONGEST:
        yield Block((Run(words),), Hint(HintKind.PROPERTY, label=label), file).span()


def _comments(main: Part) -> tuple[list[etree._Element], list[str]]:
    """The comments, and the names that the file keeps for those who commented or changed something."""
    part, people = main.first("comments"), main.first("people")
    comments = [] if part is None else part.root.findall(f"{W}comment")
    persons = [] if people is None else people.root.findall("{*}person")
    return comments, [str(value) for person in persons for key, value in person.items() if str(key).endswith("}author")]


def _people(file: str, label: str, names: Iterable[str]) -> Iterator[Span]:
    for name in list(dict.fromkeys(" ".join(name.split()) for name in names))[:_MOST]:
        if not is_ours(name):
            yield from _span(file, name, label)


@dataclass
class _Changes:
    """The open changes of a file, as Word counts them, without those of this program."""

    insertions: int = 0
    deletions: int = 0
    moves: int = 0
    formats: int = 0

    def __post_init__(self) -> None:
        self.authors: dict[str, None] = {}

    def count(self, root: etree._Element) -> None:
        """Count the changes of a part."""
        marks: dict[tuple[etree._Element | None, str], bool] = {}
        for change in root.iter(*_CHANGES):
            author = change.get(_AUTHOR, "")
            if is_ours(author):
                continue
            self.authors[author] = None
            tag = change.tag
            if tag in _FORMATS:
                self.formats += 1
            elif _is_of_mark(change):
                # The end of a paragraph or row changes with its words, and counts where none of these does.
                whole = next(change.iterancestors(_PARAGRAPH, _ROW), None)
                marks.setdefault((whole, str(tag)), True)
            elif not _goes_on(change):
                self._add(str(tag))
            if not _is_of_mark(change):
                for whole in change.iterancestors(_PARAGRAPH, _ROW):
                    marks[whole, str(tag)] = False
        for (_, tag), alone in marks.items():
            if alone:
                self._add(tag)

    def _add(self, tag: str) -> None:
        self.insertions += tag == _INSERTION
        self.deletions += tag == _DELETION
        self.moves += tag == _MOVE


def _goes_on(change: etree._Element) -> bool:
    """Whether a change is part of one that was counted: its neighbour's, by the same person at the same time."""
    before = change.getprevious()
    date = change.get(_DATE)
    return (
        date is not None
        and before is not None
        and before.tag == change.tag
        and (before.get(_AUTHOR), before.get(_DATE)) == (change.get(_AUTHOR), date)
    )


def _is_of_mark(change: etree._Element) -> bool:
    parent = change.getparent()
    return parent is not None and parent.tag in _OF_MARKS


def _hidden(file: str, main: etree._Element, others: Sequence[etree._Element], styles: Styles) -> Iterator[Span]:
    for root in (main, *others):
        found = hidden.find(root, styles)
        places = {p: number for number, p in enumerate(main.iter(f"{W}p"), 1)} if found and root is main else {}
        for paragraph, label, words in found:
            origin = Origin(paragraph=places.get(paragraph))
            yield Block((Run(words, origin=origin),), Hint(HintKind.HIDDEN, label=label), file).span().strip()
