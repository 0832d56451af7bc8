"""A Word file and pictures that tell much beside their text, made by hand: invented people, places and paths."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from PIL import Image, ImageDraw, PngImagePlugin, TiffImagePlugin
from word_files import NAMESPACES, PACKAGE, field, p, relationships, t

SECRETS = (
    b"Mirabel", b"Tavanti", b"Osric", b"Quennell", b"Hill Hospital", b"GPSLat", b"Canonet", b"C:\\Users", b"C:/Users",
    b"keptapart",
)  # fmt: skip
"""Words that stand nowhere but beside text and pixels."""

XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/" '
    b'exif:GPSLatitude="28,34N"><dc:creator>Mirabel Tavanti</dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>'
)


def drawn(mode="RGB"):
    """A picture in which a shift, a turn or a lost colour shows."""
    image = Image.effect_mandelbrot((120, 80), (-2, -1, 1, 1), 50).convert("RGB")
    ImageDraw.Draw(image).rectangle((5, 5, 30, 20), fill=(200, 40, 60))
    return image.convert(mode)


def exif(orientation=6):
    """What a telephone writes: maker, name, place, a comment, a preview's worth of bytes."""
    told = Image.Exif()
    told[0x0112], told[0x010F], told[0x013B] = orientation, "Canonet", "Mirabel Tavanti"
    place = told.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (28.0, 34.0, 1.0), "E", (77.0, 1.0, 2.0)
    told.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0Mirabel Tavanti"
    return told


def saved(image, kind, **options):
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def jpeg(**options):
    return saved(drawn(), "JPEG", exif=exif(), xmp=XMP, comment=b"Mirabel Tavanti", dpi=(300, 300), **options)


