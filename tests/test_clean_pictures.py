"""Clean copies of pictures: nothing told beside them, and the same pixels, turned the same way."""

import subprocess
from io import BytesIO
from shutil import which

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from told_files import SECRETS, drawn, exif, jpeg, pictures, saved

from validator.cleaning.pictures import clean_picture
from validator.model.text import UnreadableError

PICTURES = pictures()
kinds = pytest.mark.parametrize("kind", PICTURES)


def shown(data):
    """The pages of a picture as they are shown: size, turn and pixels."""
    pages = []
    with Image.open(BytesIO(data)) as image:
        for page in range(getattr(image, "n_frames", 1)):
            image.seek(page)
            pages.append((image.size, image.mode, image.convert("RGBA").tobytes()))
        return pages, image.getexif().get(0x0112, 1), image.info.get("dpi"), image.info.get("icc_profile")


@kinds
def test_nothing_is_told_beside_a_clean_picture(kind):
    cleaned, _ = clean_picture(PICTURES[kind])
    assert any(secret in PICTURES[kind] for secret in SECRETS)
    assert [secret for secret in SECRETS if secret in cleaned] == []
    with Image.open(BytesIO(cleaned)) as image:
        image.load()
        told = dict(image.getexif())
        assert {0x010F, 0x013B, 0x8825, 0x010E, 0x02BC} & set(told) == set()
        assert image.getexif().get_ifd(0x8825) == {}
        assert {"comment", "xmp", "Author", "Comment", "XML:com.adobe.xmp", "photoshop"} & set(image.info) == set()


@kinds
def test_a_clean_picture_is_shown_as_it_was(kind):
    assert shown(clean_picture(PICTURES[kind])[0]) == shown(PICTURES[kind])


@kinds
def test_cleaning_twice_is_cleaning_once(kind):
    cleaned, _ = clean_picture(PICTURES[kind])
    assert clean_picture(cleaned) == (cleaned, set())


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("jpeg", {"place", "exif", "xmp", "comment"}),
        ("jpeg-four-inks", {"place", "exif"}),
        ("png", {"place", "exif", "xmp", "comment"}),
        ("webp", {"place", "exif", "xmp"}),
        ("gif", {"comment"}),
        ("tiff", {"xmp", "iptc", "comment"}),
    ],
)
def test_what_was_taken_out_is_named(kind, expected):
    assert clean_picture(PICTURES[kind])[1] == expected


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_picture_stays_turned_as_it_is(kind, orientation):
    cleaned, _ = clean_picture(saved(drawn(), kind, exif=exif(orientation)))
    with Image.open(BytesIO(cleaned)) as image:
        assert image.getexif().get(0x0112, 1) == orientation


def test_what_telephones_append_behind_a_jpeg_goes():
    cleaned, _ = clean_picture(PICTURES["jpeg-trailer"])
    assert cleaned == clean_picture(jpeg())[0]


def test_the_preview_in_a_jpeg_goes():
    plain = saved(drawn(), "JPEG")
    size = plain[4:6]
    assert (plain[2:4], size) == (b"\xff\xe0", b"\0\x10")
    preview = b"\x02\x02" + bytes(range(12))
    told = plain[:4] + (16 + 12).to_bytes(2, "big") + plain[6:18] + preview + plain[20:]
    assert clean_picture(told) == (plain, {"small"})


def test_a_plain_picture_stays_as_it_is():
    for kind in ("JPEG", "PNG", "WEBP", "TIFF"):
        plain = saved(drawn(), kind)
        assert clean_picture(plain) == (plain, set())


def test_an_animation_runs_as_often_as_before():
    with Image.open(BytesIO(clean_picture(PICTURES["gif"])[0])) as image:
        assert (image.n_frames, image.info["loop"]) == (2, 0)


def test_an_unknown_part_of_a_gif_that_is_numbered_like_an_image_goes():
    plain = saved(drawn("P"), "GIF")
    hidden = b"\x21\x2c\x07Mirabel\0\x21\x3b\x07Mirabel\0"
    assert plain[-1:] == b"\x3b"
    assert clean_picture(plain[:-1] + hidden + b"\x3b") == (clean_picture(plain)[0], {"other"})


def ifd(entries, following=0, order="little"):
    packed = [tag.to_bytes(2, order) + kind.to_bytes(2, order) + n.to_bytes(4, order) + v.to_bytes(4, order)
              for tag, kind, n, v in entries]  # fmt: skip
    return len(entries).to_bytes(2, order) + b"".join(packed) + following.to_bytes(4, order)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe1\xff\xff",
        b"\xff\xd8\xff\xe1\0\0" * 10,
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR" + b"a" * 90,
        b"RIFF\xff\xff\xff\xffWEBPVP8 ",
        b"RIFF\4\0\0\0WEBP",
        b"GIF89a",
        b"GIF89a\1\0\1\0\0\0\0!\xfe\xff",
        b"II*\0",
        b"II*\0\xff\xff\xff\xff",
        b"II*\0\x08\0\0\0" + ifd([(254, 4, 1, 0)], following=8),
        b"II*\0\x08\0\0\0" + ifd([(330, 4, 2**32 - 1, 8)]),
        b"II*\0\x08\0\0\0" + ifd([(330, 4, 1, 8)]),
        b"II*\0\x08\0\0\0" + ifd([(273, 4, 1, 8)]),
        b"II*\0\x08\0\0\0" + ifd([(273, 4, 1, 8), (279, 4, 1, 2**32 - 1)]),
        b"BM" + b"\0" * 60,
        b"",
    ],
)
def test_what_is_no_whole_picture_is_refused_with_a_sentence(data):
    with pytest.raises(UnreadableError) as refused:
        clean_picture(data)
    assert str(refused.value).endswith(".")


@kinds
def test_a_picture_that_breaks_off_is_refused_or_shown_as_far_as_it_goes(kind):
    data = PICTURES[kind]
    for part in (0.1, 0.3, 0.5, 0.9):
        try:
            cleaned, _ = clean_picture(data[: int(len(data) * part)])
        except UnreadableError:
            continue
        assert [secret for secret in SECRETS if secret in cleaned] == []


@settings(max_examples=150, deadline=None)
@given(
    kind=st.sampled_from(sorted(PICTURES)),
    changes=st.lists(st.tuples(st.integers(0, 2**20), st.integers(0, 255)), min_size=1, max_size=6),
    end=st.one_of(st.none(), st.integers(0, 6_000)),
)
def test_any_damage_is_refused_or_cleaned_for_good(kind, changes, end):
    data = bytearray(PICTURES[kind])
    for place, value in changes:
        data[place % min(len(data), 1_500)] = value
    data = bytes(data[:end])
    try:
        cleaned, _ = clean_picture(data)
    except UnreadableError:
        return
    assert clean_picture(cleaned) == (cleaned, set())


@pytest.mark.skipif(which("exiftool") is None, reason="exiftool is not here")
@kinds
def test_another_program_reads_nothing_of_them(kind, tmp_path):
    file = tmp_path / "picture"
    file.write_bytes(clean_picture(PICTURES[kind])[0])
    told = subprocess.run(["exiftool", "-a", "-u", "-g1", str(file)], capture_output=True, check=True).stdout
    assert b"Latitude" not in told
    assert [secret for secret in SECRETS if secret in told] == []
