"""Read the bytes of a file as text, whichever way Vietnamese was coded in it, without guessing."""

import codecs
from typing import NamedTuple
from unicodedata import normalize

from django.utils.translation import gettext as _

from dangbo.base.vietnamese.legacy import decode_legacy, looks_legacy
from dangbo.base.vietnamese.readings import WORD, is_surely_unicode
from dangbo.base.vietnamese.syllables import is_syllable

UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# How much must be Vietnamese in what Windows-1258 gives: it can read the text of any language.
LEAST_SURE = 2
LEAST_SHARE = 4


class Decoded(NamedTuple):
    """The text of a file and the coding it was in."""

    text: str
    encoding: str


class EncodingError(ValueError):
    """Bytes that are text in none of the codings known, with the first byte that is not UTF-8."""

    def __init__(self, position: int, byte: int) -> None:
        self.position = position
        self.byte = byte
        super().__init__(position, byte)

    def __str__(self) -> str:
        return _(
            "Không nhận ra bảng mã của tệp: byte %(byte)s ở vị trí %(position)s không phải UTF-8, "
            "và cả tệp không đọc được theo TCVN3, VNI hay Windows-1258. "
            "Hãy lưu lại tệp theo mã UTF-8 rồi thử lại."
        ) % {"byte": f"0x{self.byte:02X}", "position": self.position}


def decode_bytes(raw: bytes) -> Decoded:
    """Return the text of a file, or raise EncodingError.

    UTF-8 and marked UTF-16 are taken at their word; the older codings only when the words that
    come out are Vietnamese.
    """
    decoded = _utf_16(raw) if raw.startswith(UTF_16_MARKS) else _utf_8(raw) or _one_byte(raw)
    if decoded is None or "\0" in decoded.text:
        raise EncodingError(*_first_fault(raw))
    return decoded


def _utf_16(raw: bytes) -> Decoded | None:
    text = _decode(raw, "utf-16")
    return None if text is None else Decoded(text, "utf-16")


def _utf_8(raw: bytes) -> Decoded | None:
    text = _decode(raw, "utf-8-sig")
    return None if text is None else Decoded(text, "utf-8")


def _one_byte(raw: bytes) -> Decoded | None:
    western = _decode(raw, "cp1252")
    name = looks_legacy(western) if western else None
    if western and name:
        return Decoded(decode_legacy(western), name)
    text = normalize("NFC", _decode(raw, "cp1258") or "")
    return Decoded(text, "windows-1258") if _is_vietnamese(text) else None


def _is_vietnamese(text: str) -> bool:
    """Say whether nearly all marked words of text are syllables, and some surely Vietnamese."""
    marked = {word for word in WORD.findall(text) if not word.isascii()}
    syllables = {word for word in marked if is_syllable(word)}
    sure = sum(map(is_surely_unicode, syllables))
    return sure >= LEAST_SURE and len(syllables) >= LEAST_SHARE * len(marked - syllables)


def _decode(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _first_fault(raw: bytes) -> tuple[int, int]:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start, raw[error.start]
    at = raw.index(0)
    return at, 0
