from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.base.numbers import (
    NumberError,
    Operator,
    format_number,
    format_percent,
    format_published,
    parse_number,
)

# Three places after the comma can be taken for thousands, and are refused.
numbers = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=2
)


@given(st.integers(-(10**15), 10**15) | numbers)
def test_parse_number_reads_what_format_number_writes(number: int | Decimal) -> None:
    assert parse_number(format_number(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5.022", "5022"),
        ("90,5", "90.5"),
        ("7 768", "7768"),
        ("471\u00a0789", "471789"),
        ("471789", "471789"),
        ("1.288", "1288"),
        ("14.040.000", "14040000"),
        ("1.234,567", "1234.567"),
        ("1234,567", "1234.567"),
        ("0,125", "0.125"),
        ("02", "2"),
        ("-5.022,75", "-5022.75"),
        ("\u22125", "-5"),
        ("0", "0"),
    ],
)
def test_parse_number_reads_dots_as_thousands(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "code", "candidates"),
    [
        ("7.5000", "group_of_four", ("7.500", "75.000")),
        ("-7.5000", "group_of_four", ("-7.500", "-75.000")),
        ("12.3456", "group_of_four", ("12,3456", "123.456")),
        ("1.234.5670", "group_of_four", ("1.234.567", "12.345.670")),
        ("5,022", "three_after_comma", ("5.022", "5,0220")),
        ("-5,022", "three_after_comma", ("-5.022", "-5,0220")),
        ("90.5", "wrong_group", ("90,5", "905")),
        ("0.5", "wrong_group", ("0,5", "5")),
        ("05.022", "wrong_group", ("05,022", "5.022")),
        ("1234.567", "wrong_group", ("1234,567", "1.234.567")),
        ("1.23.456", "wrong_group", ("123.456",)),
        ("5.02", "wrong_group", ("5,02", "502")),
        ("5,022.5", "english", ("5.022,5",)),
        ("12,345,678", "english", ("12.345.678",)),
        ("7 76", "not_a_number", ()),
        ("7  768", "not_a_number", ()),
        ("1.234 567", "not_a_number", ()),
        ("5.", "not_a_number", ()),
        (",5", "not_a_number", ()),
        ("90,5 %", "not_a_number", ()),
        ("năm", "not_a_number", ()),
        ("", "not_a_number", ()),
        ("٣", "not_a_number", ()),
        ("1e3", "not_a_number", ()),
    ],
)
def test_parse_number_refuses_what_may_be_two_numbers(
    text: str, code: str, candidates: tuple[str, ...]
) -> None:
    with pytest.raises(NumberError) as caught:
        parse_number(text)

    found = caught.value
    assert (found.code, found.text, found.candidates) == (code, text, candidates)


@given(st.text(alphabet="0123456789.,- ") | st.text())
def test_parse_number_offers_only_numbers_that_it_reads(text: str) -> None:
    read = read_or_refuse(text)

    if isinstance(read, NumberError):
        assert all(isinstance(read_or_refuse(each), Decimal) for each in read.candidates)
    else:
        assert read.is_finite()


def read_or_refuse(text: str) -> Decimal | NumberError:
    try:
        return parse_number(text)
    except NumberError as error:
        return error


def test_number_error_asks_with_the_candidates() -> None:
    with pytest.raises(NumberError) as caught:
        parse_number("7.5000")

    assert str(caught.value) == (
        "“7.5000” có bốn chữ số sau dấu chấm. Hãy hỏi lại nơi cung cấp: 7.500 / 75.000?"
    )


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        (5022, None, "5.022"),
        (471789, None, "471.789"),
        (Decimal("1234.50"), None, "1.234,50"),
        (0.1, None, "0,1"),
        (-1288, None, "-1.288"),
        (Decimal("71.665"), 2, "71,67"),
        (Decimal("71.665"), 0, "72"),
        (5, 1, "5,0"),
    ],
)
def test_format_number_writes_dots_for_thousands(
    number: int | float | Decimal, places: int | None, text: str
) -> None:
    assert format_number(number, places=places) == text


def test_format_percent_parts_the_sign() -> None:
    assert format_percent(90.5) == "90,5 %"
    assert format_percent(Decimal(2344) / 5022 * 100, places=1) == "46,7 %"


@pytest.mark.parametrize(
    ("operator", "number", "text"),
    [
        (Operator.EXACT, 5022, "5.022"),
        (Operator.OVER, 1000, "trên 1.000"),
        (Operator.NEARLY, 1400, "gần 1.400"),
        (Operator.ABOUT, 7500, "khoảng 7.500"),
        (Operator.AT_LEAST, 3, "ít nhất 3"),
        (Operator.AT_MOST, 15, "nhiều nhất 15"),
    ],
)
def test_format_published_keeps_the_word_published(
    operator: Operator, number: int, text: str
) -> None:
    assert format_published(operator, number) == text
