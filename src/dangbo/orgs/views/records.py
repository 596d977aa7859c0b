"""Show one organisation on a day: what it was, what stands below it, and its whole life."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.vietnamese import fold, sort_key
from dangbo.orgs.exports import exported, format_asked
from dangbo.orgs.phrases import kind_name
from dangbo.orgs.queries import (
    ChildRow,
    Lineage,
    Standing,
    changes_between,
    children,
    counts_below,
    decisions_touching,
    lineage,
    standing_of,
)
from dangbo.orgs.queries.names import OrgName, names_at
from dangbo.orgs.queries.states import aliases_of, counts_by_child
from dangbo.orgs.queries.telling import decision_rows, told_changes
from dangbo.orgs.tables.absence import absence_of
from dangbo.orgs.tables.drawings import drawing_of
from dangbo.orgs.tables.happenings import decided
from dangbo.orgs.tables.lineages import link_columns, link_rows
from dangbo.orgs.tables.moments import moments, said_besides
from dangbo.orgs.tables.parts import kind_badge, marks, org_url
from dangbo.orgs.tables.records import child_columns, facts_of, period_columns, periods
from dangbo.orgs.tables.stats import count_stats
from dangbo.orgs.tables.trees import branch_url
from dangbo.orgs.views.asking import all_time, on_day, org_of
from dangbo.orgs.views.knowing import not_known_yet
from dangbo.ui.addresses import query_with
from dangbo.ui.paging import page_of
from dangbo.ui.panels import panels_for
from dangbo.ui.parts import Act, Badge, Chip, Crumb
from dangbo.ui.record_acts import acts_for
from dangbo.ui.tables import sort_of, table_of

PER_PAGE: Final = 20
MOMENTS: Final = 20
RECENT: Final = 8
YEAR: Final = timedelta(days=365)


def detail(request: ActorRequest, uid: str) -> HttpResponseBase:
    """Show an organisation as it stood on the day; before and after its time say so plainly."""
    org = org_of(request, uid)
    found = standing_of(org=org, **on_day(request))
    if found is None:
        return not_known_yet(request, org)
    if format_asked(request):
        return _children_file(request, found)
    names = _superiors(request, found)
    on = request.as_of.on
    context = {
        "org": found,
        "title": found.nearest.name,
        "committee": found.nearest.name,
        "crumbs": _crumbs(found),
        "badges": _badges(found, on),
        "acts": acts_for("org", actor=request.actor, subject=found),
        "acts_always": _acts(found),
        "absence": absence_of(found),
        "facts": facts_of(
            found, _superior(found, names), aliases_of(org=found.id, **all_time(request))
        ),
        "periods": table_of(
            request,
            period_columns(),
            periods(found.life, names),
            caption=_("Tên, loại hình và cấp trên qua các thời kỳ"),
        ),
        "panels": panels_for("org", subject=found, **on_day(request)),
        **_below(request, found),
        **_lineage(request, found),
        **_timeline(request, found),
        **_changes(request, found),
    }
    return render(request, "orgs/detail.html", context)


def _superiors(request: ActorRequest, found: Standing) -> dict[tuple[int, date], OrgName]:
    wanted = {(each.superior, each.start) for each in found.life if each.superior is not None}
    day = {(found.nearest.superior, found.on)} if found.nearest.superior is not None else set()
    return names_at(wanted=wanted | day, **all_time(request))


def _superior(found: Standing, names: dict[tuple[int, date], OrgName]) -> OrgName | None:
    return names.get((found.nearest.superior or 0, found.on))


def _crumbs(found: Standing) -> list[Crumb]:
    above = [Crumb(each.name, org_url(each.uid)) for each in found.path]
    return [Crumb(_("Cây tổ chức"), reverse("orgs:home")), *above, Crumb(found.nearest.name)]


def _badges(found: Standing, on: date) -> list[Badge]:
    badges = [kind_badge(found.nearest.kind, on)]
    if found.state is not None:
        badges.append(Badge(_("Đang hoạt động"), "good"))
    elif found.first_day > on:
        badges.append(Badge(_("Chưa có vào ngày này"), "warn"))
    else:
        badges.append(Badge(_("Không còn vào ngày này"), "warn"))
    return [*badges, *marks(invented=found.invented)]


def _acts(found: Standing) -> list[Act]:
    in_tree = Act(_("Xem trong cây"), _in_tree(found.uid), "list-tree")
    branch = Act(_("Tải cả nhánh"), f"{branch_url(found.uid)}?xuat=xlsx", "download")
    compared = f"{reverse('orgs:compare')}?to_chuc={found.uid}"
    return [
        *([in_tree, branch] if found.state else []),
        Act(_("So sánh hai ngày"), compared, "git-compare-arrows"),
    ]


def _in_tree(uid: str) -> str:
    return f"{reverse('orgs:home')}?mo={uid}#node-{uid}"


def _below(request: ActorRequest, found: Standing) -> dict[str, Any]:
    if found.state is None:
        return {}
    on, asked = request.as_of.on, on_day(request)
    rows = children(org=found.id, **asked)
    if not rows:
        return {"counts": None}
    counts = counts_below(org=found.id, **asked)
    columns = child_columns(rows, counts_by_child(org=found.id, **asked), on)
    sort = sort_of(request, columns, default="name")
    shown = _sorted(_narrowed(rows, request), sort.key, descending=sort.descending)
    page = page_of(shown, request, PER_PAGE)
    return {
        "counts": counts,
        "stats": count_stats(counts, on),
        "below_page": page,
        "below_table": table_of(
            request, columns, page, caption=_("Tổ chức trực thuộc trực tiếp"), sort=sort
        ),
        "below_count": len(rows),
        "below_files": {kind: query_with(request, xuat=kind) for kind in ("xlsx", "csv")},
    }


def _narrowed(rows: Sequence[ChildRow], request: ActorRequest) -> list[ChildRow]:
    words = fold(request.GET.get("ten", "")).split()
    return [row for row in rows if all(word in fold(row.name) for word in words)]


def _sorted(rows: list[ChildRow], key: str, *, descending: bool) -> list[ChildRow]:
    keys = {
        "kind": lambda row: row.kind,
        "code": lambda row: sort_key(row.code),
        "below": lambda row: row.below,
    }
    # Rows come in the order of names, and sorting keeps it among equals.
    return (
        sorted(rows, key=keys[key], reverse=descending)
        if key in keys
        else (rows[::-1] if descending else rows)
    )


def _children_file(request: ActorRequest, found: Standing) -> HttpResponseBase:
    asked = on_day(request)
    every = children(org=found.id, **asked)
    columns = child_columns(every, counts_by_child(org=found.id, **asked), request.as_of.on)
    sort = sort_of(request, columns, default="name")
    rows = _narrowed(every, request)
    return exported(
        request,
        title=_("Tổ chức trực thuộc trực tiếp"),
        columns=columns,
        rows=_sorted(rows, sort.key, descending=sort.descending),
        file=f"truc-thuoc-{found.uid}",
        org=f"{found.nearest.name} ({kind_name(found.nearest.kind, request.as_of.on)})",
        chips=_chips(request),
        invented=lambda row: row.invented,
        about_persons=False,
    )


def _chips(request: ActorRequest) -> list[Chip]:
    text = request.GET.get("ten", "")
    return [Chip(_("Tên"), text, "")] if text else []


def _lineage(request: ActorRequest, found: Standing) -> dict[str, Any]:
    line: Lineage = lineage(org=found.id, **all_time(request))
    if not line.links:
        return {"drawing": None, "links": None}
    decisions = decision_rows(acts={each.act for each in line.links}, **all_time(request))
    return {
        "drawing": drawing_of(line, decisions),
        "links": table_of(
            request,
            link_columns(),
            link_rows(line, decisions),
            caption=_("Nguồn gốc và kế thừa"),
        ),
    }


def _timeline(request: ActorRequest, found: Standing) -> dict[str, Any]:
    rows = decisions_touching(org=found.id, **all_time(request))
    shown = rows if request.GET.get("dong") == "het" else rows[:MOMENTS]
    told = told_changes(
        acts={row.act: row.on for row in shown}, touching=found.id, **all_time(request)
    )
    besides = said_besides(acts=[row.act for row in shown], **all_time(request))
    return {
        "moments": moments(shown, told, request.as_of.on, besides),
        "moments_left": len(rows) - len(shown),
    }


def _changes(request: ActorRequest, found: Standing) -> dict[str, Any]:
    """Return what changed below in the year that ends with the day."""
    on = request.as_of.on
    start = on - YEAR
    happened = changes_between(start=start, end=on, org=found.id, **all_time(request))
    rows = decided([each for each in happened if each.org != found.id])
    return {"recent": rows[:RECENT], "recent_count": len(rows), "recent_start": start}
