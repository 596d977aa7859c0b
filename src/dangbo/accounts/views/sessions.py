"""Tell where somebody is signed in, and how long this session lasts without use."""

from allauth.usersessions.views import ListUserSessionsView
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.cache import never_cache

from dangbo.accounts.queries import places_of


def places(request: HttpRequest) -> HttpResponse:
    """List where the account is signed in."""
    found = places_of(request.user, session=request.session.session_key)
    return render(request, "accounts/places.html", {"places": found})


class EndOthers(ListUserSessionsView):
    """Sign the account out everywhere but here."""

    success_url = reverse_lazy("accounts:places")

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show the list: only sending the form ends anything."""
        return redirect("accounts:places")


@never_cache
@login_not_required
def session_state(request: HttpRequest) -> JsonResponse:
    """Say how many seconds are left, and give forms that stayed open a token that holds.

    Asking counts as use only by POST, so that a page left open does not keep a session alive.
    """
    left = getattr(request, "idle_seconds", 0)
    return JsonResponse({"seconds": left, "token": get_token(request)})


@never_cache
def stayed(request: HttpRequest) -> HttpResponse:
    """Say, in the tab in which somebody signed in again, to go back to the one left open."""
    return render(request, "accounts/stayed.html")
