"""Tell what was decided about organisations after an act of the journal."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from dangbo.accounts.access import Actor
from dangbo.audit.access import acts_on_record
from dangbo.base.spans import valid_on
from dangbo.orgs.access import chunks, every, readable_versions
from dangbo.orgs.models import Touch
from dangbo.orgs.queries import DecisionRow, names_on
from dangbo.orgs.queries.telling import decision_rows
from dangbo.rules.timelines import State

STATE = ("name", "kind", "superior", "short_name", "code", "sector")


@dataclass(frozen=True)
class Meanwhile:
    """An act that touched organisations: when, who, and the decision it made or corrected."""

    seq: int
    at: datetime
    on: date | None
    actor: str
    correction: bool
    decision: int
    row: DecisionRow | None
    orgs: tuple[str, ...]


@dataclass(frozen=True)
class OtherState:
    """An organisation that is otherwise on a day than it was believed to be."""

    org: int
    was: State | None
    now: State | None


def acts_since(*, actor: Actor, orgs: Collection[int], since: int) -> list[Meanwhile]:
    """Return the acts after `since` that say something new of organisations, in their order."""
    touched = _touched(orgs, since)
    acts = list(acts_on_record().filter(seq__in=touched).order_by("seq"))
    decided = {act.seq: act.corrects_id or act.seq for act in acts}
    rows = decision_rows(actor=actor, acts=decided.values())
    everybody = {org for some in touched.values() for org in some}
    days = {act.seq: act.on or act.recorded for act in acts}
    names = names_on(actor=actor, orgs=everybody, on=max(days.values(), default=date.max))
    return [
        Meanwhile(
            act.seq,
            act.at,
            act.on,
            act.actor,
            act.corrects_id is not None,
            decided[act.seq],
            rows.get(decided[act.seq]),
            tuple(sorted(names[org].name for org in touched[act.seq] if org in names)),
        )
        for act in acts
    ]


def _touched(orgs: Iterable[int], since: int) -> dict[int, set[int]]:
    """Return the later acts, and of which organisations each says something new."""
    found: dict[int, set[int]] = defaultdict(set)
    for ids in chunks(orgs):
        for by in ("opened_by", "voided_by"):
            rows = every(Touch).filter(org__in=ids, **{f"{by}__gt": since})
            for act, org in rows.values_list(by, "org"):
                found[act].add(org)
    return found


def other_states(*, actor: Actor, orgs: Collection[int], on: date, since: int) -> list[OtherState]:
    """Return which organisations are otherwise on a day now than as known after an act."""
    before, after = _states(actor, orgs, on, since), _states(actor, orgs, on, None)
    return [
        OtherState(org, before.get(org), after.get(org))
        for org in sorted(before.keys() | after.keys())
        if before.get(org) != after.get(org)
    ]


def _states(actor: Actor, orgs: Collection[int], on: date, act: int | None) -> dict[int, State]:
    found = {}
    for ids in chunks(orgs):
        rows = readable_versions(actor, known=act).filter(valid_on(on, act), org__in=ids)
        for org, *state in rows.values_list("org", *STATE):
            found[org] = State(*state)
    return found
