"""Lead whoever has signed in to the first page that he or she may open."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from dangbo.accounts.access import ActorRequest
from dangbo.rules.rights import ACCOUNT_MANAGE
from dangbo.ui.navigation import first_open

# Both are open without an act of an area: the accounts have no entry, one's own rights are free.
ACCOUNTS, OWN_RIGHTS = "accounts:list", "rights:mine"


def home(request: ActorRequest) -> HttpResponse:
    """Redirect to the first open area, else to the accounts or to what one's own rights are."""
    actor = request.actor
    last = ACCOUNTS if actor.enters(ACCOUNT_MANAGE) else OWN_RIGHTS
    query = request.META.get("QUERY_STRING", "")
    return redirect(reverse(first_open(actor) or last) + (f"?{query}" if query else ""))
