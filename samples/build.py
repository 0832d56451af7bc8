"""Writes each sample's Word, plain text and JATS file from its Markdown: `python samples/build.py`.

The Markdown is what we write; the other formats are made from it and committed, and a test says when they are stale.
Which formats a sample has, and how its Word file numbers references, stands in its `.expected.toml`.
Everything here knows the form of our own letters only: it is no reader.
"""

import re
import sys
import textwrap
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from lxml import etree

HERE = Path(__file__).parent
IMAGE = RELATIONSHIP_TYPE.IMAGE
DOT = bytes.fromhex(
    "424d3a000000000000003600000028000000010000000100000001001800000000000400000000000000000000000000000000000000ffffff00"
)
"""A bitmap of one white dot."""
SUPERSCRIPTS = str.maketrans("0123456789,-–", "⁰¹²³⁴⁵⁶⁷⁸⁹,⁻⁻")
INLINE = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>.+?)\*|<sup>(?P<sup>.+?)</sup>|\^(?P<caret>[^^]+)\^|<sub>(?P<sub>.+?)</sub>"
)
DECLARATION = re.compile(r"\*\*(?P<heading>[^*]+?):\*\* (?P<text>.+)", re.DOTALL)
CAPTION = re.compile(r"\*\*(?P<label>(?:Figure|Table) \d+):\*\* (?P<text>.+)", re.DOTALL)
ENTRY = re.compile(r"(?P<number>\d+)\. (?P<text>.+)")
PICTURE = re.compile(r"!\[[^\]]*\]\((?P<path>[^)]+)\)\{width=(?P<width>\d+)(?P<unit>cm|mm)\}")
PUBLISHER = re.compile(r"\*\*(?:How to cite|Received|DOI)|This is an open-access article")
JOURNAL = "Indian Journal of Dermatology, Venereology and Leprology"
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one style."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the Markdown: what it is (title, table, reference, picture ...), its source and its folder."""

    kind: str
    source: str
    folder: Path = HERE


def samples() -> Iterator[Path]:
    """The Markdown file of every sample."""
    return iter(sorted(HERE.glob("*/*.md")))


def expected(letter: Path) -> dict[str, Any]:
    """What stands in the sample's `.expected.toml`."""
    return tomllib.loads(letter.with_suffix(".expected.toml").read_text("utf-8"))


def build(letter: Path) -> dict[Path, bytes]:
    """The sample's other formats: file -> content."""
    about = expected(letter)
    blocks = [replace(block, folder=letter.parent) for block in read(letter.read_text("utf-8"))]
    writers = {"docx": word, "txt": plain_text, "xml": jats}
    return {letter.with_suffix(f".{name}"): writers[name](blocks, about) for name in about["formats"] if name != "md"}


def read(markdown: str) -> Iterator[Block]:
    """The blocks of one of our letters."""
    for source in re.split(r"\n\s*\n", markdown.strip()):
        if source.startswith("# "):
            yield Block("title", source[2:])
        elif source.startswith("## "):
            yield Block("heading", source[3:])
        elif source.startswith("|"):
            yield Block("table", source)
        elif PICTURE.fullmatch(source):
            yield Block("picture", source)
        elif ENTRY.match(source):
            yield from (Block("reference", line) for line in source.splitlines())
        else:
            yield Block("paragraph", source)


def pieces(source: str) -> Iterator[Piece]:
    """The stretches of a block, Markdown's marks and escapes undone."""
    at = 0
    names = {"caret": "sup"}
    for match in INLINE.finditer(source):
        yield Piece(_unescape(source[at : match.start()]))
        name = match.lastgroup or ""
        yield Piece(_unescape(match[name]), names.get(name, name))
        at = match.end()
    yield Piece(_unescape(source[at:]))


def _unescape(text: str) -> str:
    return re.sub(r"\\([_*^])", r"\1", text.replace("  \n", "\v").replace("\n", " ")).replace("\v", "\n")


def _plain(source: str) -> str:
    return "".join(piece.text for piece in pieces(source))


# Word


def word(blocks: list[Block], about: dict[str, Any]) -> bytes:
    """The letter as authors write it: Word's styles, true superscripts, a Word list where the sample asks for it."""
    document = Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(12)
    properties = document.core_properties
    properties.author, properties.last_modified_by, properties.comments = "", "", ""
    properties.created = properties.modified = datetime(2026, 1, 1)  # noqa: DTZ001 - Word's own form has no zone
    for block in blocks:
        if block.kind == "table":
            _word_table(document, block.source)
        elif block.kind == "picture":
            _word_picture(document, block)
        elif block.kind == "reference" and about.get("word_list"):
            _add(document.add_paragraph(style="List Number"), ENTRY.sub(r"\g<text>", block.source))
        else:
            styles = {"title": "Title", "heading": "Heading 1"}
            _add(document.add_paragraph(style=styles.get(block.kind, "Normal")), block.source)
    _word_traces(document, about.get("traces", {}))
    buffer = BytesIO()
    document.save(buffer)
    return _fixed_times(buffer.getvalue())


