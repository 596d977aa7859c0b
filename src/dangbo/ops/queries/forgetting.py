"""Tell what of a person could be forgotten by throwing the own key away, and what would stay."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from dangbo.accounts.access import Actor
from dangbo.cases.models import Case
from dangbo.members.access import person_by_uid
from dangbo.members.models import Event, Person, Standing
from dangbo.members.queries import member
from dangbo.members.queries.journal import Journal
from dangbo.members.queries.merged import absorbed
from dangbo.ops.access import every
from dangbo.ops.queries.person_reports import rows_about, seals_of
from dangbo.rules.forgetting import Remembered

DIGITS: Final = 8


@dataclass(frozen=True)
class Forgettable:
    """What forgetting a person would come to: rows by table.

    `persons` are the keys of the person and of the records merged into it. `sealed` would be
    unreadable for ever, in every backup too whose keys are these; `open_rows` would stay as they
    are: dated facts, which rest on acts that nobody may alter.
    """

    uid: str
    persons: tuple[str, ...]
    standing: str
    known: Remembered
    sealed: Mapping[str, int]
    open_rows: Mapping[str, int]
    journal: int

    @property
    def forgotten(self) -> bool:
        """Say whether it was done already."""
        return self.known.forgotten

    @property
    def in_force(self) -> bool:
        """Say whether the person is a member today: whoever is, is not forgotten."""
        return self.known.member

    @property
    def code(self) -> str:
        """Return a short code of all of this: it confirms that just this was looked at."""
        told = (self.persons, dict(self.sealed), dict(self.open_rows), self.journal)
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:DIGITS]


def forgettable(*, actor: Actor, uid: str, today: date) -> Forgettable:
    """Return what forgetting a person would come to today; nothing is changed."""
    person = person_by_uid(actor, uid)
    found = member(actor=actor, uid=uid, on=today)
    persons = [person, *every(Person).filter(pk__in=absorbed([person.pk]).get(person.pk, ()))]
    sealed: Counter[str] = Counter()
    open_rows: Counter[str] = Counter()
    journal = 0
    for each in persons:
        for model, rows in rows_about(each):
            count = sum(bool(seals_of(row)) for row in rows)
            sealed[model._meta.label] += count
            open_rows[model._meta.label] += len(rows) - count
        journal += _in_journal(each)
    standing = found.row.standing if found else ""
    return Forgettable(
        uid,
        tuple(sorted(each.uid for each in persons)),
        standing,
        _remembered(persons, bool(standing)),
        dict(+sealed),
        dict(+open_rows),
        journal,
    )


def _remembered(persons: Iterable[Person], member: bool) -> Remembered:
    """Return what stands against forgetting persons who are one."""
    ids = [each.pk for each in persons]
    stands = every(Standing).filter(person__in=ids, voided_by=None, end__isnull=False)
    events = every(Event).filter(person__in=ids, voided_by=None)
    days = [*stands.values_list("end", flat=True), *events.values_list("on", flat=True)]
    running = every(Case).filter(person__in=ids, voided_by=None, closed_on=None)
    return Remembered(
        last=max((day for day in days if day), default=None),
        member=member,
        forgotten=not any(each.key for each in persons),
        running=running.count(),
    )


def _in_journal(person: Person) -> int:
    """Return how many events of the journal hold something sealed under the person's key."""
    journal = Journal()
    events = dict(rows_about(person)).get(Event, [])
    return sum(
        bool(journal.sealed_of(event.act_id, event.position))
        for event in events
        if isinstance(event, Event)
    )
