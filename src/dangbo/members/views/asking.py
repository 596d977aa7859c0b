"""Read from a request which members it asks for, and in which order."""

from typing import Final, NamedTuple

from django.http import QueryDict

from dangbo.accounts.middleware import ActorRequest
from dangbo.members.forms.filters import KEYS, MemberNarrowing
from dangbo.members.queries import PAGE, MemberRow, count_members, members_of
from dangbo.members.tables.columns import ATTRIBUTE, member_columns
from dangbo.orgs.views.asking import on_day
from dangbo.ui.addresses import query_with
from dangbo.ui.parts import Chip
from dangbo.ui.tables import Column, sort_of

AFTER: Final = "sau"
BEFORE: Final = "truoc"
STEPS: Final = (AFTER, BEFORE)


class Asked(NamedTuple):
    """What a list of members is asked for: the narrowing, the order, and the columns."""

    form: MemberNarrowing
    sort: str
    columns: list[Column]
    attributes: list[str]


class Part(NamedTuple):
    """A part of a list in its order, with the way to what stands before and after it."""

    rows: list[MemberRow]
    total: int
    first_url: str
    before_url: str
    after_url: str


def narrowing(request: ActorRequest, query: QueryDict | None = None) -> MemberNarrowing:
    """Return the narrowing that an address asks for; that of this page where none is given."""
    given = request.GET if query is None else query
    return MemberNarrowing(given, **on_day(request))


def asked_in(request: ActorRequest) -> Asked:
    """Return what the address asks for."""
    columns = member_columns(request.as_of.on, actor=request.actor)
    sort = sort_of(request, columns, default="name")
    shown = request.GET.getlist("cols")
    kinds = [each.removeprefix(ATTRIBUTE) for each in shown if each.startswith(ATTRIBUTE)]
    return Asked(narrowing(request), str(sort), columns, kinds)


def all_rows(request: ActorRequest, asked: Asked, *, limit: int | None = None) -> list[MemberRow]:
    """Return all that is asked for, in its order."""
    return _rows(request, asked, sort=asked.sort, after=None, limit=limit)


def count_of(request: ActorRequest, form: MemberNarrowing) -> int:
    """Return how many are asked for."""
    if form.errors:
        return 0
    org = form.org
    return count_members(org=org.id if org else None, filters=form.filters, **on_day(request))


def part_of(request: ActorRequest, asked: Asked) -> Part:
    """Return the part of the list that the address points to, with the ways on and back."""
    total = count_of(request, asked.form)
    after, before = request.GET.get(AFTER), request.GET.get(BEFORE)
    if before and not after:
        rows = _rows(request, asked, sort=_turned(asked.sort), after=before, limit=PAGE + 1)
        back, on = len(rows) > PAGE, True
        rows = rows[:PAGE][::-1]
    else:
        rows = _rows(request, asked, sort=asked.sort, after=after, limit=PAGE + 1)
        back, on = bool(after), len(rows) > PAGE
        rows = rows[:PAGE]
    return Part(
        rows,
        total,
        query_with(request) if back else "",
        query_with(request, **{BEFORE: rows[0].uid}) if back and rows else "",
        query_with(request, **{AFTER: rows[-1].uid}) if on and rows else "",
    )


def _rows(
    request: ActorRequest, asked: Asked, *, sort: str, after: str | None, limit: int | None
) -> list[MemberRow]:
    if asked.form.errors:
        return []
    org = asked.form.org
    return members_of(
        org=org.id if org else None,
        filters=asked.form.filters,
        sort=sort,
        after=after,
        limit=limit,
        attributes=asked.attributes,
        **on_day(request),
    )


def _turned(sort: str) -> str:
    return sort.removeprefix("-") if sort.startswith("-") else f"-{sort}"


def chips_of(request: ActorRequest, form: MemberNarrowing) -> list[Chip]:
    """Return the filters that are set, each with the way to take it off."""
    return [
        Chip(
            form.fields[name].label or name,
            form.shown(name),
            query_with(request, **_without(name)),
        )
        for name in form.fields
        if form.value(name)
    ]


def _without(name: str) -> dict[str, None]:
    return dict.fromkeys((name, *KEYS) if name == "to_chuc" else (name,))
