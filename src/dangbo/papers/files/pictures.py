"""Check that a picture is built as its format says, without decoding it."""

import struct
from collections.abc import Callable, Mapping
from typing import BinaryIO, Final

MOST_PARTS: Final = 100_000
PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
PNG_CHECKSUM: Final = 4
JPEG_START: Final = b"\xff\xd8"
JPEG_END: Final = b"\xff\xd9"
JPEG_SCAN: Final = 0xDA
JPEG_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
JPEG_BARE: Final = frozenset({0x01, *range(0xD0, 0xD9)})
JPEG_TAIL: Final = 65_536
WEBP_FIRST: Final = frozenset({b"VP8 ", b"VP8L", b"VP8X"})
RIFF_HEAD: Final = 8
TIFF_ORDERS: Final = {b"II*\x00": "<", b"MM\x00*": ">"}
TIFF_ENTRY: Final = 12


class CutOffError(Exception):
    """Say that a file ends before its format lets it."""


def is_whole_picture(media_type: str, content: BinaryIO, size: int) -> bool:
    """Say whether the picture is built as its type says, from beginning to end."""
    try:
        return CHECKS[media_type](content, size)
    except CutOffError:
        return False


def _png(content: BinaryIO, size: int) -> bool:
    """Follow the chunks from the header to the end mark."""
    if _read(content, len(PNG_SIGNATURE)) != PNG_SIGNATURE:
        return False
    for place in range(MOST_PARTS):
        length, name = struct.unpack(">I4s", _read(content, 8))
        if (name == b"IHDR") is not (place == 0):
            return False
        if content.seek(length + PNG_CHECKSUM, 1) > size:
            return False
        if name == b"IEND":
            return bool(length == 0)
    return False


def _jpeg(content: BinaryIO, size: int) -> bool:
    """Follow the segments through a frame to the scan of a picture that ends."""
    if _read(content, 2) != JPEG_START:
        return False
    framed = False
    for _ in range(MOST_PARTS):
        mark = _jpeg_mark(content)
        if mark in JPEG_BARE:
            continue
        if mark == JPEG_SCAN:
            return framed and _jpeg_ends(content, size)
        framed = framed or mark in JPEG_FRAMES
        length = int.from_bytes(_read(content, 2), "big")
        content.seek(max(length - 2, 0), 1)
    return False


def _jpeg_mark(content: BinaryIO) -> int:
    if _read(content, 1) != b"\xff":
        raise CutOffError
    mark = _read(content, 1)
    while mark == b"\xff":
        mark = _read(content, 1)
    return mark[0]


def _jpeg_ends(content: BinaryIO, size: int) -> bool:
    """Find the end mark; telephones write more behind it, so it need not be the last sign."""
    content.seek(max(size - JPEG_TAIL, content.tell()))
    return JPEG_END in content.read(JPEG_TAIL)


def _webp(content: BinaryIO, size: int) -> bool:
    """See whether the container holds as much as it declares and begins with a picture."""
    riff, declared, webp, first = struct.unpack("<4sI4s4s", _read(content, 16))
    return bool(
        riff == b"RIFF" and webp == b"WEBP" and declared + RIFF_HEAD <= size and first in WEBP_FIRST
    )


def _tiff(content: BinaryIO, size: int) -> bool:
    """See whether the first directory lies within the file and has entries."""
    order = TIFF_ORDERS.get(_read(content, 4))
    if order is None:
        return False
    first = struct.unpack(f"{order}I", _read(content, 4))[0]
    content.seek(first)
    entries = struct.unpack(f"{order}H", _read(content, 2))[0]
    return bool(entries > 0 and first + 2 + TIFF_ENTRY * entries <= size)


def _read(content: BinaryIO, length: int) -> bytes:
    found = content.read(length)
    if len(found) < length:
        raise CutOffError
    return found


CHECKS: Final[Mapping[str, Callable[[BinaryIO, int], bool]]] = {
    "image/png": _png,
    "image/jpeg": _jpeg,
    "image/webp": _webp,
    "image/tiff": _tiff,
}
