"""Tell where organisations are that the office gave a place, with how many members each has."""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

from dangbo.audit.access import act_known_on
from dangbo.orgs.access import paths_on, under
from dangbo.orgs.queries.indicators import Asked
from dangbo.orgs.queries.names import names_on
from dangbo.orgs.queries.places import PlaceRow, places_within
from dangbo.reports.queries.orgs_counted import headcounts
from dangbo.rules.paths import AFTER_ALL


@dataclass(frozen=True)
class Spot:
    """An organisation on the map: its place, and its members with those of all below it."""

    id: int
    uid: str
    name: str
    invented: bool
    place: PlaceRow
    members: int


def spots(asked: Asked) -> list[Spot]:
    """Return the organisation and all below it that have a place on the day, by size then name."""
    placed = places_within(actor=asked.actor, org=asked.org, on=asked.on, known=asked.known)
    if not placed:
        return []
    names = names_on(actor=asked.actor, orgs=placed, on=asked.on, known=asked.known)
    sizes = _sizes(asked, set(placed))
    found = [
        Spot(org, names[org].uid, names[org].name, names[org].invented, row, sizes.get(org, 0))
        for org, row in placed.items()
        if org in names
    ]
    return sorted(found, key=lambda each: (-each.members, each.name, each.id))


def _sizes(asked: Asked, wanted: set[int]) -> dict[int, int]:
    """Return how many members stand in each organisation or below it: sums over ranges of paths."""
    paths = paths_on(asked.actor, on=asked.on, known=act_known_on(asked.known))
    own = paths.filter(org=asked.org).values_list("path", flat=True).first() or ""
    rows = sorted(paths.filter(under((own,))).values_list("path", "org"))
    counts = headcounts(asked)
    ends = [path for path, _org in rows]
    sums = [0, *accumulate(counts[org].members if org in counts else 0 for _path, org in rows)]
    return {
        org: sums[bisect_left(ends, path + AFTER_ALL)] - sums[at]
        for at, (path, org) in enumerate(rows)
        if org in wanted
    }
