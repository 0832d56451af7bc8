"""The pictures that a letter shows, in Word and Markdown: which there are, how large, and what is said of them."""

import os
from datetime import date
from io import BytesIO

import pytest
from checked import pack, profile
from PIL import Image, ImageDraw
from word_files import mark, p, parts_of, relationships, zipped

from validator import engine, pipeline, sources
from validator.pipeline import SourceFile
from validator.readers.docx import read as read_word
from validator.readers.markdown import read as read_markdown
from validator.render.places import describe

SPACES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)
INCH = 914_400
TEXT = p("Dear Editor,") + p("A 40-year-old man had a plaque on the shin for two years. It was biopsied.")


def png(width=1900, height=1425, colour=(180, 60, 50)):
    image = Image.new("RGB", (width, height), (230, 200, 180))
    ImageDraw.Draw(image).ellipse((width * 0.2, height * 0.2, width * 0.8, height * 0.8), fill=colour)
    target = BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def pic(key="i1", crop="", size=(6, 4.5), how="embed", more="", rot=""):
    ext = f'<a:ext cx="{round(size[0] * INCH)}" cy="{round(size[1] * INCH)}"/>'
    return (
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="x" descr="of the picture"/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:{how}="{key}">{more}</a:blip>{crop}</pic:blipFill>'
        f"<pic:spPr><a:xfrm{rot}>{ext}</a:xfrm></pic:spPr></pic:pic>"
    )


def inline(inside, size=(6, 4.5), kind="inline"):
    return (
        f'<w:drawing {SPACES}><wp:{kind}><wp:extent cx="{round(size[0] * INCH)}" cy="{round(size[1] * INCH)}"/>'
        f'<wp:docPr id="1" name="x" descr="A plaque"/><a:graphic><a:graphicData>{inside}</a:graphicData></a:graphic>'
        f"</wp:{kind}></w:drawing>"
    )


def run(inside, look=""):
    return f"<w:r>{look}{inside}</w:r>"


def word(body, images=(("i1", "media/image1.png"),), contents=None, **others):
    parts = parts_of(body, **others)
    targets = [(f"r-{kind}", kind, f"{kind}.xml") for kind in others]
    parts["word/_rels/document.xml.rels"] = relationships([*targets, *((key, "image", to) for key, to in images)])
    parts |= {"word/media/image1.png": png()} if contents is None else contents
    return zipped(parts)


def in_word(body, *arguments, **others):
    return read_word("letter.docx", word(body, *arguments, **others), "").pictures


def in_markdown(text, folder=None):
    neighbour = None if folder is None else sources.file(str(folder / "letter.md")).neighbour
    return read_markdown("letter.md", text.encode(), "", neighbour).pictures


def checked(file, item="image-resolution"):
    checklist = engine.checklist(pack(), profile(), date(2026, 11, 22), select=[item])
    (letter,) = pipeline.letters([file], pack().vocabulary)
    return engine.run(letter, checklist).items[0], letter


def cases(file, item="image-resolution"):
    return [finding.outcome.case for finding in checked(file, item)[0].findings]


def word_letter(body, *arguments, **others):
    return SourceFile.of("letter.docx", word(body, *arguments, **others))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


# Word


@pytest.mark.parametrize("kind", ["inline", "anchor"])
def test_a_picture_knows_its_pixels_its_printed_size_and_its_place(kind):
    (picture,) = in_word(TEXT + p(run(inline(pic(), kind=kind))))
    assert (picture.span.text, picture.facts.format, picture.width, picture.height) == ("image1.png", "PNG", 1900, 1425)
    assert (picture.printed_width, picture.printed_height, picture.dpi) == (6.0, 4.5, (317, 317))
    assert (picture.alt, picture.inside, picture.cropped) == ("A plaque", True, False)
    assert picture.span.block.runs[0].origin.paragraph == 3


def test_a_cropped_picture_has_the_pixels_of_the_part_that_is_shown():
    crop = '<a:srcRect l="25000" t="10000" r="25000" b="0"/>'
    (picture,) = in_word(p(run(inline(pic(crop=crop), size=(3, 4)))))
    assert (picture.width, picture.height, picture.cropped, picture.dpi[0]) == (950, 1282, True, 317)


