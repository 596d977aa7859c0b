"""Open the rows of posts: which an actor may see, and which acts read and write."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from dangbo.accounts.access import Actor, ask
from dangbo.base.spans import known_at, valid_on
from dangbo.members.access import (
    ask_for_persons,
    believed_or_seen,
    chunks,
    in_sight,
    own_record,
    readable_persons,
    seen_through,
)
from dangbo.members.models import Attribute, Identity, Person, Posting, Standing
from dangbo.orgs.access import ask_over, paths_on, standing_within, within
from dangbo.orgs.models import OrgPath
from dangbo.posts.models import Declaration, Entry, Plan, Post, Term
from dangbo.rules.paths import AFTER_ALL
from dangbo.rules.post_entries import Given
from dangbo.rules.rights import PLAN_READ, POST_CHANGE, POST_READ

__all__ = ["chunks", "every"]
Row = TypeVar("Row", bound=Model)


def every(model: type[Row]) -> QuerySet[Row]:
    """Return all rows of a model, for the acts and projections that write them."""
    return model._default_manager.all()


def _readable(actor: Actor) -> Q:
    """Return the condition of posts in the actor's branches, or outside of persons from there."""
    if actor.over(POST_READ) is None:
        return Q()
    outside = Q(org__isnull=True)
    seen = seen_through(actor, act=POST_READ)
    there = Q(within(actor, act=POST_READ))
    return there | (outside if seen is None else outside & seen) | own_record(actor, POST_READ)


def ask_for_entries(actor: Actor, entries: Iterable[Entry] | Iterable[Given]) -> None:
    """Refuse acts on posts of organisations, or of persons with a post outside, not one's own."""
    ask(actor, POST_CHANGE)
    if actor.over(POST_CHANGE) is None:
        return
    orgs: set[int] = set()
    persons: set[int] = set()
    uids: set[str] = set()
    for each in entries:
        org = each.org_id if isinstance(each, Entry) else each.get("org")
        if org is not None:
            orgs.add(org)
        elif isinstance(each, Entry):
            persons.add(each.person_id or 0)
        else:
            uids.add(str(each.get("person", "")))
    ask_over(actor, POST_CHANGE, orgs)
    ask_for_persons(actor, persons | set(persons_by_uid(uids).values()), act=POST_CHANGE)


def _told(actor: Actor, known: int | None) -> Q:
    """Return the condition of persons of whom a day of knowledge may tell.

    Somebody who was never posted anywhere is nobody's, and may be told of.
    """
    seen = believed_or_seen(actor, known, act=POST_READ)
    return seen | Q(~Exists(Posting.objects.filter(person=OuterRef("person")))) if seen else seen


def readable_posts(actor: Actor, *, known: int | None) -> QuerySet[Post]:
    """Return the posts, of any day, that the actor may read, as believed after `known`."""
    return Post.objects.filter(_readable(actor), known_at(known), _told(actor, known))


def posts_on(actor: Actor, *, on: date, known: int | None) -> QuerySet[Post]:
    """Return the posts that are held on a day."""
    return Post.objects.filter(_readable(actor), valid_on(on, known), _told(actor, known))


def readable_terms(actor: Actor, *, known: int | None) -> QuerySet[Term]:
    """Return the seats that papers gave bodies of organisations the actor may read."""
    return Term.objects.filter(within(actor, act=POST_READ), known_at(known))


def plans_on(actor: Actor, *, on: date, known: int | None) -> QuerySet[Plan]:
    """Return who stands in the planning lists on a day."""
    told = believed_or_seen(actor, known, act=PLAN_READ)
    return Plan.objects.filter(within(actor, act=PLAN_READ), valid_on(on, known), told)


def declarations_on(actor: Actor, *, on: date, known: int | None) -> QuerySet[Declaration]:
    """Return how far declarations have come on a day, of persons whom the actor may read."""
    rows = Declaration.objects.filter(valid_on(on, known))
    seen = in_sight(actor, act=PLAN_READ)
    return rows if seen is None else rows.filter(seen)


