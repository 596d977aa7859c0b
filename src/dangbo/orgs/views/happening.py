"""List what changed in a period, below one organisation or everywhere."""

from typing import Any, Final

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.days import format_day
from dangbo.orgs.exports import exported, format_asked
from dangbo.orgs.forms import ChangesForm
from dangbo.orgs.queries import Happening, changes_between
from dangbo.orgs.tables.happenings import decided, happening_columns
from dangbo.orgs.views.asking import all_time
from dangbo.orgs.views.choosing import Chosen, chosen_org
from dangbo.orgs.views.comparing import period_form
from dangbo.orgs.views.tabs import area_tabs
from dangbo.ui.addresses import query_with
from dangbo.ui.paging import page_of
from dangbo.ui.parts import Chip
from dangbo.ui.tables import Sort, sort_of, table_of

PER_PAGE: Final = 100


def changes(request: ActorRequest) -> HttpResponseBase:
    """Ask for a period, and list what changed in it."""
    form = period_form(request, ChangesForm)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else form.initial
    context: dict[str, Any] = {"tabs": area_tabs("orgs:changes"), "form": form}
    if form.is_bound and form.errors:
        return render(request, "orgs/changes.html", context, status=422)
    start, end = wanted["tu"], wanted["den"]
    chosen = chosen_org(request, wanted.get("to_chuc", ""), on=end)
    context |= {"chosen": chosen, "start": start, "end": end}
    context["committee"] = chosen.org.name if chosen.org else ""
    if start > end:
        context["swapped_url"] = query_with(request, tu=format_day(end), den=format_day(start))
    elif chosen.settled:
        org = chosen.org.id if chosen.org else None
        happened = changes_between(start=start, end=end, org=org, **all_time(request))
        rows = [each for each in happened if wanted.get("loai") in {None, "", each.change}]
        sort = sort_of(request, happening_columns(), default="-day")
        rows = rows[::-1] if sort.descending else rows
        if format_asked(request):
            return _file(request, chosen, rows, wanted)
        context |= _result(request, rows, sort)
    return render(request, "orgs/changes.html", context)


def _result(request: ActorRequest, rows: list[Happening], sort: Sort) -> dict[str, Any]:
    page = page_of(rows, request, PER_PAGE)
    return {
        "found": True,
        "page": page,
        "decision_count": len(decided(rows)),
        "org_count": len({row.org for row in rows}),
        "table": table_of(
            request, happening_columns(), page, caption=_("Thay đổi trong kỳ"), sort=sort
        ),
        "exports": {kind: query_with(request, xuat=kind) for kind in ("xlsx", "csv")},
    }


def _file(
    request: ActorRequest, chosen: Chosen, rows: list[Happening], wanted: dict[str, Any]
) -> HttpResponseBase:
    chips = [
        Chip(_("Từ ngày"), format_day(wanted["tu"]), ""),
        Chip(_("Đến ngày"), format_day(wanted["den"]), ""),
    ]
    return exported(
        request,
        title=_("Thay đổi trong kỳ"),
        columns=happening_columns(),
        rows=rows,
        file="thay-doi",
        org=chosen.org.name if chosen.org else _("Cả cây tổ chức"),
        chips=chips,
        invented=lambda row: row.decision.invented,
        about_persons=False,
    )
