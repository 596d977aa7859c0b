import codecs

import pytest
from base.old_codings import to_tcvn3, to_vni, to_windows_1258
from hypothesis import given
from hypothesis import strategies as st

from dangbo.base.vietnamese import Decoded, EncodingError, decode_bytes

TEXT = "Tổ chức;Quyết định\r\nĐảng bộ Khối các cơ quan tỉnh;139-QĐ/TU, ngày 04/9/1964\r\n"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (to_tcvn3(TEXT).encode("cp1252"), "TCVN3"),
        (to_vni(TEXT).encode("cp1252"), "VNI"),
        (to_windows_1258(TEXT), "windows-1258"),
    ],
)
def test_decode_bytes_finds_the_coding(raw: bytes, encoding: str) -> None:
    assert decode_bytes(raw) == Decoded(TEXT, encoding)


def test_decode_bytes_takes_utf_8_at_its_word() -> None:
    old = to_tcvn3(TEXT)

    assert decode_bytes(old.encode()) == Decoded(old, "utf-8")
    assert decode_bytes(b"") == Decoded("", "utf-8")


@pytest.mark.parametrize(
    ("raw", "position", "byte"),
    [
        ("Élève où à été déjà très".encode("cp1252"), 0, 0xC9),
        ("só há não é você está".encode("cp1252"), 1, 0xF3),
        (b"a\x81\x82", 1, 0x81),
        (b"PK\x03\x04\0", 4, 0),
        (codecs.BOM_UTF16_LE + b"\0", 0, 0xFF),
        (codecs.BOM_UTF32_LE + "a".encode("utf-32-le"), 0, 0xFF),
        ("một".encode("utf-16-be"), 3, 0xD9),
        ("Bé".encode("cp1252"), 1, 0xE9),
    ],
)
def test_decode_bytes_refuses_what_it_would_have_to_guess(
    raw: bytes, position: int, byte: int
) -> None:
    with pytest.raises(EncodingError) as caught:
        decode_bytes(raw)

    assert (caught.value.position, caught.value.byte) == (position, byte)
    assert f"byte 0x{byte:02X} ở vị trí {position} " in str(caught.value)


@given(st.binary())
def test_decode_bytes_raises_nothing_but_its_own_error(raw: bytes) -> None:
    read = read_or_refuse(raw)

    if isinstance(read, EncodingError):
        assert raw[read.position] == read.byte
    else:
        assert "\0" not in read.text


def read_or_refuse(raw: bytes) -> Decoded | EncodingError:
    try:
        return decode_bytes(raw)
    except EncodingError as error:
        return error


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0\ufeff")))
def test_decode_bytes_reads_any_utf_8(text: str) -> None:
    assert decode_bytes(text.encode()) == Decoded(text, "utf-8")
