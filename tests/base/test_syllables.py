import pytest

from dangbo.base.vietnamese import is_syllable

POSSIBLE = (
    "các Đảng ỦY uỷ ủy hoà hòa khoẻ khuya thuở quốc quyết quý quỵt quá giếng gì gìn giữ nghĩa "
    "nguyễn yêu yến khuỷu ngoằn xoong bướu tưởng hươu nghiêng kỷ luật ghế ý ở"
)
IMPOSSIBLE = (
    "cùc càt hãp bôò été chuyan tých quyÕt ChÝnh ka cí ghà ngê dy pô ngoaf đđổi bảá hóà boì tuâ "
    "bă hoan\u0301 oái\u0301 QĐ IX 7 x- ê- à."
)


@pytest.mark.parametrize(
    "word",
    POSSIBLE.split(),
)
def test_is_syllable_knows_the_forms_of_the_language(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word",
    IMPOSSIBLE.split(),
)
def test_is_syllable_refuses_other_forms(word: str) -> None:
    assert not is_syllable(word)


def test_is_syllable_refuses_nothing_at_all() -> None:
    assert not is_syllable("")
