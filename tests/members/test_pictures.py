"""Take everything from a picture but the picture; refuse what is none."""

import struct
from zlib import compress, crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.members.files.pictures import PictureError, bare_picture

WHERE = b"21.0N 107.1E Canon"


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", crc32(name + body))


def png(*more: bytes, width: int = 90, height: int = 120) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    points = chunk(b"IDAT", compress(b"\0" * ((width + 1) * height)))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + points + chunk(b"IEND", b"")


def segment(mark: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, mark, len(body) + 2) + body


def exif(turn: int) -> bytes:
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, turn, 0)
    tiff = b"II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0) + WHERE
    return segment(0xE1, b"Exif\0\0" + tiff)


def jpeg(*more: bytes, width: int = 90, height: int = 120) -> bytes:
    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
    scan = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\0\x34\xff\xd0\x56"
    return b"\xff\xd8" + b"".join(more) + segment(0xDB, b"\0" * 65) + frame + scan + b"\xff\xd9"


def test_png_loses_its_texts_and_keeps_its_points() -> None:
    noted = png(chunk(b"tEXt", b"Location\0" + WHERE), chunk(b"eXIf", WHERE))

    found = bare_picture(noted)

    assert found == ("image/png", png(), 90, 120)


def test_jpeg_loses_its_metadata_comment_and_what_stands_behind_its_end() -> None:
    noted = jpeg(segment(0xE0, b"JFIF\0"), exif(1), segment(0xFE, WHERE)) + WHERE

    found = bare_picture(noted)

    assert found == ("image/jpeg", jpeg(), 90, 120)


def test_jpeg_still_says_how_it_has_to_be_turned_and_nothing_else() -> None:
    found = bare_picture(jpeg(exif(6)))

    assert WHERE not in found.content
    assert found.content.replace(jpeg()[2:], b"") == bare_picture(jpeg(exif(6))).content[:38]
    assert struct.unpack(">H", found.content[30:32]) == (6,)
    assert bare_picture(found.content) == found


@given(st.integers(min_value=1, max_value=8), st.binary(max_size=40))
def test_bare_pictures_stay_as_they_are(turn: int, noise: bytes) -> None:
    for given_one in (jpeg(exif(turn), segment(0xED, noise)), png(chunk(b"tIME", noise))):
        found = bare_picture(given_one)

        assert bare_picture(found.content) == found


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"GIF89a", "PICTURE_UNKNOWN"),
        (b"", "PICTURE_UNKNOWN"),
        (jpeg()[:40], "PICTURE_BROKEN"),
        (png()[:60], "PICTURE_BROKEN"),
        (png().replace(b"IDAT", b"IDAX"), "PICTURE_BROKEN"),
        (jpeg(width=10), "PICTURE_SIZE"),
        (png(height=7_000), "PICTURE_SIZE"),
    ],
)
def test_what_is_no_picture_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(PictureError) as error:
        bare_picture(content)

    assert error.value.code == code


@given(st.binary(max_size=200))
def test_any_bytes_are_a_picture_or_refused(content: bytes) -> None:
    for start in (b"\xff\xd8", b"\x89PNG\r\n\x1a\n"):
        with pytest.raises(PictureError):
            bare_picture(start + content)
