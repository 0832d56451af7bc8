"""Every photomicrograph names its stain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from validator.api import (
    Given,
    Letter,
    Outcome,
    Panel,
    PanelKind,
    Span,
    StainMention,
    ask,
    evidence,
    finding,
    not_applicable,
    rule,
    shown,
)


@dataclass(frozen=True, slots=True)
class StainOptions:
    """kinds: the sorts of panel that must name a stain or marker."""

    kinds: frozenset[PanelKind] = frozenset({PanelKind.HISTOLOGY, PanelKind.IMMUNOFLUORESCENCE})


@rule("stain", "Stain named for every photomicrograph", options=StainOptions, needs_beginning=True)
def check(letter: Letter, given: Given[StainOptions]) -> Iterator[Outcome]:
    """Look for a stain or marker in each panel that shows a section or smear."""
    sections = [panel for figure in letter.figures for panel in figure.panels if panel.kind in given.options.kinds]
    if not sections:
        yield not_applicable(
            f"No caption describes a stained section: they tell of {shown(letter.figures)}."
            if letter.figures
            else "The letter has no figures."
        )
        return
    stains = {stain.span for panel in sections for stain in panel.stains}
    for panel in sections:
        at_end = next((span for span in panel.at_end if span in stains), None)
        yield _judged(panel, at_end, given.profile.figures.stain_example)
    mentions = list(dict.fromkeys(stain for panel in sections for stain in panel.stains))
    yield from _misspelt(mentions)
    yield from _two_spellings(mentions)


def _judged(panel: Panel, at_end: Span | None, example: str) -> Outcome:
    if panel.stains:
        return evidence(f"{panel.name}: {panel.stains[0].name}", at=panel.stains[0].span)
    if panel.bedside:
        return evidence(f"{panel.name}: {panel.bedside.text}", at=panel.bedside)
    if at_end:
        return ask(
            "shared",
            f"Does the stain at the end of the caption hold for {panel.name} too?",
            at=(panel.span, at_end),
            help=f"If it does, say so, for example “both {example.strip('()')}”. If not, name this panel's own.",
        )
    if panel.kind is PanelKind.IMMUNOFLUORESCENCE:
        return finding(
            "missing",
            f"The caption of {panel.name} describes immunofluorescence but names no antibody.",
            at=panel.span,
            help="Name what was found, for example: linear IgG along the basement membrane.",
        )
    return finding(
        "missing",
        f"The caption of {panel.name} describes a {_specimen(panel)} but names no stain.",
        at=panel.span,
        help=_help(panel, example),
    )


def _specimen(panel: Panel) -> str:
    return "smear" if "smear" in panel.span.text.casefold() else "section"


def _help(panel: Panel, example: str) -> str:
    """What to add, with the words of the example that fit what the panel shows."""
    stain, _, number = example.strip("()").rpartition(",")
    number = panel.magnifications[0].span.text if panel.magnifications else number.strip()
    words = panel.span.text.casefold()
    if not stain:
        return f"End the panel's caption with its stain, for example: {example}."
    if "immunohist" in words or "immunostain" in words or "immunoperox" in words:
        return f"Name the marker that was stained for, for example: (CD20, {number})."
    if "smear" in words or "cytolog" in words:
        stain = "Giemsa"
    if panel.magnifications:
        return f"Name the stain beside the magnification, for example: ({stain}, {number})."
    return f"End the panel's caption with stain and magnification, for example: ({stain}, {number})."


def _misspelt(mentions: Sequence[StainMention]) -> Iterator[Outcome]:
    wrong = [mention for mention in mentions if mention.misspelt]
    if wrong:
        yield finding(
            "misspelt",
            f"“{wrong[0].span.text}” is spelt {wrong[0].name}.",
            at=[mention.span for mention in wrong],
            help=f"Write {wrong[0].name}.",
        )


def _two_spellings(mentions: Sequence[StainMention]) -> Iterator[Outcome]:
    spelt: dict[str, StainMention] = {}
    for mention in mentions:
        if (spelling := _spelling(mention.span.text)) and not mention.misspelt:
            spelt.setdefault(spelling, mention)
    if len(spelt) > 1:
        first, second = spelt.values()
        yield finding(
            "two-spellings",
            f"The captions write both “{first.span.text}” and “{second.span.text}”.",
            at=[first.span, second.span],
            help="Keep to one spelling, British or American, throughout the letter.",
        )


def _spelling(name: str) -> str:
    folded = name.casefold()
    return "British" if folded.startswith("haem") else "American" if folded.startswith("hem") else ""
