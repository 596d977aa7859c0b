"""Prove that definitions are sound, values rounded once, and that periods cover the time."""

import itertools
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.cell_sizes import cell_size, cell_sizes_on
from dangbo.rules.indicator_values import averaged, counted, shared, sorted_out
from dangbo.rules.indicators import DefinitionError, definitions, read_definitions
from dangbo.rules.reporting_periods import (
    MONTHS,
    Step,
    periods_of,
    quarter_of,
    step_named,
    year_to,
)
from dangbo.rules.rights import roles_on

TEXT = resources.files("dangbo.rules").joinpath("sets/indicators.toml").read_text("utf-8")
DAYS = st.dates(date(1930, 1, 1), date(2030, 12, 31))


def test_every_definition_has_a_question_and_two_names() -> None:
    found = definitions()

    assert len(found.indicators) == 71
    for each in found.indicators.values():
        assert each.name
        assert each.name_en
        assert each.source
        assert each.group in found.groups
        assert each.question.count("?") == 1, each.code
    assert {each.code for each in found.indicators.values() if each.measure == "share"} == {
        "ty_le_dang_vien_nu",
        "ty_le_dai_hoc_tro_len",
        "ty_le_llct_trung_cap_tro_len",
        "ty_le_ket_nap_nu",
        "ty_le_bi_thu_la_thu_truong",
    }


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('unit = "tuoi"', 'unit = "kg"', "tuoi_doi_binh_quan: no such unit"),
        ('by = "sitter"', 'by = ["height"]', "dang_vien_tham_gia_cap_uy: no way height"),
        ('code = "chi_bo_co_so"', 'code = "chi_bo"', "chi_bo: defined 2 times"),
        ('measure = "average"', 'measure = "share"', "a share, and nothing else"),
        ('whole = "dang_vien"', 'whole = "dang_vien_moi"', "dang_vien_moi is no count"),
        ('whole = "dang_vien"', 'whole = "chi_bo"', "chi_bo counts something else"),
        ('whole = "dang_vien"', 'whole = "tam_thoi_den"', "tam_thoi_den cannot be broken down"),
        ('đảng viên là nữ?"', 'đảng viên là nữ."', "dang_vien_nu: no question"),
    ],
)
def test_definitions_that_cannot_be_are_refused(before: str, after: str, said: str) -> None:
    assert before in TEXT

    with pytest.raises(DefinitionError, match=said):
        read_definitions(TEXT.replace(before, after, 1))


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (2344, 5022, "46.7"),
        (4545, 5022, "90.5"),
        (60, 61, "98.4"),
        (1, 8, "12.5"),
        (1, 2000, "0.1"),  # 0.05: a half goes up
        (0, 5, "0.0"),
        (7, 7, "100.0"),
    ],
)
def test_shares_are_rounded_to_a_tenth(part: int, whole: int, shown: str) -> None:
    found = shared(part, whole)

    assert (found.part, found.whole, str(found.amount)) == (part, whole, shown)


def test_a_share_or_an_average_of_nothing_has_no_amount() -> None:
    assert (shared(0, 0).amount, averaged([]).amount) == (None, None)
    assert counted(0).amount == 0


@given(part=st.integers(0, 10**9), whole=st.integers(1, 10**9))
def test_a_share_is_the_nearest_tenth(part: int, whole: int) -> None:
    amount = shared(part, whole).amount

    assert amount is not None
    off = Fraction(str(amount)) - Fraction(100 * part, whole)
    assert -Fraction(1, 20) < off <= Fraction(1, 20)


@given(st.lists(st.integers(0, 120), min_size=1))
def test_an_average_is_the_nearest_tenth(numbers: list[int]) -> None:
    found = averaged(numbers)

    assert (found.part, found.whole) == (sum(numbers), len(numbers))
    assert found.amount is not None
    assert abs(Fraction(str(found.amount)) - Fraction(sum(numbers), len(numbers))) <= Fraction(
        1, 20
    )
    assert found.amount == found.amount.quantize(Decimal("0.1"))


def test_things_are_put_under_their_keys_in_order() -> None:
    found = sorted_out([("c", 1), ("b", 2), ("a", 3), ("c", 4)], ["z", "b"])

    assert list(found.items()) == [("z", []), ("b", [2]), ("a", [3]), ("c", [1, 4])]


FIRSTS = {"month": range(1, 13), "quarter": (1, 4, 7, 10), "year": (1,)}


@given(start=DAYS, days=st.integers(0, 2_000), step=st.sampled_from(sorted(MONTHS)))
def test_periods_cover_every_day_once(start: date, days: int, step: Step) -> None:
    end = start + timedelta(days=days)

    found = periods_of(start=start, end=end, step=step)

    assert (found[0].start, found[-1].end) == (start, end)
    for before, after in itertools.pairwise(found):
        assert after.start == before.end + timedelta(days=1)
        assert after.start.day == 1
        assert after.start.month in FIRSTS[step]
        assert start in found[0]
        assert start not in after
    months = [(day.year, day.month) for day in (start, end)]
    (first, last) = (year * 12 + month - 1 for year, month in months)
    long = {"month": 1, "quarter": 3, "year": 12}[step]
    assert len(found) == last // long - first // long + 1


def test_quarters_are_numbered_within_their_year() -> None:
    days = [date(2020, month, 28) for month in range(1, 13)]

    assert [quarter_of(day) for day in days] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]
    assert [step_named(each) for each in ("quarter", "month", "year", "whole", "")] == [
        "quarter",
        "month",
        "year",
        None,
        None,
    ]


def test_there_is_no_period_where_the_end_comes_first() -> None:
    assert periods_of(start=date(2020, 2, 1), end=date(2020, 1, 31), step="month") == []
    assert year_to(date(2020, 2, 29)) == (date(2020, 1, 1), date(2020, 2, 29))


def test_cells_are_of_one_size_each() -> None:
    on = date(2022, 1, 1)
    sizes = [cell_size(members=number, on=on) for number in range(100)]

    assert [sizes.count(each.code) for each in cell_sizes_on(on)] == [3, 6, 6, 15, 70]
    assert sizes == sorted(sizes, key=[each.code for each in cell_sizes_on(on)].index)


def test_every_indicator_reads_acts_that_there_are() -> None:
    acts = set(roles_on(date(2026, 1, 1)).acts)

    for each in definitions().indicators.values():
        assert each.reads, each.code
        assert set(each.reads) <= acts, each.code
