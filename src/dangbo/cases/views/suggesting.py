"""Offer persons, members or not, while one types into the form of a case."""

from django.http import HttpResponse

from dangbo.accounts.middleware import ActorRequest
from dangbo.cases.queries.people import persons_named
from dangbo.members.queries import search_members
from dangbo.members.tables.members import birth_words, told_apart
from dangbo.ui.suggesting import MOST, Suggestion, suggested, typed_text


def suggest(request: ActorRequest) -> HttpResponse:
    """Return whom a key, a name or a number means: members with their cells, then all others."""
    text, seen = typed_text(request), request.as_of
    if not text:
        return suggested([])
    actor = request.actor
    members = search_members(actor=actor, text=text, on=seen.on, known=seen.known, limit=MOST)
    found = {each.uid: Suggestion(each.uid, each.name, told_apart(each)) for each in members}
    for each in persons_named(actor=actor, text=text):
        found.setdefault(each.uid, Suggestion(each.uid, each.name, birth_words(each)))
    return suggested(list(found.values())[:MOST])
