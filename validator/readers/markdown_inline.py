"""Inline marks of Markdown: each becomes the style of a run that knows its place in the file."""

from bisect import bisect_left, bisect_right
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from validator.model.patterns import Match, Pattern
from validator.model.text import Origin, Run

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉"
PLAIN_DIGITS = str.maketrans(SUPERSCRIPTS + SUBSCRIPTS, "0123456789+-0123456789")

_TOKEN = Pattern(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<hard>(?:[ ]{2,}|\\)\n)|(?P<soft>[ \t]*\n[ \t]*)"
    r"|(?P<math>\$(?=\S)[^$\n]{1,300}(?<=\S)\$(?!\d))"
    r"|(?P<sup>\^(?:[^\s^]{1,40}|[\d,;\s–-]{1,40})\^)|(?P<strike>~~)|(?P<sub>~[^\s~]{1,40}~)"
    r"|(?P<image>!\[[^\]\n]{0,1000}\]\([^)\n]{0,1000}\)(?:\{[^{}\n]{0,200}\})?)|(?P<note>\[\^[^\]\s]{1,30}\])"
    r"|(?P<link>\[[^\[\]\n]{1,300}\]\(\s*<?[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)?>?(?:\s+\"[^\"\n]*\")?\s*\))"
    r"|(?P<auto><(?:https?://|mailto:)?[^\s<>@/]{0,300}[@/][^\s<>]{0,1000}>)(?<!</\w{1,9}>)"
    r"|(?P<tag></?[a-z][a-z0-9]*(?:\s[^<>\n]{0,200})?/?>)"
    r"|(?P<entity>&(?:\#\d{1,7}|\#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});)"
    r"|(?P<emphasis>\*{1,3}|(?<![\p{L}\d])_{1,3}|_{1,3}(?![\p{L}\d]))|(?P<code>`+)"
    rf"|(?P<raised>[{SUPERSCRIPTS}]+(?:[,–-][{SUPERSCRIPTS}]+)*)|(?P<lowered>[{SUBSCRIPTS}]+)"
)
_STARS = Pattern(r"\*+|_+")
_LINK = Pattern(r"\[(?P<words>.+)\]\(\s*<?(?P<target>[^\s>]*?)>?(?:\s+\".*\")?\s*\)$")
_TEX = Pattern(
    r"(?P<sup>\^(?:\{(?P<sup_group>[^{}]*)\}|(?P<sup_one>\\?\w)))|(?P<sub>_(?:\{(?P<sub_group>[^{}]*)\}|(?P<sub_one>\w)))"
    r"|(?P<command>\\[a-z]+\s?|\\[,;! ])|(?P<brace>[{}$])"
)
_TEX_SIGNS = {"times": "×", "cdot": "·", "pm": "±", "mu": "μ", "alpha": "α", "beta": "β", "gamma": "γ", "circ": "°",
              "degree": "°", "leq": "≤", "geq": "≥", "le": "≤", "ge": "≥", "sim": "~", "approx": "≈"}  # fmt: skip
_LONGEST_MARK = 3
_TAG_STYLES = {"sup": "superscript", "sub": "subscript", "b": "bold", "strong": "bold", "i": "italic", "em": "italic"}


@dataclass(frozen=True, eq=False)
class Source:
    """A file's text and where its lines begin."""

    text: str

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset of each line's first character."""
        starts = [0]
        at = self.text.find("\n")
        while at != -1:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def origin(self, offset: int, length: int) -> Origin:
        """The origin of what stands at an offset."""
        line = bisect_right(self.line_starts, offset)
        return Origin(line=line, column=offset - self.line_starts[line - 1] + 1, offset=offset, length=length)


@dataclass
class _Scan:
    """One block being read: its raw text, where each piece of it stands, and the styles that are on."""

    source: Source
    pieces: Sequence[tuple[int, int]]
    raw: str
    starts: list[int]
    style: Run = field(default_factory=lambda: Run(""))

    @cached_property
    def marks(self) -> dict[str, list[int]]:
        """Where each mark of emphasis stands, no longer and no shorter."""
        found: dict[str, list[int]] = {}
        for mark in _STARS.finditer(self.raw):
            if len(mark.group()) <= _LONGEST_MARK:
                found.setdefault(mark.group(), []).append(mark.start())
        return found

    def run(self, text: str, start: int, end: int) -> Run:
        piece = bisect_right(self.starts, start) - 1
        offset = self.pieces[piece][0] + start - self.starts[piece]
        return replace(self.style, text=text, origin=self.source.origin(offset, end - start))


