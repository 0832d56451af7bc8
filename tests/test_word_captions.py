"""Captions are read wherever Word keeps them: those of the samples in boxes, tables, frames, fields and lists."""

import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pytest
import regex
from lxml import etree
from word_files import NAMESPACES

from validator import engine, packs, pipeline, profiles
from validator.pipeline import SourceFile

SAMPLES = Path(__file__).parent.parent / "samples"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LABEL = regex.compile(r"(?i)(fig(?:ure)?\.? )(\d)([a-h]?)(.*)", regex.DOTALL)


def _captions(body: etree._Element) -> list[etree._Element]:
    return [p for p in body.iterchildren(f"{W}p") if LABEL.match("".join(p.itertext()))]


LETTERS = sorted(
    letter for letter in SAMPLES.glob("figures/*.docx") if "**Fig" in letter.with_suffix(".md").read_text("utf-8")
)


def _xml(text: str) -> etree._Element:
    """One element of Word's, of which the prefixes are declared around it; CAPTION marks where captions go."""
    return etree.fromstring(f"<w:body {NAMESPACES}>{text}</w:body>")[0]


def _wrapped(caption: etree._Element, around: str) -> None:
    """Put an element in the place of a caption, and the caption into it wherever it says HERE."""
    outer = _xml(around.replace("HERE", "<w:here/>"))
    caption.getparent().replace(caption, outer)
    for place in list(outer.iter(f"{W}here")):
        place.getparent().replace(place, deepcopy(caption))


def text_boxes(body: etree._Element) -> None:
    """Each caption in a text box, as Word writes it: once for itself, once for older versions."""
    for caption in _captions(body):
        _wrapped(
            caption,
            "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx><w:txbxContent>HERE"
            "</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
            "<w:txbxContent>HERE</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
            "</w:r></w:p>",
        )


def old_text_boxes(body: etree._Element) -> None:
    """Each caption in a text box of older versions of Word."""
    for caption in _captions(body):
        _wrapped(
            caption,
            "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>HERE</w:txbxContent></v:textbox></v:shape></w:pict>"
            "</w:r></w:p>",
        )


def tables_under_pictures(body: etree._Element) -> None:
    """Each caption in a table of its own, in the row under that of the picture."""
    for caption in _captions(body):
        _wrapped(
            caption,
            "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc>HERE</w:tc></w:tr></w:tbl>",
        )


def one_table(body: etree._Element) -> None:
    """All captions in one table: a row for each picture, a row for each caption."""
    captions = _captions(body)
    rows = "".join("<w:tr><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:here/></w:tc></w:tr>" for _ in captions)
    if captions:
        table = _xml(f"<w:tbl>{rows}</w:tbl>")
        captions[0].addprevious(table)
        for place, caption in zip(list(table.iter(f"{W}here")), captions, strict=True):
            place.getparent().replace(place, caption)


def fields(body: etree._Element) -> None:
    """Each caption as Word's "Insert caption" makes it: its style, and a field that counts the figures."""
    for caption in _captions(body):
        properties = caption.find(f"{W}pPr")
        if properties is not None:
            caption.remove(properties)
        caption.insert(0, _xml("<w:pPr><w:pStyle w:val='Caption'/></w:pPr>"))
        first = next(text for text in caption.iter(f"{W}t") if text.text)
        name, number, letter, rest = LABEL.fullmatch(first.text).groups()
        run = first.getparent()
        for made in reversed(list(_counted(name, number, letter + rest))):
            run.addnext(made)
        caption.remove(run)


def _counted(name: str, number: str, rest: str) -> Iterator[etree._Element]:
    space = "xml:space='preserve'"
    yield _xml(f"<w:r><w:t {space}>{name}</w:t></w:r>")
    yield _xml("<w:r><w:fldChar w:fldCharType='begin'/></w:r>")
    yield _xml(f"<w:r><w:instrText {space}> SEQ Figure \\* ARABIC </w:instrText></w:r>")
    yield _xml("<w:r><w:fldChar w:fldCharType='separate'/></w:r>")
    yield _xml(f"<w:r><w:t>{number}</w:t></w:r>")
    yield _xml("<w:r><w:fldChar w:fldCharType='end'/></w:r>")
    yield _xml(f"<w:r><w:t {space}>{rest}</w:t></w:r>")


def legends(body: etree._Element) -> None:
    """The captions under a heading of their own, on the last page."""
    captions, end = _captions(body), body.find(f"{W}sectPr")
    end.addprevious(_xml("<w:p><w:r><w:br w:type='page'/></w:r></w:p>"))
    end.addprevious(_xml("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Legends to figures</w:t></w:r></w:p>"))
    for caption in captions:
        end.addprevious(caption)


def before_the_references(body: etree._Element) -> None:
    """The captions where the pictures stand, before the list of references."""
    heading = next(p for p in body.iterchildren(f"{W}p") if "".join(p.itertext()) == "References")
    for caption in _captions(body):
        heading.addprevious(caption)


def frames(body: etree._Element) -> None:
    """Each caption in a frame, around which the text flows."""
    for caption in _captions(body):
        properties = caption.find(f"{W}pPr")
        if properties is None:
            properties = etree.Element(f"{W}pPr")
            caption.insert(0, properties)
        properties.append(
            _xml("<w:framePr w:w='4000' w:hSpace='180' w:wrap='around' w:vAnchor='text' w:hAnchor='page'/>")
        )


PLACES = (
    text_boxes,
    old_text_boxes,
    tables_under_pictures,
    one_table,
    fields,
    legends,
    before_the_references,
    frames,
)


def _with(letter: bytes, place: Callable[[etree._Element], None]) -> bytes:
    """A Word file with its captions kept otherwise."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(letter)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(data)
                place(root.find(f"{W}body"))
                data = etree.tostring(root)
            new.writestr(name, data)
    return made.getvalue()


@pytest.fixture(scope="module")
def told() -> Callable[[bytes], list[object]]:
    """What is said of a Word file: its verdicts, and how each item ended."""
    pack = packs.load()
    checklist = engine.checklist(pack, profiles.load("ijdvl", pack.profile_folders), date(2026, 11, 22))

    @lru_cache
    def tell(data: bytes) -> list[object]:
        report = pipeline.check([[SourceFile.of("letter.docx", data)]], checklist)
        assert report.unreadable == ()
        return [
            (
                letter.verdict.value,
                {i.id: (i.status.value, sorted(f.outcome.case for f in i.findings)) for i in letter.items},
            )
            for letter in report.letters
        ]

    return tell


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.stem)
def test_a_letter_is_judged_alike_wherever_word_keeps_its_captions(letter, place, told):
    data = letter.read_bytes()
    moved = _with(data, place)
    assert _document(moved) != _document(data)
    assert told(moved) == told(data)


def _document(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read("word/document.xml")
