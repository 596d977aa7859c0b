"""Answer for an organisation of which nothing is known by the day of knowledge asked for."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from dangbo.accounts.middleware import ActorRequest
from dangbo.orgs.queries import standing_of
from dangbo.orgs.queries.names import OrgName
from dangbo.orgs.queries.taken_out import taken_out


def not_known_yet(request: ActorRequest, org: OrgName) -> HttpResponse:
    """Say that the register did not know of an organisation; 404 where it never has."""
    now = standing_of(actor=request.actor, org=org, on=request.as_of.on)
    if now is None:
        return _known_no_more(request, org)
    return render(request, "orgs/not_known_yet.html", {"title": now.nearest.name})


def _known_no_more(request: ActorRequest, org: OrgName) -> HttpResponse:
    gone = taken_out(actor=request.actor, org=org.id)
    if gone is None:
        raise Http404
    return render(request, "orgs/taken_out.html", {"title": gone.name, "gone": gone})
