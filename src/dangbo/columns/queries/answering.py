"""Answer how many members there are in organisations and all below them, from columns.

None is the answer where columns cannot tell: the asker may not read the members of all that is
asked for, or no columns are made yet. The tables are asked then, and of a register that is not
`is_large` from the first. All numbers of one answer are as of one act. Only numbers leave, never
who was counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from dangbo.accounts.access import Actor
from dangbo.columns.files.kept import Stamp
from dangbo.columns.files.spells import Counts, SpellCounts
from dangbo.columns.files.trees import TreeOfDay, Trees, course
from dangbo.columns.queries.holding import Ready, ready
from dangbo.columns.queries.measures import measure_of
from dangbo.members.queries.filtering import MemberFilters
from dangbo.orgs.access import is_inside
from dangbo.rules.rights import MEMBER_READ

EPOCH: Final = date(1970, 1, 1).toordinal()
DAYS_HELD: Final = 4


@dataclass(frozen=True)
class OneDay:
    """The members of a day by the number of the organisation: its own, and with all below it."""

    stamp: Stamp
    own: Counts
    below: Counts


def day_number(day: date) -> int:
    """Return the number of a day, counted from the first of 1970."""
    return day.toordinal() - EPOCH


def counts_on(
    *, actor: Actor, within: Sequence[str], on: date, filters: Sequence[MemberFilters]
) -> list[OneDay] | None:
    """Return how many members of a day are what each of some filters asks for.

    `within` are the paths of all that will be read from the answer.
    """
    found = _columns(actor, within, filters)
    if found is None:
        return None
    day = day_number(on)
    tree = _tree(found.trees, day)
    return [
        OneDay(found.stamp, *_added_up(counts, tree, found.trees.size, day))
        for counts in found.counts
    ]


def counts_over_days(
    *,
    actor: Actor,
    org: int,
    within: Sequence[str],
    days: Sequence[date],
    filters: Sequence[MemberFilters],
) -> list[list[int]] | None:
    """Return the same for one organisation with all below it, on each of some days in order.

    `within` are the paths that it ever had.
    """
    found = _columns(actor, within, filters)
    if found is None:
        return None
    numbers = [day_number(day) for day in days]
    return [course(counts, found.trees, org, numbers) for counts in found.counts]


def _columns(actor: Actor, within: Sequence[str], filters: Sequence[MemberFilters]) -> Ready | None:
    branches = actor.over(MEMBER_READ)
    asked = [measure for each in filters if (measure := measure_of(each)) is not None]
    if len(asked) < len(filters) or not all(is_inside(path, branches) for path in within):
        return None
    return ready(asked)


@lru_cache(maxsize=DAYS_HELD)
def _tree(trees: Trees, day: int) -> TreeOfDay:
    return trees.on(day)


@lru_cache(maxsize=DAYS_HELD)
def _added_up(counts: SpellCounts, tree: TreeOfDay, size: int, day: int) -> tuple[Counts, Counts]:
    own = counts.own(day, size)
    below = tree.added_up(own)
    own.flags.writeable = below.flags.writeable = False
    return own, below
