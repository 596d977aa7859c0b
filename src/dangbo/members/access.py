"""Open the rows of members: which an actor may see, and which acts read and write."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from dangbo.accounts.access import Actor, NotGranted, ask
from dangbo.base.spans import known_at, valid_on
from dangbo.base.written import Written, spelled
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
from dangbo.orgs.access import is_inside, standing_within, stood_within, within, written_under
from dangbo.rules.member_attributes import guarded_kinds
from dangbo.rules.rights import MEMBER_CHANGE, MEMBER_READ, OWN

CHUNK: Final = 5_000
# Written out (base.written): the mapper took a hundred times as long to nest these as a database
# to answer them. [ranges] are the actor's branches; whoever has an organisation now sees what was
# there before as well, so a place counts that meets the span of the posting, or still holds.
PARTS: Final = {
    "posted": "members_posting sight WHERE sight.person_id = {person}"
    " AND sight.voided_by_id IS NULL",
    "ongoing": '(sight."end" IS NULL OR sight."end" > %(today)s)',
    "placed": "orgs_orgpath sight_path WHERE sight_path.org_id = sight.org_id"
    " AND sight_path.voided_by_id IS NULL AND ([ranges])",
    "still": '(sight_path."end" IS NULL OR sight_path."end" > %(today)s)',
    "meets": '(sight_path."end" > sight.start'
    ' AND sight_path.start < COALESCE(sight."end", %(last)s))',
    "stood": "EXISTS (SELECT 1 FROM [placed] AND ([still] OR [meets]))",
    "last": "NOT EXISTS (SELECT 1 FROM members_posting sight_later"
    " WHERE sight_later.person_id = sight.person_id"
    " AND sight_later.voided_by_id IS NULL AND sight_later.start > sight.start)",
    "here": "EXISTS (SELECT 1 FROM [posted] AND [ongoing]"
    " AND EXISTS (SELECT 1 FROM [placed] AND [still]))",
    "gone": "(NOT EXISTS (SELECT 1 FROM [posted] AND [ongoing])"
    " AND EXISTS (SELECT 1 FROM [posted] AND [last] AND [stood]))",
    "ever": "EXISTS (SELECT 1 FROM [posted] AND [stood])",
    "then": 'EXISTS (SELECT 1 FROM [posted] AND (sight."end" IS NULL OR sight."end" > {start})'
    " AND sight.start <= COALESCE({end}, %(last)s) AND [stood])",
}
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


def may_change(actor: Actor, act: str = MEMBER_CHANGE) -> None:
    """Refuse an act on members to whoever may do it nowhere."""
    ask(actor, act)


def ask_for_persons(
    actor: Actor, persons: Iterable[int], *, act: str = MEMBER_CHANGE, on: date | None = None
) -> None:
    """Refuse an act on persons of whom the actor has not each in the own branches.

    Somebody who was never posted anywhere is nobody's, and may be acted on by all who may act.
    """
    ask(actor, act)
    if strangers(actor, persons, act=act):
        raise NotGranted(act, here=True)


def strangers(actor: Actor, persons: Iterable[int], *, act: str = MEMBER_CHANGE) -> set[int]:
    """Return those of some persons who were posted somewhere and are not the actor's to act on."""
    sight = in_sight(actor, "pk", act=act)
    if sight is None:
        return set()
    ever = Posting.objects.filter(person=OuterRef("pk"), voided_by__isnull=True)
    found: set[int] = set()
    for ids in chunks(persons):
        strange = Person.objects.filter(~Q(sight), Exists(ever), pk__in=ids)
        found.update(strange.values_list("pk", flat=True))
    return found


def own_record(actor: Actor, act: str, person: str = "person") -> Q:
    """Return the condition of what is the actor's own, where an act is for everybody's own."""
    return Q(**{person: actor.person}) if actor.person and act in OWN else Q(pk__in=[])


def in_sight(actor: Actor, person: str = "person", *, act: str = MEMBER_READ) -> Q | None:
    """Return the condition that a person is the actor's to see whole now; None: everybody is.

    Whoever is posted in one of the branches, today or from a day to come; whoever has left the
    Party there; the actor.
    """
    return _asked("[here] OR [gone]", actor, act, {"person": person})