def inline(source: Source, pieces: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """The runs of a block that is made of pieces of the source (start, end), one a line."""
    lines = [source.text[start:end] for start, end in pieces]
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    raw = "\n".join(lines)
    scan = _Scan(source, pieces, raw, starts)
    left = len(raw) - len(raw.lstrip())
    yield from _between(scan, left, len(raw.rstrip()))


def _between(scan: _Scan, start: int, end: int) -> Iterator[Run]:
    at = start
    while token := _TOKEN.search(scan.raw, at, end):
        if token.start() > at:
            yield scan.run(scan.raw[at : token.start()], at, token.start())
        yield from _token(scan, token, end)
        at = token.end()
        if token.lastgroup == "code":
            at = yield from _code(scan, token, end)
    if at < end:
        yield scan.run(scan.raw[at:end], at, end)


def _token(scan: _Scan, token: Match, end: int) -> Iterator[Run]:
    kind, words, (start, stop) = token.lastgroup, token.group(), token.span()
    if kind == "escape":
        yield scan.run(words[1], start + 1, stop)
    elif kind in {"hard", "soft"}:
        yield scan.run("\n" if kind == "hard" else " ", start, stop)
    elif kind == "math":
        yield from _math(scan, words, start)
    elif kind in {"sup", "sub"}:
        yield replace(scan.run(words[1:-1], start + 1, stop - 1), superscript=kind == "sup", subscript=kind == "sub")
    elif kind == "note":
        yield replace(scan.run(words[2:-1], start + 2, stop - 1), superscript=True)
    elif kind == "link":
        yield from _link(scan, words, start)
    elif kind == "auto":
        yield replace(scan.run(words[1:-1], start + 1, stop - 1), link=words[1:-1])
    elif kind == "tag":
        yield from _tag(scan, words, start)
    elif kind == "entity":
        from html import unescape

        yield scan.run(unescape(words), start, stop)
    elif kind in {"raised", "lowered"}:
        plain = words.translate(PLAIN_DIGITS)
        yield replace(scan.run(plain, start, stop), superscript=kind == "raised", subscript=kind == "lowered")
    elif kind == "emphasis":
        yield from _emphasis(scan, token, end)


def _emphasis(scan: _Scan, token: Match, end: int) -> Iterator[Run]:
    """Switch bold or italic on or off; a star that has no partner stays a star (a p value, a footnote mark)."""
    mark, (start, stop) = token.group(), token.span()
    styles = {1: {"italic"}, 2: {"bold"}, 3: {"bold", "italic"}}[len(mark)]
    on = all(getattr(scan.style, name) for name in styles)
    before = scan.raw[start - 1 : start].strip()
    after = scan.raw[stop : min(stop + 1, end)].strip()
    closes = on and before
    factor = before.isdigit() and after.isdigit()  # 7*7, 10*9/L
    opens = not on and after and not factor and _partner(scan, mark, stop, end)
    if closes or opens:
        bold, italic = ("bold" in styles, "italic" in styles)
        scan.style = replace(
            scan.style,
            bold=(scan.style.bold and not bold) if closes else (scan.style.bold or bold),
            italic=(scan.style.italic and not italic) if closes else (scan.style.italic or italic),
        )
    else:
        yield scan.run(mark, start, stop)


def _partner(scan: _Scan, mark: str, start: int, end: int) -> bool:
    """Whether the same mark, no longer and no shorter, stands further on."""
    places = scan.marks.get(mark, [])
    following = bisect_left(places, start)
    return following < len(places) and places[following] + len(mark) <= end


def _code(scan: _Scan, token: Match, end: int) -> Generator[Run, None, int]:
    """The words between back quotes as they stand; gives where they end. A back quote without partner is itself."""
    close = scan.raw.find(token.group(), token.end(), end)
    if close == -1:
        yield scan.run(token.group(), *token.span())
        return token.end()
    if close > token.end():
        yield scan.run(scan.raw[token.end() : close].replace("\n", " "), token.end(), close)
    return close + len(token.group())


def _link(scan: _Scan, words: str, start: int) -> Iterator[Run]:
    link = _LINK.match(words)
    if link is None:
        yield scan.run(words, start, start + len(words))
        return
    outside = scan.style
    scan.style = replace(outside, link=link.group("target"))
    yield from _between(scan, start + link.start("words"), start + link.end("words"))
    scan.style = replace(outside, bold=scan.style.bold, italic=scan.style.italic)


def _tag(scan: _Scan, words: str, start: int) -> Iterator[Run]:
    name = words.strip("</>").split()[0].casefold() if words.strip("</>").split() else ""
    if name == "br":
        yield scan.run("\n", start, start + len(words))
    elif name in _TAG_STYLES:
        scan.style = _switched(scan.style, _TAG_STYLES[name], not words.startswith("</"))


def _switched(style: Run, name: str, on: bool) -> Run:
    """The style with one of its marks on or off."""
    marks = {mark: getattr(style, mark) for mark in ("bold", "italic", "superscript", "subscript")}
    marks[name] = on
    return Run("", marks["bold"], marks["italic"], marks["superscript"], marks["subscript"], style.link)


def _math(scan: _Scan, words: str, start: int) -> Iterator[Run]:
    """A formula as it is printed; money ("$5 and $10") stays as it stands."""
    if not any(sign in words for sign in "\\^_{"):
        yield scan.run(words, start, start + len(words))
        return
    at = 0
    for token in _TEX.finditer(words):
        if token.start() > at:
            yield scan.run(words[at : token.start()], start + at, start + token.start())
        at = token.end()
        yield from _tex(scan, token, start)


def _tex(scan: _Scan, token: Match, start: int) -> Iterator[Run]:
    if token.lastgroup == "command":
        sign = _TEX_SIGNS.get(token.group().strip("\\ "), "" if token.group()[1].isalpha() else " ")
        if sign:
            yield scan.run(sign, start + token.start(), start + token.end())
        return
    for script in ("sup", "sub"):
        group = next((name for name in (f"{script}_group", f"{script}_one") if token.group(name)), None)
        if group:
            run = scan.run(token.group(group), start + token.start(group), start + token.end(group))
            yield replace(run, superscript=script == "sup", subscript=script == "sub")
