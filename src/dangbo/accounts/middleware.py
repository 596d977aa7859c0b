"""Put the actor on each request, once."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from dangbo.accounts.access import Actor, actor_of
from dangbo.rules.as_of import AsOf

LONGEST_ADDRESS: Final = 60


class ActorRequest(HttpRequest):
    """A request as our views see it: with its actor and the day it asks about."""

    actor: Actor
    as_of: AsOf


class ActorMiddleware:
    """Set `request.actor` from the signed-in account."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with its actor set."""
        origin = origin_of(request)
        request.actor = actor_of(request.user, origin=origin)  # type: ignore[attr-defined]
        return self.get_response(request)


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