def readable_entries(actor: Actor, *, known: int | None) -> QuerySet[Entry]:
    """Return the entries in force, as far as the actor may read their organisation."""
    return Entry.objects.filter(_readable(actor), known_at(known), _told(actor, known))


def persons_by_uid(uids: Iterable[str]) -> dict[str, int]:
    """Return the ids of those keys of persons that are taken."""
    found: dict[str, int] = {}
    for keys in chunks(uids):
        rows = Person.objects.filter(uid__in=keys)
        found |= dict(rows.values_list("uid", "pk"))
    return found


def uids_of(persons: Iterable[int]) -> dict[int, str]:
    """Return the keys of persons by their ids."""
    found: dict[int, str] = {}
    for ids in chunks(persons):
        found |= dict(Person.objects.filter(pk__in=ids).values_list("pk", "uid"))
    return found


def members_among(persons: Iterable[int], *, on: date) -> set[int]:
    """Return those of some persons who have a standing on a day, as believed now."""
    found: set[int] = set()
    for ids in chunks(persons):
        rows = Standing.objects.filter(valid_on(on, None), person__in=ids)
        found.update(rows.values_list("person", flat=True))
    return found


def identities(actor: Actor, *, known: int | None) -> QuerySet[Identity]:
    """Return who persons are whom the actor may read, and who held posts where posts may be read.

    Office-holders who were never posted anywhere are for all.
    """
    rows = Identity.objects.filter(known_at(known))
    seen = seen_through(actor, act=POST_READ)
    if seen is None:
        return rows
    holds = Post.objects.filter(within(actor, act=POST_READ), person=OuterRef("person"))
    posted = Posting.objects.filter(person=OuterRef("person"))
    return rows.filter(seen | Exists(holds) | ~Exists(posted))


def standing_on(persons: Iterable[int], *, on: date, known: int | None) -> dict[int, str]:
    """Return the standing of some persons on a day; those without one are left out."""
    found: dict[int, str] = {}
    for ids in chunks(persons):
        rows = Standing.objects.filter(valid_on(on, known), person__in=ids)
        found |= dict(rows.values_list("person", "standing"))
    return found


def holding_attribute(
    persons: Iterable[int], *, kind: str, value: str, on: date, known: int | None
) -> set[int]:
    """Return those of some persons who have an attribute with a value on a day."""
    found: set[int] = set()
    for ids in chunks(persons):
        rows = Attribute.objects.filter(valid_on(on, known), kind=kind, value=value, person__in=ids)
        found.update(rows.values_list("person", flat=True))
    return found


def posted_below(
    actor: Actor, *, org: int | None, on: date, known: int | None
) -> QuerySet[Posting, Any]:
    """Return the persons whose official posting is in an organisation or below it on a day."""
    rows = Posting.objects.filter(
        standing_within(actor, act=POST_READ, on=on, known=known),
        valid_on(on, known),
        kind="official",
        org__in=branch(actor, org, on, known),
    )
    return rows.order_by().values("person")


def posted_among(
    persons: Iterable[int], *, actor: Actor, org: int, on: date, known: int | None
) -> set[int]:
    """Return those of some persons whose official posting is in an organisation or below it."""
    found: set[int] = set()
    there = posted_below(actor, org=org, on=on, known=known)
    for ids in chunks(persons):
        found.update(there.filter(person__in=ids).values_list("person", flat=True))
    return found


def branch(actor: Actor, org: int | None, on: date, known: int | None) -> QuerySet[OrgPath, Any]:
    """Return an organisation and all below it on a day (None: all), to be asked in a statement."""
    rows = paths_on(actor, on=on, known=known)
    if org is None:
        return rows.order_by().values("org")
    path = rows.filter(org=org).values_list("path", flat=True).first()
    own = rows.none() if path is None else rows.filter(path__gte=path, path__lt=path + AFTER_ALL)
    return own.order_by().values("org")


def person_of(actor: Actor, uid: str) -> Any:
    """Return one person that the actor may read by the key, or None."""
    return readable_persons(actor).filter(uid=uid).first()
