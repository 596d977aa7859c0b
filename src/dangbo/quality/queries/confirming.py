"""Tell which records were confirmed, by whom, and since when a record is stale."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on, acts_by_seq
from dangbo.base.spans import known_at
from dangbo.members.queries import MemberRow
from dangbo.members.queries.chosen import rows_by_uid
from dangbo.members.queries.rows import rows_of
from dangbo.members.queries.scopes import Scope
from dangbo.quality.access import readable_persons
from dangbo.quality.models import Confirmation, every_confirmation
from dangbo.quality.queries.listing import FoundRow, found_rows


@dataclass(frozen=True)
class Confirmed:
    """An act by which somebody confirmed the records of members on a day."""

    act: int
    day: date
    by: str
    recorded: date
    reason: str
    paper: str
    members: tuple[MemberRow, ...]


def confirming_acts(*, actor: Actor, on: date, known: date | None = None) -> list[int]:
    """Return the acts in force that confirmed records until a day, the latest first."""
    rows = _readable(actor, act_known_on(known)).filter(day__lte=on)
    return list(rows.order_by("-opened_by").values_list("opened_by", flat=True).distinct())


def confirmed_by(
    *, actor: Actor, acts: Collection[int], on: date, known: date | None = None
) -> list[Confirmed]:
    """Return what some acts confirmed, in the order given, with the members of each by name."""
    rows = _readable(actor, act_known_on(known)).filter(opened_by__in=acts)
    said: dict[int, list[int]] = {}
    days: dict[int, date] = {}
    for act, person, day in rows.order_by("person").values_list("opened_by", "person", "day"):
        said.setdefault(act, []).append(person)
        days[act] = day
    scope = Scope(actor, on, known, act_known_on(known))
    persons = sorted({person for each in said.values() for person in each})
    members = {row.id: row for row in rows_of(persons, scope)}
    told = acts_by_seq(said)
    return [
        Confirmed(
            act,
            days[act],
            told[act].actor,
            told[act].recorded,
            told[act].reason,
            told[act].paper,
            tuple(sorted(_told(said[act], members), key=lambda row: (row.name_sort, row.id))),
        )
        for act in acts
        if act in said
    ]


def _told(persons: Iterable[int], members: dict[int, MemberRow]) -> Iterable[MemberRow]:
    return (members[each] for each in persons if each in members)


def last_confirmed(
    *, actor: Actor, person: int, on: date, known: date | None = None
) -> Confirmed | None:
    """Return the last confirmation of a person's record until a day."""
    rows = _readable(actor, act_known_on(known)).filter(person=person, day__lte=on)
    act = rows.order_by("-day", "-opened_by").values_list("opened_by", flat=True).first()
    found = confirmed_by(actor=actor, acts=[act], on=on, known=known) if act else []
    return next(iter(found), None)


def to_confirm(*, actor: Actor, uids: Iterable[str], on: date) -> list[FoundRow]:
    """Return the persons of some keys by name, with what is stale in the record of each."""
    rows = rows_by_uid(actor=actor, uids=uids, on=on)
    scope = Scope.of(actor=actor, org=None, on=on, known=None)
    posted = [row.id for row in rows if row.org]
    stale = found_rows(scope, posted, "RECORD_STALE") if scope else []
    findings = {row.member.id: row.findings for row in stale}
    return [FoundRow(row, findings.get(row.id, ())) for row in rows]


def _readable(actor: Actor, act: int | None) -> QuerySet[Confirmation]:
    seen = readable_persons(actor)
    return every_confirmation().filter(known_at(act), Exists(seen.filter(pk=OuterRef("person"))))
