"""List the committees that have a story, and tell the story of one."""

from collections.abc import Sequence
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.history.queries import TimelineItem, figures_of, timeline_of
from dangbo.history.queries.committees import committees
from dangbo.history.queries.conflicts import findings_about
from dangbo.history.queries.figures import Figures
from dangbo.history.tables.charts import charts_of, course_days
from dangbo.history.tables.figures import findings_of
from dangbo.history.tables.parts import published_in_full, source_anchor
from dangbo.history.tables.stories import KINDS, committee_columns, sources_named, story_moments
from dangbo.orgs.queries import Standing, counts_over_time, standing_of
from dangbo.orgs.queries.names import names_at
from dangbo.orgs.queries.telling import told_changes
from dangbo.orgs.tables.parts import marks, org_url
from dangbo.orgs.tables.records import period_columns, periods
from dangbo.orgs.views.asking import all_time, on_day, org_of
from dangbo.orgs.views.knowing import not_known_yet
from dangbo.ui.addresses import query_with
from dangbo.ui.parts import Act, Crumb, Tab
from dangbo.ui.tables import table_of

ALL: Final = ""


def home(request: ActorRequest) -> HttpResponse:
    """List the committees whose history files are loaded."""
    rows = committees(**on_day(request))
    table = table_of(
        request, committee_columns(request.as_of.on), rows, caption=_("Cấp ủy có lịch sử")
    )
    handed = Act(_("Bàn giao, tiếp nhận"), reverse("history:handovers"), "handshake")
    context = {"rows": rows, "table": table, "acts_always": [handed]}
    return render(request, "history/home.html", context)


def committee(request: ActorRequest, uid: str) -> HttpResponse:
    """Tell the story of a committee up to the day: chart, timeline, conflicts and sources."""
    org = org_of(request, uid)
    found = standing_of(org=org, **on_day(request))
    if found is None:
        return not_known_yet(request, org)
    figures = figures_of(org=found.id, **on_day(request))
    items = timeline_of(org=found.id, **on_day(request))
    sources = sources_named(
        [*(each.sources for each in figures.rows), *(each.sources for each in items)]
    )
    findings = findings_of(findings_about(figures), figures)
    context = {
        "org": found,
        "title": found.nearest.name,
        "committee": found.nearest.name,
        "badges": marks(invented=found.invented),
        "crumbs": [Crumb(_("Lịch sử"), reverse("history:home")), Crumb(found.nearest.name)],
        "acts_always": _acts(found, len(figures.rows)),
        "to_mind": [each for each in findings if each.level == "warning"],
        "agreeing": [each for each in findings if each.level == "note"],
        "charts": _charts(request, found, figures),
        "sources": [
            {"row": each, "anchor": source_anchor(each), "published": published_in_full(each)}
            for each in sources
        ],
        **_timeline(request, found, items),
        **_periods(request, found),
    }
    return render(request, "history/committee.html", context)


def _acts(found: Standing, figures: int) -> list[Act]:
    label = _("%(count)s số liệu công bố") % {"count": figures}
    shown = Act(label, reverse("history:figures", args=[found.uid]), "table-2")
    return [
        Act(_("Trang tổ chức"), org_url(found.uid), "network"),
        *([shown] if figures else []),
    ]


def _charts(request: ActorRequest, found: Standing, figures: Figures) -> list[Any]:
    life = [each.start for each in found.life]
    days = course_days(figures, life, request.as_of.on)
    counts = counts_over_time(org=found.id, days=days, **all_time(request))
    return charts_of(figures, counts)


def _timeline(
    request: ActorRequest, found: Standing, items: Sequence[TimelineItem]
) -> dict[str, Any]:
    asked = request.GET.get("loai", "")
    kind = asked if asked in KINDS else ALL
    shown = [item for item in reversed(items) if kind in {ALL, item.kind}]
    acts = {item.decision.act: item.decision.on for item in shown if item.decision}
    told = told_changes(acts=acts, touching=found.id, **all_time(request))
    # What has no day at all stands last, not first.
    dated = [item for item in shown if item.when] + [item for item in shown if not item.when]
    return {
        "moments": story_moments(dated, told, found.uid, request.as_of.on),
        "tabs": _tabs(request, items, kind),
    }


def _tabs(request: ActorRequest, items: Sequence[TimelineItem], current: str) -> list[Tab]:
    tabs = [Tab(_("Tất cả"), _part(request, None), current == ALL, len(items))]
    for kind, label in KINDS.items():
        count = sum(item.kind == kind for item in items)
        if count:
            tabs.append(Tab(label, _part(request, kind), current == kind, count))
    return tabs


def _part(request: ActorRequest, kind: str | None) -> str:
    return f"{request.path}{query_with(request, loai=kind)}#dong-thoi-gian"


def _periods(request: ActorRequest, found: Standing) -> dict[str, Any]:
    wanted = {(each.superior, each.start) for each in found.life if each.superior is not None}
    rows = periods(found.life, names_at(wanted=wanted, **all_time(request)))
    caption = _("Tên, loại hình và cấp trên qua các thời kỳ")
    return {"periods": table_of(request, period_columns(), rows, caption=caption)}
