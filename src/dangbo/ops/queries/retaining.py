"""List what stands beside the dated facts and is past its time."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final, NamedTuple

from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from dangbo.audit.models import Access
from dangbo.desk.enums import State
from dangbo.desk.models import Draft, Notice
from dangbo.intake.enums import Stage
from dangbo.intake.models import Intake
from dangbo.ops.access import every
from dangbo.rules.retention import Kept, kept_on, last_day_past

LEFT: Final = (Stage.OPENED, Stage.CHECKING, Stage.CHECKED)
TAKEN: Final = (Stage.TAKEN, Stage.UNDONE)
SHOWN: Final = 10


class Past(NamedTuple):
    """What of one sort is past its time: how much, since which day, and the first of it."""

    kept: Kept
    found: int
    until: date
    first: tuple[str, ...]


Rows = Callable[[datetime], QuerySet[Any]]
ROWS: Final[Mapping[str, Rows]] = {
    "draft_discarded": lambda end: every(Draft).filter(state=State.DISCARDED, changed_at__lt=end),
    "draft_left": lambda end: every(Draft).filter(state=State.OPEN, changed_at__lt=end),
    "notice_seen": lambda end: every(Notice).filter(seen_at__lt=end),
    "list_left": lambda end: every(Intake).filter(stage__in=LEFT, changed_at__lt=end),
    "list_given_up": lambda end: every(Intake).filter(stage=Stage.DROPPED, changed_at__lt=end),
    "list_taken": lambda end: (
        every(Intake).filter(stage__in=TAKEN, changed_at__lt=end).exclude(key="")
    ),
    "session_ended": lambda end: every(Session).filter(expire_date__lt=end),
    "access_logged": lambda end: every(Access).filter(at__lt=end),
}


def past_rows(kept: Kept, today: date) -> QuerySet[Any]:
    """Return the rows of one sort that are past their time."""
    after = last_day_past(kept, today=today) + timedelta(days=1)
    end = timezone.make_aware(datetime.combine(after, time.min))
    return ROWS[kept.code](end).order_by("pk")


def past(today: date) -> Iterator[Past]:
    """Yield each sort of things with what of it is past its time."""
    for kept in kept_on(today):
        rows = past_rows(kept, today)
        first = tuple(str(row) for row in rows[:SHOWN]) if kept.code != "session_ended" else ()
        yield Past(kept, rows.count(), last_day_past(kept, today=today), first)
