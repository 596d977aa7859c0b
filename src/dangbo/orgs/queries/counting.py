"""Count organisations below one, by kind, on a day or over time."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, DateField, QuerySet, Value

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.base.spans import known_end, valid_on
from dangbo.orgs.access import below_path, paths_on, readable_paths, versions_on
from dangbo.orgs.models import OrgVersion
from dangbo.rules.org_kinds import KindSet, org_kinds

DAYS_AT_ONCE: Final = 100


@dataclass(frozen=True)
class Counts:
    """How many organisations of each kind stand below one, and how they are counted."""

    by_kind: Mapping[str, int]
    grassroots: int
    grassroots_with_cells: int
    grassroots_cells: int
    cells: int

    @property
    def total(self) -> int:
        """Return the number of organisations of all kinds."""
        return sum(self.by_kind.values())


def counts_below(
    *, actor: Actor, org: int, on: date, known: date | None = None, invented: bool = True
) -> Counts:
    """Count the organisations below one on a day, by kind; those invented only if wanted."""
    act = act_known_on(known)
    path = paths_on(actor, on=on, known=act).filter(org=org).values_list("path", flat=True).first()
    if path is None:
        return counted(Counter(), org_kinds().on(on))
    rows = versions_on(actor, on=on, known=act).filter(
        valid_on(on, act, "org__paths__"),
        valid_on(on, act, "superior__versions__"),
        below_path(path, "org__paths__path"),
    )
    if not invented:
        rows = rows.filter(org__invented=False)
    grouped = rows.order_by().values_list("kind", "superior__versions__kind").annotate(Count("pk"))
    found = Counter({(kind, superior): count for kind, superior, count in grouped})
    return counted(found, org_kinds().on(on))


def counted(found: Mapping[tuple[str, str], int], kinds: KindSet) -> Counts:
    """Add up how many stand of each kind under each kind of superior."""
    by_kind: Counter[str] = Counter()
    grassroots = cells_among = cells = 0
    for (kind, superior), count in found.items():
        by_kind[kind] += count
        at_base = kinds.is_grassroots(kind=kind, superior=superior)
        grassroots += count if at_base else 0
        cells += count if kinds.is_cell(kind) else 0
        cells_among += count if at_base and kinds.is_cell(kind) else 0
    ranks = {code: each.rank for code, each in kinds.kinds.items()}
    ordered = sorted(by_kind.items(), key=lambda each: (ranks.get(each[0], 999), each[0]))
    return Counts(dict(ordered), grassroots, grassroots - cells_among, cells_among, cells)


def counts_over_time(
    *,
    actor: Actor,
    org: int,
    days: Iterable[date],
    known: date | None = None,
    invented: bool = True,
) -> dict[date, Counts]:
    """Count the organisations below one on each of several days, many days in one statement."""
    act = act_known_on(known)
    wanted = sorted(set(days))
    rows = readable_paths(actor, known=act).filter(org=org).annotate(until=known_end(act))
    spans = list(rows.values_list("start", "until", "path"))
    found: dict[date, Counter[tuple[str, str]]] = {day: Counter() for day in wanted}
    branches = [
        _grouped(actor, day, path, act, invented=invented)
        for day in wanted
        for start, end, path in spans
        if start <= day and (end is None or end > day)
    ]
    for at in range(0, len(branches), DAYS_AT_ONCE):
        first, *others = branches[at : at + DAYS_AT_ONCE]
        for day, kind, superior, count in first.union(*others, all=True):
            found[day][kind, superior] += count
    return {day: counted(each, org_kinds().on(day)) for day, each in found.items()}


def _grouped(
    actor: Actor, day: date, path: str, act: int | None, *, invented: bool
) -> QuerySet[OrgVersion, tuple[date, str, str, int]]:
    rows = versions_on(actor, on=day, known=act).filter(
        valid_on(day, act, "org__paths__"),
        valid_on(day, act, "superior__versions__"),
        below_path(path, "org__paths__path"),
    )
    if not invented:
        rows = rows.filter(org__invented=False)
    return (
        rows.order_by()
        .annotate(day=Value(day, output_field=DateField()))
        .values_list("day", "kind", "superior__versions__kind")
        .annotate(Count("pk"))
    )
