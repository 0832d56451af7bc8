"""What a letter says of the use of AI for its own text and images; a letter about AI says nothing of the kind."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from validator.model.declaration import AiUse, Declaration, DeclarationKind, Status
from validator.model.patterns import Pattern
from validator.model.vocabulary import Vocabulary
from validator.structure.phrases import first, fold, phrases, said
from validator.structure.statements import Reading, Statement, declare, is_placeholder, of_others

_RANKING = (Status.USED, Status.NONE, Status.UNCLEAR, Status.PLACEHOLDER, Status.INCOMPLETE)
_OWN = "ai-use"
_NEAR = 4
"""How many words may stand between "editing" and the images that are edited."""
_CLAUSE_END = Pattern(
    r";|\b(?:but|however|while|whereas|except|apart from|other than|aside from)\b"
    r"|(?:,|\band)\s+(?=(?:and\s+)?(?:not|no|never|without)\b)"
)


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence on AI: whether it denies, which halves it speaks of.

    narrow: it is about one task only. general: it does not say what of, and so speaks of both halves.
    """

    reading: Reading
    text: bool
    images: bool
    narrow: bool
    general: bool = False


def read_ai_use(statements: Sequence[Statement], vocabulary: Vocabulary) -> Declaration | None:
    """The letter's declaration of AI use; UNCLEAR where it both admits and denies the same."""
    found = _all(statements, vocabulary)
    declaration = declare(DeclarationKind.AI_USE, [one.reading for one in found], _RANKING)
    if declaration is None:
        return None
    uses = [one for one in found if one.reading.status is Status.USED]
    denials = [one for one in found if one.reading.status is Status.NONE]
    status = declaration.status
    if any(_contradicts(denial, use) for denial in denials for use in uses):
        status = Status.UNCLEAR
    blocks = {one.reading.statement.span.block for one in found}
    section = [s.words for s in statements if s.topic == _OWN or s.span.block in blocks]
    tools = tuple(dict.fromkeys(tool for words in section for tool in _tools(words, vocabulary))) if uses else ()
    responsible = any(said(words, phrases(vocabulary, "ai.responsibility")) for words in section)
    return replace(
        declaration,
        status=status,
        ai=AiUse(any(o.text for o in found), any(o.images for o in found), tools, responsible),
    )


def _all(statements: Sequence[Statement], vocabulary: Vocabulary) -> list[_Said]:
    """What is said of AI in this letter; beside one such sentence, the next need not name the letter again."""
    sure = {s.span: one for s in statements if (one := _read(s, vocabulary, beside=False)) is not None}
    blocks = {span.block for span in sure}
    read = (
        sure.get(s.span) or (_read(s, vocabulary, beside=True) if s.span.block in blocks else None) for s in statements
    )
    return [one for one in read if one is not None]


def _contradicts(denial: _Said, use: _Said) -> bool:
    """Whether a denial is of what was used; what is used for nothing in particular is denied by a denial of all."""
    if denial.narrow:
        return False
    if use.general:
        return denial.text and denial.images
    return (denial.text and use.text) or (denial.images and use.images)


def _read(statement: Statement, vocabulary: Vocabulary, beside: bool) -> _Said | None:
    words, own = statement.words, statement.topic == _OWN
    if not words:
        return _Said(Reading(statement, Status.INCOMPLETE), False, False, True) if own else None
    if own and is_placeholder(statement.span, words, vocabulary):
        return _Said(Reading(statement, Status.PLACEHOLDER), False, False, True)
    if said(words, phrases(vocabulary, "ai.boilerplate")) or of_others(statement, vocabulary):
        return None
    named = (
        said(words, phrases(vocabulary, "ai.names"))
        or bool(_tools(words, vocabulary, sure=True))
        or _writes(statement, vocabulary)
    )
    goes_on = beside and (named or _denies_images(words, vocabulary))
    if not (_about_this_letter(statement, named, vocabulary) or goes_on):
        return None
    status = _status(statement, vocabulary)
    if status is None:
        return None
    return _scope(Reading(statement, status), vocabulary)


def _scope(reading: Reading, vocabulary: Vocabulary) -> _Said:
    """What a sentence on AI speaks of: the text, the images, or both where it does not say."""
    words = reading.statement.words
    if reading.status is Status.NONE and said(words, phrases(vocabulary, "ai.nothing-else")):
        return _Said(reading, text=True, images=True, narrow=True)
    images = _of_images(words, vocabulary)
    text = said(_without_what_is_done(words, vocabulary) if images else words, phrases(vocabulary, "ai.text"))
    text = text or (images and said(words, phrases(vocabulary, "ai.whole")))
    narrow = said(words, phrases(vocabulary, "ai.narrow"))
    general = not (text or images or narrow)
    return _Said(reading, text or general, images or general, narrow, general)


