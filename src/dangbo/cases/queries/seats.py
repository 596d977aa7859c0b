"""Say where a case is on a day: with its person, or with the cell that its own went into."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.base.spans import known_at
from dangbo.cases.access import chunks, every, kinds_on, postings_of
from dangbo.cases.models import Case
from dangbo.members.models import Carry
from dangbo.orgs.access import paths_on
from dangbo.rules.org_kinds import org_kinds
from dangbo.rules.paths import orgs_of

GRASSROOTS = frozenset({"dang_bo_co_so", "dang_bo_co_so_giao_quyen"})
DEPARTMENTAL = frozenset({"dang_bo_bo_phan", "dang_bo_truc_thuoc_co_so"})
SUPERIOR = frozenset({"dang_bo_cap_tren"})
PROVINCE = frozenset({"dang_bo_tinh"})


@dataclass(frozen=True)
class Levels:
    """The organisations above a cell on a day, level by level; None where there is none.

    A cell that stands directly under the superior has no grassroots committee over it.
    """

    cell: int | None = None
    departmental: int | None = None
    grassroots: int | None = None
    superior: int | None = None
    province: int | None = None


def seats_on(
    cases: Sequence[Case], *, on: date, known: date | None = None
) -> dict[int, tuple[int, int | None]]:
    """Return by case its cell on a day, and where it is to go, mergers followed."""
    act = act_known_on(known)
    posted = postings_of({each.person_id for each in cases}, on=on, known=act)
    starts = {(each.org_id, each.opened_on) for each in cases}
    starts |= {(each.to_org_id, each.opened_on) for each in cases if each.to_org_id}
    moved = _followed(starts, on, act)
    found: dict[int, tuple[int, int | None]] = {}
    for each in cases:
        carried = moved[each.org_id, each.opened_on]
        seat = posted.get(each.person_id, carried)
        # A closed transfer stays with the cell it left.
        seat = carried if each.closed_on is not None and each.closed_on <= on else seat
        target = moved[each.to_org_id, each.opened_on] if each.to_org_id else None
        found[each.pk] = (seat, target)
    return found


def followed(org: int, *, since: date, on: date, known: date | None = None) -> int:
    """Return the organisation that took over the members of another between two days."""
    return _followed({(org, since)}, on, act_known_on(known))[org, since]


def _followed(
    starts: Iterable[tuple[int, date]], on: date, act: int | None
) -> dict[tuple[int, date], int]:
    at = {start: start[0] for start in starts}
    since = {start: start[1] for start in at}
    open_ = set(at)
    while open_:
        carries = _carries({at[start] for start in open_}, on, act)
        moved = set()
        for start in open_:
            later = [each for each in carries[at[start]] if each[0] > since[start]]
            if later:
                since[start], at[start] = min(later)
                moved.add(start)
        open_ = moved
    return at


def _carries(orgs: Iterable[int], on: date, act: int | None) -> dict[int, list[tuple[date, int]]]:
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for ids in chunks(orgs):
        rows = every(Carry).filter(known_at(act), source__in=ids, on__lte=on, persons__isnull=True)
        rows = rows.filter(result__isnull=False)
        for source, day, result in rows.values_list("source", "on", "result"):
            if result is not None:
                found[source].append((day, result))
    return found


def levels_of(*, actor: Actor, org: int, on: date, known: date | None = None) -> Levels:
    """Return the organisations above a cell on a day, level by level."""
    act = act_known_on(known)
    path = paths_on(actor, on=on, known=act).filter(org=org).values_list("path", flat=True).first()
    above = orgs_of(path or "")[:-1]
    kinds = kinds_on(above, on=on, known=act)

    def nearest(wanted: frozenset[str]) -> int | None:
        return next((each for each in reversed(above) if kinds.get(each) in wanted), None)

    return Levels(
        org if path else None,
        nearest(DEPARTMENTAL),
        nearest(GRASSROOTS),
        nearest(SUPERIOR),
        nearest(PROVINCE),
    )


def is_cell(org: int, *, on: date) -> bool:
    """Say whether an organisation is a cell on a day."""
    kind = kinds_on([org], on=on).get(org, "")
    return org_kinds().on(on).is_cell(kind)


def conditions_of(*, here: Levels, there: Levels | None, outside: bool) -> frozenset[str]:
    """Return which steps the levels of both sides make necessary."""
    met = {
        "departmental": here.departmental is not None,
        "grassroots_committee": here.grassroots is not None,
        "leaves_province": outside,
    }
    if there is not None:
        own, other = here.grassroots or here.cell, there.grassroots or there.cell
        met |= {
            "within_register": True,
            "receiving_superior": there.superior not in {None, here.superior},
            "leaves_province": here.province is not None and there.province != here.province,
            "receiving_grassroots": there.grassroots not in {None, here.grassroots},
            "between_grassroots": own != other,
        }
    return frozenset(name for name, holds in met.items() if holds)
