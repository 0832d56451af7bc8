"""Clean copies of Word files: nothing told beside the text, and text, look and every other part as they were."""

import struct
import subprocess
from io import BytesIO
from shutil import which
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image
from told_files import BODY, SECRETS, ZOTERO, packed, word, word_parts
from word_files import NAMESPACES, mark, p, relationships, t, word_file

from validator import readers
from validator.cleaning.files import NotCleanableError, clean
from validator.model.text import UnreadableError

WORD = word()


def cleaned(data=WORD, authors=True):
    return clean("letter.docx", data, authors=authors)


def parts(data):
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def main_part(body, **others):
    """The main part of a clean copy of a Word file with this body."""
    return parts(cleaned(word_file(body, **others)).data)["word/document.xml"].decode()


def test_nothing_is_told_beside_the_text():
    left = {name: [secret for secret in SECRETS if secret in data] for name, data in parts(cleaned().data).items()}
    assert {name for name, secrets in left.items() if secrets} == set()
    inside = parts(parts(cleaned().data)["word/embeddings/sheet1.xlsx"])
    assert [secret for secret in SECRETS if any(secret in data for data in inside.values())] == []


def test_another_library_reads_no_properties():
    told = Document(BytesIO(cleaned().data)).core_properties
    assert (told.author, told.last_modified_by, told.title, told.keywords, told.created) == ("", "", "", "", None)


def test_names_beside_comments_and_changes_stay_unless_asked_for():
    kept = parts(cleaned(authors=False).data)
    assert kept["word/comments.xml"] == word_parts()["word/comments.xml"].encode()
    assert kept["word/people.xml"] == word_parts()["word/people.xml"].encode()
    assert b'w:author="Mirabel Tavanti"' in kept["word/document.xml"]
    gone = parts(cleaned().data)
    assert b'w:author="Author 1" w:initials="A1"' in gone["word/comments.xml"]
    assert b'<w15:person w15:author="Author 1"/>' in gone["word/people.xml"]
    assert b'w:ins w:id="1" w:author="Author 1"' in gone["word/document.xml"]
    assert b'w:del w:id="2" w:author="Author 2"' in gone["word/document.xml"]


def test_what_was_taken_out_is_told_without_a_word_of_it():
    told = " ".join(cleaned(authors=False).sentences)
    assert told == (
        "Took out: the names of 2 people in the document's properties; the company in the document's properties; "
        "4 other properties of the document; 1 custom property; the small preview of the document; the path of the "
        "template; the source of a mail merge; 1 variable of the document; the settings of a printer; 1 record of a "
        "document server or cover page; 3 names of pictures that were paths or files' names; the path of 1 linked "
        "file; 4 fields that show a property or a file (their words stay); 1 tie of a text to a property (the text "
        "stays); the place (GPS) in 2 pictures; the camera's notes (EXIF) in 2 pictures; the notes of editing programs "
        "(XMP) in 2 pictures; comments or texts in 2 pictures; the properties of 1 document that lies inside. The "
        "names of 2 people stay beside comments and changes; `--authors` takes them out as well."
    )
    assert "2 people beside comments and changes" in cleaned().sentences[0]


def words(data):
    return [block.text for block in readers.read("letter.docx", data).blocks]


def test_text_fields_changes_comments_notes_boxes_and_equations_survive():
    before, after = word_parts(), parts(cleaned().data)
    assert words(cleaned().data) == words(WORD)
    document = after["word/document.xml"].decode()
    for kept in (ZOTERO, "<w:delText>once</w:delText>", "<m:t>x=2</m:t>", "In a box.", "w:commentReference",
                 "w:footnoteReference", 'r:id="rPage"', 'descr="Plaques on both shins"'):  # fmt: skip
        assert kept in BODY
        assert kept in document
    assert after["word/footnotes.xml"] == before["word/footnotes.xml"].encode()
    assert b"Is this so?" in after["word/comments.xml"]
    assert b"https://journal.example/page" in after["word/_rels/document.xml.rels"]


def test_what_a_reference_manager_needs_stays():
    after = parts(cleaned().data)
    assert b"ZOTERO_PREF_1" in after["docProps/custom.xml"]
    assert b"EN.Layout" in after["word/settings.xml"]


def test_pictures_in_the_file_are_shown_as_before():
    before, after = word_parts(), parts(cleaned().data)
    for name in ("word/media/image1.jpeg", "word/media/image2.png"):
        with Image.open(BytesIO(before[name])) as was, Image.open(BytesIO(after[name])) as now:
            assert was.convert("RGBA").tobytes() == now.convert("RGBA").tobytes()


def raw(data):
    """The parts of an archive as they are stored: how packed, when, and the packed bytes."""
    with ZipFile(BytesIO(data)) as archive:
        stored = {}
        for entry in archive.infolist():
            name, extra = struct.unpack_from("<2H", data, entry.header_offset + 26)
            start = entry.header_offset + 30 + name + extra
            packed_bytes = data[start : start + entry.compress_size]
            stored[entry.filename] = (entry.compress_type, entry.date_time, packed_bytes)
        return stored


