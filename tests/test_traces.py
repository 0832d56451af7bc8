"""What a Word file carries beside its text is read; what is a program's own is passed over."""

import time

import pytest
from docx import Document
from word_files import PACKAGE, mark, p, parts_of, relationships, t, word_file, zipped

from validator import readers

CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
BY = 'w:author="Meera Pillai" w:date="2026-03-01T09:00:00Z"'


def traces(data):
    return readers.read("letter.docx", data).traces


def told(spans):
    return [(span.block.hint.label, span.text) for span in spans]


def with_properties(**parts):
    """A Word file with these property parts."""
    kinds = {"core": CORE, "app": EXTENDED, "custom": CUSTOM}
    listing = relationships([("r1", "officeDocument", "word/document.xml")])
    lines = "".join(f'<Relationship Id="p{kind}" Type="{kinds[kind]}" Target="docProps/{kind}.xml"/>' for kind in parts)
    files = parts_of(p("Dear Editor,"))
    files["_rels/.rels"] = listing.replace("</Relationships>", f"{lines}</Relationships>")
    return zipped(files | {f"docProps/{kind}.xml": text for kind, text in parts.items()})


CORE_ROOT = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">'
)


def test_properties_of_a_file_are_read_with_what_each_is():
    core = f"{CORE_ROOT}<dc:creator>Leela Menon</dc:creator><dc:title>A letter</dc:title>"
    core += "<cp:lastModifiedBy>Arvind\n Rao</cp:lastModifiedBy></cp:coreProperties>"
    app = "<Properties><Company>Riverside</Company><Manager>M. Pillai</Manager><Pages>2</Pages></Properties>"
    custom = '<Properties><property name="Typed by"><lpwstr>Jaya Nair</lpwstr></property></Properties>'
    assert told(traces(with_properties(core=core, app=app, custom=custom)).properties) == [
        ("author", "Leela Menon"),
        ("title", "A letter"),
        ("last editor", "Arvind Rao"),
        ("company", "Riverside"),
        ("manager", "M. Pillai"),
        ("Typed by", "Jaya Nair"),
    ]


def test_properties_that_another_program_wrote_are_read(tmp_path):
    document = Document()
    document.add_paragraph("Dear Editor,")
    properties = document.core_properties
    properties.author, properties.last_modified_by, properties.comments = "Leela Menon", "Arvind Rao", ""
    document.save(tmp_path / "a.docx")
    found = traces((tmp_path / "a.docx").read_bytes())
    assert told(found.properties) == [("author", "Leela Menon"), ("last editor", "Arvind Rao")]


def test_a_damaged_part_of_properties_is_said_to_be_unread_and_the_letter_is_read():
    manuscript = readers.read("letter.docx", with_properties(core="<broken"))
    assert (manuscript.traces.unread, [block.text for block in manuscript.blocks]) == (
        ("properties",),
        ["Dear Editor,"],
    )


def test_a_file_without_properties_has_none():
    found = traces(word_file(p("Dear Editor,")))
    assert (found.properties, found.people, found.changes, found.comments, found.hidden, found.unread) == (
        (),
        (),
        0,
        0,
        (),
        (),
    )


def test_changes_and_comments_are_counted_and_their_authors_named_once():
    body = p("A ", f"<w:ins {BY}>{t('new')}</w:ins>", " and ", f"<w:ins {BY}>{t('newer')}</w:ins>")
    body += p('<w:del w:author="Arvind Rao"><w:r><w:delText>old</w:delText></w:r></w:del>', "word")
    body += p(f"<w:moveFrom {BY}>{t('here')}</w:moveFrom>", f"<w:moveTo {BY}>{t('there')}</w:moveTo>")
    body += p(f"<w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr><w:t>bold</w:t></w:r>")
    comments = "".join(f'<w:comment w:id="{n}" w:author="{who}">{p("?")}</w:comment>' for n, who in enumerate("ABA"))
    found = traces(word_file(body, comments=comments))
    assert (found.insertions, found.deletions, found.moves, found.formats, found.comments) == (2, 1, 1, 1, 3)
    assert told(found.people) == [
        ("comment", "A"),
        ("comment", "B"),
        ("change", "Meera Pillai"),
        ("change", "Arvind Rao"),
    ]


def test_an_insertion_in_several_pieces_is_one_as_word_counts_it():
    whole = f"<w:rPr><w:ins {BY}/></w:rPr>"
    body = p(f"<w:ins {BY}>{t('one ')}</w:ins><w:ins {BY}>{t('and the same')}</w:ins>", properties=whole)
    assert traces(word_file(body)).insertions == 1


def test_a_new_end_of_a_paragraph_is_an_insertion():
    assert traces(word_file(p("one", properties=f"<w:rPr><w:ins {BY}/></w:rPr>") + p("two"))).insertions == 1


def test_comments_and_changes_of_this_program_are_passed_over():
    ours = 'w:author="letterproof"'
    body = p("A ", f"<w:ins {ours}>{t('new')}</w:ins>", f"<w:del {ours}><w:r><w:delText>old</w:delText></w:r></w:del>")
    found = traces(word_file(body, comments=f'<w:comment w:id="0" {ours}>{p("?")}</w:comment>'))
    assert (found.changes, found.comments, found.people) == (0, 0, ())


def run(text, look):
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


def colour(value):
    return f'<w:color w:val="{value}"/>'


TINY = '<w:sz w:val="2"/>'
SHADE = '<w:shd w:val="clear" w:fill="{}"/>'


