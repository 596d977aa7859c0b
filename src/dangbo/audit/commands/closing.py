"""Close a day: keep how far both logs went, in the database and in a file outside it."""

from datetime import date, timedelta
from functools import partial
from operator import attrgetter

from django.db import transaction
from django.utils import timezone

from dangbo.audit.access import (
    add_closing,
    hold_closings,
    last_access,
    last_closing,
    last_link,
)
from dangbo.audit.files.closings import keep_closing, stated
from dangbo.audit.models import CLOSING_SEALED, Closing
from dangbo.base.chains import chain_keys, link

_sealed = attrgetter(*CLOSING_SEALED)


def close_day(*, day: date | None = None) -> Closing:
    """Close both logs as they stand now, in the name of `day` (today if not given)."""
    with transaction.atomic():
        hold_closings()
        before = last_closing()
        at = timezone.now()
        act, access = last_link(), last_access()
        row = Closing(
            seq=before.seq + 1 if before else 1,
            day=day or timezone.localdate(at),
            at=at,
            acts=act.seq,
            act_hash=act.hash,
            accesses=access.seq,
            access_hash=access.hash,
        )
        seal = before.hash if before else ""
        row.hash = link(chain_keys("audit_closing")[0], seal, _sealed(row))
        add_closing(row)
        transaction.on_commit(partial(keep_closing, stated(row)))
    return row


def close_yesterday(today: date) -> None:
    """Close the day before `today` if nobody has; safe to repeat, and for several at once."""
    day = today - timedelta(days=1)
    with transaction.atomic():
        hold_closings()
        before = last_closing()
        if before is None or before.day < day:
            close_day(day=day)
