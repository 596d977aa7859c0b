"""Change who reads a record: by an act with a reason, and never down to nobody."""

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal
from dangbo.base.vietnamese import nfc
from dangbo.rules.sealed_records import may_add_reader, may_remove_reader
from dangbo.rules.verdicts import Verdict
from dangbo.sealed.access import accounts_in_use, lock_record, readers_of, record_by_uid
from dangbo.sealed.commands.writing import write
from dangbo.sealed.models import Reader, Record


def foresee_reader(*, actor: Actor, uid: str, account: int, reason: str) -> Verdict:
    """Say whether an account may be made a reader, and write nothing."""
    return _verdict_on_adding(record_by_uid(actor, uid), account, reason)


def foresee_removal(*, actor: Actor, uid: str, account: int, reason: str) -> Verdict:
    """Say whether a reader may be taken off, and write nothing."""
    return _verdict_on_removing(record_by_uid(actor, uid), account, reason)


@transaction.atomic
def add_reader(*, actor: Actor, uid: str, account: int, reason: str) -> None:
    """Let an account read the whole record from now on, or raise RuleError."""
    hold_journal()
    record = lock_record(actor, uid)
    _verdict_on_adding(record, account, reason).require()
    said = {"account": account, "name": _name(account), "reason": nfc(reason.strip())}
    entry = write(actor=actor, record=record, way="reader_added", said=said)
    Reader(record=record, user_id=account, opened_by=entry.act).save(force_insert=True)


@transaction.atomic
def remove_reader(*, actor: Actor, uid: str, account: int, reason: str) -> None:
    """Let a reader see nothing of the record any more, or raise RuleError."""
    hold_journal()
    record = lock_record(actor, uid)
    _verdict_on_removing(record, account, reason).require()
    row = readers_of(record).get(user=account, closed_by__isnull=True)
    said = {"account": account, "name": row.user.username, "reason": nfc(reason.strip())}
    entry = write(actor=actor, record=record, way="reader_removed", said=said)
    row.closed_by = entry.act
    row.save(update_fields=["closed_by"])


def _verdict_on_adding(record: Record, account: int, reason: str) -> Verdict:
    usable = accounts_in_use().filter(pk=account).exists()
    readers = _reading(record)
    return may_add_reader(readers=readers, account=account, usable=usable, reason=reason)


def _verdict_on_removing(record: Record, account: int, reason: str) -> Verdict:
    readers = _reading(record)
    usable = set(accounts_in_use().filter(pk__in=readers).values_list("pk", flat=True))
    return may_remove_reader(readers=readers, usable=usable, account=account, reason=reason)


def _reading(record: Record) -> set[int]:
    rows = readers_of(record).filter(closed_by__isnull=True)
    return set(rows.values_list("user", flat=True))


def _name(account: int) -> str:
    return accounts_in_use().get(pk=account).username
