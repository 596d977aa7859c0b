"""Judge a published figure by what the register counts and by what other figures say.

Source: architecture 10 (an inequality is met by any value that satisfies it; figures that
contradict each other are all kept). Which outcome goes before which is our reading.
"""

from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from dangbo.rules.published import Operator, satisfies
from dangbo.rules.published_checks import AGAINST

# A nought that is counted beside a figure says that nothing is recorded, not that nothing was.
CANNOT_BE: Final = frozenset({"MALFORMED", "IMPOSSIBLE"})
UNEXPLAINED: Final = "UNEXPLAINED"
CONTRARY: Final = (AGAINST - CANNOT_BE) | {UNEXPLAINED}


class Outcome(StrEnum):
    """What becomes of a published figure when everything known is held against it."""

    IMPOSSIBLE = "impossible"
    CONFLICTS = "conflicts"
    ROUNDED = "rounded"
    AGREES = "agrees"
    UNKNOWN = "unknown"


class Blank(StrEnum):
    """Why nothing was counted beside a figure, or why a nought says nothing."""

    NOT_COUNTED = "not_counted"
    OTHER_TIME = "other_time"
    NOT_OVER = "not_over"
    NOT_STANDING = "not_standing"
    NOT_ALLOWED = "not_allowed"
    NONE_RECORDED = "none_recorded"


def as_rounded(value: Decimal, *, step: Decimal | None) -> Decimal:
    """Return a value as a source prints it that rounds to `step`, a half up."""
    if step is None:
        return value
    return ((value / step).quantize(Decimal(1), ROUND_HALF_UP) * step).normalize()


def beside(
    operator: Operator, stated: Decimal, computed: Decimal, *, step: Decimal | None = None
) -> Outcome:
    """Say how a count stands to a figure: it agrees, does so once rounded, or conflicts.

    `step` is what the source rounds to; only a figure stated as exact is rounded.
    """
    if satisfies(operator, stated, computed):
        return Outcome.AGREES
    if operator is Operator.EXACT and step and as_rounded(computed, step=step) == stated:
        return Outcome.ROUNDED
    return Outcome.UNKNOWN if computed == 0 else Outcome.CONFLICTS


def outcome(*, counted: Outcome, said: Collection[str]) -> Outcome:
    """Return the outcome of a figure from that of its count and the codes of what is said of it.

    What is no number at all goes first, then what contradicts other figures or the register.
    """
    if CANNOT_BE & set(said):
        return Outcome.IMPOSSIBLE
    return Outcome.CONFLICTS if CONTRARY & set(said) else counted
