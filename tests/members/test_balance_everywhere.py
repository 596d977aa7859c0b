"""Prove that balances close for every organisation and each of 250 periods of a made-up life."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations_with_replacement
from random import Random

import pytest
from factories.orgs import REAL_KINDS, orgs
from members.test_conservation import record
from oracle.memberships import DAYS, FIRST, story

from dangbo.accounts.access import OPERATOR
from dangbo.members.models import Posting
from dangbo.members.queries import Balance, balance
from dangbo.members.queries.balancing import ENTERED

pytestmark = pytest.mark.django_db
PERIODS = 250
DAY = timedelta(days=1)
# A life in which most organisations have members, who come, go and move with them.
SEED, ACTS = 2, 16


def test_the_balance_closes_everywhere_and_always() -> None:
    """Whoever was first known in a period is named; nothing else is left to explain."""
    chance = Random(SEED)
    told = story(REAL_KINDS, orgs(7), [chance.randrange(2**32) for _ in range(ACTS)])
    for act, holds in told.attempts:
        if holds:
            record(act)
    days = [FIRST + DAY * number for number in range(-1, DAYS + 1)]
    periods = chance.sample(list(combinations_with_replacement(days, 2)), k=PERIODS)

    moved = 0
    for org in held(told.orgs):
        for found in balances(org, periods):
            assert {line.code for line in found.difference} <= {ENTERED}, (org, found.start)
            moved += any(line.count.total for line in found.lines)
    assert moved > PERIODS


def held(known: Sequence[int]) -> list[int]:
    """Return the first organisation, over all, and those that ever had a member."""
    ever = set(Posting.objects.values_list("org", flat=True))
    return [org for org in known if org == known[0] or org in ever]


def balances(org: int, periods: Sequence[tuple[date, date]]) -> Iterator[Balance]:
    return (balance(actor=OPERATOR, org=org, start=start, end=end) for start, end in periods)
