"""The declarations stand in the journal's order, under its headings, each once."""

from collections import Counter
from collections.abc import Iterator, Sequence

from validator.api import (
    DeclarationKind,
    Given,
    Letter,
    NoOptions,
    Outcome,
    Part,
    Pattern,
    Profile,
    Span,
    evidence,
    finding,
    not_applicable,
    rule,
)

_MARKS = Pattern(r"[\W_]+")


@rule("declaration-order", "Declarations in order, under the journal's headings")
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:
    """The headings of the declarations, as they follow each other."""
    order = given.profile.declarations.order
    found = [
        (DeclarationKind(p.key), p.heading)
        for p in letter.passages
        if p.part is Part.DECLARATION and p.heading is not None and p.key in order
    ]
    headings = list(dict.fromkeys(found))
    if not headings:
        yield not_applicable("No declaration has a heading of its own.")
        return
    named = dict.fromkeys(span.text for _, span in headings)
    yield evidence(f"Declarations: {', '.join(named)}", at=[span for _, span in headings])
    for file in dict.fromkeys(span.file for _, span in headings):
        # A title page may hold some of the declarations and the article the others: no order joins two files.
        own = [(kind, span) for kind, span in headings if span.file == file]
        yield from _order(own, given.profile)
        yield from _once(own)
    yield from _wording(headings, given.profile)


def _order(headings: Sequence[tuple[DeclarationKind, Span]], profile: Profile) -> Iterator[Outcome]:
    declarations = profile.declarations
    places = [declarations.order.index(kind) for kind, _ in headings]
    if places != sorted(places):
        wanted = ", ".join(declarations.headings.get(kind, kind.value) for kind in declarations.order)
        yield finding(
            "order",
            "The declarations do not stand in the journal's order.",
            at=[span for _, span in headings],
            help=f"The order is: {wanted}.",
        )


def _once(headings: Sequence[tuple[DeclarationKind, Span]]) -> Iterator[Outcome]:
    times = Counter(kind for kind, _ in headings)
    twice = [(kind, span) for kind, span in headings if times[kind] > 1]
    if twice:
        yield finding(
            "twice",
            "A declaration is made under two headings.",
            at=[span for _, span in twice],
            help="Keep one of them.",
        )


def _wording(headings: Sequence[tuple[DeclarationKind, Span]], profile: Profile) -> Iterator[Outcome]:
    """Headings worded otherwise than the journal's, if the profile is that of a journal."""
    own = profile.declarations.headings
    if not profile.journal.title:
        return
    other = [(kind, span) for kind, span in headings if kind in own and _plain(span.text) != _plain(own[kind])]
    if other:
        yield finding(
            "heading",
            f"The journal words {'this heading' if len(other) == 1 else 'these headings'} differently.",
            at=[span for _, span in other],
            help=" ".join(dict.fromkeys(f"Write “{own[kind]}” for “{span.text}”." for kind, span in other)),
        )


def _plain(heading: str) -> str:
    return _MARKS.sub(" ", heading.casefold()).strip()