def _word_traces(document: Any, wanted: dict[str, Any]) -> None:  # noqa: ANN401 - python-docx names no type for it
    """What a sample carries beside its text: properties, a header, comments, open changes, words in white.

    What stands in a paragraph is given by the paragraph's number, from 0: {number = words}.
    """
    document.core_properties.author = wanted.get("author", "")
    document.core_properties.last_modified_by = wanted.get("last_editor", "")
    if "header" in wanted:
        document.sections[0].header.paragraphs[0].text = wanted["header"]
    paragraphs = document.paragraphs
    for number, words in wanted.get("comments", {}).items():
        comment = document.add_comment(paragraphs[int(number)].runs, words, author=wanted["person"], initials="")
        del comment._comment_elm.attrib[qn("w:date")]
    for kind, text in (("inserted", "w:t"), ("deleted", "w:delText")):
        for number, words in wanted.get(kind, {}).items():
            change = OxmlElement({"inserted": "w:ins", "deleted": "w:del"}[kind])
            change.set(qn("w:author"), wanted["person"])
            run = OxmlElement("w:r")
            etree.SubElement(run, qn(text)).text = words
            change.append(run)
            paragraphs[int(number)]._p.append(change)
    for number, words in wanted.get("white", {}).items():
        paragraphs[int(number)].add_run(words).font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def _add(paragraph: Paragraph, source: str) -> None:
    for piece in pieces(source):
        if piece.text:
            run = paragraph.add_run(piece.text)
            run.bold = piece.style == "bold" or None
            run.italic = piece.style == "italic" or None
            # Word has one setting for both, so only what is wanted may be set.
            if piece.style in {"sup", "sub"}:
                setattr(run.font, {"sup": "superscript", "sub": "subscript"}[piece.style], True)


def _word_table(document: Any, source: str) -> None:  # noqa: ANN401 - python-docx names no type for it
    rows = _cells(source)
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            _add(cell.paragraphs[0], text)


def _word_picture(document: Any, block: Block) -> None:  # noqa: ANN401 - python-docx names no type for it
    """The picture as Word puts it in; one that is not there is linked, as on the computer of somebody who has it."""
    if not (found := PICTURE.fullmatch(block.source)):
        return
    file = block.folder / found["path"]
    width = {"cm": Cm, "mm": Mm}[found["unit"]](int(found["width"]))
    if file.exists():
        document.add_picture(str(file), width=width)
        return
    shape = document.add_picture(BytesIO(DOT), width=width)
    blip = next(shape._inline.iter("{*}blip"))
    document.part.drop_rel(blip.attrib.pop(qn("r:embed")))
    blip.set(qn("r:link"), document.part.relate_to(f"file:///C:/Pictures/{file.name}", IMAGE, is_external=True))


