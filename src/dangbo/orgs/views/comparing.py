"""Compare two days: what became of each organisation, and how the counts differ."""

from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.days import format_day
from dangbo.orgs.exports import exported, format_asked
from dangbo.orgs.forms import CompareForm
from dangbo.orgs.queries import Counts, changes_between, correspondence, counts_below
from dangbo.orgs.queries.states import OrgBrief, counts_of_all, states_near
from dangbo.orgs.tables.comparing import (
    Compared,
    CountRow,
    compared,
    compared_columns,
    count_rows,
)
from dangbo.orgs.tables.happenings import decided
from dangbo.orgs.views.asking import all_time
from dangbo.orgs.views.choosing import Chosen, chosen_org
from dangbo.orgs.views.tabs import area_tabs
from dangbo.ui.addresses import query_with
from dangbo.ui.paging import page_of
from dangbo.ui.parts import Chip
from dangbo.ui.tables import table_of

PER_PAGE: Final = 50
DECISIONS: Final = 10
YEAR: Final = timedelta(days=365)
DAY: Final = timedelta(days=1)


class TwoDays(NamedTuple):
    """The question: two days, and one organisation or all."""

    start: date
    end: date
    org: int | None


def compare(request: ActorRequest) -> HttpResponseBase:
    """Ask for two days, and show what one became by the other."""
    form = period_form(request, CompareForm)
    context: dict[str, Any] = {"tabs": area_tabs("orgs:compare"), "form": form}
    if not form.is_bound or not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "orgs/compare.html", context, status=status)
    start, end = form.cleaned_data["tu"], form.cleaned_data["den"]
    chosen = chosen_org(request, form.cleaned_data["to_chuc"], on=end)
    context |= {"chosen": chosen, "start": start, "end": end}
    context["committee"] = chosen.org.name if chosen.org else ""
    if start > end:
        context["swapped_url"] = query_with(request, tu=format_day(end), den=format_day(start))
    elif chosen.settled:
        asked = TwoDays(start, end, chosen.org.id if chosen.org else None)
        rows = _rows(request, asked)
        if format_asked(request):
            return _file(request, asked, chosen, _shown(request, rows))
        context |= _result(request, asked, rows)
    return render(request, "orgs/compare.html", context)


def period_form(request: ActorRequest, kind: type[Any]) -> Any:
    """Return the form of a period: what the address asks for, else the year before the day."""
    if "tu" in request.GET or "den" in request.GET:
        return kind(request.GET)
    on = request.as_of.on
    text = request.GET.get("to_chuc", "")
    return kind(initial={"tu": on - YEAR, "den": on, "to_chuc": text})


def _rows(request: ActorRequest, asked: TwoDays) -> list[Compared]:
    pairs = correspondence(start=asked.start, end=asked.end, within=asked.org, **all_time(request))
    sources = {each.source for each in pairs if each.source is not None}
    results = {each.result for each in pairs if each.result is not None}
    newcomers = {each.result for each in pairs if each.source is None and each.result}
    before = states_near(orgs=sources | newcomers, on=asked.start, **all_time(request))
    after = states_near(orgs=results, on=asked.end, **all_time(request))
    return compared(
        pairs,
        before,
        after,
        (_above(request, before, asked.start), _above(request, after, asked.end)),
    )


def _above(request: ActorRequest, briefs: dict[int, OrgBrief], on: date) -> dict[int, OrgBrief]:
    orgs = {each.superior for each in briefs.values() if each.superior is not None}
    return states_near(orgs=orgs, on=on, **all_time(request))


def _shown(request: ActorRequest, rows: list[Compared]) -> list[Compared]:
    return rows if request.GET.get("tat_ca") else [row for row in rows if row.differs]


def _result(request: ActorRequest, asked: TwoDays, rows: list[Compared]) -> dict[str, Any]:
    shown = _shown(request, rows)
    page = page_of(shown, request, PER_PAGE)
    columns = compared_columns(format_day(asked.start), format_day(asked.end))
    happened = changes_between(
        start=asked.start + DAY, end=asked.end, org=asked.org, **all_time(request)
    )
    decisions = decided(happened)
    return {
        "compared": True,
        "all": bool(request.GET.get("tat_ca")),
        "differing": sum(row.differs for row in rows),
        "same": sum(not row.differs for row in rows),
        "page": page,
        "table": table_of(request, columns, page, caption=_("Tương ứng giữa hai ngày")),
        "counts": _counts(request, asked),
        "decisions": decisions[:DECISIONS],
        "decision_count": len(decisions),
        "exports": {kind: query_with(request, xuat=kind) for kind in ("xlsx", "csv")},
    }


def _counts(request: ActorRequest, asked: TwoDays) -> list[CountRow]:
    days = (asked.start, asked.end)
    before, after = (_counts_on(request, asked.org, day) for day in days)
    return count_rows(before, after, days)


def _counts_on(request: ActorRequest, org: int | None, on: date) -> Counts:
    if org is None:
        return counts_of_all(on=on, **all_time(request))
    return counts_below(org=org, on=on, **all_time(request))


def _file(
    request: ActorRequest, asked: TwoDays, chosen: Chosen, rows: list[Compared]
) -> HttpResponseBase:
    shown = _("tất cả") if request.GET.get("tat_ca") else _("chỉ chỗ khác nhau")
    chips = [
        Chip(_("Ngày thứ nhất"), format_day(asked.start), ""),
        Chip(_("Ngày thứ hai"), format_day(asked.end), ""),
        Chip(_("Hiện"), shown, ""),
    ]
    return exported(
        request,
        title=_("So sánh hai ngày"),
        columns=compared_columns(format_day(asked.start), format_day(asked.end)),
        rows=rows,
        file="so-sanh",
        org=chosen.org.name if chosen.org else _("Cả cây tổ chức"),
        chips=chips,
        invented=lambda row: row.invented,
        about_persons=False,
    )
