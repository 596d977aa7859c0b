"""List what changed in a period."""

from datetime import date
from typing import NamedTuple

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.base.spans import around
from dangbo.orgs.access import readable_decisions, readable_paths, readable_touches
from dangbo.orgs.models import OrgPath
from dangbo.orgs.queries.deciding import DecisionRow, decision_row
from dangbo.orgs.queries.names import OrgName, names_at
from dangbo.rules.paths import AFTER_ALL


class Happening(NamedTuple):
    """One change that touched one organisation."""

    on: date
    act: int
    position: int
    change: str
    role: str
    org: int
    decision: DecisionRow
    name: OrgName | None


def changes_between(
    *,
    actor: Actor,
    start: date,
    end: date,
    org: int | None = None,
    known: date | None = None,
    below: bool = True,
) -> list[Happening]:
    """Return what changed from `start` to `end`, both included, in one branch or everywhere.

    A change belongs to a branch when what it touches stood there on the day or on its eve.
    """
    act = act_known_on(known)
    rows = readable_touches(actor, known=act).filter(on__gte=start, on__lte=end)
    if org is not None:
        own = Q(org=org)
        rows = rows.filter(own | Q(Exists(_in_branch(actor, org, act))) if below else own)
    found = list(rows.order_by("on", "act", "position", "pk"))
    stands = readable_decisions(actor, known=act).filter(act__in={each.act_id for each in found})
    rows_by_act = {each.act_id: decision_row(each) for each in stands}
    names = names_at(actor=actor, wanted={(each.org_id, each.on) for each in found}, known=known)
    return [
        Happening(
            each.on,
            each.act_id,
            each.position,
            each.change,
            each.role,
            each.org_id,
            rows_by_act[each.act_id],
            names.get((each.org_id, each.on)),
        )
        for each in found
    ]


def _in_branch(actor: Actor, org: int, act: int | None) -> QuerySet[OrgPath]:
    day = OuterRef(OuterRef("on"))
    tops = (
        readable_paths(actor, known=act)
        .filter(around(day, act), org=org, path__lte=OuterRef("path"))
        .annotate(after=Concat("path", Value(AFTER_ALL), output_field=CharField()))
        .filter(after__gt=OuterRef("path"))
    )
    places = readable_paths(actor, known=act).filter(around(OuterRef("on"), act))
    return places.filter(Exists(tops), org=OuterRef("org"))
