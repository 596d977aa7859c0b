"""Show the figures of record quality of an organisation, and their course over a year."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.orgs.views.asking import on_day
from dangbo.quality import queries
from dangbo.quality.forms.filters import OrgFilter
from dangbo.quality.tables import figures as tables
from dangbo.quality.views.frame import Where, frame, titled, where_of
from dangbo.ui.addresses import query_with
from dangbo.ui.tables import sort_of, table_of

THEN, NOW = "khi-do", "den-nay"


def home(request: ActorRequest) -> HttpResponse:
    """Show how right, complete, clean and live the records of an organisation are on a day."""
    form = OrgFilter(request.GET)
    where = where_of(request, form.value("to_chuc"))
    title = titled(_("Chất lượng dữ liệu"), where)
    context = {"title": title, **frame("quality:home", where, form)}
    if where.chosen.settled:
        context |= _figures(request, where)
    return render(request, "quality/home.html", context)


def _figures(request: ActorRequest, where: Where) -> dict[str, object]:
    found = queries.figures(org=where.id, **on_day(request))
    if found is None or not found.sums.total:
        return {}
    late = queries.late_in(org=where.id, **on_day(request))
    pairs = None
    if queries.soon_found():
        pairs = len(queries.likely_pairs(org=where.id, **on_day(request)))
    columns = tables.below_columns()
    sort = sort_of(request, columns)
    below = tables.below_shown(found.below, sort)
    caption = _("Theo tổ chức trực thuộc")
    return {
        "stats": tables.term_stats(found.sums, where.uid),
        "blocks": tables.blocks_of(found, where.uid, late, pairs),
        "below": table_of(request, columns, below, caption=caption, sort=sort) if below else None,
    }


def trend(request: ActorRequest) -> HttpResponse:
    """Show how the four terms stood at the ends of the last twelve months."""
    form = OrgFilter(request.GET)
    where = where_of(request, form.value("to_chuc"))
    title = titled(_("Diễn biến chất lượng dữ liệu"), where)
    context = {"title": title, **frame("quality:trend", where, form)}
    then = request.GET.get("theo") != NOW
    if where.chosen.settled:
        moments = queries.trend(org=where.id, then=then, **on_day(request))
        rows = moments[::-1] if any(each.sums for each in moments) else []
        context |= {
            "stats": tables.trend_stats(moments),
            "table": table_of(request, tables.trend_columns(), rows, caption=title),
            "some": bool(rows),
        }
    other = query_with(request, theo=NOW if then else None)
    return render(request, "quality/trend.html", {**context, "then": then, "other_url": other})