def test_parts_that_do_not_change_stay_to_the_byte_and_all_keep_order_date_and_packing():
    before, after = raw(WORD), raw(cleaned().data)
    assert list(after) == [name for name in before if name in after]
    assert {name: stored[:2] for name, stored in after.items()} == {name: before[name][:2] for name in after}
    assert {name for name in after if before[name] == after[name]} == {"word/footnotes.xml"}


def test_no_part_is_listed_or_pointed_at_that_is_gone():
    after = parts(cleaned().data)
    assert {name for name in word_parts() if name not in after} == {
        "docProps/thumbnail.jpeg", "customXml/item1.xml", "customXml/_rels/item1.xml.rels", "customXml/itemProps1.xml",
        "word/printerSettings1.bin",
    }  # fmt: skip
    listed = etree.fromstring(after["[Content_Types].xml"])
    assert {entry.get("PartName")[1:] for entry in listed if entry.get("PartName")} <= set(after)
    pointed = b"".join(data for name, data in after.items() if name.endswith(".rels"))
    for gone in (b"thumbnail", b"customXml", b"printerSettings", b"attachedTemplate", b"mailMerge", b"rLink"):
        assert gone not in pointed
    known = {entry.get("Id") for entry in etree.fromstring(after["word/_rels/document.xml.rels"])}
    document = etree.fromstring(after["word/document.xml"])
    used = {v for e in document.iter("*") for k, v in e.attrib.items() if "officeDocument/2006/relationships}" in k}
    assert used <= known


@pytest.mark.parametrize("authors", [True, False])
def test_cleaning_twice_is_cleaning_once_and_always_the_same(authors):
    once = cleaned(authors=authors)
    assert cleaned(authors=authors).data == once.data
    again = cleaned(once.data, authors)
    assert again.data == once.data
    assert again.sentences[0] == "There was nothing to take out: the copy is as the file is."


def test_a_file_that_tells_nothing_stays_to_the_byte():
    plain = word_file(p("Dear Editor"))
    assert cleaned(plain).data == plain


@pytest.mark.parametrize(
    ("called", "expected"),
    [
        ("C:\\Users\\Mirabel\\photo.jpg", None),
        ("Description: Description: C:\\Documents and Settings\\M T\\photo 1.JPG", None),
        ("\\\\ward\\share\\photo", None),
        ("file:///C:/photo.jpg", None),
        ("/Users/mirabel/Desktop/photo.png", None),
        ("/home/mirabel/photo.tiff", None),
        ("Mirabel Tavanti 45F.jpg", None),
        ("Plaques on the shin C:\\Users\\Mirabel\\photo.jpg", "Plaques on the shin"),
        ("Plaques on the shin", "Plaques on the shin"),
        ("Before/after treatment, 5 mg/day: clear", "Before/after treatment, 5 mg/day: clear"),
        ("See https://journal.example/home/figure", "See https://journal.example/home/figure"),
        ("Ratio C:D 1:2", "Ratio C:D 1:2"),
        ("image1.png", "image1.png"),
    ],
)
def test_only_paths_and_names_of_files_are_no_names_of_pictures(called, expected):
    inside = f'<w:r><w:drawing><x:docPr xmlns:x="urn:x" id="3" name="Picture 3" descr="{called}"/></w:drawing></w:r>'
    document = etree.fromstring(main_part(p(inside)).encode())
    assert [e.get("descr") for e in document.iter("{urn:x}docPr")] == [expected]


def complex_field(instruction, shown):
    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark("begin") + code + mark("separate") + shown + mark("end")


@pytest.mark.parametrize(
    "instruction", ["PAGE", "NUMPAGES", "REF _Ref1", "SEQ Figure", "TOC \\o", ZOTERO, "ADDIN EN.CITE"]
)
def test_fields_of_the_text_stay_fields(instruction):
    body = p(complex_field(instruction.replace('"', "&quot;"), t("1")))
    data = word_file(body)
    assert cleaned(data).data == data


def test_a_field_inside_what_a_property_field_shows_stays():
    inner = complex_field("PAGE", t("4"))
    document = main_part(p(complex_field("SUBJECT", t("seen on ") + inner)))
    assert "SUBJECT" not in document
    assert document.count("w:fldChar ") == 3
    assert "seen on " in document


def test_a_field_that_is_made_up_of_fields_is_left():
    data = word_file(p(complex_field("DOCPROPERTY " + "</w:instrText></w:r>" + complex_field("QUOTE", t("x"))
                                     + "<w:r><w:instrText>", t("shown"))))  # fmt: skip
    assert cleaned(data).data == data


def test_a_picture_that_is_only_linked_stays_and_is_told():
    blip = '<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:link="rLink"/>'
    own = {
        "_rels/.rels": relationships([("r1", "officeDocument", "word/document.xml")]),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{p(f'<w:r><w:drawing>{blip}</w:drawing></w:r>')}"
        "</w:body></w:document>",
        "word/_rels/document.xml.rels": relationships([("rLink", "image", "file:///C:\\a.jpg")]),
    }
    done = cleaned(packed(own))
    assert done.data == packed(own)
    assert done.sentences[1] == "1 picture is only linked, and its path stays: insert the picture itself in Word."


