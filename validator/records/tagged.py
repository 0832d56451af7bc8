"""Records written as lines of "TAG - value", which RIS and PubMed's nbib are."""

from collections.abc import Iterator

_MOST_LINES = 20_000
"""Lines of one record that are read: with more it is no record, and would fill the memory."""

Fields = dict[str, list[str]]
"""The values of a record by tag, in their order."""


def records(text: str, first: str, longest: int) -> Iterator[Fields]:
    """The records of a text: each begins with the tag first; a line without a tag goes on with the value before it.

    longest: letters of a tag at most. A record that is cut short gives what it has, and one
    without end its beginning.
    """
    pieces: dict[str, list[list[str]]] = {}
    tag, lines = "", 0
    for line in text.splitlines():
        head, _, value = line.partition("-")
        found = head.strip() if _is_tag(head, longest) else ""
        if found == first:
            if first in pieces:
                yield _joined(pieces)
            pieces, lines = {}, 0
        lines += 1
        if lines > _MOST_LINES:
            continue
        if found:
            tag = found
            pieces.setdefault(tag, []).append([value.strip()])
        elif tag in pieces and line.strip():
            pieces[tag][-1].append(line.strip())
    if first in pieces:
        yield _joined(pieces)


def _joined(pieces: dict[str, list[list[str]]]) -> Fields:
    return {tag: [" ".join(lines) for lines in values] for tag, values in pieces.items()}


def _is_tag(head: str, longest: int) -> bool:
    """Whether what stands before a line's first hyphen is a tag: "AU  " or "PMID", but not "DNA" or " TNF "."""
    tag = head.strip()
    padded = head.endswith(" ") or len(tag) == longest > 2
    return 2 <= len(tag) <= longest and len(head) <= 5 and padded and head[0].isalpha() and tag.isupper()
