"""Write the journal: one row an act, in the transaction of what it changes."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.audit.access import add_act, hold_journal, last_link
from dangbo.audit.models import ACT_SEALED, Act
from dangbo.base.chains import chain_keys, link

LARGE = 32_768

_sealed = attrgetter(*ACT_SEALED)


class Told(NamedTuple):
    """Parameters as the journal keeps them: JSON, the keys of each object in order."""

    text: str


def record(
    *,
    actor: Actor,
    code: str,
    on: date | None = None,
    paper: str = "",
    reason: str = "",
    params: Mapping[str, Any] | Told | None = None,
    recorded: date | None = None,
    corrects: int | None = None,
    invented: bool = False,
    moment: datetime | None = None,
) -> Act:
    """Add an act to the journal; `recorded` never goes back behind the act before.

    The keys of `params` are texts, all the way down.
    """
    with transaction.atomic():
        hold_journal()
        before = last_link()
        at = moment or timezone.now()
        day = recorded or timezone.localdate(at)
        text = _text_of(params)
        large = len(text) > LARGE
        act = Act(
            seq=before.seq + 1,
            at=at,
            recorded=max(day, before.recorded or day),
            actor=actor.name,
            actor_user_id=actor.user_id,
            role=actor.role,
            behalf=actor.behalf,
            origin=actor.origin,
            code=code,
            on=on,
            paper=paper,
            reason=reason,
            # As it will be read again: what the seal covers is what the database gives back.
            params={} if large else json.loads(text),
            payload=hashlib.sha256(text.encode()).hexdigest() if large else "",
            corrects_id=corrects,
            invented=invented,
        )
        act.hash = link(chain_keys("audit_act")[0], before.hash, _sealed(act))
        return add_act(act, payload=text)


def _text_of(params: Mapping[str, Any] | Told | None) -> str:
    if isinstance(params, Told):
        return params.text
    return json.dumps(dict(params or {}), ensure_ascii=False, sort_keys=True)
