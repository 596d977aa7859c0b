"""Answer questions about accounts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.core.cache import cache
from django.utils import timezone

from dangbo.accounts.access import (
    Actor,
    digest_of,
    failures,
    idle_limit,
    open_links,
    readable_accounts,
    second_factors_of,
    sessions_of,
)
from dangbo.accounts.models import User

USED_AT: Final = "used_at"
NOTED_EVERY: Final = 60
KEPT: Final = 86_400


@dataclass(frozen=True)
class Account:
    """One account as a list shows it; `locks_on`: when it is locked unless it is used."""

    username: str
    name: str
    is_active: bool
    administers: bool = False
    demonstration: bool = False
    last_used: datetime | None = None
    second_factor: bool = False
    held_back: bool = False
    invited_until: datetime | None = None
    locks_on: datetime | None = None

    @property
    def is_warned(self) -> bool:
        """Say whether the account is locked soon."""
        soon = timezone.now() + timedelta(days=settings.ACCOUNT_UNUSED_WARN_DAYS)
        return self.is_active and self.locks_on is not None and self.locks_on < soon


@dataclass(frozen=True)
class Place:
    """Where an account is signed in."""

    started: datetime
    last_seen: datetime
    address: str
    browser: str
    current: bool


def accounts(*, actor: Actor) -> list[Account]:
    """List the accounts that `actor` may see, by name."""
    users = list(readable_accounts(actor).order_by("username"))
    ids = [user.pk for user in users]
    proved = second_factors_of(ids).exclude(type="recovery_codes").values_list("user", flat=True)
    factors, held = set(proved), held_back()
    links = dict(open_links(now=timezone.now()).values_list("user", "expires_at"))
    return [
        _account(user, user.pk in factors, user.username in held, links.get(user.pk))
        for user in users
    ]


def account(*, actor: Actor, username: str) -> Account | None:
    """Return one account, None where there is none that `actor` may see."""
    return next((each for each in accounts(actor=actor) if each.username == username), None)


def _account(user: User, factor: bool, held: bool, link: datetime | None) -> Account:
    used = user.last_login or user.date_joined
    locks = used + timedelta(days=settings.ACCOUNT_UNUSED_LOCK_DAYS)
    return Account(
        user.username,
        user.get_full_name(),
        user.is_active,
        user.is_staff,
        user.demonstration,
        user.last_login,
        factor,
        held,
        link,
        None if user.demonstration or not user.is_active else locks,
    )


def held_back() -> set[str]:
    """Return the names that may not try again for now, after too many wrong passwords."""
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    limit = settings.AXES_FAILURE_LIMIT
    rows = failures().filter(attempt_time__gt=since, failures_since_start__gte=limit)
    return {name for name in rows.values_list("username", flat=True) if name}


def invited(*, secret: str) -> User | None:
    """Return the account that a link opens now, None where it is used, past or unknown."""
    found = open_links(now=timezone.now()).filter(digest=digest_of(secret))
    link = found.select_related("user").first()
    return link.user if link else None


def seconds_left(held: Iterable[str], *, used_at: float | None, now: float) -> int:
    """Return for how long a session of whoever holds some roles lasts without further use.

    0 where it has ended.
    """
    limit = idle_limit(held)
    return limit if used_at is None else max(0, int(used_at + limit - now))


def last_use(session: SessionBase) -> float | None:
    """Return when a session was used last, None where it was not used yet."""
    noted = cache.get(f"{USED_AT}:{session.session_key}")
    return max(filter(None, (session.get(USED_AT), noted)), default=None)


def note_use(session: SessionBase, *, used_at: float | None, now: float) -> None:
    """Note that a session is in use.

    The first use stands in the session, each later one in the cache: reading a page never waits
    until somebody else has written into the database.
    """
    if used_at is None:
        session[USED_AT] = now
    elif now - used_at >= NOTED_EVERY:
        cache.set(f"{USED_AT}:{session.session_key}", now, timeout=KEPT)


def has_second_factor(user: User) -> bool:
    """Say whether an account can prove itself with more than its password."""
    return second_factors_of([user.pk]).exclude(type="recovery_codes").exists()


def places_of(user: User | AnonymousUser, *, session: str | None) -> list[Place]:
    """Return where an account is signed in, the place used last first."""
    if not isinstance(user, User):
        return []
    rows = [row for row in sessions_of(user) if row.exists()]
    rows.sort(key=_seen, reverse=True)
    return [
        Place(
            row.created_at,
            _seen(row),
            row.ip,
            browser_of(row.user_agent),
            row.session_key == session,
        )
        for row in rows
    ]


def _seen(row: UserSession) -> datetime:
    noted = cache.get(f"{USED_AT}:{row.session_key}")
    return datetime.fromtimestamp(noted, tz=UTC) if noted else row.last_seen_at


# The first mark that is found counts: Edge also calls itself Chrome, and Chrome Safari.
BROWSERS = {"Edg": "Edge", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    "Windows": "Windows",
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Mac OS": "macOS",
    "Linux": "Linux",
}


def browser_of(agent: str) -> str:
    """Name a browser and what it runs on, as its owner would."""
    browser = next((name for mark, name in BROWSERS.items() if mark in agent), "")
    system = next((name for mark, name in SYSTEMS.items() if mark in agent), "")
    return " · ".join(filter(None, (browser, system))) or agent[:60]
