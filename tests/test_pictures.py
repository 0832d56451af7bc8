"""What is read of a picture's bytes: its facts, what it tells beside the picture, and what is refused."""

import struct
import subprocess
import sys
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, PngImagePlugin

from validator.model.picture import Facts
from validator.readers.pictures import MAX_PIXELS, Looker

RDF = 'xmlns:x="adobe:ns:meta/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
GPS_IFD, EXIF_IFD = 0x8825, 0x8769


def drawn(size=(80, 60), mode="RGB", colour=(200, 60, 50)):
    image = Image.new("RGB", size, (230, 200, 180))
    ImageDraw.Draw(image).ellipse((size[0] * 0.2, size[1] * 0.2, size[0] * 0.8, size[1] * 0.8), fill=colour)
    return image.convert(mode)


def saved(image, kind="PNG", **options):
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def look(data):
    return Looker().look(data)


def exif(entries=(), gps=None, own=None):
    made = Image.Exif()
    for tag, value in dict(entries).items():
        made[tag] = value
    if gps:
        made[GPS_IFD] = gps
    if own:
        made[EXIF_IFD] = own
    return made


def told(image=None, kind="JPEG", **options):
    return set(look(saved(image or drawn(), kind, **options)).properties)


def xmp(inside):
    return f'<x:xmpmeta {RDF}><rdf:RDF><rdf:Description rdf:about="" {inside}</rdf:RDF></x:xmpmeta>'.encode()


def iptc(*entries):
    """A JPEG with IPTC entries, each a number of the second record and its value."""
    data = b"".join(b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(v)) + v for number, v in entries)
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(data)) + data + b"\0" * (len(data) % 2)
    block = b"Photoshop 3.0\0" + resource
    jpeg = saved(drawn(), "JPEG")
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + jpeg[2:]


