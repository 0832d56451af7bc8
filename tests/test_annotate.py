"""Word files with comments: each on its words, all that is the authors' own untouched, and ours gone again."""

import posixpath
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path
from shutil import which
from zipfile import ZipFile

import pytest
from busy_letter import AUTHOR, BODY, WORD_2010, WORD_2012, busy_letter, busy_parts
from click.testing import CliRunner
from docx import Document
from lxml import etree
from word_files import NAMESPACES, mark, p, parts_of, t, word_file, zipped

from validator import readers
from validator.annotating.comments import Note
from validator.annotating.strip import stripped
from validator.annotating.word import annotate
from validator.cli import cli
from validator.model.result import Fix

SAMPLES = Path(__file__).parents[1] / "samples"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LETTERS = (
    "flawed/citation-out-of-order", "flawed/consent-to-treatment-only", "flawed/funding-missing",
    "flawed/magnification-missing", "tricky/form-of-another-house", "tricky/references-in-another-style",
    "tricky/two-letters-in-one-file", "privacy/changes-and-comments", "privacy/comments-of-letterproof",
    "figures/tables-out-of-order",
)  # fmt: skip
DAY = date(2026, 11, 22)
SOFFICE = which("soffice")


def parts(data):
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def canonical(data):
    """The parts of a file, so that only what means the same is the same."""
    return {
        name: etree.canonicalize(from_file=BytesIO(content)) if name.endswith((".xml", ".rels")) else content
        for name, content in parts(data).items()
    }


def blocks_of(data):
    return readers.read("letter.docx", data).blocks


def span_of(blocks, words):
    """The first place where words stand."""
    block = next(block for block in blocks if words in block.text)
    at = block.text.index(words)
    return block.span(at, at + len(words))


def noted(source, *words, fixes=()):
    """A copy with a comment on each of these words."""
    blocks = blocks_of(source)
    notes = [Note("Please check", (f"About: {one}",), span_of(blocks, one), blocks[0].span(), "") for one in words]
    return annotate(source, blocks, notes, [Fix(span_of(blocks, old), new) for old, new in fixes], DAY)


def ranges(data):
    """By the first words of each comment: the words of the text that it stands around."""
    root, found, opened = etree.fromstring(parts(data)["word/document.xml"]), {}, []
    for element in root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}t", f"{W}footnoteReference"):
        number = element.get(f"{W}id")
        if element.tag == f"{W}commentRangeStart":
            opened.append(number)
            found[number] = ""
        elif element.tag == f"{W}commentRangeEnd":
            opened.remove(number)
        else:
            for one in opened:
                found[one] += element.text or "<note>"
    said = etree.fromstring(parts(data)["word/comments.xml"])
    return {"".join(c[0].itertext()): found[c.get(f"{W}id")] for c in said}


def run_annotate(folder, source, *options, name="letter.docx"):
    """What the command says and writes of a file."""
    letter, out = folder / name, folder / "out.docx"
    letter.write_bytes(source)
    result = CliRunner().invoke(
        cli, ["annotate", str(letter), "-o", str(out), "--today", "2026-11-22", *options], catch_exceptions=False
    )
    return result, out.read_bytes() if out.exists() else None


# Comments stand on their words


def test_each_comment_of_a_letter_stands_on_its_words(tmp_path):
    result, data = run_annotate(tmp_path, busy_letter())
    assert (result.exit_code, result.stdout) == (0, "")
    found = ranges(data)
    assert {said.partition(":")[0] for said in found} >= {"Before review", "For information"}
    on = {words for said, words in found.items() if said.startswith("Before review: The letter says that the patient")}
    assert on == {"Written consent for treatment was obtained from the patient."}
    assert found["Before review: Table 1 is never mentioned in the text."] == "Table 1: Drugs given"
    assert found["Sure?"] == "cleared within eight weeks"


def test_what_stands_nowhere_is_told_in_one_comment_on_the_title(tmp_path):
    result, data = run_annotate(tmp_path, busy_letter())
    on_title = [said for said, words in ranges(data).items() if words.startswith("Erythema elevatum diutinum that")]
    assert len(on_title) == 1
    text = "".join(etree.fromstring(parts(data)["word/comments.xml"]).itertext())
    assert text.count("We found no statement on conflicts of interest.") == 1
    assert text.count("We found no statement on the use of AI.") == 1
    assert "in a comment on the title." in result.stderr