def _png():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Mirabel Tavanti")
    texts.add_text("Comment", "Mirabel Tavanti " * 20, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return saved(drawn("RGBA"), "PNG", exif=exif(), pnginfo=texts, dpi=(300, 300))


def _tiff(**options):
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[270], tags[315], tags[700], tags[33723] = "Mirabel Tavanti", "Osric Quennell", XMP, b"Mirabel"
    return saved(drawn(), "TIFF", tiffinfo=tags, dpi=(300, 300), **options)


def pictures():
    """Pictures of each kind, by what they show of it."""
    return {
        "jpeg": jpeg(),
        "jpeg-profile": jpeg(icc_profile=b"colours" * 40),
        "jpeg-progressive": jpeg(progressive=True),
        "jpeg-four-inks": saved(drawn("CMYK"), "JPEG", exif=exif()),
        "jpeg-trailer": jpeg() + b"MotionPhoto Mirabel Tavanti",
        "png": _png(),
        "webp": saved(drawn(), "WEBP", exif=exif().tobytes(), xmp=XMP, lossless=True),
        "gif": saved(
            drawn("P"), "GIF", comment=b"Mirabel Tavanti", save_all=True, append_images=[drawn("P").rotate(90)], loop=0
        ),
        "tiff": _tiff(),
        "tiff-packed": _tiff(compression="tiff_lzw"),
        "tiff-jpeg": saved(drawn(), "TIFF", compression="jpeg", exif=exif()),
        "tiff-fax": saved(drawn("1"), "TIFF", compression="group4", exif=exif()),
        "tiff-pages": _tiff(save_all=True, append_images=[drawn("L"), drawn("P")]),
    }


ZOTERO = 'ADDIN ZOTERO_ITEM CSL_CITATION {"citationID":"a1","properties":{"plainCitation":"1"}}'
_DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="1080000" cy="720000"/><wp:docPr id="{id}" name="{name}" descr="{descr}"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="{id}" name="{file}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="{embed}"{link}/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1080000" cy="720000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
_EQUATION = "<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>"
_BOX = (
    '<w:r><w:pict><v:shape id="s1" style="width:90pt;height:30pt" alt="C:\\Users\\Mirabel\\box.png">'
    "<v:textbox><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></v:textbox>"
    "</v:shape></w:pict></w:r>"
)
_CORE_NAMES = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_TITLE_TIED = (
    '<w:sdt><w:sdtPr><w:alias w:val="Title"/><w:dataBinding '
    f"w:prefixMappings=\"xmlns:ns0='http://purl.org/dc/elements/1.1/' xmlns:ns1='{_CORE_NAMES}' \" "
    'w:xpath="/ns1:coreProperties[1]/ns0:title[1]" w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/><w:text/>'
    "</w:sdtPr><w:sdtContent><w:r><w:t>Plaques cleared with dapsone</w:t></w:r></w:sdtContent></w:sdt>"
)
BODY = "".join(
    (
        p(_TITLE_TIED),
        p("Dear Editor, the plaques cleared.", field(f" {ZOTERO} ", t("[1]")), _EQUATION),
        p(
            "He came ",
            f'<w:ins w:id="1" w:author="Osric Quennell" w:date="2026-01-02T10:00:00Z">{t("twice ")}</w:ins>',
            '<w:del w:id="2" w:author="Mirabel Tavanti" w:date="2026-01-02T10:00:00Z">'
            "<w:r><w:delText>once</w:delText></w:r></w:del>",
            '<w:commentRangeStart w:id="0"/>',
            t("in a year."),
            '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
        ),
        p("Written by ", field(" AUTHOR \\* MERGEFORMAT ", t("two of us")), ", ", (
            f'<w:fldSimple w:instr=" DOCPROPERTY Ward ">{t("ward nine")}</w:fldSimple>')),
        p(field(' INCLUDEPICTURE "C:\\\\Users\\\\Mirabel\\\\photo.jpg" \\* MERGEFORMATINET ', t("Shown here."))),
        p(
            _DRAWING.format(
                id=7, name="Picture 7", descr="Description: C:\\Users\\Mirabel Tavanti\\IMG 1.jpg",
                file="Mirabel Tavanti 45F.jpg", embed="rPhoto", link=' r:link="rLink"',
            ),
            _DRAWING.format(
                id=8, name="Picture 8", descr="Plaques on both shins", file="Picture 8", embed="rDrawn", link="",
            ),
        ),
        p(_BOX),
        p(f'<w:hyperlink r:id="rPage">{t("our page")}</w:hyperlink>'),
        '<w:sectPr><w:headerReference w:type="default" r:id="rHeader"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:printerSettings r:id="rPrinter"/></w:sectPr>',
    )
)  # fmt: skip

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OVERRIDES = {
    "/word/document.xml": f"{_TYPE}.document.main+xml",
    "/word/settings.xml": f"{_TYPE}.settings+xml",
    "/word/comments.xml": f"{_TYPE}.comments+xml",
    "/word/footnotes.xml": f"{_TYPE}.footnotes+xml",
    "/word/header1.xml": f"{_TYPE}.header+xml",
    "/word/people.xml": f"{_TYPE}.people+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "/docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    "/customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
}
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="bin" ContentType="application/octet-stream"/>'
    '<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>'
    + "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in _OVERRIDES.items())
    + "</Types>"
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>Plaques cleared with dapsone</dc:title><dc:creator>Mirabel Tavanti</dc:creator>"
    "<cp:lastModifiedBy>Osric Quennell</cp:lastModifiedBy><cp:keywords>keptapart</cp:keywords>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T10:00:00Z</dcterms:created></cp:coreProperties>'
)
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006"
_APP = (
    f'<Properties xmlns="{_PROPERTIES}/extended-properties"><Template>C:\\Users\\Mirabel\\letter.dotx</Template>'
    "<Pages>1</Pages><Words>20</Words><Manager>Osric Quennell</Manager><Company>Hill Hospital</Company>"
    "<Application>Microsoft Office Word</Application><AppVersion>16.0000</AppVersion></Properties>"
)
_CUSTOM = (
    f'<Properties xmlns="{_PROPERTIES}/custom-properties" xmlns:vt="{_PROPERTIES}/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Ward">'
    "<vt:lpwstr>keptapart</vt:lpwstr></property>"
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="3" name="ZOTERO_PREF_1">'
    "<vt:lpwstr>&lt;style id=&quot;vancouver&quot;/&gt;</vt:lpwstr></property></Properties>"
)
_SETTINGS = (
    f'<w:settings {NAMESPACES}><w:mailMerge><w:connectString w:val="Data Source=C:\\Users\\Mirabel\\list.xlsx"/>'
    '<w:dataSource r:id="rMerge"/></w:mailMerge><w:attachedTemplate r:id="rTemplate"/>'
    '<w:defaultTabStop w:val="720"/><w:rsids><w:rsidRoot w:val="00AA11BB"/></w:rsids>'
    '<w:docVars><w:docVar w:name="Ward" w:val="keptapart"/><w:docVar w:name="EN.Layout" w:val="vancouver"/></w:docVars>'
    "</w:settings>"
)
_COMMENTS = (
    f'<w:comments {NAMESPACES}><w:comment w:id="0" w:author="Osric Quennell" w:initials="OQ" '
    f'w:date="2026-01-02T10:00:00Z">{p("Is this so?")}</w:comment></w:comments>'
)
_PEOPLE = (
    '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
    '<w15:person w15:author="Osric Quennell">'
    '<w15:presenceInfo w15:providerId="AD" w15:userId="osric.Quennell@hill.example"/></w15:person></w15:people>'
)
_FOOTNOTES = (
    f'<w:footnotes {NAMESPACES}><w:footnote w:type="separator" w:id="0">{p("<w:r><w:separator/></w:r>")}</w:footnote>'
    f'<w:footnote w:type="continuationSeparator" w:id="1">{p("<w:r><w:continuationSeparator/></w:r>")}</w:footnote>'
    f'<w:footnote w:id="2">{p("Seen in winter.")}</w:footnote></w:footnotes>'
)
_OFFICE_2006 = "http://schemas.microsoft.com/office/2006/metadata/properties"
_RECORD = (
    f'<p:properties xmlns:p="{_OFFICE_2006}"><UserInfo><DisplayName>Mirabel Tavanti</DisplayName></UserInfo>'
    "</p:properties>"
)
_SHEET = {
    "[Content_Types].xml": _CONTENT_TYPES,
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
    'package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
    "docProps/core.xml": CORE,
}  # fmt: skip


