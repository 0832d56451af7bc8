"""Reads BibTeX and BibLaTeX, as Zotero, Mendeley, EndNote, JabRef and publishers export them."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names
from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, ParsingFailedBlock
from pylatexenc.latex2text import LatexNodes2Text

from validator.model.patterns import Pattern
from validator.model.record import Record, RecordAuthor, Records
from validator.records import parts

_MOST_MARKS = 50_000
"""@ signs at most: a file of nothing else would be read for minutes."""
_MOST_COMMANDS = 100_000
"""Commands and formulas of LaTeX at most, in all that is read."""
_MOST_COMMANDS_EACH = 300
"""Commands, formulas and groups of one value."""
_LONGEST_NAMES = 40_000
"""Characters of the authors of one work at most; those of a thousand take half as many."""
_MOST_NAMES = 2_000_000
"""Characters of all authors of a file."""
_MOST_LINES = 1_500_000
_MOST_FIELDS = 600_000
_MOST_JOINED = 50
"""Pieces of a value joined by "#" at most."""
_MOST_BRACES = 4
"""Pairs of braces around a value that are taken off; exporters write two at most."""
_WORK = ("title", "origtitle", "journal", "journaltitle", "shortjournal", "fjournal", "date", "year")
_PLACE = ("volume", "number", "issue", "pages", "eid")
_IDENTIFIERS = ("doi", "url", "note", "annote", "eprint", "eprinttype", "pmid")
_BARE_SIGN = Pattern(r"(?<!\\)[%&#_]")
_PIECE = Pattern(r"\{[^{}]*\}|\"[^\"]*\"|[^#\s]+")
_READ = frozenset(("author", *_WORK, *_PLACE, *_IDENTIFIERS))

Values = Mapping[str, str]
"""What a record's fields hold, by name in small letters, still with LaTeX's marks."""


def read(text: str, file: str) -> Records:
    """The records of a file."""
    if text.count("@") > _MOST_MARKS or text.count("\n") > _MOST_LINES or text.count("=") > _MOST_FIELDS:
        raise ValueError
    # What the libraries would log are words of the file.
    for name in ("bibtexparser", "pylatexenc"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    library = parse_string(text, parse_stack=[])
    _refuse_endless([(f.key.casefold(), f.value) for entry in library.entries for f in entry.fields])
    strings = {string.key.casefold(): _unclosed(string.value) for string in library.strings}
    found = parts.Collected()
    for block in library.blocks:
        entry = block
        if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
            entry = block.ignore_error_block or block
        if isinstance(entry, Entry):
            name = f"{entry.key[:60] or 'the entry without a key'} in {file}"
            try:
                found.add(_record(_values(entry, strings), name))
            except (ValueError, RecursionError):
                found.unread(name)
        elif isinstance(block, ParsingFailedBlock):
            found.unread(f"the entry in line {(block.start_line or 0) + 1} of {file}")
    return found.records()


def _refuse_endless(fields: Sequence[tuple[str, str]]) -> None:
    """Raise ValueError for fields that would take minutes to decode."""
    commands = sum(value.count("\\") + value.count("$") for key, value in fields if key in _READ)
    names = sum(len(value) for key, value in fields if key == "author")
    if commands > _MOST_COMMANDS or names > _MOST_NAMES:
        raise ValueError


def _values(entry: Entry, strings: Values) -> Values:
    """The fields that a record is made of; of two of one name the first, as in BibTeX."""
    fields = {field.key.casefold(): field.value for field in reversed(entry.fields)}
    return {key: _value(value, strings) for key, value in fields.items() if key in _READ}


def _record(values: Values, name: str) -> Record:
    first, last = parts.pages(_text(values, "pages") or _text(values, "eid"))
    names = list(_names(values.get("author", "")))
    people = tuple(author for author in map(_author, names) if author is not None)
    date = parts.year(_text(values, "date")) or parts.year(_text(values, "year"))
    number = _text(values, "eprint" if _text(values, "eprinttype").casefold() == "pubmed" else "pmid")
    return Record(
        name,
        people,
        et_al="others" in names,
        titles=_texts(values, "title", "origtitle"),
        journals=_texts(values, "journal", "journaltitle", "shortjournal", "fjournal"),
        years=(date,) if date else (),
        volume=_text(values, "volume"),
        issue=_text(values, "number") or _text(values, "issue"),
        first_page=first,
        last_page=last,
        doi=parts.doi(_text(values, "doi")) or parts.doi(values.get("url", "")),
        pmid=number if number.isdecimal() else parts.pmid(values.get(key, "") for key in ("note", "annote")),
    )


def _value(value: str, strings: Values) -> str:
    """A value without what encloses it; the names of strings, and pieces joined by "#", are written out."""
    bare = _unclosed(value)
    if bare != value or value.isdecimal():
        return bare
    if "#" not in value:
        return strings.get(value.casefold(), value)
    if value.count("#") > _MOST_JOINED:
        raise ValueError
    words = (found[0] for found in _PIECE.finditer(value[: parts.LONGEST]))
    return "".join(_unclosed(word) if word[0] in '{"' else strings.get(word.casefold(), word) for word in words)


def _unclosed(value: str) -> str:
    """A value without the braces or quotation marks around the whole of it, however many."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] == '"' and '"' not in value[1:-1].replace('{"}', "").replace('\\"', ""):
        value = value[1:-1].strip()
    for _ in range(_MOST_BRACES):
        if not _is_braced(value):
            break
        value = value[1:-1].strip()
    return value


