"""List the members of an organisation and of all below it on a day, a page at a time."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from math import isqrt
from typing import Any, Final

from django.db import connection
from django.db.models import F, Max, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from dangbo.accounts.access import Actor
from dangbo.base.spans import known_at, valid_on
from dangbo.base.written import Written
from dangbo.members.access import every
from dangbo.members.models import Identity, Posting
from dangbo.members.queries.counting import total_members
from dangbo.members.queries.filtering import EVERYONE, MemberFilters, meant_by, narrowed
from dangbo.members.queries.grouping import has_more_than
from dangbo.members.queries.reaching import among_posted, posted_there
from dangbo.members.queries.rows import MemberRow, rows_of
from dangbo.members.queries.scopes import Scope, posted

# What a page costs by the walk through all names falls, and by sorting grows, with the members of
# the subtree; the two are equal near the root of a page times all persons.
PAGE: Final = 50
LAST: Final = Value(date.max)
# Believed, as in known_at: but by that SQLite takes the index of those believed, and sorts all of
# them, where fewer than five are asked for.
ORDERLY: Final = Q(Written("+{voided} IS NULL", {"voided": "voided_by"}, {}))
KEYS: Final[Mapping[str, Combinable]] = {
    "birth": Coalesce(F("person__identities__birth"), LAST),
    "party_age": Coalesce(F("person__standings__counted_from"), LAST),
    "admitted": Coalesce(F("person__standings__admitted"), LAST),
    "org": F("org__versions__name_sort"),
}
SORTS: Final = ("name", *KEYS)
"""The orders of a list; each also backwards, with `-` before it."""


def members_of(
    *,
    actor: Actor,
    org: int | None,
    on: date,
    known: date | None = None,
    filters: MemberFilters = EVERYONE,
    sort: str = "name",
    after: str | None = None,
    limit: int | None = PAGE,
    attributes: Collection[str] = (),
) -> list[MemberRow]:
    """Return members of an organisation and all below it (None: of all), from the one `after` on.

    `after` is the key of the last person of the page before; `attributes` are the kinds to tell.
    """
    scope = Scope.of(actor=actor, org=org, on=on, known=known)
    if scope is None:
        return []
    persons = _persons(scope, filters, sort, after, limit)
    return rows_of(persons, scope, attributes=attributes)


def count_members(
    *,
    actor: Actor,
    org: int | None,
    on: date,
    known: date | None = None,
    filters: MemberFilters = EVERYONE,
) -> int:
    """Return how many members a list without a limit has."""
    if filters == EVERYONE:
        return total_members(actor=actor, org=org, on=on, known=known)
    scope = Scope.of(actor=actor, org=org, on=on, known=known)
    if scope is None:
        return 0
    meant = meant_by(filters, scope)
    return narrowed(posted(scope, filters.kind), filters, scope, meant).count()


def _persons(
    scope: Scope, filters: MemberFilters, sort: str, after: str | None, limit: int | None
) -> list[int]:
    backwards, key = sort.startswith("-"), sort.removeprefix("-")
    meant = meant_by(filters, scope)
    if key == "name":
        if meant is not None and meant.few:
            named = narrowed(meant.rows.filter(_there(scope, filters)), filters, scope, None)
        elif _walks(scope, filters, limit):
            known = ORDERLY if scope.act is None else known_at(scope.act)
            walked = every(Identity).filter(known, _there(scope, filters))
            named = narrowed(walked, filters, scope, meant)
        else:
            own = known_at(scope.act), among_posted(scope, filters.kind)
            named = narrowed(every(Identity).filter(*own), filters, scope, meant)
        by_name = _by_name(named, scope, after, backwards=backwards)
        return list(by_name.values_list("person", flat=True)[:limit])
    rows = narrowed(posted(scope, filters.kind), filters, scope, meant)
    ordered = _by_sorting(rows, scope, key, after, backwards=backwards)
    return list(ordered.values_list("person", flat=True)[:limit])


def _there(scope: Scope, filters: MemberFilters) -> Q:
    return posted_there(scope, filters.kind)


def _walks(scope: Scope, filters: MemberFilters, limit: int | None) -> bool:
    """Say whether to go through all names rather than to sort those of the subtree.

    SQLite never finds that by itself; PostgreSQL does.
    """
    if limit is None or connection.vendor != "sqlite":
        return False
    if scope.tops is None:
        return True
    persons = every(Identity).aggregate(most=Max("pk"))["most"] or 0
    return has_more_than(scope, isqrt(limit * persons), filters.kind)


def _by_name(
    rows: QuerySet[Identity], scope: Scope, after: str | None, *, backwards: bool
) -> QuerySet[Identity]:
    """Order persons by name, the one `after` and all before left out."""
    if after is not None:
        last = _name_of(after, scope)
        if last is None:
            return rows.none()
        rows = rows.filter(_beyond(("name_sort", "person"), last, backwards=backwards))
    sign = "-" if backwards else ""
    return rows.order_by(f"{sign}name_sort", f"{sign}person")


def _name_of(uid: str, scope: Scope) -> tuple[Any, ...] | None:
    rows = every(Identity).filter(known_at(scope.act), person__uid=uid)
    return rows.values_list("name_sort", "person").first()


def _by_sorting(
    rows: QuerySet[Posting], scope: Scope, key: str, after: str | None, *, backwards: bool
) -> QuerySet[Posting]:
    """Sort members by a key and, among equals, by name."""
    rows, fields = _keyed(rows, key, scope)
    if after is not None:
        last = rows.filter(person__uid=after).values_list(*fields).first()
        if last is None:
            return rows.none()
        rows = rows.filter(_beyond(fields, last, backwards=backwards))
    return rows.order_by(*(f"{'-' if backwards else ''}{name}" for name in fields))


def _keyed(
    rows: QuerySet[Posting], key: str, scope: Scope
) -> tuple[QuerySet[Posting], tuple[str, ...]]:
    rows = rows.filter(known_at(scope.act, "person__identities__"))
    if key in {"party_age", "admitted"}:
        rows = rows.filter(valid_on(scope.on, scope.act, "person__standings__"))
    if key == "org":
        rows = rows.filter(valid_on(scope.on, scope.act, "org__versions__"))
    rows = rows.annotate(named=F("person__identities__name_sort"))
    return rows.annotate(key=KEYS[key]), ("key", "named", "person")


def _beyond(fields: Sequence[str], last: Sequence[Any], *, backwards: bool) -> Q:
    """Return the condition of what comes after a row in the order of some fields."""
    found, equal = Q(), Q()
    step = "lt" if backwards else "gt"
    for name, value in zip(fields, last, strict=True):
        found |= equal & Q(**{f"{name}__{step}": value})
        equal &= Q(**{name: value})
    return found


__all__ = ["PAGE", "SORTS", "count_members", "members_of"]
