"""Say who acts or asks: the one value that every command and question takes."""

from dataclasses import dataclass, replace
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from dangbo.accounts.models import User


@dataclass(frozen=True)
class Actor:
    """Whoever acts or asks, with the branches of the tree he or she may see.

    `branches` holds the paths of organisations whose whole subtree may be read (`rules.paths`), so
    that a row filter is one range of an index; None means every row. `role`, `behalf` and `origin`
    are for the journal: in which role, on whose behalf, and from which address.
    """

    name: str
    user_id: int | None = None
    branches: tuple[str, ...] | None = None
    role: str = ""
    behalf: str = ""
    origin: str = ""


OPERATOR: Final = Actor(name="operator", origin="console")
NOBODY: Final = Actor(name="nobody", branches=())


def actor_of(user: User | AnonymousUser, *, origin: str = "") -> Actor:
    """Build the actor of a signed-in account; nobody when there is none."""
    if not isinstance(user, User) or not user.is_active:
        return replace(NOBODY, origin=origin)
    return Actor(name=user.username, user_id=user.pk, origin=origin)


def readable_accounts(actor: Actor) -> QuerySet[User]:
    """Return the accounts that `actor` may see: all, or only his or her own."""
    users = User.objects.all()
    return users if actor.branches is None else users.filter(pk=actor.user_id or 0)


def lock_accounts(actor: Actor, *, usernames: list[str]) -> QuerySet[User]:
    """Return the accounts of `usernames` that `actor` may change, locked."""
    return readable_accounts(actor).filter(username__in=usernames).select_for_update()
