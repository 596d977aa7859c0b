from unicodedata import combining, normalize

from hypothesis import given
from hypothesis import strategies as st

from dangbo.base.vietnamese import fold
from dangbo.rules.plain_words import PLAIN_D, SIGNS, plain


@given(st.text(alphabet="aăâbđeêioơuưyÀẾỘỮĐðÐɖ ²'-.,09_", max_size=30))
def test_plain_words_have_the_letters_that_are_searched(text: str) -> None:
    assert plain(text).replace(" ", "") == fold(text).replace(" ", "")


def test_plain_words_are_parted_by_signs() -> None:
    assert plain(" Đảng-bộ  (cấp TRÊN)_1 ") == "dang bo cap tren 1"


@given(st.text(max_size=40))
def test_a_text_is_plain_as_its_words_are(text: str) -> None:
    letters = normalize("NFKD", text.casefold().translate(PLAIN_D))
    whole = SIGNS.sub(" ", "".join(each for each in letters if not combining(each))).strip()

    assert plain(text) == whole