def test_comments_name_neither_items_nor_cases_and_are_signed(tmp_path):
    _, data = run_annotate(tmp_path, busy_letter())
    comments = etree.fromstring(parts(data)["word/comments.xml"])
    ours = [c for c in comments if c.get(f"{W}author") == "letterproof"]
    assert len(ours) == len(comments) - 1
    assert {(c.get(f"{W}initials"), c.get(f"{W}date")) for c in ours} == {("lp", "2026-11-22T00:00:00Z")}
    text = "".join("".join(c.itertext()) for c in ours)
    for item in ("patient-consent", "table-callouts", "reference-style", "reference-journal", "must", "fail"):
        assert item not in text


def test_a_comment_says_what_is_wrong_what_to_do_and_who_asks(tmp_path):
    _, data = run_annotate(tmp_path, busy_letter())
    comments = etree.fromstring(parts(data)["word/comments.xml"])
    told = next(c for c in comments if "agreed to treatment" in "".join(c.itertext()))
    assert ["".join(paragraph.itertext()) for paragraph in told] == [
        "Before review: The letter says that the patient agreed to treatment, a procedure or a study, not to "
        "publication.",
        "If you hold the patient's consent to publish, write: “Declaration of patient consent: The authors certify "
        "that they have obtained all appropriate patient consent.” If not, obtain it, or write to the editor.",
        "Indian J Dermatol Venereol Leprol prints this declaration with every letter that describes a patient.",
    ]


@pytest.mark.parametrize(
    ("words", "around"),
    [
        ("both elbows", "both elbows"),
        ("of treatment", "of treatment"),  # inside somebody's insertion
        ("weeks of", "weeks of"),  # across the end of it
        ("1 Dapsone", "1 Dapsone"),  # from inside a field
        ("Drugs", "Drugs"),  # beside a bookmark
        ("12", "12"),  # in a table's cell
        ("J Dermatol. 2017", "J Dermatol. 2017"),  # in two looks
        ("Key message", "Key message: stop the drug."),  # in a text box: around all of it
        ("seen by two", "<note>"),  # in a footnote: at its mark
    ],
)
def test_comments_stand_where_word_allows_them(words, around):
    data = noted(busy_letter(), words).data
    assert ranges(data)[f"Please check: About: {words}"] == around
    assert_valid(data)
    assert canonical(stripped(data)) == canonical(busy_letter())


def test_a_comment_may_go_over_paragraphs_and_tables_of_joined_text():
    gone = f'<w:rPr><w:del w:id="9" {AUTHOR}/></w:rPr>'
    source = word_file(p("A title.") + p("It began", properties=gone) + p(" in spring."))
    data = noted(source, "began in").data
    assert ranges(data)["Please check: About: began in"] == "began in"


def test_comments_on_a_citation_go_around_the_whole_field():
    data = noted(busy_letter(), "1").data
    document = parts(data)["word/document.xml"].decode()
    start = document.index("<w:commentRangeStart")
    assert document.index("woman") > start  # the "1" of the age
    source = word_file(p("Rare.", mark("begin"), "<w:r><w:instrText>ADDIN ZOTERO_ITEM</w:instrText></w:r>",
                         mark("separate"), t("[7,8]"), mark("end"), " So."))  # fmt: skip
    document = parts(noted(source, "7").data)["word/document.xml"].decode()
    assert f'<w:commentRangeStart w:id="1"/>{mark("begin")}' in document
    assert f'{t("[7,8]")}{mark("end")}<w:commentRangeEnd w:id="1"/>' in document


def test_a_bibliography_over_many_paragraphs_is_marked_word_by_word():
    source = word_file(
        p("A title.")
        + p(mark("begin"), "<w:r><w:instrText>ADDIN ZOTERO_BIBL</w:instrText></w:r>", mark("separate"), "1. Onek A.")
        + p("2. Twok B.", mark("end"))
    )
    data = noted(source, "Twok").data
    assert ranges(data) == {"Please check: About: Twok": "Twok"}


def test_a_field_that_never_ends_keeps_no_comment_from_its_place():
    source = word_file(p("A title.", mark("begin"), mark("separate"), "shown") + p("and more"))
    assert ranges(noted(source, "more").data) == {"Please check: About: more": "more"}


