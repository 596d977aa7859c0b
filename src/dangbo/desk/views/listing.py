"""List the drafts of the one who asks, and what he or she was told of them."""

from django.http import HttpResponse
from django.shortcuts import render

from dangbo.accounts.middleware import ActorRequest
from dangbo.desk.queries.listing import drafts


def home(request: ActorRequest) -> HttpResponse:
    """List the drafts."""
    return render(request, "desk/home.html", {"drafts": drafts(actor=request.actor)})
