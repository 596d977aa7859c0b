"""Say who acts or asks: the one value that every command and question takes."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest

from dangbo.accounts.models import Invitation, User
from dangbo.rules.as_of import AsOf

LONGEST_ADDRESS: Final = 60


@dataclass(frozen=True)
class Actor:
    """Whoever acts or asks, with the branches of the tree he or she may see.

    `branches` holds the paths of organisations whose whole subtree may be read (`rules.paths`), so
    that a row filter is one range of an index; None means every row. `role`, `behalf` and `origin`
    are for the journal: in which role, on whose behalf, and from which address. `administers`: may
    open, lock and unlock accounts.
    """

    name: str
    user_id: int | None = None
    branches: tuple[str, ...] | None = None
    role: str = ""
    behalf: str = ""
    origin: str = ""
    administers: bool = False


class ActorRequest(HttpRequest):
    """A request as our views see it: with its actor and the day it asks about."""

    actor: Actor
    as_of: AsOf


OPERATOR: Final = Actor(name="operator", origin="console", administers=True)
NOBODY: Final = Actor(name="nobody", branches=())


def actor_of(user: User | AnonymousUser, *, origin: str = "") -> Actor:
    """Build the actor of a signed-in account; nobody when there is none."""
    if not isinstance(user, User) or not user.is_active:
        return replace(NOBODY, origin=origin)
    return Actor(user.username, user.pk, origin=origin, administers=user.is_staff)


def origin_of(request: HttpRequest) -> str:
    """Return the address that a request comes from, as far as our own proxies vouch for it.

    Each proxy adds the address it was called from at the end of `X-Forwarded-For`; what stands
    before those of our own was written by anybody.
    """
    proxies = settings.PROXIES
    told = request.headers.get("X-Forwarded-For", "").split(",")
    if proxies and len(told) >= proxies and (address := told[-proxies].strip()):
        return address[:LONGEST_ADDRESS]
    return str(request.META.get("REMOTE_ADDR", ""))[:LONGEST_ADDRESS]


def may_administer(actor: Actor) -> None:
    """Refuse acts on accounts to whoever is no technical administrator."""
    if not actor.administers:
        raise PermissionDenied


def needs_second_factor(user: User) -> bool:
    """Say whether somebody may only go on with a second factor; demonstrations never do."""
    return user.is_staff and not user.demonstration


def idle_limit(user: User) -> int:
    """Return after how many seconds without use somebody is signed out."""
    minutes: int = settings.IDLE_MINUTES["administrator" if user.is_staff else "account"]
    return minutes * 60


def readable_accounts(actor: Actor) -> QuerySet[User]:
    """Return the accounts that `actor` may see: all, or only his or her own."""
    users = User.objects.all()
    return users if actor.branches is None else users.filter(pk=actor.user_id or 0)


def lock_accounts(actor: Actor, *, usernames: list[str]) -> QuerySet[User]:
    """Return the accounts of `usernames` that `actor` may change, locked."""
    return readable_accounts(actor).filter(username__in=usernames).select_for_update()


def digest_of(secret: str) -> str:
    """Return the hash under which a link is found; its secret is never kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


def open_links(*, now: datetime) -> QuerySet[Invitation]:
    """Return the links that open an account at a moment."""
    return Invitation.objects.filter(ended_at=None, expires_at__gt=now, user__is_active=True)


def second_factors_of(users: Iterable[int]) -> QuerySet[Authenticator]:
    """Return what accounts prove themselves with beside the password."""
    return Authenticator.objects.filter(user__in=users)


def sessions_of(user: User) -> QuerySet[UserSession]:
    """Return where an account is signed in."""
    return UserSession.objects.filter(user=user)


def failures() -> QuerySet[AccessAttempt]:
    """Return what names failed to sign in with, and how often."""
    return AccessAttempt.objects.all()
