"""Prove who reads a confidential record after any changes, and what is judged before an act."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.sealed_records import (
    KINDS,
    Turn,
    kept_until,
    may_add_entry,
    may_add_reader,
    may_close,
    may_forget,
    may_open,
    may_remove_reader,
    may_reopen,
    reading_now,
    readings,
)
from dangbo.rules.verdicts import Verdict

TODAY = date(2026, 11, 23)
TURNS = st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["in", "out"])), max_size=30).map(
    lambda told: [Turn(act, *each) for act, each in enumerate(told, start=1)]
)


def codes(verdict: Verdict) -> list[str]:
    return [each.code for each in verdict.against]


@given(TURNS)
def test_who_reads_is_what_the_last_turn_of_each_says(turns: list[Turn]) -> None:
    last = {turn.account: turn.way for turn in turns}

    assert reading_now(turns) == {account for account, way in last.items() if way == "in"}


@given(TURNS)
def test_readings_agree_with_asking_after_each_act(turns: list[Turn]) -> None:
    told = readings(turns)
    for act in range(1, len(turns) + 2):
        by_span = [
            each.account
            for each in told
            if each.since <= act and (each.until is None or each.until > act)
        ]
        assert sorted(by_span) == sorted(reading_now(turns[:act]))


def test_readers_come_with_a_reason_and_one_remains() -> None:
    assert codes(may_add_reader(readers={1}, account=1, usable=True, reason="x")) == [
        "READER_ALREADY"
    ]
    assert codes(may_add_reader(readers={1}, account=2, usable=False, reason=" ")) == [
        "ACCOUNT_CLOSED",
        "READER_REASON_NEEDED",
    ]
    allowed = may_add_reader(readers={1}, account=2, usable=True, reason="x")
    assert (allowed.allows, [each.code for each in allowed.warnings]) == (True, ["READER_SEES_ALL"])

    def removing(readers: set[int], usable: set[int], account: int) -> list[str]:
        given = {"readers": readers, "usable": usable, "account": account, "reason": "x"}
        return codes(may_remove_reader(**given))

    assert removing({1, 2}, {1, 2}, 2) == []
    assert removing({1}, {1}, 1) == ["LAST_READER"]
    assert removing({1, 2}, {1}, 1) == ["LAST_READER"]
    assert removing({1, 2}, {1}, 2) == []
    assert removing({1}, {1, 2}, 2) == ["NOT_A_READER"]


def test_records_are_opened_written_and_closed_in_their_time() -> None:
    ahead = TODAY + timedelta(days=1)

    assert codes(may_open(kind="x", title=" ", on=ahead, today=TODAY)) == [
        "RECORD_KIND_UNKNOWN",
        "TITLE_NEEDED",
        "DAY_AHEAD",
    ]
    assert may_open(kind="appeal", title="Đơn", on=TODAY, today=TODAY).allows

    def entering(**given: object) -> list[str]:
        told = {"closed": False, "what": "note", "text": "x", "files": 0, "on": TODAY}
        return codes(may_add_entry(**{**told, "today": TODAY, **given}))

    assert entering() == []
    assert entering(text="", files=1) == []
    assert entering(text="") == ["ENTRY_EMPTY"]
    assert entering(what="x") == ["ENTRY_KIND_UNKNOWN"]
    assert entering(on=ahead) == ["DAY_AHEAD"]
    assert entering(closed=True) == ["RECORD_CLOSED"]

    def closing(**given: object) -> list[str]:
        told = {"closed": False, "outcome": "x", "on": TODAY, "opened_on": TODAY, "today": TODAY}
        return codes(may_close(**{**told, **given}))

    assert closing() == []
    assert closing(closed=True, outcome="") == ["RECORD_CLOSED", "OUTCOME_NEEDED"]
    assert closing(on=TODAY - timedelta(days=1)) == ["CLOSED_TOO_EARLY"]
    assert closing(on=ahead) == ["DAY_AHEAD"]
    assert codes(may_reopen(closed=False, reason="")) == ["RECORD_OPEN", "REOPEN_REASON_NEEDED"]
    assert may_reopen(closed=True, reason="x").allows


@pytest.mark.parametrize("kind", KINDS)
def test_the_key_is_destroyed_only_after_the_last_day_of_keeping(kind: str) -> None:
    closed = date(2026, 2, 1)
    until, source = kept_until(kind=kind, closed_on=closed)

    def forgetting(today: date, closed_on: date | None = closed) -> list[str]:
        return codes(may_forget(kind=kind, closed_on=closed_on, reason="x", today=today))

    assert (until.month, until.day, bool(source)) == (2, 1, True)
    assert until.year - closed.year == {"discipline": 20, "verification": 10}.get(kind, 15)
    assert forgetting(until) == ["KEPT_STILL"]
    assert forgetting(until + timedelta(days=1)) == []
    assert forgetting(until, None) == ["RECORD_OPEN"]


def test_a_record_closed_on_a_leap_day_is_kept_to_the_end_of_the_month() -> None:
    assert kept_until(kind="verification", closed_on=date(2028, 2, 29))[0] == date(2038, 2, 28)
