"""Lock and unlock accounts, by hand and where nobody has used them for long."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from axes.utils import reset
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.access import (
    OPERATOR,
    Actor,
    lock_accounts,
    may_administer,
    readable_accounts,
    second_factors_of,
    sessions_of,
)
from dangbo.accounts.commands.telling import tell
from dangbo.accounts.models import User

WORKER: Final = replace(OPERATOR, origin="worker")


@transaction.atomic
def lock_account(*, actor: Actor, username: str) -> None:
    """Let nobody sign in to an account any more, and end its sessions."""
    may_administer(actor)
    user = _one(actor, username)
    if user.pk == actor.user_id:
        raise ValidationError(_("Không tự khóa tài khoản đang dùng."))
    _lock(user, actor)


@transaction.atomic
def unlock_account(*, actor: Actor, username: str) -> None:
    """Let an account be signed in to again; the time without use counts from now on."""
    may_administer(actor)
    user = _one(actor, username)
    user.is_active = True
    user.last_login = timezone.now() if user.last_login else None
    user.date_joined = timezone.now()
    user.save(update_fields=["is_active", "last_login", "date_joined"])
    tell(actor, "account_unlocked", user)
    reset(username=username)


@transaction.atomic
def forget_failures(*, actor: Actor, username: str) -> int:
    """Let somebody try again who was held back after too many wrong passwords."""
    may_administer(actor)
    tell(actor, "account_released", _one(actor, username))
    return int(reset(username=username))


@transaction.atomic
def forget_second_factors(*, actor: Actor, username: str) -> int:
    """Take away every second factor of somebody who lost them; sessions end."""
    may_administer(actor)
    user = _one(actor, username)
    found, _by_model = second_factors_of([user.pk]).delete()
    _end_sessions(user)
    tell(actor, "factors_removed", user)
    return found


def lock_unused(today: date) -> None:
    """Lock accounts that nobody has signed in to for too long; safe to repeat."""
    before = timezone.now() - timedelta(days=settings.ACCOUNT_UNUSED_LOCK_DAYS)
    with transaction.atomic():
        for user in unused_since(before).select_for_update():
            _lock(user, WORKER)


def unused_since(before: datetime) -> QuerySet[User]:
    """Return open accounts that were not used after a moment; demonstrations stay open."""
    used = Q(last_login__gt=before) | Q(last_login=None, date_joined__gt=before)
    return readable_accounts(OPERATOR).filter(is_active=True, demonstration=False).exclude(used)


def _one(actor: Actor, username: str) -> User:
    return lock_accounts(actor, usernames=[username]).get()


def _lock(user: User, actor: Actor) -> None:
    user.is_active = False
    user.save(update_fields=["is_active"])
    _end_sessions(user)
    tell(actor, "account_locked", user)


def _end_sessions(user: User) -> None:
    for session in sessions_of(user):
        session.end()
