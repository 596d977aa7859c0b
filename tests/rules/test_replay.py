"""Prove every refusal and warning of a decision, each by its code, and that all come at once."""

import pytest
from factories.ledgers import Register, change, found, refusals

from dangbo.rules.verdicts import RuleError

TREE = (found(1), found(2, 1), found(3, 1), found(4, 2), found(5, 2, kind="leaf"))


def new(org: int, superior: int | None = 1, **more: object) -> dict[str, object]:
    """Describe an organisation that begins as a result."""
    return {key: value for key, value in found(org, superior, **more).items() if key != "change"}


def row(source: int, result: int | None, part: str) -> dict[str, object]:
    return {"source": source, "result": result, "part": part}


@pytest.fixture
def register() -> Register:
    """Return a register with 2 and 3 under 1, and 4 and 5 (a leaf) under 2, from the 1st on."""
    register = Register()
    register.decide(1, *TREE)
    return register


REFUSED = {
    "rename_of_nobody": ([change("rename", org=9, name="X")], [("NOT_STANDING", 9)]),
    "founding_of_one_that_stands": ([found(2, 1)], [("ALREADY_STANDING", 2)]),
    "founding_without_a_name": ([found(9, 1, name="")], [("NO_NAME_OR_KIND", 9)]),
    "restoring_of_one_that_stands": ([change("restore", org=2)], [("ALREADY_STANDING", 2)]),
    "restoring_of_one_that_never_stood": ([change("restore", org=9)], [("NEVER_STOOD", 9)]),
    "superior_unknown": ([found(8, 9)], [("SUPERIOR_NOT_STANDING", 8)]),
    "under_itself": ([change("move", orgs=[2], superior=2)], [("UNDER_ITSELF", 2)]),
    "under_one_below": (
        [change("move", orgs=[1], superior=4)],
        [("CYCLE", 1)],
    ),
    "under_a_leaf": ([change("move", orgs=[3], superior=5)], [("KIND_NOT_UNDER", 3)]),
    "leaf_at_the_top": ([found(9, kind="leaf")], [("KIND_NOT_UNDER", 9)]),
    "kind_that_is_none": ([found(9, 1, kind="none")], [("UNKNOWN_KIND", 9)]),
    "retyping_above_others": (
        [change("retype", org=2, kind="leaf")],
        [("KIND_NOT_UNDER", 4), ("KIND_NOT_UNDER", 5)],
    ),
    "dissolving_above_others": (
        [change("dissolve", org=2)],
        [("LEFT_BELOW", 2), ("LEFT_BELOW", 2), ("SUPERIOR_ENDS", 4), ("SUPERIOR_ENDS", 5)],
    ),
    "dissolving_twice": (
        [change("dissolve", org=4), change("dissolve", org=4)],
        [("ENDED_IN_THIS_DECISION", 4)],
    ),
    "restoring_what_it_dissolved": (
        [change("dissolve", org=4), change("restore", org=4)],
        [("ENDED_IN_THIS_DECISION", 4)],
    ),
    "ending_on_the_first_day": (
        [found(9, 1), change("dissolve", org=9)],
        [("BEGAN_SAME_DAY", 9)],
    ),
    "two_names": (
        [change("rename", org=2, name="X"), change("rename", org=2, name="Y")],
        [("CONTRADICTION", 2)],
    ),
    "two_superiors": (
        [change("move", orgs=[4], superior=1), change("move", orgs=[4], superior=3)],
        [("CONTRADICTION", 4)],
    ),
    "merging_one": (
        [change("merge", sources=[3], result=new(9))],
        [("MERGE_OF_ONE", None)],
    ),
    "merging_into_one_that_stands": (
        [change("merge", sources=[3, 4], result=new(2))],
        [("ALREADY_STANDING", 2)],
    ),
    "merging_below_a_source": (
        [change("merge", sources=[3, 4], result=new(9, 3))],
        [("UNDER_ITSELF", 9), ("LEFT_BELOW", 3), ("SUPERIOR_ENDS", 9)],
    ),
    "absorbing_nobody": ([change("absorb", sources=[], result=2)], [("NO_SOURCES", None)]),
    "absorbing_itself": (
        [change("absorb", sources=[3], result=3)],
        [("INTO_ITSELF", None)],
    ),
    "absorbing_into_nobody": (
        [change("absorb", sources=[3], result=9)],
        [("NOT_STANDING", 9)],
    ),
    "splitting_into_nothing": (
        [change("split", source=3, results=[])],
        [("SPLIT_INTO_ONE", None)],
    ),
    "splitting_without_saying_who_goes_where": (
        [change("split", source=2, results=[new(8), new(9)], below={4: 8})],
        [("LEFT_BELOW", 2), ("SUPERIOR_ENDS", 5)],
    ),
    "splitting_one_that_begins_by_it": (
        [change("split", source=8, results=[new(8), new(9)])],
        [("NOT_STANDING", 8)],
    ),
    "placing_under_another": (
        [change("split", source=2, results=[{"org": 2}, new(9)], below={4: 3})],
        [("NOT_A_RESULT", 4)],
    ),
    "handing_over_another's": (
        [change("hand_over_part", source=3, result=1, orgs=[4])],
        [("NOT_UNDER_SOURCE", 4)],
    ),
    "regrouping_nothing": ([change("regroup", rows=[])], [("NO_ROWS", None)]),
    "regrouping_with_part_alone": (
        [change("regroup", rows=[row(3, 2, "part")])],
        [("LONE_PART", None)],
    ),
    "unlisted_of_nobody": (
        [change("unlisted", what="move", count=3, result=9)],
        [("NOT_STANDING", 9)],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), REFUSED.values(), ids=REFUSED)
