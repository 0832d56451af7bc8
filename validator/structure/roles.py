"""Tells from its words what a file of a submission is, where it is no article: a cover letter, a form, a supplement."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from validator.model.patterns import Pattern
from validator.model.submission import Role
from validator.model.text import Block, Format, HintKind, Manuscript, Span
from validator.model.vocabulary import Vocabulary
from validator.structure.before_article import article_begins, with_salutation
from validator.structure.headings import index, is_salutation, whole
from validator.structure.lines import CAPTION, openings

_LOOKED_AT = 40
"""Blocks of a file in which it says what it is."""
_HEAD = 8
_LINE = 200
"""Characters of a heading."""

_COMMENT = Pattern(
    r"\s*(?:(?:reviewer|referee|editor)\W{0,3}(?:s\W{0,2})?(?:no\W{0,2})?(?:\d|[A-D]\b|comments?\b)"
    r"|(?:comment|query|remark|point|question)s?\W{0,3}(?:\d{1,2}\b|:))"
)
_REPLY = Pattern(
    r"\s*(?:(?:our|authors?\W{0,2}s?\W{0,2})\s+)?(?:reply|response|answer|rebuttal)s?\W{0,3}(?:\d{1,2}\b\s*)?(?:[:.–—-]|to\s+comment)"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a file says of itself: its role, the words that say so.

    begins: the block with which the article begins, where it follows in the same file; 0 where all of it has this role.
    """

    role: Role
    at: Span | None
    begins: int = 0

    @property
    def why(self) -> str:
        """The reason as a sentence."""
        return f"It says “{' '.join(self.at.text.split())}”." if self.at else "It reads like one."


def told(manuscript: Manuscript, vocabulary: Vocabulary) -> Told | None:
    """What a file says of itself; None for most, which are articles and say nothing."""
    if manuscript.format is Format.JATS:
        return None
    blocks = [block for block in manuscript.blocks[:_LOOKED_AT] if block.text.strip()]
    text = "\n".join(block.text for block in blocks).casefold()
    found = (role(manuscript, blocks, text, vocabulary) for role in _ROLES)
    return next((role for role in found if role), None)


def _response(manuscript: Manuscript, blocks: Sequence[Block], text: str, vocabulary: Vocabulary) -> Told | None:
    """Comments of reviewers, each with its answer."""
    if not any(word in text for word in ("reply", "response", "answer", "rebuttal")):
        return None
    named = [span for span in _spans(blocks[:_HEAD], vocabulary, "response") if len(span.block.text) < _LINE]
    comments = [block for block in manuscript.blocks if _COMMENT.match(block.text)]
    replies = [place for place, block in enumerate(manuscript.blocks) if _REPLY.match(block.text)]
    told_by_form = comments and replies and len(comments) + len(replies) > 2
    if not (told_by_form or (named and (comments or replies))):
        return None
    at = named[0] if named else _beginning(comments[0])
    last = max(replies, default=0)
    return _alone_or_before(manuscript, Role.RESPONSE, at, last, vocabulary)


def _beginning(block: Block) -> Span:
    found = _COMMENT.match(block.text)
    return block.span(0, found.end() if found else 0).strip(" \t\n:.")


def _copyright_form(manuscript: Manuscript, blocks: Sequence[Block], text: str, vocabulary: Vocabulary) -> Told | None:
    if "copyright" not in text:
        return None
    found = list(_spans(blocks, vocabulary, "copyright-form"))
    headed = any("copyright" in block.text[:_LINE].casefold() for block in blocks[:2] if len(block.text) < _LINE)
    enough = len(found) > 1 or (found and headed)
    greeted = any(is_salutation(block.text, index(vocabulary)) for block in blocks)
    transfers = "transfer" in text or "assign" in text or "license to publish" in text or "licence to publish" in text
    if not (enough and transfers) or greeted or _is_for_print(manuscript, vocabulary):
        return None
    return Told(Role.COPYRIGHT_FORM, next((span for span in found if "copyright" in span.text.casefold()), found[0]))


