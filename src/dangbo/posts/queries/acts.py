"""Show an act on posts with the entries of it that are in force."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dangbo.accounts.access import Actor
from dangbo.posts.access import readable_entries
from dangbo.posts.queries.rows import Basis, bases_of


@dataclass(frozen=True)
class RecordedAct:
    """An act on posts: its day, what it rests on, and what it says now."""

    act: int
    on: date
    basis: Basis
    entries: list[dict[str, Any]]
    invented: bool


def recorded_act(*, actor: Actor, act: int) -> RecordedAct | None:
    """Return an act on posts as it stands, or None where nothing of it is in force."""
    rows = readable_entries(actor, known=None).filter(act=act).order_by("position")
    held = list(rows.select_related("person"))
    if not held:
        return None
    entries = []
    for row in held:
        told = {"change": row.change, **row.facts, "on": row.on, "position": row.position}
        if row.person is not None:
            told["person"] = row.person.uid
        if row.org_id is not None:
            told["org"] = row.org_id
        entries.append(told)
    basis = bases_of(actor=actor, acts=[act])[act]
    return RecordedAct(act, held[0].on, basis, entries, held[0].invented)
