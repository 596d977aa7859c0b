"""Open what the acts on a record said, and say how it stands after them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dangbo.base.secrets import OpenKey
from dangbo.rules.sealed_records import Turn
from dangbo.sealed.access import entries_of
from dangbo.sealed.models import Entry, Record


@dataclass(frozen=True)
class Deed:
    """One act on a record, opened: who did it, when, and what it said."""

    act: int
    entry: int
    at: datetime
    actor: str
    way: str
    said: Mapping[str, Any]

    def day(self, name: str = "on") -> date:
        """Return a day that the act states."""
        return date.fromisoformat(self.said[name])


@dataclass(frozen=True)
class Standing:
    """How a record stands after its acts."""

    kind: str
    title: str
    about: Mapping[str, str]
    opened_on: date
    closed_on: date | None
    outcome: str
    turns: tuple[Turn, ...]


def opened(key: OpenKey, entry: Entry) -> Deed:
    """Open one act; raise SecretsError where that cannot be done."""
    said = json.loads(key.unseal(entry.sealed))
    act = entry.act
    return Deed(act.seq, entry.pk, act.at, act.actor, said.pop("way"), said)


def deeds_of(record: Record) -> list[Deed]:
    """Open all acts on a record, in their order."""
    key = OpenKey.opened(record.key)
    return [opened(key, entry) for entry in entries_of(record)]


def standing_after(deeds: Iterable[Deed]) -> Standing:
    """Return how a record stands after its acts, of which the first opened it."""
    first, *later = deeds
    closed = None
    for deed in later:
        if deed.way in {"closed", "reopened"}:
            closed = deed if deed.way == "closed" else None
    return Standing(
        kind=first.said["kind"],
        title=first.said["title"],
        about=first.said["about"],
        opened_on=first.day(),
        closed_on=closed.day() if closed else None,
        outcome=closed.said["outcome"] if closed else "",
        turns=turns_of([first, *later]),
    )


def turns_of(deeds: Iterable[Deed]) -> tuple[Turn, ...]:
    """Return the changes of who reads that acts brought about."""
    ways: Mapping[str, Any] = {"opened": "in", "reader_added": "in", "reader_removed": "out"}
    return tuple(
        Turn(deed.act, deed.said["account"], ways[deed.way]) for deed in deeds if deed.way in ways
    )