def _is_braced(value: str) -> bool:
    """Whether the first brace of a value is closed by its last."""
    if len(value) > _LONGEST_NAMES:
        raise ValueError
    if not (value.startswith("{") and value.endswith("}")):
        return False
    depth = 0
    for place, sign in enumerate(value):
        depth += (sign == "{") - (sign == "}")
        if not depth:
            return place == len(value) - 1
    return False


def _texts(values: Values, *keys: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (_text(values, key) for key in keys))))


def _text(values: Values, key: str) -> str:
    return parts.plain(_decoded(values[key])) if key in values else ""


@lru_cache(maxsize=4096)  # the same people stand in many records, and LaTeX is slow to read
def _decoded(value: str) -> str:
    """The words that LaTeX's marks stand for."""
    if len(value) > parts.LONGEST:
        raise ValueError
    if "\\" in value or value.count("$") > 1:
        if sum(map(value.count, "\\${")) > _MOST_COMMANDS_EACH:
            raise ValueError
        # In LaTeX a bare "%" begins a comment; in an export it is one that was not escaped.
        value = _decoder().latex_to_text(_BARE_SIGN.sub(r"\\\g<0>", value))
    else:
        value = value.replace("{", "").replace("}", "").replace("~", " ").replace("---", "—").replace("--", "–")
    return value.replace("``", "“").replace("''", "”")


@lru_cache(maxsize=1)
def _decoder() -> LatexNodes2Text:
    return LatexNodes2Text(math_mode="text")


def _names(value: str) -> Iterator[str]:
    if len(value) > _LONGEST_NAMES:
        raise ValueError
    return iter(split_multiple_persons_names(value))


def _author(name: str) -> RecordAuthor | None:
    """A person, or a group, whose name stands in braces as a whole; None for "and others"."""
    name = name.strip()
    if not name or name == "others":
        return None
    if _is_braced(name):
        return parts.inverted(_decoded(_unclosed(name))) if "," in name else RecordAuthor(_decoded(_unclosed(name)))
    found = parse_single_name_into_parts(name, strict=False)
    family = parts.plain(_decoded(" ".join((*found.von, *found.last))))
    return RecordAuthor(family, parts.plain(_decoded(" ".join(found.first)))) if family else None
