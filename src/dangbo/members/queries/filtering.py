"""Narrow members by what they are and were."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeVar

from django.db.models import (
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Coalesce

from dangbo.base.spans import known_at, known_end, valid_on
from dangbo.members.access import every, in_sight
from dangbo.members.models import Attribute, Identity, Posting, Standing
from dangbo.members.queries.finding import Meaning, meaning
from dangbo.members.queries.reaching import posted_there
from dangbo.members.queries.scopes import Scope, either
from dangbo.orgs.access import paths_on, readable_paths, under
from dangbo.rules.age_bands import Band, band_days
from dangbo.rules.days import DayRange
from dangbo.rules.member_attributes import at_least, guarded_kinds
from dangbo.rules.person_catalogues import MAJORITY, NO_RELIGION

Condition = Exists | Q
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class MemberFilters:
    """What members have to be; what is empty asks for nothing.

    `values` asks for one of these values of each attribute, `at_least` for this level or above,
    `having` and `lacking` for any value or none. Ages are full years, both ends included.
    `temporary`: `in` lists those here for a time only, `out` those of here who are elsewhere.
    `invented`: those of the demonstration, or all others.
    """

    text: str = ""
    standing: frozenset[str] = frozenset()
    activity: frozenset[str] = frozenset()
    sex: str = ""
    ethnicities: frozenset[str] = frozenset()
    minority: bool | None = None
    religious: bool | None = None
    ages: tuple[int, int | None] | None = None
    party_ages: tuple[int, int | None] | None = None
    admitted_since: date | None = None
    admitted_until: date | None = None
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)
    at_least: Mapping[str, str] = field(default_factory=dict)
    having: frozenset[str] = frozenset()
    lacking: frozenset[str] = frozenset()
    ever_in: int | None = None
    in_on: tuple[int, date] | None = None
    temporary: Literal["", "in", "out"] = ""
    invented: bool | None = None

    @property
    def kind(self) -> str:
        """Return the kind of posting by which members belong to the list."""
        return "temporary" if self.temporary == "in" else "official"


EVERYONE = MemberFilters()


def meant_by(filters: MemberFilters, scope: Scope) -> Meaning | None:
    """Return whom the text of the filters means, if there is one."""
    return meaning(filters.text, act=scope.act) if filters.text else None


def narrowed(
    rows: QuerySet[Row], filters: MemberFilters, scope: Scope, meant: Meaning | None
) -> QuerySet[Row]:
    """Keep the rows whose person (field `person`) is what the filters ask for."""
    if meant is not None and meant.few:
        rows = rows.filter(person__in=meant.rows.values("person"))
    elif meant is not None:
        rows = rows.filter(Exists(meant.rows.filter(person=OuterRef("person"))))
    for condition in _conditions(filters, scope):
        rows = rows.filter(condition)
    return rows


def _conditions(filters: MemberFilters, scope: Scope) -> Iterator[Condition]:
    if filters.invented is not None:
        yield Q(person__invented=filters.invented)
    about = _identity(filters, scope)
    if about:
        own = every(Identity).filter(about, known_at(scope.act), person=OuterRef("person"))
        yield Exists(own)
    stand = _standing(filters, scope)
    if stand:
        yield either(_own(Standing, scope).filter(stand), scope.act)
    yield from _attributes(filters, scope)
    yield from _places(filters, scope)


def _own(model: type[Row], scope: Scope) -> QuerySet[Row]:
    return every(model).filter(valid_on(scope.on, scope.act), person=OuterRef("person"))


def _identity(filters: MemberFilters, scope: Scope) -> Q:
    found = Q(sex=filters.sex) if filters.sex else Q()
    if filters.ethnicities:
        found &= Q(ethnicity__in=filters.ethnicities)
    if filters.minority is not None:
        found &= _other_than(MAJORITY, "ethnicity", wanted=filters.minority)
    if filters.religious is not None:
        found &= _other_than(NO_RELIGION, "religion", wanted=filters.religious)
    if filters.ages is not None:
        days = _days(filters.ages, scope.on)
        found &= Q(birth__gte=days.first, birth__lte=days.last)
    return found


def _other_than(usual: str, name: str, *, wanted: bool) -> Q:
    other = ~Q(**{f"{name}__in": [usual, ""]})
    return other if wanted else ~other


def _standing(filters: MemberFilters, scope: Scope) -> Q:
    found = Q(standing__in=filters.standing) if filters.standing else Q()
    if filters.activity:
        found &= Q(activity__in=filters.activity)
    if filters.party_ages is not None:
        days = _days(filters.party_ages, scope.on)
        found &= Q(counted_from__gte=days.first, counted_from__lte=days.last)
    if filters.admitted_since is not None:
        found &= Q(admitted__gte=filters.admitted_since)
    if filters.admitted_until is not None:
        found &= Q(admitted__lte=filters.admitted_until)
    return found


def _days(years: tuple[int, int | None], on: date) -> DayRange:
    band = Band("asked", "", "", *years)
    return band_days([band], on)["asked"]


def _attributes(filters: MemberFilters, scope: Scope) -> Iterator[Condition]:
    own = _own(Attribute, scope)
    for kind, values in filters.values.items():
        yield either(own.filter(kind=kind, value__in=values), scope.act)
    for kind, value in filters.at_least.items():
        yield either(own.filter(kind=kind, value__in=at_least(kind, value)), scope.act)
    for kind in sorted(filters.having):
        yield either(own.filter(kind=kind), scope.act)
    for kind in sorted(filters.lacking):
        yield ~either(own.filter(kind=kind), scope.act)
    asked = {*filters.values, *filters.at_least, *filters.having, *filters.lacking}
    for kind in sorted(guarded_kinds().keys() & asked):
        sight = in_sight(scope.actor, act=guarded_kinds()[kind])
        if sight is not None:
            yield sight


def _places(filters: MemberFilters, scope: Scope) -> Iterator[Condition]:
    if filters.temporary == "in":
        yield ~posted_there(scope)
    if filters.temporary == "out":
        away = _own(Posting, scope).filter(kind="temporary")
        if scope.tops is not None:
            here = paths_on(scope.actor, on=scope.on, known=scope.act).filter(under(scope.tops))
            away = away.filter(~Exists(here.filter(org=OuterRef("org"))))
        yield either(away, scope.act)
    if filters.in_on is not None:
        org, on = filters.in_on
        past = Scope.of(actor=scope.actor, org=org, on=on, known=scope.known)
        yield posted_there(past) if past else Q(pk__in=[])
    if filters.ever_in is not None:
        yield _ever_in(filters.ever_in, scope)


def _ever_in(org: int, scope: Scope) -> Condition:
    """Return the condition of a posting that was in an organisation, or below it, on some day.

    The posting, the place of its organisation and that of the one asked for have a day in common
    when each two of them have.
    """
    places = readable_paths(scope.actor, known=scope.act).annotate(until=_until(scope))
    below = Q(pk__in=[])
    tops = places.filter(org=org).values_list("start", "until", "path")
    for start, until, path in tops:
        meets = Q(start__lt=until, until__gt=start, posted__lt=until, posted_until__gt=start)
        below |= under((path,)) & meets
    posted = ExpressionWrapper(OuterRef("start"), DateField())
    posted_until = ExpressionWrapper(OuterRef("until"), DateField())
    inside = (
        places.annotate(posted=posted, posted_until=posted_until)
        .filter(below, org=OuterRef("org"))
        .filter(start__lt=F("posted_until"), until__gt=F("posted"))
    )
    rows = every(Posting).filter(known_at(scope.act), kind="official", person=OuterRef("person"))
    return either(rows.annotate(until=_until(scope)).filter(Exists(inside)), scope.act)


def _until(scope: Scope) -> Coalesce:
    return Coalesce(known_end(scope.act), Value(date.max), output_field=DateField())
