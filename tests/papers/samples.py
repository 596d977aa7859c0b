"""Build small files of each type, whole and spoilt, as officers may send them."""

import struct
import zlib
from io import BytesIO, RawIOBase
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
MACRO_TYPES = TYPES.replace(
    "openxmlformats-officedocument.wordprocessingml.document.main",
    "ms-word.document.macroEnabled.main",
)
BODY = "<w:document><w:body><w:p><w:t>Quyết định</w:t></w:p></w:body></w:document>"

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
PROGRAM = b"MZ\x90\x00" + bytes(200)
PAGE = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"


def docx(
    parts: dict[str, bytes | str] | None = None, *, types: str = TYPES, packed: int = ZIP_DEFLATED
) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", packed) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("word/document.xml", BODY)
        for name, part in (parts or {}).items():
            archive.writestr(name, part)
    return content.getvalue()


def archive(parts: dict[str, bytes | str]) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_STORED) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return content.getvalue()


def png() -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(4))) + chunk(b"IEND", b"")
    )


def jpeg() -> bytes:
    def segment(mark: int, body: bytes) -> bytes:
        return struct.pack(">BBH", 0xFF, mark, len(body) + 2) + body

    start = b"\xff\xd8" + segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")
    frame = segment(0xC0, struct.pack(">BHHBBBB", 8, 1, 1, 1, 1, 0x11, 0))
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\x34\xff\x00\x56"
    return start + segment(0xDB, bytes(65)) + frame + scan + b"\xff\xd9"


def webp() -> bytes:
    body = b"WEBP" + b"VP8L" + struct.pack("<I", 10) + b"\x2f" + bytes(9)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def tiff() -> bytes:
    return b"II*\x00" + struct.pack("<IH", 8, 1) + struct.pack("<HHII", 256, 3, 1, 1) + bytes(4)


class Sparse(RawIOBase):
    """Give `size` zeros behind a beginning, and count how many were asked for."""

    def __init__(self, size: int, head: bytes = b"%PDF-1.7\n") -> None:
        super().__init__()
        self.size = size
        self.head = head
        self.place = 0
        self.largest = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        left = self.size - self.place
        wanted = left if size < 0 else min(size, left)
        self.largest = max(self.largest, wanted)
        piece = self.head[self.place : self.place + wanted]
        self.place += wanted
        return piece + bytes(wanted - len(piece))
