"""Article and title page say the same: title, authors, declarations."""

from collections.abc import Iterator, Sequence

from validator.api import (
    Declaration,
    Given,
    Letter,
    NoOptions,
    Outcome,
    Span,
    Status,
    ask,
    evidence,
    not_applicable,
    rule,
    same_person,
)

_SETTLED = {
    Status.NONE,
    Status.FUNDED,
    Status.DECLARED,
    Status.USED,
    Status.APPROVED,
    Status.NOT_REQUIRED,
    Status.PUBLICATION,
    Status.PARTICIPATION,
}
_HELP = "Put right whichever is wrong, so that both files say the same."


@rule("files-agree", "Article and title page agree")
def check(letter: Letter, _: Given[NoOptions]) -> Iterator[Outcome]:
    """Compare the article with each further file of it."""
    if len(letter.parts) < 2:
        yield not_applicable("The submission has no title page beside the article.")
        return
    article, *pages = letter.parts
    told = [outcome for page in pages for outcome in _compared(article, page, letter)]
    yield from told
    if not told:
        yield evidence("Title, authors and declarations do not differ between the files.")


def _compared(article: Letter, page: Letter, whole: Letter) -> Iterator[Outcome]:
    if article.title and page.title and not _same_title(article.title, page.title):
        yield ask("title", "Article and title page have different titles.", at=[article.title, page.title], help=_HELP)
    yield from _authors(article, page)
    unclear = {declaration.kind for declaration in whole.declarations if declaration.status is Status.UNCLEAR}
    for one in article.declarations:
        other = page.declaration(one.kind)
        # What the joined letter contradicts itself in is told by the item of that declaration.
        if other and one.kind not in unclear and _differ(one, other):
            yield ask(
                "declarations",
                f"Article and title page differ in what they declare of {_NAMES.get(one.kind.value, 'this')}.",
                at=[one.span, other.span],
                help=_HELP,
            )


_NAMES = {
    "patient-consent": "patient consent",
    "funding": "funding",
    "conflicts": "conflicts of interest",
    "ai-use": "the use of AI",
    "ethics": "ethics approval",
}


def _same_title(one: Span, other: Span) -> bool:
    """Whether two titles have the same words; a label ("Case letter") before one of them does not count."""
    first, second = (" ".join(_words(title.text)) for title in (one, other))
    return not first or not second or first.endswith(second) or second.endswith(first)


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.casefold()).split()


def _authors(article: Letter, page: Letter) -> Iterator[Outcome]:
    first, second = article.people.authors, page.people.authors
    if not first or not second:
        return
    pairs = list(zip(first, second, strict=False))
    if len(first) == len(second) and all(same_person(one.name, other.name) for one, other in pairs):
        return
    at = [span for people in (first, second) for span in _lines([author.span for author in people])]
    same = len(first) == len(second) and all(any(same_person(a.name, b.name) for b in second) for a in first)
    message = (
        "Article and title page name the authors in a different order."
        if same
        else "Article and title page do not name the same authors."
    )
    yield ask("authors", message, at=at, help=_HELP)


def _lines(names: Sequence[Span]) -> Iterator[Span]:
    """The stretches of text that names stand in together, from the first of a paragraph to its last."""
    for block in dict.fromkeys(name.block for name in names):
        own = [name for name in names if name.block is block]
        yield Span(block, min(name.start for name in own), max(name.end for name in own))


def _differ(one: Declaration, other: Declaration) -> bool:
    return one.status is not other.status and {one.status, other.status} <= _SETTLED
