"""Prove that of many persons none who may be one is missed, and none added."""

from datetime import date
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.likely_pairs import FEW, pairs_among
from dangbo.rules.likeness import Likeness, Someone, likeness

WORDS = st.sampled_from(["nguyen", "van", "an", "thi"])
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
NEAR = [date(1980, 3, 2), date(1980, 2, 3), date(1980, 3, 12), date(1981, 3, 2), date(1980, 1, 1)]
PEOPLE = st.lists(
    st.tuples(NAMES, st.sampled_from([*NEAR, None]), st.booleans(), st.sampled_from("ab--")),
    max_size=40,
)


def all_pairs(people: list[Someone]) -> list[Likeness]:
    """Compare all with all."""
    found = [likeness(one, other) for one, other in combinations(people, 2)]
    known = [each for each in found if each]
    return sorted(known, key=lambda each: (-each.weight, each.one, each.other))


@given(PEOPLE)
def test_pairs_are_those_of_comparing_all_with_all(
    drawn: list[tuple[str, date, bool, str]],
) -> None:
    people = [
        Someone(at, name.title(), name, birth, whole, frozenset(number.strip("-")))
        for at, (name, birth, whole, number) in enumerate(drawn, 1)
    ]

    assert pairs_among(people) == all_pairs(people)


def test_a_name_borne_by_many_is_not_compared_each_with_each() -> None:
    days = [date(1950 + at // 28, 1 + at % 12, 1 + at % 28) for at in range(FEW * 20)]
    people = [
        Someone(at, "Nguyễn Văn An", "nguyen van an", birth, at % 7 > 0)
        for at, birth in enumerate(days, 1)
    ]

    assert pairs_among(people) == all_pairs(people)
