"""Write the log of accesses: one row each, in a short transaction of its own."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from django.db import transaction
from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.audit.access import add_access, hold_accesses, last_access
from dangbo.audit.enums import AccessCode
from dangbo.audit.models import ACCESS_SEALED, Access
from dangbo.audit.queries.hiding import told_as
from dangbo.audit.queries.places import place_of
from dangbo.base.chains import chain_keys, link

LONGEST = 200

_sealed = attrgetter(*ACCESS_SEALED)


def record_access(
    *,
    actor: Actor,
    code: str,
    subject: str = "",
    kind: str = "",
    place: str = "",
    facts: Mapping[str, Any] | None = None,
) -> Access:
    """Add a row to the log: who signed in, was refused, read, listed, exported or printed what.

    `kind` and `subject` name what was read ("member" and its key), `place` the key of its
    organisation (found where it is not given), `facts` the filter, the count, the purpose; never
    what was read itself. Whoever also records an act does that first: the journal is always held
    before the log.
    """
    kind, subject = told_as(actor=actor, kind=kind, subject=subject, facts=facts)
    place = place or place_of(kind=kind, subject=subject, facts=facts or {})
    with transaction.atomic():
        hold_accesses()
        before = last_access()
        at = timezone.now()
        row = Access(
            seq=before.seq + 1,
            at=at,
            day=timezone.localdate(at),
            actor=actor.name,
            actor_user_id=actor.user_id,
            role=actor.role,
            behalf=actor.behalf,
            origin=actor.origin,
            code=AccessCode(code).value,
            kind=kind,
            subject=subject[:LONGEST],
            place=place[:LONGEST],
            facts=dict(facts or {}),
        )
        row.hash = link(chain_keys("audit_access")[0], before.hash, _sealed(row))
        return add_access(row)
