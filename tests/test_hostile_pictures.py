"""Pictures made to hold up whoever opens them: told in a sentence, soon, and in little memory."""

import struct
import subprocess
import sys
import time
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from validator.cleaning.pictures import clean_picture
from validator.model.text import UnreadableError
from validator.readers.pictures import MAX_BYTES, Looker

SOON = 4.0
"""Seconds for what takes one at most, and took ten to thirty."""
CROWDED = "holds far more beside its pixels than a picture does, and was not opened"


def chunk(name, said):
    return struct.pack(">I", len(said)) + name + said + struct.pack(">I", zlib.crc32(name + said))


def png(width, height, kind, row, notes=b""):
    """A PNG of one colour, of so many bytes a row."""
    packer = zlib.compressobj(1)
    pixels = b"".join(packer.compress(bytes(row + 1)) for _ in range(height)) + packer.flush()
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + notes + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def jpeg(size=(16, 16), **options):
    target = BytesIO()
    Image.new("L", size).save(target, "JPEG", **options)
    return target.getvalue()


def noted_jpeg(notes):
    made = jpeg()
    return made[:2] + notes + made[2:]


def scanned_jpeg(times):
    made = jpeg((2000, 2000), progressive=True)
    second = made.index(b"\xff\xda", made.index(b"\xff\xda") + 2)
    third = made.index(b"\xff\xda", second + 2)
    return made[:third] + made[second:third] * times + made[third:]


def tiff(*entries, behind=b""):
    listed = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + listed + struct.pack("<I", 0) + behind


SIZE = ((256, 4, 1, 10), (257, 4, 1, 10), (258, 3, 1, 8), (262, 3, 1, 1))
STRIPS = (*SIZE, (273, 4, 5_000_000, 8), (279, 4, 5_000_000, 8))
GIF = b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff"
FRAME = b"\x2c\0\0\0\0\1\0\1\0\0\2\2\x44\1\0"
CROWDS = {
    "PNG of a million texts": lambda: png(10, 10, 2, 30, chunk(b"tEXt", b"a\0b") * 1_000_000),
    "PNG of much EXIF": lambda: png(10, 10, 2, 30, chunk(b"eXIf", bytes(5_000_000))),
    "GIF of a million comments": lambda: GIF + b"\x21\xfe\1a\0" * 2_000_000 + FRAME + b";",
    "JPEG of a hundred thousand comments": lambda: noted_jpeg(b"\xff\xfe\0\3a" * 100_000),
    "JPEG of filling bytes": lambda: noted_jpeg(b"\xff" * 20_000_000),
    "JPEG of Photoshop's notes": lambda: noted_jpeg(
        (b"\xff\xed\xff\xffPhotoshop 3.0\0" + b"8BIM\4\4\0\0\0\0\0\0" * 5_400).ljust(65_537, b"\0") * 100
    ),
    "JPEG of a thousand scans": lambda: scanned_jpeg(1_000),
    "TIFF of five million strips": lambda: tiff(*STRIPS, behind=b"\1" * 20_000_000),
    "TIFF of a million captions": lambda: tiff(
        *SIZE, (273, 4, 1, 8), (33723, 1, 6_000_000, 200), behind=b"\0" * 200 + b"\x1c\2\x50\0\1a" * 1_000_000
    ),
}


@pytest.mark.parametrize("make", CROWDS.values(), ids=CROWDS.keys())
def test_a_picture_of_countless_pieces_is_not_opened(make):
    data = make()
    begun = time.process_time()
    facts = Looker().look(data)
    assert time.process_time() - begun < SOON
    assert (facts.trouble, facts.why) == ("unread", CROWDED)


@pytest.mark.parametrize(
    "data",
    [
        jpeg((3000, 2000), progressive=True, icc_profile=bytes(3_000_000), comment=b"a" * 60_000),
        png(3000, 2000, 2, 9000, chunk(b"tEXt", b"Title\0Plaque") * 50),
        GIF + FRAME * 500 + b";",
    ],
    ids=["JPEG", "PNG", "GIF"],
)
def test_a_picture_of_many_pieces_is_opened(data):
    assert Looker().look(data).trouble is None


def test_a_bmp_packed_in_countless_runs_is_known_by_its_bytes():
    head = struct.pack("<IiiHHIIiiII", 40, 9000, 9000, 1, 8, 1, 0, 0, 0, 1, 1)
    data = b"BM" + struct.pack("<IHHI", 0, 0, 0, 58) + head + bytes(4) + b"\0\0" * 10_000_000
    begun = time.process_time()
    facts = Looker().look(data)
    assert time.process_time() - begun < SOON
    assert (facts.width, facts.height, facts.trouble) == (9000, 9000, None)


# What getrusage tells of a new process begins with the memory of the one that started it.
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the memory of a process is read from /proc")
@pytest.mark.parametrize(("kind", "bytes_each"), [(6, 4), (2, 3), (0, 1)], ids=["RGBA", "RGB", "grey"])
def test_the_largest_picture_takes_little_memory(tmp_path, kind, bytes_each):
    file = tmp_path / "large.png"
    file.write_bytes(png(10_000, 9_990, kind, 10_000 * bytes_each))
    code = (
        "import sys; from pathlib import Path; from validator.readers.pictures import Looker\n"
        "facts = Looker().look(Path(sys.argv[1]).read_bytes())\n"
        "peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'))\n"
        "print(facts.width, facts.trouble, int(peak.split()[1]) // 1024)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True)
    width, trouble, megabytes = done.stdout.split()
    assert (width, trouble, int(megabytes) < 300) == ("10000", "None", True), done.stdout


def test_one_picture_named_a_hundred_times_is_read_no_hundred_times():
    from validator.readers import read

    data, times = jpeg() + bytes(30_000_000), []

    def neighbour(path):
        times.append(path)
        return data

    marks = " ".join(f"![a]({'./' * n}a.jpg)" for n in range(60))
    manuscript = read("letter.md", f"Dear Editor,\n\nA man had plaques. {marks}\n".encode(), neighbour)
    assert len(manuscript.pictures) == 60
    assert len(times) <= MAX_BYTES // len(data) + 1


# What is cleaned.


@pytest.mark.parametrize("make", CROWDS.values(), ids=CROWDS.keys())
def test_a_picture_of_countless_pieces_is_not_cleaned(make):
    data = make()
    begun = time.process_time()
    with pytest.raises(UnreadableError, match="far more beside its pixels"):
        clean_picture(data)
    assert time.process_time() - begun < SOON


def test_a_scan_that_starts_anew_countless_times_is_cleaned_soon():
    made = jpeg()
    data = made[:-2] + b"\xff\xd0" * 10_000_000 + b"\xff\xd9"
    begun = time.process_time()
    assert clean_picture(data) == (data, set())
    assert time.process_time() - begun < SOON
