"""Prove that newcomers who enter and stay are written as their courses say, and sealed as all."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from cryptography.fernet import Fernet
from hypothesis import given, settings
from hypothesis import strategies as st

from dangbo.base.secrets import Sealing
from dangbo.members.files.entering import Straight
from dangbo.members.files.newcomers import Ground, Newcomers, newcomers
from dangbo.rules.member_course import CarryOver, Life

ON = date(2024, 5, 6)
LATER = date(2025, 7, 1)
MASTER = Fernet.generate_key().decode()
SEALING = Sealing((MASTER,), b"0" * 32)
STANDS, ENDED, TAKEN_ALONG, NOT_YET = 1, 2, 3, 4
LIVES = {
    STANDS: (Life(date(2000, 1, 1), None),),
    ENDED: (Life(date(2000, 1, 1), LATER, 9),),
    TAKEN_ALONG: (Life(date(2000, 1, 1), LATER, 9),),
    NOT_YET: (Life(LATER, None),),
}
CARRIES: Mapping[int, Sequence[CarryOver]] = {
    TAKEN_ALONG: (CarryOver(LATER, 9, 0, rest=STANDS),),
}


def qualities(change: str, kinds: tuple[str, ...]) -> Any:
    """Return events that give somebody qualities or numbers, or take them away."""
    return st.fixed_dictionaries(
        {"change": st.just(change), "kind": st.sampled_from(kinds), "value": st.text(max_size=3)}
    )


days = st.sampled_from(("2010-02-03", "20100203", "2024-05-06"))
entries = st.fixed_dictionaries(
    {
        "change": st.just("enter"),
        "org": st.sampled_from((STANDS, ENDED, TAKEN_ALONG, NOT_YET)),
        "standing": st.sampled_from(("official", "probationary")),
        "identity": st.just({"name": "Trần Thị Bé", "birth": "1980-02-03"}),
    },
    optional={"admitted": days, "counted_from": days, "activity": st.just("exempt")},
)
others = st.lists(
    st.one_of(
        qualities("number", ("citizen", "card")),
        qualities("attribute", ("theory", "occupation")),
        st.just({"change": "recognise"}),
        st.just({"change": "sheet", "group": "residence", "body": {"phone": "1"}}),
    ),
    max_size=4,
)


def prepared(events: Sequence[Mapping[str, Any]]) -> Newcomers:
    """Prepare one person of whom events speak."""
    ground = Ground(ON, SEALING, CARRIES, LIVES)
    return newcomers(ground, [(7, "somebody", [{**each, "person": "somebody"} for each in events])])


def spans(found: Newcomers) -> dict[str, set[Any]]:
    """Return the spans by table, without what is sealed anew each time."""
    return {
        table: {row[:-1] if table == "number" else row for row in rows}
        for table, rows in found.spans.items()
    }


@given(entry=entries, more=others)
@settings(max_examples=150, deadline=None)
def test_spans_of_newcomers_are_those_of_their_courses(
    entry: dict[str, Any], more: list[dict[str, Any]]
) -> None:
    found = prepared([entry, *more])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Straight, "spans", lambda *_: None)
        walked = prepared([entry, *more])

    assert spans(found) == spans(walked)
    assert found.against == walked.against


def test_only_who_enters_an_organisation_that_nothing_happens_to_stays() -> None:
    straight = Straight(ON, CARRIES, LIVES)

    assert [org for org in LIVES if straight.stays(org)] == [STANDS]


def test_the_journal_is_told_of_newcomers_as_it_keeps_all_events() -> None:
    number = {"change": "number", "kind": "citizen", "value": "040180000001"}
    found = prepared([{"change": "enter", "org": STANDS, "standing": "official"}, number])

    told = [json.loads(each) for each in found.told]
    assert found.told == [json.dumps(each, ensure_ascii=False, sort_keys=True) for each in told]
    assert [(each["change"], each["person"]) for each in told] == [("enter", 7), ("number", 7)]
    assert "040180000001" not in "".join(found.told)
