"""Finds where the article begins in a file that a cover letter, or an answer to reviewers, stands before."""

from collections.abc import Sequence

from validator.model.text import Block, HintKind
from validator.model.vocabulary import Vocabulary
from validator.structure import lines
from validator.structure.headings import index, is_salutation, whole

_LETTER = 100
"""Words of running text that the shortest letter has."""
_TITLE = 300
_SPOKEN = frozenset({HintKind.TEXT, HintKind.HEADING, HintKind.TITLE, HintKind.LIST_ITEM})


def article_begins(blocks: Sequence[Block], last: int, vocabulary: Vocabulary) -> int:
    """The place of the article's first block behind the block `last`, the last that is surely none of it; else 0."""
    headings = index(vocabulary)
    greeted = next((at for at in _after(last, blocks) if is_salutation(blocks[at].text, headings)), None)
    closed = _closed(blocks, last, greeted or len(blocks), vocabulary)
    if greeted is not None:
        return _before_salutation(blocks, closed if closed is not None else last, greeted, vocabulary)
    if closed is not None:
        first = next((at for at in _after(closed, blocks) if not _signs(blocks[at], vocabulary)), 0)
    else:
        first = next((at for at in _after(last, blocks) if _is_title(blocks[at], vocabulary)), 0)
    return first if first and _holds_letter(blocks[first:], vocabulary) else 0


def with_salutation(blocks: Sequence[Block], last: int, vocabulary: Vocabulary) -> int:
    """The place of a cover letter's own salutation where that follows the block `last` (its subject); else `last`."""
    headings = index(vocabulary)
    first = next((at for at, block in enumerate(blocks) if is_salutation(block.text, headings)), 0)
    return first if first > last and _closed(blocks, last, first, vocabulary) is None else last


def _closed(blocks: Sequence[Block], start: int, end: int, vocabulary: Vocabulary) -> int | None:
    """Where a letter ends between two places, if one does."""
    return next((at for at in range(start, end) if _closes(blocks[at], vocabulary)), None)


def _after(place: int, blocks: Sequence[Block]) -> range:
    return range(place + 1, len(blocks))


def _before_salutation(blocks: Sequence[Block], closed: int, greeted: int, vocabulary: Vocabulary) -> int:
    """Where title and authors begin that stand above the salutation, below the end of what is before them."""
    between = range(closed + 1, greeted)
    first = next((at for at in between if not _signs(blocks[at], vocabulary)), None)
    if first is not None:
        return first
    # A title in capitals may read like a name: the line right above the salutation is no signature.
    above = [at for at in between if blocks[at].text.strip() and not lines.holds_email(blocks[at].text)]
    return above[-1] if above and not lines.is_address(blocks[above[-1]].text, vocabulary) else greeted


def _closes(block: Block, vocabulary: Vocabulary) -> bool:
    """Whether a block is, or ends with, the words that close a letter."""
    closings = lines.words(vocabulary, "roles.closings")
    rows = [row.strip(" \t,.!-–—").casefold() for row in block.text.split("\n")]
    return any(row in closings for row in rows) or rows[-1].rpartition(". ")[2] in closings


def _signs(block: Block, vocabulary: Vocabulary) -> bool:
    """Whether a block belongs to the signature: names, addresses, dates, or nothing."""
    if block.hint.kind is HintKind.TITLE or (block.hint.kind is HintKind.HEADING and block.hint.level == 1):
        return False
    at = 0
    for row in block.text.split("\n"):
        span = block.span(at, at + len(row)).strip()
        at += len(row) + 1
        if len(span) > _TITLE or (not _is_signature(span.text, vocabulary) and not lines.names(span, vocabulary)):
            return False
    return True


def _is_signature(text: str, vocabulary: Vocabulary) -> bool:
    plain = text.strip(" \t,.!*_-–—").casefold()
    return (
        not any(map(str.isalpha, plain))
        or plain in lines.words(vocabulary, "roles.closings")
        or plain.startswith(lines.openings(vocabulary, "roles.signature-lines"))
        or lines.is_address(text, vocabulary)
        or lines.holds_email(text)
    )


def _is_title(block: Block, vocabulary: Vocabulary) -> bool:
    """Whether a block is a heading of the highest level that begins an article, and no part of one."""
    kind = block.hint
    highest = kind.kind is HintKind.TITLE or (kind.kind is HintKind.HEADING and kind.level == 1)
    return highest and whole(block.text, index(vocabulary)) in {"", "label", "title"} and not _closes(block, vocabulary)


def _holds_letter(blocks: Sequence[Block], vocabulary: Vocabulary) -> bool:
    """Whether blocks hold a letter's text under something like a title, and not only what stands behind one."""
    headings = index(vocabulary)
    key = whole(blocks[0].text, headings)
    if key not in {"", "label", "title"} or len(blocks[0].text) > _TITLE or lines.CAPTION.match(blocks[0].text):
        return False
    words = 0
    for block in blocks[1:]:
        if whole(block.text, headings) == "references" or block.hint.kind is HintKind.REFERENCE:
            break
        if block.hint.kind in _SPOKEN and not lines.CAPTION.match(block.text) and len(block.text) > _TITLE:
            words += len(block.text.split())
    return words >= _LETTER
