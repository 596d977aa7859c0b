from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.base.vietnamese import fold, nfc, words

VIETNAMESE = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữự "
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đảng bộ Khối các cơ quan tỉnh", "dang bo khoi cac co quan tinh"),
        ("ĐẢNG ỦY", "dang uy"),
        ("Uỷ ban", "uy ban"),
        ("Ủy ban", "uy ban"),
        ("hoà, hòa; thuý/thúy", "hoa hoa thuy thuy"),
        ("537-QĐ/TU", "537 qd tu"),
        ("537-QÐ/TU", "537 qd tu"),
        ("  Chi\u00a0bộ\t2\n", "chi bo 2"),
        ("H'Hen Niê", "hhen nie"),
        ("H’Mông", "hmong"),
        ("“Sổ tay” (điện tử)…", "so tay dien tu"),
        ("７．５００ đồng", "7 500 dong"),
        ("co\u00ad quan", "co quan"),
        ("— … !", ""),
        ("", ""),
    ],
)
def test_fold_is_blind_to_what_typists_vary(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_fold_of_a_folded_text_is_itself(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(VIETNAMESE)
def test_fold_is_the_same_composed_decomposed_and_in_capitals(text: str) -> None:
    folded = fold(text)

    assert fold(normalize("NFD", text)) == folded
    assert fold(text.upper()) == folded
    assert folded.isascii()


@given(VIETNAMESE)
def test_fold_keeps_every_letter(text: str) -> None:
    assert len(fold(text).replace(" ", "")) == len(normalize("NFC", text).replace(" ", ""))


def test_words_are_the_folded_words() -> None:
    assert words("Đảng-Đoàn, Ban Cán sự") == ["dang", "doan", "ban", "can", "su"]


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        (normalize("NFD", "Đảng ủy Khối"), "Đảng ủy Khối"),
        ("\ufeffTỉnh\u00a0ủy \u200b", "Tỉnh ủy"),
        ("Ban\u202fBí\u3000thư", "Ban Bí thư"),
        ("dòng 1\ndòng 2", "dòng 1\ndòng 2"),
        ("  plain ", "plain"),
        ("c\u00ad quan", "c\u00ad quan"),
    ],
)
def test_nfc_cleans_what_was_typed(typed: str, clean: str) -> None:
    assert nfc(typed) == clean


@given(st.text())
def test_nfc_of_a_clean_text_is_itself(text: str) -> None:
    assert nfc(nfc(text)) == nfc(text)
