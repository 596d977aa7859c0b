"""Say which planning lists of committees are shorter than they should be."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.base.spans import valid_on
from dangbo.orgs.queries.names import OrgName
from dangbo.posts.access import chunks, readable_terms
from dangbo.posts.queries.registers import PlanRow
from dangbo.rules.bodies import offices_on
from dangbo.rules.plans import least_planned


@dataclass(frozen=True)
class Shortfall:
    """A committee for which fewer persons are planned in a term than its seats ask for."""

    org: OrgName
    body: str
    term: str
    seats: int
    planned: int
    least: int


def plan_shortfalls(
    *, actor: Actor, rows: Iterable[PlanRow], on: date, known: date | None = None
) -> list[Shortfall]:
    """Return the planning lists among some that are too short, where the seats are known."""
    titles = offices_on(on).titles
    planned: dict[tuple[int, str, str], set[int]] = defaultdict(set)
    orgs: dict[int, OrgName] = {}
    for row in rows:
        if row.title in titles and titles[row.title].committee:
            planned[row.org.id, row.body, row.term].add(row.person.id)
            orgs[row.org.id] = row.org
    seats = _seats(actor, orgs, on, known)
    found = [
        Shortfall(orgs[org], body, term, seats[org, body], len(persons), least)
        for (org, body, term), persons in planned.items()
        if (org, body) in seats
        and len(persons) < (least := least_planned(seats=seats[org, body], on=on))
    ]
    return sorted(found, key=lambda each: (each.term, each.org.name, each.body))


def _seats(
    actor: Actor, orgs: Iterable[int], on: date, known: date | None
) -> dict[tuple[int, str], int]:
    act = act_known_on(known)
    found: dict[tuple[int, str], int] = {}
    for ids in chunks(orgs):
        rows = readable_terms(actor, known=act).filter(valid_on(on, act), org__in=ids)
        found |= {
            (org, body): count for org, body, count in rows.values_list("org", "body", "seats")
        }
    return found
