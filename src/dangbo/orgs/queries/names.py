"""Tell organisations by key and by name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.orgs.access import chunks, every, last_believed_versions, readable_versions
from dangbo.orgs.models import Org, OrgVersion


class OrgName(NamedTuple):
    """How to call an organisation on a day, and where its page is."""

    id: int
    uid: str
    name: str
    invented: bool


def org_ids(*, uids: Iterable[str]) -> dict[str, int]:
    """Return the ids of those keys that are taken."""
    found: dict[str, int] = {}
    rest = list(dict.fromkeys(uids))
    for at in range(0, len(rest), 5_000):
        rows = every(Org).filter(uid__in=rest[at : at + 5_000])
        found |= dict(rows.values_list("uid", "pk"))
    return found


def are_any_invented(*, uids: Iterable[str]) -> bool:
    """Say whether any of these keys belongs to an invented organisation."""
    rest = list(dict.fromkeys(uids))
    parts = (rest[at : at + 5_000] for at in range(0, len(rest), 5_000))
    return any(every(Org).filter(uid__in=part, invented=True).exists() for part in parts)


def names_on(
    *, actor: Actor, orgs: Iterable[int], on: date, known: date | None = None
) -> dict[int, OrgName]:
    """Return the names of organisations on a day; outside their time, the nearest one they had."""
    found = names_at(actor=actor, wanted={(org, on) for org in orgs}, known=known)
    return {org: name for (org, _), name in found.items()}


def names_at(
    *, actor: Actor, wanted: Iterable[tuple[int, date]], known: date | None = None
) -> dict[tuple[int, date], OrgName]:
    """Return the names of organisations, each on a day of its own, as `names_on` does.

    One that a correction has taken out of the register altogether keeps the name it had before it.
    """
    days: dict[int, set[date]] = defaultdict(set)
    for org, on in wanted:
        days[org].add(on)
    act = act_known_on(known)
    found = _nearest(readable_versions(actor, known=act).order_by("start"), days)
    named = {org for org, _on in found}
    unnamed = {org: each for org, each in days.items() if org not in named}
    if not unnamed:
        return found
    once = last_believed_versions(actor, known=act).order_by("start")
    return found | _nearest(once, unnamed)


def _nearest(
    versions: QuerySet[OrgVersion], days: Mapping[int, Iterable[date]]
) -> dict[tuple[int, date], OrgName]:
    """Return the names of the versions that hold on each day, or begin or end nearest to it."""
    best: dict[tuple[int, date], tuple[int, OrgName]] = {}
    fields = ("org", "org__uid", "name", "org__invented", "start", "end")
    for ids in chunks(days):
        rows = versions.filter(org__in=ids).values_list(*fields)
        for org, uid, name, invented, start, end in rows:
            for on in days[org]:
                away = _away(on, start, end)
                if (org, on) not in best or away < best[org, on][0]:
                    best[org, on] = (away, OrgName(org, uid, name, invented))
    return {key: name for key, (_, name) in best.items()}


def _away(on: date, start: date, end: date | None) -> int:
    if start > on:
        return (start - on).days
    return (on - end).days + 1 if end is not None and end <= on else 0
