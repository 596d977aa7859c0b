"""Hold the arithmetic of spans against sets of days."""

from collections.abc import Iterable
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dangbo.rules.timelines import (
    Rewriting,
    State,
    Stored,
    Version,
    at,
    gaps,
    holds,
    overlap,
    rewriting,
)

few = settings(max_examples=settings().max_examples // 4)
FIRST = date(2000, 1, 1)
DAYS = 30
Span = tuple[date, date | None]


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


ALL = {day(number) for number in range(DAYS + 10)}


def days_of(start: date, end: date | None) -> set[date]:
    return {each for each in ALL if start <= each and (end is None or each < end)}


def days_of_all(spans: Iterable[Span]) -> set[date]:
    return {each for span in spans for each in days_of(*span)}


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, DAYS))
    end = draw(st.none() | st.integers(start + 1, DAYS + 5))
    return day(start), None if end is None else day(end)


@st.composite
def timelines(draw: st.DrawFn) -> list[Version]:
    """Draw versions in order; a cut may be left out, so that there are gaps."""
    cuts = sorted(draw(st.sets(st.integers(0, DAYS), max_size=6)))
    found = []
    for place, cut in enumerate(cuts):
        end = day(cuts[place + 1]) if place + 1 < len(cuts) else None
        if end is None and draw(st.booleans()):
            end = day(cut + draw(st.integers(1, 5)))
        if draw(st.integers(0, 3)):
            state = State(draw(st.sampled_from("xyz")), "a")
            basis, end_basis = draw(st.integers(1, 4)), draw(st.integers(1, 4)) if end else None
            found.append(Version(day(cut), end, state, basis, end_basis))
    return found


def spans_of(timeline: list[Version]) -> list[Span]:
    return [(each.start, each.end) for each in timeline]


@few
@given(timelines(), st.sampled_from(sorted(ALL)))
def test_at_gives_the_version_of_a_day(timeline: list[Version], on: date) -> None:
    found = [each for each in timeline if on in days_of(each.start, each.end)]

    assert at(timeline, on) == (found[0] if found else None)
    assert [holds(each, on) for each in timeline] == [each in found for each in timeline]


@few
@given(timelines(), spans())
def test_overlap_gives_the_common_days(timeline: list[Version], span: Span) -> None:
    for version in timeline:
        part = overlap(version, *span)

        common = days_of(version.start, version.end) & days_of(*span)
        assert (days_of(*part) if part else set()) == common


@few
@given(timelines(), spans())
def test_gaps_are_the_days_that_nobody_covers(timeline: list[Version], span: Span) -> None:
    found = list(gaps(timeline, *span))

    assert days_of_all(found) == days_of(*span) - days_of_all(spans_of(timeline))
    assert all(found[at][1] < found[at + 1][0] for at in range(len(found) - 1))


@few
@given(timelines(), timelines())
def test_rewriting_turns_one_timeline_into_the_other(
    before: list[Version], after: list[Version]
) -> None:
    stored = [Stored(row, version) for row, version in enumerate(before)]

    found = rewriting(stored, after)

    closed = dict(found.close)
    kept = [closed.get(row, old) for row, old in enumerate(before) if row not in found.void]
    assert sorted([*kept, *found.open], key=lambda each: each.start) == after
    for row, new in found.close:
        old = before[row]
        assert (old.end, old.start, old.state) == (None, new.start, new.state)


@few
@given(timelines())
def test_rewriting_into_the_same_writes_nothing(timeline: list[Version]) -> None:
    stored = [Stored(row, version) for row, version in enumerate(timeline)]

    assert rewriting(stored, timeline) == Rewriting()


def test_rewriting_to_an_end_closes_the_open_row() -> None:
    first = Version(day(0), day(5), State("x", "a"), 1, 2)
    last = Version(day(5), None, State("y", "a"), 2)
    ended = Version(day(5), day(9), State("y", "a"), 2, 3)

    found = rewriting([Stored(7, first), Stored(8, last)], [first, ended])

    assert found == Rewriting(close=((8, ended),))


def test_rewriting_to_another_end_replaces_the_row() -> None:
    ended = Version(day(5), day(9), State("y", "a"), 2, 3)
    later = Version(day(5), day(12), State("y", "a"), 2, 3)

    assert rewriting([Stored(8, ended)], [later]) == Rewriting(void=(8,), open=(later,))
