"""Follow the counts below one organisation through many days, all in one statement."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, DateField, QuerySet, Value

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.base.spans import known_end, valid_on
from dangbo.orgs.access import below_path, readable_paths, versions_on
from dangbo.orgs.models import OrgVersion
from dangbo.orgs.queries.counting import Counts, counted
from dangbo.rules.org_kinds import org_kinds

MOST_DAYS = 100


def counts_on_days(
    *,
    actor: Actor,
    org: int,
    days: Iterable[date],
    known: date | None = None,
    invented: bool = True,
) -> dict[date, Counts]:
    """Count what stands below an organisation on each of at most MOST_DAYS days.

    A day on which it did not stand itself is left out.
    """
    act = act_known_on(known)
    wanted = sorted(set(days))[:MOST_DAYS]
    rows = readable_paths(actor, known=act).filter(org=org).annotate(until=known_end(act))
    spans = list(rows.values_list("start", "until", "path"))
    places = {
        day: path
        for day in wanted
        for start, end, path in spans
        if start <= day and (end is None or end > day)
    }
    found: dict[date, Counter[tuple[str, str]]] = {day: Counter() for day in places}
    branches = [_grouped(actor, day, path, act, invented) for day, path in places.items()]
    if branches:
        first, *others = branches
        for day, kind, superior, count in first.union(*others, all=True):
            found[day][kind, superior] += count
    return {day: counted(each, org_kinds().on(day)) for day, each in found.items()}


def _grouped(
    actor: Actor, day: date, path: str, act: int | None, invented: bool
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
