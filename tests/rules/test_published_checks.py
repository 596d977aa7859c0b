"""Prove what published figures say against and about each other."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangbo.rules.published import Operator, satisfies
from dangbo.rules.published_checks import (
    Flow,
    Published,
    Relations,
    Share,
    Sum,
    Within,
    compare_published,
    fits,
)

RELATIONS = Relations(
    sums=(Sum("all", ("with", "without")),),
    shares=(Share("part", "members", "percent"), Share("heads", "all")),
    withins=(Within("part", "members"),),
    flows=(Flow("all", "came"), Flow("members", "members_came")),
    shares_of_hundred=frozenset({"percent"}),
)
DAY = date(2020, 2, 1)


def stated(
    key: str,
    indicator: str,
    value: str,
    *,
    on: date = DAY,
    operator: Operator = Operator.EXACT,
    rounding: str | None = None,
) -> Published:
    return Published(
        key,
        indicator,
        on,
        on + timedelta(days=1),
        Decimal(value),
        operator,
        None if rounding is None else Decimal(rounding),
    )


def whole(total: str, *, later: int = 0) -> list[Published]:
    """Return a total with its parts, 26 and 45; the second may be stated days later."""
    on = DAY + timedelta(days=later)
    parts = [stated("a", "with", "26"), stated("b", "without", "45", on=on)]
    return [stated("t", "all", total), *parts]


def said(*figures: Published) -> list[tuple[str, str, dict[str, object]]]:
    found = compare_published(figures, relations=RELATIONS)
    return [(each.code, each.where, dict(each.facts)) for each in found]


def test_a_sum_that_adds_up_says_so() -> None:
    assert said(
        stated("t", "all", "71"), stated("a", "with", "26"), stated("b", "without", "45")
    ) == [("SUM_AGREES", "t", {"total": "71", "added": "71", "parts": "26 + 45", "others": "a b"})]


def test_a_sum_that_does_not_add_up_is_against_the_total() -> None:
    assert said(
        stated("t", "all", "72"), stated("a", "with", "26"), stated("b", "without", "45")
    ) == [("SUM", "t", {"total": "72", "added": "71", "parts": "26 + 45", "others": "a b"})]


def test_a_sum_of_other_days_is_not_compared() -> None:
    later = DAY + timedelta(days=1)

    assert (
        said(
            stated("t", "all", "71"),
            stated("a", "with", "26"),
            stated("b", "without", "45", on=later),
        )
        == []
    )


def test_an_inequality_is_met_by_any_sum_that_satisfies_it() -> None:
    over = stated("t", "all", "70", operator=Operator.OVER)

    ((code, _, _),) = said(over, stated("a", "with", "26"), stated("b", "without", "45"))

    assert code == "SUM_AGREES"


def test_a_share_is_compared_with_the_percentage_published() -> None:
    base, part = stated("m", "members", "5022"), stated("p", "part", "2344")
    facts = {"part": "2344", "base": "5022", "base_key": "m"}

    assert said(base, part, stated("s", "percent", "46.7", rounding="0.1")) == [
        ("SHARE_AGREES", "s", {**facts, "percent": "46.7", "stated": "46.7"})
    ]
    assert said(base, part, stated("s", "percent", "46.6", rounding="0.1")) == [
        ("SHARE", "s", {**facts, "percent": "46.7", "stated": "46.6"})
    ]


def test_a_share_without_percentage_is_worked_out() -> None:
    assert said(stated("a", "all", "61"), stated("h", "heads", "60")) == [
        ("SHARE_WORKED_OUT", "h", {"part": "60", "base": "61", "base_key": "a", "percent": "98.4"})
    ]


def test_a_share_takes_the_last_base_within_a_year() -> None:
    near = stated("a", "all", "61", on=DAY - timedelta(days=300))
    far = stated("b", "all", "50", on=DAY - timedelta(days=400))

    codes = [
        (code, facts.get("base_key"))
        for code, _, facts in said(far, near, stated("h", "heads", "60"))
    ]

    assert codes == [("SHARE_WORKED_OUT", "a")]
    assert said(far, stated("h", "heads", "50")) == []


def test_a_share_of_figures_that_are_not_exact_proves_nothing() -> None:
    over = stated("m", "members", "5000", operator=Operator.OVER)

    assert said(over, stated("p", "part", "2344"), stated("s", "percent", "10")) == []


def test_two_exact_values_of_one_day_conflict_and_both_are_kept() -> None:
    assert said(stated("a", "members", "5022"), stated("b", "members", "5023")) == [
        ("CONFLICT", "a", {"other": "b", "value": "5022", "other_value": "5023"})
    ]


def test_an_inequality_agrees_with_an_exact_value_that_satisfies_it() -> None:
    over = stated("b", "members", "5000", operator=Operator.OVER)

    assert [code for code, _, _ in said(stated("a", "members", "5022"), over)] == ["AGREES"]
    assert [code for code, _, _ in said(stated("a", "members", "5000"), over)] == ["CONFLICT"]


@settings(max_examples=settings().max_examples // 4)
@given(
    one=st.integers(1, 30),
    other=st.integers(1, 30),
    first=st.sampled_from(Operator),
    second=st.sampled_from(Operator),
)
def test_two_figures_fit_when_some_value_satisfies_both(
    one: int, other: int, first: Operator, second: Operator
) -> None:
    a, b = stated("a", "x", str(one), operator=first), stated("b", "x", str(other), operator=second)
    grid = [Decimal(each) / 20 for each in range(20 * 450)]

    exists = any(
        satisfies(first, Decimal(one), v) and satisfies(second, Decimal(other), v) for v in grid
    )

    assert fits(a, b) == fits(b, a)
    assert not exists or fits(a, b)


@pytest.mark.parametrize(("indicator", "value"), [("percent", "100.1"), ("members", "-1")])
def test_impossible_values_are_named(indicator: str, value: str) -> None:
    assert said(stated("a", indicator, value)) == [("IMPOSSIBLE", "a", {"value": value})]


def test_a_malformed_figure_is_named() -> None:
    figure = Published("a", "members", DAY, DAY, Decimal(7500), Operator.OVER, malformed=True)

    assert said(figure) == [("MALFORMED", "a", {"value": "7500"})]


def test_a_part_larger_than_its_whole_is_named() -> None:
    found = said(stated("m", "members", "100"), stated("p", "part", "101"))

    assert [(code, where) for code, where, _ in found] == [
        ("SHARE_WORKED_OUT", "p"),
        ("WITHIN", "p"),
    ]


def test_what_came_in_between_leaves_a_rest() -> None:
    found = said(
        stated("a", "all", "61"),
        stated("c", "came", "17", on=date(2022, 4, 12)),
        stated("b", "all", "82", on=date(2022, 9, 4)),
    )

    assert found == [
        (
            "LEFT_OVER",
            "b",
            {
                "before": "61",
                "came": "17",
                "expected": "78",
                "stated": "82",
                "left": "4",
                "exact": True,
                "others": "a c",
            },
        )
    ]


def test_a_rest_of_figures_that_are_not_exact_says_so() -> None:
    ((code, _, facts),) = said(
        stated("a", "members", "5022"),
        stated("c", "members_came", "2000", on=date(2022, 4, 12), operator=Operator.OVER),
        stated("b", "members", "7500", on=date(2022, 9, 4), operator=Operator.OVER),
    )

    assert (code, facts["left"], facts["exact"]) == ("LEFT_OVER", "478", False)


def test_no_rest_is_no_finding() -> None:
    assert (
        said(
            stated("a", "all", "61"),
            stated("c", "came", "17", on=date(2022, 4, 12)),
            stated("b", "all", "78", on=date(2022, 9, 4)),
        )
        == []
    )
