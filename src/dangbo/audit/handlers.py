"""Note in the log who signs in and out, and who could not."""

from functools import partial
from typing import Any, Final

from allauth.account.signals import password_changed
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
)
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from dangbo.accounts.access import NOBODY, OPERATOR, Actor, actor_of, readable_accounts
from dangbo.accounts.events import account_changed
from dangbo.accounts.middleware import origin_of
from dangbo.accounts.models import User
from dangbo.audit.commands import record_access
from dangbo.audit.enums import AccessCode

OWN: Final = {
    password_changed: AccessCode.PASSWORD_CHANGED,
    authenticator_added: AccessCode.FACTOR_ADDED,
    authenticator_removed: AccessCode.FACTOR_DROPPED,
    authentication_failed: AccessCode.FACTOR_FAILED,
}


def listen() -> None:
    """Follow signing in and out, and what is done to accounts, whatever page or command does it."""
    user_logged_in.connect(_signed_in, dispatch_uid="audit.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="audit.signed_out")
    user_login_failed.connect(_failed, dispatch_uid="audit.sign_in_failed")
    account_changed.connect(_changed, dispatch_uid="audit.account_changed")
    for signal, code in OWN.items():
        signal.connect(partial(_own, code), weak=False, dispatch_uid=f"audit.{code}")


def _signed_in(sender: Any, *, request: HttpRequest | None, user: User, **_rest: Any) -> None:
    _note(AccessCode.SIGNED_IN, user, request)


def _signed_out(
    sender: Any, *, request: HttpRequest | None, user: User | None, **_rest: Any
) -> None:
    if user is not None:
        _note(AccessCode.SIGNED_OUT, user, request)


def _failed(
    sender: Any,
    *,
    credentials: dict[str, Any],
    request: HttpRequest | None = None,
    **_rest: Any,
) -> None:
    name = str(credentials.get("username") or "")
    # A name that no account has may be a password, typed into the wrong box: it is not kept.
    user = readable_accounts(OPERATOR).filter(username=name).first() if name else None
    _note(AccessCode.SIGN_IN_FAILED, user, request)


def _changed(sender: Any, *, actor: Actor, what: str, username: str, **_rest: Any) -> None:
    record_access(actor=actor, code=what, kind="account", subject=username)


def _own(code: AccessCode, sender: Any, *, user: User, **rest: Any) -> None:
    _note(code, user, rest.get("request"))


def _note(code: AccessCode, user: User | None, request: HttpRequest | None) -> None:
    origin = origin_of(request) if request is not None else ""
    actor = Actor(NOBODY.name, branches=(), origin=origin)
    if user is not None:
        found = actor_of(user, origin=origin)
        actor = found if found.user_id else Actor(user.username, user.pk, (), origin=origin)
    record_access(actor=actor, code=code, kind="account", subject=user.username if user else "")
