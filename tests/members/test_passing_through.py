"""Prove that corrections reach those who only passed through, and those recorded later.

Both were found by made-up histories: of somebody who comes to a cell and goes on the same day no
posting there tells, and a decision may list somebody who is admitted only afterwards.
"""

from datetime import date
from typing import Any

import pytest
from factories.orgs import orgs
from members.test_conservation import record, register_on

from dangbo.rules.verdicts import RuleError

pytestmark = pytest.mark.django_db
FIRST, TENTH, THIRTEENTH = date(2024, 2, 20), date(2024, 3, 10), date(2024, 3, 13)


def founded() -> list[int]:
    """Found a committee with four cells; one member is in the first of them."""
    ids = orgs(14)
    top = {"change": "found", "org": ids[0], "name": "Khối", "kind": "dang_bo_cap_tren"}
    record(
        {"kind": "decided", "on": FIRST, "changes": [top, *(cell(ids, at) for at in range(1, 5))]}
    )
    first = {"standing": "official", "counted_from": "2001-02-03", "admitted": "2001-02-03"}
    happen(FIRST, {"change": "enter", "person": "p-1", "org": ids[1], **first})
    return ids


def cell(ids: list[int], at: int) -> dict[str, Any]:
    place = {"kind": "chi_bo_co_so", "superior": ids[0]}
    return {"change": "found", "org": ids[at], "name": f"Chi bộ {at}", **place}


def result(ids: list[int], at: int) -> dict[str, Any]:
    """Describe a cell that a change begins."""
    return {key: value for key, value in cell(ids, at).items() if key != "change"}


def happen(on: date, *events: dict[str, Any]) -> None:
    record({"kind": "members", "on": on, "events": events})


def dissolve(on: date, org: int, to: int) -> int:
    change = {"change": "dissolve", "org": org, "members": {"listed": {}, "rest": to}}
    return record({"kind": "decided", "on": on, "changes": [change]}).seq


def redate(act: int, on: date | None) -> None:
    record({"kind": "corrected", "of": "orgs", "items": [{"corrects": act, "on": on}]})


def test_voiding_the_second_of_two_moves_of_a_day_leaves_who_passed_where_the_first_led() -> None:
    ids = founded()
    dissolve(THIRTEENTH, ids[1], ids[2])
    second = dissolve(THIRTEENTH, ids[2], ids[3])
    assert register_on(THIRTEENTH)["p-1"].org == ids[3]

    redate(second, None)

    assert register_on(THIRTEENTH)["p-1"].org == ids[2]


def test_three_moves_of_one_day_are_followed_back_to_the_first() -> None:
    ids = founded()
    dissolve(THIRTEENTH, ids[1], ids[2])
    dissolve(THIRTEENTH, ids[2], ids[3])
    third = dissolve(THIRTEENTH, ids[3], ids[4])

    redate(third, None)

    assert register_on(THIRTEENTH)["p-1"].org == ids[3]


def test_nobody_is_left_where_a_cell_ends_before_members_come_to_it() -> None:
    ids = founded()
    dissolve(THIRTEENTH, ids[1], ids[2])
    second = dissolve(THIRTEENTH, ids[2], ids[3])

    with pytest.raises(RuleError) as refused:
        redate(second, TENTH)

    assert {found.code for found in refused.value.verdict.against} == {"ORG_NOT_STANDING"}


def test_a_list_holds_for_somebody_who_is_admitted_later() -> None:
    ids = founded()
    split = {
        "change": "split",
        "source": ids[2],
        "results": [{"org": ids[3]}, result(ids, 5)],
        "members": {"listed": {"p-7": ids[3]}, "rest": ids[5]},
    }
    record({"kind": "decided", "on": THIRTEENTH, "changes": [split]})

    happen(TENTH, {"change": "admit", "person": "p-7", "org": ids[2], "admitted": "2024-03-10"})

    assert register_on(TENTH)["p-7"].org == ids[2]
    assert register_on(THIRTEENTH)["p-7"].org == ids[3]


def test_whom_only_a_list_names_is_not_known() -> None:
    ids = founded()
    split = {
        "change": "split",
        "source": ids[2],
        "results": [{"org": ids[2]}, result(ids, 5)],
        "members": {"listed": {"p-7": ids[5]}},
    }
    record({"kind": "decided", "on": THIRTEENTH, "changes": [split]})

    with pytest.raises(RuleError) as refused:
        happen(THIRTEENTH, {"change": "recognise", "person": "p-7"})

    assert "PERSON_UNKNOWN" in {found.code for found in refused.value.verdict.against}
