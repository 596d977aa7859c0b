"""Prove that names are read as typed: capitals, blanks, composition, apostrophes, parts."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.person_names import NameParts, name_parts, proper_case, read_name

WORDS = [
    "Nguyễn",
    "Đặng",
    "Lê",
    "Văn",
    "Thị",
    "Hồng",
    "Ánh",
    "Đạt",
    "Ơn",
    "Út",
    "Y'Bê",
    "H'Hen",
    "Ê-Đê",
]
names = st.lists(st.sampled_from(WORDS), min_size=2, max_size=7).map(" ".join)


@given(names, st.sampled_from([" ", "  ", "\t", "\u00a0"]), st.sampled_from(["NFC", "NFD"]))
def test_read_name_is_blind_to_case_blanks_and_composition(
    name: str, blank: str, form: str
) -> None:
    for cased in (name, name.upper(), name.lower()):
        typed = f"{blank}{normalize(form, cased).replace(' ', blank)}{blank}"
        assert read_name(typed) == (name, read_name(name)[1])
    assert read_name(name)[1].against == read_name(name)[1].warnings == ()


@given(st.text(max_size=30))
def test_proper_case_is_settled_after_once(text: str) -> None:
    once = proper_case(text)

    assert once == once.strip()
    assert proper_case(once) == once


@given(names)
def test_name_parts_join_to_the_name(name: str) -> None:
    parts = name_parts(name)
    words = name.split()

    assert (parts.family, parts.given) == (words[0], words[-1])
    assert [parts.family, *parts.middle.split(), parts.given] == words


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("", NameParts("", "", "")),
        ("An", NameParts("", "", "An")),
        ("Lê An", NameParts("Lê", "", "An")),
        ("Tôn Nữ Thị Ninh", NameParts("Tôn", "Nữ Thị", "Ninh")),
    ],
)
def test_name_parts_of_short_and_long_names(name: str, parts: NameParts) -> None:
    assert name_parts(name) == parts


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Y’BÊ NIÊ", "Y'Bê Niê"),
        ("h`hen niê", "H'Hen Niê"),
        ("Nguyễn Văn AN", "Nguyễn Văn An"),
        ("ÐẶNG VĂN ÐẠT", "Đặng Văn Đạt"),
        ("Anna McDonald", "Anna McDonald"),
        ("Y Moan Ênuôl", "Y Moan Ênuôl"),
        ("K BRƠI", "K Brơi"),
        ("LÊ\u200b AN", "Lê An"),
    ],
)
def test_read_name_keeps_names_of_every_people(typed: str, name: str) -> None:
    value, verdict = read_name(typed)

    assert (value, verdict.against, verdict.warnings) == (name, (), ())


@pytest.mark.parametrize(
    ("typed", "against", "warnings"),
    [
        ("", ["NAME_EMPTY"], []),
        (" \u200b ", ["NAME_EMPTY"], []),
        ("Lê An 2", ["NAME_HAS_DIGITS"], []),
        ("Lê An (Tư)", ["NAME_HAS_SIGNS"], []),
        ("Đ/c Lê An", ["NAME_HAS_SIGNS"], ["NAME_ABBREVIATED"]),
        ("=Lê An", ["NAME_HAS_SIGNS"], []),
        ("An", [], ["NAME_ONE_WORD"]),
        ("Ng. Văn An", [], ["NAME_ABBREVIATED"]),
        ("Nguyễn V An", [], ["NAME_ABBREVIATED"]),
        ("Ng Thị An", [], ["NAME_ABBREVIATED"]),
        ("Иван Ли", [], ["NAME_FOREIGN_LETTERS"]),
        ("Lê " + "A" * 98, ["NAME_TOO_LONG"], []),
    ],
)
def test_read_name_tells_what_is_wrong_or_doubtful(
    typed: str, against: list[str], warnings: list[str]
) -> None:
    verdict = read_name(typed)[1]

    assert [each.code for each in verdict.against] == against
    assert [each.code for each in verdict.warnings] == warnings


def test_read_name_names_the_signs() -> None:
    assert [each.fact("signs") for each in read_name("Lê (An)")[1].against] == ["()"]
