"""What a letter shows, for the tables of a report: its figures panel by panel, and its pictures."""

from collections.abc import Iterator
from dataclasses import dataclass

from validator.model.figure import Callout, Figure, Panel, PanelKind
from validator.model.letter import Letter
from validator.model.masking import Mask
from validator.model.picture import Picture
from validator.render.places import describe, quote

_KINDS = {
    PanelKind.HISTOLOGY: "section or smear",
    PanelKind.IMMUNOFLUORESCENCE: "immunofluorescence",
    PanelKind.ELECTRON: "electron micrograph",
    PanelKind.CLINICAL: "photograph",
    PanelKind.DERMOSCOPY: "dermoscopy",
    PanelKind.RADIOLOGY: "X-ray or scan",
    PanelKind.GRAPH: "graph or chart",
    PanelKind.OTHER: "other",
}
_STAINED = {PanelKind.HISTOLOGY, PanelKind.IMMUNOFLUORESCENCE}
_MAGNIFIED = {*_STAINED, PanelKind.ELECTRON, PanelKind.DERMOSCOPY}
_TELLS = {
    "place": "where it was taken",
    "patient": "who the patient is",
    "birth": "a date of birth",
    "person": "who is seen in it",
    "author": "who made it",
    "device": "the serial number of the camera",
}
NOT_NEEDED = "–"
_NONE = "none read"


@dataclass(frozen=True, slots=True)
class PanelRow:
    """A panel as its caption was read, masked; called: where the text first calls it, and with what words."""

    name: str
    kind: str
    stain: str
    magnification: str
    called: str
    caption: str


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A picture as its file was read, masked; remarks: what stands in its way, and what its file tells (no values)."""

    name: str
    format: str
    size: str
    printed: str
    remarks: tuple[str, ...]


def panels(letter: Letter) -> tuple[PanelRow, ...]:
    """The panels of all figures, in their order; a figure of which nothing was read is one row."""
    return tuple(row for figure in letter.figures for row in _rows(figure, letter))


def pictures(letter: Letter) -> tuple[PictureRow, ...]:
    """The pictures of the letter's files; icons and logos are left out."""
    return tuple(_picture(picture, Mask.of(letter)) for picture in letter.pictures if picture.number)


def _rows(figure: Figure, letter: Letter) -> Iterator[PanelRow]:
    mask = Mask.of(letter)
    if not figure.panels:
        caption = quote(figure.span, figure.span, mask)
        yield PanelRow(mask.words(figure.name), _NONE, _NONE, _NONE, _called(figure, None, letter), caption)
    for panel in figure.panels:
        stains = [mask.words(stain.name) for stain in panel.stains]
        marks = [mask.span(mark.span) for mark in panel.magnifications]
        yield PanelRow(
            name=mask.words(panel.name),
            kind=_KINDS[panel.kind],
            stain=_each_once(stains) or (_NONE if panel.kind in _STAINED else NOT_NEEDED),
            magnification=_each_once(marks) or (_NONE if panel.kind in _MAGNIFIED else NOT_NEEDED),
            called=_called(figure, panel, letter),
            caption=quote(panel.span, panel.span, mask),
        )


def _each_once(words: list[str]) -> str:
    return ", ".join(dict.fromkeys(words))


def _called(figure: Figure, panel: Panel | None, letter: Letter) -> str:
    for callout in letter.callouts:
        if figure.is_called_by(callout) and (panel is None or _names(callout, panel)):
            place = describe(callout.span, letter).name
            words = " ".join(Mask.of(letter).span(callout.span).split())
            # Where the call only says the name again, its place is enough.
            usual = words.strip("[]()") == (panel.name if panel else figure.name)
            return place if place and usual else ": ".join(filter(None, (place, words)))
    return "not called"


def _names(callout: Callout, panel: Panel) -> bool:
    return not callout.panels or not panel.letter or panel.letter in callout.panels


def _picture(picture: Picture, mask: Mask) -> PictureRow:
    facts = picture.facts
    told = [_TELLS[kind] for kind in facts.properties]
    remarks = (
        f"It {facts.why}." if facts.trouble and facts.why else "",
        "It is of one colour." if facts.blank else "",
        "Only a part of it is shown." if picture.cropped else "",
        f"Its file tells {', '.join(told)}." if told else "",
    )
    return PictureRow(
        name=mask.words(picture.name),
        format=facts.format or "not known",
        size=f"{picture.width} × {picture.height} pixels" if picture.has_pixels and picture.width else NOT_NEEDED,
        printed=_printed(picture),
        remarks=tuple(filter(None, remarks)),
    )


def _printed(picture: Picture) -> str:
    if not (picture.printed_width and picture.printed_height):
        return "size not given"
    size = f"{picture.printed_width * 2.54:.1f} × {picture.printed_height * 2.54:.1f} cm"
    return f"{size}, {min(picture.dpi)} dpi" if picture.has_pixels and picture.dpi else size
