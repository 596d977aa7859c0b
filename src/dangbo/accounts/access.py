"""Say who acts or asks: the one value that every command and question takes."""

from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import AnonymousUser

from dangbo.accounts.models import User


@dataclass(frozen=True)
class Actor:
    """Whoever acts or asks, with the branches of the tree he or she may see.

    `branches` holds ids of organisations whose whole subtree may be read; None means every row.
    """

    name: str
    user_id: int | None = None
    branches: tuple[int, ...] | None = None


OPERATOR: Final = Actor(name="operator")
NOBODY: Final = Actor(name="nobody", branches=())


def actor_of(user: User | AnonymousUser) -> Actor:
    """Build the actor of a signed-in account; nobody when there is none."""
    if not isinstance(user, User) or not user.is_active:
        return NOBODY
    return Actor(name=user.username, user_id=user.pk)
