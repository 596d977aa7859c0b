"""Open the rows of honours: which an actor may see, and which acts read and write."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from dangbo.accounts.access import Actor
from dangbo.base.spans import known_at, known_end, valid_on
from dangbo.base.vietnamese import fold
from dangbo.honours.models import BELIEVED, Badge, CardIssue, Honour
from dangbo.members.access import believed_or_seen, chunks, in_sight, seen_among
from dangbo.members.models import Attribute, Event, Identity, Number, Person, Posting, Standing
from dangbo.orgs.access import readable_paths, within
from dangbo.orgs.models import OrgPath
from dangbo.rules.paths import AFTER_ALL
from dangbo.rules.rights import HONOUR_READ

__all__ = ["chunks", "every", "seen_among"]
Row = TypeVar("Row", bound=Honour)
EVE = timedelta(days=1)
# The attribute of members that says which form of discipline they were given.
DISCIPLINE = "discipline"


def every(model: type[Row]) -> QuerySet[Row]:
    """Return all rows of a model, for the acts that write them."""
    return model._default_manager.all()


def readable(model: type[Row], actor: Actor, *, known: int | None) -> QuerySet[Row]:
    """Return what was given to persons posted where the actor may read, as known after an act."""
    rows = model._default_manager.filter(known_at(known))
    if actor.over(HONOUR_READ) is None:
        return rows
    sight = in_sight(actor, act=HONOUR_READ)
    told = believed_or_seen(actor, known, act=HONOUR_READ)
    return rows.filter(Q(within(actor, act=HONOUR_READ)) | Q(sight or Q()), told)


def given_below(actor: Actor, org: int, *, known: int | None) -> Exists | Q:
    """Return the condition of what was given, on its day, in an organisation or below it."""
    places = readable_paths(actor, known=known)
    under = Q(pk__in=[])
    for path in places.filter(org=org).values_list("path", flat=True).distinct():
        under |= Q(path__gte=path, path__lt=path + AFTER_ALL)
    day = OuterRef("on")
    there = places.filter(under, org=OuterRef("org")).filter(valid_on(day, known))
    before = places.filter(under, org=OuterRef("org"), start__lte=day)
    return Exists(there) | Exists(before.filter(~Exists(_later(known))))


def _later(known: int | None) -> QuerySet[OrgPath]:
    """Return the places of an organisation after one: it ended before what was given."""
    rows = OrgPath.objects.filter(known_at(known), org=OuterRef("org"))
    return rows.filter(start__gt=OuterRef("start"))


def named_like(text: str, *, known: int | None) -> Exists:
    """Return the condition that a row's person has each word of a text in the name."""
    own = Identity.objects.filter(known_at(known), person=OuterRef("person"))
    return Exists(own.filter(begun_by(text)))


def begun_by(text: str, at: str = "") -> Q:
    """Return the condition that each word of a text begins a word of a name, blind to accents."""
    found = Q()
    for word in fold(text).split():
        first, later = f"{at}name_folded__startswith", f"{at}name_folded__contains"
        found &= Q(**{first: word}) | Q(**{later: f" {word}"})
    return found


def levels_held(
    persons: Iterable[int] | QuerySet[Any], *, until: date, known: int | None
) -> dict[int, dict[int, date]]:
    """Return by person the levels given until a day, each with its day; re-issues left out."""
    rows = Badge.objects.filter(known_at(known), ~Q(kind="reissue"), on__lte=until)
    found: dict[int, dict[int, date]] = {}
    parts = [persons] if isinstance(persons, QuerySet) else chunks(persons)
    for part in parts:
        own = rows.filter(person__in=part)
        for person, level, day in own.values_list("person", "level", "on"):
            found.setdefault(person, {})[level] = day
    return found


def later_given(row: Honour) -> bool:
    """Say whether what was given to a person later rests on what a row says."""
    later = BELIEVED & Q(person=row.person_id, on__gte=row.on, opened_by__gt=row.opened_by_id)
    if isinstance(row, Badge):
        return Badge.objects.filter(later, level=row.level).exists()
    return CardIssue.objects.filter(later).exists()