def _cells(source: str) -> list[list[str]]:
    lines = [line for line in source.splitlines() if not set(line) <= set("|-: ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def _fixed_times(archive: bytes) -> bytes:
    """The same archive with every time set to 1980, so that building twice gives the same file."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


# Plain text


def plain_text(blocks: list[Block], about: dict[str, Any]) -> bytes:
    """The letter as saved from an e-mail or a PDF: lines of 78 characters, superscripts as Unicode."""
    paragraphs = [_text_of(block) for block in blocks]
    text = "\n\n".join(paragraphs) + "\n"
    return (_paged(text) if about.get("text_pages") else text).encode()


def _text_of(block: Block) -> str:
    if block.kind == "table":
        return "\n".join(
            "   ".join(cell.ljust(34) for cell in row).rstrip() for row in map(_plain_cells, _cells(block.source))
        )
    text = "".join(_raised(piece) for piece in pieces(block.source))
    hang = "   " if block.kind == "reference" else ""
    options = {"width": 78, "subsequent_indent": hang, "break_long_words": False, "break_on_hyphens": False}
    return "\n".join(textwrap.fill(line, **options) for line in text.split("\n"))  # type: ignore[arg-type] # a plain dict of options


def _plain_cells(row: list[str]) -> list[str]:
    return [_plain(cell) for cell in row]


def _raised(piece: Piece) -> str:
    return piece.text.translate(SUPERSCRIPTS) if piece.style == "sup" else piece.text


def _paged(text: str) -> str:
    """Pages of 46 lines, each with its number below and a form feed behind."""
    lines = text.splitlines()
    pages = [lines[at : at + 46] for at in range(0, len(lines), 46)]
    return "\f".join("\n".join([*page, "", f"{number:>40}", ""]) for number, page in enumerate(pages, 1))


# JATS


def jats(blocks: list[Block], _: dict[str, Any]) -> bytes:
    """The letter as a publisher's system exports it: declarations are sections of the back matter, figures float."""
    article = etree.Element("article", {"article-type": "letter", "dtd-version": "1.2"})
    front, body, back, floats = (etree.SubElement(article, name) for name in ("front", "body", "back", "floats-group"))
    parts: dict[str, list[Block]] = {}
    for role, block in zip(_roles(blocks), blocks, strict=True):
        parts.setdefault(role, []).append(block)
    count = len(parts.get("reference", ()))
    _jats_front(front, parts)
    for block in [*parts.get("salutation", ()), *parts["text"]]:
        _jats_inline(etree.SubElement(body, "p"), block.source, count)
    for block in parts.get("declaration", ()):
        if match := DECLARATION.fullmatch(block.source):
            section = _child(back, "sec", title=match["heading"])
            _jats_inline(etree.SubElement(section, "p"), match["text"], count)
    _jats_references(back, parts.get("reference", []))
    tables = iter(parts.get("table", ()))
    for block in parts.get("caption", ()):
        if match := CAPTION.fullmatch(block.source):
            _jats_float(floats, match["label"], match["text"], count, tables)
    etree.indent(front)
    for node in article.iter("front", "body", "back", "p", "sec", "ref-list", "ref", "fig", "table-wrap", "tr"):
        node.tail = "\n"
    return bytes(etree.tostring(article, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _roles(blocks: list[Block]) -> Iterator[str]:
    """What each block of a letter in the house form is."""
    role = "label"
    for block in blocks:
        source = block.source
        if block.kind in {"title", "table", "reference"}:
            role = block.kind
        elif CAPTION.match(source):
            role = "caption"
        elif PUBLISHER.match(source):
            role = "publisher"
        elif DECLARATION.fullmatch(source):
            role = "declaration"
        elif source.startswith("**Corresponding"):
            role = "correspondence"
        elif source.startswith("**"):
            role = "authors"
        elif block.kind == "heading" or role == "correspondence":
            role = block.kind if block.kind == "heading" else role
        else:
            following = {
                "title": "salutation",
                "authors": "affiliation",
                "affiliation": "affiliation",
                "label": "label",
            }
            role = following.get(role, "text")
        yield role


def _child(parent: Any, tag: str, text: str = "", *, title: str = "", **attributes: str) -> Any:  # noqa: ANN401 - lxml
    names = {name.replace("_", "-"): value for name, value in attributes.items()}
    node = etree.SubElement(parent, tag, names)
    node.text = text or None
    if title:
        _child(node, "title", title)
    return node


def _jats_front(front: Any, parts: dict[str, list[Block]]) -> None:  # noqa: ANN401 - lxml
    journal = _child(front, "journal-meta")
    _child(_child(journal, "journal-title-group"), "journal-title", JOURNAL)
    meta = _child(front, "article-meta")
    published = "\n".join(block.source for block in parts.get("publisher", ()))
    _jats_identifiers(meta, published)
    for block in parts.get("label", ()):
        _child(_child(_child(meta, "article-categories"), "subj-group"), "subject", _plain(block.source))
    _jats_inline(_child(_child(meta, "title-group"), "article-title"), parts["title"][0].source, 0)
    _jats_people(meta, parts)
    _jats_history(meta, published)


def _jats_people(meta: Any, parts: dict[str, list[Block]]) -> None:  # noqa: ANN401 - lxml
    group = _child(meta, "contrib-group")
    for block in parts.get("authors", ()):
        for name in _plain(block.source).split(", "):
            given, _, surname = name.rpartition(" ")
            person = _child(_child(group, "contrib", contrib_type="author"), "name")
            _child(person, "surname", surname)
            _child(person, "given-names", given)
    for block in parts.get("affiliation", ()):
        _child(meta, "aff", _plain(block.source))
    lines = [line for block in parts.get("correspondence", ()) for line in _plain(block.source).split("\n")]
    if lines:
        *words, last = lines
        address, email = (words, last) if "@" in last else (lines, "")
        node = _child(_child(meta, "author-notes"), "corresp", " ".join(address) + " ")
        if email:
            _child(node, "email", email)


def _jats_identifiers(meta: Any, published: str) -> None:  # noqa: ANN401 - lxml
    for kind, pattern in (("doi", r"\*\*DOI:\*\* (\S+)"), ("pmid", r"\*\*PMID:\*\* (\d+)")):
        if match := re.search(pattern, published):
            _child(meta, "article-id", _unescape(match[1]), pub_id_type=kind)


def _jats_history(meta: Any, published: str) -> None:  # noqa: ANN401 - lxml
    dates = dict(re.findall(r"\*\*(Received|Accepted|Epub Ahead of Print|Published):\*\* (\w+, \d{4})", published))
    for word_, kind in (("Epub Ahead of Print", "epub"), ("Published", "ppub")):
        if word_ in dates:
            _jats_date(_child(meta, "pub-date", pub_type=kind), dates[word_])
    if match := re.search(r"(\d{4});(\d+):(\w+)[-–](\w+)\.", published):
        for tag, value in zip(("volume", "fpage"), match.groups()[1:3], strict=True):
            _child(meta, tag, value)
    history = _child(meta, "history") if "Received" in dates else None
    for word_ in ("Received", "Accepted"):
        if history is not None and word_ in dates:
            _jats_date(_child(history, "date", date_type=word_.lower()), dates[word_])
    if match := re.search(r"^This is an open-access article.+", published, re.MULTILINE):
        _child(_child(_child(meta, "permissions"), "license"), "license-p", match[0])


def _jats_date(node: Any, words: str) -> None:  # noqa: ANN401 - lxml
    month, year = words.split(", ")
    _child(node, "month", str(MONTHS.index(month) + 1))
    _child(node, "year", year)


def _jats_inline(node: Any, source: str, references: int) -> None:  # noqa: ANN401 - lxml
    for piece in pieces(source):
        if not piece.style:
            _jats_text(node, piece.text)
        else:
            child = _child(node, piece.style)
            if piece.style == "sup" and re.fullmatch(r"[\d,–-]+", piece.text) and references:
                _jats_citation(child, piece.text)
            else:
                child.text = piece.text


def _jats_text(node: Any, text: str) -> None:  # noqa: ANN401 - lxml
    """Adds text at the node's end, with a link on each call-out of a figure or table."""
    last = 0
    for match in re.finditer(r"\[((Figure|Table)s? (\d)[^]]*)\]", text):
        _append(node, text[last : match.start()] + "[")
        kind = match[2].lower()
        _child(node, "xref", match[1], ref_type=kind[:3] if kind == "figure" else kind, rid=f"{match[2][0]}{match[3]}")
        _append(node, "]")
        last = match.end()
    _append(node, text[last:])


def _jats_citation(node: Any, numbers: str) -> None:  # noqa: ANN401 - lxml
    for part in re.split(r"([,–-])", numbers):
        if part.isdigit():
            _child(node, "xref", part, ref_type="bibr", rid=f"B{part}")
        else:
            _append(node, part)


def _append(node: Any, text: str) -> None:  # noqa: ANN401 - lxml
    if len(node):
        node[-1].tail = (node[-1].tail or "") + text
    else:
        node.text = (node.text or "") + text


def _jats_references(back: Any, entries: list[Block]) -> None:  # noqa: ANN401 - lxml
    reference_list = _child(back, "ref-list", title="References")
    for block in entries:
        if match := ENTRY.fullmatch(block.source):
            entry = _child(reference_list, "ref", id=f"B{match['number']}")
            _child(entry, "label", match["number"])
            _jats_inline(_child(entry, "mixed-citation"), match["text"], 0)


def _jats_float(floats: Any, label: str, text: str, references: int, tables: Iterator[Block]) -> None:  # noqa: ANN401 - lxml
    tag = "fig" if label.startswith("Figure") else "table-wrap"
    node = _child(floats, tag, id=f"{label[0]}{label.split()[1]}")
    _child(node, "label", label)
    _jats_inline(_child(_child(node, "caption"), "p"), text, references)
    if tag == "table-wrap":
        body = _child(_child(node, "table"), "tbody")
        for cells in _cells(next(tables).source):
            row = _child(body, "tr")
            for cell in cells:
                _jats_inline(_child(row, "td"), cell, 0)


def main() -> None:
    """Writes every file that is stale and names it."""
    for letter in samples():
        for file, content in build(letter).items():
            if not file.exists() or file.read_bytes() != content:
                file.write_bytes(content)
                sys.stdout.write(f"{file.relative_to(HERE)}\n")


if __name__ == "__main__":
    main()
