"""Prove the lists of ethnic groups, religions and sexes."""

from unicodedata import normalize

import pytest

from dangbo.rules.person_catalogues import (
    ethnicities,
    is_minority,
    is_religious,
    read_listed,
    religions,
    sexes,
)
from dangbo.rules.verdicts import finding


def test_ethnicities_are_the_54_of_the_official_list() -> None:
    names = [each.name for each in ethnicities().values()]

    assert len(names) == 54
    assert names[:6] == ["Kinh", "Tày", "Thái", "Hoa", "Khơ-me", "Mường"]
    assert names[-3:] == ["Brâu", "Ơ-đu", "Rơ-măm"]


def test_is_minority_is_every_group_but_kinh() -> None:
    assert {code for code in [*ethnicities(), "no", ""] if is_minority(code)} == (
        set(ethnicities()) - {"kinh"}
    )


def test_is_religious_is_every_religion() -> None:
    assert {code for code in [*religions(), "no", ""] if is_religious(code)} == (
        set(religions()) - {"khong"}
    )
    assert len(religions()) == 18


def test_sexes_are_two() -> None:
    assert {code: each.name for code, each in sexes().items()} == {"nam": "Nam", "nu": "Nữ"}


@pytest.mark.parametrize("code", ethnicities())
def test_read_listed_reads_every_group_however_it_is_typed(code: str) -> None:
    name = ethnicities()[code].name

    for typed in (
        name,
        name.upper(),
        normalize("NFD", name),
        name.replace("-", " "),
        f"Dân tộc {name}",
    ):
        assert read_listed("ethnicities", typed) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Êđê", "e_de"),
        ("M'Nông", "mnong"),
        ("H’Mông", "hmong"),
        ("Mông", "hmong"),
        ("Khmer", "kho_me"),
        ("Dao Thanh Y", "dao"),
        ("Sán Chỉ", "san_chay"),
        ("Vân Kiều", "bru_van_kieu"),
    ],
)
def test_read_listed_knows_other_names(text: str, code: str) -> None:
    assert read_listed("ethnicities", text) == code


def test_read_listed_says_why_it_reads_nothing() -> None:
    assert read_listed("ethnicities", "Sao Hỏa") == finding("VALUE_UNKNOWN", "ethnicities")
    assert read_listed("sexes", "") == finding("VALUE_EMPTY", "sexes")
    assert read_listed("religions", "Đạo Phật") == "phat_giao"
    assert read_listed("religions", "k") == "khong"
    assert read_listed("sexes", "NỮ") == "nu"
