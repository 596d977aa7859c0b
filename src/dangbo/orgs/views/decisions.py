"""List decisions, and show one with everything it did."""

from datetime import date, timedelta
from typing import Any, Final

from django.db.models import F
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.days import format_day
from dangbo.orgs.exports import exported, format_asked
from dangbo.orgs.forms import DecisionFilter
from dangbo.orgs.queries import DecisionRow, decision, decisions
from dangbo.orgs.queries.deciding import DecisionPage, decision_row
from dangbo.orgs.queries.states import states_near
from dangbo.orgs.queries.telling import (
    changes_by_act,
    corrections_of,
    first_decision,
    successions_of,
    told_changes,
    touched_by,
)
from dangbo.orgs.tables.decision_facts import (
    CorrectionTold,
    corrections_told,
    facts_of_decision,
    title_of,
    unlisted_count,
)
from dangbo.orgs.tables.decisions import (
    Listed,
    decision_columns,
    handed_columns,
    handed_rows,
    listed,
    touched_columns,
    touched_rows,
)
from dangbo.orgs.tables.moments import said_besides, sentences
from dangbo.orgs.tables.parts import marks
from dangbo.orgs.views.asking import all_time
from dangbo.orgs.views.tabs import area_tabs, chips_of
from dangbo.papers.queries import papers_by_uid
from dangbo.ui.addresses import query_with
from dangbo.ui.paging import page_of
from dangbo.ui.parts import Crumb
from dangbo.ui.record_acts import acts_for
from dangbo.ui.tables import sort_of, table_of

PER_PAGE: Final = 50
SENTENCES: Final = 50
EVE: Final = timedelta(days=1)
ORDERS: Final = {"day": "on", "paper": "paper__sort", "touched": "touched"}


def decision_list(request: ActorRequest) -> HttpResponseBase:
    """List the decisions in effect by the day, narrowed and sorted, a page at a time."""
    form = DecisionFilter(request.GET)
    columns = decision_columns()
    sort = sort_of(request, columns, default="-day")
    rows = _narrowed(request, form)
    order = F(ORDERS[sort.key])
    directed = order.desc(nulls_last=True) if sort.descending else order.asc(nulls_last=True)
    rows = rows.order_by(directed, "-act")
    if format_asked(request):
        return exported(
            request,
            title=_("Quyết định về tổ chức đảng"),
            columns=columns,
            rows=_listed(request, [decision_row(each) for each in rows]),
            file="quyet-dinh",
            chips=chips_of(request, form),
            invented=lambda each: each.row.invented,
            about_persons=False,
        )
    page = page_of(rows, request, PER_PAGE)
    shown = _listed(request, [decision_row(each) for each in page])
    context = {
        "tabs": area_tabs("orgs:decisions"),
        "form": form,
        "page": page,
        "chips": chips_of(request, form),
        "table": table_of(request, columns, shown, caption=_("Quyết định"), sort=sort),
        "exports": {kind: query_with(request, xuat=kind) for kind in ("xlsx", "csv")},
    }
    return render(request, "orgs/decisions.html", context)


def _narrowed(request: ActorRequest, form: DecisionFilter) -> Any:
    wanted = form.wanted
    on = request.as_of.on
    until = date(wanted["den_nam"], 12, 31) if wanted.get("den_nam") else on
    return decisions(
        on=min(until, on),
        since=date(wanted["tu_nam"], 1, 1) if wanted.get("tu_nam") else None,
        text=form.value("q"),
        change=form.value("loai"),
        invented={"khong": False, "chi": True}.get(form.value("minh_hoa")),
        **all_time(request),
    )


def _listed(request: ActorRequest, rows: list[DecisionRow]) -> list[Listed]:
    asked = all_time(request)
    kinds = changes_by_act(acts=[row.act for row in rows], **asked)
    untitled = {row.act: row.on for row in rows if not row.title}
    return listed(rows, kinds, told_changes(acts=untitled, most=1, **asked))


def decision_page(request: ActorRequest, act: int) -> HttpResponseBase:
    """Show a decision: its paper, its changes in order, and what became of whom."""
    asked = all_time(request)
    found = decision(act=act, **asked)
    first = found or first_decision(actor=request.actor, act=act)
    if first is None:
        raise Http404
    if found is None and request.as_of.known and first.recorded > request.as_of.known:
        return render(request, "orgs/not_known_yet.html", {"title": title_of(first.row)})
    told = told_changes(acts={act: first.row.on}, **asked)[act]
    said = sentences(told if request.GET.get("dong") == "het" else told[:SENTENCES])
    title = first.row.title or title_of(first.row)
    context = {
        "title": title,
        "crumbs": [Crumb(_("Quyết định"), reverse("orgs:decisions")), Crumb(title)],
        "badges": marks(invented=first.row.invented),
        "facts": facts_of_decision(first),
        "voided": found is None,
        "corrections": _corrections(request, first),
        "acts": acts_for("decision", actor=request.actor, subject=act),
        "sentences": said,
        "sentences_left": len(told) - len(said),
        "besides": said_besides(acts=[act], **asked).get(act, []),
        "unlisted": unlisted_count(told),
        **_effects(request, first),
    }
    return render(request, "orgs/decision.html", context)


def _corrections(request: ActorRequest, page: DecisionPage) -> list[CorrectionTold]:
    rows = corrections_of(act=page.row.act, **all_time(request))
    papers = papers_by_uid(actor=request.actor, uids=[each.paper for each in rows if each.paper])
    return corrections_told(rows, page, papers)


def _effects(request: ActorRequest, page: DecisionPage) -> dict[str, Any]:
    asked = all_time(request)
    touches = touched_by(act=page.row.act, **asked)
    successions = successions_of(act=page.row.act, **asked)
    on = page.row.on
    before, after = _both_sides(request, {touch.org for touch in touches}, on)
    rows = touched_rows(touches, before, after, on)
    shown = page_of(rows, request, PER_PAGE)
    columns = touched_columns(format_day(on - EVE), format_day(on))
    handed = handed_rows(successions, before, after)
    return {
        "touched_count": len({touch.org for touch in touches}),
        "touched_page": shown,
        "touched": table_of(request, columns, shown, caption=_("Các tổ chức trong quyết định")),
        "handed": table_of(request, handed_columns(), handed, caption=_("Nguồn và nơi nhận"))
        if handed
        else None,
    }


def _both_sides(request: ActorRequest, orgs: set[int], on: date) -> tuple[Any, Any]:
    """Return what organisations, and their superiors, were on the eve of a day and on it."""
    sides = []
    for day in (on - EVE, on):
        own = states_near(orgs=orgs, on=day, **all_time(request))
        above = {each.superior for each in own.values() if each.superior is not None} - set(own)
        sides.append(own | states_near(orgs=above, on=day, **all_time(request)))
    return sides[0], sides[1]
