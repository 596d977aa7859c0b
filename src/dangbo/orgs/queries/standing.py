"""Say what one organisation was on a day, and all it ever was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.base.spans import known_end
from dangbo.orgs.access import paths_on, readable_decisions, readable_versions
from dangbo.orgs.queries.deciding import DecisionRow, decision_row
from dangbo.orgs.queries.names import OrgName, names_on
from dangbo.rules.paths import orgs_of


@dataclass(frozen=True)
class OrgState:
    """What an organisation was over a span, and the decisions that began and ended it."""

    start: date
    end: date | None
    name: str
    short_name: str
    kind: str
    superior: int | None
    code: str
    sector: str
    basis: DecisionRow | None
    end_basis: DecisionRow | None


@dataclass(frozen=True)
class Standing:
    """An organisation as a page shows it: its state on the day, its place, and its whole life."""

    id: int
    uid: str
    invented: bool
    on: date
    state: OrgState | None
    path: Sequence[OrgName]
    life: Sequence[OrgState]

    @property
    def nearest(self) -> OrgState:
        """Return the state of the day, else the one that stood closest to it."""
        if self.state is not None:
            return self.state
        return min(self.life, key=lambda each: _away(each, self.on))

    @property
    def first_day(self) -> date:
        """Return the first day on which it stood."""
        return self.life[0].start

    @property
    def last_end(self) -> date | None:
        """Return the day from which it no longer stood, or None while it stands."""
        return self.life[-1].end


def _away(state: OrgState, on: date) -> int:
    if state.start > on:
        return (state.start - on).days
    return (on - state.end).days + 1 if state.end and state.end <= on else 0


def versions_of(*, actor: Actor, org: int, known: date | None = None) -> list[OrgState]:
    """Return all that an organisation ever was, in order: names, kinds, superiors over time."""
    act = act_known_on(known)
    rows = list(
        readable_versions(actor, known=act)
        .filter(org=org)
        .annotate(until=known_end(act))
        .order_by("start")
    )
    bases = {row.basis_id for row in rows} | {row.end_basis_id for row in rows if row.until}
    found = readable_decisions(actor, known=act).filter(act__in=bases - {None})
    decisions = {each.act_id: decision_row(each) for each in found}
    return [
        OrgState(
            start=row.start,
            end=row.until,
            name=row.name,
            short_name=row.short_name,
            kind=row.kind,
            superior=row.superior_id,
            code=row.code,
            sector=row.sector,
            basis=decisions.get(row.basis_id),
            end_basis=decisions.get(row.end_basis_id or 0) if row.until else None,
        )
        for row in rows
    ]


def standing_of(
    *, actor: Actor, org: OrgName, on: date, known: date | None = None
) -> Standing | None:
    """Return an organisation as it stood on a day with its whole life, or None if never known."""
    life = versions_of(actor=actor, org=org.id, known=known)
    if not life:
        return None
    state = next(
        (each for each in life if each.start <= on and (each.end is None or each.end > on)), None
    )
    act = act_known_on(known)
    path = paths_on(actor, on=on, known=act).filter(org=org.id).values_list("path", flat=True)
    above = orgs_of(path.first() or "")[:-1]
    names = names_on(actor=actor, orgs=above, on=on, known=known)
    return Standing(
        id=org.id,
        uid=org.uid,
        invented=org.invented,
        on=on,
        state=state,
        path=[names[each] for each in above if each in names],
        life=life,
    )


def org_on(*, actor: Actor, org: OrgName, on: date, known: date | None = None) -> OrgState | None:
    """Return what an organisation was on a day, or None if it did not stand then."""
    found = standing_of(actor=actor, org=org, on=on, known=known)
    return found.state if found else None
