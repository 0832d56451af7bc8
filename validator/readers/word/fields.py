"""Fields: what Word works out and shows; the instruction behind it is not text."""

_DEEPEST = 50
_LONGEST = 3000
"""Characters of an instruction that are looked at: reference managers keep whole records in theirs."""

_CITATIONS = (
    "ADDIN ZOTERO_ITEM",
    "ADDIN ZOTERO_CITATION",
    "ADDIN EN.CITE",
    "ADDIN CSL_CITATION",
    "ADDIN MENDELEY CITATION",
    "ADDIN PAPERS2_CITATIONS",
    "ADDIN PAPERPILE_CITATION",
    "ADDIN NE.REF",
    "ADDIN CITAVIPLACEHOLDER",
    "ADDIN REFMGR.CITE",
    "ADDIN RW.CITE",
    "CITATION ",
)


def is_citation(instruction: str) -> bool:
    """Whether a field is a citation, of Word's own or of a reference manager."""
    return " ".join(instruction[:200].upper().split()).startswith(_CITATIONS)


def address(instruction: str) -> str:
    """Where a HYPERLINK field leads ("#name" for a place in the same file); empty for other fields."""
    word, _, rest = instruction.strip().partition(" ")
    if word.upper() != "HYPERLINK":
        return ""
    rest = rest.strip()
    inside = rest.startswith("\\l")
    rest = rest[2:].strip() if inside else rest
    target = rest[1:].partition('"')[0] if rest.startswith('"') else rest.partition(" ")[0]
    return f"#{target}" if inside else target


class Fields:
    """The fields that are open at a point of a text, outermost first; one may span paragraphs."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def shows(self) -> bool:
        """Whether text here is seen: it is no part of an instruction."""
        return all(field.in_result for field in self._open)

    @property
    def cites(self) -> bool:
        """Whether text here is the result of a citation."""
        return any(field.cites for field in self._open)

    @property
    def link(self) -> str:
        """Where the innermost link around this point leads; empty without one."""
        return next((field.link for field in reversed(self._open) if field.link), "")

    def instruct(self, text: str) -> None:
        """Take up a piece of the innermost instruction."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].pieces.append(text)

    def change(self, kind: str) -> None:
        """Take up a `w:fldChar`: "begin", "separate" or "end"."""
        if kind == "begin" and len(self._open) < _DEEPEST:
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].show()
        elif kind == "end" and self._open:
            self._open.pop()

    def end_paragraph(self) -> None:
        """Let go of fields whose instruction never ended, so that a broken field does not swallow the rest."""
        self._open = [field for field in self._open if field.in_result]


class _Field:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.in_result = False
        self.cites = False
        self.link = ""

    def show(self) -> None:
        self.in_result = True
        instruction = "".join(self.pieces)[:_LONGEST]
        self.cites = is_citation(instruction)
        self.link = address(instruction)
