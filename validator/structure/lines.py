"""What a short line without a heading is: names of authors, an address, a publisher's line."""

from collections.abc import Iterator
from functools import lru_cache

from validator.model.patterns import Pattern
from validator.model.text import Span
from validator.model.vocabulary import Vocabulary

_SEPARATOR = Pattern(r"\s*(?:,|;|\n|&|·|\band\b)\s*")
_MARKS = Pattern(r"[\d*†‡§¶#]+|\([^)]*\)")
_EMAIL = Pattern(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_PERSON = Pattern(r"\p{Lu}[\p{L}'’.\-‐‑]*\.?", flags=0)
CAPTION = Pattern(
    r"\s*(?:(?:supplementa(?:ry|l)|suppl\.?|extended\s+data|online)\s+)?(?:(?P<kind>fig(?:ure|s|ures)?|table)s?\.?\s*"
    r"(?:S?\d{1,2}|(?-i:[IVX]{1,4})(?=\s*(?:[.:)|—–-]|$))|(?=\s*[:.]))|(?P<kind>image|photo(?:graph)?|plate|pic(?:ture)?)s?\.?\s*\d{1,2}(?!\d))\s?[a-h]?(?:\s*(?:[-–,&]|and)\s*(?:\d{1,2}\s?)?[a-h]?(?=[\s:.)]))*"
    r"(?P<close>\s*[.:)|—–-]|\s*[(\[](?=[a-h1-9ivx][)\],–-])|\s*$|\s+(?=(?-i:\p{Lu})|\d+\s?%)"
    r"|\s+(?=[(\[][^()\[\]]{3,90}[)\]]\s+(?-i:\p{Lu})))"
)
"""The label that a caption begins with ("Figure 1a:"); `close` is what parts it from its words."""
_PLURAL_MARK = Pattern(r"^[a-z](?:[,\s][a-z])*\b\s*", flags=0)
_FOR_A_GROUP = frozenset({"on behalf", "for the"})


@lru_cache(maxsize=32)
def words(vocabulary: Vocabulary, key: str) -> frozenset[str]:
    """A word list of the vocabulary, as a set in lower case."""
    return frozenset(word.casefold() for word in vocabulary.words.get(key, ()))


@lru_cache(maxsize=32)
def openings(vocabulary: Vocabulary, key: str) -> tuple[str, ...]:
    """A list of openings of the vocabulary, in lower case."""
    return tuple(word.casefold() for word in vocabulary.words.get(key, ()))


def holds_email(text: str) -> bool:
    """Whether an e-mail address stands in the text."""
    return "@" in text and _EMAIL.search(text) is not None


def is_publisher_line(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the text begins as a publisher's line does ("Received:", "This is an open-access article ...")."""
    return text.lstrip().casefold().startswith(openings(vocabulary, "parts.publisher-openings"))


def is_address(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line is an affiliation: it names an institution, in capitals as names are, and is no sentence."""
    if len(text) > 500:
        return False
    institutions = words(vocabulary, "parts.institutions")
    found = [word for word in text.replace(",", " ").split() if word.strip(".;:()").casefold() in institutions]
    capital = any(word.strip("(")[:1].isupper() for word in found)
    small = sum(word.islower() and len(word) > 3 for word in text.split())
    return capital and small <= max(2, len(text.split()) // 4)


def names(span: Span, vocabulary: Vocabulary) -> int:
    """How many people a line of names holds; 0 when a word that is no name, or an institution, stands in it."""
    text = _unlabelled(_unraised(span), vocabulary)
    if len(text) > 1500 or not text.strip():
        return 0
    particles = words(vocabulary, "parts.name-particles")
    others = words(vocabulary, "parts.institutions") | words(vocabulary, "parts.no-names")
    people = 0
    for piece in _pieces(_MARKS.sub(" ", text).strip(" .,;:")):
        tokens = _PLURAL_MARK.sub("", piece.strip()).split()
        if not tokens or " ".join(tokens[:2]).casefold() in _FOR_A_GROUP:
            continue
        if len(tokens) > 6 or any(token.casefold().strip(".") in others for token in tokens):
            return 0
        if not all(_PERSON.fullmatch(token) or token.casefold() in particles for token in tokens):
            return 0
        people += len(tokens) > 1
    return people


def _unraised(span: Span) -> str:
    """The words of a span without its raised letters and figures."""
    if not any(run.superscript for run in span.block.runs):
        return span.text
    return "".join(part.text for run, part in span.runs() if not run.superscript)


def _pieces(text: str) -> Iterator[str]:
    """What stands between the separators, piece by piece, since the first often shows that the text is no list."""
    start = 0
    for separator in _SEPARATOR.finditer(text):
        yield text[start : separator.start()]
        start = separator.end()
    yield text[start:]


def _unlabelled(text: str, vocabulary: Vocabulary) -> str:
    """The text without a label such as "Authors:" or "Author 2:" before it."""
    label, colon, rest = text.partition(":")
    known = label.strip(" \t\n*0123456789").casefold() in words(vocabulary, "people.labels")
    return rest if colon and known else text
