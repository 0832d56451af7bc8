"""What stands between the authors and the date: title and journal, and where the one ends."""

from collections.abc import Iterator
from dataclasses import dataclass

from validator.model.journals import compared, journal_index
from validator.model.patterns import Pattern
from validator.model.text import Span
from validator.model.vocabulary import Vocabulary

_BOUNDARY = Pattern(
    r"(?:[.?!]+[\"”’'»)]*|,[\"”’']|[\"”’'],)\s+(?=[^\s\p{Ll}])|[.?!]+\s+(?=\p{Ll}{1,3}\p{Lu}|npj\s)|\](?:\s+)(?=\p{Lu})|\.[\"”»]+\s*(?=\S)|(?<=[\p{Ll}\d)])\.(?=\p{Lu}\p{L}*(?:\.?\s|\.?$))|(?<=[\p{Ll}\d)?])\.,\s*(?=\p{Lu})",
    flags=0,
)
_FUNCTION = "a an and at by de del der des di do du e en et for from für in la le of on or the to und with y &"
_FUNCTION_WORDS = frozenset(_FUNCTION.split())
_LANGUAGE = Pattern(r"[\s.]*[\[(](?:article\s+)?in\s+\p{L}+(?:\s*[;,.][^\])]*)?[\])][\s.]*$")
_AHEAD = Pattern(r"[\s.]*\[(?:published(?!\s+correction)|e-?pub|in\s+press|online)[^\]]*\][\s.]*$")
_MEDIUM = Pattern(r"[\s.,;]*\[[^\]]*\]?[\s.]*$")
_YEAR_AGAIN = Pattern(r"(?:\((?:19|20)\d\d[a-z]?\)[.,:]?|(?:19|20)\d\d[a-z]?[.,])\s+(?=\S)")
_EDGES = " \t\n\u00a0.,;:"
_QUOTES = "\"'“”‘’"
_STOPS = ".,?!"
_LONGEST = 12
_MOST_FIRST_WORDS = 2
_LONGEST_FIRST_WORD = 6
_LONGEST_NAME = 120
"""Words that the abbreviation of a journal has at most, and letters that its title has."""


@dataclass(frozen=True, slots=True)
class Head:
    """Title and journal; the note that names the title's language ("[in French]") or says that it is ahead of print."""

    title: Span
    journal: Span
    note: Span | None = None
    ahead: Span | None = None


def split_head(head: Span, vocabulary: Vocabulary, journal_at: int | None = None) -> Head:
    """Title and journal of an article, from the words between its authors and its date.

    journal_at: where the journal begins in the block, if the marks of the style tell it. Else a journal in italics is
    taken as the author marked it; else one that the table knows; else the last sentence.
    """
    again = _YEAR_AGAIN.match(head.text)
    head = head.part(again.end()) if again else head
    at = _italic_start(head) if journal_at is None else max(0, journal_at - head.start)
    if at is None:
        at = _boundary(head.text, vocabulary)
    title, journal = _trimmed(head.part(0, at)), _trimmed(head.part(at))
    medium = _MEDIUM.search(journal.text) if "[" in journal.text else None
    if medium and medium.start():
        journal = _trimmed(journal.part(0, medium.start()))
    return _without_note(title, journal)


def _without_note(title: Span, journal: Span) -> Head:
    text = title.text
    if not text.endswith(("]", ")")):
        return Head(title, journal)
    if (ahead := _AHEAD.search(text)) and ahead.start():
        return Head(_trimmed(title.part(0, ahead.start())), journal, ahead=title.part(*ahead.span()).strip(" ."))
    if (language := _LANGUAGE.search(text)) and language.start():
        return Head(_trimmed(title.part(0, language.start())), journal, note=title.part(*language.span()).strip(" ."))
    return Head(title, journal)


def _trimmed(span: Span) -> Span:
    """The words without the marks around them.

    Quotation marks around all of them go too where they enclose a stop or a comma follows, as houses print them that
    quote every title; else they belong to the title.
    """
    whole = span.text.rstrip()
    span = span.strip(_EDGES)
    text = span.text
    if len(text) > 2 and text[0] in _QUOTES and text[-1] in _QUOTES and (text[-2] in _STOPS or whole[-1] == ","):
        pair = text[0] + text[-1]
        if not any(mark in text[1:-1] for mark in ('"“”' if pair in {'""', "“”"} else pair)):
            return span.part(1, len(text) - 1).strip(_EDGES)
    return span


def _italic_start(head: Span) -> int | None:
    """Where the last run of italics begins, if it ends the head and does not begin it."""
    start = end = None
    for run, part in head.runs():
        if run.italic and part.text.strip():
            start = part.start if end is None or head.block.text[end : part.start].strip() else start
            end = part.end
    if start is None or end is None or head.block.text[end : head.end].strip(" .,;:\u00a0()[]"):
        return None
    before = head.block.text[head.start : start].strip()
    return start - head.start if len(before) > 3 and before[-1] in '.?!,;:"”’»)]' else None


