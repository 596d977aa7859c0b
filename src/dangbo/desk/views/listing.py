"""List the drafts of the one who asks, and what he or she was told of them."""

from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dangbo.accounts.middleware import ActorRequest
from dangbo.desk.commands import see_notices
from dangbo.desk.enums import State
from dangbo.desk.queries.listing import drafts, states_of_drafts, unseen_notices
from dangbo.desk.tables.drafts import draft_columns, notified
from dangbo.desk.views.asking import lead_on, whole
from dangbo.ui.addresses import query_with
from dangbo.ui.paging import page_of
from dangbo.ui.parts import Act, Chip
from dangbo.ui.tables import sort_of, table_of

LONGEST: Final = 200


def home(request: ActorRequest) -> HttpResponse:
    """List the drafts; ticked ones go on to be signed together."""
    if request.method == "POST":
        return _together(request)
    columns = draft_columns()
    sort = sort_of(request, columns, default="-changed")
    state, text = _state(request), request.GET.get("tim", "")[:LONGEST]
    rows = drafts(actor=request.actor, state=state, text=text, sort=str(sort))
    counts = states_of_drafts(actor=request.actor)
    page = page_of(rows, request)
    key = (lambda row: str(row.id)) if not request.as_of.query else None
    context = {
        "page": page,
        "table": table_of(request, columns, page, caption=_("Bản soạn"), sort=sort, row_key=key),
        "state": state,
        "text": text,
        "states": [(each, State(each).label, counts.get(each, 0)) for each in State.values],
        "any": sum(counts.values()),
        "chips": _chips(request, state, text),
        "notices": [
            notified(actor=request.actor, row=row, today=request.as_of.today)
            for row in unseen_notices(actor=request.actor)
        ],
        "acts": [start_act()],
        "bulk_acts": [Act(_("Ký cùng lúc"), reverse("desk:home"), "stamp")],
    }
    return render(request, "desk/home.html", context)


def start_act(org: str = "") -> Act:
    """Return the act that begins a draft, for one organisation where it is given."""
    query = f"?{urlencode({'org': org})}" if org else ""
    return Act(_("Soạn quyết định"), reverse("desk:new") + query, "plus", main=True)


@require_POST
def seen(request: ActorRequest) -> HttpResponse:
    """Note that what was told of one draft, or of all, has been seen."""
    see_notices(actor=request.actor, draft=whole(request.GET.get("draft", "")) or None)
    return lead_on(request, reverse("desk:home"))


def _together(request: ActorRequest) -> HttpResponse:
    ticked = [each for each in map(whole, request.POST.getlist("row")) if each]
    if not ticked:
        return lead_on(request, reverse("desk:home"))
    query = urlencode([("draft", each) for each in ticked])
    return lead_on(request, f"{reverse('desk:sign_together')}?{query}")


def _state(request: ActorRequest) -> str:
    asked = request.GET.get("trang-thai", "")
    return asked if asked in State.values else ""


def _chips(request: ActorRequest, state: str, text: str) -> list[Chip]:
    chips: list[Any] = []
    if text:
        chips.append(Chip(_("Tên"), text, query_with(request, tim=None)))
    if state:
        url = query_with(request, **{"trang-thai": None})
        chips.append(Chip(_("Trạng thái"), State(state).label, url))
    return chips
