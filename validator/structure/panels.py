"""Reads the panels of a figure from its caption: what each shows, its stains and its magnifications."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from validator.model.figure import Magnification, Panel, PanelKind, StainMention
from validator.model.patterns import Pattern
from validator.model.text import Span
from validator.model.vocabulary import Vocabulary
from validator.structure import panel_marks, picture_kinds, scopes, stains
from validator.structure.body_parts import FACE, PRIVATE, body_parts
from validator.structure.magnifications import magnifications
from validator.structure.panel_marks import Range
from validator.structure.picture_kinds import METHOD, Sign
from validator.structure.wordings import tokens

_END = Pattern(r"[(\[][^()\[\]]*(?:\([^()]*\)[^()\[\]]*)?[)\]][\s.]*$")

_MICROGRAPHS = {PanelKind.HISTOLOGY, PanelKind.IMMUNOFLUORESCENCE, PanelKind.ELECTRON}
_STAINED = {*_MICROGRAPHS, PanelKind.OTHER}
_MAGNIFIED = {*_STAINED, PanelKind.DERMOSCOPY}
_LEAST_OF_A_MICROSCOPE = 20
_LEAST_OF_ELECTRONS = 2000
_LETTERS_OF_A_MARK = 4
"""Those of "b" and "and"."""
_LONGEST = 6_000
"""Characters of a caption that are read; the longest printed ones have half of them."""


@dataclass(frozen=True, slots=True)
class _Read:
    """All that a caption's words tell, with their places."""

    text: Span
    parted: panel_marks.Parted
    signs: tuple[Sign, ...]
    stains: tuple[stains.Named, ...]
    magnifications: tuple[Magnification, ...]
    mentions: tuple[Range, ...]
    scopes: scopes.Scopes
    body_parts: tuple[tuple[str, int, int], ...]
    powers: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """What a caption says of one panel: the stretches of its own, those said of all, and the mentions in each.

    fallback: mentions that hold for it where it has none of its own, and say nothing of what it shows.
    """

    own: tuple[Range, ...]
    shared: tuple[Range, ...]
    mine: frozenset[Range]
    general: frozenset[Range]
    fallback: frozenset[Range] = frozenset()


def read_panels(text: Span, name: str, letters: Sequence[str], vocabulary: Vocabulary) -> tuple[Panel, ...]:
    """The panels of a figure, in the order of the caption; one without letter when it has no parts.

    text: the caption without its label. name: the figure's ("Figure 1"). letters: panels that the label names.
    """
    text = text.part(0, min(len(text), _LONGEST))
    read = _read(text, vocabulary)
    if not read.parted.own:
        words = _words(read, "", ((0, len(text)),), ())
        return tuple(_panel(read, letter, name + letter, words) for letter in letters or ("",))
    found: list[Panel] = []
    for mark, own in read.parted.own:
        words = _words(read, mark, own, read.parted.shared)
        lettered = not panel_marks.is_side(mark)
        panel = _panel(read, mark if lettered else "", name + mark if lettered else f"{name} ({mark})", words)
        found.append(_like(found[-1], panel, vocabulary) if found else panel)
    return tuple(_with_end(text, _in_order(found)))


def _read(text: Span, vocabulary: Vocabulary) -> _Read:
    words = tokens(text.text)
    named = stains.named(text, words, vocabulary)
    parted = panel_marks.part(text, [(n.start, n.end) for n in named if n.kind == stains.TISSUE])
    signs = tuple(picture_kinds.signs(words, vocabulary))
    taken = {at for n in named for at in range(n.start, n.end)}
    named = (*named, *(n for n in stains.unlisted(text) if taken.isdisjoint(range(n.start, n.end))))
    enlarged = magnifications(text)
    dyes, places = [(n.start, n.end) for n in named], [_place(m, text) for m in enlarged]
    told = scopes.scopes(text.text, dyes, places, parted, vocabulary)
    shown, powers = tuple(body_parts(words, vocabulary)), tuple(stains.powers(text, words, vocabulary))
    return _Read(text, parted, signs, named, enlarged, (*dyes, *places), told, shown, powers)


def _place(magnification: Magnification, text: Span) -> Range:
    return magnification.span.start - text.start, magnification.span.end - text.start


def _inside(start: int, stretches: Iterable[Range]) -> bool:
    return any(first <= start < end for first, end in stretches)


