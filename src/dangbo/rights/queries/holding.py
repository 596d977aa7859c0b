"""Say what accounts may do now: by grants, by posts, on behalf of others, or seen as another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils import timezone

from dangbo.accounts.models import User
from dangbo.orgs.access import is_inside
from dangbo.rights.access import grants_of, kinds_of, places_of, posts_of
from dangbo.rights.models import Grant
from dangbo.rules.rights import MEMBER, READING, Held, Rights, both, rights_from, roles_on

ADMINISTRATOR: Final = "administrator"
# What a session says of the rights it uses: whose, or as whom somebody looks.
BEHALF: Final = "rights_behalf"
SEEN_AS: Final = "rights_seen_as"


@dataclass(frozen=True)
class HeldRole:
    """A role that somebody holds, and why: `grant` is the act of it, empty where a post gives it.

    `org` None: over the whole register; `person` is whose record the role of a member shows.
    """

    role: str
    org: int | None
    grant: int | None = None
    body: str = ""
    title: str = ""
    person: int | None = None
    end: date | None = None


@dataclass(frozen=True)
class Allowed:
    """What an account may do at this moment."""

    rights: Rights
    roles: tuple[str, ...]
    behalf: str = ""
    person: int | None = None
    held: tuple[str, ...] = ()


def own_roles(user: User, *, on: date, grants: Iterable[Grant] | None = None) -> list[HeldRole]:
    """Return the roles that an account holds on a day of its own: by grants and by posts."""
    rows = grants_of(user, on=on) if grants is None else grants
    own = [row for row in rows if row.behalf_id is None]
    held = [
        HeldRole(row.role, row.org_id, row.opened_by_id, person=row.person_id, end=row.end)
        for row in own
    ]
    if user.is_staff:
        held.append(HeldRole(ADMINISTRATOR, None))
    persons = {each.person for each in held if each.person is not None}
    return [*held, *(_by_posts(persons, on) if persons else ())]


def _by_posts(persons: Iterable[int], on: date) -> Iterable[HeldRole]:
    posts = posts_of(persons, on=on)
    kinds = kinds_of({org for _, _, _, org in posts}, on=on) if posts else {}
    roles = roles_on(on)
    for _person, body, title, org in posts:
        for role in roles.of_post(body=body, title=title, kind=kinds.get(org, "")):
            yield HeldRole(role, org, body=body, title=title)


def rights_of(held: Iterable[HeldRole], *, on: date) -> Rights:
    """Return what roles allow on a day, over the tree with all that it ever was."""
    roles, given = roles_on(on), list(held)
    places = places_of({each.org for each in given if each.org is not None})
    found = []
    for each in given:
        if each.role == MEMBER or (each.role in roles.roles and roles.roles[each.role].own):
            found.append(Held(each.role, ()))
        else:
            found.append(Held(each.role, None if each.org is None else places.get(each.org, ())))
    return rights_from(found, roles)


def lent_now(grant: Grant, *, on: date) -> bool:
    """Say whether who lends a role holds it still, over the organisation or one above it."""
    if grant.behalf is None or not grant.behalf.is_active:
        return False
    held = [each for each in own_roles(grant.behalf, on=on) if each.role == grant.role]
    if any(each.org is None for each in held):
        return True
    if grant.org_id is None:
        return False
    places = places_of({grant.org_id, *(each.org for each in held if each.org is not None)})
    above = tuple(path for each in held for path in places.get(each.org or 0, ()))
    return any(is_inside(path, above) for path in places.get(grant.org_id, ()))


class Keeper:
    """Tell the accounts what they are granted."""

    def granted(self, user: User, *, session: Mapping[str, Any]) -> Allowed:
        """Return what an account may do now, in the way that its session has chosen."""
        today = timezone.localdate()
        grants = grants_of(user, on=today)
        held = own_roles(user, on=today, grants=grants)
        codes = _codes(held, grants)
        person = next((each.person for each in held if each.person is not None), None)
        if lent := _lent(grants, session.get(BEHALF), today):
            taken = [HeldRole(lent.role, lent.org_id, lent.opened_by_id, end=lent.end)]
            behalf = lent.behalf.username if lent.behalf else ""
            return Allowed(rights_of(taken, on=today), (lent.role,), behalf, held=codes)
        rights, roles = rights_of(held, on=today), tuple(dict.fromkeys(each.role for each in held))
        if seen := session.get(SEEN_AS):
            rights = seen_as(rights, role=seen["role"], org=seen["org"], on=today)
            return Allowed(rights, (*roles, f"→ {seen['role']}"), held=codes)
        return Allowed(rights, roles, person=person, held=codes)

    def roles_of(self, user: User) -> tuple[str, ...]:
        """Return the roles of an account, those that others lend it included."""
        today = timezone.localdate()
        grants = grants_of(user, on=today)
        return _codes(own_roles(user, on=today, grants=grants), grants)


def _codes(own: Iterable[HeldRole], grants: Iterable[Grant]) -> tuple[str, ...]:
    lent = (row.role for row in grants if row.behalf_id)
    return tuple(dict.fromkeys([*(each.role for each in own), *lent]))


def _lent(grants: Iterable[Grant], wanted: int | None, on: date) -> Grant | None:
    if not wanted:
        return None
    rows = (row for row in grants if row.behalf_id and row.opened_by_id == wanted)
    return next((row for row in rows if lent_now(row, on=on)), None)


def seen_as(own: Rights, *, role: str, org: int | None, on: date) -> Rights:
    """Return what a role over an organisation shows of what somebody may see anyway."""
    shown = rights_of([HeldRole(role, org)], on=on)
    reading = tuple((act, where) for act, where in both(own, shown).places if act in READING)
    return Rights(reading)