def test_a_picture_of_old_word_is_read():
    shape = (
        f'<w:pict><v:shape {SPACES} style="width:216pt;height:5.4cm" alt="Old">'
        '<v:imagedata r:id="i1" cropleft="32768f"/></v:shape></w:pict>'
    )
    (picture,) = in_word(p(run(shape)))
    assert (picture.printed_width, round(picture.printed_height, 2)) == (3.0, 2.13)
    assert (picture.width, picture.alt) == (950, "Old")


def test_two_versions_of_one_picture_are_one():
    old = f'<w:pict><v:shape {SPACES} style="width:1in;height:1in"><v:imagedata r:id="i1"/></v:shape></w:pict>'
    versions = f"<mc:Choice>{inline(pic())}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
    both = f"<mc:AlternateContent>{versions}</mc:AlternateContent>"
    assert [picture.printed_width for picture in in_word(p(run(both)))] == [6.0]


def test_each_picture_of_a_group_is_one_and_as_large_as_it_is_drawn():
    scaled = f'<a:xfrm><a:ext cx="{6 * INCH}" cy="{2 * INCH}"/><a:chExt cx="{12 * INCH}" cy="{4 * INCH}"/></a:xfrm>'
    group = f"<wpg:wgp><wpg:grpSpPr>{scaled}</wpg:grpSpPr>{pic(size=(6, 4))}{pic(size=(4, 4))}</wpg:wgp>"
    found = in_word(p(run(inline(group, size=(6, 2)))))
    assert [(picture.printed_width, picture.printed_height) for picture in found] == [(3.0, 2.0), (2.0, 2.0)]


def test_pictures_in_tables_and_text_boxes_are_found_once():
    inside = f"<w:txbxContent>{p(run(inline(pic())), 'In a box')}</w:txbxContent>"
    box = f"<w:pict><v:shape {SPACES}><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
    table = f"<w:tbl><w:tr><w:tc>{p(run(inline(pic())))}</w:tc><w:tc>{p('Beside')}</w:tc></w:tr></w:tbl>"
    assert len(in_word(TEXT + p(run(box)))) == 1
    assert len(in_word(TEXT + table)) == 1


def test_pictures_of_headers_and_deleted_and_hidden_ones_are_not_shown():
    picture = run(inline(pic()))
    deleted = p(f"<w:del>{picture}</w:del>") + p(run(inline(pic()), look="<w:rPr><w:vanish/></w:rPr>"))
    header = '<w:sectPr><w:headerReference r:id="r-header"/></w:sectPr>'
    assert in_word(TEXT + deleted + header, header=p(picture)) == ()


def test_the_preview_of_an_object_and_a_chart_have_no_pixels():
    preview = f'<w:object><v:shape {SPACES} style="width:3in;height:3in"><v:imagedata r:id="i1"/></v:shape></w:object>'
    chart = inline('<c:chart r:id="i1"/>')
    assert [picture.facts.format for picture in in_word(p(run(preview)) + p(run(chart)))] == ["chart"]


def test_a_picture_in_a_field_is_one_and_the_code_of_the_field_is_none():
    code = mark("begin") + run(inline(pic())) + mark("separate") + run(inline(pic())) + mark("end")
    assert len(in_word(p(code))) == 1


def test_a_linked_picture_is_said_to_be_one_and_is_not_fetched(tmp_path):
    there = tmp_path / "there.png"
    there.write_bytes(png())
    link = ("i1", there.as_uri())
    for how in ("link", "embed"):
        (picture,) = in_word(p(run(inline(pic(how=how)))), [link])
        assert (picture.span.text, picture.facts.trouble, picture.width) == ("there.png", "linked", 0)
    assert cases(word_letter(TEXT + p(run(inline(pic(how="link")))), [link])) == ["linked"]


@pytest.mark.parametrize("images", [(), (("i1", "media/none.png"),), (("i1", "../../../../etc/passwd"),)])
def test_a_part_that_is_not_there_is_a_broken_picture(images):
    (picture,) = in_word(p(run(inline(pic()))), images)
    assert (picture.facts.trouble, picture.facts.why) == ("broken", "is named in the file, but is not in it")


def test_a_damaged_part_keeps_no_letter_from_being_read():
    data = bytearray(word(TEXT + p(run(inline(pic()))), contents={"word/media/image1.png": os.urandom(4000)}))
    place = data.index(b"word/media/image1.png") + 200
    data[place : place + 50] = bytes(50)
    manuscript = read_word("letter.docx", bytes(data), "")
    assert len(manuscript.blocks) == 2
    assert [picture.facts.trouble for picture in manuscript.pictures] == ["broken"]


