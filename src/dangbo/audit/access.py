"""Open the journal's rows to the rest of the system."""

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models import Max, QuerySet

from dangbo.accounts.access import Actor
from dangbo.audit.models import Act, Payload

LOCK = 0x0DA2_B0


def hold_journal() -> None:
    """Make this transaction the only one that may add acts, until it ends.

    SQLite has one writer at a time already (transactions begin IMMEDIATE).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def last_act() -> Act | None:
    """Return the newest act of the journal."""
    return Act.objects.order_by("-seq").first()


def act_known_on(known: date | None) -> int | None:
    """Return the last act recorded by the end of the day `known`, 0 before the first of all."""
    if known is None:
        return None
    return Act.objects.filter(recorded__lte=known).aggregate(last=Max("seq"))["last"] or 0


def add_act(act: Act, *, payload: object = None) -> Act:
    """Write `act` as the next one; `payload` is kept beside it under `act.payload`."""
    if act.payload:
        Payload.objects.get_or_create(digest=act.payload, defaults={"body": payload})
    act.save(force_insert=True)
    return act


def readable_acts(actor: Actor) -> QuerySet[Act]:
    """Return the acts that `actor` may read."""
    return Act.objects.all() if actor.branches is None else Act.objects.none()


def acts_by_seq(seqs: Iterable[int]) -> dict[int, Act]:
    """Return acts by their number, for the projections that rest on them."""
    return Act.objects.in_bulk(list(seqs))


def payload_of(digest: str) -> object:
    """Return the large parameter kept under `digest`."""
    return Payload.objects.get(pk=digest).body
