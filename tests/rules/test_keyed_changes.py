"""Prove that organisations are found and renamed wherever a change names them, persons never."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.changes import normal
from dangbo.rules.keyed_changes import begun_in, concerned_in, orgs_in, renamed

KEYS = st.sampled_from(["a", "b", "c"])
PERSONS = st.sampled_from(["a", "rest", "listed", "source", "0b7f"])
MEMBERS = st.fixed_dictionaries(
    {}, optional={"rest": KEYS, "listed": st.dictionaries(PERSONS, KEYS)}
)
CHANGES: dict[str, dict[str, Any]] = {
    "dissolve": {"org": 1, "below": 2},
    "retype": {"org": 1, "kind": "dang_bo_co_so"},
    "merge": {"sources": [1, 2], "result": {"org": 3, "name": "Mới", "kind": "chi_bo_co_so"}},
    "absorb": {"sources": [1], "result": 2},
    "split": {"source": 1, "results": [{"org": 1}, {"org": 2}]},
    "hand_over_part": {"source": 1, "result": 2, "orgs": [4]},
    "regroup": {"rows": [{"source": 1, "result": 2, "part": "whole"}]},
}


@given(members=MEMBERS)
def test_members_are_renamed_by_organisation_and_keep_their_own_keys(
    members: dict[str, Any],
) -> None:
    ids = {"a": 1, "b": 2, "c": 3}
    change = {"change": "dissolve", "org": "a", "members": members}

    told = renamed(change, ids.__getitem__)

    listed = members.get("listed", {})
    assert told["members"].keys() == members.keys()
    assert told["members"].get("listed", {}) == {who: ids[org] for who, org in listed.items()}
    assert told["members"].get("rest") == ids.get(members.get("rest", ""))
    assert renamed(told, {pk: key for key, pk in ids.items()}.__getitem__) == change


@given(members=MEMBERS)
def test_every_organisation_that_members_go_to_is_named_with_its_place(
    members: dict[str, Any],
) -> None:
    change = {"change": "dissolve", "org": "x", "members": members}

    found = [each for each in orgs_in(change) if each[0][0] == "members"]

    wanted = [(("members", "listed", who), org) for who, org in members.get("listed", {}).items()]
    wanted += [(("members", "rest"), members["rest"])] if "rest" in members else []
    assert found == wanted
    # Whoever takes members in is not what the change is about, whatever a person's key is.
    assert list(concerned_in(change)) == ["x"]
    assert list(begun_in(change)) == []


@pytest.mark.parametrize("kind", CHANGES)
def test_what_is_said_of_members_does_nothing_to_organisations(kind: str) -> None:
    change = {"change": kind, **CHANGES[kind]}

    assert normal({**change, "members": {"rest": 2, "listed": {"p": 9}}}) == normal(change)
