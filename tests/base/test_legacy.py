import gettext
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import django
import pytest
from base.old_codings import as_portals_left_it, to_tcvn3, to_vni
from hypothesis import given
from hypothesis import strategies as st

from dangbo.base.vietnamese import decode_legacy, looks_legacy

SENTENCES = [
    "Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh được thành lập theo Quyết định số 139-QĐ/TU",
    "tiếp tục đổi mới phương thức, nâng cao năng lực lãnh đạo, sức chiến đấu của tổ chức đảng",
    "Từ năm 2015 đến nay, Đảng bộ đã kết nạp được 1.270 đảng viên mới; 90,5% có trình độ đại học",
    "chỉ đạo thực hiện nghiêm túc kỷ luật, giữ gìn quý trọng thuở khuya, nghỉ hưu, ngõ xóm, mỗi kỳ",
    "Ban Thường vụ yêu cầu các chi bộ ở huyện Krông Búk (Đắk Lắk) quyết tâm hoàn thành nhiệm kỳ IX",
    "ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH",
]
# Marked small letters, and capitals that both codings have, at the head of a word only.
WORDS = [word for sentence in SENTENCES[:5] for word in sentence.split()]
Coder = Callable[[str], str]
CODERS = [("TCVN3", to_tcvn3), ("VNI", to_vni)]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join)

FRAGMENT = (
    "tÝch cùc thực hiện c ̧c chuyan ®Ò cô thÓ ho ̧ NghÞ quyÕt 32-NQ/TW cña Bé ChÝnh trÞ",
    "tích cực thực hiện các chuyên đề cụ thể hoá Nghị quyết 32-NQ/TW của Bộ Chính trị",
)


def test_decode_legacy_reads_the_fragment_that_was_met() -> None:
    raw, meant = FRAGMENT

    assert looks_legacy(raw) == "TCVN3"
    assert decode_legacy(raw) == meant


@pytest.mark.parametrize(("name", "coder"), CODERS)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_decode_legacy_gives_sentences_back(name: str, coder: Coder, sentence: str) -> None:
    old = coder(sentence)

    assert looks_legacy(old) == name
    assert decode_legacy(old) == sentence


@pytest.mark.parametrize(("name", "coder"), CODERS)
@given(text=texts)
def test_decode_legacy_gives_any_words_back(name: str, coder: Coder, text: str) -> None:
    # Enough words that decode: names such as Krông Búk are of another language, and tell nothing.
    meant = f"Đảng ủy Khối các cơ quan tỉnh Quảng Ninh được {text}"

    assert looks_legacy(coder(meant)) == name
    assert decode_legacy(coder(meant)) == meant


@given(text=texts)
def test_decode_legacy_undoes_what_nfkc_did(text: str) -> None:
    # What NFKC merged cannot all be told apart again: ạ at the end of a word, and ê as in tên.
    kept = [word for word in text.split() if not word.endswith("ạ") and "ê" not in word]
    meant = " ".join(["Quyết định của các chuyên đề", *kept])

    assert decode_legacy(as_portals_left_it(to_tcvn3(meant))) == meant


@pytest.mark.parametrize(
    "meant", ["đảng viên của các tỉnh trên mạng", "tạo điều kiện và nhiều ngạch"]
)
def test_decode_legacy_finds_again_the_letters_that_nfkc_lost(meant: str) -> None:
    assert decode_legacy(as_portals_left_it(to_tcvn3(meant))) == meant


@pytest.mark.parametrize(
    ("old", "meant"),
    [
        ("§¶ng bé", "Đảng bộ"),
        ("QuyÕt ®Þnh sè 139-Q§/TU", "Quyết định số 139-QĐ/TU"),
        ("§¶NG ñY KHèI, BÝ TH¦ vµ Bé CHQS", "ĐẢNG ỦY KHỐI, BÍ THƯ và Bộ CHQS"),
        ("ch\u00ad¬ng tr×nh", "chương trình"),
        ("Ñaûng uûy", "Đảng ủy"),
        ("ÑAÛNG BOÄ Aùnh Döông", "ĐẢNG BỘ Ánh Dương"),
    ],
)
def test_decode_legacy_reads_short_texts(old: str, meant: str) -> None:
    assert decode_legacy(old) == meant


@pytest.mark.parametrize(
    ("mixed", "meant"),
    [
        ("Đảng bộ tỉnh: §¶ng bé Khèi c¸c c¬ quan", "Đảng bộ tỉnh: Đảng bộ Khối các cơ quan"),
        ("Bộ công an và NghÞ quyÕt cña Bé", "Bộ công an và Nghị quyết của Bộ"),
        ("tôi có không được; ®Ò cô thÓ ®Þnh", "tôi có không được; đề cụ thể định"),
        ("café ở Đà Lạt, quyÕt ®Þnh thµnh lËp", "café ở Đà Lạt, quyết định thành lập"),
        ("góc ½ thực tế, quyÕt ®Þnh", "góc ½ thực tế, quyết định"),
    ],
)
def test_decode_legacy_leaves_unicode_words_alone(mixed: str, meant: str) -> None:
    assert decode_legacy(mixed) == meant


@given(text=texts)
def test_looks_legacy_trusts_unicode(text: str) -> None:
    assert looks_legacy(text) is None
    assert looks_legacy(normalize("NFD", text)) is None
    assert decode_legacy(text) == text


@given(text=st.text() | st.text(alphabet=[chr(code) for code in range(0x20, 0x180)]))
def test_decode_legacy_changes_nothing_that_does_not_look_so(text: str) -> None:
    assert looks_legacy(text) is not None or decode_legacy(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "L’été où j’étais déjà très fatigué, la fenêtre même n’était pas là.",
        "A Constituição não é só há você, também está lá; às ações são",
        "El niño está aquí: ¿qué más sé? Mª José, 1ª",
        "Så måste vi gå, då är det på två små öar",
        "Große Straße, für müssen wir schön können",
        "Intel® Core™ © 2020, £m 5 µm, § 12, «an» ±0,5°",
        "bé có cô công cụ",
        "μm και Ω, 1⁄2 cup",
        "",
    ],
)
def test_looks_legacy_is_not_fooled_by_other_languages(text: str) -> None:
    assert looks_legacy(text) is None


def test_looks_legacy_finds_none_in_the_messages_of_any_language() -> None:
    """Go through what Django says in a hundred languages, message by message and as a whole."""
    catalogues = sorted(Path(django.__file__).parent.glob("conf/locale/*/LC_MESSAGES/django.mo"))
    fooled = [
        (path.parts[-3], message)
        for path in catalogues
        for message in messages_of(path)
        if looks_legacy(message)
    ]

    assert len(catalogues) > 90
    assert fooled == []


def messages_of(path: Path) -> list[str]:
    with path.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    messages = [text for text in vars(catalogue)["_catalog"].values() if isinstance(text, str)]
    return [*messages, "\n".join(messages)]