# All that is the authors' own comes back


def own(data):
    """What the authors' programs left in the text, as it stands."""
    root = etree.fromstring(parts(data)["word/document.xml"])
    kept = ("instrText", "fldChar", "bookmarkStart", "bookmarkEnd", "delText", "footnoteReference", "pict", "tbl")
    found = {name: [etree.tostring(e, with_tail=False) for e in root.iter(f"{W}{name}")] for name in kept}
    found["maths"] = [etree.tostring(e, with_tail=False) for e in root.iter("{*}oMath")]
    for name in ("ins", "del"):
        theirs = [e for e in root.iter(f"{W}{name}") if e.get(f"{W}author") != "letterproof"]
        found[name] = ["".join(e.itertext()) for e in theirs]
    found["comments"] = [e.get(f"{W}id") for e in root.iter(f"{W}commentReference") if e.get(f"{W}id") == "4"]
    return found


def test_fields_changes_comments_notes_a_text_box_and_a_table_come_back(tmp_path):
    source = busy_letter()
    result, data = run_annotate(tmp_path, source, "--suggest")
    assert result.exit_code == 0
    before, after = own(source), own(data)
    ours = [one for one in after["delText"] if one not in before["delText"]]
    after["delText"] = [one for one in after["delText"] if one not in ours]
    assert after == before
    assert len(ours) == 2  # the full stop after the journal, the hyphen of the pages
    same = ("word/footnotes.xml", "word/commentsExtended.xml", "word/people.xml", "word/styles.xml", "_rels/.rels")
    assert {name: parts(data)[name] for name in same} == {name: parts(source)[name] for name in same}
    assert_valid(data)


def assert_valid(data):
    """What Word asks of comments, changes, parts and their types."""
    found = parts(data)
    types = etree.fromstring(found["[Content_Types].xml"]) if "[Content_Types].xml" in found else None
    if types is not None:
        named = {e.get("PartName") for e in types.iter("{*}Override")}
        assert all(part[1:] in found for part in named)
        assert len(named) == len(list(types.iter("{*}Override")))
        assert "/word/comments.xml" in named
    links = etree.fromstring(found["word/_rels/document.xml.rels"])
    assert len({e.get("Id") for e in links}) == len(links)
    inside = [e.get("Target") for e in links if e.get("TargetMode") != "External"]
    assert all(posixpath.normpath(f"word/{target}") in found for target in inside)
    root = etree.fromstring(found["word/document.xml"])
    comments = [c.get(f"{W}id") for c in etree.fromstring(found["word/comments.xml"])]
    assert len(comments) == len(set(comments))
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        marks = [e.get(f"{W}id") for e in root.iter(f"{W}{name}")]
        assert sorted(marks) == sorted(comments), name
        for element in root.iter(f"{W}{name}"):
            assert next(element.iterancestors(f"{W}txbxContent", f"{W}fldSimple"), None) is None
    for change in root.iter(f"{W}ins", f"{W}del"):
        assert next(change.iterancestors(f"{W}ins", f"{W}del"), None) is None
        inside = {etree.QName(e).localname for e in change.iter() if etree.QName(e).localname in {"t", "delText"}}
        assert inside <= ({"t"} if change.tag == f"{W}ins" else {"delText"})
    for deleted in root.iter(f"{W}delText"):
        assert next(deleted.iterancestors(f"{W}del"), None) is not None


@pytest.mark.parametrize("letter", LETTERS)
def test_samples_are_annotated_and_come_back(tmp_path, letter):
    source = (SAMPLES / f"{letter}.docx").read_bytes()
    result, data = run_annotate(tmp_path, source, "--suggest")
    assert result.exit_code == 0, result.stderr
    assert canonical(stripped(data)) == canonical(stripped(source))  # some samples hold comments of ours
    if "word/comments.xml" in parts(data):
        assert_valid(data)
    Document(BytesIO(data))
    result, again = run_annotate(tmp_path, data, "--suggest")
    assert result.exit_code == 0
    assert canonical(again) == canonical(data)


# Several files of a submission