def _packed(parts):
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for number, (name, content) in enumerate(parts.items()):
            entry = ZipInfo(name, (2025, 3, 4, 5, 6, number % 30 * 2))
            entry.compress_type = ZIP_STORED if name.endswith(".jpeg") else ZIP_DEFLATED
            archive.writestr(entry, content)
    return target.getvalue()


def word_parts():
    """The parts of a Word file that tells everything that one can tell."""
    package = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
    own = (
        f'<Relationship Id="rCore" Type="{package}/core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="rThumb" Type="{package}/thumbnail" Target="docProps/thumbnail.jpeg"/></Relationships>'
    )
    return {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": relationships(
            [
                ("rMain", "officeDocument", "word/document.xml"),
                ("rApp", "extended-properties", "docProps/app.xml"),
                ("rCustom", "custom-properties", "docProps/custom.xml"),
            ]
        ).replace("</Relationships>", own),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{BODY}</w:body></w:document>",
        "word/_rels/document.xml.rels": relationships(
            [
                ("rSettings", "settings", "settings.xml"),
                ("rComments", "comments", "comments.xml"),
                ("rNotes", "footnotes", "footnotes.xml"),
                ("rHeader", "header", "header1.xml"),
                ("rPhoto", "image", "media/image1.jpeg"),
                ("rDrawn", "image", "media/image2.png"),
                ("rLink", "image", "file:///C:\\Users\\Mirabel\\IMG1.jpg"),
                ("rPage", "hyperlink", "https://journal.example/page"),
                ("rPrinter", "printerSettings", "printerSettings1.bin"),
                ("rRecord", "customXml", "../customXml/item1.xml"),
                ("rSheet", "package", "embeddings/sheet1.xlsx"),
            ]
        ).replace("</Relationships>", (
            '<Relationship Id="rPeople" Type="http://schemas.microsoft.com/office/2011/relationships/people" '
            'Target="people.xml"/></Relationships>')),
        "word/settings.xml": _SETTINGS,
        "word/_rels/settings.xml.rels": relationships(
            [
                ("rTemplate", "attachedTemplate", "file:///C:\\Users\\Mirabel\\letter.dotx"),
                ("rMerge", "mailMergeSource", "file:///C:\\Users\\Mirabel\\list.xlsx"),
            ]
        ),
        "word/comments.xml": _COMMENTS,
        "word/people.xml": _PEOPLE,
        "word/footnotes.xml": _FOOTNOTES,
        "word/header1.xml": f'<w:hdr {NAMESPACES}>{p(field(" TITLE ", t("Plaques cleared with dapsone")))}</w:hdr>',
        "word/media/image1.jpeg": jpeg(),
        "word/media/image2.png": _png(),
        "word/printerSettings1.bin": b"\\\\Hill Hospital\\printer",
        "word/embeddings/sheet1.xlsx": _packed(_SHEET),
        "customXml/item1.xml": _RECORD,
        "customXml/_rels/item1.xml.rels": relationships([("r1", "customXmlProps", "itemProps1.xml")]),
        "customXml/itemProps1.xml": "<ds:datastoreItem "
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" ds:itemID="{A}"/>',
        "docProps/core.xml": CORE,
        "docProps/app.xml": _APP,
        "docProps/custom.xml": _CUSTOM,
        "docProps/thumbnail.jpeg": jpeg(),
    }  # fmt: skip


def word(**changed):
    """The Word file of these parts, some of them with other content."""
    return _packed(word_parts() | changed)


def packed(parts):
    """A zip archive of the parts, each with a date of its own and some of them not compressed."""
    return _packed(parts)
