"""Say which cases are in an organisation or below it on a day, in the database."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Exists, Q, QuerySet

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.cases.access import carried_away, posted_on
from dangbo.cases.models import Case
from dangbo.cases.queries.seats import seats_on
from dangbo.orgs.access import paths_on
from dangbo.rules.paths import AFTER_ALL


def below(*, actor: Actor, org: int, on: date, known: date | None = None) -> set[int]:
    """Return an organisation and all below it on a day."""
    rows = paths_on(actor, on=on, known=act_known_on(known))
    inside = _branches(actor, [org], on, known)
    return set(rows.filter(inside).values_list("org", flat=True)) if inside else set()


def within_orgs(*, actor: Actor, orgs: Iterable[int], on: date, cases: QuerySet[Case]) -> Q:
    """Return the condition that a case of `cases` is in some organisations, or is to go there.

    A running case is where its person is posted; of one who is no member, and of a closed one, in
    the cell it was opened in, or in what took over the members of that.
    """
    branches = _branches(actor, orgs, on, None)
    if not branches:
        return Q(pk__in=[])
    inside = paths_on(actor, on=on, known=None).filter(branches).values("org")
    posted = posted_on(on)
    stays = Q(closed_on__lte=on) | ~Exists(posted)
    return (
        (~Q(closed_on__lte=on) | Q(closed_on__isnull=True)) & Exists(posted.filter(org__in=inside))
        | stays & Q(org__in=inside) & ~carried_away("org", on)
        | Q(to_org__in=inside) & ~carried_away("to_org", on)
        | Q(pk__in=_carried_into(actor, branches, on, cases))
    )


def _carried_into(actor: Actor, branches: Q, on: date, cases: QuerySet[Case]) -> list[int]:
    """Return the cases whose cell, or goal, was taken over by one in the branches."""
    moved = list(cases.filter(carried_away("org", on) | carried_away("to_org", on)))
    if not moved:
        return []
    rows = paths_on(actor, on=on, known=None).filter(branches)
    inside = set(rows.values_list("org", flat=True))
    seats = seats_on(moved, on=on)
    return [pk for pk, seat in seats.items() if inside & {*seat}]


def _branches(actor: Actor, orgs: Iterable[int], on: date, known: date | None) -> Q | None:
    rows = paths_on(actor, on=on, known=act_known_on(known)).filter(org__in=[*orgs])
    paths = rows.values_list("path", flat=True)
    parts = [Q(path__gte=path, path__lt=path + AFTER_ALL) for path in paths]
    return reduce(or_, parts) if parts else None
