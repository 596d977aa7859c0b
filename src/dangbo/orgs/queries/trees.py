"""Show the tree of a day: all of it, one branch, or one level."""

from datetime import date
from typing import NamedTuple

from django.db.models import CharField, Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.base.spans import valid_on
from dangbo.orgs.access import paths_on, versions_on
from dangbo.orgs.models import OrgPath, OrgVersion
from dangbo.rules.paths import AFTER_ALL


class TreeRow(NamedTuple):
    """One organisation of a tree."""

    id: int
    uid: str
    name: str
    kind: str
    superior: int | None
    code: str
    invented: bool


class ChildRow(NamedTuple):
    """One organisation of a level, with how many stand directly and altogether below it."""

    id: int
    uid: str
    name: str
    short_name: str
    kind: str
    code: str
    invented: bool
    children: int
    below: int


ROW = ("org", "org__uid", "name", "kind", "superior", "code", "org__invented")


def tree(
    *, actor: Actor, on: date, known: date | None = None, org: int | None = None
) -> list[TreeRow]:
    """Return the organisations of a day, or one and all below it, each level in name order."""
    act = act_known_on(known)
    rows = versions_on(actor, on=on, known=act)
    if org is not None:
        path = paths_on(actor, on=on, known=act).filter(org=org).values_list("path", flat=True)
        top = path.first()
        if top is None:
            return []
        branch = {"org__paths__path__gte": top, "org__paths__path__lt": top + AFTER_ALL}
        rows = rows.filter(valid_on(on, act, "org__paths__"), **branch)
    ordered = rows.order_by("name_sort", "org").values_list(*ROW)
    return [TreeRow(*row) for row in ordered.iterator(chunk_size=5_000)]


def roots(*, actor: Actor, on: date, known: date | None = None) -> list[ChildRow]:
    """Return the organisations at the top of a tree on a day."""
    act = act_known_on(known)
    rows = versions_on(actor, on=on, known=act).filter(superior=None)
    return _with_counts(rows, actor, on, act)


def children(*, actor: Actor, org: int, on: date, known: date | None = None) -> list[ChildRow]:
    """Return those directly under an organisation on a day, in name order, with their counts."""
    act = act_known_on(known)
    rows = versions_on(actor, on=on, known=act).filter(superior=org)
    return _with_counts(rows, actor, on, act)


def _with_counts(
    rows: QuerySet[OrgVersion], actor: Actor, on: date, act: int | None
) -> list[ChildRow]:
    direct = (
        versions_on(actor, on=on, known=act)
        .filter(superior=OuterRef("org"))
        .order_by()
        .values("superior")
        .annotate(n=Count("pk"))
        .values("n")
    )
    below = (
        _paths_below(actor, on, act)
        .annotate(one=Value(1))
        .order_by()
        .values("one")
        .annotate(n=Count("pk"))
        .values("n")
    )
    counted = rows.filter(valid_on(on, act, "org__paths__")).annotate(
        direct=Coalesce(Subquery(direct), 0), below=Coalesce(Subquery(below), 0)
    )
    fields = ("org", "org__uid", "name", "short_name", "kind", "code", "org__invented")
    ordered = counted.order_by("name_sort", "org").values_list(*fields, "direct", "below")
    return [ChildRow(*row) for row in ordered]


def _paths_below(actor: Actor, on: date, act: int | None) -> QuerySet[OrgPath]:
    top = OuterRef("org__paths__path")
    after = Concat(top, Value(AFTER_ALL), output_field=CharField())
    return paths_on(actor, on=on, known=act).filter(path__gt=top, path__lt=after)