def seen_through(actor: Actor, person: str = "person", *, act: str = MEMBER_READ) -> Q | None:
    """Return the condition that a person was ever in the actor's branches; None: no condition.

    Whoever is in sight now, or has left the Party there, was posted there.
    """
    return _asked("[ever]", actor, act, {"person": person})


def _asked(text: str, actor: Actor, act: str, columns: Mapping[str, str]) -> Q | None:
    """Return a condition on persons, or that one is the actor's own; None: nothing is asked."""
    branches = actor.over(act)
    if branches is None:
        return None
    own = own_record(actor, act, columns["person"])
    if not branches:
        return own
    told, values = _written(text, branches)
    return own | Q(Written(told, columns, values))


def _written(text: str, branches: Sequence[str]) -> tuple[str, dict[str, Any]]:
    ranges, values = written_under(branches, "sight_path")
    values |= {"today": timezone.localdate(), "last": date.max}
    return spelled(text, {**PARTS, "ranges": ranges}), values


def ever_there(branches: Sequence[str], person: str) -> tuple[str, dict[str, Any]]:
    """Return, for a statement, the condition that somebody was ever posted in some branches.

    As it is believed now; `person` is a column of the statement. With it come its values, under
    names that no other part of a statement has.
    """
    text, values = _written("[ever]", branches)
    for name in values:
        text = text.replace(f"%({name})s", f"%(ever_{name})s")
    return text.replace("{person}", person), {f"ever_{name}": values[name] for name in values}


def believed_or_seen(actor: Actor, known: int | None, *, act: str = MEMBER_READ) -> Q:
    """Return the condition that keeps what is not believed any more to persons known of today.

    A day of knowledge shows what was believed of those whom today's rights reach, of nobody else.
    """
    seen = None if known is None else seen_through(actor, act=act)
    return Q() if seen is None else Q(voided_by__isnull=True) | seen


def _seen(actor: Actor, rows: QuerySet[Row], person: str = "person") -> QuerySet[Row]:
    condition = seen_through(actor, person)
    return rows if condition is None else rows.filter(condition)


def _seen_then(actor: Actor, rows: QuerySet[Row], start: str, end: str) -> QuerySet[Row]:
    """Keep what is of persons in sight, or held while they were posted in the actor's branches."""
    columns = {"person": "person", "start": start, "end": end}
    condition = _asked("[here] OR [gone] OR [then]", actor, MEMBER_READ, columns)
    return rows if condition is None else rows.filter(condition)


def _in_sight(actor: Actor, rows: QuerySet[Row], person: str = "person") -> QuerySet[Row]:
    sight = in_sight(actor, person)
    return rows if sight is None else rows.filter(sight)


def readable_persons(actor: Actor) -> QuerySet[Person]:
    """Return the persons of whom the actor may know."""
    return _seen(actor, Person.objects.all(), "pk")


def person_by_uid(actor: Actor, uid: str) -> Person:
    """Return one person in sight by the key, or answer 404.

    Raises NotGranted for somebody who was in the actor's branches once and is not any more.
    """
    # Whoever is in sight was in the branches once, so one statement is enough of most.
    person = _in_sight(actor, Person.objects.all(), "pk").filter(uid=uid).first()
    if person is None:
        get_object_or_404(readable_persons(actor), uid=uid)
        raise NotGranted(MEMBER_READ, here=True)
    return person


def may_see(actor: Actor, act: str, person: int) -> bool:
    """Say whether the actor has a person in sight for an act."""
    sight = in_sight(actor, "pk", act=act)
    return sight is None or Person.objects.filter(sight, pk=person).exists()


def seen_among(actor: Actor, act: str, persons: Iterable[int]) -> set[int]:
    """Return those of some persons whom the actor has in sight for an act."""
    wanted, sight = set(persons), in_sight(actor, "pk", act=act)
    if sight is None:
        return wanted
    rows = (Person.objects.filter(sight, pk__in=ids) for ids in chunks(wanted))
    return {pk for each in rows for pk in each.values_list("pk", flat=True)}


