"""Offer persons, members or not, while one types into the form of a case."""

from django.http import HttpResponse

from dangbo.accounts.middleware import ActorRequest
from dangbo.cases.queries.people import persons_named
from dangbo.members.tables.members import birth_words
from dangbo.ui.suggesting import MOST, Suggestion, suggested, typed_text


def suggest(request: ActorRequest) -> HttpResponse:
    """Return the persons whom a key, a name or a number means, with the day of birth."""
    text = typed_text(request)
    found = persons_named(actor=request.actor, text=text)[:MOST] if text else []
    return suggested(Suggestion(each.uid, each.name, birth_words(each)) for each in found)
