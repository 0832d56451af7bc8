"""Words of a manuscript as Markdown shows them: as words, whatever they look like to a reader of Markdown."""

from validator.model.patterns import Pattern
from validator.render.plain import harmless

_ALWAYS = str.maketrans({mark: f"\\{mark}" for mark in r"\`*[<|~$"})
_AT_TIMES = Pattern(r"(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|(?<=\w):(?=//)|(?<=\bwww)\.")
_START = Pattern(r"^(\d{1,9})(?=[.)])|^(?=[-+=>#])")
_CALL = Pattern(r"(?<![\w.])@(?=\w)|#(?=\d)")
_JOINER = "\N{WORD JOINER}"


def words(text: str) -> str:
    """The words so that Markdown prints them as they are.

    They make no link, heading, list, formula or tag, and call nobody: after an @ or # stands a mark without width where
    a forge would take what follows for a name or the number of an issue.
    """
    shown = " ".join(harmless(text).split()).translate(_ALWAYS)
    for marks, pattern, instead in (("_&:.", _AT_TIMES, r"\\\g<0>"), ("@#", _CALL, rf"\g<0>{_JOINER}")):
        if any(mark in shown for mark in marks):
            shown = pattern.sub(instead, shown)
    return _START.sub(r"\g<0>\\", shown) if shown[:1].isdigit() or shown[:1] in "-+=>#" else shown
