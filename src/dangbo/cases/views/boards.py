"""Answer the board of cases and the list of candidates."""

from typing import Any, cast

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.cases.phrases.names import step_name
from dangbo.cases.queries.boards import BoardFilter, State, board
from dangbo.cases.queries.pages import candidates
from dangbo.cases.queries.places import below
from dangbo.cases.tables import boards as tables
from dangbo.orgs.views.choosing import Chosen, chosen_org
from dangbo.ui.paging import page_of
from dangbo.ui.parts import Act, Crumb
from dangbo.ui.tables import table_of

STATES = {code for code, _words in tables.STATES}


def home(request: ActorRequest) -> HttpResponse:
    """Show the cases of a day by stage, those first that are due first."""
    as_of = request.as_of
    chosen = chosen_org(request, request.GET.get("to_chuc", ""), on=as_of.on)
    narrowed = filter_of(request, chosen)
    found = board(actor=request.actor, on=as_of.on, known=as_of.known, narrowed=narrowed)
    page = page_of(found.rows, request)
    context = {
        "chosen": chosen,
        "narrowed": narrowed,
        "kinds": tables.OPENED,
        "states": tables.STATES,
        "stages": [(each.stage, step_name(each.stage)) for each in found.stages],
        "stats": tables.stage_stats(request, found.stages),
        "chips": tables.chips(request, narrowed, chosen.org.name if chosen.org else chosen.asked),
        "page": page,
        "table": table_of(request, tables.columns(as_of.on), page, caption=_("Hồ sơ")),
        "acts": [Act(_("Mở hồ sơ"), reverse("cases:choose"), "plus", main=True)],
        "acts_always": [Act(_("Cảm tình Đảng"), reverse("cases:candidates"), "list")],
        "crumbs": [Crumb(_("Hồ sơ đảng viên"))],
    }
    return render(request, "cases/board.html", context)


def filter_of(request: ActorRequest, chosen: Chosen) -> BoardFilter:
    """Return what the address narrows the board to; what is wrong is left out."""
    asked = request.GET
    state = asked.get("tinh_trang", "")
    kinds = dict(tables.OPENED)
    return BoardFilter(
        kind=asked.get("loai", "") if asked.get("loai", "") in kinds else "",
        org=chosen.org.id if chosen.org else None,
        state=cast("State", state) if state in STATES else "running",
        stage=asked.get("buoc", ""),
    )


def candidate_list(request: ActorRequest) -> HttpResponse:
    """Show who stands on the lists of candidates of a day."""
    as_of = request.as_of
    chosen = chosen_org(request, request.GET.get("to_chuc", ""), on=as_of.on)
    asked: dict[str, Any] = {"actor": request.actor, "on": as_of.on, "known": as_of.known}
    within = below(org=chosen.org.id, **asked) if chosen.org else None
    rows = candidates(**asked, within=within)
    page = page_of(rows, request)
    columns = tables.candidate_columns(as_of.on)
    context = {
        "chosen": chosen,
        "page": page,
        "table": table_of(request, columns, page, caption=_("Cảm tình Đảng")),
        "acts": [
            Act(
                _("Đưa vào danh sách"), reverse("cases:open", args=["admission"]), "plus", main=True
            )
        ],
        "crumbs": [Crumb(_("Hồ sơ đảng viên"), reverse("cases:home")), Crumb(_("Cảm tình Đảng"))],
    }
    return render(request, "cases/candidates.html", context)