def test_a_drawing_with_a_version_in_lines_is_judged_by_that():
    svg = '<a:extLst><a:ext><asvg:svgBlip xmlns:asvg="urn:x" r:embed="i1"/></a:ext></a:extLst>'
    (picture,) = in_word(p(run(inline(pic(more=svg)))))
    assert picture.facts.format == "SVG"


def test_a_photograph_that_word_turned_is_measured_along_its_sides():
    (picture,) = in_word(p(run(inline(pic(size=(4.5, 6)), size=(4.5, 6)))))
    assert picture.dpi == (317, 317)


@pytest.mark.parametrize("size", ["", "x", "-5", "0", "1e400", "nan", "9" * 40])
def test_sizes_that_are_none_are_not_known(size):
    drawing = inline(pic(size=(0, 0))).replace(f'cx="{6 * INCH}"', f'cx="{size}"')
    (picture,) = in_word(p(run(drawing)))
    assert (picture.printed_width, picture.dpi) == (None, None)


def test_many_pictures_are_looked_at_up_to_a_limit():
    found = in_word(p(*(run(inline(pic())) for _ in range(230))))
    assert [picture.facts.trouble for picture in found] == [None] * 200 + ["unread"] * 30


# Markdown


def test_pictures_are_found_as_markdown_and_html_name_them(folder):
    for name in ("a.png", "b (1).png", "c d.png"):
        (folder / name).write_bytes(png(700, 500))
    text = (
        "Text ![one](a.png) and more.\n\n![](<b (1).png> 'A title'){width=7cm}\n\n"
        '<img alt="three" width="2in" src="c%20d.png" />\n\n![](b%20(1).png)\n'
    )
    found = in_markdown(text, folder)
    assert [(picture.span.text, picture.alt) for picture in found] == [
        ("a.png", "one"),
        ("b (1).png", ""),
        ("c d.png", "three"),
        ("b (1).png", ""),
    ]
    assert {(picture.width, picture.facts.trouble) for picture in found} == {(700, None)}
    assert [picture.dpi for picture in found] == [None, (254, 254), (350, 350), None]
    assert found[0].span.block.runs[0].origin.column == 6


@pytest.mark.parametrize(
    "text",
    [
        "`![](a.png)`",
        "```\n![](a.png)\n```",
        "~~~ md\n![](a.png)",
        "<!-- ![](a.png) -->",
        r"\![](a.png)",
        "[![words](a.png",
        "![words] (a.png)",
    ],
)
def test_what_a_reader_sees_no_picture_for_is_none(text, folder):
    (folder / "a.png").write_bytes(png(700, 500))
    assert in_markdown(f"Text.\n\n{text}\n", folder) == ()


@pytest.mark.parametrize(
    "path",
    [
        "../secret.png",
        "figures/../../secret.png",
        r"..\secret.png",
        "%2e%2e/secret.png",
        "link.png",
        "linked/secret.png",
        "/etc/hostname",
        "C:/secret.png",
        "{outside}",
    ],
)
def test_no_path_leads_out_of_the_letters_folder(path, folder):
    secret = folder.parent / "secret.png"
    secret.write_bytes(png(700, 500))
    (folder / "figures").mkdir()
    (folder / "link.png").symlink_to(secret)
    (folder / "linked").symlink_to(folder.parent)
    (picture,) = in_markdown(f"Text ![]({path.format(outside=secret)})", folder)
    assert (picture.facts.trouble, picture.facts.why) == (
        "absent",
        "stands outside the letter's folder, and was not opened",
    )


def test_what_lies_below_the_letters_folder_is_read(folder):
    (folder / "figures").mkdir()
    (folder / "figures" / "a.png").write_bytes(png(700, 500))
    (folder / "b.png").symlink_to(folder / "figures" / "a.png")
    found = in_markdown(r"Text ![](figures/a.png) ![](figures\a.png) ![](./b.png)", folder)
    assert [picture.width for picture in found] == [700, 700, 700]


def test_a_folder_is_read_as_it_was_given(folder, monkeypatch):
    (folder / "a.png").write_bytes(png(700, 500))
    (folder / "letter.md").write_text("Dear Editor,\n\nA man had a plaque.\n\n![](a.png)\n", "utf-8")
    monkeypatch.chdir(folder)
    (file,) = sources.find(["letter.md"])
    assert [picture.width for picture in checked(file)[1].pictures] == [700]
    (file,) = sources.find([".."])
    assert [picture.width for picture in checked(file)[1].pictures] == [700]


