"""Offer organisations and papers while one types into a form."""

from datetime import date
from typing import Final

from django.http import HttpResponse, JsonResponse

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.days import DayError, parse_partial_day
from dangbo.orgs.phrases import kind_name
from dangbo.orgs.queries import search
from dangbo.orgs.queries.states import states_near
from dangbo.papers.queries import PaperFilter, papers

MOST: Final = 10
LEAST: Final = 2
LONGEST: Final = 200


def orgs(request: ActorRequest) -> HttpResponse:
    """Return the organisations that stand on the day and whose names hold what was typed."""
    text, on = _text(request), _day(request)
    if len(text) < LEAST:
        return _answer([])
    found = search(actor=request.actor, text=text, on=on)
    matches = [each for each in found if each.stands][:MOST]
    near = states_near(actor=request.actor, orgs=[each.id for each in matches], on=on, known=None)
    superiors = {state.superior for state in near.values() if state.superior is not None}
    above = states_near(actor=request.actor, orgs=superiors, on=on, known=None)
    rows = []
    for each in matches:
        state = near.get(each.id)
        over = above.get(state.superior) if state and state.superior is not None else None
        said = (kind_name(each.kind, on) if each.kind else "", over.name if over else "")
        rows.append(_row(each.uid, each.name, " · ".join(filter(None, said))))
    return _answer(rows)


def cited(request: ActorRequest) -> HttpResponse:
    """Return the papers whose number or subject holds what was typed."""
    text = _text(request)
    if len(text) < LEAST:
        return _answer([])
    found = papers(actor=request.actor, narrowed=PaperFilter(text=text))[:MOST]
    return _answer([_row(each.uid, each.number or each.citation, each.subject) for each in found])


def _text(request: ActorRequest) -> str:
    return request.GET.get("q", "").strip()[:LONGEST]


def _day(request: ActorRequest) -> date:
    try:
        return parse_partial_day(request.GET.get("ngay", "")).first
    except DayError:
        return request.as_of.on


def _row(key: str, name: str, more: str) -> dict[str, str]:
    return {"key": key, "name": name, "more": more}


def _answer(rows: list[dict[str, str]]) -> HttpResponse:
    return JsonResponse({"rows": rows})