def _words(read: _Read, letter: str, own: tuple[Range, ...], shared: tuple[Range, ...]) -> _Words:
    mine, general = set(), set(read.scopes.general)
    for at in read.mentions:
        scope = read.scopes.named.get(at)
        if letter in scope if scope else _inside(at[0], own):
            mine.add(at)
        if not scope and _inside(at[0], shared):
            general.add(at)
    fallback = frozenset(at for at, listed in read.scopes.fallback.items() if letter in listed)
    return _Words(own, shared, frozenset(mine), frozenset(general), fallback - read.scopes.named.keys())


def _panel(read: _Read, letter: str, name: str, words: _Words) -> Panel:
    kind = _kind(read, words)
    shown = [
        (name, read.text.part(start, end))
        for name, start, end in read.body_parts
        if kind is PanelKind.CLINICAL and _inside(start, (*words.own, *words.shared))
    ]
    preparations = (n.mention.span for n in read.stains if n.kind == stains.BEDSIDE)
    return Panel(
        letter,
        name,
        read.text.part(*words.own[0]).strip(),
        kind,
        tuple(_stains(read, words, kind)) if kind in _STAINED else (),
        tuple(_magnifications(read, words)) if kind in _MAGNIFIED else (),
        bedside=_first_inside(preparations, read, words),
        power=_first_inside(read.powers, read, words),
        faces=tuple(span for name, span in shown if name == FACE),
        private=tuple(span for name, span in shown if name == PRIVATE),
    )


def _first_inside(spans: Iterable[Span], read: _Read, words: _Words) -> Span | None:
    """The first of the spans that stands in the words of a panel, or in those that all share."""
    return next((at for at in spans if _inside(at.start - read.text.start, (*words.own, *words.shared))), None)


def _stains(read: _Read, words: _Words, kind: PanelKind) -> list[StainMention]:
    """The stains of a panel: its own, or else those said once for all."""
    counted = [n for n in read.stains if _counts(n, kind)]
    own = [n for n in counted if (n.start, n.end) in words.mine]
    sure = [n for n in own if not n.guessed]
    spread = [n for n in counted if not n.guessed and _spreads(n, kind)]
    general = [n for n in spread if (n.start, n.end) in words.general]
    closing = [n for n in spread if (n.start, n.end) in words.fallback]
    return [n.mention for n in sure or own or general or closing]


def _spreads(found: stains.Named, kind: PanelKind) -> bool:
    """Whether a stain that is told for several panels holds for one of such a kind: H&E does for sections only."""
    return kind is PanelKind.HISTOLOGY or (kind in _MICROGRAPHS and found.kind != stains.TISSUE)


def _magnifications(read: _Read, words: _Words) -> list[Magnification]:
    own = [m for m in read.magnifications if _place(m, read.text) in words.mine]
    general = [m for m in read.magnifications if _place(m, read.text) in words.general]
    return own or general or [m for m in read.magnifications if _place(m, read.text) in words.fallback]


def _counts(found: stains.Named, kind: PanelKind) -> bool:
    """Whether a name is that of a stain in such a picture: IgG is one in immunofluorescence only."""
    if found.kind == stains.FLUORESCENT:
        return kind is PanelKind.IMMUNOFLUORESCENCE or (found.reacts and kind is PanelKind.HISTOLOGY)
    return found.kind == stains.TISSUE or (found.kind == stains.MARKER and kind in _MICROGRAPHS)


