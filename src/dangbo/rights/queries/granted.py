"""Tell one grant with its course, what somebody may do and why, and what is lent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from dangbo.accounts.access import Actor, NotGranted
from dangbo.accounts.models import User
from dangbo.audit.access import acts_by_seq
from dangbo.audit.models import Act
from dangbo.orgs.access import ask_over
from dangbo.orgs.queries import names_on
from dangbo.rights.access import every, loans_of, loans_to, told_of_grant
from dangbo.rights.models import Grant
from dangbo.rights.queries.holding import ADMINISTRATOR, lent_now, own_roles
from dangbo.rights.queries.listing import GrantRow, rows_of
from dangbo.rules.rights import RIGHT_GRANT, roles_on


@dataclass(frozen=True)
class Deed:
    """One act in the course of a grant."""

    seq: int
    code: str
    at: datetime
    on: date | None
    actor: str
    behalf: str
    paper: str
    reason: str


@dataclass(frozen=True)
class GrantPage:
    """One grant, whether it still stands at all, and its course, the newest act first."""

    row: GrantRow
    stands: bool
    deeds: tuple[Deed, ...]
    may_end: bool


def grant_page(*, actor: Actor, act: int, on: date) -> GrantPage:
    """Return what an act granted, with what became of it, or answer 404."""
    rows = told_of_grant(actor, act=act)
    told = next((row for row in rows if row.voided_by_id is None), rows[-1])
    stands = told.voided_by_id is None
    named = {act, *(row.voided_by_id for row in rows), *(row.closed_by_id for row in rows)}
    acts = acts_by_seq(seq for seq in named if seq is not None)
    deeds = tuple(_deed(acts[seq]) for seq in sorted(acts, reverse=True))
    [row] = rows_of([told], actor=actor, on=on)
    return GrantPage(row, stands, deeds, stands and _may_end(actor, told))


def _deed(act: Act) -> Deed:
    fields = (act.actor, act.behalf, act.paper, act.reason)
    return Deed(act.seq, act.code, act.at, act.on, *fields)


def _may_end(actor: Actor, row: Grant) -> bool:
    if row.behalf_id is not None and row.behalf_id == actor.user_id:
        return True
    if row.org_id is None:
        return actor.over(RIGHT_GRANT) is None
    try:
        ask_over(actor, RIGHT_GRANT, [row.org_id])
    except NotGranted:
        return False
    return True


@dataclass(frozen=True)
class OwnRole:
    """A role of one's own: where, and the grant or the post that it comes from."""

    role: str
    org: int | None
    where: str
    own: bool
    grant: int | None
    body: str
    title: str
    end: date | None

    @property
    def key(self) -> str:
        """Return how a form names it."""
        return f"{self.role}:{self.org or ''}"


def own_roles_of(*, actor: Actor, on: date) -> list[OwnRole]:
    """Return the roles that the account of the actor holds of its own on a day."""
    held = own_roles(_account(actor), on=on)
    orgs = names_on(actor=actor, orgs={each.org for each in held if each.org is not None}, on=on)
    roles = roles_on(on).roles
    return [
        OwnRole(
            each.role,
            each.org,
            orgs[each.org].name if each.org in orgs else "",
            each.role in roles and roles[each.role].own,
            each.grant,
            each.body,
            each.title,
            each.end,
        )
        for each in held
    ]


def lendable(*, actor: Actor, on: date) -> list[OwnRole]:
    """Return those roles of one's own that may be lent, each place once."""
    found = own_roles_of(actor=actor, on=on)
    kept = [each for each in found if not each.own and each.role != ADMINISTRATOR]
    return list({each.key: each for each in kept}.values())


def acts_of(held: Iterable[OwnRole], *, on: date) -> list[tuple[str, list[str | None]]]:
    """Return the acts that roles allow with their places, in the order of the vocabulary.

    A place is the name of an organisation; empty: the whole register; None: the own record.
    """
    known, found = roles_on(on), dict[str, list[str | None]]()
    for each in held:
        role = known.roles.get(each.role)
        if role is None:
            continue
        for act in role.acts | role.everywhere:
            where = "" if act in role.everywhere or role.whole else each.where
            found.setdefault(act, []).append(None if role.own and act in role.acts else where)
    return [(act, _shortest(found[act])) for act in known.acts if act in found]


def _shortest(places: list[str | None]) -> list[str | None]:
    return [""] if "" in places else list(dict.fromkeys(places))


def lent_by(*, actor: Actor, on: date) -> list[GrantRow]:
    """List what the account of the actor lends on a day or later, the earliest first."""
    rows = loans_of(actor.user_id or 0).filter(end__gt=on).order_by("start", "pk")
    return rows_of(list(rows), actor=actor, on=on)


def lent_to(*, actor: Actor, on: date) -> list[GrantRow]:
    """List what others lend the account of the actor on a day, as far as they hold it still."""
    rows = loans_to(actor.user_id or 0).filter(start__lte=on, end__gt=on).order_by("pk")
    return rows_of([row for row in rows if lent_now(row, on=on)], actor=actor, on=on)


def accounts_to_choose() -> list[tuple[str, str]]:
    """Return the accounts that are open, by name of account, with whose each is."""
    users = every(User).filter(is_active=True).order_by("username")
    return [(each.username, _called(each)) for each in users]


def _called(user: User) -> str:
    name = user.get_full_name()
    return f"{name} ({user.username})" if name else user.username


def _account(actor: Actor) -> User:
    return every(User).get(pk=actor.user_id or 0)
