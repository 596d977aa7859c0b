"""List who holds which role on a day: by grants, and by the posts of whose record is tied."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.orgs.access import is_inside
from dangbo.orgs.queries import names_on
from dangbo.rights.access import grants_on, kinds_of, places_of, posts_of
from dangbo.rights.queries.listing import grants
from dangbo.rules.rights import MEMBER, RIGHT_GRANT, roles_on


@dataclass(frozen=True)
class Holder:
    """A role of an account; `act` gave it, `body` and `title` do where it follows from a post.

    `end` is the first day without it; `where` is empty over the whole register.
    """

    username: str
    name: str
    role: str
    where: str
    start: date | None = None
    end: date | None = None
    behalf: str = ""
    given_by: str = ""
    basis: str = ""
    act: int | None = None
    body: str = ""
    title: str = ""


def holders(*, actor: Actor, on: date, known: date | None = None) -> list[Holder]:
    """List the roles in force on a day that the actor may know of, by account.

    As known at the end of a day: grants and posts as they were recorded then.
    """
    given = [
        Holder(
            row.username,
            row.name,
            row.role,
            row.org_name or row.person_name,
            row.start,
            row.end,
            row.behalf,
            row.given_by,
            row.basis,
            row.act,
        )
        for row in grants(actor=actor, on=on, known=known)
    ]
    followed = _by_posts(actor, on, known) if actor.may(RIGHT_GRANT) else []
    return sorted([*given, *followed], key=lambda row: (row.username, row.role, row.where))


def _by_posts(actor: Actor, on: date, known: date | None) -> list[Holder]:
    then: dict[str, Any] = {"on": on, "known": act_known_on(known)}
    tied = list(grants_on(**then).filter(role=MEMBER, behalf=None).select_related("user"))
    posts = posts_of({row.person_id for row in tied if row.person_id}, **then) if tied else []
    seen = _within_reach(actor, {org for *_, org in posts})
    orgs = names_on(actor=actor, orgs=seen, on=on, known=known)
    kinds, roles = kinds_of(seen, **then), roles_on(on)
    return [
        Holder(row.user.username, str(row.user), role, orgs[org].name, body=body, title=title)
        for row in tied
        for person, body, title, org in posts
        if person == row.person_id and org in orgs
        for role in roles.of_post(body=body, title=title, kind=kinds.get(org, ""))
    ]


def _within_reach(actor: Actor, orgs: Iterable[int]) -> set[int]:
    """Return the organisations over which the actor gives rights."""
    branches, wanted = actor.over(RIGHT_GRANT), set(orgs)
    if branches is None:
        return wanted
    places = places_of(wanted)
    return {org for org, paths in places.items() if any(is_inside(p, branches) for p in paths)}
