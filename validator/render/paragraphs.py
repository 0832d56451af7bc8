"""Wraps a text whose paragraphs are lines each, for a letter that is sent as plain text."""


def wrapped(text: str, width: int) -> str:
    """The text with every line wrapped to width columns, and empty lines that come together made one.

    What follows a number with a full stop, or a dash, at the beginning of a line is set in under it. A web address is
    never broken, though it be longer than a line.
    """
    lines: list[str] = []
    for line in text.splitlines():
        if line.strip():
            lines += _wrapped(line, width)
        elif lines and lines[-1]:
            lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _wrapped(line: str, width: int) -> list[str]:
    words = line.split()
    indent = len(line) - len(line.lstrip())
    hang = indent + (len(words[0]) + 1 if _is_mark(words[0]) else 0)
    lines, current = [], " " * indent
    for word in (piece for whole in words for piece in _pieces(whole, width - hang)):
        if current.strip() and len(current) + 1 + len(word) > width:
            lines.append(current)
            current = " " * hang
        current += f" {word}" if current.strip() else word
    return [*lines, current]


def _is_mark(word: str) -> bool:
    return word == "-" or (word.endswith(".") and word[:-1].isdecimal() and len(word) <= 4)


def _pieces(word: str, room: int) -> list[str]:
    """A word that is longer than a line in pieces of a line; a web address in one."""
    if "://" in word or len(word) <= room:
        return [word]
    return [word[at : at + room] for at in range(0, len(word), room)]
