"""List drafts."""

from datetime import date, datetime
from typing import NamedTuple

from dangbo.accounts.access import Actor
from dangbo.desk.access import readable_drafts


class DraftRow(NamedTuple):
    """A draft in a list."""

    id: int
    title: str
    state: str
    on: date | None
    changes: int
    owner: str
    changed_at: datetime
    changed_by: str


def drafts(*, actor: Actor) -> list[DraftRow]:
    """Return the drafts that the actor works on, those changed last first."""
    rows = readable_drafts(actor).select_related("owner", "changed_by").order_by("-changed_at")
    return [
        DraftRow(
            row.pk,
            row.title,
            row.state,
            row.on,
            len(row.content["changes"]),
            str(row.owner),
            row.changed_at,
            str(row.changed_by),
        )
        for row in rows
    ]
