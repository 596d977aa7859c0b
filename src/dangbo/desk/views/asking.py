"""Read from a request what pages of a draft ask for, and answer what they have in common."""

from datetime import date
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from dangbo.accounts.middleware import ActorRequest
from dangbo.desk.phrases import in_words
from dangbo.desk.queries.opening import Draft
from dangbo.rules.verdicts import Verdict
from dangbo.ui.addresses import with_day

CONFLICT, REFUSED = 409, 422
MOST_DIGITS = 9


class SeeOther(HttpResponseRedirect):
    """Lead on from a post by a get, whatever the method was."""

    status_code = 303


def lead_on(request: ActorRequest, url: str) -> HttpResponse:
    """Go on to another page after a post, on the day being looked at."""
    return SeeOther(with_day(url, request.as_of))


def day_of(request: ActorRequest, draft: Draft) -> date:
    """Return the day on which the organisations of a draft are looked at: that of effect."""
    return draft.on or request.as_of.today


def seen_by(request: ActorRequest) -> int:
    """Return the revision that the page showed when it was filled in."""
    return whole(request.POST.get("seen", ""))


def whole(text: object) -> int:
    """Return a whole number that a database takes, or 0 for anything else."""
    digits = str(text)
    return int(digits) if digits.isdecimal() and len(digits) <= MOST_DIGITS else 0


def wants_only_saving(request: ActorRequest) -> bool:
    """Say whether the script of the page saves, so that nobody is led anywhere."""
    return request.POST.get("autosave") == "1"


def refused(
    request: ActorRequest, template: str, context: dict[str, Any], verdict: Verdict
) -> HttpResponse:
    """Show a page again with what was typed and why it could not be kept."""
    context = {**context, "refusals": in_words(verdict, {}), "writable": True}
    return render(request, template, context, status=REFUSED)