def test_what_stands_on_the_title_page_is_not_missed(tmp_path):
    """The consent stands on the title page; its own slip is left out of the article's comments, and that is said."""
    lines = (
        "Annular plaques on the shins",
        "Dear Editor,",
        "A 34-year-old woman presented with itchy plaques on both shins, which cleared with dapsone in six weeks [1]. "
        "They had been there for two years, and two creams had not helped. We saw no other lesions, and her blood "
        "counts were as they should be throughout.",
        "References",
        "1. Lindqvarn P, Abesekera D. Plaques of the shins: A review. J Dermatol 2017;44:815–20.",
    )
    names = (
        "Annular plaques on the shins",
        "Mira Sethi, Jonas Feld",
        "Department of Dermatology, Hill Hospital, Ansara.",
        "Corresponding author: Mira Sethi, mira.sethi@example.org",
        "Declaration of patient consent: The authors certify that they have obtained all appropriate patient consent.",
        "Hospital number: UHID 4711082",
    )
    article, title_page = (word_file("".join(p(t(line)) for line in of)) for of in (lines, names))
    (tmp_path / "names.docx").write_bytes(title_page)
    _, alone = run_annotate(tmp_path, article)
    result, both = run_annotate(tmp_path, article, "--with", str(tmp_path / "names.docx"))
    told = ["".join(etree.fromstring(parts(data)["word/comments.xml"]).itertext()) for data in (alone, both)]
    assert result.exit_code == 0
    assert ["the patient agreed to publication" in one for one in told] == [True, False]
    assert "4711082" not in told[1] + result.stderr
    assert "of the other files left out: `letterproof check --together` tells them." in result.stderr
    assert [block.text for block in blocks_of(both)] == [block.text for block in blocks_of(article)]
    assert (tmp_path / "names.docx").read_bytes() == title_page


def test_the_copy_is_not_written_over_a_file_beside_the_letter(tmp_path):
    (tmp_path / "out.docx").write_bytes(busy_letter())
    result, data = run_annotate(tmp_path, busy_letter(), "--with", str(tmp_path / "out.docx"))
    assert (result.exit_code, data) == (2, busy_letter())


def test_a_reference_gets_one_comment_with_all_that_is_said_of_it(tmp_path):
    lines = (
        "Annular plaques on the shins",
        "Dear Editor,",
        "A 34-year-old woman presented with itchy plaques on both shins [1].",
        "References",
        "1. Lindqvarn P., Abesekera D. Plaques of the shins: a review. J. Dermatol. 2017;44(2):815-820.",
    )
    _, data = run_annotate(tmp_path, word_file("".join(p(t(line)) for line in lines)))
    on_list = {said: words for said, words in ranges(data).items() if words and words in lines[-1]}
    assert list(on_list.values()) in ([lines[-1]], [lines[-1].removeprefix("1. ")])
    text = "".join(etree.fromstring(parts(data)["word/comments.xml"]).itertext())
    for part in ("Lindqvarn P, Abesekera D", "A review", "J Dermatol", "2017;44:815–20."):
        assert part in text
    _, data = run_annotate(tmp_path, word_file("".join(p(t(line)) for line in lines)), "--suggest")
    text = "".join(etree.fromstring(parts(data)["word/comments.xml"]).itertext())
    assert "In place of" not in text
    assert text.count("done as tracked changes, which you accept or reject one by one.") == 1


# Corrections


def test_safe_corrections_are_tracked_changes_that_keep_italics(tmp_path):
    result, data = run_annotate(tmp_path, busy_letter(), "--suggest")
    assert "2 corrections made as tracked changes." in result.stderr
    assert "1 correction left to the comments, because what stands there is not for us to change." in result.stderr
    document = parts(data)["word/document.xml"].decode()
    assert '<w:rPr><w:i/></w:rPr><w:delText xml:space="preserve">.</w:delText></w:r></w:del>' in document
    texts = [block.text for block in blocks_of(data)]
    assert "1. Aldermannov K, Birchley T. Erythema elevatum diutinum. J Dermatol 2017;44:815–20." in texts
    assert "2. Cedarholme P. Dapsone in vasculitis. Int J Dermatol 2016;55:122-8." in texts


def test_without_being_asked_nothing_is_corrected(tmp_path):
    _, data = run_annotate(tmp_path, busy_letter())
    assert [block.text for block in blocks_of(data)] == [block.text for block in blocks_of(busy_letter())]


