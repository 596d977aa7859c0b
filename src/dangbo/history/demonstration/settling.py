"""Give invented grassroots organisations made-up offices about the towns of their province."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.history.demonstration.catalogue import Town, towns_of
from dangbo.orgs.access import versions_on
from dangbo.orgs.commands import record_place
from dangbo.rules.draws import Draws
from dangbo.rules.org_places import DIGITS, Coordinates

KINDS: Final = ("dang_bo_co_so", "chi_bo_co_so")
REASON: Final = "Nơi đặt trụ sở trong dữ liệu minh họa"
# An office is so many hundredths of a degree from the middle of its town at most.
FARTHEST: Final = 2
HUNDREDTHS: Final = Decimal(100)


def settle_offices(*, actor: Actor, committee: str, seed: int, last: date) -> int:
    """Record a place of each invented grassroots organisation of the last day; return how many."""
    towns = towns_of(committee)
    if not towns:
        return 0
    draws = Draws(f"{committee} {seed} offices")
    there = versions_on(OPERATOR, on=last, known=None)
    mine = there.filter(kind__in=KINDS, org__uid__startswith=f"{committee}.mh.")
    rows = list(mine.order_by("org__uid").values_list("org", "start"))
    for org, start in rows:
        town = draws.pick(_weighed(towns))
        record_place(
            actor=actor,
            org=org,
            on=start,
            at=Coordinates(_near(town.at.latitude, draws), _near(town.at.longitude, draws)),
            address=f"{town.name} (minh họa)",
            reason=REASON,
            invented=True,
        )
    return len(rows)


def _weighed(towns: Sequence[Town]) -> Sequence[Town]:
    """Return the first town as often as all others together: most agencies are in it."""
    return [*[towns[0]] * max(len(towns) - 1, 1), *towns[1:]]


def _near(degrees: Decimal, draws: Draws) -> Decimal:
    parts = draws.between(-FARTHEST * 100, FARTHEST * 100)
    return (degrees + Decimal(parts) / (100 * HUNDREDTHS)).quantize(DIGITS)
