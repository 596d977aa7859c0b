"""Prove whose members a drafted change is about, and that what it foretells is what is carried."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.draft_slots import SLOTS
from dangbo.rules.drafts import stated
from dangbo.rules.keyed_changes import renamed
from dangbo.rules.member_carries import carries_of
from dangbo.rules.member_places import (
    members_in,
    results_in,
    sources_in,
    taken_by_rule,
    tells_of_members,
    with_listed,
)

KEYS = st.sampled_from(["a", "b", "c", "d"])
TELLING = {"split", "hand_over_part", "dissolve", "regroup", "retype", "merge", "absorb"}
NEW = {"name": "Mới", "kind": "chi_bo_co_so"}
ROW = st.fixed_dictionaries(
    {"source": KEYS, "result": KEYS, "part": st.sampled_from(["whole", "part"])}
)
STANDING = st.fixed_dictionaries({"org": KEYS})
CHANGES = st.one_of(
    st.fixed_dictionaries({"change": st.just("dissolve"), "org": KEYS}),
    st.fixed_dictionaries(
        {
            "change": st.just("merge"),
            "sources": st.lists(KEYS, min_size=2, unique=True),
            "result": st.just({"org": "n", **NEW}),
        }
    ),
    st.fixed_dictionaries(
        {
            "change": st.just("absorb"),
            "sources": st.lists(KEYS, min_size=1, unique=True),
            "result": st.just("n"),
        }
    ),
    st.fixed_dictionaries(
        {
            "change": st.just("split"),
            "source": KEYS,
            "results": st.lists(
                STANDING, min_size=2, max_size=3, unique_by=lambda each: each["org"]
            ),
        }
    ),
    st.fixed_dictionaries(
        {"change": st.just("regroup"), "rows": st.lists(ROW, min_size=1, max_size=4)}
    ),
    st.fixed_dictionaries(
        {"change": st.just("hand_over_part"), "source": KEYS, "result": STANDING}
    ),
    st.fixed_dictionaries({"change": st.just("retype"), "org": KEYS, "kind": st.just("chi_bo")}),
)


def test_just_these_changes_take_members_along() -> None:
    assert {kind for kind in SLOTS if tells_of_members({"change": kind})} == TELLING


@given(change=CHANGES)
def test_what_is_said_by_rule_is_what_is_carried(change: dict[str, Any]) -> None:
    """By rule: carried to the one who takes the whole, or left where nobody carries them."""
    keys = ["a", "b", "c", "d", "n"]
    ids = {key: pk for pk, key in enumerate(keys)}
    raw = renamed(stated(change), ids.__getitem__)
    carried = {
        keys[source]: keys[carry.rest]
        for source, carry in carries_of(seq=1, on=date(2020, 1, 1), changes=[raw], persons={})
        if carry.rest is not None
    }

    said = {source: taken_by_rule(change, source) for source in sources_in(change)}

    assert {source: to for source, to in said.items() if to not in {"", source}} == carried


@given(change=CHANGES, listed=st.dictionaries(st.sampled_from(["p", "q"]), KEYS, min_size=1))
def test_listed_members_are_carried_from_each_source(
    change: dict[str, Any], listed: dict[str, str]
) -> None:
    ids = {key: pk for pk, key in enumerate(["a", "b", "c", "d", "n"])}
    told = {**change, "members": with_listed(change, listed)}
    raw = renamed(stated(told), ids.__getitem__)

    found = dict(carries_of(seq=1, on=date(2020, 1, 1), changes=[raw], persons={"p": 7, "q": 8}))

    wanted = {{"p": 7, "q": 8}[who]: ids[to] for who, to in listed.items()}
    assert {source: carry.listed for source, carry in found.items()} == {
        ids[source]: wanted for source in sources_in(change)
    }


@pytest.mark.parametrize(
    ("change", "results"),
    [
        ({"change": "split", "source": "a"}, []),
        ({"change": "split", "results": [{"org": "a"}, {"name": "x", "new": True}]}, ["a"]),
        ({"change": "merge", "sources": ["a"], "result": {"org": "n", "name": "N"}}, ["n"]),
        ({"change": "absorb", "result": "b"}, ["b"]),
        ({"change": "hand_over_part", "source": "a", "result": {"org": "b"}}, ["a", "b"]),
        ({"change": "retype", "org": "a"}, ["a"]),
        ({"change": "regroup", "rows": [{"source": "a", "result": "b"}, {}]}, ["b"]),
        ({"change": "dissolve", "org": "a", "below": "b"}, []),
    ],
)
def test_who_may_take_members_is_named_once(change: dict[str, Any], results: list[str]) -> None:
    assert results_in(change) == results


def test_a_place_that_is_taken_back_leaves_the_rest() -> None:
    change = {"change": "dissolve", "members": {"listed": {"p": "a", "q": "b"}, "rest": "c"}}

    assert with_listed(change, {"p": "", "r": "d"}) == {"listed": {"q": "b", "r": "d"}, "rest": "c"}
    assert members_in({"change": "dissolve"}) == {}
    assert sources_in({"change": "rename", "org": "a"}) == []