@pytest.mark.parametrize("path", ["https://example.org/a.png", "//example.org/a.png", "data:image/png;base64,AAAA"])
def test_nothing_is_fetched(path, folder):
    (picture,) = in_markdown(f"Text ![]({path})", folder)
    assert (picture.facts.trouble, picture.facts.why) == ("absent", "stands on the web, where nothing is looked up")


def test_devices_and_folders_are_not_opened(folder):
    os.mkfifo(folder / "pipe.png")
    (folder / "folder.png").mkdir()
    found = in_markdown("Text ![](pipe.png) ![](folder.png) ![](none.png) ![](a%00.png)", folder)
    assert [picture.facts.why for picture in found] == [
        "cannot be opened, or is larger than 50 MB",
        "cannot be opened, or is larger than 50 MB",
        "is not beside the letter",
        "cannot be opened, or is larger than 50 MB",
    ]


def test_a_letter_from_standard_input_has_no_folder():
    (picture,) = in_markdown("Text ![](a.png)")
    assert picture.facts.why == "stands outside the letter's file, which was handed in without its folder"


def test_an_ending_that_lies_is_not_believed(folder):
    (folder / "a.jpg").write_bytes(png(700, 500))
    (folder / "b.png").write_text("Dear Editor,", "utf-8")
    found = in_markdown("Text ![](a.jpg) ![](b.png)", folder)
    assert [(picture.facts.format, picture.facts.trouble) for picture in found] == [("PNG", None), ("", "unread")]


# What is said


def letter(folder, *pictures, captions=1, head=""):
    marks = "\n\n".join(pictures)
    legends = "\n\n".join(f"**Figure {number}:** A plaque." for number in range(1, captions + 1))
    text = f"# A plaque of the shin\n\n{head}\n\nDear Editor,\n\nA man had a plaque.\n\n{marks}\n\n{legends}\n"
    (folder / "letter.md").write_text(text, "utf-8")
    return sources.file(str(folder / "letter.md"))


def test_a_finding_names_the_picture_and_its_place():
    contents = {"word/media/image1.png": png(480, 360)}
    item, read = checked(
        word_letter(TEXT + p(run(inline(pic(size=(6.3, 4.725)), size=(6.3, 4.725)))), contents=contents)
    )
    (outcome,) = (finding.outcome for finding in item.findings)
    assert outcome.message == (
        "Picture 1 (image1.png) is 480 × 360 pixels, printed 6.3 inches wide: 76 dpi; the journal asks for 300."
    )
    place = describe(outcome.at[0], read)
    assert (place.name, place.quote, place.paragraph) == ("Picture 1 (image1.png)", "image1.png", 3)


@pytest.mark.parametrize(
    ("width", "expected"), [(599, ["small"]), (600, ["dpi"]), (1760, ["dpi"]), (1765, []), (1800, []), (4000, [])]
)
def test_the_limits_of_a_picture_six_inches_wide(width, expected):
    contents = {"word/media/image1.png": png(width, round(width * 0.75))}
    assert cases(word_letter(TEXT + p(run(inline(pic()))), contents=contents)) == expected


def test_both_axes_are_judged_and_told_where_they_differ():
    contents = {"word/media/image1.png": png(1900, 700)}
    item, _ = checked(word_letter(TEXT + p(run(inline(pic()))), contents=contents))
    assert [finding.outcome.message for finding in item.findings] == [
        "Picture 1 (image1.png) is 1,900 × 700 pixels, printed 6.0 inches wide: 317 dpi across and 156 dpi down; "
        "the journal asks for 300."
    ]


@pytest.mark.parametrize(
    ("size", "pixels"), [((0.17, 0.17), (128, 128)), ((6, 0.02), (900, 3)), ((1.5, 0.5), (300, 100))]
)
def test_icons_rules_and_signatures_are_no_figures(size, pixels):
    contents = {"word/media/image1.png": png(*pixels)}
    item, read = checked(word_letter(TEXT + p(run(inline(pic(size=size), size=size))), contents=contents))
    assert (item.status.value, item.reasons) == ("not-applicable", ("There is no picture in the file.",))
    assert [picture.name for picture in read.pictures] == ["A small picture (image1.png)"]