# Ours go again


def test_strip_takes_ours_out_and_nothing_else(tmp_path):
    _, data = run_annotate(tmp_path, busy_letter(), "--suggest")
    result, again = run_annotate(tmp_path, data, "--strip")
    assert (result.exit_code, result.output) == (0, "")
    assert canonical(again) == canonical(busy_letter())


def test_strip_leaves_a_file_without_our_marks_as_it_is(tmp_path):
    source = busy_letter()
    assert run_annotate(tmp_path, source, "--strip")[1] == source


def test_answers_to_our_comments_stay_when_ours_go():
    data = noted(busy_letter(), "both elbows").data
    found = parts(data)
    comments = found["word/comments.xml"].decode()
    ours = comments.index('w:author="letterproof"')
    at = comments.index("<w:p>", ours)
    answer = f'<w:comment w:id="77" {AUTHOR}><w:p w14:paraId="0B0B0B02"><w:r><w:t>Done.</w:t></w:r></w:p></w:comment>'
    comments = comments[:at] + '<w:p w14:paraId="0B0B0B01">' + comments[at + len("<w:p>") :]
    comments = comments.replace("</w:comments>", f"{answer}</w:comments>")
    threads = (
        found["word/commentsExtended.xml"]
        .decode()
        .replace(
            "</w15:commentsEx>",
            '<w15:commentEx w15:paraId="0B0B0B01" w15:done="0"/>'
            '<w15:commentEx w15:paraId="0B0B0B02" w15:paraIdParent="0B0B0B01" w15:done="0"/></w15:commentsEx>',
        )
    )
    people = (
        found["word/people.xml"]
        .decode()
        .replace("</w15:people>", '<w15:person w15:author="letterproof"/></w15:people>')
    )
    changed = {"word/comments.xml": comments, "word/commentsExtended.xml": threads, "word/people.xml": people}
    after = parts(stripped(zipped(found | changed)))
    assert b"Done." in after["word/comments.xml"]
    assert b"letterproof" not in after["word/comments.xml"] + after["word/people.xml"]
    kept = etree.fromstring(after["word/commentsExtended.xml"])
    name = f"{{{WORD_2012}}}"
    assert [(e.get(f"{name}paraId"), e.get(f"{name}paraIdParent")) for e in kept] == [
        ("0A0A0A01", None), ("0B0B0B02", None)
    ]  # fmt: skip
    assert WORD_2010 in comments


def test_a_comment_that_somebody_set_inside_our_words_stays():
    source = word_file(p("pages 815-20 of it"))
    found = parts(noted(source, fixes=[("815-20", "815–20")]).data)
    document = found["word/document.xml"].decode()
    run = "<w:r><w:t>–</w:t></w:r>"
    assert run in document
    theirs = '<w:commentRangeStart w:id="70"/>', '<w:commentRangeEnd w:id="70"/>'
    document = document.replace(run, theirs[0] + run + theirs[1])
    after = parts(stripped(zipped(found | {"word/document.xml": document})))["word/document.xml"].decode()
    assert "".join(theirs) in after
    assert "815-20" in "".join(etree.fromstring(after).itertext())


# Files as they come


def test_a_strict_file_stays_strict():
    strict = {
        name: content.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in parts_of(p("A title.") + p("Some words of it.")).items()
    }
    source = zipped(strict)
    data = noted(source, "words").data
    found = parts(data)
    assert b"schemas.openxmlformats.org/wordprocessingml" not in found["word/document.xml"] + found["word/comments.xml"]
    assert (
        b'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/comments"'
        in (found["word/_rels/document.xml.rels"])
    )
    assert found["word/document.xml"].count(b"xmlns:w=") == 1
    assert canonical(stripped(data)) == canonical(source)


def test_a_file_of_another_encoding_is_written_as_utf8():
    wide = parts_of(p("A title.") + p("Some wörds of it."))
    wide["word/document.xml"] = ('<?xml version="1.0" encoding="UTF-16"?>' + wide["word/document.xml"]).encode("utf-16")
    data = noted(zipped(wide), "wörds").data
    assert ranges(data) == {"Please check: About: wörds": "wörds"}
    assert canonical(stripped(data)) == canonical(zipped(wide))


