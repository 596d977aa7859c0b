"""Prove that a report takes the steps it may, those alone, and hears every reason at once."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.returns import (
    LOCKED,
    MOVES,
    Facing,
    Other,
    State,
    StepKind,
    course_is_sound,
    may_step,
    reopens_along,
    state_after,
)

CUT_OFF = date(2026, 6, 30)
STATES: tuple[State, ...] = ("draft", "confirmed", "sent", "received")
# Written down once more, step by step, as an office would say it.
ALLOWED: dict[tuple[State, str], State] = {
    ("draft", "fill"): "draft",
    ("draft", "confirm"): "confirmed",
    ("draft", "remind"): "draft",
    ("confirmed", "take_up"): "draft",
    ("confirmed", "send"): "sent",
    ("confirmed", "remind"): "confirmed",
    ("confirmed", "reopen_along"): "draft",
    ("sent", "send_back"): "draft",
    ("sent", "receive"): "received",
    ("sent", "reopen_along"): "draft",
    ("received", "reopen"): "draft",
    ("received", "reopen_along"): "draft",
}


def codes(kind: StepKind, facing: Facing) -> tuple[set[str], set[str]]:
    verdict = may_step(kind, facing)
    return {each.code for each in verdict.against}, {each.code for each in verdict.warnings}


def by_hand(kind: str, facing: Facing) -> tuple[set[str], set[str]]:
    """Judge a step again, from sentences rather than from tables."""
    vouches = kind in ("confirm", "send")
    locked = [each for each in facing.above if each.state in ("sent", "received")]
    own = kind in ("fill", "confirm", "take_up", "send", "remind")
    against = {
        "RETURN_STATE": (facing.state, kind) not in ALLOWED,
        "RETURN_CHANGED": facing.changed,
        "REASON_NEEDED": kind in ("send_back", "reopen") and not facing.reason,
        "WORDS_NEEDED": kind == "remind" and not facing.reason,
        "RETURN_NOT_STANDING": own and not facing.stood,
        "PERIOD_RUNNING": vouches and facing.today < CUT_OFF,
        "CHECK_FAILED": vouches and bool(facing.failed),
        "CELL_LACKING": vouches and bool(facing.lacking),
        "CELL_HIDDEN": vouches and bool(facing.hidden),
        "ABOVE_LOCKED": kind == "reopen" and any(not each.may for each in locked),
    }
    warnings = {
        "BELOW_NOT_RECEIVED": vouches and any(each.state != "received" for each in facing.below),
        "ABOVE_SENT": kind == "send" and bool(locked),
        "ABOVE_REOPENS": kind == "reopen" and any(each.may for each in locked),
    }
    return {code for code in against if against[code]}, {
        code for code in warnings if warnings[code]
    }


OTHERS = st.lists(
    st.builds(Other, st.just("X"), st.sampled_from(STATES), st.booleans()), max_size=3
)
FACINGS = st.builds(
    Facing,
    state=st.sampled_from(STATES),
    today=st.sampled_from([date(2026, 6, 29), CUT_OFF, date(2026, 7, 11)]),
    cut_off=st.just(CUT_OFF),
    stood=st.booleans(),
    changed=st.booleans(),
    failed=st.sampled_from([(), ("tổng",)]),
    lacking=st.sampled_from([(), ("a", "b")]),
    hidden=st.sampled_from([(), ("c",)]),
    below=OTHERS,
    above=OTHERS,
    reason=st.sampled_from(["", "ghi sai"]),
)


@given(st.sampled_from(list(MOVES)), FACINGS)
def test_a_step_hears_every_reason_and_no_other(kind: StepKind, facing: Facing) -> None:
    assert codes(kind, facing) == by_hand(kind, facing)


@given(st.lists(st.sampled_from(list(MOVES)), max_size=6))
def test_courses_are_those_that_single_steps_allow(kinds: list[StepKind]) -> None:
    state: State | None = "draft"
    for kind in kinds:
        state = ALLOWED.get((state, kind)) if state else None

    assert course_is_sound(kinds) == (state is not None)


def test_every_state_and_step_leads_where_it_is_said_to() -> None:
    for state, kind in product(STATES, MOVES):
        allowed = state in MOVES[kind][0]
        assert allowed == ((state, kind) in ALLOWED)
        if allowed:
            assert state_after(kind, state) == ALLOWED[state, kind]
    assert {each for each in STATES if reopens_along(each)} == {"confirmed", *LOCKED}


@pytest.mark.parametrize("state", ["sent", "received"])
def test_nothing_of_the_own_level_moves_what_was_sent(state: State) -> None:
    facing = Facing(state, CUT_OFF, CUT_OFF)

    for kind in ("fill", "confirm", "take_up", "send"):
        assert codes(kind, facing)[0] == {"RETURN_STATE"}
