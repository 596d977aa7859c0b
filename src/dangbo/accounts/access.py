"""Say who acts or asks: the one value that every command and question takes."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Protocol

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dangbo.accounts.models import Invitation, User
from dangbo.rules.as_of import AsOf
from dangbo.rules.rights import (
    ACCOUNT_MANAGE,
    OWN,
    READING,
    Branches,
    Rights,
    roles_on,
)

LONGEST_ADDRESS: Final = 60
# Of whoever holds no role that has less.
IDLE_MINUTES: Final = 60


@dataclass(frozen=True)
class Actor:
    """Whoever acts or asks, with what he or she may do and where.

    `rights` says in which branches of the tree each act may be done; a branch is the path of an
    organisation whose whole subtree is meant (`rules.paths`), so that a row filter is one range of
    an index. Without it (the console, and parts of the system) `branches` says what may be read,
    None meaning everything, which may be changed too. `person` is the own record. `held` are all
    roles of the account, those that others lend it included. `role`, `behalf` and `origin` are for
    the journal: in which role, on whose behalf, and from which address.
    """

    name: str
    user_id: int | None = None
    branches: Branches = None
    role: str = ""
    behalf: str = ""
    origin: str = ""
    rights: Rights | None = None
    person: int | None = None
    held: tuple[str, ...] = ()

    def over(self, act: str) -> Branches:
        """Return the branches in which an act may be done; None: everywhere, (): nowhere."""
        if self.rights is not None:
            return self.rights.over(act)
        return self.branches if act in READING or self.branches is None else ()

    def may(self, act: str) -> bool:
        """Say whether an act may be done anywhere at all."""
        return self.over(act) != ()

    def enters(self, act: str) -> bool:
        """Say whether pages of an act are open: to whoever may do it, and to see the own record."""
        return self.may(act) or (self.person is not None and act in OWN)

    @property
    def administers(self) -> bool:
        """Say whether accounts may be opened, locked and unlocked."""
        return self.may(ACCOUNT_MANAGE)


class ActorRequest(HttpRequest):
    """A request as our views see it: with its actor and the day it asks about."""

    actor: Actor
    as_of: AsOf


class NotGranted(PermissionDenied):
    """An act is refused: nobody granted it, or not here; `why` says more of what is in the way."""

    def __init__(self, act: str, *, here: bool = False, why: object = "") -> None:
        self.act = act
        text = (
            _("Tài khoản có quyền “%(act)s”, nhưng không phải ở đơn vị này.")
            if here
            else _("Tài khoản chưa được giao quyền “%(act)s”.")
        )
        super().__init__(f"{text % {'act': act_name(act)}} {why}".strip())


def act_name(act: str) -> str:
    """Return what an act of the vocabulary is called in the language of the page."""
    named = roles_on(timezone.localdate()).acts[act]
    return named.name_en if (get_language() or "vi").startswith("en") else named.name


class Granted(Protocol):
    """What an account is granted now, as the app that keeps grants tells it."""

    @property
    def rights(self) -> Rights:
        """Return where the account may do what."""

    @property
    def roles(self) -> tuple[str, ...]:
        """Return the codes of the roles that it acts in."""

    @property
    def held(self) -> tuple[str, ...]:
        """Return the codes of all its roles, those that others lend it included."""

    @property
    def behalf(self) -> str:
        """Return the account on whose behalf it acts; empty: its own."""

    @property
    def person(self) -> int | None:
        """Return whose record is its own."""


class GrantKeeper(Protocol):
    """Whoever knows what accounts are granted."""

    def granted(self, user: User, *, session: Any) -> Granted:
        """Return what an account may do now; `session` may narrow it, or lend another's rights."""

    def roles_of(self, user: User) -> tuple[str, ...]:
        """Return the codes of the roles that an account holds now."""


_keepers: list[GrantKeeper] = []

OPERATOR: Final = Actor(name="operator", origin="console")
NOBODY: Final = Actor(name="nobody", branches=())


def register_keeper(keeper: GrantKeeper) -> None:
    """Ask this keeper for grants from now on; call it in the `ready()` of the app that has it."""
    _keepers[:] = [keeper]


def keeper() -> GrantKeeper:
    """Return who knows what accounts are granted."""
    return _keepers[0]


def actor_of(user: User | AnonymousUser, *, origin: str = "", session: Any = None) -> Actor:
    """Build the actor of a signed-in account; nobody when there is none."""
    if not isinstance(user, User) or not user.is_active:
        return replace(NOBODY, origin=origin)
    found = keeper().granted(user, session=session or {})
    return Actor(
        user.username,
        user.pk,
        branches=(),
        role=", ".join(found.roles),
        behalf=found.behalf,
        origin=origin,
        rights=found.rights,
        person=found.person,
        held=found.held,
    )


def ask(actor: Actor, act: str) -> None:
    """Refuse an act to whoever may do it nowhere."""
    if not actor.may(act):
        raise NotGranted(act)


def ask_everywhere(actor: Actor, act: str) -> None:
    """Refuse an act to whoever may not do it over the whole register."""
    ask(actor, act)
    if actor.over(act) is not None:
        raise NotGranted(act, here=True)


def lend(actor: Actor, *acts: str) -> Actor:
    """Return the actor with some acts everywhere, for what follows of an act that was asked for."""
    rights = actor.rights
    return actor if rights is None else replace(actor, rights=rights.with_everywhere(acts))


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
    ask(actor, ACCOUNT_MANAGE)


def needs_second_factor(user: User, *, held: Iterable[str]) -> bool:
    """Say whether somebody with some roles may only go on with a second factor.

    Demonstrations never need one.
    """
    roles = roles_on(timezone.localdate()).roles
    strong = any(roles[code].strong for code in held if code in roles)
    return strong and not user.demonstration


def idle_limit(held: Iterable[str]) -> int:
    """Return after how many seconds without use whoever holds some roles is signed out."""
    known = roles_on(timezone.localdate()).roles
    return min([IDLE_MINUTES, *(known[code].idle for code in held if code in known)]) * 60


def readable_accounts(actor: Actor) -> QuerySet[User]:
    """Return the accounts that `actor` may see: all, or only his or her own."""
    users = User.objects.all()
    return users if actor.administers else users.filter(pk=actor.user_id or 0)


def colleagues(actor: Actor) -> QuerySet[User]:
    """Return the open accounts by whose names somebody signed in may ask people to work along."""
    users = User.objects.filter(is_active=True)
    return users if actor.user_id is not None or actor.administers else users.none()


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