def test_a_file_without_relationships_gets_and_loses_them():
    bare = {name: content for name, content in parts_of(p("A title.")).items() if "document.xml.rels" not in name}
    data = noted(zipped(bare), "title").data
    assert ranges(data) == {"Please check: About: title": "title"}
    assert canonical(stripped(data)) == canonical(zipped(bare))


def test_indented_xml_and_its_white_space_come_back():
    body = (
        p("A title.").replace("><", ">\n  <") + "\n" + p("Some ", "<w:r><w:t>words</w:t></w:r>").replace("><", ">\n <")
    )
    source = word_file(body)
    data = noted(source, "me wor", fixes=[("words", "word")]).data
    assert canonical(stripped(data)) == canonical(source)


def test_blanks_that_word_drops_do_not_show_up():
    source = word_file(p("A title.") + "<w:p><w:r><w:t> two words </w:t></w:r></w:p>")
    document = parts(noted(source, "words").data)["word/document.xml"].decode()
    assert "<w:t> two words </w:t>" in document


def test_words_of_a_comment_are_only_words():
    blocks = blocks_of(word_file(p("A title.")))
    notes = [Note("", ("<w:r>&amp;</w:r> ]]>",), blocks[0].span())]
    data = annotate(word_file(p("A title.")), blocks, notes, (), DAY).data
    assert ranges(data) == {"<w:r>&amp;</w:r> ]]>": "A title."}


# The command


def test_the_original_is_never_written(tmp_path):
    letter, source = tmp_path / "letter.docx", busy_letter()
    letter.write_bytes(source)
    link = tmp_path / "link.docx"
    link.symlink_to(letter)
    for out in (letter, link):
        result = CliRunner().invoke(cli, ["annotate", str(letter), "-o", str(out)])
        assert result.exit_code == 2
        assert "the copy would take its place. Name another file." in result.stderr
    assert letter.read_bytes() == source
    assert run_annotate(tmp_path, source)[0].exit_code == 0
    assert letter.read_bytes() == source


@pytest.mark.parametrize(
    ("name", "content", "options", "code", "said"),
    [
        ("letter.md", b"# A title\n\nDear Editor,\n", (), 2, "This is no Word file, and comments are written into"),
        ("letter.docx", b"PK\3\4 broken", (), 3, "letter.docx: "),
        ("letter.docx", zipped({"word/document.xml": "<w:document"}), (), 3, "letter.docx: "),
        ("letter.docx", busy_letter(comments=f"<w:other {NAMESPACES}/>"), (), 3, "that holds its comments is damaged"),
        ("letter.docx", busy_letter(), ("--strip", "--suggest"), 2, "Marks are either taken out"),
    ],
    ids=["markdown", "no-archive", "broken-text", "broken-comments", "both"],
)
def test_what_cannot_be_done_is_said_in_a_sentence(tmp_path, name, content, options, code, said):
    result, data = run_annotate(tmp_path, content, *options, name=name)
    assert (result.exit_code, result.stdout, data) == (code, "", None)
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_without_a_place_to_write_nothing_is_done(tmp_path):
    (tmp_path / "letter.docx").write_bytes(busy_letter())
    result = CliRunner().invoke(cli, ["annotate", str(tmp_path / "letter.docx")])
    assert result.exit_code == 2
    assert result.stderr == "letterproof: Say where the copy goes (-o OUT).\n"


def test_a_letter_with_nothing_to_say_is_copied_as_it_is(tmp_path):
    source = (SAMPLES / "clean/response-permethrin.docx").read_bytes()
    result, data = run_annotate(tmp_path, source)
    assert result.stderr == "Nothing was found that needs a comment, so the copy is as it was.\n"
    assert data == source


def test_what_is_waived_gets_neither_comment_nor_change(tmp_path):
    waivers = tmp_path / "waivers.toml"
    items = ("patient-consent", "reference-journal", "reference-numbers")
    waivers.write_text("".join(f'[[waiver]]\nitem = "{item}"\nreason = "The office knows."\n' for item in items))
    result, data = run_annotate(tmp_path, busy_letter(), "--suggest", "--waivers", str(waivers))
    assert result.exit_code == 0, result.stderr
    found = ranges(data)
    assert not any("agreed to treatment" in said for said in found)
    assert not any("Dermatol" in words for words in found.values())
    assert b"<w:ins" in parts(data)["word/document.xml"]  # somebody else's
    assert b'w:author="letterproof"' not in parts(data)["word/document.xml"]


