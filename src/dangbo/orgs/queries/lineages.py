"""Follow organisations through mergers and splits, back to what they came from and on to today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.orgs.access import chunks, readable_successions
from dangbo.orgs.queries.names import OrgName, names_at

Moment = tuple[date, int, int]
START: Moment = (date.min, 0, 0)
FINISH: Moment = (date.max, 0, 0)


class LineageLink(NamedTuple):
    """One succession in a lineage; `back` says whether it leads to a predecessor."""

    source: int
    result: int | None
    on: date
    act: int
    position: int
    whole: bool
    back: bool

    @property
    def moment(self) -> Moment:
        """Return its place in the order of all acts."""
        return (self.on, self.act, self.position)


@dataclass(frozen=True)
class Lineage:
    """All predecessors and successors of one organisation, through chains."""

    org: int
    links: tuple[LineageLink, ...]
    names: dict[tuple[int, date], OrgName]

    @property
    def predecessors(self) -> list[int]:
        """Return whom it came from, directly or through others, in order of the acts."""
        return list(dict.fromkeys(each.source for each in self.links if each.back))

    @property
    def successors(self) -> list[int]:
        """Return whom it went to, directly or through others, in order of the acts."""
        results = (each.result for each in self.links if not each.back)
        return list(dict.fromkeys(each for each in results if each is not None))


def lineage(*, actor: Actor, org: int, known: date | None = None) -> Lineage:
    """Return all that an organisation came from and went to, with the acts between."""
    act = act_known_on(known)
    links = [*_walk(actor, org, act, back=True), *_walk(actor, org, act, back=False)]
    links.sort(key=lambda each: (each.moment, each.source, each.result or 0))
    wanted = {(each.source, each.on) for each in links}
    wanted |= {(each.result, each.on) for each in links if each.result is not None}
    return Lineage(org, tuple(links), names_at(actor=actor, wanted=wanted, known=known))


def _walk(actor: Actor, org: int, act: int | None, *, back: bool) -> list[LineageLink]:
    """Go along successions in order of time; an organisation met again later is met anew."""
    found: dict[LineageLink, None] = {}
    bound = {org: FINISH if back else START}
    frontier = set(bound)
    while frontier:
        grown: set[int] = set()
        for link in _links(actor, frontier, act, back=back):
            here, there = (link.result, link.source) if back else (link.source, link.result)
            limit = bound[here] if here is not None else START
            if link in found or (link.moment >= limit if back else link.moment <= limit):
                continue
            found[link] = None
            if there is None:
                continue
            known = bound.get(there)
            if known is None or (link.moment > known if back else link.moment < known):
                bound[there] = link.moment
                grown.add(there)
        frontier = grown
    return list(found)


def _links(
    actor: Actor, orgs: Iterable[int], act: int | None, *, back: bool
) -> Iterable[LineageLink]:
    side = "result__in" if back else "source__in"
    for ids in chunks(orgs):
        rows = readable_successions(actor, known=act).filter(Q(**{side: ids}))
        fields = ("source", "result", "on", "act", "position", "whole")
        for source, result, on, number, position, whole in rows.values_list(*fields):
            if source != result:
                yield LineageLink(source, result, on, number, position, whole, back)
