"""Prove until when discipline holds a badge back, at its borders and against a walk over days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.badge_waits import Sanction, Wait, wait_on
from dangbo.rules.badges import badge_rules
from dangbo.rules.member_attributes import attribute_kinds

DAY = timedelta(days=1)
SINCE = date(2024, 8, 31)


@pytest.mark.parametrize(
    ("form", "until"),
    [("canh_cao", date(2025, 2, 28)), ("cach_chuc", date(2025, 8, 31))],
)
def test_a_form_holds_back_to_the_day(form: str, until: date) -> None:
    own = [Sanction(form, SINCE)]

    assert wait_on(sanctions=own, on=SINCE - DAY) is None
    assert wait_on(sanctions=own, on=SINCE) == Wait(form, until)
    assert wait_on(sanctions=own, on=until - DAY) == Wait(form, until)
    assert wait_on(sanctions=own, on=until) is None


def test_a_reprimand_holds_nothing_back() -> None:
    assert wait_on(sanctions=[Sanction("khien_trach", SINCE)], on=SINCE) is None


def test_what_is_lifted_holds_nothing_back_but_what_is_followed_does() -> None:
    lifted = SINCE + 10 * DAY
    warned = Sanction("canh_cao", SINCE, lifted)

    assert wait_on(sanctions=[warned], on=lifted - DAY) == Wait("canh_cao", lifted)
    assert wait_on(sanctions=[warned], on=lifted) is None
    followed = [warned, Sanction("khien_trach", lifted)]
    assert wait_on(sanctions=followed, on=lifted) == Wait("canh_cao", date(2025, 2, 28))


def test_the_forms_are_those_of_members() -> None:
    forms = set(attribute_kinds()["discipline"].values)

    assert set(badge_rules(SINCE).discipline_months) <= forms


@given(
    starts=st.lists(st.integers(0, 500), max_size=3, unique=True),
    forms=st.lists(st.sampled_from(["khien_trach", "canh_cao", "cach_chuc"]), min_size=3),
    asked=st.integers(-5, 1000),
)
def test_the_longest_of_several_counts(starts: list[int], forms: list[str], asked: int) -> None:
    own = [Sanction(form, SINCE + at * DAY) for at, form in zip(starts, forms, strict=False)]
    on = SINCE + asked * DAY
    last = on
    while any(wait_on(sanctions=[each], on=last) for each in own if each.since <= on):
        last += DAY

    found = wait_on(sanctions=own, on=on)

    # Each alone goes on without a gap, so that the last day of all is the longest wait.
    assert found is None if last == on else found is not None and found.until <= last
    alone = [each for each in (wait_on(sanctions=[one], on=on) for one in own) if each]
    assert found == max(alone, key=lambda each: each.until, default=None)
