"""Say what was recorded of a person since a page was made."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Max, Q

from dangbo.accounts.access import Actor
from dangbo.audit.access import acts_by_seq
from dangbo.members.access import chunks, every, readable_identities
from dangbo.members.models import Event, Posting


class Recent(NamedTuple):
    """An act on a person that is newer than what a page knew; none of its own: of the place."""

    act: int
    at: datetime
    actor: str
    code: str
    on: date | None
    events: tuple[tuple[str, dict[str, Any]], ...]


def last_act_about(*, uid: str) -> int:
    """Return the last act that said or took back anything of a person, 0 for a new one."""
    last = {"opened": Max("opened_by"), "voided": Max("voided_by")}
    found = [
        every(Event).filter(person__uid=uid).aggregate(**last),
        every(Posting).filter(person__uid=uid).aggregate(**last),
    ]
    return max((value or 0 for each in found for value in each.values()), default=0)


def recorded_since(*, actor: Actor, uid: str, since: int) -> list[Recent]:
    """Return what was recorded of a person after an act, in order."""
    own = every(Event).filter(person__uid=uid)
    newer = own.filter(Q(opened_by__gt=since) | Q(voided_by__gt=since))
    by: dict[int, list[tuple[str, dict[str, Any]]]] = {}
    for opened, voided, change, facts in newer.values_list(
        "opened_by", "voided_by", "change", "facts"
    ):
        act = voided if voided and voided > since else opened
        by.setdefault(act, []).append((change, facts))
    for act in _moved_since(uid, since):
        by.setdefault(act, [])
    acts = acts_by_seq(by)
    return [
        Recent(seq, acts[seq].at, acts[seq].actor, acts[seq].code, acts[seq].on, tuple(by[seq]))
        for seq in sorted(acts)
    ]


def _moved_since(uid: str, since: int) -> Iterator[int]:
    """Yield the acts after which a person's place is another, those on organisations too."""
    own = every(Posting).filter(person__uid=uid)
    newer = own.filter(Q(opened_by__gt=since) | Q(voided_by__gt=since))
    for acts in newer.values_list("opened_by", "voided_by"):
        yield from (act for act in acts if act and act > since)


def names_of_persons(*, actor: Actor, persons: Iterable[int]) -> dict[int, str]:
    """Return what persons are called now, by id, as far as the actor may know of them."""
    found: dict[int, str] = {}
    for ids in chunks(persons):
        rows = readable_identities(actor).filter(person__in=ids)
        found |= dict(rows.values_list("person", "name"))
    return found