def png_header(width, height, depth=8):
    chunks = (
        b"IHDR" + struct.pack(">IIBBBBB", width, height, depth, 2, 0, 0, 0),
        b"IDAT" + zlib.compress(b""),
        b"IEND",
    )
    framed = (struct.pack(">I", len(c) - 4) + c + struct.pack(">I", zlib.crc32(c)) for c in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(framed)


def tiff(*entries, following=0):
    """A TIFF of one directory; each entry has its tag, type, count and value."""
    listed = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", len(entries)) + listed + struct.pack("<I", following)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "GIF", "BMP", "WEBP"])
def test_a_picture_of_each_format_is_read(kind):
    facts = look(saved(drawn((120, 90)), kind))
    assert (facts.format, facts.width, facts.height, facts.blank, facts.trouble) == (kind, 120, 90, False, None)
    assert facts.properties == ()


@pytest.mark.parametrize("compression", ["raw", "tiff_lzw", "tiff_deflate", "packbits", "jpeg"])
def test_a_tiff_is_read_however_it_is_packed(compression):
    facts = look(saved(drawn(), "TIFF", compression=compression))
    assert (facts.width, facts.height, facts.trouble) == (80, 60, None)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_of_each_mode_is_read(mode):
    image = drawn(mode="L").convert(mode) if mode == "I;16" else drawn(mode=mode)
    assert not look(saved(image)).blank
    assert look(saved(image)).trouble is None


@pytest.mark.parametrize("mode", ["CMYK", "L", "RGB"])
def test_a_jpeg_of_each_mode_is_read(mode):
    facts = look(saved(drawn(mode=mode), "JPEG"))
    assert (facts.trouble, facts.blank) == (None, False)


def test_a_film_is_read_by_its_first_frame():
    frames = [drawn(colour=(200, 0, shade)) for shade in range(0, 250, 50)]
    facts = look(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert (facts.width, facts.height, facts.trouble) == (80, 60, None)


def test_a_telephones_file_of_two_pictures_is_read_by_its_first():
    target = BytesIO()
    made = exif(gps={2: (1.0, 2.0, 3.0), 4: (5.0, 6.0, 7.0)}).tobytes()
    drawn().save(target, "MPO", save_all=True, append_images=[drawn((40, 30))], exif=made)
    facts = look(target.getvalue() + b"what a camera adds")
    assert (facts.format, facts.width, facts.height, facts.properties) == ("JPEG", 80, 60, ("place",))
    assert facts.trouble is None


def test_damage_in_one_entry_hides_no_other():
    data = saved(drawn(), "JPEG", exif=exif({0x013B: "A. Invented"}), xmp=b"<x:xmpmeta")
    assert look(data).properties == ("author",)


def test_a_photograph_on_its_side_is_measured_as_it_is_shown():
    facts = look(saved(drawn((90, 60)), "JPEG", exif=exif({0x0112: 6})))
    assert (facts.width, facts.height) == (60, 90)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"])
@pytest.mark.parametrize("colour", ["white", "black", (120, 130, 140)])
def test_one_colour_is_blank(kind, colour):
    assert look(saved(Image.new("RGB", (300, 200), colour), kind)).blank


def test_what_is_wholly_transparent_is_blank():
    image = drawn(mode="RGBA")
    image.putalpha(0)
    assert look(saved(image)).blank


def test_a_thin_line_on_white_is_not_blank():
    image = Image.new("L", (3000, 2000), 255)
    ImageDraw.Draw(image).line((0, 1000, 3000, 1000), fill=0, width=2)
    assert not look(saved(image)).blank


def test_the_same_pixels_are_the_same_picture_whatever_their_file_tells():
    plain, with_text = drawn(), PngImagePlugin.PngInfo()
    with_text.add_text("Software", "Other")
    one, other = look(saved(plain)), look(saved(plain, pnginfo=with_text))
    assert one.digest == other.digest
    assert one.digest != look(saved(drawn(colour=(10, 10, 10)))).digest


def test_a_large_photograph_is_known_again_without_its_exif():
    image = Image.effect_noise((2400, 1800), 90).convert("RGB")
    bare, placed = saved(image, "JPEG"), saved(image, "JPEG", exif=exif(gps={2: (10.0, 1.0, 1.0)}))
    assert len(bare) > 0.03 * 2400 * 1800
    assert look(bare).digest == look(placed).digest
    assert look(placed).properties == ("place",)


def test_a_large_photograph_that_is_cut_short_is_broken():
    image = Image.effect_noise((2400, 1800), 90).convert("RGB")
    for kind in ("JPEG", "PNG"):
        data = saved(image, kind)
        assert look(data[: len(data) * 3 // 4]).trouble == "broken"


# What a file tells beside the picture


def test_what_a_png_tells_behind_its_pixels_is_found_without_decoding_them():
    png, text = saved(drawn()), b"tEXtAuthor\0A. Invented"
    framed = struct.pack(">I", len(text) - 4) + text + struct.pack(">I", zlib.crc32(text))
    at = png.index(b"IEND") - 4
    facts = Looker(left=0).look(png[:at] + framed + png[at:])
    assert (facts.properties, facts.trouble) == (("author",), None)


def test_a_film_in_png_is_read_by_its_first_frame():
    frames = [drawn(colour=(200, 0, shade)) for shade in range(0, 250, 50)]
    facts = look(saved(frames[0], "PNG", save_all=True, append_images=frames[1:]))
    assert (facts.width, facts.height, facts.blank, facts.trouble) == (80, 60, False, None)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_place_in_exif_is_found(kind):
    made = exif(gps={1: "S", 2: (1.0, 2.0, 3.0), 3: "W", 4: (5.0, 6.0, 7.0)})
    assert told(kind=kind, exif=made.tobytes()) == {"place"}


@pytest.mark.parametrize("gps", [{0: b"\2\3\0\0"}, {1: "N", 2: (0.0, 0.0, 0.0)}, {29: "2026:01:01"}])
def test_a_camera_that_knows_no_place_tells_none(gps):
    assert told(exif=exif(gps=gps)) == set()


def test_camera_date_and_program_are_nobodys_secret():
    entries = {0x010F: "Maker", 0x0110: "Model 1", 0x0131: "Program 2", 0x0132: "2026:01:01 10:00:00"}
    assert told(exif=exif(entries, own={0x9003: "2026:01:01 10:00:00", 0x829A: 0.01})) == set()


@pytest.mark.parametrize(
    ("entries", "own", "kinds"),
    [
        ({0x013B: "A. Invented"}, None, {"author"}),
        ({0x9C9D: "A. Invented\0".encode("utf-16-le")}, None, {"author"}),
        ({}, {0xA430: "A. Invented"}, {"author"}),
        ({0x013B: "  "}, None, set()),
        ({0x013B: "unknown"}, None, set()),
        ({}, {0xA431: "00012345"}, {"device"}),
        ({}, {0xA435: "00012345"}, {"device"}),
        ({0x010E: "Patient name: Invented"}, None, {"patient"}),
        ({0x010E: "DOB 01/01/1900"}, None, {"birth"}),
        ({0x9C9C: "MRN: 123\0".encode("utf-16-le")}, None, {"patient"}),
        ({0x010E: "A patient with plaques"}, None, set()),
        ({0x010E: "Birthmark of the shin"}, None, set()),
    ],
)
def test_names_and_numbers_in_exif(entries, own, kinds):
    assert told(exif=exif(entries, own=own)) == kinds


@pytest.mark.parametrize(
    ("inside", "kinds"),
    [
        ('xmlns:e="http://ns.adobe.com/exif/1.0/" e:GPSLatitude="1,2N"/>', {"place"}),
        ('xmlns:p="http://ns.adobe.com/photoshop/1.0/"><p:City>Inventia</p:City></rdf:Description>', {"place"}),
        ('xmlns:p="http://ns.adobe.com/photoshop/1.0/" p:City=""/>', set()),
        ('xmlns:D="http://ns.adobe.com/DICOM/" D:PatientName="X" D:PatientDOB="19000101"/>', {"patient", "birth"}),
        ('xmlns:a="http://ns.adobe.com/exif/1.0/aux/" a:SerialNumber="123"/>', {"device"}),
        (
            'xmlns:d="http://purl.org/dc/elements/1.1/"><d:creator><rdf:Seq><rdf:li>A. Invented</rdf:li></rdf:Seq>'
            "</d:creator></rdf:Description>",
            {"author"},
        ),
        ('xmlns:m="http://www.metadataworkinggroup.com/schemas/regions/" m:Name="A. Invented"/>', {"person"}),
        ('xmlns:x2="http://ns.example.org/" x2:Name="Profile 1"/>', set()),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_names_and_places_in_xmp(kind, inside, kinds):
    if kind == "JPEG":
        data = saved(drawn(), "JPEG", xmp=xmp(inside))
    else:
        text = PngImagePlugin.PngInfo()
        text.add_itxt("XML:com.adobe.xmp", xmp(inside).decode())
        data = saved(drawn(), "PNG", pnginfo=text)
    assert set(look(data).properties) == kinds


@pytest.mark.parametrize(
    ("entries", "kinds"),
    [
        (((80, b"A. Invented"),), {"author"}),
        (((90, b"Inventia"), (92, b"Old town")), {"place"}),
        (((120, b"Patient ID: 17"),), {"patient"}),
        (((110, b"Agency"),), set()),
    ],
)
def test_names_and_places_in_iptc(entries, kinds):
    assert set(look(iptc(*entries)).properties) == kinds


@pytest.mark.parametrize(
    ("name", "value", "kinds"),
    [
        ("Author", "A. Invented", {"author"}),
        ("Comment", "Date of birth: 1 January 1900", {"birth"}),
        ("Patient Name", "Invented", {"patient"}),
        ("Software", "Program 1", set()),
    ],
)
def test_the_texts_of_a_png(name, value, kinds):
    text = PngImagePlugin.PngInfo()
    text.add_text(name, value)
    assert told(kind="PNG", pnginfo=text) == kinds


def test_no_value_is_kept():
    data = saved(drawn(), "JPEG", exif=exif({0x013B: "A. Unmistakable"}, gps={2: (11.0, 22.0, 33.0)}))
    facts = look(data)
    assert set(facts.properties) == {"place", "author"}
    assert not any(value in repr(facts) for value in ("Unmistakable", "11.0", "22.0", "33.0"))


# What is refused


@pytest.mark.parametrize(
    "data",
    [
        png_header(60_000, 40_000),
        png_header(10_001, 10_000),
        b"GIF89a" + struct.pack("<HH", 65_535, 65_535) + b"\0\0\0" + b",\0\0\0\0\xff\xff\xff\xff\0\2\0;",
        b"BM" + struct.pack("<IIIIIIHHIIIIII", 54, 0, 54, 40, 50_000, 50_000, 1, 24, 0, 0, 0, 0, 0, 0),
        tiff((256, 4, 1, 70_000), (257, 4, 1, 70_000), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8)),
    ],
    ids=["png", "png just over the limit", "gif", "bmp", "tiff"],
)
def test_a_bomb_is_refused_by_its_header(data):
    facts = look(data)
    assert facts.trouble == "too-large"
    assert facts.why == f"says that it has more than {MAX_PIXELS // 1_000_000} million pixels, and was not opened"


def test_what_packs_well_is_decoded_within_the_limits_of_a_file():
    looker = Looker(left=1_000)
    facts = looker.look(saved(drawn()))
    assert (facts.width, facts.height, facts.blank, facts.trouble) == (80, 60, False, None)
    assert looker.left == 1_000


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "GIF", "BMP", "WEBP"])
def test_a_picture_that_is_cut_short_is_broken(kind):
    data = saved(drawn(), kind)
    facts = look(data[: len(data) // 2])
    assert (facts.format, facts.trouble, facts.why) == (kind, "broken", "is damaged or breaks off before its end")


def test_an_empty_file_is_said_to_be_one():
    assert look(b"") == Facts(trouble="broken", why="is an empty file")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n(rm) system\n", "EPS"),
        (b"\xc5\xd0\xd3\xc6" + bytes(40), "EPS"),
        (b"%PDF-1.7\n", "PDF"),
        (b"8BPS\0\1" + bytes(30), "Photoshop"),
        (b"\0\0\0\x18ftypheic" + bytes(30), "HEIC"),
        (b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(30), "JPEG 2000"),
    ],
)
def test_other_formats_are_named_and_no_program_is_run(data, kind, monkeypatch):
    def forbidden(*arguments, **options):
        raise AssertionError(arguments)

    monkeypatch.setattr(subprocess, "Popen", forbidden)
    assert look(data) == Facts(kind, trouble="unread", why=f"is in a format that is not read here ({kind})")


@pytest.mark.parametrize("data", [b"Dear Editor,", b"\0" * 500, b"PK\3\4" + bytes(100), b"<html></html>"])
def test_what_is_no_picture_is_said_to_be_none(data):
    assert look(data) == Facts(trouble="unread", why="is no picture of a kind that can be read")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"\xd7\xcd\xc6\x9a" + bytes(40), "WMF"),
        (b"\1\0\0\0" + bytes(36) + b" EMF" + bytes(40), "EMF"),
    ],
)
def test_what_is_drawn_in_lines_has_no_pixels_to_judge(data, kind):
    facts = look(data)
    assert (facts.format, facts.width, facts.trouble) == (kind, 0, None)


