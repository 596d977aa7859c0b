"""Transfers, temporary activity, exemption and suspension are judged at each border."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.life_moves import (
    may_exempt,
    may_post_temporarily,
    may_present_letter,
    may_resume,
    may_suspend,
    may_transfer_out,
)
from dangbo.rules.membership_terms import deadline_of
from dangbo.rules.verdicts import Verdict, finding
from dangbo.rules.voting import body_vote

ON = date(2026, 9, 15)
R294 = "Quy định 294-QĐ/TW ngày 26/05/2025"
R208 = "Quy định 208-QĐ/TW ngày 26/07/2026"
AGREED = body_vote(decision="exemption", members=20, present=15, agreed=11, on=ON)


def codes(verdict: Verdict) -> tuple[list[str], list[str]]:
    return [each.code for each in verdict.against], [each.code for each in verdict.warnings]


@pytest.mark.parametrize(
    ("effect", "on", "expected"),
    [
        # Thirty working days under the older regulations, sixty from 1 July 2025.
        (date(2025, 6, 30), date(2025, 8, 11), ([], [])),
        (date(2025, 6, 30), date(2025, 8, 12), ([], ["TRANSFER_LATE"])),
        (date(2025, 7, 1), date(2025, 9, 25), ([], [])),
        (date(2025, 7, 1), date(2025, 9, 26), ([], ["TRANSFER_LATE"])),
        (date(2025, 7, 1), date(2025, 6, 30), (["BEFORE_EFFECT"], [])),
        (date(2025, 7, 1), date(2025, 7, 1), ([], [])),
    ],
)
def test_transfer_within_its_days(
    effect: date, on: date, expected: tuple[list[str], list[str]]
) -> None:
    verdict = may_transfer_out(standing="official", activity="active", effect=effect, on=on)

    assert codes(verdict) == expected


def test_transfer_of_a_stranger_is_refused_and_what_goes_along_is_said() -> None:
    verdict = may_transfer_out(standing=None, activity="suspended", effect=ON, on=ON, open_cases=2)

    assert verdict == Verdict(
        (finding("NOT_A_MEMBER", "", R208),),
        (finding("MOVES_SUSPENDED", "", R208), finding("CASES_OPEN", "", R208, count=2)),
    )


@given(st.dates(date(2012, 1, 1), date(2040, 1, 1)), st.integers(-5, 70))
def test_letter_is_late_after_its_last_day(introduced: date, away: int) -> None:
    on = introduced + timedelta(days=away)

    verdict = may_present_letter(introduced=introduced, on=on)

    late = on > deadline_of(step="letter", since=introduced).due
    assert codes(verdict) == (["BEFORE_EFFECT"] * (away < 0), ["LETTER_LATE"] * late)


@pytest.mark.parametrize(
    ("end", "study", "expected"),
    [
        (date(2026, 2, 27), False, ([], ["TEMPORARY_SHORT"])),
        (date(2026, 2, 28), False, ([], [])),
        (date(2026, 11, 30), False, ([], [])),
        (date(2026, 12, 1), False, ([], ["TEMPORARY_LONG"])),
        (date(2029, 6, 30), True, ([], [])),
        (date(2025, 11, 30), False, (["ENDS_BEFORE_START"], [])),
        (None, False, ([], ["END_UNKNOWN"])),
    ],
)
def test_temporary_activity_is_three_to_twelve_months(
    end: date | None, expected: tuple[list[str], list[str]], *, study: bool
) -> None:
    verdict = may_post_temporarily(
        standing="official", start=date(2025, 11, 30), end=end, study=study
    )

    assert codes(verdict) == expected


@pytest.mark.parametrize(
    ("on", "reason", "against"),
    [
        (date(2022, 1, 17), "maternity", ["REASON_UNKNOWN"]),
        (date(2022, 1, 18), "maternity", []),
        (date(2022, 1, 17), "old_age", []),
        (date(2026, 9, 15), "weak_health", []),
        (date(2026, 9, 15), "boredom", ["REASON_UNKNOWN"]),
    ],
)
def test_exemption_by_the_reasons_of_the_day(on: date, reason: str, against: list[str]) -> None:
    verdict = may_exempt(
        standing="official", activity="active", reason=reason, requested=True, cell=AGREED, on=on
    )

    assert codes(verdict) == (against, [])


@given(
    member=st.booleans(),
    activity=st.sampled_from(["active", "exempt", "suspended"]),
    requested=st.booleans(),
    agreed=st.sampled_from([None, 10, 11]),
)
def test_exemption_gives_every_reason(
    activity: str, agreed: int | None, *, member: bool, requested: bool
) -> None:
    cell = agreed and body_vote(decision="exemption", members=20, present=15, agreed=agreed, on=ON)

    verdict = may_exempt(
        standing="official" if member else None,
        activity=activity,
        reason="old_age",
        requested=requested,
        cell=cell or None,
        on=ON,
    )

    wanted = ["NOT_A_MEMBER"] * (not member) + ["NOT_ACTIVE"] * (activity != "active")
    wanted += ["REQUEST_MISSING"] * (not requested) + ["CELL_NOT_AGREED"] * (agreed is None)
    assert codes(verdict) == (wanted + ["VOTE_MISSED"] * (agreed == 10), [])


@pytest.mark.parametrize(
    ("activity", "until", "extension", "against"),
    [
        ("active", date(2026, 12, 14), False, []),
        ("active", date(2026, 12, 15), False, ["SUSPENSION_LONG"]),
        ("exempt", date(2026, 10, 1), False, []),
        ("suspended", date(2026, 10, 1), False, ["SUSPENDED_ALREADY"]),
        ("suspended", date(2026, 12, 14), True, []),
        ("suspended", date(2026, 12, 15), True, ["SUSPENSION_LONG"]),
        ("active", date(2026, 10, 1), True, ["NOT_SUSPENDED"]),
        ("active", date(2026, 9, 15), False, ["ENDS_BEFORE_START"]),
    ],
)
def test_suspension_for_its_days(
    activity: str, until: date, against: list[str], *, extension: bool
) -> None:
    verdict = may_suspend(
        standing="official", activity=activity, start=ON, until=until, extension=extension
    )

    assert codes(verdict) == (against, [])


@pytest.mark.parametrize(
    ("standing", "activity", "against"),
    [
        ("official", "exempt", []),
        ("probationary", "suspended", []),
        ("official", "active", ["ACTIVITY_ALREADY"]),
        (None, "exempt", ["NOT_A_MEMBER"]),
    ],
)
def test_resuming_needs_something_to_end(
    standing: str | None, activity: str, against: list[str]
) -> None:
    assert codes(may_resume(standing=standing, activity=activity, on=ON)) == (against, [])


def test_late_transfer_says_by_how_much() -> None:
    verdict = may_transfer_out(
        standing="official", activity="active", effect=date(2025, 7, 1), on=date(2025, 9, 29)
    )

    assert verdict.warnings == (finding("TRANSFER_LATE", "", R294, due="2025-09-25", days=4),)
