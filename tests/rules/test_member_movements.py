"""Prove that movements add up on every day, whatever happens, and what each is called."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.member_movements import (
    CAME,
    LEFT,
    SIGNS,
    Days,
    Movement,
    Posted,
    Split,
    Stood,
    Walked,
    expected,
    movements_of,
)

FIRST = date(2020, 1, 1)
LENGTH = 12
ORGS = (1, 2, 3)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def spans(cuts: list[int]) -> list[Days]:
    return [Days(day(one), day(two)) for one, two in pairwise(cuts)]


@st.composite
def lives(draw: st.DrawFn) -> tuple[Walked, dict[int, list[Days]]]:
    """Draw a person with times in and out, and organisations that come and go."""
    edges = sorted(draw(st.sets(st.integers(0, LENGTH), min_size=2, max_size=6)))
    postings, standings, changes = [], [], {}
    act = 0
    for at, times in enumerate(spans(edges)):
        if draw(st.booleans()):
            continue
        act += 2
        changes[act] = [draw(st.sampled_from(sorted(CAME)))]
        changes[act + 1] = [draw(st.sampled_from(sorted(LEFT)))]
        inner = [
            times.start,
            *sorted(day(n) for n in draw(st.sets(st.integers(0, LENGTH))) if day(n) in times),
        ]
        starts = sorted(set(inner))
        for start, end in zip(starts, [*starts[1:], times.end], strict=True):
            basis = act if start == times.start else 100 + draw(st.integers(0, 1))
            postings.append(Posted(Days(start, end), draw(st.sampled_from(ORGS)), basis))
        probation = draw(st.sampled_from(starts))
        if probation > times.start:
            standings.append(Stood(Days(times.start, probation), "probationary", act, 100))
            standings.append(Stood(Days(probation, times.end), "official", 100, act + 1))
        else:
            kind = draw(st.sampled_from(["official", "probationary"]))
            standings.append(Stood(times, kind, act, act + 1))
        del at
    changes[100] = ["transfer", "recognise"]
    inside = {
        org: spans(sorted(draw(st.sets(st.integers(-1, LENGTH), max_size=2)))) for org in ORGS
    }
    return Walked(7, postings, standings, changes), inside


def counted(walked: Walked, inside: dict[int, list[Days]], on: date) -> Split:
    """Count a person on a day by going through everything."""
    (org,) = [each.org for each in walked.postings if on in each.days] or [0]
    (standing,) = [each.standing for each in walked.standings if on in each.days] or [""]
    here = any(on in days for days in inside.get(org, ()))
    return Split(int(here and standing == "official"), int(here and standing == "probationary"))


@given(life=lives(), start=st.integers(0, LENGTH), length=st.integers(0, LENGTH))
def test_what_was_there_and_what_moved_make_what_is_there(
    life: tuple[Walked, dict[int, list[Days]]], start: int, length: int
) -> None:
    walked, inside = life
    eve, last = day(start - 1), day(start + length)

    found = movements_of(walked, inside=inside, start=day(start), end=last)

    entered = [each for each in found if each.line == "entered"]
    there = expected(counted(walked, inside, eve), found)
    official = sum(each.standing == "official" for each in entered)
    with_entered = Split(there.official + official, there.probationary + len(entered) - official)
    assert with_entered == counted(walked, inside, last)


def moved(
    postings: list[Posted], standings: list[Stood], changes: dict[int, list[str]], **more: Any
) -> list[Movement]:
    inside = {1: [Days(date(2000, 1, 1), None)], **more.get("inside", {})}
    walked = Walked(7, postings, standings, changes)
    return movements_of(walked, inside=inside, start=day(0), end=day(LENGTH))


ALWAYS = Stood(Days(date(2010, 1, 1), None), "official", 1, None)


def test_transfer_is_a_move_of_ones_own_and_a_merger_is_not() -> None:
    postings = [
        Posted(Days(date(2010, 1, 1), day(2)), 2, 1),
        Posted(Days(day(2), day(5)), 1, 20),
        Posted(Days(day(5), None), 2, 30),
    ]

    assert moved(postings, [ALWAYS], {1: ["admit"], 20: ["transfer"]}) == [
        Movement(7, day(2), "moved_in", "official", 20),
        Movement(7, day(5), "moved_out_with_org", "official", 30),
    ]


def test_organisation_that_moves_takes_its_members_along() -> None:
    postings = [Posted(Days(date(2010, 1, 1), None), 2, 1)]

    assert moved(postings, [ALWAYS], {1: ["admit"]}, inside={2: [Days(day(3), day(6))]}) == [
        Movement(7, day(3), "moved_in_with_org", "official", 1),
        Movement(7, day(6), "moved_out_with_org", "official", 1),
    ]


def test_leaving_and_coming_back_on_one_day_is_told_twice() -> None:
    postings = [Posted(Days(date(2010, 1, 1), None), 1, 1)]
    standings = [
        Stood(Days(date(2010, 1, 1), day(4)), "official", 1, 9),
        Stood(Days(day(4), None), "probationary", 9, None),
    ]

    assert moved(postings, standings, {1: ["admit"], 9: ["strike_off", "readmit"]}) == [
        Movement(7, day(4), "struck_off", "official", 9),
        Movement(7, day(4), "readmitted", "probationary", 9),
    ]


def test_exemption_is_no_movement() -> None:
    postings = [Posted(Days(date(2010, 1, 1), None), 1, 1)]
    standings = [
        Stood(Days(date(2010, 1, 1), day(4)), "official", 1, 9),
        Stood(Days(day(4), None), "official", 9, None),
    ]

    assert moved(postings, standings, {1: ["admit"], 9: ["exempt"]}) == []


def test_lines_are_those_of_the_rule_book() -> None:
    assert [line for line, sign in SIGNS.items() if sign > 0] == [
        "admitted",
        "readmitted",
        "restored",
        "moved_in",
        "moved_in_with_org",
    ]
    assert set(SIGNS) == {*CAME.values(), *LEFT.values(), "moved_in_with_org"} - {"entered"} | {
        "moved_out_with_org"
    }
