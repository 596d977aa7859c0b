"""Prove that every list of anchors that can be met is met, and that others are named."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dangbo.rules.calibration import Anchor, Arrival, Conflict, Plateau, plateaus
from dangbo.rules.draws import Draws
from dangbo.rules.life_course import Step, Turn, life_course, size_on
from dangbo.rules.sizes import Measure, Size
from dangbo.rules.verdicts import Finding, RuleError
from dangbo.rules.working_days import is_working_day

DAY = timedelta(days=1)
# As a share of the profile's examples: each lives through many years.
LIVES = settings().max_examples // 4
FOUNDED = date(1964, 9, 4)
REOPENED = date(1985, 12, 22)
MOVE = date(2022, 4, 12)


@dataclass(frozen=True)
class Story:
    """Anchors taken from sizes that were there, so that they can be met."""

    since: date
    anchors: tuple[Anchor, ...]
    arrivals: tuple[Arrival, ...]

    @property
    def until(self) -> date:
        return max(each.end for each in self.anchors) + timedelta(days=900)


@st.composite
def sizes(draw: st.DrawFn) -> Size:
    base = draw(st.integers(0, 40))
    return Size(
        base,
        draw(st.integers(0, 60)),
        base * 2 + draw(st.integers(0, 150)) if base else 0,
    )


@st.composite
def stories(draw: st.DrawFn) -> Story:
    since = day = draw(st.dates(date(1930, 2, 3), date(1990, 1, 1)))
    anchors: list[Anchor] = []
    arrivals: list[Arrival] = []
    for place in range(draw(st.integers(1, 4))):
        if place or draw(st.booleans()):
            day += timedelta(days=draw(st.integers(1, 60) | st.integers(61, 9_000)))
        size = draw(sizes())
        last = day + timedelta(days=draw(st.integers(0, 45)))
        for measure in draw(st.lists(st.sampled_from(Measure), min_size=1, unique=True)):
            start = day + timedelta(days=draw(st.integers(0, (last - day).days)))
            end = start + timedelta(days=draw(st.integers(0, (last - start).days)))
            key = f"{measure}-{place}"
            anchors.append(Anchor(key, measure, size.value(measure), start, end))
        if draw(st.booleans()) and anchors:
            first = min(each.start for each in anchors if each.key.endswith(f"-{place}"))
            earlier = [each.end for each in anchors if not each.key.endswith(f"-{place}")]
            after = max(earlier, default=since)
            if first > after:
                on = after + timedelta(days=draw(st.integers(1, (first - after).days)))
                count = draw(st.none() | st.integers(0, size.grassroots))
                arrivals.append(Arrival(on, count))
        day = last
    return Story(since, tuple(anchors), tuple(arrivals))


def lived(story: Story, seed: str = "") -> tuple[tuple[Plateau, ...], tuple[Step, ...]]:
    found = fixed(story)
    steps = life_course(
        plateaus=found,
        since=story.since,
        until=story.until,
        arrivals=story.arrivals,
        draws=Draws(seed),
    )
    return found, steps


def fixed(story: Story) -> tuple[Plateau, ...]:
    try:
        return plateaus(anchors=story.anchors, since=story.since, arrivals=story.arrivals)
    except RuleError as error:
        # What was not stated may be chosen smaller than what is said to come in on that day.
        codes = {each.code for each in error.verdict.against}
        assume(codes != {Conflict.MOVE_TOO_LARGE})
        raise


def days_of(anchor: Anchor) -> list[date]:
    return [anchor.start + DAY * away for away in range((anchor.end - anchor.start).days + 1)]


@given(story=stories(), seed=st.text(max_size=3))
@settings(max_examples=LIVES)
def test_life_course_meets_every_anchor_and_every_arrival(story: Story, seed: str) -> None:
    _, steps = lived(story, seed)

    for anchor in story.anchors:
        values = {size_on(steps, day).value(anchor.measure) for day in days_of(anchor)}
        assert values == {anchor.value}
    came = {step.on: step.change.grassroots for step in steps if step.turn is Turn.ARRIVE}
    stated = {each.on: each.count for each in story.arrivals}
    assert {on: count if stated[on] is not None else None for on, count in came.items()} == stated


@given(story=stories())
@settings(max_examples=LIVES)
def test_life_course_is_possible_at_every_step_and_quiet_on_plateaus(story: Story) -> None:
    found, steps = lived(story)

    size = Size()
    for step in steps:
        size += step.change
        assert size.is_possible
    changed = [step.on for step in steps if step.change != Size()]
    assert [day for day in changed for each in found if each.start < day <= each.end] == []
    assert [step.on for step in steps] == sorted(step.on for step in steps)
    assert (steps[0].turn, steps[0].on) == (Turn.START, story.since)
    assert steps[-1].on <= story.until


def test_life_course_is_the_same_for_a_seed_and_another_for_another() -> None:
    anchors = (*three(REOPENED, 71, 26, 45), *three(date(2020, 2, 1), 61, 37, 24))
    story = Story(FOUNDED, anchors, ())

    first, again, other = (lived(story, seed)[1] for seed in ("a", "a", "b"))

    assert (first == again, first == other) == (True, False)


def anchor(key: str, measure: Measure, value: int, start: date, end: date | None = None) -> Anchor:
    return Anchor(key, measure, value, start, end or start)


def three(on: date, whole: int, base: int, single: int) -> list[Anchor]:
    return [
        anchor("whole", Measure.GRASSROOTS, whole, on),
        anchor("base", Measure.WITH_CELLS, base, on),
        anchor("single", Measure.SINGLE, single, on),
    ]


def conflicts(*anchors: Anchor, **more: Any) -> list[Finding]:
    with pytest.raises(RuleError) as refused:
        plateaus(anchors=anchors, since=FOUNDED, **more)
    return list(refused.value.verdict.against)


def test_sum_that_does_not_add_up_is_named_with_its_figures() -> None:
    found = conflicts(*three(REOPENED, 71, 26, 44))

    assert [(each.code, each.where, each.facts) for each in found] == [
        (
            "ANCHORS_DO_NOT_ADD_UP",
            "base, single, whole",
            (
                ("chi_bo_co_so", 44),
                ("dang_bo_co_so", 26),
                ("on", "1985-12-22"),
                ("to_chuc_co_so", 71),
            ),
        )
    ]


@pytest.mark.parametrize(
    ("anchors", "code"),
    [
        (
            [
                anchor("a", Measure.SINGLE, 24, date(2020, 2, 1)),
                anchor("b", Measure.SINGLE, 25, date(2020, 1, 1), date(2020, 2, 1)),
            ],
            "ANCHORS_DIFFER",
        ),
        (
            [
                anchor("a", Measure.GRASSROOTS, 24, date(2020, 2, 1)),
                anchor("b", Measure.WITH_CELLS, 25, date(2020, 2, 1)),
            ],
            "ANCHOR_PART_OVER_WHOLE",
        ),
        (
            [
                anchor("a", Measure.CELLS, 79, date(2020, 2, 1)),
                *three(date(2020, 2, 1), 60, 20, 40),
            ],
            "ANCHOR_TOO_FEW_CELLS",
        ),
        ([anchor("a", Measure.SINGLE, -1, date(2020, 2, 1))], "ANCHOR_NEGATIVE"),
        ([anchor("a", Measure.SINGLE, 1, FOUNDED - DAY)], "ANCHOR_BEFORE_FOUNDING"),
    ],
)
def test_anchors_that_contradict_are_named(anchors: list[Anchor], code: str) -> None:
    assert [each.code for each in conflicts(*anchors)] == [code]


def test_anchor_after_the_end_of_the_committee_is_named() -> None:
    on = date(2020, 2, 1)

    found = conflicts(anchor("a", Measure.SINGLE, 1, on), until=on)

    assert [each.code for each in found] == ["ANCHOR_AFTER_END"]


def test_move_while_a_count_stands_still_is_named() -> None:
    still = anchor("a", Measure.GRASSROOTS, 82, MOVE - DAY, MOVE)

    found = conflicts(still, arrivals=[Arrival(MOVE, 17)])

    assert [(each.code, each.where) for each in found] == [("MOVE_WITHIN_ANCHOR", "a")]


def test_move_of_more_than_are_counted_on_its_day_is_named() -> None:
    found = conflicts(anchor("a", Measure.GRASSROOTS, 16, MOVE), arrivals=[Arrival(MOVE, 17)])

    assert [(each.code, each.fact("count"), each.fact("counted")) for each in found] == [
        ("MOVE_OVER_ANCHOR", 17, 16)
    ]


def test_every_conflict_is_given_at_once() -> None:
    found = conflicts(*three(REOPENED, 71, 26, 44), *three(date(2020, 2, 1), 60, 37, 24))

    assert [each.fact("on") for each in found] == ["1985-12-22", "2020-02-01"]


def test_counts_stand_still_to_the_end_of_the_month() -> None:
    found = plateaus(anchors=three(REOPENED, 71, 26, 45), since=FOUNDED)

    assert [(each.start, each.end) for each in found] == [(REOPENED, date(1985, 12, 31))]


def test_counts_do_not_stand_still_into_a_later_one() -> None:
    found = plateaus(
        anchors=[
            anchor("a", Measure.GRASSROOTS, 61, date(2020, 2, 1)),
            anchor("b", Measure.GRASSROOTS, 62, date(2020, 2, 20)),
        ],
        since=FOUNDED,
    )

    assert [(each.start, each.end, each.size.grassroots) for each in found] == [
        (date(2020, 2, 1), date(2020, 2, 19), 61),
        (date(2020, 2, 20), date(2020, 2, 29), 62),
    ]


def test_figures_of_one_time_complete_each_other() -> None:
    august, september = date(2022, 8, 1), date(2022, 9, 4)
    found = plateaus(
        anchors=[
            anchor("cells", Measure.CELLS, 547, august, date(2022, 8, 31)),
            anchor("trial", Measure.GRASSROOTS, 82, august, date(2022, 8, 31)),
            *three(september, 82, 52, 30),
        ],
        since=FOUNDED,
    )

    assert found == (Plateau(august, date(2022, 9, 30), Size(52, 30, 517)),)


def test_what_nobody_stated_is_like_what_is_known() -> None:
    found = plateaus(
        anchors=[
            *three(date(2020, 2, 1), 61, 37, 24),
            anchor("cells", Measure.CELLS, 394, date(2020, 2, 1)),
            anchor("later", Measure.GRASSROOTS, 122, date(2023, 2, 1)),
        ],
        since=FOUNDED,
    )

    assert found[1].size == Size(74, 48, 740)


@given(story=stories())
@settings(max_examples=LIVES)
def test_nothing_ends_or_grows_on_the_day_of_its_founding(story: Story) -> None:
    _, steps = lived(story)

    old = new = Size()
    last = story.since
    for step in steps:
        old, new = (old + new, Size()) if step.on != last else (old, new)
        last = step.on
        if step.turn in {Turn.FOUND_SINGLE, Turn.FOUND_WITH_CELLS}:
            new += step.change
        else:
            old += step.change
        assert min(old.with_cells, old.single) >= 0


@given(first=st.dates(date(1950, 1, 1), date(2020, 1, 1)))
@settings(max_examples=LIVES // 2)
def test_turns_fall_on_working_days(first: date) -> None:
    anchors = three(first + timedelta(days=4_000), 40, 20, 20)
    found = plateaus(anchors=anchors, since=first)

    steps = life_course(
        plateaus=found, since=first, until=found[-1].end + timedelta(days=700), draws=Draws("")
    )

    assert [step.on for step in steps[1:] if not is_working_day(step.on)] == []
