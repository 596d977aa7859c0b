"""Tell what of a person could be forgotten by throwing the own key away, and what would stay."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dangbo.accounts.access import Actor
from dangbo.members.access import person_by_uid
from dangbo.members.models import Event, Person
from dangbo.members.queries import member
from dangbo.members.queries.journal import Journal
from dangbo.ops.queries.person_reports import rows_about, seals_of


@dataclass(frozen=True)
class Forgettable:
    """What forgetting a person would come to: rows by table.

    `sealed` would be unreadable for ever, in every backup too whose keys are these; `open_rows`
    would stay as they are: dated facts, which rest on acts that nobody may alter.
    """

    uid: str
    forgotten: bool
    standing: str
    sealed: Mapping[str, int]
    open_rows: Mapping[str, int]
    journal: int

    @property
    def in_force(self) -> bool:
        """Say whether the person is a member today: whoever is, is not forgotten."""
        return bool(self.standing)


def forgettable(*, actor: Actor, uid: str, today: date) -> Forgettable:
    """Return what forgetting a person would come to today; nothing is changed."""
    person = person_by_uid(actor, uid)
    found = member(actor=actor, uid=uid, on=today)
    sealed: dict[str, int] = {}
    open_rows: dict[str, int] = {}
    for model, rows in rows_about(person):
        count = sum(bool(seals_of(row)) for row in rows)
        if count:
            sealed[model._meta.label] = count
        if len(rows) > count:
            open_rows[model._meta.label] = len(rows) - count
    standing = found.row.standing if found else ""
    return Forgettable(uid, not person.key, standing, sealed, open_rows, _in_journal(person))


def _in_journal(person: Person) -> int:
    """Return how many events of the journal hold something sealed under the person's key."""
    journal = Journal()
    events = dict(rows_about(person)).get(Event, [])
    return sum(
        bool(journal.sealed_of(event.act_id, event.position))
        for event in events
        if isinstance(event, Event)
    )
