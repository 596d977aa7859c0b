"""Close a record with its outcome, take it up again, and forget it once its time is over."""

from datetime import date
from functools import partial

from django.db import transaction
from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal
from dangbo.base.vietnamese import nfc
from dangbo.rules.sealed_records import may_close, may_forget, may_reopen
from dangbo.rules.verdicts import Verdict
from dangbo.sealed.access import attachments_of, lock_record, readers_of
from dangbo.sealed.commands.writing import note, write
from dangbo.sealed.files.contents import CONTENTS
from dangbo.sealed.queries.deeds import Standing, deeds_of, standing_after
from dangbo.sealed.queries.records import standing


def foresee_forgetting(*, actor: Actor, uid: str, reason: str) -> Verdict:
    """Say whether the key of a record may be destroyed, and write nothing."""
    return _verdict_on_forgetting(standing(actor=actor, uid=uid), reason)


@transaction.atomic
def close_record(*, actor: Actor, uid: str, on: date, outcome: str) -> None:
    """Close a record with its outcome, or raise RuleError."""
    hold_journal()
    record = lock_record(actor, uid)
    found = standing_after(deeds_of(record))
    may_close(
        closed=found.closed_on is not None,
        outcome=outcome,
        on=on,
        opened_on=found.opened_on,
        today=timezone.localdate(),
    ).require()
    said = {"on": on.isoformat(), "outcome": nfc(outcome.strip())}
    write(actor=actor, record=record, way="closed", said=said)


@transaction.atomic
def reopen_record(*, actor: Actor, uid: str, reason: str) -> None:
    """Take up a closed record again, or raise RuleError."""
    hold_journal()
    record = lock_record(actor, uid)
    closed = standing_after(deeds_of(record)).closed_on is not None
    may_reopen(closed=closed, reason=reason).require()
    write(actor=actor, record=record, way="reopened", said={"reason": nfc(reason.strip())})


@transaction.atomic
def forget_record(*, actor: Actor, uid: str, reason: str) -> None:
    """Destroy the key of a record whose time is over; the journal stays whole, and unreadable."""
    hold_journal()
    record = lock_record(actor, uid)
    _verdict_on_forgetting(standing_after(deeds_of(record)), reason).require()
    write(actor=actor, record=record, way="forgotten", said={"reason": nfc(reason.strip())})
    act = note(actor=actor, record=record, forgotten=True)
    readers_of(record).filter(closed_by__isnull=True).update(closed_by=act)
    for attachment in attachments_of(record):
        attachment.gone_by = act
        attachment.save(update_fields=["gone_by"])
        transaction.on_commit(partial(CONTENTS.remove, attachment.digest))
    record.key, record.forgotten_by = "", act
    record.save(update_fields=["key", "forgotten_by"])


def _verdict_on_forgetting(found: Standing, reason: str) -> Verdict:
    return may_forget(
        kind=found.kind, closed_on=found.closed_on, reason=reason, today=timezone.localdate()
    )
