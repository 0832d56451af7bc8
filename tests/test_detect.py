import zipfile
from io import BytesIO

import pytest

from validator.model.text import Format, UnreadableError
from validator.readers import read, refusals
from validator.readers.detect import detect

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ARTICLE = "<article><front/><body><p>A plaque on the shin.</p></body></article>"


def packed(**parts: str) -> bytes:
    """A zip archive; two underscores in a name stand for a slash, a single one for a full stop."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


def refusal(data: bytes, name: str = "letter") -> str:
    with pytest.raises(UnreadableError) as caught:
        detect(name, data)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", refusals.EMPTY),
        (b" \r\n\t\n", refusals.BLANK),
        (b"\xef\xbb\xbf\n", refusals.BLANK),
        (OLE + "WordDocument".encode("utf-16-le"), refusals.OLD_WORD),
        (OLE + "EncryptedPackage".encode("utf-16-le"), refusals.PROTECTED),
        (OLE + "Workbook".encode("utf-16-le"), refusals.SPREADSHEET),
        (OLE, refusals.OLD_OFFICE),
        (rb"{\rtf1\ansi A plaque.}", refusals.RTF),
        (b"%PDF-1.7\n%...", refusals.PDF),
        (b"\n\n%PDF-1.4 after a mail header", refusals.PDF),
        (b"\x89PNG\r\n\x1a\n", refusals.PICTURE),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", refusals.PICTURE),
        (b"GIF89a", refusals.PICTURE),
        (b"II*\x00", refusals.PICTURE),
        (b"MM\x00*", refusals.PICTURE),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", refusals.PICTURE),
        (b"\x00\x00\x00\x18ftypheic", refusals.PICTURE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", refusals.PICTURE),
        (packed(mimetype="application/vnd.oasis.opendocument.text", content_xml="<x/>"), refusals.OPEN_DOCUMENT),
        (packed(mimetype="application/vnd.oasis.opendocument.spreadsheet", content_xml="<x/>"), refusals.SPREADSHEET),
        (packed(Index__Document_iwa="x"), refusals.PAGES),
        (packed(xl__workbook_xml="<x/>"), refusals.SPREADSHEET),
        (packed(ppt__presentation_xml="<x/>"), refusals.SLIDES),
        (packed(letter_txt="Dear Editor,"), refusals.ARCHIVE),
        (b"\x1f\x8b\x08\x00", refusals.ARCHIVE),
        (packed(word__document_xml="<x/>")[:40], refusals.DAMAGED_ARCHIVE),
        (b"<!DOCTYPE html><title>Letter</title>", refusals.WEB_PAGE),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", refusals.WEB_PAGE),
        (b"<html><body><article>A plaque.</article></body></html>", refusals.WEB_PAGE),
        (b"<?xml version='1.0'?><records><record/></records>", refusals.OTHER_XML),
        (b"<?xml version='1.0'?><w:wordDocument xmlns:w='w'/>", refusals.WORD_XML),
        (b"\\documentclass{article}\n\\begin{document}\nA plaque.\n\\end{document}", refusals.LATEX),
        (b"A plaque\x00 on the shin", refusals.NOT_TEXT),
        (bytes(range(1, 128)) * 3, refusals.NOT_TEXT),
        ("На голени бляшка, которая существует два месяца.".encode("cp1251"), refusals.STRANGE_ENCODING),
        (b"a" * 50_000_001, refusals.TOO_LARGE),
    ],
)
def test_what_is_not_read_is_refused_with_what_to_do(data, said):
    assert refusal(data) == said


def test_a_single_line_of_ten_megabytes_is_refused_with_its_size():
    said = "This file holds 10.0 million characters; a letter has a few thousand. Hand in the letter alone."
    assert refusal(b"plaque " * 1_428_572) == said


def test_a_file_of_endless_short_lines_is_refused_with_their_number():
    assert (
        refusal(b"a\n" * 30_001)
        == "This file holds 30,001 lines; a letter has a few hundred. Hand in the letter alone."
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (ARTICLE.replace("<p>", "<p>" + "word " * 400_000).encode(), "holds 2.0 million characters"),
        (ARTICLE.replace("<p>", "<p/>" * 150_000 + "<p>").encode(), "far more tags than an article does"),
        (("<article><body>" + "<sec>" * 5000 + "</sec>" * 5000 + "</body></article>").encode(), "nests its parts"),
    ],
)
def test_xml_out_of_all_measure_is_refused(data, said):
    with pytest.raises(UnreadableError, match=said):
        read("article.xml", data)


@pytest.mark.parametrize("name", ["a\x1b[31mred", "../../etc/passwd", "a\nb", "letter.docx"])
def test_a_refusal_does_not_repeat_the_name_of_the_file(name):
    assert refusal(b"", name) == refusals.EMPTY


def test_every_refusal_says_what_to_do():
    sentences = [value for key, value in vars(refusals).items() if key.isupper() and isinstance(value, str)]
    starts = ("Save", "Open", "Hand", "Check", "Copy", "Convert", "Unpack", "In Pages", "Use")
    assert [said for said in sentences if not any(start in said.partition(". ")[2] for start in starts)] == []


@pytest.mark.parametrize("name", ["letter.docx", "letter.txt", "letter"])
def test_a_word_file_is_known_by_its_content(name):
    assert detect(name, packed(word__document_xml="<x/>")) is Format.DOCX


@pytest.mark.parametrize(
    "data",
    [
        ARTICLE.encode(),
        b"\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?>\n" + ARTICLE.encode(),
        ("\ufeff" + ARTICLE).encode("utf-16-le"),
        ("<?xml version='1.0' encoding='UTF-16'?>" + ARTICLE).encode("utf-16"),
        b"<!-- from the press --><?publisher?><!DOCTYPE article PUBLIC '-//NLM//DTD JATS' 'x.dtd' [ ]>"
        + ARTICLE.encode(),
        b"<pmc-articleset>" + ARTICLE.encode() + b"</pmc-articleset>",
        ARTICLE.replace("<article>", '<j:article xmlns:j="x">').replace("</article>", "</j:article>").encode(),
        b"<OAI-PMH xmlns='oai'><metadata><article xmlns='jats'><front/></article></metadata></OAI-PMH>",
    ],
)
def test_an_article_in_jats_is_known_by_its_root_or_inside_a_wrapper(data):
    assert detect("letter.txt", data) is Format.JATS


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("letter.md", "Dear Editor, a plaque.", Format.MARKDOWN),
        ("letter", "# A plaque on the shin", Format.MARKDOWN),
        ("letter", "**Conflicts of interest:** None.", Format.MARKDOWN),
        ("letter", "A plaque was seen.^1,2^", Format.MARKDOWN),
        ("letter", "A plaque was seen.<sup>1</sup>", Format.MARKDOWN),
        ("letter", "- first\n- second", Format.MARKDOWN),
        ("letter.txt", "# A plaque\n\n**Funding:** Nil.", Format.MARKDOWN),
        ("letter.txt", "# of patients was 4.", Format.TEXT),
        ("letter.txt", "- first\n- second", Format.TEXT),
        ("letter", "Dear Editor,\n\n1. A plaque (p < 0.05)* was seen.", Format.TEXT),
        ("letter", "<Title of the letter>\n\nDear Editor,", Format.TEXT),
    ],
)
def test_markdown_is_told_from_text_by_its_marks_and_then_by_its_name(name, text, expected):
    assert detect(name, text.encode()) is expected


@pytest.mark.parametrize(
    "name", ["letter.docx", "LETTER.DOCX", "a/letter.docm", "letter.doc", "scan.pdf", "letter.rtf"]
)
@pytest.mark.parametrize("data", [b"junk\n", b"# A title\n\nDear Editor,\n\nA 45-year-old woman had **plaques**.\n"])
def test_text_under_the_name_of_another_format_is_refused_as_damaged(name, data):
    with pytest.raises(UnreadableError, match="This file holds plain text, although its name says otherwise"):
        read(name, data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_usual_encodings(encoding):
    sentence = "Köbner’s phenomenon – a plaque at the café."
    assert read("letter.txt", sentence.encode(encoding)).blocks[0].text == sentence


def test_a_manuscript_knows_its_file_and_what_sha256sum_says_of_it():
    manuscript = read("a/letter.txt", b"Dear Editor,")
    assert (manuscript.file, manuscript.format) == ("a/letter.txt", Format.TEXT)
    assert manuscript.sha256 == "3f0a06ae1c30872c67dce4a8aaf46bdafa6690b090a75aa36dbcc6cd19e0d7b0"
