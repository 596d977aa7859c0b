"""Offer members while one types into a form."""

from django.http import HttpResponse

from dangbo.accounts.middleware import ActorRequest
from dangbo.members.queries import search_members
from dangbo.members.tables.members import told_apart
from dangbo.ui.suggesting import MOST, Suggestion, suggested, typed_text


def suggest(request: ActorRequest) -> HttpResponse:
    """Return the members whom a name, a number or a day of birth means, those of the day first."""
    text, seen = typed_text(request), request.as_of
    if not text:
        return suggested([])
    rows = search_members(actor=request.actor, text=text, on=seen.on, known=seen.known, limit=MOST)
    return suggested(Suggestion(each.uid, each.name, told_apart(each)) for each in rows)
