"""Hold columns against counting by hand, on drawn spells and trees."""

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dangbo.columns.files.kept import Columns, Stamp, kept, save
from dangbo.columns.files.spells import OPEN, SpellCounts, Spells, counted
from dangbo.columns.files.trees import Places, Trees, course
from dangbo.rules.paths import segment

ORGS = 6
DAYS = st.integers(-30, 30)
Spell = tuple[int, int, int]
Place = tuple[int, str, int, int, int]


@st.composite
def spells(draw: st.DrawFn) -> list[Spell]:
    """Draw spells in organisations, some without an end."""
    span = st.tuples(st.integers(1, ORGS), DAYS, st.one_of(st.just(OPEN), st.integers(1, 40)))
    return [
        (org, start, OPEN if long == OPEN else start + long)
        for org, start, long in draw(st.lists(span, max_size=30))
    ]


@st.composite
def places(draw: st.DrawFn) -> list[Place]:
    """Draw where organisations stood: each under those before it, moved about, sometimes gone."""
    rows: list[Place] = []
    for org in range(1, ORGS + 1):
        cuts = sorted(draw(st.sets(DAYS, min_size=1, max_size=4)))
        ends = [*cuts[1:], draw(st.sampled_from([OPEN, cuts[-1] + 5]))]
        for start, end in zip(cuts, ends, strict=True):
            above = draw(st.sampled_from(["", *(row[1] for row in rows if row[2] != org)]))
            rows.append((len(rows) + 1, above + segment(org), org, start, end))
    return rows


def holding(rows: list[Spell], day: int, orgs: set[int]) -> int:
    return sum(org in orgs and start <= day < end for org, start, end in rows)


def below(rows: list[Place], org: int, day: int) -> set[int]:
    stood = [row for row in rows if row[3] <= day < row[4]]
    top = next((row[1] for row in stood if row[2] == org), None)
    return {row[2] for row in stood if top is not None and row[1].startswith(top)}


def made(rows: list[Spell], between: int = 3) -> SpellCounts:
    return counted(Spells.of(rows), between=between)


def of_places(rows: list[Place]) -> Trees:
    return Trees.of(Places.of(rows))


@given(rows=spells(), day=st.integers(-60, 90))
def test_counts_of_a_day_are_those_by_hand(rows: list[Spell], day: int) -> None:
    own = made(rows).own(day, ORGS + 1)

    assert own.tolist() == [holding(rows, day, {org}) for org in range(ORGS + 1)]


@given(rows=spells(), more=spells(), day=st.integers(-60, 90), cut=st.integers(0, 30))
def test_patched_counts_are_those_made_anew(
    rows: list[Spell], more: list[Spell], day: int, cut: int
) -> None:
    patched = made(rows).patched(Spells.of(rows[:cut]), Spells.of(more))

    anew = made(rows[cut:] + more)
    assert patched.own(day, ORGS + 1).tolist() == anew.own(day, ORGS + 1).tolist()


@given(rows=spells(), stood=places(), day=st.integers(-40, 80))
def test_a_tree_adds_up_as_by_hand(rows: list[Spell], stood: list[Place], day: int) -> None:
    own = made(rows).own(day, ORGS + 1)

    found = of_places(stood).on(day).added_up(own)

    wanted = [holding(rows, day, below(stood, org, day)) for org in range(ORGS + 1)]
    assert found.tolist() == wanted


@given(
    rows=spells(),
    more=spells(),
    stood=places(),
    org=st.integers(1, ORGS),
    days=st.lists(st.integers(-40, 80), min_size=1, max_size=6).map(sorted),
)
def test_a_course_is_each_of_its_days(
    rows: list[Spell], more: list[Spell], stood: list[Place], org: int, days: list[int]
) -> None:
    counts = made(rows).patched(Spells.of(rows[:2]), Spells.of(more))

    found = course(counts, of_places(stood), org, days)

    now = rows[2:] + more
    assert found == [holding(now, day, below(stood, org, day)) for day in days]


@given(stood=places(), other=places(), day=st.integers(-40, 80), cut=st.integers(0, 10))
def test_patched_trees_are_those_made_anew(
    stood: list[Place], other: list[Place], day: int, cut: int
) -> None:
    come = [(row[0] + 100, *row[1:]) for row in other if row[2] not in {p[2] for p in stood[cut:]}]
    gone = np.array([row[0] for row in stood[:cut]], np.int64)

    patched = of_places(stood).patched(gone, Places.of(come)).on(day)

    anew = of_places(stood[cut:] + come).on(day)
    own = np.arange(100, dtype=np.int64)
    assert patched.added_up(own).tolist() == anew.added_up(own).tolist()


def test_files_give_back_what_was_kept(tmp_path: Path) -> None:
    counts = made([(1, 0, 5), (2, 3, OPEN), (1, 4, 9)], between=1)
    trees = of_places([(7, segment(1), 1, 0, OPEN), (9, segment(1) + segment(2), 2, 0, OPEN)])
    save(tmp_path / "a", Columns(Stamp(3, "seal"), {"members_posting": 8}, counts))
    save(tmp_path / "b", Columns(Stamp(3, "seal"), {}, trees))

    first, second = next(kept(tmp_path / "a")), next(kept(tmp_path / "b"))

    assert isinstance(first.held, SpellCounts)
    assert isinstance(second.held, Trees)
    assert (first.stamp, first.marks) == (Stamp(3, "seal"), {"members_posting": 8})
    assert first.held.own(4, 3).tolist() == [0, 2, 1]
    assert second.held.on(4).added_up(first.held.own(4, 3)).tolist() == [0, 3, 1]


def test_files_may_hold_nothing(tmp_path: Path) -> None:
    save(tmp_path / "a", Columns(Stamp(0, ""), {}, made([])))
    save(tmp_path / "b", Columns(Stamp(0, ""), {}, of_places([])))

    counts, trees = (next(kept(tmp_path / name)).held for name in "ab")

    assert isinstance(counts, SpellCounts)
    assert isinstance(trees, Trees)
    assert trees.on(0).added_up(counts.own(0, 2)).tolist() == [0, 0]


def test_newer_files_take_the_place_of_older_ones(tmp_path: Path) -> None:
    for seq in (3, 12):
        save(tmp_path, Columns(Stamp(seq, "seal"), {}, made([(1, 0, seq)])))

    assert [each.stamp.seq for each in kept(tmp_path)] == [12]
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_that_is_broken_is_passed_over(tmp_path: Path) -> None:
    save(tmp_path, Columns(Stamp(3, "seal"), {}, made([(1, 0, 5)])))
    next(tmp_path.glob("*/full.npy")).write_bytes(b"")

    assert list(kept(tmp_path)) == []
