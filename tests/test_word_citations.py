"""Citations of Word letters: raised runs, the fields and controls of reference managers, and Word's own."""

import pytest
from word_files import p, t, word_file

from validator import packs, pipeline
from validator.pipeline import SourceFile

VOCABULARY = packs.load().vocabulary
ZOTERO = (
    ' ADDIN ZOTERO_ITEM CSL_CITATION {"citationID":"a1","properties":{"plainCitation":"7"},"citationItems":[{"id":7}]} '
)
ENDNOTE = " ADDIN EN.CITE &lt;EndNote&gt;&lt;Cite&gt;&lt;Year&gt;2019&lt;/Year&gt;&lt;RecNum&gt;12&lt;/RecNum&gt;"
MENDELEY = 'ADDIN CSL_CITATION {"citationItems":[{"id":"ITEM-7"}],"mendeley":{"formattedCitation":"7"}}'
STYLES = (
    '<w:style w:type="character" w:styleId="Mark"><w:name w:val="Mark"/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)


def char(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(*pieces):
    return "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)


def looking(properties, text):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def up(text):
    return looking('<w:vertAlign w:val="superscript"/>', text)


def field(code, *shown):
    inside = code if code.startswith("<w:") else instruction(code)
    return char("begin") + inside + char("separate") + "".join(shown) + char("end")


def control(tag, shown):
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>'


def bookmark(name, shown, key=1):
    return f'<w:bookmarkStart w:id="{key}" w:name="{name}"/>{shown}<w:bookmarkEnd w:id="{key}"/>'


def linked(shown, anchor):
    return f'<w:hyperlink w:anchor="{anchor}">{shown}</w:hyperlink>'


def cited(*content):
    body = p("Scaly plaques of the shins in a potter") + p("Dear Editor,") + p(*content) + p("References")
    body += "".join(
        p(f"{n}. Ferreol A, Quist B. Plaques of kind {n}. Int J Dermatol 2015;54:{n}7–9.") for n in range(1, 9)
    )
    (letter,) = pipeline.letters([SourceFile.of("letter.docx", word_file(body, styles=STYLES))], VOCABULARY)
    return [citation.numbers for citation in letter.citations]


@pytest.mark.parametrize(
    "raised",
    [
        up,
        lambda text: looking('<w:rStyle w:val="Mark"/>', text),
        lambda text: looking('<w:position w:val="8"/><w:sz w:val="16"/>', text),
        lambda text: linked(up(text), f"ref{text}"),
        lambda text: f'<w:ins w:id="1" w:author="x">{up(text)}</w:ins>',
        lambda text: f'<w:smartTag w:uri="u" w:element="e">{up(text)}</w:smartTag>',
    ],
)
def test_raised_runs_however_they_are_raised(raised):
    assert cited("Common.", raised("1"), " They itch.", raised("2,3")) == [(1,), (2, 3)]


def test_a_mark_in_many_runs_is_one():
    assert cited("Common.", up("1"), up(","), up("3"), up("–"), up("5"), " They itch.") == [(1, 3, 4, 5)]
    assert cited("Common.", linked(up("1"), "a"), up("-"), linked(up("3"), "b"), " They itch.") == [(1, 2, 3)]


@pytest.mark.parametrize(
    "code",
    [
        ZOTERO,
        " ADDIN ZOTERO_CITATION {} ",
        ENDNOTE,
        MENDELEY,
        "ADDIN paperpile_citation &lt;clusterId&gt;X&lt;/clusterId&gt;",
        " ADDIN NE.Ref.{5C1F}",
        " CITATION Fer15 \\l 1033 ",
    ],
)
@pytest.mark.parametrize(
    ("first", "second"),
    [(up("1"), up("2–4")), (t("[1]"), t("[2-4]")), (t("(1)"), t("(2 to 4)")), (t("1"), t("2, 3, 4"))],
)
def test_the_fields_of_reference_managers(code, first, second):
    assert cited("Common ", field(code, first), ". They itch ", field(code, second), ".") == [(1,), (2, 3, 4)]


def test_a_field_split_over_runs_shows_what_it_shows():
    code = instruction(" ADD", "IN ZOTERO", "_ITEM CSL_CITATION ", '{"id":7} ')
    assert cited("Common.", field(code, up("1"), up(",2"), up("–4")), " They itch.") == [(1, 2, 3, 4)]


def test_fields_within_fields():
    data = char("begin") + instruction(" ADDIN EN.CITE.DATA ") + char("end")
    outer = instruction(" ADDIN EN.CITE ") + data
    assert cited("Common.", field(outer, up("1,2")), " They itch.", field(ENDNOTE, up("3"))) == [(1, 2), (3,)]
    first = field(' HYPERLINK \\l "_ENREF_1" \\o "Ferreol, 2015 #12" ', t("1"))
    last = field(' HYPERLINK \\l "_ENREF_3" ', t("3"))
    assert cited("Common ", field(ENDNOTE, t("["), first, t("-"), last, t("]")), ".") == [(1, 2, 3)]


def test_fields_side_by_side_are_one_citation_or_a_range():
    assert cited("Common.", field(ZOTERO, up("1")), up(","), field(ZOTERO, up("3")), " They itch.") == [(1, 3)]
    assert cited("Common ", field(ZOTERO, t("[1]")), "–", field(ZOTERO, t("[3]")), ".") == [(1, 2, 3)]


@pytest.mark.parametrize(
    "around",
    [
        lambda shown: control("MENDELEY_CITATION_v3_eyJjaXRhdGlvbklEIjoi", shown),
        lambda shown: control("CitaviPlaceholder#a1", field("ADDIN CitaviPlaceholder{eyJ}", shown)),
        lambda shown: bookmark("ZOTERO_BREF_a1b2", shown),
    ],
)
@pytest.mark.parametrize(("shown", "numbers"), [(up("2–4"), (2, 3, 4)), (t("[1]"), (1,)), (t("2"), (2,))])
def test_content_controls_and_bookmarks(around, shown, numbers):
    assert cited("They are common ", around(shown), " and itch.") == [numbers]


def test_a_bookmark_ends_where_it_ends():
    content = (bookmark("ZOTERO_BREF_a", t("1")), " of 12 potters ", bookmark("_GoBack", t("5"), 2), " had itch.")
    assert cited("Common ", *content) == [(1,)]


def test_cross_references_to_the_numbers_of_the_list():
    links = [field(f" REF _Ref{n} \\r \\h ", t(str(n))) for n in (1, 2, 3)]
    assert cited("Common [", links[0], "]. They itch [", links[1], ", ", links[2], "].") == [(1,), (2, 3)]
    assert cited("Common.", field(" REF _Ref1 \\r \\h ", up("1")), " They itch.") == [(1,)]


def test_fields_that_show_names_and_years_cite_no_number():
    assert cited("Common ", field(ZOTERO, t("(Ferreol, 2015)")), " and 10", up("9"), "/L.") == []


def test_powers_isotopes_charges_and_ordinals_are_none():
    traps = ("10", up("9"), "/L, 4 cm", up("2"), ", Ca", up("2+"), ", ", up("18"), "F, CD4", up("+"), ", 1", up("st"))
    assert cited(*traps, " visit. Common.", up("1")) == [(1,)]