def persons_by_uid(uids: Iterable[str]) -> dict[str, int]:
    """Return the ids of those keys of persons that are taken."""
    found: dict[str, int] = {}
    for keys in chunks(uids):
        found |= dict(Person.objects.filter(uid__in=keys).values_list("uid", "pk"))
    return found


def standings_on(persons: Iterable[int], *, on: date) -> dict[int, Standing]:
    """Return the standing of persons on a day as believed now, or else the last they had."""
    found: dict[int, Standing] = {}
    for ids in chunks(persons):
        rows = Standing.objects.filter(BELIEVED, person__in=ids, start__lte=on)
        for row in rows.order_by("start"):
            found[row.person_id] = row
    return found


def sanctions_of(
    persons: Iterable[int], *, until: date, known: int | None
) -> dict[int, list[tuple[str, date, date | None]]]:
    """Return the discipline that persons were given by a day: the form, its day and its end."""
    found: dict[int, list[tuple[str, date, date | None]]] = {}
    for ids in chunks(persons):
        rows = Attribute.objects.filter(known_at(known), kind=DISCIPLINE, person__in=ids)
        rows = rows.filter(start__lte=until).annotate(until=known_end(known))
        for person, *sanction in rows.values_list("person", "value", "start", "until"):
            found.setdefault(person, []).append(tuple(sanction))
    return found


def orgs_on(persons: Iterable[int], *, on: date) -> dict[int, int]:
    """Return where persons are posted on a day as believed now, or else were last."""
    found: dict[int, int] = {}
    for ids in chunks(persons):
        rows = Posting.objects.filter(BELIEVED, person__in=ids, start__lte=on, kind="official")
        found |= dict(rows.order_by("start").values_list("person", "org"))
    return found


def deaths(*, after: date, until: date, known: int | None) -> list[tuple[int, date]]:
    """Return who died after a day and not after another, with the day."""
    rows = Event.objects.filter(known_at(known), change="die", on__gt=after, on__lte=until)
    return list(rows.order_by("on", "person").values_list("person", "on"))


def deaths_of(persons: Iterable[int], *, until: date) -> dict[int, date]:
    """Return who of some persons had died by a day, as believed now."""
    found: dict[int, date] = {}
    for ids in chunks(persons):
        rows = Event.objects.filter(BELIEVED, change="die", person__in=ids, on__lte=until)
        found |= dict(rows.values_list("person", "on"))
    return found


def cards_on(persons: Iterable[int], *, on: date) -> dict[int, str]:
    """Return the numbers of the cards that persons hold on a day, as believed now."""
    found: dict[int, str] = {}
    for ids in chunks(persons):
        rows = Number.objects.filter(valid_on(on, None), kind="card", person__in=ids)
        found |= dict(rows.values_list("person", "value"))
    return found


def bearers_of(cards: Iterable[str]) -> dict[str, int]:
    """Return who bears these card numbers now."""
    found: dict[str, int] = {}
    for part in chunks(cards):
        rows = Number.objects.filter(BELIEVED, kind="card", lookup__in=part, end__isnull=True)
        found |= dict(rows.values_list("lookup", "person"))
    return found


def events_in_force(act: int) -> bool:
    """Say whether events of an act on members are believed still."""
    return Event.objects.filter(BELIEVED, act=act).exists()


def without_card(rows: QuerySet[Posting], *, on: date, known: int | None) -> QuerySet[Posting]:
    """Keep the postings of persons who bear no card number on a day."""
    own = Number.objects.filter(valid_on(on, known), kind="card", person=OuterRef("person"))
    return rows.filter(~Exists(own))


def badge_numbers_taken(numbers: Iterable[str]) -> dict[tuple[int, str], int]:
    """Return who was given badges of these numbers, by level and number."""
    found: dict[tuple[int, str], int] = {}
    for part in chunks(numbers):
        rows = Badge.objects.filter(BELIEVED, number__in=part)
        for level, number, person in rows.values_list("level", "number", "person"):
            found[level, number] = person
    return found


def issues_of(person: int, actor: Actor, *, known: int | None) -> QuerySet[CardIssue]:
    """Return the cards issued to a person, the latest first."""
    rows = readable(CardIssue, actor, known=known).filter(person=person)
    return rows.order_by("-on", "-act", "-position")
