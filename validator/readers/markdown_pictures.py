"""The pictures that a Markdown letter points at: `![words](path)` and `<img src="path">`.

Readers open no files: what a path names is given by `neighbour`, which keeps to the letter's own folder.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias
from urllib.parse import unquote

from validator.model.patterns import Match, Pattern
from validator.model.picture import Facts, Picture
from validator.model.text import Block, Hint, HintKind, Run, UnreadableError
from validator.readers.markdown_inline import Source
from validator.readers.pictures import MAX_PICTURES, Looker, many

Neighbour: TypeAlias = Callable[[str], bytes]
"""Gives the bytes of a file by its path from the letter's folder; raises UnreadableError with the rest of a sentence
("is not in the letter's folder")."""

_MARK = Pattern(
    r"!\[(?P<alt>(?:[^\]\n!]|!(?!\[)){0,1000}+)\]"
    r"\([ \t]*(?:<(?P<angled>[^<>\n]{1,1000})>|(?P<path>(?:[^()\s]|\([^()\s]*\)){1,1000}))"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\)(?:\{(?P<attributes>[^{}\n]{0,200})\})?"
    r"|<img\s(?P<tag>[^<>]{0,2000})>"
)
_ATTRIBUTE = Pattern(r"([a-z]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>/}]+))")
_SIZE = Pattern(r"([\d.]{1,8})\s*(in|cm|mm|pt)\b")
_INCHES = {"in": 1.0, "cm": 1 / 2.54, "mm": 1 / 25.4, "pt": 1 / 72}
_FENCE = Pattern(r"\s{0,3}(?:`{3,}|~{3,})")
_LINE = 5_000
"""Characters before a mark in which the back quotes of its line are counted."""
_MOST = 1_000
"""Marks of pictures that are counted; those after them belong to no letter."""
_ALONE = "stands outside the letter's file, which was handed in without its folder"
_ELSEWHERE = ("http:", "https:", "ftp:", "data:", "file:", "//")
_WEB = "stands on the web, where nothing is looked up"


@dataclass(frozen=True, slots=True)
class _Mark:
    """A picture's mark: where it stands, the path, the words beside it, its width and height in inches."""

    start: int
    end: int
    path: str
    alt: str
    width: float | None
    height: float | None


def read(name: str, source: Source, blocks: Sequence[Block], neighbour: Neighbour | None) -> tuple[Picture, ...]:
    """The pictures of a letter in their order; a file that is named twice is looked at once."""
    starts = [block.runs[0].origin.offset or 0 for block in blocks if block.runs[0].origin]
    looker, known = Looker(), dict[str, Facts]()
    found = []
    for mark in islice(_marks(source.text), _MOST):
        if mark.path not in known:
            enough = len(known) >= MAX_PICTURES or looker.bytes_left <= 0
            known[mark.path] = many() if enough else _facts(mark.path, neighbour, looker)
        found.append(_picture(name, source, mark, known[mark.path], bisect_left(starts, mark.start)))
    return tuple(found)


def _picture(name: str, source: Source, mark: _Mark, facts: Facts, after: int) -> Picture:
    shown = mark.path.replace("\\", "/").rstrip("/").rpartition("/")[2][:80] or mark.path[:80]
    block = Block((Run(shown, origin=source.origin(mark.start, mark.end - mark.start)),), Hint(HintKind.PICTURE), name)
    width, height = mark.width, mark.height
    if facts.width and facts.height:
        width = width or (height * facts.width / facts.height if height else None)
        height = height or (width * facts.height / facts.width if width else None)
    return Picture(
        span=block.span(),
        after=after,
        facts=facts,
        width=facts.width,
        height=facts.height,
        printed_width=width,
        printed_height=height,
        alt=mark.alt,
    )


def _facts(path: str, neighbour: Neighbour | None, looker: Looker) -> Facts:
    if path.casefold().startswith(_ELSEWHERE):
        return Facts(trouble="absent", why=_WEB)
    if neighbour is None:
        return Facts(trouble="absent", why=_ALONE)
    try:
        return looker.look(neighbour(path))
    except UnreadableError as error:
        return Facts(trouble="absent", why=str(error))


def _marks(text: str) -> Iterator[_Mark]:
    """The marks that a reader of the letter sees a picture for: not those in code, comments or behind a backslash."""
    hidden = sorted(_hidden(text))
    for found in _MARK.finditer(text):
        start = found.start()
        line = text.rfind("\n", 0, start) + 1
        escaped = start > 0 and text[start - 1] == "\\"
        in_code = text.count("`", max(line, start - _LINE), start) % 2 == 1
        before = bisect_right(hidden, (start, len(text))) - 1
        is_hidden = before >= 0 and start < hidden[before][1]
        if not (escaped or in_code or is_hidden):
            yield _of_tag(found) if found["tag"] is not None else _of_brackets(found)


def _hidden(text: str) -> Iterator[tuple[int, int]]:
    """Where comments and fenced code stand."""
    at = text.find("<!--")
    while at != -1:
        end = text.find("-->", at)
        yield at, len(text) if end == -1 else end
        at = text.find("<!--", end) if end != -1 else -1
    if "```" in text or "~~~" in text:
        yield from _fences(text)


def _fences(text: str) -> Iterator[tuple[int, int]]:
    opened, at = -1, 0
    for line in text.splitlines(keepends=True):
        if _FENCE.match(line):
            if opened != -1:
                yield opened, at
            opened = at if opened == -1 else -1
        at += len(line)
    if opened != -1:
        yield opened, len(text)


def _of_brackets(found: Match) -> _Mark:
    sizes = _attributes(found["attributes"] or "")
    return _mark(found, found["angled"] or found["path"], found["alt"], sizes)


def _of_tag(found: Match) -> _Mark:
    from html import unescape

    told = {key: unescape(value) for key, value in _attributes(found["tag"]).items()}
    return _mark(found, told.get("src", ""), told.get("alt", ""), told)


def _mark(found: Match, path: str, alt: str, told: dict[str, str]) -> _Mark:
    width, height = (_inches(told.get(side, "")) for side in ("width", "height"))
    return _Mark(found.start(), found.end(), unquote(path.strip()), alt, width, height)


def _attributes(words: str) -> dict[str, str]:
    """The attributes of a tag, and of what stands in braces behind a picture."""
    return {m[1].casefold(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(words)}


def _inches(size: str) -> float | None:
    """A size in inches; None for one in pixels or percent, which tells nothing of print."""
    found = _SIZE.fullmatch(size.strip())
    if found is None or found[1].count(".") > 1 or not found[1].strip("."):
        return None
    return float(found[1]) * _INCHES[found[2].casefold()] or None