def _of_images(words: str, vocabulary: Vocabulary) -> bool:
    """Whether images are named, and not only the text below them."""
    for caption in phrases(vocabulary, "ai.captions"):
        if caption in words:
            words = words.replace(caption, " ")
    return said(words, phrases(vocabulary, "ai.images"))


def _without_what_is_done(words: str, vocabulary: Vocabulary) -> str:
    """Words without those that tell what is done to an image: "edited", "editing of any images", "image editing"."""
    for done in phrases(vocabulary, "ai.done-to-images"):
        words = words.replace(done, " ")
    before, editing, after = words.partition(" editing ")
    return f"{before} {after}" if editing and _edits_images(before, f" {after}", vocabulary) else words


def _edits_images(before: str, after: str, vocabulary: Vocabulary) -> bool:
    """Whether "editing" stands between these words as "photo editing" or "editing (or making) any images"."""
    images = phrases(vocabulary, "ai.images")
    if said(f" {before.rsplit(maxsplit=1)[-1]} " if before.strip() else "", images):
        return True
    at = first(after, images)
    between = after[:at].split() if at >= 0 else []
    joined = next((number for number, word in enumerate(between) if word in {"and", "or"}), None)
    same = joined is None or (joined + 1 < len(between) and between[joined + 1].endswith("ing"))
    return at >= 0 and len(between) <= _NEAR and same


def _denies_images(words: str, vocabulary: Vocabulary) -> bool:
    """Whether a sentence beside one on AI says that no image was made or changed, without naming AI again."""
    return (
        _of_images(words, vocabulary)
        and said(words, phrases(vocabulary, "declarations.denials"))
        and said(words, phrases(vocabulary, "ai.made"))
    )


def _about_this_letter(statement: Statement, named: bool, vocabulary: Vocabulary) -> bool:
    """Whether a sentence names AI or a tool, and this letter as what it was used for."""
    words = statement.words
    if statement.topic == _OWN:
        return (
            named
            or said(words, phrases(vocabulary, "ai.own-section", "declarations.nothing"))
            or bool(_tools(words, vocabulary))
        )
    if not named or said(words, phrases(vocabulary, "declarations.ought")):
        return False
    own = said(words, phrases(vocabulary, "ai.this-letter"))
    if statement.running:
        return own
    return own or said(words, phrases(vocabulary, "ai.text", "ai.images"))


def _status(statement: Statement, vocabulary: Vocabulary) -> Status | None:
    words = statement.words
    if said(words, phrases(vocabulary, "declarations.denials")):
        return Status.USED if _admits(statement, vocabulary) else Status.NONE
    if said(words, phrases(vocabulary, "ai.used")):
        return Status.USED
    if statement.topic != _OWN:
        return None
    if said(words, phrases(vocabulary, "declarations.nothing")):
        return Status.NONE
    return Status.USED if _tools(words, vocabulary) else None


def _admits(statement: Statement, vocabulary: Vocabulary) -> bool:
    """Whether a sentence that denies something admits something else: "for grammar only, not for content"."""
    if len(clauses := list(_CLAUSE_END.split(statement.span.text))) < 2:
        return False
    for number, clause in enumerate(clauses):
        words = fold(clause or "")
        if said(words, phrases(vocabulary, "declarations.denials")):
            continue
        tools = bool(_tools(words, vocabulary))
        if said(words, phrases(vocabulary, "ai.used")) and (tools or said(words, phrases(vocabulary, "ai.names"))):
            return True
        if tools and number:  # "no AI apart from Grammarly"
            return True
    return False


def _writes(statement: Statement, vocabulary: Vocabulary) -> bool:
    """Whether a tool with an everyday name is said to have written, outside the running text and the thanks."""
    words = statement.words
    if statement.running or said(words, phrases(vocabulary, "declarations.thanks")):
        return False
    named = any(folded in words for folded, _ in _known_tools(vocabulary, "ai.writing-tools"))
    return named and said(words, phrases(vocabulary, "ai.text")) and said(words, phrases(vocabulary, "ai.used"))


def _tools(words: str, vocabulary: Vocabulary, sure: bool = False) -> list[str]:
    """The tools named, as the vocabulary spells them; sure: only those that are nothing but chat tools."""
    known = _known_tools(vocabulary, "ai.chat-tools") + (() if sure else _known_tools(vocabulary, "ai.other-tools"))
    return [tool for folded, tool in known if folded in words]


@lru_cache(maxsize=8)
def _known_tools(vocabulary: Vocabulary, key: str) -> tuple[tuple[str, str], ...]:
    """The tools of a list: how their names begin when folded, and as they are spelt."""
    return tuple((fold(tool).rstrip(), tool) for tool in vocabulary.words.get(key, ()))
