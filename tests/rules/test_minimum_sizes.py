"""Prove that minimum sizes are those of the rule book, from the day of their instrument on."""

from datetime import date

import pytest

from dangbo.rules.minimum_sizes import MinimumSize, minimum_size
from dangbo.rules.org_kinds import org_kinds

STATUTE = "Điều lệ Đảng (thông qua ngày 19/01/2011), Điều 21, Điều 24"
CELL = MinimumSize(3, official=True, consent=False, source=STATUTE)
WITH_CELLS = MinimumSize(30, official=False, consent=True, source=STATUTE)
# Every kind there ever was, and what the rule book says of it.
KNOWN = {
    "chi_bo_co_so": CELL,
    "chi_bo_truc_thuoc": CELL,
    "chi_bo": CELL,
    "dang_bo_co_so": WITH_CELLS,
    "dang_bo_co_so_giao_quyen": WITH_CELLS,
}


@pytest.mark.parametrize("kind", sorted({kind for each in org_kinds().sets for kind in each.kinds}))
def test_minimum_size_is_that_of_the_rule_book(kind: str) -> None:
    assert minimum_size(kind=kind, on=date(2026, 11, 22)) == KNOWN.get(kind)


def test_minimum_size_begins_with_its_instrument() -> None:
    days = (date(2011, 1, 18), date(2011, 1, 19))

    assert [minimum_size(kind="chi_bo_co_so", on=day) for day in days] == [None, CELL]
