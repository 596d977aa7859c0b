"""Prove what a correction reaches: whom it has to take in, and whom it leaves alone."""

import pytest
from factories.ledgers import Register, change, found, refusals

from dangbo.rules.verdicts import RuleError


def tree(*more: dict[str, object]) -> Register:
    """Found 1 over 2 and 3, on the first of the month."""
    register = Register()
    register.decide(1, found(1), found(2, 1), found(3, 1), *more)
    return register


def test_backdated_founding_follows_a_later_absorption() -> None:
    register = tree()
    register.decide(10, change("absorb", sources=[2], result=3))

    register.decide(5, found(4, 2))

    assert register.superior(4, 9) == 2
    assert register.superior(4, 10) == 3


def test_voided_absorption_gives_back_those_below() -> None:
    register = tree(found(4, 2))
    absorption = register.decide(10, change("absorb", sources=[2], result=3))
    register.decide(12, change("rename", org=4, name="Renamed"))

    register.void(absorption)

    assert register.superior(2, 15) == 1
    assert register.superior(4, 15) == 2
    assert register.state(4, 15).name == "Renamed"


def test_redated_decision_holds_from_its_new_day() -> None:
    register = tree()
    move = register.decide(10, change("move", orgs=[3], superior=2))

    register.redate(move, 20)

    assert [register.superior(3, day) for day in (9, 10, 19, 20)] == [1, 1, 1, 2]


def test_backdated_act_is_refused_where_a_later_one_cannot_follow() -> None:
    register = tree()
    register.decide(10, change("rename", org=3, name="Renamed"))

    with pytest.raises(RuleError) as refused:
        register.decide(5, change("dissolve", org=3))

    assert refusals(refused.value) == [("NOT_STANDING", 3)]
    assert register.superior(3, 15) == 1


def test_backdated_retyping_is_judged_by_those_founded_later() -> None:
    register = tree()
    register.decide(10, found(4, 3))

    with pytest.raises(RuleError) as refused:
        register.decide(5, change("retype", org=3, kind="leaf"))

    assert refusals(refused.value) == [("KIND_NOT_UNDER", 4)]


def test_backdated_founding_is_judged_by_a_later_retyping_of_its_superior() -> None:
    register = tree()
    register.decide(10, change("retype", org=3, kind="leaf"))

    with pytest.raises(RuleError) as refused:
        register.decide(5, found(4, 3))

    assert refusals(refused.value) == [("KIND_NOT_UNDER", 4)]


def test_backdated_founding_follows_one_that_ended_and_came_back_on_a_day() -> None:
    register = tree()
    register.decide(10, change("absorb", sources=[2], result=3))
    register.decide(10, change("restore", org=2))

    register.decide(5, found(4, 2))

    assert register.superior(2, 10) == 1
    assert register.superior(4, 10) == 3


def test_redated_move_is_refused_under_one_that_ended_and_came_back_on_a_day() -> None:
    register = tree(found(4, 1))
    register.decide(10, change("dissolve", org=2))
    register.decide(10, change("restore", org=2))
    move = register.decide(12, change("move", orgs=[4], superior=2))

    with pytest.raises(RuleError) as refused:
        register.redate(move, 8)

    assert refusals(refused.value) == [("LEFT_BELOW", 2)]


def test_voided_founding_is_refused_for_one_that_stood_below_for_a_part_of_a_day() -> None:
    register = tree()
    founding = register.decide(5, found(4, 1))
    register.decide(10, found(5, 4))
    register.decide(10, change("move", orgs=[5], superior=1))

    with pytest.raises(RuleError) as refused:
        register.void(founding)

    assert refusals(refused.value) == [("SUPERIOR_NOT_STANDING", 5), ("NOT_STANDING", 5)]


def test_voided_founding_is_refused_for_one_that_took_nobody_over() -> None:
    register = tree()
    founding = register.decide(5, found(4, 1))
    register.decide(10, change("dissolve", org=3, below=4))

    with pytest.raises(RuleError) as refused:
        register.void(founding)

    assert refusals(refused.value) == [("NOT_STANDING", 4)]


def test_void_that_closes_a_cycle_is_refused() -> None:
    register = tree(found(4, 3))
    away = register.decide(10, change("move", orgs=[4], superior=1))
    register.decide(12, change("move", orgs=[3], superior=4))

    with pytest.raises(RuleError) as refused:
        register.void(away)

    codes = {code for code, _ in refusals(refused.value)}
    assert codes == {"CYCLE"}


def test_restoring_gives_the_state_of_the_last_day_not_of_a_moment() -> None:
    register = tree()
    register.decide(10, change("rename", org=3, name="For a moment"))
    register.decide(10, change("dissolve", org=3))

    register.decide(20, change("restore", org=3))
    assert register.state(3, 20).name == "Org 3"

    register.decide(5, change("rename", org=3, name="Earlier"))
    assert register.state(3, 20).name == "Earlier"


def test_act_redated_between_two_of_a_day_meets_the_state_between_them() -> None:
    register = tree(found(4, 1))
    register.decide(6, change("move", orgs=[4], superior=1))
    register.decide(10, change("dissolve", org=2))
    move = register.decide(5, change("move", orgs=[4], superior=2))
    register.decide(10, change("restore", org=2))

    with pytest.raises(RuleError) as refused:
        register.redate(move, 10)

    assert refusals(refused.value) == [("SUPERIOR_NOT_STANDING", 4)]


def test_retyping_redated_between_two_of_a_day_meets_the_kinds_between_them() -> None:
    register = tree(found(4, 2, kind="b"))
    register.decide(10, change("retype", org=4, kind="a"))
    register.decide(12, change("move", orgs=[4], superior=1))
    retyping = register.decide(12, change("retype", org=2, kind="old"))
    register.decide(10, change("retype", org=4, kind="b"))
    register.decide(10, change("retype", org=2, kind="a"))

    with pytest.raises(RuleError) as refused:
        register.redate(retyping, 10)

    assert refusals(refused.value) == [("KIND_NOT_UNDER", 4)]


def test_act_of_today_reaches_nobody_else() -> None:
    register = tree(found(4, 2), found(5, 3))
    register.decide(10, change("rename", org=5, name="Renamed"))

    register.decide(20, change("rename", org=2, name="Renamed"))

    assert register.last.replayed == {2}


def test_backdated_act_reaches_those_that_later_ones_tie_to_it() -> None:
    register = tree(found(4, 2), found(5, 3), found(6, 1))
    register.decide(10, change("absorb", sources=[2], result=3))
    register.decide(12, change("rename", org=6, name="Renamed"))

    register.decide(5, change("rename", org=2, name="Renamed"))

    assert register.last.replayed == {2, 3, 4}
