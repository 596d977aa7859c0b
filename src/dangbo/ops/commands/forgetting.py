"""Remove the bookkeeping that is past its time; dated facts and logs are never touched."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from dangbo.accounts.access import OPERATOR
from dangbo.intake.commands.opening import drop_intake
from dangbo.ops.commands.noting import note
from dangbo.ops.queries.retaining import past_rows
from dangbo.rules.retention import kept_on


def _delete(rows: QuerySet[Any]) -> int:
    count = rows.count()
    rows.delete()
    return count


def _give_up(rows: QuerySet[Any]) -> int:
    """Give lists up that nobody goes on with: their rows are forgotten, that they were stays."""
    keys = list(rows.values_list("pk", flat=True))
    for key in keys:
        drop_intake(actor=OPERATOR, intake=key)
    return len(keys)


REMOVING: Final[Mapping[str, Callable[[QuerySet[Any]], int]]] = {
    "draft_discarded": _delete,
    "notice_seen": _delete,
    "list_left": _give_up,
    "list_given_up": _delete,
    "session_ended": _delete,
}


def remove_past(*, today: date) -> dict[str, int]:
    """Remove what may be removed, each sort by itself; return how much of each there was."""
    removed: dict[str, int] = {}
    for kept in kept_on(today):
        if kept.remove:
            with transaction.atomic():
                removed[kept.code] = REMOVING[kept.code](past_rows(kept, today))
    note("retention", passed=True, facts={"removed": removed})
    return removed
