"""Write the journal: one row an act, in the transaction of what it changes."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.audit.access import add_act, hold_journal, last_act
from dangbo.audit.models import Act

LARGE = 32_768


def record(
    *,
    actor: Actor,
    code: str,
    on: date | None = None,
    paper: str = "",
    reason: str = "",
    params: Mapping[str, Any] | None = None,
    recorded: date | None = None,
    corrects: int | None = None,
    invented: bool = False,
    moment: datetime | None = None,
) -> Act:
    """Add an act to the journal; `recorded` never goes back behind the act before."""
    with transaction.atomic():
        hold_journal()
        before = last_act()
        at = moment or timezone.now()
        day = recorded or timezone.localdate(at)
        body = dict(params or {})
        text = json.dumps(body, ensure_ascii=False, sort_keys=True)
        large = len(text) > LARGE
        act = Act(
            seq=before.seq + 1 if before else 1,
            at=at,
            recorded=max(day, before.recorded) if before else day,
            actor=actor.name,
            actor_user_id=actor.user_id,
            code=code,
            on=on,
            paper=paper,
            reason=reason,
            params={} if large else body,
            payload=hashlib.sha256(text.encode()).hexdigest() if large else "",
            corrects_id=corrects,
            invented=invented,
        )
        return add_act(act, payload=body)