def found_on(actor: Actor, *, on: date, known: int | None = None) -> Q | None:
    """Return the condition of rows of persons in sight, or posted in the branches on a day."""
    sight = in_sight(actor)
    if sight is None:
        return None
    then = postings_on(actor, on=on, known=known).filter(person=OuterRef("person"))
    return Q(sight) | Q(Exists(then))


def readable_identities(actor: Actor, *, known: int | None = None) -> QuerySet[Identity]:
    """Return who persons are, as believed after `known`."""
    return _seen(actor, Identity.objects.filter(known_at(known)))


def readable_postings(actor: Actor, *, known: int | None = None) -> QuerySet[Posting]:
    """Return the postings, of any day, in the actor's branches or of persons in sight."""
    rows, sight = Posting.objects.filter(known_at(known)), in_sight(actor)
    if sight is None:
        return rows
    here = Q(stood_within(actor, act=MEMBER_READ)) & believed_or_seen(actor, known)
    return rows.filter(here | sight)


def postings_on(
    actor: Actor, *, on: date, known: int | None = None, below: Sequence[str] = ()
) -> QuerySet[Posting]:
    """Return the postings that hold on a day in organisations that the actor may read.

    `below`: the caller keeps to what stands below these paths on the day, which may answer alone.
    """
    rows = Posting.objects.filter(valid_on(on, known))
    seen = None if known is None else seen_through(actor)
    rows = rows if seen is None else rows.filter(seen)
    branches = actor.over(MEMBER_READ)
    if known is None and below and all(is_inside(each, branches) for each in below):
        return rows
    return rows.filter(standing_within(actor, act=MEMBER_READ, on=on, known=known))


def readable_standings(actor: Actor, *, known: int | None = None) -> QuerySet[Standing]:
    """Return the standings, of any day, of persons as far as the actor may know of them."""
    return _seen_then(actor, Standing.objects.filter(known_at(known)), "start", "end")


def readable_attributes(actor: Actor, *, known: int | None = None) -> QuerySet[Attribute]:
    """Return the dated qualities of persons as far as the actor may know of them."""
    return _seen_then(actor, Attribute.objects.filter(known_at(known)), "start", "end")


def readable_numbers(actor: Actor, *, known: int | None = None) -> QuerySet[Number]:
    """Return the numbers of persons whom the actor has in sight."""
    return _in_sight(actor, Number.objects.filter(known_at(known)))


def unguarded(actor: Actor, rows: QuerySet[Event]) -> QuerySet[Event]:
    """Keep the events that tell no attribute of somebody which the actor may not see."""
    for kind, act in guarded_kinds().items():
        told = Q(change="attribute", facts__kind=kind)
        sight = in_sight(actor, act=act)
        rows = rows if sight is None else rows.filter(~told | Q(sight))
    return rows


def readable_events(actor: Actor, *, known: int | None = None) -> QuerySet[Event]:
    """Return the events in force of persons as far as the actor may know of them."""
    return _seen_then(actor, Event.objects.filter(known_at(known)), "on", "on")


def readable_sheets(actor: Actor, *, known: int | None = None) -> QuerySet[Sheet]:
    """Return the sealed field groups of persons whom the actor has in sight."""
    return _in_sight(actor, Sheet.objects.filter(known_at(known)))


def readable_carries(actor: Actor, *, known: int | None = None) -> QuerySet[Carry]:
    """Return what decisions did with the members of organisations that the actor may read."""
    return Carry.objects.filter(within(actor, "source", act=MEMBER_READ), known_at(known))


def readable_filters(actor: Actor) -> QuerySet[SavedFilter]:
    """Return the saved filters that an actor may use: his or her own, and those shared."""
    own = Q(owner=actor.user_id) if actor.user_id is not None else Q(pk__in=[])
    return SavedFilter.objects.filter(own | Q(shared=True)).order_by("name", "pk")


def own_filters(actor: Actor) -> QuerySet[SavedFilter]:
    """Return the saved filters that an actor may change: his or her own."""
    return SavedFilter.objects.filter(owner=actor.user_id or 0)
