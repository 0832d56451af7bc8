"""The files of a submission: what each was taken for, and by what it was known."""

from dataclasses import dataclass
from enum import StrEnum

from validator.model.text import Block, Span


class Role(StrEnum):
    """What a file is; only article and title page are checked."""

    ARTICLE = "article"
    TITLE_PAGE = "title-page"
    COVER_LETTER = "cover-letter"
    RESPONSE = "response-to-reviewers"
    MARKED_COPY = "marked-copy"
    CONSENT_FORM = "consent-form"
    COPYRIGHT_FORM = "copyright-form"
    FIGURE = "figure"
    SUPPLEMENT = "supplement"

    @property
    def words(self) -> str:
        """As a person says it: "title page"."""
        return self.value.replace("-", " ")

    @property
    def checked(self) -> bool:
        """Whether a file of this role is read as (a part of) a letter."""
        return self in {Role.ARTICLE, Role.TITLE_PAGE}


@dataclass(frozen=True, slots=True)
class SubmittedFile:
    """A file of a submission, or what stands before the article in the same file.

    name: as given; of a file in an archive the archive's name and its own. why: a sentence. given: the role was set by
    the user. at: the words that told it. blocks: the text of what is set aside; empty for article and title page.
    """

    name: str
    role: Role
    why: str
    given: bool = False
    at: Span | None = None
    blocks: tuple[Block, ...] = ()
