"""Values change on the days of their instruments, and steps are due on the day counted by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.holidays import is_open
from dangbo.rules.membership_terms import (
    Deadline,
    ceremony_start,
    deadline_of,
    late_finding,
    official_day,
    regulation_on,
    steps_with_deadline,
    term_on,
    terms_on,
)
from dangbo.rules.verdicts import finding

R45 = "Quy định 45-QĐ/TW ngày 01/11/2011"
R29 = "Quy định 29-QĐ/TW ngày 25/07/2016"
R24 = "Quy định 24-QĐ/TW ngày 30/07/2021"
R232 = "Quy định 232-QĐ/TW ngày 20/01/2025"
R294 = "Quy định 294-QĐ/TW ngày 26/05/2025"
R20 = "Quy định 20-QĐ/TW tháng 04/2026"
R208 = "Quy định 208-QĐ/TW ngày 26/07/2026"
DAYS = st.dates(date(1995, 1, 1), date(2049, 6, 1))


@pytest.mark.parametrize(
    ("since", "before", "after"),
    [
        (date(2011, 11, 1), R45, R45),
        (date(2016, 7, 25), R45, R29),
        (date(2021, 7, 30), R29, R24),
        (date(2025, 1, 20), R24, R232),
        (date(2025, 7, 1), R232, R294),
        (date(2026, 4, 11), R294, R20),
        (date(2026, 7, 26), R20, R208),
    ],
)
def test_regulation_changes_on_its_day(since: date, before: str, after: str) -> None:
    days = (since - timedelta(days=1), since)

    assert tuple(regulation_on(day) for day in days) == (before, after)
    assert tuple(term_on("probation_months", day).source for day in days) == (before, after)


@pytest.mark.parametrize(
    ("code", "since", "before", "after"),
    [
        ("transfer_days", date(2025, 7, 1), 30, 60),
        ("ceremony_from", date(2026, 7, 26), "receipt", "issue"),
        (
            "school_proofs",
            date(2021, 7, 30),
            ["certificate", "diploma"],
            ["diploma"],
        ),
        (
            "school_proofs",
            date(2026, 7, 26),
            ["diploma"],
            ["completed", "certificate", "diploma"],
        ),
        (
            "deciders",
            date(2026, 7, 26),
            ["superior_standing", "empowered_committee"],
            ["grassroots_standing", "empowered_committee", "superior_standing"],
        ),
        (
            "exemption_reasons",
            date(2022, 1, 18),
            ["old_age", "weak_health"],
            [
                "old_age",
                "weak_health",
                "long_treatment",
                "private_abroad",
                "isolated_work",
                "mobile_work",
                "maternity",
            ],
        ),
    ],
)
def test_terms_change_on_their_day(code: str, since: date, before: object, after: object) -> None:
    days = (since - timedelta(days=1), since)

    assert tuple(term_on(code, day).value for day in days) == (before, after)


def test_other_terms_never_changed() -> None:
    changed = {"transfer_days", "ceremony_from", "school_proofs", "deciders", "exemption_reasons"}

    first, last = terms_on(date(2011, 11, 1)), terms_on(date(2026, 11, 22))

    assert {a.code for a, b in zip(first, last, strict=True) if a.value != b.value} == changed


def test_term_of_guidance_names_the_guidance() -> None:
    found = term_on("exemption_reasons", date(2026, 11, 22))

    assert (found.source, found.unsure) == ("Hướng dẫn 12-HD/BTCTW ngày 18/01/2022", False)


@pytest.mark.parametrize(
    ("ceremony", "over"),
    [
        (date(2024, 9, 15), date(2025, 9, 15)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 28)),
        (date(2024, 8, 31), date(2025, 8, 31)),
        (date(2024, 12, 31), date(2025, 12, 31)),
        (date(2024, 1, 1), date(2025, 1, 1)),
    ],
)
def test_official_day_at_the_borders(ceremony: date, over: date) -> None:
    assert official_day(ceremony) == over


@given(DAYS)
def test_official_day_is_a_year_on(ceremony: date) -> None:
    leap = (ceremony.month, ceremony.day) == (2, 29)
    expected = ceremony.replace(year=ceremony.year + 1, day=28 if leap else ceremony.day)

    assert official_day(ceremony) == expected


@pytest.mark.parametrize(
    ("issued", "received", "start"),
    [
        (date(2026, 7, 25), date(2026, 8, 3), date(2026, 8, 3)),
        (date(2026, 7, 25), None, date(2026, 7, 25)),
        (date(2026, 7, 26), date(2026, 8, 3), date(2026, 7, 26)),
        (date(2026, 7, 26), None, date(2026, 7, 26)),
    ],
)
def test_ceremony_start_moved_from_receipt_to_issue(
    issued: date, received: date | None, start: date
) -> None:
    assert ceremony_start(issued=issued, received=received) == start


@pytest.mark.parametrize(
    ("step", "since", "due"),
    [
        # Before Tet 2026 (16 to 20 February off), counted by hand.
        ("ceremony", date(2026, 2, 13), date(2026, 4, 3)),
        ("ceremony", date(2024, 2, 29), date(2024, 4, 11)),
        ("member_file", date(2024, 12, 30), date(2025, 2, 18)),
        # Twelve months from the leap day, then thirty working days.
        ("recognition", date(2024, 2, 29), date(2025, 4, 14)),
        ("recognition", date(2024, 9, 15), date(2025, 10, 27)),
        # Thirty working days until 30 June 2025, sixty from 1 July 2025 on.
        ("transfer", date(2025, 6, 30), date(2025, 8, 11)),
        ("transfer", date(2025, 7, 1), date(2025, 9, 25)),
        ("letter", date(2025, 7, 1), date(2025, 8, 12)),
        ("temporary_end", date(2025, 11, 30), date(2026, 11, 30)),
        ("suspension_end", date(2025, 12, 3), date(2026, 3, 3)),
    ],
)
def test_deadline_of_each_step_by_hand(step: str, since: date, due: date) -> None:
    assert deadline_of(step=step, since=since).due == due


def test_deadline_says_how_it_was_counted() -> None:
    found = deadline_of(step="transfer", since=date(2025, 7, 1))

    assert found == Deadline("transfer", date(2025, 9, 25), 60, "working_days", R294)


def test_deadline_can_be_judged_by_another_day() -> None:
    since = date(2025, 6, 30)

    found = deadline_of(step="transfer", since=since, on=date(2025, 7, 1))

    assert (found.count, found.due) == (60, date(2025, 9, 24))


@given(step=st.sampled_from(steps_with_deadline()), since=DAYS)
def test_deadlines_are_a_plain_count_of_days(step: str, since: date) -> None:
    found = deadline_of(step=step, since=since)

    start = official_day(since) if step == "recognition" else since
    if found.unit == "working_days":
        open_days, day = 0, start
        while open_days < found.count:
            day += timedelta(days=1)
            open_days += is_open(day)
        assert found.due == day
    elif found.unit == "days":
        assert (found.due - start).days == found.count
    else:
        assert found.unit == "months"
        assert found.due == official_day(since)


def test_deadline_of_an_unknown_step_is_none_of_ours() -> None:
    with pytest.raises(KeyError):
        deadline_of(step="applause", since=date(2026, 1, 1))


def test_late_finding_counts_the_days() -> None:
    found = late_finding("TRANSFER_LATE", date(2026, 2, 27), date(2026, 3, 1), R294, count=2)

    assert found == finding("TRANSFER_LATE", "", R294, due="2026-02-27", days=2, count=2)
