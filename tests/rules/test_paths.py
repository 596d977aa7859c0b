"""Prove that paths of ids are strings whose ranges are branches."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangbo.rules.paths import AFTER_ALL, SIGNS, WIDTH, Path, orgs_of, paths, segment
from dangbo.rules.standing_checks import CycleError
from dangbo.rules.timelines import State, Version

IDS = st.integers(0, len(SIGNS) ** WIDTH - 1)
few = settings(max_examples=settings().max_examples // 4)
CHAINS = st.lists(IDS, min_size=1, max_size=8)


def path_of(chain: list[int]) -> str:
    return "".join(segment(each) for each in chain)


@few
@given(CHAINS)
def test_orgs_of_reads_back_what_segments_write(chain: list[int]) -> None:
    assert orgs_of(path_of(chain)) == chain


@few
@given(CHAINS, CHAINS)
def test_range_of_a_path_is_its_branch(branch: list[int], chain: list[int]) -> None:
    low = path_of(branch)
    for other in (chain, [*branch, *chain]):
        inside = low <= path_of(other) < low + AFTER_ALL

        assert inside == (other[: len(branch)] == branch)


@few
@given(IDS, IDS)
def test_byte_order_of_segments_is_the_order_of_ids(one: int, other: int) -> None:
    assert (segment(one) < segment(other)) == (one < other)


def test_segment_refuses_an_id_that_does_not_fit() -> None:
    with pytest.raises(ValueError, match="14776336"):
        segment(62**4)


def version(start: int, end: int | None, superior: int | None) -> Version:
    until = None if end is None else date(2000, 1, end)
    return Version(date(2000, 1, start), until, State("x", "a", superior), 1, end and 2)


def test_paths_change_with_every_superior_and_join_what_is_equal() -> None:
    timelines = {
        1: [version(1, None, None)],
        2: [version(1, 10, None), version(10, None, 1)],
        3: [version(2, 5, 2), version(5, None, 2)],
    }

    found = paths(3, timelines[3], timelines.get)

    assert found == [
        Path(date(2000, 1, 2), date(2000, 1, 10), path_of([2, 3])),
        Path(date(2000, 1, 10), None, path_of([1, 2, 3])),
    ]
    assert [each.depth for each in found] == [1, 2]


def test_paths_part_where_an_organisation_did_not_stand() -> None:
    timelines = {1: [version(1, 5, None), version(7, None, None)]}

    found = paths(1, timelines[1], timelines.get)

    assert found == [
        Path(date(2000, 1, 1), date(2000, 1, 5), path_of([1])),
        Path(date(2000, 1, 7), None, path_of([1])),
    ]


def test_paths_in_a_circle_are_an_error_with_the_day() -> None:
    timelines = {1: [version(1, 5, None), version(5, None, 2)], 2: [version(1, None, 1)]}

    with pytest.raises(CycleError) as raised:
        paths(1, timelines[1], timelines.get)

    assert (raised.value.org, raised.value.on) == (1, date(2000, 1, 5))
