"""Count who leads and who sits in committees below an organisation."""

from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.orgs.access import versions_on
from dangbo.orgs.queries.names import OrgName
from dangbo.posts.access import branch, chunks, holding_attribute, posted_below, posts_on
from dangbo.posts.queries.persons import PersonName, names_of
from dangbo.rules.bodies import offices_on
from dangbo.rules.org_kinds import org_kinds

HEAD, YES = "head_of_agency", "co"


@dataclass(frozen=True)
class UnifiedRow:
    """A grassroots organisation with its secretary, and whether he or she heads the agency too."""

    org: OrgName
    kind: str
    secretary: PersonName | None
    since: date | None
    unified: bool


@dataclass(frozen=True)
class Unified:
    """How many grassroots organisations have a secretary who heads the agency, of how many."""

    unified: int
    grassroots: int
    rows: tuple[UnifiedRow, ...]


@dataclass(frozen=True)
class CommitteePersons:
    """How many distinct persons sit in committees, within and above the organisation's branch.

    `outside` counts persons of the branch by the level of the Party committee that they sit in
    outside the register; `mass` those in committees of mass organisations.
    """

    persons: int
    inside: int
    outside: Mapping[str, int]
    mass: int


@dataclass(frozen=True)
class Sitters:
    """Who sits in committees of a branch, in those outside by level, and in mass organisations."""

    inside: AbstractSet[int]
    outside: Mapping[str, AbstractSet[int]]
    mass: AbstractSet[int]

    @property
    def everyone(self) -> AbstractSet[int]:
        """Return who sits in any Party committee."""
        return frozenset(self.inside).union(*self.outside.values())


class Seat(NamedTuple):
    """A post that a person holds in a body of an organisation, since a day."""

    person: int
    org: int
    body: str
    title: str
    start: date


def unified_posts(*, actor: Actor, org: int | None, on: date, known: date | None = None) -> Unified:
    """Return the grassroots organisations below one (None: all) with secretary and head in one."""
    act = act_known_on(known)
    own = _grassroots(actor, org, on, act)
    leading: dict[int, tuple[int, date]] = {}
    for ids in chunks(own):
        rows = posts_on(actor, on=on, known=act).filter(
            org__in=ids, title__in=offices_on(on).secretaries
        )
        for held, person, start in rows.order_by("-start").values_list("org", "person", "start"):
            leading[held or 0] = (person, start)
    persons = {person for person, _ in leading.values()}
    heads = holding_attribute(persons, kind=HEAD, value=YES, on=on, known=act)
    names = names_of(actor=actor, persons=persons, known=known)
    found = []
    for each, (name, kind) in own.items():
        person, start = leading.get(each, (0, on))
        since = start if person else None
        found.append(UnifiedRow(name, kind, names.get(person), since, person in heads))
    return Unified(sum(each.unified for each in found), len(found), tuple(found))


def _grassroots(
    actor: Actor, org: int | None, on: date, act: int | None
) -> dict[int, tuple[OrgName, str]]:
    """Return the grassroots organisations at or below one on a day, in the order of names."""
    rows = versions_on(actor, on=on, known=act).filter(org__in=branch(actor, org, on, act))
    fields = ("org", "org__uid", "name", "org__invented", "kind", "superior")
    standing = list(rows.order_by("name_sort", "org").values_list(*fields))
    above = {each[5] for each in standing if each[5] is not None}
    kinds: dict[int, str] = {}
    for ids in chunks(above):
        superiors = versions_on(actor, on=on, known=act).filter(org__in=ids)
        kinds |= dict(superiors.values_list("org", "kind"))
    rule = org_kinds().on(on)
    return {
        pk: (OrgName(pk, uid, name, invented), kind)
        for pk, uid, name, invented, kind, superior in standing
        if rule.is_grassroots(kind=kind, superior=kinds.get(superior or 0))
    }


def committee_persons(
    *, actor: Actor, org: int | None, on: date, known: date | None = None
) -> CommitteePersons:
    """Count the distinct persons in committees at and below an organisation on a day."""
    found = sitters(actor=actor, org=org, on=on, known=known)
    levels = {level: len(each) for level, each in found.outside.items()}
    return CommitteePersons(len(found.everyone), len(found.inside), levels, len(found.mass))


def sitters(*, actor: Actor, org: int | None, on: date, known: date | None = None) -> Sitters:
    """Return who sits in committees at and below an organisation on a day, and beyond it."""
    act = act_known_on(known)
    ruling = reduce(or_, (Q(body=b, title=t) for b, t in offices_on(on).ruling))
    held = posts_on(actor, on=on, known=act)
    rows = held.filter(ruling, org__in=branch(actor, org, on, act))
    inside = frozenset(rows.order_by().values_list("person", flat=True))
    people = posted_below(actor, org=org, on=on, known=act)
    outside: dict[str, set[int]] = defaultdict(set)
    mass: set[int] = set()
    beyond = held.filter(org__isnull=True, person__in=people)
    for person, level, side in beyond.values_list("person", "level", "side"):
        if side == "party":
            outside[level].add(person)
        elif side == "mass":
            mass.add(person)
    return Sitters(inside, {level: frozenset(ids) for level, ids in outside.items()}, mass)


def seats_below(
    *, actor: Actor, org: int | None, on: date, known: date | None = None
) -> list[Seat]:
    """Return every post that is held at and below an organisation on a day."""
    act = act_known_on(known)
    rows = posts_on(actor, on=on, known=act).filter(org__in=branch(actor, org, on, act))
    fields = ("person", "org", "body", "title", "start")
    return [Seat(*row) for row in rows.order_by("org", "start", "pk").values_list(*fields)]