def _kind(read: _Read, words: _Words) -> PanelKind:
    """What a panel shows: by the method that its words name, then by its stain, by what all share, by what is seen."""
    here = [sign for sign in read.signs if _inside(sign.start, words.own)]
    around = [sign for sign in read.signs if _inside(sign.start, words.shared)]
    dyes = [n for n in read.stains if (n.start, n.end) in words.mine]
    named, context = picture_kinds.method(here), picture_kinds.method(around)
    magnified = any(
        (m.factor is None or m.factor >= _LEAST_OF_A_MICROSCOPE) and _place(m, read.text) in words.mine
        for m in read.magnifications
    )
    microscopic = {PanelKind.OTHER} if magnified else set()
    if any(n.kind == stains.TISSUE for n in dyes) and named in {
        None,
        PanelKind.GRAPH,
        PanelKind.CLINICAL,
        *microscopic,
    }:
        return PanelKind.HISTOLOGY
    if named not in {None, PanelKind.CLINICAL} and not (named is PanelKind.GRAPH and magnified):
        return named or PanelKind.OTHER
    seen = picture_kinds.told_by_findings(here, magnified)
    if named:
        return PanelKind.HISTOLOGY if magnified and seen is PanelKind.HISTOLOGY else named
    if any((m.factor or 0) >= _LEAST_OF_ELECTRONS for m in _magnifications(read, words)):
        return PanelKind.ELECTRON
    if context is PanelKind.GRAPH and not magnified and not dyes:
        return PanelKind.GRAPH if seen is PanelKind.HISTOLOGY else seen or context
    if context not in {None, PanelKind.CLINICAL, PanelKind.GRAPH}:
        mixed = len({sign.kind for sign in around if sign.weight == METHOD}) > 1
        return (seen if mixed and seen else context) or PanelKind.OTHER
    if magnified or (context is None and any(_is_shown(n, read, words) for n in dyes)):
        return PanelKind.HISTOLOGY
    dyed = any(n.kind == stains.TISSUE and (n.start, n.end) in words.general for n in read.stains)
    if seen or dyed or _is_closed_by_stain(read, words, here):
        return seen or PanelKind.HISTOLOGY
    if context or (told := picture_kinds.told_by_findings(around, magnified=False)) is None:
        # Nothing but a part of the body is named: "Cushingoid facies".
        parted = any(_inside(start, words.own) for _, start, _ in read.body_parts) and not here and not dyes
        return context or (PanelKind.CLINICAL if parted else PanelKind.OTHER)
    return told


def _is_closed_by_stain(read: _Read, words: _Words, here: Sequence[Sign]) -> bool:
    """Whether a word of tissue ("acanthosis") stands in a list or caption at whose end a stain is told for all."""
    dyed = any(n.kind == stains.TISSUE and (n.start, n.end) in words.fallback for n in read.stains)
    return dyed and any(sign.kind is PanelKind.HISTOLOGY for sign in here)


def _is_shown(found: stains.Named, read: _Read, words: _Words) -> bool:
    """Whether a marker is told as stained for: by its reaction, or by its name alone: "(a) CD3, (b) CD20"."""
    if found.kind != stains.MARKER or found.reacts:
        return found.kind == stains.MARKER
    start, end = words.own[0]
    rest = read.text.text[start : found.start] + read.text.text[found.end : end]
    counted = picture_kinds.told_by_findings((s for s in read.signs if _inside(s.start, words.shared)), magnified=False)
    alone = start <= found.start < end and sum(map(str.isalpha, rest)) <= _LETTERS_OF_A_MARK
    return alone and counted is not PanelKind.GRAPH


def _like(before: Panel, panel: Panel, vocabulary: Vocabulary) -> Panel:
    """A panel, with the stain of the one before where it shows that one more closely, or immunofluorescence too."""
    if not before.stains or panel.stains or panel.kind is not before.kind:
        return panel
    closer = panel.kind is PanelKind.HISTOLOGY and stains.shows_closer(panel.span, vocabulary)
    same = closer or panel.kind is PanelKind.IMMUNOFLUORESCENCE
    return replace(panel, stains=before.stains) if same else panel


def _in_order(found: Sequence[Panel]) -> list[Panel]:
    """The panels; where several share as many magnifications as they are ("×40 and ×400"), each with its own."""
    told = [panel.magnifications for panel in found]
    shared = {marks for marks in told if len(marks) > 1 and told.count(marks) == len(marks)}
    if not shared:
        return list(found)
    places = {marks: iter(marks) for marks in shared}
    return [
        replace(panel, magnifications=(next(places[panel.magnifications]),))
        if panel.magnifications in shared
        else panel
        for panel in found
    ]


def _with_end(text: Span, found: Sequence[Panel]) -> Iterator[Panel]:
    """The panels; to one that names neither stain nor magnification, what the bracket at the end may say of it too."""
    end, last = _END.search(text.text), found[-1]
    said = (*(stain.span for stain in last.stains), *(m.span for m in last.magnifications))
    closing = bool(end) and last.kind in _MICROGRAPHS
    tail = tuple(span for span in said if closing and end and span.start - text.start >= end.start())
    for panel in found:
        bare = panel.kind in _MICROGRAPHS and not panel.stains and not panel.magnifications
        yield replace(panel, at_end=tail) if bare and tail else panel
