"""List hand-overs given and received, and what became of them on the other side."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.audit.queries import params_of
from dangbo.history.access import readable_handovers
from dangbo.history.files.packages import Named, Receipt
from dangbo.history.models import Handover
from dangbo.history.queries.registers import register_mark
from dangbo.orgs.queries.names import OrgName, names_at
from dangbo.papers.queries import PaperRow, papers_by_uid


@dataclass(frozen=True)
class Arrival:
    """What the other side's receipt says: where the organisation stands there, and since when."""

    where: str
    key: str
    on: date
    recorded: date
    act: int
    orgs: int
    left: int = 0
    stayed: int = 0
    joined: int = 0


@dataclass(frozen=True)
class HandoverRow:
    """A hand-over as this register keeps it; `arrivals` are the receipts for one that was given."""

    act: int
    given: bool
    org: OrgName
    on: date
    package: str
    register: str
    other: str
    place: str
    paper: PaperRow | None
    paper_uid: str
    orgs: int
    decided_by: int | None
    invented: bool
    recorded: date
    actor: str
    arrivals: Sequence[Arrival]


def handovers(
    *, actor: Actor, org: int | None = None, known: date | None = None
) -> list[HandoverRow]:
    """Return hand-overs given and received, newest first: all, or those of one organisation."""
    rows = readable_handovers(actor, known=act_known_on(known))
    if org is not None:
        rows = rows.filter(org=org)
    return _told(actor, rows, known)


def handover(*, actor: Actor, act: int, known: date | None = None) -> HandoverRow | None:
    """Return the hand-over that an act recorded, or None."""
    rows = readable_handovers(actor, known=act_known_on(known))
    package = rows.filter(opened_by=act).exclude(side="arrived").values("package")
    found = _told(actor, rows.filter(package__in=package), known)
    return next((each for each in found if each.act == act), None)


def recorded_handover(*, actor: Actor, side: str, package: str) -> int | None:
    """Return the act by which a package was given or received already, or None."""
    rows = readable_handovers(actor).filter(side=side, package=package)
    return rows.values_list("opened_by", flat=True).first()


def receipt_of(*, actor: Actor, act: int) -> Receipt | None:
    """Return the receipt for a package that was received by an act, or None."""
    row = readable_handovers(actor).filter(opened_by=act, side="received").first()
    if row is None:
        return None
    params = params_of(row.opened_by)
    under = params["under"]
    return Receipt(
        package=row.package,
        org=Named(**params["package_org"]),
        received_as=Named(row.org.uid, params["name"]),
        under=Named(**under) if under else None,
        on=row.on,
        recorded=row.opened_by.recorded,
        orgs=row.orgs,
        prefix=params["prefix"],
        register=register_mark(),
        act=act,
    )


def _told(actor: Actor, rows: Iterable[Handover], known: date | None) -> list[HandoverRow]:
    found = list(rows)
    arrivals: dict[str, list[Arrival]] = defaultdict(list)
    for each in found:
        if each.side == "arrived":
            arrivals[each.package].append(_arrival(each))
    shown = [each for each in found if each.side != "arrived"]
    names = names_at(actor=actor, wanted={(row.org_id, row.on) for row in shown}, known=known)
    papers = papers_by_uid(actor=actor, uids={row.paper for row in shown} - {""})
    return [
        HandoverRow(
            act=row.opened_by_id,
            given=row.side == "given",
            org=names.get((row.org_id, row.on)) or OrgName(row.org_id, row.org.uid, "", False),
            on=row.on,
            package=row.package,
            register=row.register,
            other=row.other,
            place=row.place,
            paper=papers.get(row.paper),
            paper_uid=row.paper,
            orgs=row.orgs,
            decided_by=row.decided_by_id,
            invented=row.invented,
            recorded=row.opened_by.recorded,
            actor=row.opened_by.actor,
            arrivals=arrivals[row.package] if row.side == "given" else (),
        )
        for row in shown
    ]


def _arrival(row: Handover) -> Arrival:
    params = params_of(row.opened_by)
    receipt: dict[str, Any] = params["receipt"]
    members: dict[str, Any] = params.get("members", {})
    return Arrival(
        where=row.other,
        key=receipt["received_as"]["key"],
        on=row.on,
        recorded=date.fromisoformat(receipt["recorded"]),
        act=receipt["act"],
        orgs=row.orgs,
        **{name: members.get(name, 0) for name in ("left", "stayed", "joined")},
    )
