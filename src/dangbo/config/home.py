"""Lead whoever has signed in to the first page that he or she may open."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from dangbo.accounts.access import ActorRequest
from dangbo.ui.navigation import first_open


def home(request: ActorRequest) -> HttpResponse:
    """Redirect to the first open area, else to what one's own rights are, open to everybody."""
    query = request.META.get("QUERY_STRING", "")
    page = reverse(first_open(request.actor) or "rights:mine")
    return redirect(page + (f"?{query}" if query else ""))
