"""Find the drafts that name organisations, and those that wait for a day."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

from dangbo.accounts.access import Actor
from dangbo.desk.access import all_drafts, notices_about, readable_drafts, writable_drafts
from dangbo.desk.enums import News, State
from dangbo.desk.models import Draft
from dangbo.desk.queries.naming import keys_in


class DraftBrief(NamedTuple):
    """A draft as others may know of it; `readable` says whether the one who asks may open it."""

    id: int
    title: str
    state: str
    on: date | None
    owner: str
    signed_by: str
    signed_at: datetime | None
    readable: bool


def drafts_naming(
    *, actor: Actor, uids: Collection[str], besides: Collection[int]
) -> list[DraftBrief]:
    """Return the open and the waiting drafts that name any of the organisations."""
    wanted = set(uids)
    rows = all_drafts().filter(state__in=[State.OPEN, State.SCHEDULED]).exclude(pk__in=besides)
    found = [row for row in _with_people(rows) if wanted & keys_in(row.content)]
    return _briefs(actor, found)


def drafts_waiting(*, actor: Actor, by: date) -> list[DraftBrief]:
    """Return the signed drafts that are to take effect by a day."""
    rows = all_drafts().filter(state=State.SCHEDULED, on__lte=by).order_by("on", "signed_at", "pk")
    return _briefs(actor, list(_with_people(rows)))


def _with_people(rows: Any) -> Any:
    return rows.select_related("owner", "signed_by")


def _briefs(actor: Actor, rows: list[Draft]) -> list[DraftBrief]:
    open_to = set(
        readable_drafts(actor).filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True)
    )
    return [
        DraftBrief(
            row.pk,
            row.title,
            row.state,
            row.on,
            str(row.owner),
            str(row.signed_by or ""),
            row.signed_at,
            row.pk in open_to,
        )
        for row in rows
    ]


def why_failed(*, draft: Draft) -> list[dict[str, Any]]:
    """Return the findings for which a draft did not take effect, as they were kept."""
    told = notices_about(draft).filter(news=News.FAILED).first()
    return list(told.facts["findings"]) if told else []


def may_take_back(*, actor: Actor, draft: Draft) -> bool:
    """Say whether the actor may go on with a draft that waits for its day or failed on it."""
    waiting = draft.state in {State.SCHEDULED, State.FAILED}
    return waiting and writable_drafts(actor).filter(pk=draft.pk).exists()
