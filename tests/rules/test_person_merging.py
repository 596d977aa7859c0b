"""Two records of one person: which events stand together, and what both state differently."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dangbo.rules.member_changes import MemberEvent
from dangbo.rules.member_course import CarryOver, Course, Life, member_course
from dangbo.rules.member_spans import Held
from dangbo.rules.person_merging import (
    Stated,
    clashes,
    counted_for,
    current,
    held_apart,
    stated_differently,
)

FIRST = date(2020, 1, 1)
PERSON, OTHER = 1, 2
ALWAYS = (Life(date.min, None),)
BARE = ("recognise", "exempt", "suspend", "resume", "resign", "die", "end_temporary")


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def fold(events: Sequence[MemberEvent]) -> Course:
    return member_course(
        person=PERSON, events=events, carries=lambda _org: (), lives=lambda _org: ALWAYS
    )


def event(seq: int, on: int, change: str, **facts: Any) -> MemberEvent:
    return MemberEvent(day(on), seq, 0, change, facts)


@st.composite
def lives_told(draw: st.DrawFn) -> list[MemberEvent]:
    """Return events that hold, as one record has them: a first state, and what follows it."""
    began = draw(st.integers(0, 20))
    seq = draw(st.integers(1, 50))
    told = [event(seq, began, "enter", standing="probationary", org=draw(st.integers(1, 3)))]
    for change in draw(st.lists(st.sampled_from((*BARE, "transfer", "readmit")), max_size=6)):
        seq += draw(st.integers(1, 9))
        on = draw(st.integers(began, 40))
        org = {"org": draw(st.integers(1, 3))} if change in {"transfer", "readmit"} else {}
        more = {"admitted": day(on).isoformat()} if change == "readmit" else {}
        following = [*told, event(seq, on, change, **org, **more)]
        if not fold(following).against:
            told = following
    return told


@settings(max_examples=150)
@given(kept=lives_told(), gone=lives_told())
def test_without_the_clashing_events_all_the_others_stand(
    kept: list[MemberEvent], gone: list[MemberEvent]
) -> None:
    apart = [MemberEvent(each.on, each.seq, 1, each.change, each.facts) for each in gone]

    found = clashes(kept=kept, gone=apart, fold=fold)

    dropped = [each.event for each in found]
    left = [each for each in apart if each not in dropped]
    assert fold([*kept, *left]).against == ()
    assert all(each in apart for each in dropped)
    assert bool(found) == bool(fold([*kept, *apart]).against)


def test_event_refused_itself_is_dropped_before_what_it_disturbs() -> None:
    kept = [event(1, 0, "enter", standing="probationary", org=1), event(2, 5, "recognise")]
    entry = event(3, 3, "enter", standing="probationary", org=1)
    moved = event(4, 9, "transfer", org=2)

    (clash,) = clashes(kept=kept, gone=[moved, entry], fold=fold)

    assert (clash.event, clash.found.code, clash.repeats) == (entry, "ALREADY_A_MEMBER", True)


def test_event_that_another_record_cannot_follow_is_dropped() -> None:
    kept = [event(1, 0, "enter", standing="official", org=1), event(2, 8, "transfer", org=2)]
    left = event(3, 5, "resign")

    (clash,) = clashes(kept=kept, gone=[left], fold=fold)

    assert (clash.event, clash.found.code, clash.repeats) == (left, "NOT_A_MEMBER", False)


LISTS = st.dictionaries(st.integers(1, 4), st.integers(10, 12), max_size=4)


@given(listed=LISTS, rest=st.none() | st.integers(10, 12), also=st.sets(st.integers(2, 4)))
def test_carry_counts_for_whoever_is_listed_by_another_key(
    listed: dict[int, int], rest: int | None, also: set[int]
) -> None:
    carry = CarryOver(FIRST, 1, 0, listed, rest)

    (found,) = counted_for(lambda _org: [carry], PERSON, also)(7)

    keys = [PERSON, *sorted(also)]
    expected = next((listed[key] for key in keys if key in listed), rest)
    assert found.result_for(PERSON) == expected
    others = range(2, 6)
    assert [found.result_for(key) for key in others] == [carry.result_for(key) for key in others]


SPANS = st.lists(
    st.builds(
        lambda track, start, days, value: Held(
            track, day(start), day(start + days) if days else None, value, 1
        ),
        st.sampled_from(("number:file", "number:card", "attribute:theory")),
        st.integers(0, 9),
        st.integers(0, 5),
        st.sampled_from("ab"),
    ),
    max_size=4,
)


@given(kept=SPANS, gone=SPANS)
def test_spans_are_apart_when_some_day_has_two_values(kept: list[Held], gone: list[Held]) -> None:
    def days(span: Held) -> set[date]:
        return {day(n) for n in range(30) if span.start <= day(n) and _lasts(span, day(n))}

    found = held_apart(kept, gone, "number:")

    assert [(each.kept, each.gone) for each in found] == [
        (mine, other)
        for other in gone
        for mine in kept
        if mine.track == other.track != "attribute:theory"
        and mine.value != other.value
        and days(mine) & days(other)
    ]


def _lasts(span: Held, on: date) -> bool:
    return span.end is None or on < span.end


def test_what_holds_still_is_found_by_its_track() -> None:
    ended = Held("number:card", day(0), day(1), "1", 1, 2)
    held = Held("number:card", day(1), None, "2", 2)
    other = Held("attribute:theory", day(1), None, "x", 2)

    assert current([ended, held, other], "number:") == {"number:card": held}


def test_only_what_the_record_that_goes_tells_otherwise_is_stated() -> None:
    kept = {"name": "An", "sex": "nam", "birth": day(1), "birth_precision": "day", "religion": ""}
    gone = {"name": "Ân", "sex": "nam", "birth": None, "birth_precision": "year", "religion": "k"}

    assert stated_differently(kept, gone) == (
        Stated("name", "An", "Ân"),
        Stated("religion", "", "k"),
    )
