"""Prove what stands against a period that an office sets, and against dropping it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dangbo.rules.set_periods import SetDays, may_drop, may_set

DAYS = SetDays(date(2023, 1, 1), date(2023, 5, 31), date(2023, 6, 5), date(2023, 6, 10))
GOOD: dict[str, Any] = {
    "name": "Sơ kết",
    "taken": ["Tổng kết"],
    "days": DAYS,
    "forms": ["a"],
    "offered": ["a", "b"],
}


def test_a_period_with_a_name_two_days_and_forms_may_be_set() -> None:
    assert may_set(**GOOD).allows
    assert may_set(**GOOD | {"days": replace(DAYS, start=DAYS.cut_off)}).allows


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"name": "  "}, ["PERIOD_NAME"]),
        ({"name": " tổng kết "}, ["PERIOD_NAME_TAKEN"]),
        ({"days": replace(DAYS, start=date(2023, 6, 1))}, ["PERIOD_DAYS"]),
        ({"days": replace(DAYS, grassroots=date(2023, 5, 30))}, ["PERIOD_DUE"]),
        ({"days": replace(DAYS, upper=date(2023, 5, 30))}, ["PERIOD_DUE"]),
        ({"forms": []}, ["PERIOD_FORMS"]),
        ({"forms": ["a", "z"]}, ["PERIOD_FORM_UNKNOWN"]),
    ],
)
def test_everything_against_it_is_said(changed: dict[str, Any], codes: list[str]) -> None:
    assert [each.code for each in may_set(**GOOD | changed).against] == codes


def test_a_period_is_dropped_with_a_reason_as_long_as_no_report_was_begun() -> None:
    assert may_drop(stands=True, begun=0, reason="nhầm").allows
    against = may_drop(stands=False, begun=2, reason=" ").against
    assert [each.code for each in against] == ["PERIOD_GONE", "PERIOD_BEGUN", "PERIOD_NO_REASON"]
