"""List drafts, and what people were told of them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.db.models import Count, F, OrderBy, QuerySet, TextField
from django.db.models.functions import Cast

from dangbo.accounts.access import Actor
from dangbo.base.vietnamese import fold
from dangbo.desk.access import notices_of, readable_drafts
from dangbo.desk.enums import State
from dangbo.desk.models import Draft
from dangbo.desk.queries.naming import keys_in


class DraftRow(NamedTuple):
    """A draft in a list; `act` is the decision it became."""

    id: int
    title: str
    state: str
    on: date | None
    changes: int
    owner: str
    own: bool
    changed_at: datetime
    changed_by: str
    act: int | None


class NoticeRow(NamedTuple):
    """What a person was told of a draft and has not seen."""

    id: int
    draft: int
    title: str
    at: datetime
    news: str
    facts: Mapping[str, Any]


ORDERS: Final[Mapping[str, OrderBy]] = {
    "title": F("title").asc(),
    "on": F("on").asc(nulls_last=True),
    "changed": F("changed_at").asc(),
}


def drafts(
    *, actor: Actor, state: str = "", text: str = "", sort: str = "-changed"
) -> list[DraftRow]:
    """Return the drafts that the actor works on or reads, those changed last first."""
    rows = readable_drafts(actor).select_related("owner", "changed_by")
    rows = rows.filter(state=state) if state else rows.exclude(state=State.DISCARDED)
    words = fold(text).split()
    found = [_row(actor, row) for row in _sorted(rows, sort)]
    return [row for row in found if all(word in fold(row.title) for word in words)]


def drafts_naming(*, actor: Actor, org: str, limit: int = 20) -> list[DraftRow]:
    """Return the drafts under way that name an organisation, those changed last first."""
    likely = (
        readable_drafts(actor)
        .filter(state__in=[State.OPEN, State.SCHEDULED])
        .annotate(text=Cast("content", TextField()))
        .filter(text__contains=f'"{org}"')
        .select_related("owner", "changed_by")
        .order_by("-changed_at")
    )
    return [_row(actor, row) for row in likely[:limit] if org in keys_in(row.content)]


def states_of_drafts(*, actor: Actor) -> dict[str, int]:
    """Count the actor's drafts by state."""
    rows = readable_drafts(actor).order_by().values_list("state").annotate(Count("pk"))
    return dict(rows)


def unseen_notices(*, actor: Actor) -> list[NoticeRow]:
    """Return what the actor was told and has not seen yet, newest first."""
    rows = notices_of(actor).filter(seen_at__isnull=True)
    return [
        NoticeRow(row.pk, row.draft_id, row.draft.title, row.at, row.news, row.facts)
        for row in rows[:50]
    ]


def unseen_count(*, actor: Actor) -> int:
    """Count what the actor was told and has not seen yet."""
    return notices_of(actor).filter(seen_at__isnull=True).count() if actor.user_id else 0


def _sorted(rows: QuerySet[Draft], sort: str) -> QuerySet[Draft]:
    ordered = rows.order_by(ORDERS.get(sort.removeprefix("-"), ORDERS["changed"]), "pk")
    return ordered.reverse() if sort.startswith("-") else ordered


def _row(actor: Actor, row: Draft) -> DraftRow:
    return DraftRow(
        id=row.pk,
        title=row.title,
        state=row.state,
        on=row.on,
        changes=len(row.content["changes"]),
        owner=str(row.owner),
        own=row.owner_id == actor.user_id,
        changed_at=row.changed_at,
        changed_by=str(row.changed_by),
        act=row.act_id,
    )
