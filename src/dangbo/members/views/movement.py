"""Show what moved in an organisation over a period, from one count to the other."""

from datetime import date
from typing import Any, Final

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.days import format_day, parse_day
from dangbo.members.queries.balancing import Balance, balance
from dangbo.members.tables.movements import (
    PARTS,
    beside_rows,
    movement_rows,
    name_of,
    person_columns,
    persons_behind,
)
from dangbo.members.tables.tabs import area_tabs
from dangbo.members.views.asking import narrowing
from dangbo.orgs.exports import exported, format_asked
from dangbo.orgs.queries.names import OrgName
from dangbo.orgs.views.asking import all_time
from dangbo.ui.addresses import query_with
from dangbo.ui.paging import page_of
from dangbo.ui.tables import table_of

PER_PAGE: Final = 50
FIRST: Final = date(1930, 1, 1)


def movement(request: ActorRequest) -> HttpResponseBase:
    """Show the table of movements of a period, and who is behind one of its figures."""
    form = narrowing(request)
    org = form.org
    start, end, wrong = _period(request)
    found = None
    if org is not None and not form.errors and not wrong:
        found = balance(org=org.id, start=start, end=end, **all_time(request))
    if found and org and format_asked(request):
        return _file(request, found, org)
    title = _("Biến động đảng viên")
    context = {
        "title": _("%(title)s của %(org)s") % {"title": title, "org": org.name} if org else title,
        "tabs": area_tabs("members:movement", org),
        "form": form,
        "org": org,
        "org_typed": org.name if org else form.data.get("to_chuc", ""),
        "start": format_day(start),
        "end": format_day(end),
        "wrong": wrong,
        "balance": found,
        **(_parts(request, found) if found else {}),
    }
    return render(request, "members/movement.html", context)


def _period(request: ActorRequest) -> tuple[date, date, str]:
    """Return the days asked for, this year up to the day where none are, and what is wrong."""
    on = request.as_of.on
    days, wrong = [on.replace(month=1, day=1), on], ""
    for place, name in enumerate(("tu", "den")):
        text = request.GET.get(name, "").strip()
        try:
            days[place] = parse_day(text) if text else days[place]
        except ValueError as error:
            wrong = str(error)
    start, end = days
    if not wrong and not FIRST <= start <= end:
        wrong = _("Ngày đầu kỳ phải từ năm 1930 và không sau ngày cuối kỳ.")
    return start, end, wrong


def _parts(request: ActorRequest, found: Balance) -> dict[str, Any]:
    query = query_with(request, muc=None, cot=None)
    code, part = request.GET.get("muc", ""), request.GET.get("cot", PARTS[0])
    persons = persons_behind(found, code, part) if code else []
    page = page_of(persons, request, PER_PAGE)
    return {
        "rows": movement_rows(found, query),
        "beside": beside_rows(found, query),
        "closes": found.closes,
        "page": page,
        "persons": table_of(request, person_columns(), page, caption=name_of(code))
        if persons
        else None,
        "persons_title": name_of(code),
        "exports": {kind: query_with(request, xuat=kind) for kind in ("xlsx", "csv")},
    }


def _file(request: ActorRequest, found: Balance, org: OrgName) -> HttpResponseBase:
    code, part = request.GET.get("muc", ""), request.GET.get("cot", PARTS[0])
    return exported(
        request,
        title=_("Biến động: %(line)s") % {"line": name_of(code)},
        columns=person_columns(),
        rows=persons_behind(found, code, part),
        file=f"bien-dong-{org.uid}",
        org=org.name,
    )
