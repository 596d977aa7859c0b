"""Tell all that is held of one person: as of a day, and over time."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, TypeVar

from django.db.models import Model

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.base.secrets import SecretsError, unseal
from dangbo.base.spans import known_at, known_end
from dangbo.members.access import every, may_see, person_by_uid
from dangbo.members.models import (
    Attribute,
    Event,
    Identity,
    Number,
    Person,
    Posting,
    Sheet,
    Standing,
)
from dangbo.members.queries.rows import MemberRow, plain_number, rows_of
from dangbo.members.queries.scopes import Scope, sides
from dangbo.orgs.queries.names import OrgName, names_at
from dangbo.rules.member_attributes import attribute_kinds, guarded_kinds
from dangbo.rules.member_changes import day_in
from dangbo.rules.member_numbers import SECRET, masked
from dangbo.rules.record_groups import record_groups
from dangbo.rules.rights import (
    DISCIPLINE_READ,
    MEMBER_CONTACT,
    MEMBER_NUMBER,
    MEMBER_PRIVATE,
    MEMBER_READ,
)

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class PostingSpan:
    """A span of days in one organisation, named as on its first day, with its acts."""

    start: date
    end: date | None
    kind: str
    org: int
    name: OrgName | None
    basis: int
    end_basis: int | None


@dataclass(frozen=True)
class StandingSpan:
    """A span of days of one standing and activity, with its acts."""

    start: date
    end: date | None
    standing: str
    activity: str
    counted_from: date | None
    admitted: date | None
    basis: int
    end_basis: int | None


@dataclass(frozen=True)
class ValueSpan:
    """A span of days of one attribute or number, with its acts; a secret number is masked."""

    start: date
    end: date | None
    kind: str
    value: str
    basis: int
    end_basis: int | None


@dataclass(frozen=True)
class Member:
    """A person on a day (`row`), and over time; `facts` are the further facts of the identity.

    `hidden` are the groups of the record, and kinds of numbers, that the actor may not see;
    `recognised` is the day from which whoever is official on the day is so, where it is known.
    """

    row: MemberRow
    facts: Mapping[str, Any]
    postings: tuple[PostingSpan, ...]
    standings: tuple[StandingSpan, ...]
    attributes: tuple[ValueSpan, ...]
    numbers: tuple[ValueSpan, ...]
    sheets: Mapping[str, Any]
    forgotten: bool
    hidden: frozenset[str] = frozenset()
    recognised: date | None = None

    @property
    def first_day(self) -> date | None:
        """Return the first day as a member that the register knows."""
        return min((each.start for each in self.standings), default=None)


def member(
    *, actor: Actor, uid: str, on: date, known: date | None = None, unmasked: bool = False
) -> Member | None:
    """Return one person by the key, or answer 404; None: not recorded yet as known on that day.

    `unmasked` shows secret numbers whole, to those who may see them; groups of the record that the
    actor may not see are left out, and named as hidden.
    """
    person = person_by_uid(actor, uid)
    scope = Scope(actor, on, known, act_known_on(known))
    rows = rows_of([person.pk], scope, attributes=attribute_kinds())
    if not rows:
        return None
    identity = every(Identity).filter(known_at(scope.act), person=person).get()
    may = seen_acts(actor, person.pk)
    return Member(
        row=rows[0],
        facts=identity.facts,
        postings=tuple(postings_of(person, scope)),
        standings=tuple(_standings(person, scope)),
        attributes=tuple(
            span
            for row in _held(Attribute, person, scope, *VALUE)
            if guarded_kinds().get((span := ValueSpan(*row)).kind, MEMBER_READ) in may
        ),
        numbers=tuple(_numbers(person, scope, unmasked=unmasked and MEMBER_NUMBER in may)),
        sheets=_sheets(person, scope, may),
        hidden=_hidden(may),
        forgotten=not person.key,
        recognised=_recognised(person, scope) if rows[0].standing == "official" else None,
    )


def _recognised(person: Person, scope: Scope) -> date | None:
    """Return the day of the last recognition, or the one stated when the person was entered."""
    rows = every(Event).filter(known_at(scope.act), person=person, on__lte=scope.on)
    last = rows.filter(change__in=["enter", "recognise"]).order_by("on", "act", "position").last()
    if last is None:
        return None
    return last.on if last.change == "recognise" else day_in(last.facts.get("recognised"))


SPAN = ("start", "until")
# Acts that open fields of a record.
FIELD_ACTS: Final = (
    *(MEMBER_READ, MEMBER_CONTACT, MEMBER_NUMBER, MEMBER_PRIVATE, DISCIPLINE_READ),
)
BASES = ("basis", "end_basis")
VALUE = ("kind", "value", *BASES)


def _held(
    model: type[Row], person: Person, scope: Scope, *fields: str
) -> Iterator[tuple[Any, ...]]:
    """Return the spans of a person as known, in order of start."""
    rows = every(model).filter(known_at(scope.act), person=person)
    found: list[tuple[Any, ...]] = []
    for side in sides(rows, scope.act):
        found += side.annotate(until=known_end(scope.act)).values_list(*SPAN, *fields)
    yield from sorted(found, key=lambda row: (row[0], str(row[2:])))


def postings_of(person: Person, scope: Scope) -> Iterator[PostingSpan]:
    """Yield where a person was posted, as known, in order of start."""
    rows = list(_held(Posting, person, scope, "kind", "org", *BASES))
    wanted = {(org, start) for start, _, _, org, *_ in rows}
    names = names_at(actor=scope.actor, wanted=wanted, known=scope.known)
    for start, end, kind, org, basis, end_basis in rows:
        name = names.get((org, start))
        yield PostingSpan(start, end, kind, org, name, basis, end_basis if end else None)


def _standings(person: Person, scope: Scope) -> Iterator[StandingSpan]:
    fields = ("standing", "activity", "counted_from", "admitted", *BASES)
    for row in _held(Standing, person, scope, *fields):
        span = StandingSpan(*row)
        yield span if span.end else replace(span, end_basis=None)


def _numbers(person: Person, scope: Scope, *, unmasked: bool) -> Iterator[ValueSpan]:
    for start, end, kind, value, sealed, *bases in _held(
        Number, person, scope, "kind", "value", "sealed", *BASES
    ):
        whole = plain_number(person.key, sealed) if sealed else value
        shown = whole if unmasked else masked(kind, whole)
        yield ValueSpan(start, end, kind, shown, *bases)


def seen_acts(actor: Actor, person: int) -> frozenset[str]:
    """Return the acts on fields of a record that the actor may do for a person."""
    return frozenset(act for act in FIELD_ACTS if may_see(actor, act, person))


def hidden_groups(may: frozenset[str]) -> set[str]:
    """Return the groups of the record that some acts do not open."""
    return {code for code, group in record_groups().items() if group.act not in may}


def _hidden(may: frozenset[str]) -> frozenset[str]:
    groups = hidden_groups(may)
    return frozenset(groups if MEMBER_NUMBER in may else groups | set(SECRET))


def _sheets(person: Person, scope: Scope, may: frozenset[str]) -> dict[str, Any]:
    """Return the field groups that are not counted, opened; none where the key is gone."""
    found: dict[str, Any] = {}
    rows = every(Sheet).filter(known_at(scope.act), person=person).order_by("group")
    groups = record_groups()
    for group, body in rows.values_list("group", "body"):
        if group in groups and groups[group].act not in may:
            continue
        try:
            found[group] = json.loads(unseal(person.key, body)) if body else {}
        except SecretsError:
            continue
    return found
