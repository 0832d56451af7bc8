"""Whether names, title and journal of a reference may be parted wrongly, so that no form of it is offered."""

from validator.model.journals import compared, find_journal, journal_index
from validator.model.patterns import Pattern
from validator.model.reference import Reference, ReferenceAuthor
from validator.model.vocabulary import Vocabulary

_JOINING = ("and ", "& ", "et al")
"""Words before or after a name that no title begins with."""
# Initials before or among the words of a family's name, "et al." run into it, "and" taken for one.
_NO_FAMILY = Pattern(r"\.|(?:\s|(?<=\p{Ll})\s\p{Lu}{1,3})\p{Lu}$|\bet\s+al|^[Aa]nd$", flags=0)
_NO_GROUP = Pattern(r"\bet\s+al|^\p{Ll}+$", flags=0)
_NO_INITIALS = Pattern(r"\p{Ll}[.\s]*\p{Lu}", flags=0)
_NO_PAGE = Pattern(r"\d\.\d")
_INITIAL_FIRST = Pattern(r"(?:\p{Lu}|St)\.\s(?:\p{Lu}|et\sal)", flags=0)
_SHORT_SENTENCE = Pattern(r"(?:^|\.\s*)(?:[\p{Lu}&][^\s.]*\.?\s*){1,4}$", flags=0)
_ABBREVIATED_END = Pattern(r"\.\s(?:\p{Lu}\p{L}*\.,?\s){2,}\p{Lu}\p{L}*$", flags=0)


def is_uncertain(reference: Reference, vocabulary: Vocabulary) -> bool:
    """Whether names, title and journal may be parted wrongly: houses that print initials first often print no title.

    What looks like a title may then be the first words of the journal, or names that could not be read; and the first
    words of a journal with dots may stand at the title's end.
    """
    span, title = reference.authors_span, reference.title.text
    unknown = find_journal(reference.journal.text, vocabulary) is None
    if title.casefold().startswith(_JOINING) or _INITIAL_FIRST.match(title) or _ABBREVIATED_END.search(title):
        return True
    if any(map(_is_no_author, reference.authors)) or _NO_PAGE.search(reference.first_page.text):
        return True
    if unknown and "." in title and _SHORT_SENTENCE.search(title):
        return True
    if span is not None and span.text[1:2] in {".", "-"}:
        dotted = any(part[1:2] == "." for part in title.split(", "))
        return unknown or dotted or _SHORT_SENTENCE.search(title) is not None
    return unknown and compared(title) in journal_index(vocabulary).words


def _is_no_author(author: ReferenceAuthor) -> bool:
    """Whether something else was taken for an author, or initials for part of a name."""
    if not author.initials:
        return _NO_GROUP.search(author.family) is not None
    return _NO_FAMILY.search(author.family) is not None or _NO_INITIALS.search(author.initials) is not None
