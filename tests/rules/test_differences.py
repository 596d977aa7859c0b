"""Hold the spans of difference against a look at every single day."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.differences import Difference, differences
from dangbo.rules.timelines import State, Version, at

FIRST = date(2020, 1, 1)
STATES = [State(name, "a", superior) for name in ("A", "B") for superior in (None, 7)]


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


@st.composite
def timelines(draw: st.DrawFn) -> list[Version]:
    """Draw a life of versions with gaps, the last perhaps without an end."""
    days = draw(st.lists(st.integers(0, 12), unique=True, max_size=6).map(sorted))
    found = []
    for place in range(0, len(days) - 1, draw(st.sampled_from([1, 2]))):
        state, basis = draw(st.sampled_from(STATES)), draw(st.integers(1, 3))
        found.append(Version(day(days[place]), day(days[place + 1]), state, basis))
    if days and draw(st.booleans()):
        state, basis = draw(st.sampled_from(STATES)), draw(st.integers(1, 3))
        found.append(Version(day(days[-1]), None, state, basis))
    return found


def holds(each: Difference, on: date) -> bool:
    return each.start <= on and (each.end is None or on < each.end)


@given(timelines(), timelines())
def test_differences_are_those_of_each_day(before: list[Version], after: list[Version]) -> None:
    found = list(differences(1, before, after))

    for on in map(day, range(-1, 15)):
        was, now = at(before, on), at(after, on)
        told = [each for each in found if holds(each, on)]
        if (was and was.state) == (now and now.state):
            assert told == []
            continue
        (one,) = told
        assert (one.was, one.now) == (was and was.state, now and now.state)
        assert (one.was_basis, one.now_basis) == (was.basis if was else 0, now.basis if now else 0)


@given(timelines(), timelines())
def test_neighbours_differ_from_each_other(before: list[Version], after: list[Version]) -> None:
    found = list(differences(1, before, after))

    for one, other in pairwise(found):
        assert one.end is not None
        assert one.end <= other.start
        if one.end == other.start:
            assert (one.was, one.now, one.was_basis, one.now_basis) != (
                other.was,
                other.now,
                other.was_basis,
                other.now_basis,
            )


@given(timelines())
def test_same_life_differs_nowhere(life: list[Version]) -> None:
    assert list(differences(1, life, life)) == []
