"""A letter in a Word file with all that programs leave in one: fields, changes, comments, notes, a text box."""

from word_files import NAMESPACES, field, p, relationships, t, zipped

AUTHOR = 'w:author="Osric Quennell" w:date="2026-01-02T10:00:00Z"'
ZOTERO = 'ADDIN ZOTERO_ITEM CSL_CITATION {{"citationID":"a{0}","properties":{{"plainCitation":"{0}"}}}}'
WORD_2012 = "http://schemas.microsoft.com/office/word/2012/wordml"
WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"


def raised(words):
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{words}</w:t></w:r>'


def italic(words):
    return f'<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def inserted(*runs, number=90):
    return f'<w:ins w:id="{number}" {AUTHOR}>{"".join(runs)}</w:ins>'


def deleted(words, number=91):
    run = f'<w:r><w:delText xml:space="preserve">{words}</w:delText></w:r>'
    return f'<w:del w:id="{number}" {AUTHOR}>{run}</w:del>'


BOX = (
    '<w:r><w:pict><v:shape id="s1" style="width:90pt;height:30pt"><v:textbox><w:txbxContent>'
    f"{p('Key message: stop the drug.')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
TABLE = (
    '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid><w:tr>'
    f"<w:tc><w:tcPr/>{p('Drug')}</w:tc><w:tc><w:tcPr/>{p('Weeks')}</w:tc></w:tr><w:tr>"
    f"<w:tc><w:tcPr/>{p('Dapsone')}</w:tc><w:tc><w:tcPr/>{p('12')}</w:tc></w:tr></w:tbl>"
)
COMMENTED = (
    '<w:commentRangeStart w:id="4"/>',
    t("cleared within eight weeks"),
    '<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>',
)
BODY = "".join(
    (
        p("Erythema elevatum diutinum that cleared with dapsone", style="Title"),
        p("Dear Editor,"),
        p(
            "A 41-year-old woman presented with plaques over both elbows for two years [Figure 1].",
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
            " The dose was",
            "<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>",
            " mg/kg. They ",
            *COMMENTED,
            inserted(t(" of treatment")),
            deleted(" only"),
            ". The disease is rare.",
            field(f" {ZOTERO.format(1)} ", raised("1")),
            " Dapsone is the first choice.",
            field(f" {ZOTERO.format(2)} ", raised("2")),
        ),
        p(BOX),
        p('<w:bookmarkStart w:id="5" w:name="tabled"/>', "Table 1: Drugs given", '<w:bookmarkEnd w:id="5"/>'),
        TABLE,
        p("Declaration of patient consent: Written consent for treatment was obtained from the patient."),
        p("Financial support and sponsorship: Nil."),
        p("Figure 1: Plaques over the elbows."),
        p("References", style="Heading1"),
        p("1. Aldermannov K, Birchley T. Erythema elevatum diutinum. ", italic("J Dermatol."), " 2017;44:815-20."),
        p("2. Cedarholme P. Dapsone in ", italic("vasculitis"), ". Int J Dermatol 2016;55:", inserted(t("122-8")), "."),
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>',
    )
)

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = ("styles", "footnotes", "comments", "commentsExtended", "people")
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    + "".join(f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for kind in _KINDS)
    + "</Types>"
)
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/></w:style>'
    for identifier, name in (("Title", "Title"), ("Heading1", "heading 1"))
)


def busy_parts():
    """The parts of the file."""
    own = f'<w:comment w:id="4" {AUTHOR} w:initials="OQ"><w:p w14:paraId="0A0A0A01"><w:r><w:t>Sure?</w:t></w:r></w:p>'
    word = f'{NAMESPACES} xmlns:w14="{WORD_2010}" xmlns:w15="{WORD_2012}"'
    return {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": relationships([("r1", "officeDocument", "word/document.xml")]),
        "word/document.xml": (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
            f"<w:document {NAMESPACES}><w:body>{BODY}</w:body></w:document>"
        ),
        "word/_rels/document.xml.rels": relationships([(f"r-{kind}", kind, f"{kind}.xml") for kind in _KINDS]),
        "word/styles.xml": f"<w:styles {NAMESPACES}>{_STYLES}</w:styles>",
        "word/footnotes.xml": (
            f'<w:footnotes {NAMESPACES}><w:footnote w:id="2">'
            f"{p('<w:r><w:footnoteRef/></w:r>', 'She was seen by two of us.')}</w:footnote></w:footnotes>"
        ),
        "word/comments.xml": f"<w:comments {word}>{own}</w:comment></w:comments>",
        "word/commentsExtended.xml": (
            f'<w15:commentsEx {word}><w15:commentEx w15:paraId="0A0A0A01" w15:done="0"/></w15:commentsEx>'
        ),
        "word/people.xml": (
            f'<w15:people {word}><w15:person w15:author="Osric Quennell"><w15:presenceInfo w15:providerId="None" '
            'w15:userId="Osric Quennell"/></w15:person></w15:people>'
        ),
    }


def busy_letter(**changed):
    """The file; changed: the content of parts under `word/` that are other."""
    return zipped(busy_parts() | {f"word/{name}.xml": content for name, content in changed.items()})