def test_decision_is_refused(
    register: Register,
    changes: list[dict[str, object]],
    expected: list[tuple[str, int | None]],
) -> None:
    with pytest.raises(RuleError) as refused:
        register.decide(10, *changes)

    assert refusals(refused.value) == expected


def test_decision_is_refused_with_every_reason_and_where_each_is(register: Register) -> None:
    with pytest.raises(RuleError) as refused:
        register.decide(
            10,
            change("rename", org=9, name="X"),
            change("move", orgs=[2, 8], superior=2),
            change("merge", sources=[3], result=new(7)),
        )

    assert [(each.where, each.code) for each in refused.value.verdict.against] == [
        ("changes[0]", "NOT_STANDING"),
        ("changes[1]", "UNDER_ITSELF"),
        ("changes[1]", "NOT_STANDING"),
        ("changes[2]", "MERGE_OF_ONE"),
    ]
    assert {each.fact("on") for each in refused.value.verdict.against} == {"2000-01-10", None}


def test_decision_before_its_organisation_stood_is_refused() -> None:
    register = Register()
    register.decide(10, found(1))

    with pytest.raises(RuleError) as refused:
        register.decide(9, change("rename", org=1, name="X"))

    assert refusals(refused.value) == [("NOT_STANDING", 1)]


def test_founding_under_a_superior_that_ends_earlier_is_refused(register: Register) -> None:
    register.decide(20, change("dissolve", org=3))

    with pytest.raises(RuleError) as refused:
        register.decide(10, found(9, 3))

    assert refusals(refused.value) == [("SUPERIOR_ENDS", 9), ("LEFT_BELOW", 3)]


def test_founding_anew_of_one_that_ended_is_refused(register: Register) -> None:
    register.decide(10, change("dissolve", org=3))

    with pytest.raises(RuleError) as refused:
        register.decide(20, found(3, 1))

    assert refusals(refused.value) == [("STOOD_BEFORE", 3)]


@pytest.mark.parametrize(
    ("changes", "warnings"),
    [
        ([change("rename", org=2, name="Org 2")], [("NOTHING_CHANGES", 2)]),
        ([change("restore", org=2, gap_unknown=True)], [("GAP_UNKNOWN", 2)]),
        ([change("rename", org=2, name="X")], []),
    ],
)
def test_decision_is_taken_with_a_warning(
    register: Register,
    changes: list[dict[str, object]],
    warnings: list[tuple[str, int]],
) -> None:
    register.decide(10, *changes)

    found_then = register.last.outcome.verdict.warnings
    assert [(each.code, each.fact("org")) for each in found_then] == warnings


def test_steps_of_a_decision_may_pass_through_what_may_not_last(register: Register) -> None:
    register.decide(
        10,
        change("retype", org=2, kind="leaf"),
        change("move", orgs=[4, 5], superior=3),
    )

    assert register.state(2, 10).kind == "leaf"
    assert [register.superior(org, 10) for org in (4, 5)] == [3, 3]


def test_kind_that_is_no_longer_given_may_stay_but_not_come_again(register: Register) -> None:
    register.decide(5, found(9, 2, kind="old"))

    register.decide(20, change("rename", org=9, name="X"))

    assert register.state(9, 20).kind == "old"
    with pytest.raises(RuleError) as refused:
        register.decide(20, change("retype", org=3, kind="old"))
    assert refusals(refused.value) == [("UNKNOWN_KIND", 3)]


def test_touches_and_successions_tell_who_was_concerned(register: Register) -> None:
    register.decide(10, change("absorb", sources=[2], result=3), found(9, 3))

    touches = [(each.position, each.org, each.role) for each in register.last.outcome.touches]
    rows = [(each.source, each.result, each.whole) for each in register.last.outcome.successions]
    assert touches == [
        (0, 3, "result"),
        (0, 4, "below"),
        (0, 5, "below"),
        (0, 2, "source"),
        (1, 9, "subject"),
    ]
    assert rows == [(2, 3, True)]


def test_a_kind_is_refused_by_the_instrument_that_it_rests_on(register: Register) -> None:
    with pytest.raises(RuleError) as refused:
        register.decide(20, found(9, kind="leaf"))

    # By then a later set is in force, which says nothing new of leaves.
    assert [each.source for each in refused.value.verdict.against] == ["first"]