def _consent_form(manuscript: Manuscript, blocks: Sequence[Block], text: str, vocabulary: Vocabulary) -> Told | None:
    if "sign" not in text and "thumb" not in text and "name" not in text:
        return None
    signed = next(_spans(blocks, vocabulary, "consent-form-signed"), None)
    spoken = next(_spans(blocks, vocabulary, "consent-form-voice"), None) if signed else None
    if not spoken or "consent" not in text or _is_for_print(manuscript, vocabulary):
        return None
    greeted = any(is_salutation(block.text, index(vocabulary)) for block in blocks)
    return None if greeted else Told(Role.CONSENT_FORM, spoken)


def _cover_letter(manuscript: Manuscript, blocks: Sequence[Block], _: str, vocabulary: Vocabulary) -> Told | None:
    """A letter that goes with an article; by itself, or before the article in the same file."""
    sure = list(_spans(blocks, vocabulary, "cover-letter"))
    likely = list(_spans(blocks, vocabulary, "cover-letter-also")) if not sure else []
    found = sure or (likely if len(likely) > 1 else [])
    if not found:
        return None
    named = max(manuscript.blocks.index(span.block) for span in found)
    last = with_salutation(manuscript.blocks, named, vocabulary)
    return _alone_or_before(manuscript, Role.COVER_LETTER, found[0], last, vocabulary)


def _alone_or_before(manuscript: Manuscript, role: Role, at: Span, last: int, vocabulary: Vocabulary) -> Told | None:
    """The role of the whole file, or of what stands before the article; None where the article cannot be told apart."""
    begins = article_begins(manuscript.blocks, last, vocabulary)
    if begins:
        return Told(role, at, begins)
    return None if _is_for_print(manuscript, vocabulary) else Told(role, at)


def _marked_copy(_: Manuscript, blocks: Sequence[Block], __: str, vocabulary: Vocabulary) -> Told | None:
    found = _spans(blocks[:_HEAD], vocabulary, "marked-copy")
    at = next((span for span in found if len(span.block.text) < _LINE), None)
    return Told(Role.MARKED_COPY, at) if at else None


def _supplement(manuscript: Manuscript, blocks: Sequence[Block], _: str, vocabulary: Vocabulary) -> Told | None:
    first = next((block for block in blocks if block.hint.kind not in {HintKind.HEADER, HintKind.FOOTER}), None)
    if first is None or len(first.text) > _LINE:
        return None
    beginning = first.text.lstrip().casefold()
    words = next((words for words in openings(vocabulary, "roles.supplement") if beginning.startswith(words)), "")
    if not words or _has_references(manuscript, vocabulary):
        return None
    lead = len(first.text) - len(first.text.lstrip())
    return Told(Role.SUPPLEMENT, first.span(lead, lead + len(words)))


_Reader = Callable[[Manuscript, Sequence[Block], str, Vocabulary], Told | None]
_ROLES: tuple[_Reader, ...] = (_response, _cover_letter, _copyright_form, _consent_form, _marked_copy, _supplement)


def _is_for_print(manuscript: Manuscript, vocabulary: Vocabulary) -> bool:
    """Whether the file has a reference list or a caption, as only an article has."""
    captions = (block.hint.kind is HintKind.CAPTION or CAPTION.match(block.text) for block in manuscript.blocks)
    return any(captions) or _has_references(manuscript, vocabulary)


def _has_references(manuscript: Manuscript, vocabulary: Vocabulary) -> bool:
    headings = index(vocabulary)
    return any(
        block.hint.kind is HintKind.REFERENCE or whole(block.text, headings) == "references"
        for block in manuscript.blocks
    )


def _spans(blocks: Sequence[Block], vocabulary: Vocabulary, key: str) -> Iterator[Span]:
    """Where the words of a list stand: each at most once, and none inside another."""
    for block in blocks:
        text = block.text.casefold()
        if len(text) != len(block.text):
            continue
        found: list[tuple[int, int]] = []
        for words in openings(vocabulary, f"roles.{key}"):
            at = text.find(words)
            if at != -1 and not any(start < at + len(words) and at < end for start, end in found):
                found.append((at, at + len(words)))
        yield from (block.span(start, end) for start, end in sorted(found))
