"""Open confidential records to their named readers, and to nobody else whatever their rights."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from dangbo.accounts.access import OPERATOR, Actor, ask, readable_accounts
from dangbo.accounts.models import User
from dangbo.audit.models import Access, Act
from dangbo.rules.rights import CONFIDENTIAL_OPEN
from dangbo.sealed.models import Attachment, Entry, Reader, Record

CODE = "sealed.noted"
KIND = "sealed"
Row = TypeVar("Row", bound=Model)


def ask_to_open(actor: Actor) -> int:
    """Ask for the right to open a record, here and nowhere else; return the account of the actor.

    Whoever has none could not read it afterwards.
    """
    ask(actor, CONFIDENTIAL_OPEN)
    if actor.user_id is None:
        raise PermissionDenied
    return actor.user_id


def may_open_records(actor: Actor) -> bool:
    """Say whether the actor may open records at all."""
    return actor.user_id is not None and actor.may(CONFIDENTIAL_OPEN)


def every(model: type[Row]) -> QuerySet[Row]:
    """Return all rows of a model, for the proof and for what keeps the register."""
    return model._default_manager.all()


def readable_records(actor: Actor) -> QuerySet[Record]:
    """Return the records of which the actor is a reader now.

    Branches, roles and the rights of administrators say nothing here; the operator of the console
    has no account, so there is none.
    """
    if actor.user_id is None:
        return Record.objects.none()
    reads = Reader.objects.filter(record=OuterRef("pk"), user=actor.user_id, closed_by__isnull=True)
    return Record.objects.filter(Exists(reads)).exclude(key="")


def record_by_uid(actor: Actor, uid: str) -> Record:
    """Return one record, or answer 404 just as where there never was one."""
    return get_object_or_404(readable_records(actor), uid=uid)


def lock_record(actor: Actor, uid: str) -> Record:
    """Return one record for an act, held until the transaction ends, or answer 404."""
    return get_object_or_404(readable_records(actor).select_for_update(), uid=uid)


def entries_of(record: Record) -> QuerySet[Entry]:
    """Return what was said in a record, in the order of the acts."""
    return Entry.objects.filter(record=record).select_related("act").order_by("act")


def entries_read_by(actor: Actor) -> QuerySet[Entry]:
    """Return what was said in all records that the actor reads, record by record."""
    rows = Entry.objects.filter(record__in=readable_records(actor))
    return rows.select_related("record", "act").order_by("record", "act")


def first_entries(actor: Actor) -> QuerySet[Entry]:
    """Return what opened each record that the actor reads."""
    earlier = Entry.objects.filter(record=OuterRef("record"), act__lt=OuterRef("act"))
    rows = Entry.objects.filter(~Exists(earlier), record__in=readable_records(actor))
    return rows.select_related("record", "act").order_by("act")


def readers_of(record: Record) -> QuerySet[Reader]:
    """Return who reads or read a record, in the order in which they came in."""
    rows = Reader.objects.filter(record=record).select_related("user", "opened_by", "closed_by")
    return rows.order_by("opened_by", "pk")


def attachment_of(record: Record, digest: str) -> Attachment:
    """Return a file of a record that is still kept, or answer 404."""
    rows = Attachment.objects.filter(entry__record=record, digest=digest, gone_by__isnull=True)
    return get_object_or_404(rows.select_related("entry__act").order_by("pk")[:1])


def attachments_of(record: Record) -> QuerySet[Attachment]:
    """Return the files of a record that are still kept."""
    return Attachment.objects.filter(entry__record=record, gone_by__isnull=True)


def accounts_in_use() -> QuerySet[User]:
    """Return the accounts that can sign in, whoever asks: any of them may be named as reader."""
    return readable_accounts(OPERATOR).filter(is_active=True)


def viewings_of(record: Record) -> QuerySet[Access]:
    """Return who looked at a record, the last first."""
    return Access.objects.filter(kind=KIND, subject=record.uid).order_by("-seq")


def acts_on_records() -> QuerySet[Act]:
    """Return every act on confidential records, in their order, for the proof."""
    return Act.objects.filter(code=CODE).order_by("seq")


def shown_acts(actor: Actor) -> QuerySet[Entry]:
    """Return the numbers of the acts on records that the actor reads."""
    rows = Entry.objects.filter(record__in=readable_records(actor))
    return rows.values("act_id")  # type: ignore[return-value]  # rows of one column


def shown_subjects(actor: Actor) -> QuerySet[Record]:
    """Return the keys of the records that the actor reads."""
    return readable_records(actor).values("uid")  # type: ignore[return-value]  # as above


def owner_of(*, actor: Actor, kind: str, subject: str, facts: Mapping[str, Any]) -> str | None:
    """Return the record that an access to the logs tells of, None where it tells of none."""
    if kind == "act":
        acts = Q(entries__act=int(subject)) | Q(forgotten_by=int(subject))
        return Record.objects.filter(acts).values_list("uid", flat=True).first()
    if kind == "access":
        rows = Access.objects.filter(pk=int(subject), kind=KIND)
        return rows.values_list("subject", flat=True).first()
    if kind == "log" and (asked := list(facts.get("filter", {}).values())):
        rows_asked = readable_records(actor).filter(uid__in=asked)
        return rows_asked.values_list("uid", flat=True).first()
    return None
