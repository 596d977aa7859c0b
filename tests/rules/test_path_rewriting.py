"""Hold the rewriting of paths against the paths of each single day, written out."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.path_rewriting import PathRewriting, PathRow, rewrite_paths
from dangbo.rules.paths import Path, orgs_of, segment
from dangbo.rules.timelines import State, Version

ORGS = range(1, 8)
DAYS = [date(2000, 1, 1) + timedelta(days=number) for number in range(8)]
# Of each day: under whom each organisation stands that stands then; the last day lasts for ever.
World = list[dict[int, int | None]]


def drawn(chance: Random) -> dict[int, int | None]:
    """Draw a day: an order in which each stands under one before it, or at the top, or nowhere."""
    order = chance.sample(ORGS, k=chance.randint(3, len(ORGS)))
    return {
        org: chance.choice(order[:place]) if place and chance.random() < 0.8 else None
        for place, org in enumerate(order)
    }


def changed(before: dict[int, int | None], chance: Random) -> dict[int, int | None]:
    """Draw the next day: mostly the same, else another one, or one move where it may go."""
    if chance.random() < 0.5 or not before:
        return before
    if chance.random() < 0.3:
        return drawn(chance)
    org = chance.choice(list(before))
    others = [each for each in before if org not in chain(each, before)]
    return before | {org: chance.choice([None, *others])}


def chain(org: int | None, day: Mapping[int, int | None]) -> list[int]:
    return [] if org is None else [*chain(day[org], day), org]


def world(chance: Random, first: World) -> World:
    days = list(first) or [drawn(chance)]
    while len(days) < len(DAYS):
        days.append(changed(days[-1], chance))
    return days


def spans(values: Iterable[object]) -> list[tuple[date, date | None, object]]:
    """Join equal values of one day after the other; None: there is none."""
    found: list[tuple[date, date | None, object]] = []
    for day, value in zip(DAYS, values, strict=True):
        if found and found[-1][1] is None:
            if found[-1][2] == value:
                continue
            found[-1] = (found[-1][0], day, found[-1][2])
        found.append((day, None, value))
    return [each for each in found if each[2] is not None]


def paths_of(days: World) -> set[tuple[int, date, date | None, str]]:
    """Return every path of a world, written out day by day."""
    return {
        (org, start, end, str(path))
        for org in ORGS
        for start, end, path in spans(
            "".join(map(segment, chain(org, day))) if org in day else None for day in days
        )
    }


def timeline(org: int, days: World) -> list[Version]:
    states = (State("x", "a", day[org]) if org in day else None for day in days)
    return [
        Version(start, end, state, 1, end and 1)
        for start, end, state in spans(states)
        if isinstance(state, State)
    ]


class Believed:
    """Paths as rows with numbers, and what a rewriting makes of them."""

    def __init__(self, days: World) -> None:
        self.rows = dict(enumerate(sorted(paths_of(days), key=str)))

    def paths(self, orgs: Iterable[int]) -> dict[int, list[PathRow]]:
        wanted = set(orgs)
        found: dict[int, list[PathRow]] = {org: [] for org in wanted}
        for row, (org, start, end, path) in self.rows.items():
            if org in wanted:
                found[org].append((row, start, end, path))
        return found

    def descendants(self, orgs: Iterable[int], since: date) -> set[int]:
        above = set(orgs)
        return {
            org
            for org, _, end, path in self.rows.values()
            if (end is None or end >= since) and above.intersection(orgs_of(path)[:-1])
        }

    def take(self, found: Mapping[int, PathRewriting]) -> None:
        for org, each in found.items():
            for row in each.void:
                assert self.rows.pop(row)[0] == org
            for row, end in each.close:
                _, start, before, path = self.rows[row]
                assert before is None
                self.rows[row] = (org, start, end, path)
            for number, path in enumerate(each.open, start=max(self.rows, default=0) + 1):
                self.rows[number] = (org, path.start, path.end, path.path)


@given(st.randoms(use_true_random=False), st.integers(0, len(DAYS) - 1))
def test_rewriting_leaves_the_paths_of_each_day_and_no_row_changed_that_holds(
    chance: Random, at: int
) -> None:
    before = world(chance, [])
    after = world(chance, before[:at])
    moved = {
        org
        for org in ORGS
        if [(org in day, day.get(org)) for day in before]
        != [(org in day, day.get(org)) for day in after]
    }
    replayed = moved | {org for org in ORGS if chance.random() < 0.2}
    believed = Believed(before)
    kept = {row: each for row, each in believed.rows.items() if each in paths_of(after)}

    believed.take(
        rewrite_paths(
            moved,
            timelines={org: timeline(org, after) for org in replayed},
            reader=believed,
            since=DAYS[at],
        )
    )

    assert set(believed.rows.values()) == paths_of(after)
    assert len(believed.rows) == len(paths_of(after))
    assert {row: believed.rows.get(row) for row in kept} == kept


def test_path_that_only_ends_is_closed_and_the_new_one_opened() -> None:
    before: World = [{1: None, 2: None, 3: 2}] * len(DAYS)
    after: World = [*before[:4], *[{1: None, 2: 1, 3: 2}] * 4]
    believed = Believed(before)
    rows = {each[0]: row for row, each in believed.rows.items()}

    found = rewrite_paths({2}, timelines={2: timeline(2, after)}, reader=believed, since=DAYS[4])

    assert found == {
        org: PathRewriting(
            close=((rows[org], DAYS[4]),),
            open=(Path(DAYS[4], None, "".join(map(segment, [1, 2, 3][:org]))),),
        )
        for org in (2, 3)
    }


def test_nobody_moved_nothing_is_rewritten() -> None:
    believed = Believed([{1: None}] * len(DAYS))

    assert rewrite_paths(set(), timelines={}, reader=believed, since=DAYS[0]) == {}
