"""Hold, quarter by quarter, the movements of organisations against their counts.

The movements are those of the register's balance over the whole time, cut at each quarter; the
counts come from columns, which know nothing of movements.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from django.test import override_settings

from dangbo.accounts.access import OPERATOR
from dangbo.columns.commands.making import keep_columns
from dangbo.columns.queries import counts_on
from dangbo.columns.queries.holding import forget
from dangbo.members.queries import MemberFilters, balance
from dangbo.orgs.access import readable_paths
from dangbo.rules.days import DAY, add_months
from dangbo.rules.member_movements import (
    ENTERED,
    OFFICIAL,
    PROBATIONARY,
    Movement,
    Split,
    expected,
)

QUARTERS: Final = 250
STARTS: Final = [add_months(date(1964, 1, 1), 3 * number) for number in range(QUARTERS + 1)]
SOME: Final = 16
"""Of so many organisations one is asked where not all are; the largest always are."""

STANDINGS: Final = [MemberFilters(standing=frozenset({each})) for each in (OFFICIAL, PROBATIONARY)]
Moved = list[list[Movement]]


@dataclass
class Closings:
    """What came of it: which organisation does not close in which quarter, and how much moved."""

    asked: int = 0
    of: int = 0
    moved: int = 0
    grown: set[int] = field(default_factory=set)
    entered: int = 0
    unexplained: list[int] = field(default_factory=list)
    open: list[tuple[int, date]] = field(default_factory=list)
    other: list[tuple[int, date]] = field(default_factory=list)


def closings(place: Path, *, largest: Sequence[int], whole: bool) -> Closings:
    """Balance each quarter of every organisation, or of the largest and one in so many."""
    rows = list(readable_paths(OPERATOR, known=None).values_list("org", "path"))
    orgs = sorted({org for org, _ in rows})
    counts = counted(place, [path for _, path in rows])
    chosen = orgs if whole else [*largest, *(each for each in orgs[::SOME] if each not in largest)]
    found = Closings(asked=len(chosen), of=len(orgs))
    for org in chosen:
        moved = movements(found, org)
        close(found, org, moved, [Split(*(int(each[org]) for each in side)) for side in counts])
    return found


def counted(place: Path, paths: Sequence[str]) -> list[list[Sequence[int]]]:
    """Return the official and the probationary members of all on the eve of each quarter."""
    found = []
    with override_settings(COLUMNS_FROM=0, COLUMNS_ROOT=place):
        forget()
        keep_columns(anew=True)
        for start in STARTS:
            told = counts_on(actor=OPERATOR, within=paths, on=start - DAY, filters=STANDINGS)
            assert told is not None
            found.append([each.below.tolist() for each in told])
        forget()
    return found


def movements(found: Closings, org: int) -> Moved:
    """Return the movements of an organisation by quarter."""
    told = balance(actor=OPERATOR, org=org, start=STARTS[0], end=STARTS[-1] - DAY)
    cut: Moved = [[] for _ in range(QUARTERS)]
    lines = {each.code: each for each in (*told.lines, told.recognised, *told.difference)}
    if set(lines) - {each.code for each in (*told.lines, told.recognised)} - {ENTERED}:
        found.unexplained.append(org)
    for code, line in lines.items():
        found.entered += line.count.total if code == ENTERED else 0
        for each in line.persons:
            movement = Movement(each.id, each.on, code, each.standing, each.act)
            cut[bisect_right(STARTS, each.on) - 1].append(movement)
    return cut


def close(found: Closings, org: int, moved: Moved, counts: Sequence[Split]) -> None:
    """Add what moved in each quarter to its opening, and ask the fullest quarter by itself."""
    for start, own, opening, closing in zip(STARTS, moved, counts, counts[1:], strict=False):
        found.moved += len(own)
        # Who was first known as a member adds to the closing as those admitted do.
        adding = [each._replace(line="moved_in") if each.line == ENTERED else each for each in own]
        if expected(opening, adding) != closing:
            found.open.append((org, start))
        if closing != opening:
            found.grown.add(org)
    at = max(range(QUARTERS), key=lambda number: len(moved[number]))
    start, end = STARTS[at], STARTS[at + 1] - DAY
    alone = balance(actor=OPERATOR, org=org, start=start, end=end)
    told = (alone.opening, alone.closing, sum(len(each.persons) for each in alone.lines))
    known = [each for each in moved[at] if each.line not in {ENTERED, alone.recognised.code}]
    if told != (counts[at], counts[at + 1], len(known)):
        found.other.append((org, start))
