from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.base.days import (
    DayError,
    PartialDay,
    Precision,
    format_day,
    format_partial,
    last_day,
    parse_day,
    parse_partial_day,
)


@given(st.dates())
def test_parse_day_reads_what_format_day_writes(day: date) -> None:
    assert parse_day(format_day(day)) == day
    assert parse_day(day.isoformat()) == day


@pytest.mark.parametrize("text", ["4/9/1964", "04/9/1964", " 04/09/1964\u00a0", "1964-09-04"])
def test_parse_day_puts_the_day_before_the_month(text: str) -> None:
    assert parse_day(text) == date(1964, 9, 4)


@pytest.mark.parametrize(
    ("text", "code", "remedy"),
    [
        ("30/02/2020", "impossible", "29/02/2020"),
        ("31/04/2021", "impossible", "30/04/2021"),
        ("29/02/2021", "impossible", "28/02/2021"),
        ("2020-02-30", "impossible", "29/02/2020"),
        ("32/01/2020", "impossible", ""),
        ("00/01/2020", "impossible", ""),
        ("01/00/2020", "impossible", ""),
        ("13/13/2020", "impossible", ""),
        ("01/01/0000", "impossible", ""),
        ("12/31/2020", "day_month_swapped", "31/12/2020"),
        ("2020-31-12", "day_month_swapped", "31/12/2020"),
        ("02/30/2020", "impossible", ""),
        ("12/4/22", "two_digit_year", "12/04/1922 hoặc 12/04/2022"),
        ("29-02-20", "two_digit_year", "29/02/1920 hoặc 29/02/2020"),
        ("29/02/00", "two_digit_year", "29/02/2000"),
        ("30/02/20", "two_digit_year", ""),
        ("11-07-2020", "not_a_date", "11/07/2020"),
        ("11.7.2020", "not_a_date", "11/07/2020"),
        ("11 / 7 / 2020", "not_a_date", "11/07/2020"),
        ("31.02.2020", "not_a_date", ""),
        ("2020/7/11", "not_a_date", "11/07/2020"),
        ("05/1965", "not_a_date", ""),
        ("hôm nay", "not_a_date", ""),
        ("", "not_a_date", ""),
        ("٠١/٠٢/٢٠٢٠", "not_a_date", ""),
    ],
)
def test_parse_day_says_what_is_wrong_and_what_may_be_meant(
    text: str, code: str, remedy: str
) -> None:
    with pytest.raises(DayError) as caught:
        parse_day(text)

    assert (caught.value.code, caught.value.text, caught.value.remedy) == (code, text, remedy)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "12/31/2020",
            "“12/31/2020” có tháng lớn hơn 12: có lẽ ngày và tháng bị đổi chỗ. "
            "Nếu đúng là 31/12/2020 thì hãy viết như vậy.",
        ),
        (
            "50 %",
            "“50 %” không phải ngày theo dạng ngày/tháng/năm. "
            "Hãy viết ngày theo dạng dd/mm/yyyy, ví dụ 01/02/2020.",
        ),
    ],
)
def test_day_error_is_a_sentence_with_its_remedy(text: str, sentence: str) -> None:
    with pytest.raises(DayError) as caught:
        parse_day(text)

    assert str(caught.value) == sentence


@given(st.text())
def test_parse_day_raises_nothing_but_day_errors(text: str) -> None:
    read = read_or_refuse(text)

    assert isinstance(read, DayError) or parse_day(format_day(read)) == read


def read_or_refuse(text: str) -> date | DayError:
    try:
        return parse_day(text)
    except DayError as error:
        return error


@pytest.mark.parametrize(
    ("text", "first", "precision", "last", "shown"),
    [
        ("2020-02-01", date(2020, 2, 1), Precision.DAY, date(2020, 2, 1), "01/02/2020"),
        ("01/02/2020", date(2020, 2, 1), Precision.DAY, date(2020, 2, 1), "01/02/2020"),
        ("1965-05", date(1965, 5, 1), Precision.MONTH, date(1965, 5, 31), "tháng 5/1965"),
        ("05/1965", date(1965, 5, 1), Precision.MONTH, date(1965, 5, 31), "tháng 5/1965"),
        ("Tháng 5/1965", date(1965, 5, 1), Precision.MONTH, date(1965, 5, 31), "tháng 5/1965"),
        ("tháng 2 năm 2020", date(2020, 2, 1), Precision.MONTH, date(2020, 2, 29), "tháng 2/2020"),
        ("12/9999", date(9999, 12, 1), Precision.MONTH, date(9999, 12, 31), "tháng 12/9999"),
        ("2004", date(2004, 1, 1), Precision.YEAR, date(2004, 12, 31), "năm 2004"),
        ("năm 2004", date(2004, 1, 1), Precision.YEAR, date(2004, 12, 31), "năm 2004"),
    ],
)
def test_parse_partial_day_keeps_how_exactly_it_is_known(
    text: str, first: date, precision: Precision, last: date, shown: str
) -> None:
    partial = parse_partial_day(text)

    assert partial == PartialDay(first, precision, text)
    assert last_day(partial) == last
    assert format_partial(partial) == shown


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("13/1965", "impossible"),
        ("1965-13", "impossible"),
        ("0000", "impossible"),
        ("00/1965", "impossible"),
        ("1965-00", "impossible"),
        ("30/02/2020", "impossible"),
        ("12/31/2020", "day_month_swapped"),
        ("65", "not_a_date"),
        ("5/65", "not_a_date"),
    ],
)
def test_parse_partial_day_refuses_as_parse_day_does(text: str, code: str) -> None:
    with pytest.raises(DayError) as caught:
        parse_partial_day(text)

    assert caught.value.code == code


def test_format_partial_shows_an_inferred_day_in_its_own_words() -> None:
    inferred = PartialDay(date(2022, 4, 12), Precision.INFERRED, "cùng ngày với 535-QĐ/TU")

    assert format_partial(inferred) == "cùng ngày với 535-QĐ/TU"


@given(
    st.dates(min_value=date(1000, 1, 1)),
    st.sampled_from([Precision.DAY, Precision.MONTH, Precision.YEAR]),
)
def test_parse_partial_day_reads_what_format_partial_writes(
    day: date, precision: Precision
) -> None:
    first = {
        Precision.DAY: day,
        Precision.MONTH: day.replace(day=1),
        Precision.YEAR: day.replace(month=1, day=1),
    }[precision]

    read = parse_partial_day(format_partial(PartialDay(first, precision)))

    assert (read.first, read.precision) == (first, precision)