def test_a_logo_before_the_text_is_no_figure(folder):
    (folder / "logo.png").write_bytes(png(300, 300))
    (folder / "a.png").write_bytes(png())
    read = checked(letter(folder, "![](a.png)", head="![](logo.png)"))[1]
    assert [picture.name for picture in read.pictures] == ["A small picture (logo.png)", "Picture 1 (a.png)"]


def test_a_dot_of_one_pixel_is_no_figure(folder):
    Image.new("RGB", (1, 1)).save(folder / "dot.gif")
    assert checked(letter(folder, "![](dot.gif)"))[0].status.value == "not-applicable"


def test_two_parts_of_one_picture_are_not_the_same_picture():
    whole, part = pic(), pic(crop='<a:srcRect l="40000" t="40000"/>', size=(3, 2))
    two = p(run(inline(whole))) + p(run(inline(part, size=(3, 2))))
    assert cases(word_letter(TEXT + two)) == []
    assert cases(word_letter(TEXT + p(run(inline(whole))) + p(run(inline(whole))))) == ["same"]


@pytest.mark.parametrize(
    ("pictures", "captions", "expected"),
    [(0, 2, []), (1, 2, ["count"]), (2, 2, []), (5, 2, []), (1, 1, []), (1, 0, [])],
)
def test_fewer_pictures_than_captions_are_asked_about(folder, pictures, captions, expected):
    for number in range(pictures):
        (folder / f"{number}.png").write_bytes(png(colour=(100 + 20 * number, 60, 50)))
    marks = [f"![]({number}.png)" for number in range(pictures)]
    assert cases(letter(folder, *marks, captions=captions)) == expected


def test_of_many_coarse_pictures_the_first_are_named(folder):
    for number in range(13):
        (folder / f"{number}.png").write_bytes(png(480, 360, colour=(50 + 10 * number, 60, 50)))
    item, _ = checked(letter(folder, *(f"![]({number}.png)" for number in range(13))))
    (outcome,) = (finding.outcome for finding in item.findings)
    assert outcome.message.count("480 × 360") == 10
    assert outcome.message.endswith("The same holds for 3 others.")
    assert len(outcome.at) == 13


def test_a_picture_that_is_not_at_hand_could_not_be_checked(folder):
    item, _ = checked(letter(folder, "![](none.png)"))
    assert (item.status.value, item.reasons) == ("could-not-check", ("Picture 1 (none.png) is not beside the letter.",))
    item, _ = checked(letter(folder, "![](none.png)"), "image-metadata")
    assert item.status.value == "not-applicable"


def test_a_name_full_of_tricks_is_shown_harmless(folder):
    item, read = checked(letter(folder, "![](x\u202egnp.exe<b>.png)"))
    assert item.status.value == "could-not-check"
    assert "\u202e" not in describe(read.pictures[0].span, read).name


def test_each_letter_of_a_file_has_its_own_pictures(folder):
    first, second = (
        f"# Title {n}\n\nDear Editor,\n\nA man had a plaque.<sup>1</sup>\n\n![]({n}.png)\n\n## References\n\n"
        f"1. Rao A. A title. *Clin Exp Dermatol* 2020;45:1–2.\n\n"
        for n in ("one", "two")
    )
    (folder / "letter.md").write_text(first + second, "utf-8")
    found = pipeline.letters([sources.file(str(folder / "letter.md"))], pack().vocabulary)
    assert [[picture.name for picture in read.pictures] for read in found] == [
        ["Picture 1 (one.png)"],
        ["Picture 1 (two.png)"],
    ]


def test_the_value_of_a_property_is_never_shown(folder):
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (12.0, 34.0, 56.0), 3: "E", 4: (65.0, 43.0, 21.0)}
    exif[0x013B] = "A. Unmistakable"
    exif[0x010E] = "Patient name: Unmistakable, date of birth: 01/02/1903"
    Image.open(BytesIO(png())).save(folder / "a.jpg", exif=exif)
    file = letter(folder, "![](a.jpg)")
    item, _ = checked(file, "image-metadata")
    said = repr([finding.outcome for finding in item.findings])
    assert [finding.outcome.case for finding in item.findings] == ["place", "patient", "author-name"]
    assert not any(value in said for value in ("Unmistakable", "34", "43", "1903"))
