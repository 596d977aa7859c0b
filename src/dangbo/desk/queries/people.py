"""Ask who is in the organisations of a draft: the area of members tells, if it is there."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dangbo.accounts.access import Actor
from dangbo.orgs.queries import org_ids
from dangbo.rules.member_places import members_in, sources_in

# Called with the keywords actor, orgs and on; returns how many members each has, by id.
Count = Callable[..., Mapping[int, int]]
# Called with the keywords actor and uids; returns those of whom he or she may take no file away.
Kept = Callable[..., set[str]]


@dataclass(frozen=True)
class People:
    """Who counts members, the page on which they are chosen, and who is not to be exported."""

    count: Count
    url_name: str
    kept: Kept


_people: Final[dict[str, People]] = {}


def register_people(count: Count, url_name: str, *, kept: Kept) -> None:
    """Have members counted, and chosen on a page with a draft and a change; in `ready()`."""
    _people["members"] = People(count, url_name, kept)


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


def kept_here(*, actor: Actor, persons: Collection[str]) -> set[str]:
    """Return those of some persons whom the actor may not tell of in a file."""
    return _people["members"].kept(actor=actor, uids=persons) if _people and persons else set()


def is_about_members(change: Mapping[str, Any], counts: Mapping[str, int]) -> bool:
    """Say whether a change has members to speak of, or says something of them already."""
    return any(counts.get(key) for key in sources_in(change)) or any(members_in(change).values())
