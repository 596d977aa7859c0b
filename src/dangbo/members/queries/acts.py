"""Tell one act on members: what it recorded, of whom, on what it rests, and whether it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dangbo.accounts.access import Actor
from dangbo.audit.access import acts_by_seq
from dangbo.members.access import every, readable_persons, unguarded
from dangbo.members.models import Event, Identity
from dangbo.orgs.queries import names_on
from dangbo.orgs.queries.names import OrgName


@dataclass(frozen=True)
class ToldEvent:
    """One event of an act, with the name of the person now and of the organisation then."""

    change: str
    uid: str
    name: str
    facts: Mapping[str, Any]
    org: OrgName | None


@dataclass(frozen=True)
class MemberAct:
    """An act on members as it stands, or, where it is void, as it last stood."""

    seq: int
    on: date
    precision: str
    paper: str
    reason: str
    recorded: date
    actor: str
    stands: bool
    invented: bool
    events: tuple[ToldEvent, ...]


def member_act(*, actor: Actor, act: int) -> MemberAct | None:
    """Return an act on members of whom the actor may know; None where it is no such act."""
    events = unguarded(actor, every(Event)).filter(act=act).order_by("position", "-pk")
    rows = list(events.select_related("person"))
    standing = [row for row in rows if row.voided_by_id is None]
    shown = standing or list({row.position: row for row in reversed(rows)}.values())
    seen = readable_persons(actor).filter(pk__in={row.person_id for row in shown})
    known = set(seen.values_list("pk", flat=True))
    shown = [row for row in shown if row.person_id in known]
    if not shown:
        return None
    entry = acts_by_seq([act])[act]
    on = shown[0].on
    return MemberAct(
        act,
        on,
        shown[0].precision,
        entry.paper,
        entry.reason,
        entry.recorded,
        entry.actor,
        bool(standing),
        entry.invented,
        tuple(_told(actor, shown, on)),
    )


def _told(actor: Actor, rows: list[Event], on: date) -> list[ToldEvent]:
    names = dict(
        every(Identity)
        .filter(person__in={row.person_id for row in rows}, voided_by=None)
        .values_list("person", "name")
    )
    orgs = {row.facts["org"] for row in rows if row.facts.get("org")}
    called = names_on(actor=actor, orgs=orgs, on=on) if orgs else {}
    return [
        ToldEvent(
            row.change,
            row.person.uid,
            names.get(row.person_id, row.person.uid),
            row.facts,
            called.get(row.facts.get("org") or 0),
        )
        for row in rows
    ]
