"""Prove the numbers of members: their forms, eaten zeros, contradictions."""

from datetime import date
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.member_numbers import (
    citizen_parts,
    masked,
    next_card_round,
    number_form,
    read_number,
)

ON = date(2024, 6, 1)
PROVINCES = {
    "001": "Hà Nội",
    "022": "Quảng Ninh",
    "031": "Hải Phòng",
    "079": "Thành phố Hồ Chí Minh",
}
digits = st.text("0123456789", min_size=6, max_size=6)
births = st.dates(date(1930, 1, 1), date(2008, 12, 31))


def citizen_number(province: str, sex: str, birth: date, rest: str) -> str:
    """Write a number as the circular says: century and sex in one digit, then the year."""
    first = {19: {"nam": "0", "nu": "1"}, 20: {"nam": "2", "nu": "3"}}[birth.year // 100][sex]
    return f"{province}{first}{birth.year % 100:02}{rest}"


numbers = st.tuples(
    st.sampled_from(sorted(PROVINCES)), st.sampled_from(["nam", "nu"]), births, digits
)


def found(kind: str, text: str, on: date = ON, **known: object) -> tuple[str, list[str], list[str]]:
    value, verdict = read_number(kind, text, on=on, **known)
    return (
        value,
        [each.code for each in verdict.against],
        [each.code for each in verdict.warnings],
    )


@given(numbers)
def test_citizen_parts_are_those_the_number_was_made_of(made: tuple[str, str, date, str]) -> None:
    province, sex, birth, _ = made
    parts = citizen_parts(citizen_number(*made))

    assert (parts.province, parts.sex, parts.birth_year) == (PROVINCES[province], sex, birth.year)


@given(numbers, births, st.sampled_from(["nam", "nu", "", None]))
def test_read_number_tells_contradictions_only(
    made: tuple[str, str, date, str], birth: date, sex: str | None
) -> None:
    text = citizen_number(*made)
    expected = [
        *(["NUMBER_BIRTH_CONTRADICTS"] if birth.year != made[2].year else []),
        *(["NUMBER_SEX_CONTRADICTS"] if sex and sex != made[1] else []),
    ]

    assert found("citizen", text, birth=birth, sex=sex) == (text, [], expected)
    assert found("citizen", text, birth=made[2], sex=made[1]) == (text, [], [])


@given(
    numbers, st.lists(st.integers(0, 12), max_size=4), st.sampled_from([" ", "/", "-", "\u00a0"])
)
def test_read_number_is_blind_to_signs_between(
    made: tuple[str, str, date, str], places: list[int], sign: str
) -> None:
    text = typed = citizen_number(*made)
    for place in sorted(places, reverse=True):
        typed = f"{typed[:place]}{sign}{typed[place:]}"

    assert found("citizen", typed)[0] == text


@given(numbers)
def test_read_number_puts_eaten_zeros_back(made: tuple[str, str, date, str]) -> None:
    text = citizen_number(*made)
    eaten = str(int(text))

    for typed in (eaten, f"{eaten}.0", f"'{eaten}"):
        assert found("citizen", typed) == (text, [], ["NUMBER_ZEROS_EATEN"])


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("file", "123456QN", "123456QN"),
        ("file", " 123 456 qn ", "123456QN"),
        ("file", "123456-ĐN", "123456ĐN"),
        ("file", normalize("NFD", "123456đn"), "123456ĐN"),
        ("file", "123456Ðn", "123456ĐN"),
        ("card", "01234567", "01234567"),
        ("card", "01.234.567", "01234567"),
        ("card", "１２３４５６７８", "12345678"),
        ("card", "12345678.0", "12345678"),
    ],
)
def test_read_number_reads_what_people_type(kind: str, typed: str, value: str) -> None:
    assert found(kind, typed) == (value, [], [])


@pytest.mark.parametrize(
    ("kind", "typed", "value", "missing"),
    [
        ("file", "42QN", "000042QN", 4),
        ("card", "1234567", "01234567", 1),
        ("card", "12345", "00012345", 3),
    ],
)
def test_read_number_says_how_many_zeros_were_eaten(
    kind: str, typed: str, value: str, missing: int
) -> None:
    read, verdict = read_number(kind, typed, on=ON)

    assert read == value
    assert [(each.code, each.fact("missing")) for each in verdict.warnings] == [
        ("NUMBER_ZEROS_EATEN", missing)
    ]


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        ("file", "123456", "NUMBER_FORM"),
        ("file", "1234567QN", "NUMBER_FORM"),
        ("file", "123456QNAM", "NUMBER_FORM"),
        ("file", "QN", "NUMBER_FORM"),
        ("file", "000000QN", "NUMBER_PLACEHOLDER"),
        ("card", "1234", "NUMBER_FORM"),
        ("card", "1234567a", "NUMBER_FORM"),
        ("card", "99999999", "NUMBER_PLACEHOLDER"),
        ("card", " ", "NUMBER_EMPTY"),
        ("card", "123456789012", "NUMBER_FORM"),
        ("citizen", "100123456", "NUMBER_OLD_IDENTITY"),
        ("citizen", "2.20851E+10", "NUMBER_DIGITS_LOST"),
        ("citizen", "0220850012345", "NUMBER_FORM"),
        ("citizen", "022299001234", "NUMBER_IMPOSSIBLE"),
        ("citizen", "٠٢٢٠٨٥٠٠١٢٣٤", "NUMBER_FORM"),
        ("passport", "C1234567", "NUMBER_KIND_UNKNOWN"),
    ],
)
def test_read_number_refuses_what_is_none(kind: str, typed: str, code: str) -> None:
    assert found(kind, typed)[1:] == ([code], [])


def test_read_number_doubts_an_unknown_province() -> None:
    assert found("citizen", "003085001234") == ("003085001234", [], ["NUMBER_PROVINCE_UNKNOWN"])


def test_read_number_takes_longer_cards_since_their_instrument() -> None:
    text = "123456789012"

    assert found("card", text, date(2025, 8, 7))[1] == ["NUMBER_FORM"]
    assert found("card", text, date(2025, 8, 8)) == (text, [], [])
    certain = [number_form(kind="card", on=date(2025, 8, day)).certain for day in (7, 8)]
    assert certain == [True, False]


@given(st.sampled_from(["file", "card", "citizen"]), st.text(max_size=15))
def test_read_number_allows_only_what_it_reads_again(kind: str, text: str) -> None:
    value, verdict = read_number(kind, text, on=ON)

    if verdict.allows:
        assert read_number(kind, value, on=ON)[0] == value
        assert number_form(kind=kind, on=ON) is not None
    assert not any(value and value in str(fact) for each in verdict.warnings for fact in each.facts)


@pytest.mark.parametrize(
    ("kind", "source"),
    [("card", "Chỉ thị 29-CT/TW"), ("citizen", "Thông tư 59/2021/TT-BCA")],
)
def test_number_form_names_its_source(kind: str, source: str) -> None:
    assert number_form(kind=kind, on=ON).source.startswith(source)


def test_masked_hides_citizen_numbers_only() -> None:
    assert masked("citizen", "022085001234") == "•••••••••234"
    assert masked("citizen", "12") == "12"
    assert masked("card", "01234567") == "01234567"


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 2, 3), date(2025, 2, 3)),
        (date(2025, 2, 4), date(2025, 5, 19)),
        (date(2025, 9, 3), date(2025, 11, 7)),
        (date(2025, 11, 8), date(2026, 2, 3)),
    ],
)
def test_next_card_round_is_one_of_four_days(on: date, expected: date) -> None:
    assert next_card_round(on) == expected
