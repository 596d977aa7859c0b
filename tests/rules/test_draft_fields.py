"""Prove that a field of a change holds just what was put into it, and the rest stays as it was."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.draft_fields import OrgField, chosen_in, org_field, own_key, typed_in, with_chosen
from dangbo.rules.draft_slots import SLOTS, Shape
from dangbo.rules.drafts import faults

KEYS = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), unique=True)
LINES = st.lists(st.sampled_from(["dòng 1", "dòng 2", "dòng 3"]))
NEW = {"name": "Mới", "kind": "chi_bo", "org": "moi"}
CHANGES: dict[str, dict[str, Any]] = {
    "move": {"change": "move", "orgs": ["a", "x"], "typed": {"superior": "khối"}},
    "merge": {"change": "merge", "sources": ["a"], "result": NEW},
    "rename": {"change": "rename", "org": "a", "name": "Tên mới"},
    "split": {"change": "split", "results": [{**NEW, "new": True}, {"org": "a"}], "below": {}},
    "hand_over_part": {"change": "hand_over_part", "result": {"org": "a", "new": False}},
    "regroup": {
        "change": "regroup",
        "rows": [
            {"source": "a", "result": "b", "part": "part"},
            {"source": "", "result": "b", "part": "whole", "typed": {"source": "dòng 2"}},
        ],
        "results": [NEW],
    },
}
PLACES = [
    ("move", "orgs", ""),
    ("move", "superior", ""),
    ("merge", "sources", ""),
    ("merge", "superior", "result"),
    ("rename", "org", ""),
    ("split", "results", ""),
    ("split", "superior", "results.0"),
    ("split", "org", "results.1"),
    ("hand_over_part", "result", ""),
    ("regroup", "rows", ""),
    ("regroup", "source", "rows.1"),
    ("regroup", "result", "rows.0"),
    ("regroup", "superior", "results.0"),
]


def field_at(change: str, name: str, part: str) -> OrgField:
    field = org_field(CHANGES[change], name, part)
    assert field is not None
    return field


@pytest.mark.parametrize("place", PLACES, ids=".".join)
@given(keys=KEYS, typed=LINES)
def test_what_is_put_into_a_field_is_what_it_holds(
    place: tuple[str, str, str], keys: list[str], typed: list[str]
) -> None:
    change, field = CHANGES[place[0]], field_at(*place)
    if not field.many:
        keys, typed = keys[-1:], [] if keys else typed[-1:]

    after = {**change, **with_chosen(change, field, keys=keys, typed=typed)}

    assert sorted(chosen_in(after, field)) == sorted(keys)
    assert sorted(typed_in(after, field)) == sorted(typed)
    told = [each for each in faults([after]) if each.code == "UNRESOLVED"]
    elsewhere = place[0] == "move" and place[1] != "superior"
    others = 1 if elsewhere or (place[0], place[2]) == ("regroup", "rows.0") else 0
    others += (place[0], place[2]) == ("regroup", "results.0")
    assert len(told) == len(typed) + others


@pytest.mark.parametrize("place", PLACES, ids=".".join)
def test_putting_in_what_is_there_changes_nothing(place: tuple[str, str, str]) -> None:
    change, field = CHANGES[place[0]], field_at(*place)
    keys, typed = chosen_in(change, field), typed_in(change, field)

    after = {**change, **with_chosen(change, field, keys=keys, typed=typed)}

    assert chosen_in(after, field) == keys
    filled = {name: value for name, value in after.items() if change.get(name)}
    assert filled == {name: value for name, value in change.items() if value}


def test_a_row_that_stays_keeps_its_result_and_part() -> None:
    change, field = CHANGES["regroup"], field_at("regroup", "rows", "")

    after = with_chosen(change, field, keys=["c", "a"], typed=[])

    assert after == {
        "rows": [
            {"source": "a", "result": "b", "part": "part"},
            {"source": "c", "result": "", "part": "whole"},
        ]
    }


def test_new_results_stay_when_others_are_chosen() -> None:
    change, field = CHANGES["split"], field_at("split", "results", "")

    after = with_chosen(change, field, keys=["b"], typed=[])

    assert after == {"results": [{**NEW, "new": True}, {"org": "b"}]}


def test_a_standing_receiver_takes_the_place_of_a_new_one_that_stays_described() -> None:
    change = {"change": "hand_over_part", "result": {**NEW, "new": True}}
    field = org_field(change, "result")
    assert field is not None

    assert chosen_in(change, field) == []
    assert with_chosen(change, field, keys=[], typed=[]) == {}
    after = with_chosen(change, field, keys=["b"], typed=[])
    assert after == {"result": {**NEW, "new": False, "org": "b"}}


def test_a_place_below_is_one_of_several() -> None:
    change = {**CHANGES["split"], "below": {"x": "a", "y": "b"}}
    field = org_field(change, "below", "x")
    assert field is not None

    assert chosen_in(change, field) == ["a"]
    assert with_chosen(change, field, keys=["c"], typed=[]) == {"below": {"x": "c", "y": "b"}}


@pytest.mark.parametrize(
    ("change", "name", "part"),
    [
        ("move", "name", ""),
        ("move", "nothing", ""),
        ("rename", "name", ""),
        ("merge", "result", ""),
        ("merge", "kind", "result"),
        ("merge", "superior", "results.0"),
        ("split", "superior", "results.1"),
        ("split", "superior", "results.7"),
        ("split", "superior", "results.x"),
        ("split", "org", "results.0"),
        ("split", "below", ""),
        ("move", "below", "x"),
        ("regroup", "part", "rows.0"),
        ("regroup", "source", "rows"),
        ("regroup", "source", "typed"),
    ],
)
def test_what_holds_no_organisation_is_no_field_to_choose_for(
    change: str, name: str, part: str
) -> None:
    assert org_field(CHANGES[change], name, part) is None


def test_every_top_field_of_organisations_can_be_chosen_for() -> None:
    shapes = {Shape.ORG, Shape.ORGS, Shape.EITHER, Shape.ROWS, Shape.RESULTS}
    for kind, slots in SLOTS.items():
        found = {slot.name for slot in slots if org_field({"change": kind}, slot.name) is not None}
        assert found == {slot.name for slot in slots if slot.shape in shapes}


def test_a_new_organisation_cannot_name_itself() -> None:
    assert own_key(CHANGES["merge"], field_at("merge", "superior", "result")) == "moi"
    assert own_key(CHANGES["merge"], field_at("merge", "sources", "")) == ""
    found: dict[str, Any] = {"change": "found", **NEW}
    assert own_key(found, OrgField("superior", "", Shape.ORG)) == "moi"
