"""Who wrote the letter."""

from dataclasses import dataclass

from validator.model.text import Span


@dataclass(frozen=True, slots=True)
class Author:
    """An author as printed: name without degrees, marks and titles; degrees ("MD") and ORCID where given.

    span: the name with its degrees. marked: an asterisk or the like stands at the name.
    """

    name: str
    span: Span
    degrees: tuple[str, ...] = ()
    orcid: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Corresponding:
    """The corresponding author: name and e-mail as printed, empty where not given.

    title: how the author is addressed ("Dr."), empty where neither a title nor a degree tells.
    """

    name: str
    email: str
    span: Span
    title: str = ""


@dataclass(frozen=True, slots=True)
class Identifier:
    """An e-mail address or ORCID, without the blanks and line ends inside it, and its place."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class People:
    """Authors in their order, their affiliations, who answers for the letter, e-mail addresses and ORCIDs found."""

    authors: tuple[Author, ...] = ()
    affiliations: tuple[Span, ...] = ()
    corresponding: Corresponding | None = None
    emails: tuple[Identifier, ...] = ()
    orcids: tuple[Identifier, ...] = ()
