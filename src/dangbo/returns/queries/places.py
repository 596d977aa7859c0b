"""Say who sends reports to whom on a day: an organisation, those above it, those below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangbo.accounts.access import Actor
from dangbo.orgs.access import paths_on
from dangbo.orgs.queries.names import OrgName
from dangbo.orgs.queries.states import OrgBrief, states_near
from dangbo.orgs.queries.trees import children
from dangbo.rules.org_kinds import org_kinds
from dangbo.rules.paths import orgs_of
from dangbo.rules.return_periods import Level
from dangbo.rules.returns import level_of


@dataclass(frozen=True)
class Place:
    """Where an organisation stood on a day: its level, and those above it, the nearest first."""

    org: OrgName
    kind: str
    level: Level | None
    above: Sequence[OrgName] = ()
    stood: bool = True

    @property
    def receiver(self) -> OrgName:
        """Return who receives its report: the one above, or itself where the register ends."""
        return self.above[0] if self.above else self.org


def place_of(*, actor: Actor, org: OrgName, on: date) -> Place:
    """Return where an organisation stood on a day, or that it did not stand."""
    path = paths_on(actor, on=on, known=None).filter(org=org.id).values_list("path", flat=True)
    found = path.first()
    chain = orgs_of(found)[:-1] if found else []
    briefs = states_near(actor=actor, orgs=[org.id, *chain], on=on)
    own = briefs.get(org.id)
    if own is None:
        return Place(org, "", None, stood=False)
    above = [_name(briefs[each]) for each in reversed(chain) if each in briefs]
    over = briefs.get(own.superior or 0)
    level = level_of(org_kinds().on(on), kind=own.kind, superior=over.kind if over else None)
    return Place(_name(own), own.kind, level, above, found is not None)


def _name(brief: OrgBrief) -> OrgName:
    return OrgName(brief.id, brief.uid, brief.name, brief.invented)


def places_below(*, actor: Actor, place: Place, on: date) -> list[Place]:
    """Return those directly below that send reports, by name."""
    kinds = org_kinds().on(on)
    rows = children(actor=actor, org=place.org.id, on=on)
    found = []
    for row in rows:
        level = level_of(kinds, kind=row.kind, superior=place.kind)
        if level is not None:
            name = OrgName(row.id, row.uid, row.name, row.invented)
            found.append(Place(name, row.kind, level, [place.org, *place.above]))
    return found
