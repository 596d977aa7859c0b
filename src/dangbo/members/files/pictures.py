"""Take from a picture all that is not the picture: where, when and with what it was taken.

Nothing is decoded: the parts that draw are kept as they are, every other part is left out.
"""

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple
from zlib import crc32

PNG: Final = b"\x89PNG\r\n\x1a\n"
# The chunks that draw; tEXt, eXIf, tIME and the like are not among them.
PNG_KEPT: Final = frozenset({b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"IDAT", b"IEND"})
JPEG: Final = b"\xff\xd8"
SCAN, END, EXIF, ADOBE = 0xDA, 0xD9, 0xE1, 0xEE
FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
# Tables, frames, intervals, and how the colours of some programs are meant.
JPEG_KEPT: Final = FRAMES | {0xC4, 0xCC, 0xDB, 0xDD, 0xDC, SCAN, ADOBE}
UPRIGHT: Final = 1
TURNS: Final = range(1, 9)
ORIENTATION: Final = 0x0112
EXIF_NAME: Final = b"Exif\0\0"
LEAST, MOST = 80, 6_000


class Picture(NamedTuple):
    """A picture without anything else: its type, its content and its size in points."""

    media_type: str
    content: bytes
    width: int
    height: int


class PictureError(Exception):
    """Say why something is not a picture that can be kept: not one, broken, or of a wrong size."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def bare_picture(content: bytes) -> Picture:
    """Return a picture (JPEG or PNG) without its metadata; raise PictureError where it is none."""
    try:
        if content.startswith(PNG):
            found = _bare_png(content)
        elif content.startswith(JPEG):
            found = _bare_jpeg(content)
        else:
            raise PictureError("PICTURE_UNKNOWN")
    except (struct.error, IndexError) as error:
        raise PictureError("PICTURE_BROKEN") from error
    if not (LEAST <= found.width <= MOST and LEAST <= found.height <= MOST):
        raise PictureError("PICTURE_SIZE")
    return found


def _bare_png(content: bytes) -> Picture:
    kept, size, at = [PNG], (0, 0), len(PNG)
    while True:
        length, name = struct.unpack(">I4s", content[at : at + 8])
        body = content[at + 8 : at + 8 + length]
        (told,) = struct.unpack(">I", content[at + 8 + length : at + 12 + length])
        if len(body) != length or crc32(name + body) != told:
            raise PictureError("PICTURE_BROKEN")
        if name == b"IHDR":
            size = struct.unpack(">II", body[:8])
        if name in PNG_KEPT:
            kept.append(content[at : at + 12 + length])
        at += 12 + length
        if name == b"IEND":
            return Picture("image/png", b"".join(kept), *size)


def _bare_jpeg(content: bytes) -> Picture:
    kept, size, turn = [], (0, 0), UPRIGHT
    for mark, segment in _segments(content):
        if mark in FRAMES:
            height, width = struct.unpack(">HH", segment[5:9])
            size = (width, height)
        if mark == EXIF:
            turn = _turn_in(segment) or turn
        if mark in JPEG_KEPT:
            kept.append(segment)
    if size == (0, 0):
        raise PictureError("PICTURE_BROKEN")
    first = [JPEG, _exif(turn)] if turn != UPRIGHT else [JPEG]
    return Picture("image/jpeg", b"".join([*first, *kept, b"\xff\xd9"]), *size)


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each segment with its mark up to the end of the picture, a scan with its points."""
    at = len(JPEG)
    while True:
        if content[at] != 0xFF:  # noqa: PLR2004 - the sign before each mark
            raise PictureError("PICTURE_BROKEN")
        mark = content[at + 1]
        if mark == END:
            return
        (length,) = struct.unpack(">H", content[at + 2 : at + 4])
        until = at + 2 + length
        if mark == SCAN:
            until = _end_of_points(content, until)
        yield mark, content[at:until]
        at = until


def _end_of_points(content: bytes, at: int) -> int:
    """Return where the points of a scan end: at a mark that is neither stuffing nor a restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise PictureError("PICTURE_BROKEN")
        following = content[at + 1]
        if following != 0 and not 0xD0 <= following <= 0xD7:  # noqa: PLR2004
            return at
        at += 2


def _turn_in(segment: bytes) -> int | None:
    """Return how a picture has to be turned, as its metadata tell."""
    if segment[4:10] != EXIF_NAME:
        return None
    tiff = segment[10:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return None
    try:
        (first,) = struct.unpack(f"{order}I", tiff[4:8])
        (entries,) = struct.unpack(f"{order}H", tiff[first : first + 2])
        for number in range(min(entries, 200)):
            at = first + 2 + 12 * number
            tag, _kind, _count, turn = struct.unpack(f"{order}HHIH", tiff[at : at + 10])
            if tag == ORIENTATION:
                return turn if turn in TURNS else None
    except struct.error:
        return None
    return None


def _exif(turn: int) -> bytes:
    """Return metadata that tell nothing but how the picture has to be turned."""
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, ORIENTATION, 3, 1, turn, 0, 0)
    body = EXIF_NAME + tiff
    return struct.pack(">BBH", 0xFF, EXIF, len(body) + 2) + body
