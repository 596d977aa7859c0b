"""Open the rows of the journal, of the log of accesses and of the closings to the system."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.db.models import Exists, Max, Model, OuterRef, QuerySet

from dangbo.accounts.access import Actor
from dangbo.audit.models import Access, Act, Closing, Payload
from dangbo.base.bulk import insert_rows
from dangbo.rules.rights import AUDIT_READ

LOCK = 0x0DA2_B0
ACCESS_LOCK = 0x0DA2_B1
CLOSING_LOCK = 0x0DA2_B2


class Link(NamedTuple):
    """The end of a chain: its last number and seal, and the day of an act; 0 and "" for none."""

    seq: int = 0
    hash: str = ""
    recorded: date | None = None


def hold_journal() -> None:
    """Make this transaction the only one that may add acts, until it ends.

    SQLite has one writer at a time already (transactions begin IMMEDIATE).
    """
    _hold(LOCK)


def hold_accesses() -> None:
    """Make this transaction the only one that may add to the log of accesses, until it ends."""
    _hold(ACCESS_LOCK)


def hold_closings() -> None:
    """Make this transaction the only one that may close a day, until it ends."""
    _hold(CLOSING_LOCK)


def _hold(lock: int) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])


def last_act() -> Act | None:
    """Return the newest act of the journal."""
    return Act.objects.order_by("-seq").first()


def last_link() -> Link:
    """Return the end of the chain of acts."""
    found = Act.objects.order_by("-seq").values_list("seq", "hash", "recorded").first()
    return Link(*found) if found else Link()


def last_access() -> Link:
    """Return the end of the chain of accesses."""
    found = Access.objects.order_by("-seq").values_list("seq", "hash").first()
    return Link(*found) if found else Link()


def last_closing() -> Closing | None:
    """Return the newest closing."""
    return Closing.objects.order_by("-seq").first()


def act_known_on(known: date | None) -> int | None:
    """Return the last act recorded by the end of the day `known`, 0 before the first of all."""
    if known is None:
        return None
    return Act.objects.filter(recorded__lte=known).aggregate(last=Max("seq"))["last"] or 0


def add_act(act: Act, *, payload: str = "") -> Act:
    """Write `act` as the next one; `payload`, as JSON, is kept beside it under `act.payload`."""
    if act.payload and not Payload.objects.filter(digest=act.payload).exists():
        insert_rows(Payload, ("digest", "body"), [(act.payload, payload)])
    act.save(force_insert=True)
    return act


def add_access(row: Access) -> Access:
    """Write `row` as the next one of the log."""
    row.save(force_insert=True)
    return row


def add_closing(row: Closing) -> Closing:
    """Write `row` as the next closing."""
    row.save(force_insert=True)
    return row


def readable_acts(actor: Actor) -> QuerySet[Act]:
    """Return the acts that `actor` may read as a log."""
    return Act.objects.all() if actor.may(AUDIT_READ) else Act.objects.none()


def acts_on_record() -> QuerySet[Act]:
    """Return the acts, for questions that keep to those on records the asker may read."""
    return Act.objects.all()


def readable_accesses(actor: Actor) -> QuerySet[Access]:
    """Return the accesses that `actor` may read."""
    return Access.objects.all() if actor.may(AUDIT_READ) else Access.objects.none()


def readable_closings(actor: Actor) -> QuerySet[Closing]:
    """Return the closings that `actor` may read."""
    return Closing.objects.all() if actor.may(AUDIT_READ) else Closing.objects.none()


def acts_by_seq(seqs: Iterable[int]) -> dict[int, Act]:
    """Return acts by their number, for the projections that rest on them."""
    return Act.objects.in_bulk(list(seqs))


def payload_of(digest: str) -> object:
    """Return the large parameter kept under `digest`."""
    return Payload.objects.get(pk=digest).body


def payload_held(digest: str) -> object:
    """Return the large parameter kept under `digest`, None where there is none."""
    found = Payload.objects.filter(pk=digest).first()
    return found.body if found else None


def payload_uncited() -> str | None:
    """Return a large parameter that no act cites, None where there is none."""
    citing = Act.objects.filter(payload=OuterRef("digest"))
    found = Payload.objects.filter(~Exists(citing)).order_by("digest").first()
    return found.digest if found else None


def chain_rows(model: type[Model], fields: Sequence[str]) -> Iterable[tuple[object, ...]]:
    """Return every row of a chain in its order, a few at a time."""
    rows = model._default_manager.order_by("seq").values_list(*fields, "hash")
    return rows.iterator(chunk_size=2_000)
