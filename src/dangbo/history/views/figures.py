"""List the published figures of a committee."""

from typing import Final

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.history.forms import FigureFilter
from dangbo.history.queries import figures_of
from dangbo.history.tables.figures import figure_columns, sorted_figures
from dangbo.history.tables.parts import story_url
from dangbo.orgs.exports import exported, format_asked
from dangbo.orgs.queries import standing_of
from dangbo.orgs.views.asking import on_day, org_of
from dangbo.orgs.views.knowing import not_known_yet
from dangbo.orgs.views.tabs import chips_of
from dangbo.ui.addresses import query_with
from dangbo.ui.paging import page_of
from dangbo.ui.parts import Crumb
from dangbo.ui.tables import sort_of, table_of

PER_PAGE: Final = 50


def figure_list(request: ActorRequest, uid: str) -> HttpResponseBase:
    """List published figures up to the day beside the register's counts, narrowed and sorted."""
    org = org_of(request, uid)
    found = standing_of(org=org, **on_day(request))
    if found is None:
        return not_known_yet(request, org)
    rows = figures_of(org=found.id, **on_day(request)).rows
    form = FigureFilter(request.GET, rows=rows)
    columns = figure_columns(uid)
    sort = sort_of(request, columns, default="-when")
    shown = sorted_figures(form.narrowed(rows), sort.key, descending=sort.descending)
    name = found.nearest.name
    if format_asked(request):
        return exported(
            request,
            title=_("Số liệu đã công bố"),
            columns=columns,
            rows=shown,
            file=f"so-lieu-{uid}",
            org=name,
            chips=chips_of(request, form),
            about_persons=False,
        )
    page = page_of(shown, request, PER_PAGE)
    context = {
        "name": name,
        "uid": uid,
        "committee": name,
        "crumbs": [
            Crumb(_("Lịch sử"), reverse("history:home")),
            Crumb(name, story_url(uid)),
            Crumb(_("Số liệu đã công bố")),
        ],
        "form": form,
        "chips": chips_of(request, form),
        "page": page,
        "table": table_of(request, columns, page, caption=_("Số liệu đã công bố"), sort=sort),
        "exports": {kind: query_with(request, xuat=kind) for kind in ("xlsx", "csv")},
    }
    return render(request, "history/figures.html", context)
