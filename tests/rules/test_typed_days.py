from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.days import PartialDay, Precision
from dangbo.rules.typed_days import (
    LATEST_YEAR,
    column_of,
    day_told,
    judged_together,
    read_day,
    read_days,
    serial_day,
    told_day,
)

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(1900, 1, 1), TODAY)


def _read(text: str) -> str:
    day = read_day(text, latest=TODAY).day
    return told_day(day) if day else ""


def _codes(text: str) -> list[str]:
    return [each.code for each in read_day(text, latest=TODAY).findings]


class TestOneCell:
    @pytest.mark.parametrize(
        ("text", "read"),
        [
            ("03/02/1980", "1980-02-03"),
            ("3/2/1980", "1980-02-03"),
            ("3-2-1980", "1980-02-03"),
            ("3.2.1980", "1980-02-03"),
            ("3 / 2 / 1980", "1980-02-03"),
            ("3/2-1980", "1980-02-03"),
            ("1980-02-03", "1980-02-03"),
            ("1980/2/3", "1980-02-03"),
            ("1980-02-03 00:00:00", "1980-02-03"),
            ("3/2/1980 0:00", "1980-02-03"),
            ("ngày 3 tháng 2 năm 1980", "1980-02-03"),
            ("Ngày 03 tháng 02 năm 1980", "1980-02-03"),
            ("mùng 3 tháng 2, 1980", "1980-02-03"),
            ("ngày 03/02/1980", "1980-02-03"),
            ("tháng 2 năm 1980", "1980-02"),
            ("tháng 2/1980", "1980-02"),
            ("02/1980", "1980-02"),
            ("2-1980", "1980-02"),
            ("1980-02", "1980-02"),
            ("00/02/1980", "1980-02"),
            ("??/02/1980", "1980-02"),
            ("00/00/1980", "1980"),
            ("--/--/1980".replace("-", "_"), "1980"),
            ("1980", "1980"),
            ("năm 1980", "1980"),
            ("29/02/1980", "1980-02-29"),
            ("03021980", "1980-02-03"),
            ("3021980", "1980-02-03"),
            ("19800203", "1980-02-03"),
            ("29254", "1980-02-03"),
            ("  ", ""),
        ],
    )
    def test_reads_what_people_type(self, text: str, read: str) -> None:
        assert _read(text) == read
        assert not read_day(text, latest=TODAY).is_wrong

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("31/02/1980", "DAY_IMPOSSIBLE"),
            ("29/02/1981", "DAY_IMPOSSIBLE"),
            ("13/13/1980", "DAY_IMPOSSIBLE"),
            ("32/01/1980", "DAY_IMPOSSIBLE"),
            ("13/1980", "DAY_IMPOSSIBLE"),
            ("chưa rõ", "DAY_UNREADABLE"),
            ("12", "DAY_UNREADABLE"),
            ("1234", "DAY_UNREADABLE"),
            ("03/02/0080", "DAY_UNREADABLE"),
            ("99999", "DAY_UNREADABLE"),
            ("=TODAY()", "DAY_UNREADABLE"),
            ("#N/A", "DAY_UNREADABLE"),
        ],
    )
    def test_refuses_what_is_no_day(self, text: str, code: str) -> None:
        assert _codes(text) == [code]
        assert read_day(text, latest=TODAY).day is None

    def test_offers_the_last_day_of_a_month_that_is_shorter(self) -> None:
        assert read_day("31/02/1980", latest=TODAY).suggested == date(1980, 2, 29)
        assert read_day("40/02/1980", latest=TODAY).suggested is None

    @pytest.mark.parametrize(
        ("text", "latest", "read"),
        [
            ("3-2-80", TODAY, "1980-02-03"),
            ("22/11/26", TODAY, "2026-11-22"),
            ("23/11/26", TODAY, "1926-11-23"),
            ("01/01/00", TODAY, "2000-01-01"),
            ("02/80", TODAY, "1980-02"),
            ("03/02/30", date(1999, 12, 31), "1930-02-03"),
        ],
    )
    def test_puts_a_short_year_into_the_last_hundred(
        self, text: str, latest: date, read: str
    ) -> None:
        found = read_day(text, latest=latest)

        assert found.day is not None
        assert told_day(found.day) == read
        assert [each.code for each in found.findings] == ["DAY_SHORT_YEAR"]

    def test_suggests_the_other_order_where_the_month_cannot_be(self) -> None:
        found = read_day("02/25/1980", latest=TODAY)

        assert (found.suggested, found.is_doubtful) == (date(1980, 2, 25), True)

    @given(DAYS, st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d"]))
    def test_reads_every_day_in_every_form(self, day: date, form: str) -> None:
        found = read_day(day.strftime(form), latest=TODAY)

        assert found.day is not None
        assert (found.day.first, found.findings) == (day, ())

    @given(st.text(max_size=20))
    def test_reads_or_refuses_anything(self, text: str) -> None:
        found = read_day(text, latest=TODAY)

        assert not (found.day and found.is_wrong)
        assert found.day is None or found.day.first.year <= LATEST_YEAR


class TestSerials:
    @pytest.mark.parametrize(
        ("number", "day"),
        [
            (1, date(1900, 1, 1)),
            (59, date(1900, 2, 28)),
            (60, None),
            (61, date(1900, 3, 1)),
            (29254, date(1980, 2, 3)),
            (43831, date(2020, 1, 1)),
        ],
    )
    def test_counts_as_excel_does(self, number: int, day: date | None) -> None:
        assert serial_day(number) == day

    @given(st.dates(date(1904, 1, 1), TODAY))
    def test_counts_from_1904_four_years_and_a_day_later(self, day: date) -> None:
        since = (day - date(1904, 1, 1)).days

        assert serial_day(since, since_1904=True) == day
        assert serial_day(since + 1462) == day

    def test_reads_serials_of_a_book_that_counts_from_1904(self) -> None:
        found = read_day(str(29254 - 1462), latest=TODAY, since_1904=True)

        assert found.day == PartialDay(date(1980, 2, 3), Precision.DAY, "27792")


class TestColumns:
    def test_doubts_days_that_both_orders_fit_where_others_show_the_month_first(self) -> None:
        days = read_days(["02/25/1980", "12/31/1975", "03/02/1980", "05/05/1981"], latest=TODAY)

        assert [each.is_doubtful for each in days] == [True, True, True, False]
        assert days[2].suggested == date(1980, 3, 2)
        assert days[2].findings[0].code == "DAY_EITHER_WAY"

    def test_doubts_the_one_that_stands_against_its_column_alone(self) -> None:
        days = read_days(["25/02/1980", "31/12/1975", "02/28/1980", "03/02/1980"], latest=TODAY)

        assert [each.is_doubtful for each in days] == [False, False, True, False]

    def test_doubts_real_days_that_excel_seems_to_have_swapped(self) -> None:
        texts = ["25/02/1980", "31/12/1975", "13/01/1979", "1980-03-02", "1981-12-11", "1970-01-09"]

        days = read_days(texts, latest=TODAY)

        assert [each.is_doubtful for each in days] == [False] * 3 + [True] * 3
        assert days[3].suggested == date(1980, 2, 3)

    def test_trusts_real_days_when_one_passes_the_twelfth(self) -> None:
        texts = ["25/02/1980", "31/12/1975", "13/01/1979", "1980-03-02", "1981-12-11", "1970-01-19"]

        assert not any(each.is_doubtful for each in read_days(texts, latest=TODAY))

    @given(st.lists(DAYS, max_size=30), st.integers(0, 30))
    def test_judges_in_parts_as_at_once(self, days: list[date], cut: int) -> None:
        cells = [read_day(each.strftime("%m/%d/%Y"), latest=TODAY) for each in days]
        column = column_of(cells)

        parts = [
            each
            for part in (cells[:cut], cells[cut:])
            for each in judged_together(part, latest=TODAY, column=column)
        ]

        assert parts == judged_together(cells, latest=TODAY)


@given(DAYS, st.sampled_from([Precision.DAY, Precision.MONTH, Precision.YEAR]))
def test_told_day_says_no_more_than_is_known(day: date, precision: Precision) -> None:
    first = {
        Precision.DAY: day,
        Precision.MONTH: day - timedelta(days=day.day - 1),
        Precision.YEAR: date(day.year, 1, 1),
    }[precision]

    assert day_told(told_day(PartialDay(first, precision))) == PartialDay(first, precision)
