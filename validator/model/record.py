"""What a reference manager or PubMed says of a work, to be set beside a reference."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecordAuthor:
    """A name of a record: given holds names or initials as recorded; a group has its name in family alone."""

    family: str
    given: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A work as a file of records has it; what the file does not say is empty.

    name: how a person finds it ("kumar2019 in refs.bib"). et_al: whether more authors are known than are named.
    titles, journals: every form that is recorded (a translation, an abbreviation). years: that of the issue first, that
    of its appearance online after it. last_page: as recorded, so it may be elided.
    """

    name: str
    authors: tuple[RecordAuthor, ...] = ()
    et_al: bool = False
    titles: tuple[str, ...] = ()
    journals: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    volume: str = ""
    issue: str = ""
    first_page: str = ""
    last_page: str = ""
    doi: str = ""
    pmid: str = ""

    @property
    def empty(self) -> bool:
        """Whether it holds nothing by which a reference could be known."""
        return not (self.titles or self.doi or self.pmid or (self.journals and self.first_page))


@dataclass(frozen=True, slots=True, eq=False)
class Records:
    """The records of a run; unread: those that could not be read, each as a person finds it."""

    records: tuple[Record, ...] = ()
    unread: tuple[str, ...] = ()
