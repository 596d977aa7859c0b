"""List who holds which rights, and what a role may do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dangbo.accounts.access import Actor
from dangbo.accounts.models import User
from dangbo.audit.access import act_known_on, acts_by_seq
from dangbo.base.spans import valid_on
from dangbo.members.queries.naming import named_persons
from dangbo.orgs.queries import names_on
from dangbo.rights.access import readable_grants
from dangbo.rights.models import Grant
from dangbo.rights.queries.holding import HeldRole, own_roles


@dataclass(frozen=True)
class GrantRow:
    """One grant as a list shows it; `basis`: the paper or the reason of the act that gave it."""

    act: int
    username: str
    name: str
    role: str
    org: int | None
    org_name: str
    start: date
    end: date | None
    behalf: str
    person: int | None
    person_name: str
    given_by: str
    basis: str


def grants(
    *, actor: Actor, on: date, known: date | None = None, username: str = ""
) -> list[GrantRow]:
    """List the grants in force on a day that the actor may know of, by account and role."""
    act = act_known_on(known)
    rows = readable_grants(actor, known=act).filter(valid_on(on, act))
    if username:
        rows = rows.filter(user__username=username)
    return rows_of(list(rows.order_by("user__username", "role", "pk")), actor=actor, on=on)


def rows_of(found: Iterable[Grant], *, actor: Actor, on: date) -> list[GrantRow]:
    """Return grants as lists show them."""
    rows = list(found)
    orgs = names_on(actor=actor, orgs={row.org_id for row in rows if row.org_id}, on=on)
    whose = {row.person_id for row in rows if row.person_id}
    people = {each.id: each.name for each in named_persons(actor=actor, persons=whose)}
    acts = acts_by_seq(row.opened_by_id for row in rows)
    return [
        GrantRow(
            row.opened_by_id,
            row.user.username,
            str(row.user),
            row.role,
            row.org_id,
            orgs[row.org_id].name if row.org_id in orgs else "",
            row.start,
            row.end,
            str(row.behalf) if row.behalf else "",
            row.person_id,
            people.get(row.person_id or 0, ""),
            acts[row.opened_by_id].actor,
            acts[row.opened_by_id].paper or acts[row.opened_by_id].reason,
        )
        for row in rows
    ]


def roles_held(*, user: User, on: date) -> list[HeldRole]:
    """Return the roles that an account holds on a day of its own, by grants and by posts."""
    return own_roles(user, on=on)
