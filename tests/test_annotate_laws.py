"""What holds of every Word file that comments and changes are written into, whatever stands in it."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from word_files import field, mark, p, t, word_file

from validator import readers
from validator.annotating.changes import Changes
from validator.annotating.comments import Note
from validator.annotating.places import Places
from validator.annotating.story import Story
from validator.annotating.strip import stripped
from validator.annotating.word import annotate
from validator.model.result import Fix

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DAY = date(2026, 11, 22)
BY = 'w:author="Osric Quennell" w:date="2026-01-02T10:00:00Z"'
LOOKS = ("", "<w:i/>", "<w:b/>", '<w:vertAlign w:val="superscript"/>', "<w:u/>", '<w:color w:val="336699"/><w:i/>')
WORDS = st.text("ab 1-–.\u00a0\u00ad", min_size=1, max_size=12)


def run(look, *inside):
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r w:rsidR="00A1B2C3">{properties}{"".join(inside)}</w:r>'


def text(words, kept=True):
    return f'<w:t xml:space="preserve">{words}</w:t>' if kept else f"<w:t>{words}</w:t>"


def deleted(words):
    return f'<w:del w:id="8" {BY}><w:r><w:delText xml:space="preserve">{words}</w:delText></w:r></w:del>'


RUNS = st.one_of(
    st.builds(lambda look, words: run(look, text(words)), st.sampled_from(LOOKS), WORDS),
    st.builds(lambda look, words: run(look, text(words, kept=False)), st.sampled_from(LOOKS), WORDS),
    st.builds(lambda one, other: run("", text(one), "<w:tab/>", text(other, kept=False), "<w:br/>"), WORDS, WORDS),
    st.builds(lambda one, other: run("<w:i/>", text(one), "<w:noBreakHyphen/>", text(other)), WORDS, WORDS),
)
PIECES = st.one_of(
    RUNS,
    RUNS,
    RUNS,
    st.builds(lambda one, other: f'<w:hyperlink w:anchor="a">{one}{other}</w:hyperlink>', RUNS, RUNS),
    st.builds(lambda one: f'<w:ins w:id="7" {BY}>{one}</w:ins>', RUNS),
    st.builds(deleted, WORDS),
    st.builds(lambda one: field(" ADDIN ZOTERO_ITEM CSL_CITATION {} ", one), RUNS),
    st.builds(lambda one: f'<w:fldSimple w:instr=" SEQ Figure ">{one}</w:fldSimple>', RUNS),
    st.builds(lambda one: f"<w:sdt><w:sdtPr/><w:sdtContent>{one}</w:sdtContent></w:sdt>", RUNS),
    st.builds(lambda one: f'<w:bookmarkStart w:id="3" w:name="b"/>{one}<w:bookmarkEnd w:id="3"/>', RUNS),
    st.just("<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>"),
    st.just('<w:r><w:footnoteReference w:id="2"/></w:r>'),
    st.builds(
        lambda words: (
            f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p(words)}</w:txbxContent></v:textbox></v:shape></w:pict>"
            "</w:r>"
        ),
        WORDS,
    ),
)
BOX = "<wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>"
ODD = st.one_of(
    PIECES,
    st.builds(  # a text box as Word writes it: for new versions, and again for old ones
        lambda words: (
            f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{BOX.format(p(words))}</w:drawing>'
            f"</mc:Choice><mc:Fallback><w:pict>{BOX.format(p(words))}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        ),
        WORDS,
    ),
    st.builds(
        lambda one, two: f"<w:r><w:ruby><w:rt>{one}</w:rt><w:rubyBase>{two}</w:rubyBase></w:ruby></w:r>", RUNS, RUNS
    ),
    st.builds(lambda one, two: field(" QUOTE ", one, field(' HYPERLINK "https://journal.example" ', two)), RUNS, RUNS),
    st.builds(lambda one: f'<w:moveTo w:id="9" {BY}>{one}</w:moveTo>', RUNS),
    st.builds(lambda one: f'<w:moveFrom w:id="9" {BY}>{one}</w:moveFrom>', RUNS),
    st.builds(lambda one, two: f'<w:smartTag w:element="place">{one}{two}</w:smartTag>', RUNS, RUNS),
    st.builds(lambda one: f'<w:ins w:id="7" {BY}><w:hyperlink w:anchor="a">{one}</w:hyperlink></w:ins>', RUNS),
    st.builds(lambda words: run("<w:vanish/>", text(words)), WORDS),
    st.builds(lambda one: f'<w:commentRangeStart w:id="1"/>{one}<w:commentRangeEnd w:id="1"/>', RUNS),
    st.builds(lambda words: run("<w:i/>", '<w:sym w:font="Symbol" w:char="F061"/>', text(words)), WORDS),
    st.sampled_from([mark("begin"), mark("separate"), mark("end")]),  # fields that are broken, or go over paragraphs
)
PARAGRAPHS = st.lists(ODD, min_size=1, max_size=5).map(lambda pieces: p(*pieces))
BODIES = st.lists(
    st.one_of(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS.map(lambda one: f"<w:tbl><w:tr><w:tc>{one}</w:tc></w:tr></w:tbl>")),
    min_size=1,
    max_size=4,
)
FOOTNOTES = f'<w:footnote w:id="2">{p("A note below.")}</w:footnote>'


@st.composite
def letters(draw):
    """A Word file, and what was read of it."""
    data = word_file(p("A title.") + "".join(draw(BODIES)), footnotes=FOOTNOTES)
    return data, readers.read("letter.docx", data).blocks


@st.composite
def spans(draw, blocks):
    block = draw(st.sampled_from(blocks))
    ends = sorted((draw(st.integers(0, len(block.text))), draw(st.integers(0, len(block.text)))))
    return block.span(*ends)


def parts(data):
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def canonical(data):
    return {name: etree.canonicalize(from_file=BytesIO(content)) for name, content in parts(data).items()}


def looks(data):
    """Every character with its look."""
    return [
        [(sign, r.bold, r.italic, r.superscript, r.subscript, r.link, r.cites) for r in block.runs for sign in r.text]
        for block in readers.read("letter.docx", data).blocks
    ]


def commented(data):
    """The words that each comment stands around, and those that it says."""
    root, found, opened = etree.fromstring(parts(data)["word/document.xml"]), {}, set()
    for element in root.iter():
        name, number = etree.QName(element).localname, element.get(f"{W}id")
        if name == "commentRangeStart":
            opened.add(number)
            found[number] = ""
        elif name == "commentRangeEnd":
            opened.remove(number)
        elif name == "commentReference":
            assert number not in opened
        elif name == "t" and element.tag.startswith(W):
            for one in opened:
                found[one] += element.text or ""
    assert not opened
    said = etree.fromstring(parts(data)["word/comments.xml"])
    return {c.get(f"{W}id"): (found[c.get(f"{W}id")], ["".join(e.itertext()) for e in c]) for c in said}


def plain(words):
    return words.replace("\u00a0", " ").replace("\u00ad", "")


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_comments_and_changes_can_be_taken_out_again(data):
    source, blocks = data.draw(letters())
    at = data.draw(st.lists(spans(blocks), max_size=4))
    notes = [Note("Please check", (f"Note {number}",), span, blocks[0].span()) for number, span in enumerate(at)]
    fixes = [
        Fix(span, after) for span, after in data.draw(st.lists(st.tuples(spans(blocks), WORDS), max_size=3)) if after
    ]
    made = annotate(source, blocks, notes, fixes, DAY)
    assert made.comments + made.on_title == len(notes)
    assert canonical(stripped(made.data)) == canonical(source)
    assert looks(stripped(made.data)) == looks(source)
    again = annotate(stripped(made.data), blocks, notes, fixes, DAY)
    assert (again.comments, again.changes) == (made.comments, made.changes)
    assert canonical(again.data) == canonical(made.data)


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_comments_alone_change_neither_words_nor_looks(data):
    source, blocks = data.draw(letters())
    at = data.draw(st.lists(spans(blocks), min_size=1, max_size=5))
    made = annotate(source, blocks, [Note("", (str(i),), span) for i, span in enumerate(at)], (), DAY)
    assert looks(made.data) == looks(source)


@given(st.lists(st.lists(RUNS, min_size=1, max_size=3), min_size=1, max_size=4), st.data())
@settings(max_examples=100, deadline=None)
def test_paragraphs_without_marks_are_the_same_bytes(paragraphs, data):
    source = word_file(p("A title.") + "".join(p(*runs) for runs in paragraphs), footnotes=FOOTNOTES)
    blocks = readers.read("letter.docx", source).blocks
    span = data.draw(spans(blocks))
    before = parts(source)
    after = parts(annotate(source, blocks, [Note("", ("Look.",), span)], (), DAY).data)
    was, now = (found["word/document.xml"].split(b"<w:p>") for found in (before, after))
    assert len(now) == len(was)
    touched = [place for place, (one, other) in enumerate(zip(was, now, strict=True)) if one != other]
    assert len(touched) == 1
    assert b"<w:commentRangeStart" in now[touched[0]]
    end = now[touched[0]].index(b"</w:p>")
    assert now[touched[0]][end:] == was[touched[0]][was[touched[0]].index(b"</w:p>") :]
    others = {"word/document.xml", "word/_rels/document.xml.rels", "word/comments.xml"}
    assert {k: v for k, v in after.items() if k not in others} == {k: v for k, v in before.items() if k not in others}


@given(st.lists(st.tuples(st.sampled_from(LOOKS), WORDS), min_size=1, max_size=5), st.data())
@settings(max_examples=150, deadline=None)
def test_a_comment_stands_on_exactly_its_words(pieces, data):
    body = p("Before.") + p(*(run(look, text(words)) for look, words in pieces)) + p("After.")
    source = word_file(body)
    blocks = readers.read("letter.docx", source).blocks
    at = [span for span in data.draw(st.lists(spans(blocks), min_size=1, max_size=4)) if len(span)]
    made = annotate(source, blocks, [Note("", (f"{i}",), span) for i, span in enumerate(at)], (), DAY)
    found = commented(made.data) if at else {}
    assert [(plain(words), said) for words, said in found.values()] == [
        (span.text, [str(number)]) for number, span in enumerate(at)
    ]


@given(st.data(), WORDS)
@settings(max_examples=200, deadline=None)
def test_an_accepted_change_gives_the_corrected_words_and_a_rejected_one_the_old(data, after):
    source, blocks = data.draw(letters())
    span = data.draw(spans(blocks).filter(len))
    made = annotate(source, blocks, (), [Fix(span, plain(after))], DAY)
    text = span.block.text
    wanted = {True: text[: span.start] + plain(after) + text[span.end :], False: text}[made.changes == 1]
    place = blocks.index(span.block)
    accepted = [block.text for block in readers.read("letter.docx", made.data).blocks]
    assert accepted[:place] + accepted[place + 1 :] == [b.text for b in (*blocks[:place], *blocks[place + 1 :])]
    # A blank of another sort is no difference, and a word that would stick to the next is kept apart.
    assert "".join(accepted[place].split()) == "".join(wanted.split())
    assert looks(stripped(made.data)) == looks(source)


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_what_is_planned_is_what_reads(data):
    source, blocks = data.draw(letters())
    fixes = [Fix(span, words) for span, words in data.draw(st.lists(st.tuples(spans(blocks), WORDS), min_size=1))]
    # Corrections that do not read as meant are all left out: none may be lost by a fault of ours.
    planned = Changes(Places(Story(parts(source)["word/document.xml"]).root, blocks), fixes)
    assert annotate(source, blocks, (), fixes, DAY).changes == planned.count


def test_changes_are_made_where_they_can_be():
    source = word_file(p("J Dermatol. ", run("<w:i/>", text("2017 Jul")), ";44:815-20."))
    blocks = readers.read("letter.docx", source).blocks
    at = blocks[0].text.index("815-20")
    made = annotate(source, blocks, (), [Fix(blocks[0].span(at, at + 6), "815–20")], DAY)
    assert made.changes == 1
    document = parts(made.data)["word/document.xml"].decode()
    signed = 'w:author="letterproof" w:date="2026-11-22T00:00:00Z"'
    assert (
        f'<w:del w:id="1" {signed}><w:r w:rsidDel="4C500002"><w:delText xml:space="preserve">-</w:delText>' in document
    )
    assert f'<w:ins w:id="2" {signed}><w:r><w:t>–</w:t></w:r></w:ins>' in document


def changed(*pieces, before, after):
    """What becomes of a paragraph when the first of some words is corrected."""
    source = word_file(p(*pieces))
    blocks = readers.read("letter.docx", source).blocks
    at = blocks[0].text.index(before)
    made = annotate(source, blocks, (), [Fix(blocks[0].span(at, at + len(before)), after)], DAY)
    return made.changes, parts(made.data)["word/document.xml"].decode()


def test_new_words_look_like_those_in_whose_place_they_stand():
    count, document = changed("as ", run("<w:i/>", text("in vitro")), " shown", before="vitro", after="vivo")
    assert count == 1
    assert "<w:r><w:rPr><w:i/></w:rPr><w:t>v</w:t></w:r></w:ins>" in document


def test_words_put_in_one_behind_the_other_stand_in_their_order():
    count, document = changed("J Dermatol.2019;44:815.", before="Dermatol.", after="Dermatol")
    assert count == 1
    texts = "".join(etree.fromstring(document).itertext(f"{W}t"))
    assert texts == "J Dermatol 2019;44:815."
    assert changed("pages 815-20", before="-", after="–")[0] == 1


def test_nothing_is_changed_inside_the_authors_own_change_or_a_field():
    insertion = f'<w:ins w:id="7" {BY}>{t("815-20")}</w:ins>'
    assert changed("pages ", insertion, before="5-20", after="5–20")[0] == 0
    assert changed("pages ", field(" ADDIN ZOTERO_ITEM {} ", t("1-3")), before="1-3", after="1–3")[0] == 0
    assert changed("pages 815-20", deleted("old"), before="5-20", after="5–20")[0] == 1
