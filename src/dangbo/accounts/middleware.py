"""Put the actor on each request, and see to it that a session is in use and well proved."""

import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from dangbo.accounts.access import (
    Actor,
    ActorRequest,
    NotGranted,
    actor_of,
    needs_second_factor,
    origin_of,
)
from dangbo.accounts.models import User
from dangbo.accounts.queries import has_second_factor, last_use, note_use, seconds_left
from dangbo.ui.page_acts import is_open, page_acts

__all__ = [
    "Actor",
    "ActorMiddleware",
    "ActorRequest",
    "IdleMiddleware",
    "SecondFactorMiddleware",
    "origin_of",
]

PROVED: Final = "second_factor"
WITHOUT_FACTOR: Final = ("mfa_", "account_", "usersessions_", "accounts:session", "set_language")
Answer = Callable[[HttpRequest], HttpResponse]


class ActorMiddleware:
    """Set `request.actor` from the signed-in account."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with its actor set."""
        origin = origin_of(request)
        actor = actor_of(request.user, origin=origin, session=request.session)
        request.actor = actor  # type: ignore[attr-defined]
        return self.get_response(request)


class RightsMiddleware:
    """Let nobody on a page who may nowhere do what the page is for."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Refuse the page, unless the actor may do one of its acts, or it can be the own record."""
        acts = page_acts(request) if isinstance(request.user, User) else ()
        actor: Actor = request.actor  # type: ignore[attr-defined]
        if not is_open(actor, acts):
            raise NotGranted(acts[0])
        return None


class IdleMiddleware:
    """Sign out whoever has not used the register for too long."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or say that the session has ended; what was typed stays typed."""
        if not isinstance(request.user, User):
            return self.get_response(request)
        now, used_at = time.time(), last_use(request.session)
        held = request.actor.held  # type: ignore[attr-defined]
        left = seconds_left(held, used_at=used_at, now=now)
        only_asks = request.path == reverse("accounts:session") and request.method == "GET"
        if not left:
            logout(request)
            request.actor = actor_of(request.user, origin=origin_of(request))  # type: ignore[attr-defined]
            return self.get_response(request) if only_asks else ended(request)
        if not only_asks:
            left = seconds_left(held, used_at=now, now=now)
            note_use(request.session, used_at=used_at, now=now)
        request.idle_seconds = left  # type: ignore[attr-defined]
        return self.get_response(request)


def ended(request: HttpRequest) -> HttpResponse:
    """Ask to sign in again; whoever was sending a form can go back to it."""
    if request.method == "GET" and "HX-Request" not in request.headers:
        return redirect(f"{reverse('account_login')}?{urlencode(_asked(request))}")
    return render(request, "accounts/session_ended.html", status=HTTPStatus.UNAUTHORIZED)


def _asked(request: HttpRequest) -> dict[str, Any]:
    return {"next": request.get_full_path(), "het_phien": 1}


class SecondFactorMiddleware:
    """Let those who need a second factor do nothing before they have one."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Send to where a second factor is set up, unless that is what is asked for."""
        user, match = request.user, request.resolver_match
        held = request.actor.held  # type: ignore[attr-defined]
        if not isinstance(user, User) or not needs_second_factor(user, held=held):
            return None
        if request.session.get(PROVED) or (match and match.view_name.startswith(WITHOUT_FACTOR)):
            return None
        if has_second_factor(user):
            request.session[PROVED] = True
            return None
        return redirect("mfa_index")
