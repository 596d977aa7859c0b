"""Put the actor on each request, once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from dangbo.accounts.access import Actor, actor_of
from dangbo.rules.as_of import AsOf


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
        request.actor = actor_of(request.user)  # type: ignore[attr-defined]
        return self.get_response(request)
