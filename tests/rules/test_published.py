from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.published import Operator, satisfies

amounts = st.decimals(min_value=0, max_value=10**6, places=2)


@pytest.mark.parametrize(
    ("operator", "stated", "yes", "no"),
    [
        (Operator.EXACT, 5022, [5022], [5021, 5023]),
        (Operator.OVER, 1000, [1001, 9999], [1000, 999]),
        (Operator.NEARLY, 1400, [1399, 1260], [1400, 1401, 1259]),
        (Operator.ABOUT, 100, [95, 100, 105], [94, 106]),
        (Operator.AT_LEAST, 3, [3, 4], [2]),
        (Operator.AT_MOST, 15, [15, 0], [16]),
        (Operator.NEARLY, 0, [], [0, -1, 1]),
        (Operator.ABOUT, 0, [0], [1]),
        (Operator.ABOUT, -100, [-95, -105], [-94, -106]),
        (Operator.NEARLY, -100, [-110, -101], [-100, -99, -111]),
    ],
)
def test_satisfies_is_met_by_what_the_words_allow(
    operator: Operator, stated: int, yes: list[int], no: list[int]
) -> None:
    values = {value: satisfies(operator, Decimal(stated), Decimal(value)) for value in yes + no}

    assert values == dict.fromkeys(yes, True) | dict.fromkeys(no, False)


def test_satisfies_takes_other_margins() -> None:
    hundred, value = Decimal(100), Decimal(80)

    assert satisfies(Operator.NEARLY, hundred, value, nearly_within=Decimal("0.2"))
    assert not satisfies(Operator.NEARLY, hundred, value, nearly_within=Decimal("0.19"))
    assert satisfies(Operator.ABOUT, hundred, value, about_within=Decimal("0.2"))
    assert not satisfies(Operator.ABOUT, hundred, value, about_within=Decimal("0.19"))


@given(amounts, amounts)
def test_satisfies_parts_every_value_between_over_exact_and_at_most(
    stated: Decimal, value: Decimal
) -> None:
    met = {operator for operator in Operator if satisfies(operator, stated, value)}

    assert (Operator.OVER in met) != (Operator.AT_MOST in met)
    assert (Operator.EXACT in met) == ({Operator.AT_LEAST, Operator.AT_MOST} <= met)
    assert Operator.NEARLY not in met or value < stated