def test_pictures_that_cannot_be_cleaned_stay_and_are_told():
    done = cleaned(word(**{"word/media/image1.jpeg": b"\xff\xd8\xff\xe1", "word/media/image3.emf": b"\1\0\0\0"}))
    assert parts(done.data)["word/media/image1.jpeg"] == b"\xff\xd8\xff\xe1"
    assert done.sentences[1:] == (
        "1 picture is in a format that is not cleaned (such as EMF or SVG) and stays as it is.",
        "1 picture cannot be cleaned and stays as it is.",
    )


def test_a_signature_and_a_label_of_a_server_go_with_their_parts():
    package = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature"
    own = word_parts()
    own["_rels/.rels"] = own["_rels/.rels"].replace(
        "</Relationships>",
        f'<Relationship Id="rSign" Type="{package}/origin" Target="_xmlsignatures/origin.sigs"/>'
        '<Relationship Id="rMip" Type="http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels" '
        'Target="docMetadata/LabelInfo.xml"/></Relationships>',
    )
    own["_xmlsignatures/origin.sigs"] = ""
    own["_xmlsignatures/_rels/origin.sigs.rels"] = relationships([("r1", "signature", "sig1.xml")])
    own["_xmlsignatures/sig1.xml"] = "<Signature>Mirabel Tavanti</Signature>"
    own["docMetadata/LabelInfo.xml"] = "<labels>Mirabel Tavanti</labels>"
    done = cleaned(packed(own))
    assert done.data == cleaned().data
    assert "; 2 records of a document server or cover page; the digital signature; " in done.sentences[0]


def test_strict_files_are_cleaned_too():
    strict = {
        name: part.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                           "http://purl.oclc.org/ooxml/wordprocessingml/main")
        .replace("http://schemas.openxmlformats.org/officeDocument/2006", "http://purl.oclc.org/ooxml/officeDocument")
        if isinstance(part, str) else part
        for name, part in word_parts().items()
    }  # fmt: skip
    left = {n for n, data in parts(cleaned(packed(strict)).data).items() for secret in SECRETS if secret in data}
    assert left == set()


def test_two_parts_of_one_name_are_refused():
    twice = BytesIO(WORD)
    with ZipFile(twice, "a") as archive:
        archive.writestr("WORD/document.xml", "<a/>")
    with pytest.raises(UnreadableError, match="damaged"):
        cleaned(twice.getvalue())


def test_a_part_that_defines_entities_is_refused():
    hostile = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><settings>&b;</settings>'
    with pytest.raises(UnreadableError, match="entities"):
        cleaned(word(**{"word/settings.xml": hostile}))


def test_an_embedded_archive_that_swells_is_left():
    bomb = packed({"[Content_Types].xml": "<Types/>", "xl/a.xml": "0" * 30_000_000})
    done = cleaned(word(**{"word/embeddings/sheet1.xlsx": bomb}))
    assert done.sentences[-1] == "1 embedded object cannot be cleaned and stays as it is."


@pytest.mark.parametrize("name", ["letter.md", "letter.txt"])
def test_text_has_nothing_to_take_out(name):
    with pytest.raises(NotCleanableError, match="nothing to take out"):
        clean(name, b"# Dear Editor\n\nA **man** came.", authors=False)


def outcome(data):
    """The bytes of a clean copy, or the sentence that refuses it."""
    try:
        return cleaned(data).data, ""
    except (UnreadableError, NotCleanableError) as refused:
        return None, str(refused)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2**20), st.integers(0, 255)), min_size=1, max_size=4), st.integers(0, 3))
def test_any_damage_is_refused_with_a_sentence_or_cleaned_for_good(changes, cut):
    data = bytearray(WORD)
    for place, value in changes:
        data[place % len(data)] = value
    copy, refused = outcome(bytes(data[: len(data) - cut * 500]))
    assert "fault is the program's" not in refused
    assert outcome(copy) == (copy, "") if copy else refused.endswith((".", "`."))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\3\4", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"II*\0"]))
def test_any_bytes_get_a_sentence(data, head):
    copy, refused = outcome(head + data)
    assert "fault is the program's" not in refused
    assert copy is not None or refused


@pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not here")
@pytest.mark.timeout(180)
def test_libreoffice_opens_the_copy_and_shows_the_same(tmp_path):
    for name, data in (("before", WORD), ("after", cleaned().data)):
        (tmp_path / f"{name}.docx").write_bytes(data)
        subprocess.run(
            ["soffice", f"-env:UserInstallation={(tmp_path / 'home').as_uri()}", "--headless", "--convert-to",
             "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(tmp_path / f"{name}.docx")],
            capture_output=True, check=True, timeout=90,
        )  # fmt: skip
    before = (tmp_path / "before.txt").read_text("utf-8")
    assert "He came twice" in before
    assert (tmp_path / "after.txt").read_text("utf-8") == before
