"""Invite people by a link, and let a link open its account once."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from axes.utils import reset
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.access import (
    Actor,
    actor_of,
    digest_of,
    lock_accounts,
    may_administer,
    open_links,
)
from dangbo.accounts.commands.telling import tell
from dangbo.accounts.enums import Purpose
from dangbo.accounts.models import Invitation, User

LASTS: Final = {Purpose.INVITE: timedelta(days=7), Purpose.RESET: timedelta(hours=24)}
NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{2,49}")


@dataclass(frozen=True)
class Link:
    """A link just made: its secret is told once and never again."""

    username: str
    secret: str
    expires_at: datetime


@transaction.atomic
def invite(*, actor: Actor, username: str, full_name: str, administers: bool = False) -> Link:
    """Open an account that nobody can sign in to yet, and return the link that lets its owner."""
    may_administer(actor)
    name = username.strip().lower()
    if not NAME.fullmatch(name):
        raise ValidationError(
            {"username": _("Tên tài khoản gồm 3 đến 50 chữ thường không dấu, chữ số, “.”, “-”.")}
        )
    if lock_accounts(actor, usernames=[name]).exists():
        raise ValidationError({"username": _("Đã có tài khoản mang tên này.")})
    family, _space, given = full_name.strip().rpartition(" ")
    user = User(username=name, last_name=family, first_name=given, is_staff=administers)
    user.set_unusable_password()
    user.save()
    tell(actor, "account_invited", user)
    return _new_link(actor, user, Purpose.INVITE)


@transaction.atomic
def send_link(*, actor: Actor, username: str) -> Link:
    """Return a new link to an account, to choose a password; the links before it end."""
    may_administer(actor)
    user = lock_accounts(actor, usernames=[username]).get()
    purpose = Purpose.RESET if user.has_usable_password() else Purpose.INVITE
    tell(actor, "account_linked", user)
    return _new_link(actor, user, purpose)


def _new_link(actor: Actor, user: User, purpose: Purpose) -> Link:
    now = timezone.now()
    open_links(now=now).filter(user=user).update(ended_at=now)
    secret = secrets.token_urlsafe(32)
    link = Invitation(
        user=user,
        purpose=purpose,
        digest=digest_of(secret),
        made_by=actor.name,
        made_at=now,
        expires_at=now + LASTS[purpose],
    )
    link.save()
    return Link(user.username, secret, link.expires_at)


@transaction.atomic
def use_link(*, secret: str, password: str, origin: str = "") -> User | None:
    """Give the account of a link its password and end the link; None where it opens nothing."""
    now = timezone.now()
    found = open_links(now=now).filter(digest=digest_of(secret))
    link = found.select_related("user").select_for_update(of=("self",)).first()
    if link is None:
        return None
    validate_password(password, link.user)
    link.user.set_password(password)
    link.user.save(update_fields=["password"])
    link.ended_at = now
    link.save(update_fields=["ended_at"])
    reset(username=link.user.username)
    tell(actor_of(link.user, origin=origin), "account_link_used", link.user)
    return link.user
