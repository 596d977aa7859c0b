"""Prove that paths of ids are strings whose ranges are branches."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangbo.rules.paths import AFTER_ALL, SIGNS, WIDTH, orgs_of, segment

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