def _boundary(text: str, vocabulary: Vocabulary) -> int:
    """Where the journal begins; the end of the text where there is none."""
    index = journal_index(vocabulary)
    starts = [found.end() for found in _BOUNDARY.finditer(text) if found.start() > 0]
    if len(text) < _LONGEST_NAME and index.is_short(text):
        return 0
    pieces = [text[start:] for start in starts]
    for is_journal in (index.is_short, index.is_known):
        for start, piece in zip(starts, pieces, strict=True):
            if is_journal(piece):
                return _with_first_words(text, start, starts, index.words)
    at = _sentence_start(text, starts)
    glued = _glued(text, at, vocabulary)
    if glued is not None:
        return glued
    return at if starts else len(text)


def _with_first_words(text: str, start: int, starts: list[int], words: frozenset[str]) -> int:
    """Where a journal printed with dots begins, of which the table knows the last words only: Eur. J. Med. Genet."""
    dotted = "." in text[start:].rstrip(" .")
    for earlier in reversed([place for place in starts if place < start]):
        word = text[earlier:start].strip()
        parts = compared(word).split()
        short = len(parts) <= _MOST_FIRST_WORDS if dotted else len(word) <= _LONGEST_FIRST_WORD
        if not (word.endswith(".") and short and words.issuperset(parts) and _may_be_first_words(word)):
            break
        start, dotted = earlier, True
    return start


def _may_be_first_words(words: str) -> bool:
    """Whether words are abbreviated as those of a journal are ("Best Pract."), and are no sentence ("A series.")."""
    first = words.split(maxsplit=1)[0].rstrip(".")
    return first.casefold() not in _FUNCTION_WORDS and all(word[0].isupper() for word in words.split())


def _sentence_start(text: str, starts: list[int]) -> int:
    """Where the last sentence begins; the words of a journal abbreviated with dots make one sentence."""
    if not starts:
        return 0
    chosen = starts[-1]
    if len(starts) == 1:
        return chosen
    ends = [*starts[1:], len(text)]
    for number in range(len(starts) - 1, 0, -1):
        piece = text[starts[number] : ends[number]].strip(" .")
        before = text[starts[number - 1] : starts[number]].strip()
        if not _may_follow_dot(piece) or not _is_abbreviated(before):
            break
        chosen = starts[number - 1]
    return chosen


def _may_follow_dot(piece: str) -> bool:
    return len(piece.split()) <= 4


def _is_abbreviated(words: str) -> bool:
    """Whether words with a full stop are abbreviated words of a journal's name: "Am." or "Proc. Natl Acad."."""
    if not words.endswith("."):
        return False
    parts = words.strip(". ").split()
    capitals = all(part[:1].isupper() or part.casefold() in _FUNCTION_WORDS for part in parts)
    if not parts or not capitals or not parts[0][:1].isupper():
        return False
    last = parts[-1]
    return (
        len(parts) <= 3
        and len(last) <= 10
        and not last.isdigit()
        and (len(last) == 1 or not last.isupper() or len(parts) > 1)
    )


def _glued(text: str, at: int, vocabulary: Vocabulary) -> int | None:
    """Where a journal begins that follows its title without a full stop: one that is known, or words of journals."""
    starts = [start for start in list(_word_starts(text, at))[-_LONGEST:] if start > at and text[start].isupper()]
    if at and _is_all_capital(text[at:]):
        return None
    index = journal_index(vocabulary)
    for start in starts:
        if index.is_known(text[start:]) and _may_end_title(text[at:start]):
            return start
    for start in starts:
        words = compared(text[start:]).split()
        if len(words) > 1 and index.words.issuperset(words) and _may_end_title(text[at:start]):
            return start
    return None


def _is_all_capital(words: str) -> bool:
    """Whether words are a name as it stands, with a comma in it or without: Annu Rev Ecol, Evolution, Syst."""
    return all(word[0].isupper() for word in words.split() if word[0].isalpha())


def _may_end_title(words: str) -> bool:
    """Whether a title may end with these words, although no full stop follows."""
    before = words.split()
    last = before[-1]
    if last.casefold() in _FUNCTION_WORDS or last.endswith("-"):
        return False
    return last[:1].islower() or last.endswith((")", ",")) or sum(word[:1].islower() for word in before) >= 3


def _word_starts(text: str, at: int) -> Iterator[int]:
    inside = False
    for place in range(at, len(text)):
        if text[place].isspace():
            inside = False
        elif not inside:
            inside = True
            yield place