def test_comments_do_not_say_who_the_patient_is(tmp_path):
    source = (SAMPLES / "privacy/hospital-number-and-days.docx").read_bytes()
    result, data = run_annotate(tmp_path, source, "--suggest")
    assert {"OPD No. 2024/51178", "14/02/2024"} <= set(ranges(data).values())
    told = parts(data)["word/comments.xml"].decode() + result.output
    assert "51178" not in told
    assert "14/02/2024" not in told


def test_entities_of_its_own_keep_a_file_from_being_written(tmp_path):
    odd = busy_parts()["word/document.xml"].replace("?>\r\n", '?><!DOCTYPE w:document SYSTEM "x.dtd">', 1)
    result, data = run_annotate(tmp_path, busy_letter(document=odd.replace("woman", "wom&eacute;n")))
    assert (result.exit_code, data) == (3, None)
    assert "Open it in Word, save it again as .docx" in result.stderr


# LibreOffice opens what we write


def converted(folder, data, kind, out=None):
    """The file that LibreOffice makes of a Word file."""
    (folder / "made.docx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        SOFFICE,
        profile,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(out or folder),
        str(folder / "made.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (out or folder) / f"made.{kind.partition(':')[0]}"


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not here to open the file")
def test_libreoffice_reads_each_comment_on_its_words(tmp_path):
    _, data = run_annotate(tmp_path, busy_letter(), "--suggest")
    with ZipFile(converted(tmp_path, data, "odt")) as archive:
        root = etree.fromstring(archive.read("content.xml"))
    office, text = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "text"))
    found, opened = {}, {}
    for event, element in etree.iterwalk(root, events=("start", "end")):
        inside = next(element.iterancestors(f"{office}annotation", f"{text}tracked-changes"), None) is not None
        if event == "start" and element.tag == f"{office}annotation":
            name = element.get(f"{office}name")
            said = "".join(words for part in element.iter(f"{text}p") for words in part.itertext())
            opened[name] = said
            found[said] = ""
        elif event == "start" and element.tag == f"{office}annotation-end":
            opened.pop(element.get(f"{office}name"))
        if inside or element.tag == f"{office}annotation":
            words = element.tail if event == "end" and element.tag == f"{office}annotation" else None
        else:
            words = element.text if event == "start" else element.tail
        for said in opened.values() if words else ():
            found[said] += words
    at = {said: " ".join(words.split()) for said, words in found.items()}
    told = next(words for said, words in at.items() if "agreed to treatment" in said)
    assert told == "Written consent for treatment was obtained from the patient."
    assert next(words for said, words in at.items() if "never mentioned" in said) == "Table 1: Drugs given"
    assert next(words for said, words in at.items() if said == "Sure?") == "cleared within eight weeks"
    assert b"Erythema" in etree.tostring(root)
    names = [e.text for e in root.iter("{http://purl.org/dc/elements/1.1/}creator")]
    assert {"letterproof", "Osric Quennell"} <= set(names)
    regions = list(root.iter(f"{text}changed-region"))
    assert len(regions) == len(BODY.split("<w:ins ")) + len(BODY.split("<w:del ")) - 2 + 3


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not here to open the file")
def test_ours_go_again_from_a_file_that_libreoffice_saved(tmp_path):
    _, data = run_annotate(tmp_path, busy_letter(), "--suggest")
    (tmp_path / "saved").mkdir()
    saved = converted(tmp_path, data, "docx:MS Word 2007 XML", tmp_path / "saved").read_bytes()
    assert b"letterproof" in parts(saved)["word/comments.xml"] + parts(saved)["word/document.xml"]
    again = stripped(saved)
    assert [name for name, content in parts(again).items() if b"letterproof" in content] == []
    assert b"Sure?" in parts(again)["word/comments.xml"]
    words = [block.text for block in blocks_of(again)]
    assert "1. Aldermannov K, Birchley T. Erythema elevatum diutinum. J Dermatol. 2017;44:815-20." in words
    assert "2. Cedarholme P. Dapsone in vasculitis. Int J Dermatol 2016;55:122-8." in words
    assert "Table 1: Drugs given" in words
