"""Turn the bytes of a file into text, or say why they are none."""

import codecs
import re
from typing import Final

from dangbo.base.vietnamese import EncodingError, decode_bytes, decode_legacy, looks_legacy
from dangbo.history.files.problems import Place, Problem, placed, problem

MOST_BYTES: Final = 64 * 1024 * 1024

# What other files begin with, by the name of their kind.
SIGNATURES: Final = {
    b"PK\x03\x04": "ZIP, XLSX, DOCX",
    b"\x1f\x8b": "GZIP",
    b"%PDF": "PDF",
    b"\xd0\xcf\x11\xe0": "XLS, DOC",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"SQLite format 3\0": "SQLite",
}

# Signs that correct Vietnamese text in NFC has no use for, but old codings are full of.
OLD_SIGNS: Final = re.compile(
    "[\u00a1\u00a2\u00a4-\u00bf\u00c4-\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d8\u00db\u00dc\u00de-\u00df"
    "\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00ff"
    "\u0300-\u036f\u03bc\u2044]"
)


class Undecoded(Exception):  # noqa: N818 - an answer, not a fault
    """The bytes are no text in UTF-8; `found` says what they are instead."""

    def __init__(self, found: Problem) -> None:
        self.found = found
        super().__init__(found.code)


def text_of(content: bytes) -> str:
    """Return the text of a file in UTF-8, with or without its mark; raise Undecoded for others."""
    if len(content) > MOST_BYTES:
        most, size = MOST_BYTES >> 20, -(-len(content) >> 20)
        raise Undecoded(problem("TOO_LARGE", size=size, most=most))
    for signature, kind in SIGNATURES.items():
        if content.startswith(signature):
            raise Undecoded(problem("OTHER_KIND_OF_FILE", kind=kind))
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Undecoded(placed(problem("OLD_ENCODING", encoding="UTF-16"), Place(1, 1)))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Undecoded(_old_encoding(content, error.start)) from None
    if "\0" in text:
        raise Undecoded(placed(problem("NOT_TEXT"), _place(content, content.index(b"\0"))))
    return text


def decoded_copy(content: bytes) -> tuple[bytes, str]:
    """Return a file in UTF-8, and the coding that it, or words of it, was in ("" for none)."""
    if len(content) > MOST_BYTES or content.startswith(tuple(SIGNATURES)):
        text_of(content)
    try:
        text, encoding = decode_bytes(content)
    except EncodingError:
        raise Undecoded(problem("NOT_TEXT")) from None
    lines = [decoded_words(line) or line for line in text.splitlines(keepends=True)]
    mixed = looks_legacy(text) or ("" if encoding == "utf-8" else encoding)
    return "".join(lines).encode(), mixed.upper() if mixed.startswith("utf") else mixed


def decoded_words(text: str) -> str | None:
    """Return what a text in an old coding reads as, or None where it is in none."""
    if text.isascii() or not OLD_SIGNS.search(text) or not looks_legacy(text):
        return None
    return decode_legacy(text)


def _old_encoding(content: bytes, at: int) -> Problem:
    place = _place(content, at)
    try:
        encoding = decode_bytes(content).encoding
    except EncodingError:
        return placed(problem("NOT_TEXT"), place)
    return placed(problem("OLD_ENCODING", encoding=encoding), place)


def _place(content: bytes, at: int) -> Place:
    line = content.count(b"\n", 0, at) + 1
    return Place(line, at - content.rfind(b"\n", 0, at))
