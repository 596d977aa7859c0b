"""Open the rows of record quality: which an actor may see, and which acts read and write."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from dangbo.accounts.access import Actor
from dangbo.audit.access import acts_by_seq
from dangbo.base.spans import known_at
from dangbo.members.access import chunks, may_change, readable_identities, readable_persons
from dangbo.members.models import Identity, Merge, Number, Person
from dangbo.quality.models import NotSame
from dangbo.rules.rights import MEMBER_READ

__all__ = ["chunks", "may_change", "readable_identities", "readable_persons"]


def every_not_same() -> QuerySet[NotSame]:
    """Return all rows, for the acts and the proof that write and read them."""
    return NotSame.objects.all()


def readable_not_same(actor: Actor, *, known: int | None = None) -> QuerySet[NotSame]:
    """Return the pairs said not to be one, of persons of whom the actor may know both."""
    rows = NotSame.objects.filter(known_at(known))
    if actor.over(MEMBER_READ) is None:
        return rows
    seen = readable_persons(actor)
    return rows.filter(
        Exists(seen.filter(pk=OuterRef("one"))), Exists(seen.filter(pk=OuterRef("other")))
    )


def numbers_shared(*, known: int | None = None) -> Iterator[tuple[int, str]]:
    """Yield persons with the look-up of a number that another has or had, with its kind."""
    rows = Number.objects.filter(known_at(known))
    twice = rows.values("kind", "lookup").annotate(n=Count("person", distinct=True)).filter(n__gt=1)
    for kind, lookup in twice.order_by().values_list("kind", "lookup"):
        own = rows.filter(kind=kind, lookup=lookup)
        for person in own.values_list("person", flat=True).distinct():
            yield person, f"{kind} {lookup}"


def numbers_of(persons: Iterable[int], *, known: int | None = None) -> Iterator[tuple[Any, ...]]:
    """Yield persons with each number that they have or had: its kind and look-up."""
    for ids in chunks(persons):
        rows = Number.objects.filter(known_at(known), person__in=ids)
        yield from rows.values_list("person", "kind", "lookup")


def bearers(numbers: Iterable[tuple[str, str]], *, known: int | None = None) -> set[int]:
    """Return who has or had any of some numbers."""
    wanted = Q(pk__in=[])
    for kind, lookup in numbers:
        wanted |= Q(kind=kind, lookup=lookup)
    rows = Number.objects.filter(known_at(known)).filter(wanted)
    return set(rows.values_list("person", flat=True))


def persons_by_uid(uids: Iterable[str]) -> dict[str, int]:
    """Return the ids of those keys of persons that are taken."""
    return dict(Person.objects.filter(uid__in=list(uids)).values_list("uid", "pk"))


def last_named() -> tuple[int, datetime | None]:
    """Return the last act that said who somebody is or gave a number, and its moment."""
    ends = Max("opened_by"), Max("voided_by")
    found = [*Identity.objects.aggregate(*ends).values(), *Number.objects.aggregate(*ends).values()]
    last = max((each for each in found if each), default=0)
    return last, acts_by_seq([last])[last].at if last else None


def last_person() -> int:
    """Return about how many persons the register has."""
    return Identity.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def readable_merges(actor: Actor) -> QuerySet[Merge]:
    """Return the merges of persons of whom the actor may know, those undone since as well."""
    rows = Merge.objects.order_by("-opened_by")
    if actor.over(MEMBER_READ) is None:
        return rows
    return rows.filter(Exists(readable_persons(actor).filter(pk=OuterRef("kept"))))


def names_before(acts: Iterable[int]) -> dict[tuple[int, int], str]:
    """Return the names that acts took away, by act and person."""
    rows = Identity.objects.filter(voided_by__in=list(acts))
    return {
        (act, person): name for act, person, name in rows.values_list("voided_by", "person", "name")
    }
