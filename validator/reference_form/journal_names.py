"""The journal as it should be called in a reference, and what is wrong with the name that stands there."""

from validator.model.journals import compared, find_journal, meant_journal
from validator.model.reference import Reference
from validator.model.vocabulary import Journal, Vocabulary


def journal_name(reference: Reference, vocabulary: Vocabulary) -> str:
    """The journal as it should be called: NLM's abbreviation of that year; as printed, without dots, if unknown."""
    printed = reference.journal.text
    journal = find_journal(printed, vocabulary) or meant_journal(printed, vocabulary)
    if journal is None:
        return _undotted(printed)
    year = int(reference.year.text[:4])
    other = journal_of_year(journal, year, vocabulary)
    if other is not None:
        return other.abbreviation
    if compared(printed) in _short_names(journal) and not _has_article(printed, journal):
        return _undotted(printed)
    return journal.abbreviation


def _short_names(journal: Journal) -> tuple[str, str]:
    """The abbreviation as it is compared, with and without the place in brackets that tells namesakes apart."""
    return compared(journal.abbreviation), compared(journal.abbreviation.partition(" (")[0])


def _has_article(printed: str, journal: Journal) -> bool:
    """Whether "The" stands before a name that has none: The Lancet."""
    the = "the "
    return printed.casefold().startswith(the) and not journal.abbreviation.casefold().startswith(the)


def _undotted(name: str) -> str:
    return " ".join(name.replace(".", " ").split()) if "." in name else " ".join(name.split())


def journal_of_year(journal: Journal, year: int, vocabulary: Vocabulary) -> Journal | None:
    """The successor or predecessor that a journal's title had given way to in a year; None where the title is right."""
    seen = {journal.abbreviation}
    current = journal
    while True:
        if current.last is not None and year > current.last and current.successor:
            following = current.successor
        elif current.first is not None and year < current.first and current.predecessor:
            following = current.predecessor
        else:
            return None if current is journal else current
        found = find_journal(following, vocabulary)
        if found is None or found.abbreviation in seen:
            return None
        seen.add(found.abbreviation)
        current = found


def journal_case(reference: Reference, vocabulary: Vocabulary, found: str, wanted: str) -> tuple[str, str]:
    """The case of a journal's slip, and its message; found and wanted are its words with the marks after them."""
    printed, year = reference.journal.text, reference.year.text
    known = find_journal(printed, vocabulary)
    journal = known or meant_journal(printed, vocabulary)
    if journal is not None and journal_of_year(journal, int(year[:4]), vocabulary):
        ended = journal.last is not None and int(year[:4]) > journal.last
        when = f"was the title until {journal.last}" if ended else f"is the title since {journal.first}"
        return "wrong-era", f"“{printed}” {when}; in {year} the journal was called {wanted.rstrip('.')}."
    if journal is not None and known is None:
        return "wrong-form", f"“{printed}” is not how the journal is abbreviated: {wanted.rstrip('.')}."
    return "form", f"{_journal_advice(found, wanted)}: {wanted}"


def _journal_advice(found: str, wanted: str) -> str:
    """What to do with a journal's name that stands there in another form."""
    if found == f"{wanted}.":
        return "Leave out the full stop after the journal's name"
    if wanted == f"{found}.":
        return "Put a full stop after the journal's name"
    if _undotted(found) == wanted:
        return "Leave out the full stops in the journal's name"
    return "Write the journal so"
