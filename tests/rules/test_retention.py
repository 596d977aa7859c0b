"""Prove when things are past their time, and that the set is sound."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.retention import Kept, is_past, kept_on, last_day_past

DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2100, 1, 1))


@given(today=DAYS, days=st.integers(0, 5000), ago=st.integers(0, 6000))
def test_a_thing_is_past_its_time_after_that_many_whole_days(
    today: date, days: int, ago: int
) -> None:
    kept, used = Kept("x", days, remove=True), today - timedelta(days=ago)

    passed = sum(1 for number in range(1, ago + 1) if used + timedelta(days=number) <= today)
    assert is_past(kept, used=used, today=today) == (passed > days)
    assert is_past(kept, used=used, today=today) == (used <= last_day_past(kept, today=today))


def test_the_set_removes_bookkeeping_alone() -> None:
    found = {each.code: (each.days, each.remove) for each in kept_on(date(2026, 11, 20))}

    assert found == {
        "draft_discarded": (90, True),
        "draft_left": (365, False),
        "notice_seen": (365, True),
        "list_left": (180, True),
        "list_given_up": (90, True),
        "list_taken": (3650, False),
        "session_ended": (1, True),
        "access_logged": (3650, False),
    }
