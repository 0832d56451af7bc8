"""The letter's pictures are there, whole, and large enough for print."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from validator.api import (
    Given,
    Letter,
    NoOptions,
    Outcome,
    ask,
    could_not_check,
    evidence,
    finding,
    not_applicable,
    plural,
    rule,
)

if TYPE_CHECKING:  # a letter without pictures does not load it
    from validator.api import Picture

_NEARLY = 0.98
"""The share of the resolution asked for that passes: sizes in a document are rounded."""
_ORIGINAL = (
    "Upload the original, as it came from the camera or microscope, as a file of its own (JPEG or TIFF); not a "
    "screenshot, nor a copy that a messenger or a slide made smaller."
)
_COMPRESSED = (
    "Word makes pictures smaller when it saves a file. Upload the original as a file of its own (JPEG or TIFF); if the "
    "original is no larger, print it smaller."
)


@rule("image-resolution", "Pictures are whole and large enough for print")
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:
    """Look at each picture that is in the file or beside it; icons, logos and rules are no figures."""
    pictures = [picture for picture in letter.pictures if picture.number]
    if not pictures:
        yield not_applicable("There is no picture in the file.")
        return
    yield from _not_seen(pictures)
    seen = [picture for picture in pictures if picture.has_pixels and not picture.facts.blank]
    yield from _too_few(seen, given)
    yield from _blank([picture for picture in pictures if picture.has_pixels and picture.facts.blank])
    yield from _same(seen)
    yield from _missing(letter, pictures)
    yield from (_fine(picture) for picture in pictures if picture.facts.trouble is None and not picture.facts.blank)


def _not_seen(pictures: Sequence["Picture"]) -> Iterator[Outcome]:
    """What is said of pictures that could not be looked at."""
    for picture in pictures:
        said = f"{picture.name} {picture.facts.why}."
        match picture.facts.trouble:
            case "broken":
                yield finding("broken", said, at=picture.span, help=f"Put the picture in again. {_ORIGINAL}")
            case "too-large":
                yield finding(
                    "too-large", said, at=picture.span, help="Save it with at most 10,000 pixels on its longer side."
                )
            case "linked":
                yield finding(
                    "linked", said, at=picture.span, help="In Word choose Insert, Pictures, and do not choose a link."
                )
            case "absent" | "unread":
                yield could_not_check(said)


def _too_few(pictures: Sequence["Picture"], given: Given[NoOptions]) -> Iterator[Outcome]:
    """The pictures with too few pixels: surely, or for the size at which they are printed."""
    wanted, least = given.profile.figures.dpi, given.profile.figures.min_width
    small = [picture for picture in pictures if picture.width < least]
    coarse = [p for p in pictures if p.width >= least and p.dpi and min(p.dpi) < wanted * _NEARLY]
    in_word = [picture for picture in coarse if picture.inside]
    beside = [picture for picture in coarse if not picture.inside]
    if small:
        words = [_measured(picture, wanted, least) for picture in small]
        yield finding("small", _all(words), at=[picture.span for picture in small], help=_ORIGINAL)
    if in_word:
        words = [_measured(picture, wanted, least) for picture in in_word]
        yield finding("dpi", _all(words), at=[picture.span for picture in in_word], help=_COMPRESSED)
    if beside:
        words = [_measured(picture, wanted, least) for picture in beside]
        yield finding("file-dpi", _all(words), at=[picture.span for picture in beside], help=_ORIGINAL)


def _measured(picture: "Picture", wanted: int, least: int) -> str:
    """A picture's figures beside the limit that it misses."""
    size = f"{picture.name} is {picture.width:,} × {picture.height:,} pixels"
    if picture.dpi is None or min(picture.dpi) >= wanted:
        return f"{size}; an original has at least {least} pixels across."
    across, down = picture.dpi
    dpi = f"{across} dpi" if abs(across - down) <= 0.1 * across else f"{across} dpi across and {down} dpi down"
    return f"{size}, printed {picture.printed_width:.1f} inches wide: {dpi}; the journal asks for {wanted}."


_MOST = 10


def _all(words: Sequence[str]) -> str:
    more = f" The same holds for {len(words) - _MOST} others." if len(words) > _MOST else ""
    return " ".join(words[:_MOST]) + more


def _blank(pictures: Sequence["Picture"]) -> Iterator[Outcome]:
    for picture in pictures:
        yield ask(
            "blank",
            f"{picture.name} is blank: all of it has one colour. Is it the right file?",
            at=picture.span,
            help="Put the picture in again, or take the empty one out.",
        )


def _same(pictures: Sequence["Picture"]) -> Iterator[Outcome]:
    """Ask of pictures that are shown more than once with the same part."""
    alike: dict[tuple[str, int, int], list[Picture]] = {}
    for picture in pictures:
        if picture.facts.digest:
            alike.setdefault((picture.facts.digest, picture.width, picture.height), []).append(picture)
    for group in alike.values():
        if len(group) > 1:
            names = [picture.name for picture in group]
            yield ask(
                "same",
                f"{', '.join(names[:-1])} and {names[-1]} are the same picture. Is this meant?",
                at=[picture.span for picture in group],
                help="If one of them was put in by mistake, replace it.",
            )


def _missing(letter: Letter, pictures: Sequence["Picture"]) -> Iterator[Outcome]:
    """Ask when fewer pictures are there than captions; more are usual, since a figure may have several."""
    figures = {figure.label.rstrip("abcdefghijkl"): figure for figure in letter.figures if not figure.supplementary}
    if len(pictures) < len(figures):
        is_are = "is" if len(pictures) == 1 else "are"
        yield ask(
            "count",
            f"The letter has captions of {len(figures)} figures, but {plural(len(pictures), 'picture')} {is_are} in "
            "it. Is one missing?",
            at=[figure.head for figure in figures.values()],
            help="If the others are uploaded as files of their own, or one picture shows several figures, this is "
            "settled.",
        )


def _fine(picture: "Picture") -> Outcome:
    if not picture.has_pixels:
        return evidence(f"{picture.name} is drawn in lines and can be printed at any size", at=picture.span)
    dpi = f", {min(picture.dpi)} dpi as printed" if picture.dpi else ""
    return evidence(f"{picture.name}: {picture.width:,} × {picture.height:,} pixels{dpi}", at=picture.span)
