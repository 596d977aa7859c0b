"""Offer papers while one types into a form."""

from django.http import HttpResponse

from dangbo.accounts.middleware import ActorRequest
from dangbo.papers.queries import PaperFilter, papers
from dangbo.ui.suggesting import MOST, Suggestion, suggested, typed_text


def suggest(request: ActorRequest) -> HttpResponse:
    """Return the papers whose number or subject holds what was typed."""
    text = typed_text(request)
    found = papers(actor=request.actor, narrowed=PaperFilter(text=text))[:MOST] if text else []
    return suggested(
        Suggestion(each.uid, each.number or each.citation, each.subject) for each in found
    )
