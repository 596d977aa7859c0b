"""Prove how a published figure is judged, against a brute force over small numbers."""

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.published import Operator, satisfies
from dangbo.rules.published_checks import AGAINST
from dangbo.rules.published_verdicts import (
    CANNOT_BE,
    UNEXPLAINED,
    Outcome,
    as_rounded,
    beside,
    outcome,
)

TENTH = Decimal("0.1")
AGREES, ROUNDED, CONFLICTS = Outcome.AGREES, Outcome.ROUNDED, Outcome.CONFLICTS
IMPOSSIBLE, UNKNOWN = Outcome.IMPOSSIBLE, Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("operator", "stated", "computed", "step", "found"),
    [
        ("exact", "5022", "5022", None, AGREES),
        ("exact", "5022", "5021", None, CONFLICTS),
        ("exact", "5022", "0", None, UNKNOWN),
        ("exact", "0", "0", None, AGREES),
        ("exact", "90.5", "90.5018", "0.1", ROUNDED),
        ("exact", "90.5", "90.5", "0.1", AGREES),
        ("exact", "46.7", "46.6746", "0.1", ROUNDED),
        ("exact", "46.7", "46.6499", "0.1", CONFLICTS),
        ("exact", "46.7", "46.65", "0.1", ROUNDED),
        ("exact", "33", "32.5", "1", ROUNDED),
        ("exact", "33", "33.5", "1", CONFLICTS),
        ("exact", "71.66", "71.6636", "0.01", ROUNDED),
        ("over", "7500", "7552", None, AGREES),
        ("over", "7500", "7500", None, CONFLICTS),
        ("over", "90", "90.04", "0.1", AGREES),
        ("over", "90", "89.96", "0.1", CONFLICTS),
        ("nearly", "1400", "1399", None, AGREES),
        ("nearly", "1400", "61", None, CONFLICTS),
        ("nearly", "1400", "0", None, UNKNOWN),
        ("about", "100", "104", None, AGREES),
        ("at_most", "5", "0", None, AGREES),
    ],
)
def test_a_count_is_held_against_what_the_source_meant(
    operator: str, stated: str, computed: str, step: str | None, found: Outcome
) -> None:
    given_step = Decimal(step) if step else None

    judged = beside(Operator(operator), Decimal(stated), Decimal(computed), step=given_step)

    assert judged is found


@given(
    st.sampled_from(Operator),
    st.integers(0, 3000),
    st.integers(0, 3000),
    st.sampled_from([None, "0.01", "0.1", "1"]),
)
def test_every_count_has_one_outcome_and_rounding_only_ever_helps(
    operator: Operator, stated: int, computed: int, step: str | None
) -> None:
    """A brute force in whole hundredths, where a half up needs no decimals."""
    hundredths = int(Fraction(step) * 100) if step else 0
    found = beside(
        operator,
        Decimal(stated) / 100,
        Decimal(computed) / 100,
        step=Decimal(step) if step else None,
    )

    met = satisfies(operator, Decimal(stated), Decimal(computed))
    near = bool(hundredths) and (2 * computed + hundredths) // (2 * hundredths) * hundredths
    rounded = operator is Operator.EXACT and bool(hundredths) and near == stated
    expected = AGREES if met else ROUNDED if rounded else CONFLICTS if computed else UNKNOWN
    assert found is expected


def test_what_is_no_number_goes_before_what_contradicts_and_that_before_what_is_counted() -> None:
    codes = [*sorted(AGAINST), UNEXPLAINED, "AGREES", "SUM_AGREES", "SHARE_WORKED_OUT", "LEFT_OVER"]

    for counted, first, second in product(Outcome, codes, codes):
        found = outcome(counted=counted, said=[first, second])
        if CANNOT_BE & {first, second}:
            assert found is IMPOSSIBLE
        elif {*AGREES_WORDS} >= {first, second}:
            assert found is counted
        else:
            assert found is CONFLICTS
    assert outcome(counted=UNKNOWN, said=[]) is UNKNOWN


AGREES_WORDS = ("AGREES", "SUM_AGREES", "SHARE_WORKED_OUT", "LEFT_OVER")


@pytest.mark.parametrize(
    ("value", "step", "found"),
    [
        ("90.5018", "0.1", "90.5"),
        ("4545", "100", "4500"),
        ("46.65", "0.1", "46.7"),
        ("7", None, "7"),
    ],
)
def test_a_value_is_rounded_as_its_source_rounds(value: str, step: str | None, found: str) -> None:
    given_step = Decimal(step) if step else None

    assert as_rounded(Decimal(value), step=given_step) == Decimal(found)