def test_a_tiff_whose_directories_go_in_a_circle_is_read_by_the_first():
    made = bytearray(saved(drawn(), "TIFF"))
    start = struct.unpack("<I", made[4:8])[0]
    count = struct.unpack("<H", made[start : start + 2])[0]
    place = start + 2 + 12 * count
    made[place : place + 4] = struct.pack("<I", start)
    facts = look(bytes(made))
    assert (facts.width, facts.height, facts.trouble) == (80, 60, None)


def test_exif_that_points_at_itself_harms_nobody():
    # The directory's one entry says that the GPS directory is the directory itself.
    loop = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + struct.pack("<HHII", GPS_IFD, 4, 1, 8) + struct.pack("<I", 8)
    jpeg = saved(drawn(), "JPEG")
    facts = look(jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(loop) + 2) + loop + jpeg[2:])
    assert (facts.width, facts.height, facts.trouble, facts.properties) == (80, 60, None, ())


def test_xmp_with_entities_tells_nothing_and_reads_no_file(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("Patient ID: 17", "utf-8")
    packet = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><x><description>&e;</description></x>'
    facts = look(saved(drawn(), "JPEG", xmp=packet.encode()))
    assert (facts.trouble, facts.properties) == (None, ())


def test_a_text_that_unpacks_without_end_is_no_traceback():
    packed = zlib.compress(b"a" * 80_000_000)
    chunk = b"zTXt" + b"Comment\0\0" + packed
    png = saved(drawn())
    at = png.index(b"IDAT") - 4
    framed = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    assert look(png[:at] + framed + png[at:]).trouble in {None, "broken"}


@given(st.sampled_from(["JPEG", "PNG", "TIFF", "GIF", "BMP", "WEBP"]), st.data())
def test_no_damage_brings_more_than_a_sentence(kind, data):
    whole = bytearray(
        saved(drawn((24, 18)), kind, **({} if kind in {"GIF", "BMP"} else {"exif": exif({0x013B: "A B"})}))
    )
    for _ in range(data.draw(st.integers(1, 12))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    facts = look(bytes(whole[: data.draw(st.integers(0, len(whole)))]))
    assert bool(facts.why) == (facts.trouble is not None)


@given(st.binary(max_size=300))
def test_no_bytes_bring_more_than_a_sentence(data):
    assert bool(look(data).why) == (look(data).trouble is not None)


def test_a_letter_without_pictures_does_not_load_pillow(tmp_path):
    letter = tmp_path / "letter.md"
    letter.write_text("Dear Editor,\n\nA man had a plaque.\n", "utf-8")
    command = [sys.executable, "-X", "importtime", "-m", "validator", "check", str(letter), "--fail-on", "never"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "validator.readers.markdown" in ran.stderr
    assert "PIL" not in ran.stderr
    assert "validator.readers.pictures" not in ran.stderr
