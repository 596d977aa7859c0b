"""Prove that what stood behind a figure is kept whole, and that comparing misses nothing."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.frozen_figures import (
    Counted,
    Figure,
    Marked,
    differences,
    packed,
    seal_of,
    sum_differences,
    unpacked,
)

DAYS = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2020, 1, 4)))
MARKS = st.dictionaries(st.sampled_from(["level", "movement"]), st.sampled_from(["40", "đến"]))
ITEMS = st.lists(st.tuples(st.integers(1, 6), DAYS, MARKS), max_size=8)
LISTS = st.lists(st.builds(Counted, st.integers(1, 5), DAYS), max_size=6).map(tuple)


def of(items: tuple[Counted, ...]) -> Figure:
    return Figure(Fraction(len(items)), items)


@given(ITEMS)
def test_a_list_comes_back_as_it_was_whatever_its_order(
    items: list[Marked],
) -> None:
    def plain(rows: Sequence[Marked]) -> list[str]:
        return sorted(repr((each, on, sorted(marks.items()))) for each, on, marks in rows)

    kept = packed(items)

    assert plain(unpacked(kept)) == plain(items)
    assert packed(reversed(items)) == kept
    assert seal_of([("a", "1", kept)]) == seal_of([("a", "1", packed(items))])


@given(ITEMS, ITEMS)
def test_the_seal_tells_any_two_lists_apart(
    one: list[tuple[int, date | None, dict[str, str]]],
    other: list[tuple[int, date | None, dict[str, str]]],
) -> None:
    seals = [seal_of([("a", "1", packed(items))]) for items in (one, other)]

    assert (seals[0] == seals[1]) == (packed(one) == packed(other))
    assert seal_of([("a", "2", packed(one))]) != seals[0]


@given(
    st.dictionaries(st.sampled_from("abc"), LISTS), st.dictionaries(st.sampled_from("abc"), LISTS)
)
def test_differences_lead_from_one_to_the_other(
    before: dict[str, tuple[Counted, ...]], now: dict[str, tuple[Counted, ...]]
) -> None:
    found = {
        each.key: each
        for each in differences(
            {key: of(items) for key, items in before.items()},
            {key: of(items) for key, items in now.items()},
        )
    }

    for key in "abc":
        old, new = Counter(before.get(key, ())), Counter(now.get(key, ()))
        if key in found:
            each = found[key]
            assert Counter(each.gained) == new - old
            assert Counter(each.lost) == old - new
        else:
            assert old == new
            assert (key in before) == (key in now)


@given(LISTS, st.lists(LISTS, max_size=3))
def test_what_does_not_add_up_is_named_whole(
    above: tuple[Counted, ...], below: list[tuple[Counted, ...]]
) -> None:
    everyone = Counter(item for items in below for item in items)
    found = sum_differences({"a": of(above)}, [{"a": of(items)} for items in below], added_up={"a"})

    assert bool(found) == (everyone != Counter(above))
    for each in found:
        assert Counter(each.above_only) == Counter(above) - everyone
        assert Counter(each.below_only) == everyone - Counter(above)
        assert (each.above, each.below) == (len(above), sum(map(len, below)))


def test_what_is_not_added_up_is_left_alone() -> None:
    above = {"share": Figure(Fraction("46.7")), "typed": Figure(Fraction(3))}
    below = [{"share": Figure(Fraction(90)), "typed": Figure(Fraction(2))}]

    [found] = sum_differences(above, below, added_up={"typed"})

    assert (found.key, found.above, found.below) == ("typed", 3, 2)
