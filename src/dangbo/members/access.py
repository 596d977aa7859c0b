"""Open the rows of members: which an actor may see, and which acts read and write."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from dangbo.accounts.access import Actor
from dangbo.base.spans import known_at, valid_on
from dangbo.members.models import (
    Attribute,
    Carry,
    Event,
    Identity,
    Number,
    Person,
    Posting,
    SavedFilter,
    Sheet,
    Standing,
)
from dangbo.orgs.access import within

CHUNK: Final = 5_000
Row = TypeVar("Row", bound=Model)
Key = TypeVar("Key", int, str)


def chunks(keys: Iterable[Key]) -> Iterator[list[Key]]:
    """Cut ids or keys into lists that one statement can take."""
    rest = sorted(set(keys))
    for at in range(0, len(rest), CHUNK):
        yield rest[at : at + CHUNK]


def every(model: type[Row]) -> QuerySet[Row]:
    """Return all rows of a model, for the acts and projections that write them."""
    return model._default_manager.all()


def may_change(actor: Actor) -> None:
    """Refuse acts on members to whoever may not read them all (rights come by post later)."""
    if actor.branches is not None:
        raise PermissionDenied


def seen_through(actor: Actor, person: str = "person") -> Exists | None:
    """Return the condition that a person was ever posted in the actor's branches; None: all."""
    if actor.branches is None:
        return None
    own = Posting.objects.filter(within(actor), person=OuterRef(person), voided_by__isnull=True)
    return Exists(own)


def _seen(actor: Actor, rows: QuerySet[Row], person: str = "person") -> QuerySet[Row]:
    condition = seen_through(actor, person)
    return rows if condition is None else rows.filter(condition)


def readable_persons(actor: Actor) -> QuerySet[Person]:
    """Return the persons of whom the actor may know."""
    return _seen(actor, Person.objects.all(), "pk")


def person_by_uid(actor: Actor, uid: str) -> Person:
    """Return one person by the key, or answer 404."""
    return get_object_or_404(readable_persons(actor), uid=uid)


def readable_identities(actor: Actor, *, known: int | None = None) -> QuerySet[Identity]:
    """Return who persons are, as believed after `known`."""
    return _seen(actor, Identity.objects.filter(known_at(known)))


def readable_postings(actor: Actor, *, known: int | None = None) -> QuerySet[Posting]:
    """Return the postings, of any day, in organisations that the actor may read."""
    return Posting.objects.filter(within(actor), known_at(known))


def postings_on(actor: Actor, *, on: date, known: int | None = None) -> QuerySet[Posting]:
    """Return the postings that hold on a day in organisations that the actor may read."""
    return Posting.objects.filter(within(actor), valid_on(on, known))


def readable_standings(actor: Actor, *, known: int | None = None) -> QuerySet[Standing]:
    """Return the standings, of any day, of persons whom the actor may read."""
    return _seen(actor, Standing.objects.filter(known_at(known)))


def readable_attributes(actor: Actor, *, known: int | None = None) -> QuerySet[Attribute]:
    """Return the dated qualities of persons whom the actor may read."""
    return _seen(actor, Attribute.objects.filter(known_at(known)))


def readable_numbers(actor: Actor, *, known: int | None = None) -> QuerySet[Number]:
    """Return the numbers of persons whom the actor may read."""
    return _seen(actor, Number.objects.filter(known_at(known)))


def readable_events(actor: Actor, *, known: int | None = None) -> QuerySet[Event]:
    """Return the events in force of persons whom the actor may read."""
    return _seen(actor, Event.objects.filter(known_at(known)))


def readable_sheets(actor: Actor, *, known: int | None = None) -> QuerySet[Sheet]:
    """Return the sealed field groups of persons whom the actor may read."""
    return _seen(actor, Sheet.objects.filter(known_at(known)))


def readable_carries(actor: Actor, *, known: int | None = None) -> QuerySet[Carry]:
    """Return what decisions did with the members of organisations that the actor may read."""
    return Carry.objects.filter(within(actor, "source"), known_at(known))


def readable_filters(actor: Actor) -> QuerySet[SavedFilter]:
    """Return the saved filters that an actor may use: his or her own, and those shared."""
    own = Q(owner=actor.user_id) if actor.user_id is not None else Q(pk__in=[])
    return SavedFilter.objects.filter(own | Q(shared=True)).order_by("name", "pk")


def own_filters(actor: Actor) -> QuerySet[SavedFilter]:
    """Return the saved filters that an actor may change: his or her own."""
    return SavedFilter.objects.filter(owner=actor.user_id or 0)