@pytest.mark.parametrize(
    ("look", "way"),
    [
        ("<w:vanish/>", "hidden"),
        (colour("FFFFFF"), "white"),
        (colour("fefefe"), "white"),
        (TINY, "tiny"),
        (colour("204060") + SHADE.format("204060"), "background"),
    ],
)
def test_words_that_do_not_show_are_found(look, way):
    found = traces(word_file(p("seen") + p("Also seen. ", run("Not seen", look), " seen"))).hidden
    assert [(s.block.hint.label, s.text, s.block.runs[0].origin.paragraph) for s in found] == [(way, "Not seen", 2)]


@pytest.mark.parametrize(
    "content",
    [
        run("seen", '<w:vanish w:val="0"/>'),
        run("seen", colour("FF0000")),
        run("seen", colour("auto")),
        run("seen", '<w:sz w:val="6"/>'),
        run("seen", colour("FFFFFF") + SHADE.format("204060")),
        run("seen", colour("FFFFFF") + '<w:highlight w:val="black"/>'),
        run("seen", '<w:highlight w:val="yellow"/>'),
        run("   ", "<w:vanish/>"),
        run(" . ", TINY),
        "<w:r><w:rPr><w:vanish/></w:rPr><w:instrText>XE naevus</w:instrText></w:r>",
        mark("begin") + "<w:r><w:rPr><w:vanish/></w:rPr><w:instrText>TOC</w:instrText></w:r>" + mark("end"),
        "<w:r><w:rPr><w:webHidden/></w:rPr><w:t>4</w:t></w:r>",
        run("Equation Section (Next)", '<w:rStyle w:val="MTEquationSection"/><w:vanish/>'),
    ],
)
def test_words_that_show_and_fields_of_word_are_passed_over(content):
    assert traces(word_file(p("seen", content))).hidden == ()


def test_white_words_on_a_dark_cell_paragraph_or_page_show():
    white = run("seen", colour("FFFFFF"))
    cell = f"<w:tc><w:tcPr>{SHADE.format('000000')}</w:tcPr>{p(white)}</w:tc>"
    styled = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="GridTable5Dark"/></w:tblPr><w:tr><w:tc>{p(white)}</w:tc></w:tr></w:tbl>'
    )
    body = p("a") + f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>" + styled + p(white, properties=SHADE.format("000000"))
    assert traces(word_file(body)).hidden == ()
    parts = parts_of(p("a") + p(white))
    dark = '<w:background w:color="000000"/><w:body>'
    parts["word/document.xml"] = parts["word/document.xml"].replace("<w:body>", dark)
    assert traces(zipped(parts)).hidden == ()


def test_white_words_of_a_shape_lie_on_a_picture():
    inside = f"<w:txbxContent>{p(run('seen', colour('FFFFFF')))}</w:txbxContent>"
    box = f"<w:r><w:pict><v:textbox>{inside}</v:textbox></w:pict></w:r>"
    assert traces(word_file(p("Figure 1", box))).hidden == ()


def test_white_words_in_a_plain_table_do_not_show():
    row = f"<w:tr><w:tc>{p(run('Not seen', colour('FFFFFF')))}</w:tc></w:tr>"
    assert told(traces(word_file(p("a") + f"<w:tbl>{row}</w:tbl>")).hidden) == [("white", "Not seen")]


def test_a_style_may_hide_words():
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Ghost"><w:basedOn w:val="Base"/></w:style>'
    )
    body = p("seen") + p("Not seen", run(", seen", colour("000000")), style="Ghost")
    assert told(traces(word_file(body, styles=styles)).hidden) == [("white", "Not seen")]


def test_hidden_words_of_neighbouring_runs_are_one():
    body = p(run("Not ", TINY), run("seen", TINY), run(" nor this", "<w:vanish/>"), "seen")
    assert told(traces(word_file(body)).hidden) == [("tiny", "Not seen"), ("hidden", "nor this")]


def test_no_colour_however_odd_stops_the_reading():
    for value in ("", "FFFFF", "GGGGGG", "ＦＦＦＦＦＦ", "FFFFFFFFFFFF", "0x0x0x"):
        assert traces(word_file(p("a", run("b", colour(value) + TINY.replace("2", value))))).hidden == ()


def test_relationships_of_properties_may_lead_nowhere():
    files = parts_of(p("Dear Editor,"))
    entry = f'<Relationship Id="p" Type="{CORE}" Target="docProps/none.xml"/>'
    usual = relationships([("r1", "officeDocument", "word/document.xml")])
    files["_rels/.rels"] = usual.replace("</Relationships>", f"{entry}</Relationships>")
    assert PACKAGE in files["_rels/.rels"]
    assert traces(zipped(files)).properties == ()


def test_a_new_row_is_one_insertion_with_its_words_and_one_without():
    new = f"<w:trPr><w:ins {BY}/></w:trPr>"
    words = p(f"<w:ins {BY}>{t('new')}</w:ins>")
    full = f"<w:tr>{new}<w:tc>{words}</w:tc></w:tr>"
    empty = f"<w:tr>{new}<w:tc>{p('')}</w:tc></w:tr>"
    assert traces(word_file(p("a") + f"<w:tbl>{full}{empty}</w:tbl>")).insertions == 2


def test_many_marks_colours_and_names_take_no_time():
    signs = "".join(f"<m:r><m:rPr><m:ctrlPr><w:ins w:author='{n}'/></m:ctrlPr></m:rPr></m:r>" for n in range(40_000))
    colours = "".join(
        f"<w:r><w:rPr>{colour(f'{n:06X}')}{SHADE.format(f'{n + 99999:06X}')}</w:rPr></w:r>" for n in range(20_000)
    )
    began = time.process_time()
    found = traces(word_file(p("seen", f"<m:oMath>{signs}</m:oMath>", colours)))
    assert time.process_time() - began < 10
    assert (found.insertions, len(found.people)) == (1, 50)
