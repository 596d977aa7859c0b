"""Offer organisations while one types into a form."""

from datetime import date

from django.http import HttpResponse

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.days import DayError, parse_partial_day
from dangbo.orgs.phrases import kind_name
from dangbo.orgs.queries import search
from dangbo.orgs.queries.states import states_near
from dangbo.ui.suggesting import MOST, Suggestion, suggested, typed_text


def suggest(request: ActorRequest) -> HttpResponse:
    """Return the organisations that stand on the day and whose names hold what was typed."""
    text, on = typed_text(request), _day(request)
    found = search(actor=request.actor, text=text, on=on) if text else []
    matches = [each for each in found if each.stands][:MOST]
    near = states_near(actor=request.actor, orgs=[each.id for each in matches], on=on, known=None)
    superiors = {state.superior for state in near.values() if state.superior is not None}
    above = states_near(actor=request.actor, orgs=superiors, on=on, known=None)
    rows = []
    for each in matches:
        state = near.get(each.id)
        over = above.get(state.superior) if state and state.superior is not None else None
        said = (kind_name(each.kind, on) if each.kind else "", over.name if over else "")
        rows.append(Suggestion(each.uid, each.name, " · ".join(filter(None, said))))
    return suggested(rows)


def _day(request: ActorRequest) -> date:
    try:
        return parse_partial_day(request.GET.get("ngay", "")).first
    except DayError:
        return request.as_of.on
