"""Ask who is in the organisations of a draft: the area of members tells, if it is there."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dangbo.accounts.access import Actor
from dangbo.orgs.queries import org_ids
from dangbo.rules.member_places import members_in, sources_in

# Called with the keywords actor, orgs and on; returns how many members each has, by id.
Count = Callable[..., Mapping[int, int]]


@dataclass(frozen=True)
class People:
    """Who counts members, and the page on which they are chosen one by one."""

    count: Count
    url_name: str


_people: Final[dict[str, People]] = {}


def register_people(count: Count, url_name: str) -> None:
    """Have members counted, and chosen on a page with a draft and a change; in `ready()`."""
    _people["members"] = People(count, url_name)


def choosing_page() -> str:
    """Return the name of the page on which members are chosen one by one, or nothing."""
    return _people["members"].url_name if _people else ""


def members_at(*, actor: Actor, keys: Iterable[str], on: date) -> dict[str, int]:
    """Return how many members organisations have on a day, by key; those of none are left out."""
    if not _people:
        return {}
    ids = org_ids(uids=keys)
    counts = _people["members"].count(actor=actor, orgs=ids.values(), on=on)
    return {key: counts[pk] for key, pk in ids.items() if counts.get(pk)}


def is_about_members(change: Mapping[str, Any], counts: Mapping[str, int]) -> bool:
    """Say whether a change has members to speak of, or says something of them already."""
    return any(counts.get(key) for key in sources_in(change)) or any(members_in(change).values())
