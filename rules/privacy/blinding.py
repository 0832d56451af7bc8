"""An article for review without names tells nowhere who wrote it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from validator.api import (
    Given,
    Letter,
    NoOptions,
    Outcome,
    Span,
    Stage,
    ask,
    could_not_check,
    evidence,
    finding,
    not_applicable,
    plural,
    rule,
    signs_of_authors,
)

if TYPE_CHECKING:
    from validator.api import Vocabulary

_FOUND = {
    "names": ("The article names an author.", "Take the name out, or write “one of the authors”."),
    "affiliation": (
        "The article names where its authors work.",
        "Write “our institution”, or “a tertiary care hospital”.",
    ),
    "acknowledgement": (
        "The acknowledgement names people or places near the authors.",
        "Move it to the title page; it goes back into the article after review.",
    ),
    "header": (
        "The header or footer of the pages names an author.",
        "Leave a short form of the title there and no name.",
    ),
}
_ASKED = {
    "author-line": (
        "Is this article meant for review without names? Its authors stand in it as well as on the title page.",
        "If reviewers must not know the authors, keep names, affiliations and addresses on the title page only.",
    ),
    "own-place": (
        "Does this tell where the authors work?",
        "If it does, write “our department” without the name; the name goes back in after review.",
    ),
    "own-work": (
        "Does this lead the reader to the authors’ own earlier work?",
        "If it does, cite it as anybody would: “Kumar et al. reported ...” instead of “we reported ...”.",
    ),
    "initials": (
        "Are these the initials of an author?",
        "If they are, write “one of the authors” or “the first reader”, and keep the initials for the title page.",
    ),
    "perhaps-named": ("Is this one of the authors?", "If so, take the name out, or write “one of the authors”."),
}
_PROPERTIES = (
    "In Word: File, Info, Check for Issues, Inspect Document; tick Document Properties and Personal Information, then "
    "Remove All. Or let `letterproof clean` write a copy without them."
)
_PEOPLE = (
    "Accept or reject the changes and delete the comments, or take the names off them: File, Info, Check for Issues, "
    "Inspect Document, Document Properties and Personal Information. Or let `letterproof clean --authors` write a copy."
)


@rule("blinding", "Nothing tells who wrote an article for blinded review", stages=[Stage.SUBMISSION])
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:
    """Look at the words of the article, at its file and at the file's name."""
    why = _no_concern(letter, given)
    if why:
        yield not_applicable(why)
        return
    names = _names(letter, given.terms)
    told: dict[str, list[Span]] = {}
    for sign in signs_of_authors(letter, names, given.terms):
        told.setdefault(sign.kind, []).append(sign.span)
    outcomes = [*_of_words(told, strict=given.profile.review.blinded is True), *_of_file(letter, names, given.terms)]
    yield from outcomes
    if not outcomes:
        known = f" Looked for: {plural(len(names), 'author')} of the title page." if names else ""
        yield evidence(f"Neither the article nor its file names who wrote it.{known}")


def _no_concern(letter: Letter, given: Given[NoOptions]) -> str:
    """Why the item does not concern a letter; empty where it does."""
    blinded = given.profile.review.blinded
    if blinded is False:
        return "The journal’s reviewers may know who wrote the letter."
    if letter.index > 1:
        return "This is told with the first letter of the file."
    if letter.beginning_missing:
        return "The beginning is missing, so nothing says whether the letter is meant for review without names."
    elsewhere = {block for file in letter.manuscripts[1:] for block in file.blocks}
    on_title_page = any(author.span.block in elsewhere for author in letter.people.authors)
    if blinded == "auto" and not letter.blinded and not on_title_page:
        return "The file names its authors, so it is not meant for review without names."
    return ""


def _names(letter: Letter, terms: "Vocabulary") -> list[str]:
    """The authors, by the title page, or where there is none by the file's properties."""
    if letter.people.authors:
        return [author.name for author in letter.people.authors]
    traces = letter.manuscripts[0].traces
    said = (
        [span.text for span in traces.properties if span.block.hint.label in {"author", "last editor"}]
        if traces
        else []
    )
    return [name for name in dict.fromkeys(said) if len(name.split()) > 1 and not _is_nobody(name, terms)]


def _is_nobody(name: str, terms: "Vocabulary") -> bool:
    return name.casefold().strip(" .") in terms.words.get("traces.nobody", ())


def _of_words(told: dict[str, list[Span]], *, strict: bool) -> Iterator[Outcome]:
    """strict: whether the journal's reviews are blinded beyond doubt."""
    for kind, spans in told.items():
        if kind == "author-line" and strict:
            yield finding(
                "names",
                "The authors stand in the article, and this journal’s reviewers are not to know them.",
                at=spans,
                help="Put names, affiliations and addresses on a title page that is a file of its own.",
            )
        elif kind in _FOUND:
            message, advice = _FOUND[kind]
            yield finding(kind, message, at=spans, help=advice)
        else:
            message, advice = _ASKED[kind]
            yield ask(kind, message, at=spans, help=advice)


def _of_file(letter: Letter, names: Sequence[str], terms: "Vocabulary") -> Iterator[Outcome]:
    article = letter.manuscripts[0]
    if _tells(_base(article.file), names, letter):
        yield finding(
            "file-name",
            f"The name of the article’s file names an author: “{_base(article.file)}”.",
            help="Name it by its contents, for example article.docx.",
        )
    traces = article.traces
    if traces is None:
        return
    if traces.unread:
        yield could_not_check("A part of the Word file that may name people is damaged.")
    told = [span for span in traces.properties if _names_somebody(span, names, terms)]
    if told:
        kinds = ", ".join(dict.fromkeys(span.block.hint.label for span in told))
        yield finding(
            "properties", f"The properties of the article’s file name who made it ({kinds}).", at=told, help=_PROPERTIES
        )
    people = [span for span in traces.people if not _is_nobody(span.text, terms)]
    if people:
        kinds = " and ".join(dict.fromkeys(f"{span.block.hint.label}s" for span in people))
        yield finding("people", f"Names stand at the {kinds} of the article’s file.", at=people, help=_PEOPLE)


def _names_somebody(span: Span, names: Sequence[str], terms: "Vocabulary") -> bool:
    """Whether a property tells of the authors; any other than Word's own does where a name or an address is in it."""
    if span.block.hint.label in {"author", "last editor", "company", "manager"}:
        return not _is_nobody(span.text, terms) and any(map(str.isalpha, span.text))
    return "@" in span.text or any(name.casefold() in span.text.casefold() for name in names)


def _base(file: str) -> str:
    """A file's name without its folders."""
    return file.replace("\\", "/").rpartition("/")[2]


def _tells(file: str, names: Sequence[str], letter: Letter) -> bool:
    """Whether a part of an author's name stands in a file's name, and not in the letter's title."""
    words = set("".join(sign if sign.isalpha() else " " for sign in file.casefold()).split())
    title = letter.title.text.casefold() if letter.title else ""
    parts = {part.strip(".").casefold() for name in names for part in name.split()}
    return any(len(part) > 3 and part in words and part not in title for part in parts)
