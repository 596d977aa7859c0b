"""Make small workbooks in Excel's format before 2007, byte by byte."""

import struct
from collections.abc import Sequence

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def old_book(
    rows: Sequence[Sequence[str | float]], *, name: str = "DS", locked: bool = False
) -> bytes:
    """Return a workbook of one tab; a locked one says that it is encrypted."""
    return _container(_stream(rows, name, locked=locked))


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _stream(rows: Sequence[Sequence[str | float]], name: str, *, locked: bool) -> bytes:
    first = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    first += _record(0x002F, struct.pack("<HHH", 1, 1, 1) + bytes(48)) if locked else b""
    first += _record(0x0042, struct.pack("<H", 1200))
    sheet_name = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    at = len(first) + 4 + 6 + len(sheet_name) + 4
    first += _record(0x0085, struct.pack("<IBB", at, 0, 0) + sheet_name) + _record(0x000A)
    tab = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    wide = max(map(len, rows))
    tab += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, wide, 0))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(cell, str):
                tab += _record(0x0204, place + _text(cell))
            else:
                tab += _record(0x0203, place + struct.pack("<d", cell))
    return first + tab + _record(0x000A)


def _container(stream: bytes) -> bytes:
    stream = stream.ljust(8 * SECTOR, b"\0")
    stream += b"\0" * (-len(stream) % SECTOR)
    count = len(stream) // SECTOR
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    chain = [FAT, END, *range(3, count + 2), END]
    table = struct.pack("<128I", *chain, *[FREE] * (128 - len(chain)))
    entries = _entry("Root Entry", 5, END, 0, child=1) + _entry("Workbook", 2, 2, len(stream))
    return header + table + entries.ljust(SECTOR, b"\0") + stream


def _entry(name: str, kind: int, start: int, size: int, *, child: int = FREE) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    body = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
    body += struct.pack("<III", FREE, FREE, child) + bytes(36)
    return body + struct.pack("<IQ", start, size)
