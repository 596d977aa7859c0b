"""Say what a value of an indicator is: a count, a share of a whole, or an average.

Source: `rules.md` 13.3 (2,344 of 5,022 is 46.7 %). A share or an average of nothing has no value.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, TypeVar

HUNDRED: Final = 100
TENTH: Final = Decimal("0.1")
Thing = TypeVar("Thing")
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Value:
    """What was found: how many, of how many where it is a share, and the number to be shown.

    Of an average `part` is the sum, `whole` how many it is of. `amount` is rounded to a tenth, a
    half up; None where there is nothing to be a part of.
    """

    part: int
    whole: int | None = None
    amount: Decimal | None = None


def counted(number: int) -> Value:
    """Return a count."""
    return Value(number, amount=Decimal(number))


def shared(part: int, whole: int) -> Value:
    """Return a share in per cent."""
    return Value(part, whole, ratio(HUNDRED * part, whole))


def averaged(numbers: Iterable[int]) -> Value:
    """Return the average of some numbers."""
    given = list(numbers)
    return Value(sum(given), len(given), ratio(sum(given), len(given)))


def ratio(part: int, whole: int) -> Decimal | None:
    """Return a part of a whole, rounded to a tenth, a half up; None of nothing."""
    if not whole:
        return None
    tenths = (Decimal(10 * part) / whole).quantize(Decimal(1), ROUND_HALF_UP)
    return tenths * TENTH


def sorted_out(
    pairs: Iterable[tuple[Key, Thing]], order: Iterable[Key] = ()
) -> dict[Key, list[Thing]]:
    """Put things under their keys: those in order first, even if empty, then others by key."""
    found: dict[Key, list[Thing]] = {each: [] for each in order}
    late: dict[Key, list[Thing]] = {}
    for key, thing in pairs:
        (found if key in found else late).setdefault(key, []).append(thing)
    return found | dict(sorted(late.items(), key=lambda each: str(each[0])))
