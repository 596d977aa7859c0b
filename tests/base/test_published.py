"""Prove that figures are read as sources print them, and that what is no number is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.base.numbers import NumberError, NumberFault, format_published
from dangbo.base.published import Stated, parse_published
from dangbo.rules.published import Operator

amounts = st.integers(0, 10**12) | st.decimals(
    allow_nan=False, allow_infinity=False, min_value=0, max_value=10**6, places=2
)
OVER, NEARLY, EXACT = Operator.OVER, Operator.NEARLY, Operator.EXACT


@given(st.sampled_from(Operator), amounts, st.sampled_from(["", "%", " %", " phần trăm"]))
def test_what_is_written_for_a_figure_is_read_back(
    operator: Operator, number: int | Decimal, sign: str
) -> None:
    written = f"{format_published(operator, number)}{sign}"

    assert parse_published(written) == Stated(operator, Decimal(number), bool(sign))
    assert parse_published(f"  {written.upper()} ") == parse_published(written)


@pytest.mark.parametrize(
    ("text", "operator", "value", "percent"),
    [
        ("gần 1.400", NEARLY, "1400", False),
        ("trên 90%", OVER, "90", True),
        ("Hơn 2000", OVER, "2000", False),
        ("hơn 99 %", OVER, "99", True),
        ("90,5%", EXACT, "90.5", True),
        ("7 768", EXACT, "7768", False),
        ("02", EXACT, "2", False),
        ("khoảng 6.755", Operator.ABOUT, "6755", False),
        ("từ 3 trở lên", Operator.AT_LEAST, "3", False),
        ("30% trở lên", Operator.AT_LEAST, "30", True),
        ("không quá 15", Operator.AT_MOST, "15", False),
        ("ga\u0302\u0300n 1.400", NEARLY, "1400", False),
    ],
)
def test_words_in_front_of_a_number_are_its_operator(
    text: str, operator: Operator, value: str, percent: bool
) -> None:
    assert parse_published(text) == Stated(operator, Decimal(value), percent)


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("7.5000", "group_of_four", "7.5000"),
        ("trên 7.5000", "group_of_four", "7.5000"),
        ("trên 90.5%", "wrong_group", "90.5"),
        ("gần 5,022", "three_after_comma", "5,022"),
        ("13/CP-CP", "paper", "13/CP-CP"),
        ("537-QĐ/TU", "paper", "537-QĐ/TU"),
        ("30/2020/NĐ-CP", "paper", "30/2020/NĐ-CP"),
        ("60/61", "parts", "60/61"),
        ("2.344 / 5.022", "parts", "2.344 / 5.022"),
        ("12/4/2022", "not_a_number", "12/4/2022"),
        ("gần", "not_a_number", "gần"),
        ("trên gần 5", "not_a_number", "gần 5"),
        ("%", "not_a_number", "%"),
        ("gần 1.400 đảng viên", "not_a_number", "1.400 đảng viên"),
        ("", "not_a_number", ""),
    ],
)
def test_what_is_no_number_is_refused_with_its_own_reason(text: str, code: str, named: str) -> None:
    with pytest.raises(NumberError) as caught:
        parse_published(text)

    assert (caught.value.code, caught.value.text) == (NumberFault(code), named)


@given(st.text(alphabet="0123456789.,-/% gầntrêhơQĐ") | st.text())
def test_any_text_is_a_figure_or_refused_with_readable_offers(text: str) -> None:
    found = read_or_refuse(text)

    if isinstance(found, NumberError):
        assert str(found)
        assert all(parse_published(each).operator is EXACT for each in found.candidates)
    else:
        assert found.value.is_finite()


def read_or_refuse(text: str) -> Stated | NumberError:
    try:
        return parse_published(text)
    except NumberError as error:
        return error
