"""List secretaries, planning lists and declarations, narrowed and as files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.numbers import format_number
from dangbo.orgs.exports import exported, format_asked
from dangbo.orgs.forms import Narrowing
from dangbo.orgs.views.asking import on_day
from dangbo.orgs.views.choosing import Chosen
from dangbo.posts import queries
from dangbo.posts.forms.filters import DeclarationsFilter, LeadersFilter, PlansFilter
from dangbo.posts.phrases import level_name
from dangbo.posts.tables.lists import (
    declaration_columns,
    declarations_shown,
    leader_columns,
    leaders_shown,
    plan_columns,
    plans_shown,
    short_plans,
)
from dangbo.posts.views.asking import chips, chosen, file_urls, tabs
from dangbo.ui.paging import page_of
from dangbo.ui.parts import Act, Stat
from dangbo.ui.tables import Column, Sort, sort_of, table_of

PER_PAGE: Final = 50


@dataclass(frozen=True)
class Shown:
    """One of the lists of this area as it was asked for."""

    url_name: str
    title: str
    file: str
    form: Narrowing
    chosen: Chosen
    columns: Sequence[Column]
    rows: Sequence[Any]
    sort: Sort
    invented: Callable[[Any], bool] = lambda row: row.invented


def leaders(request: ActorRequest) -> HttpResponseBase:
    """List the secretaries of grassroots organisations, with the sums of committees."""
    form = LeadersFilter(request.GET)
    where = chosen(request, form.value("to_chuc"))
    org = where.org.id if where.org else None
    found = queries.unified_posts(org=org, **on_day(request))
    columns = leader_columns()
    sort = sort_of(request, columns, default="org")
    rows = leaders_shown(
        found.rows,
        text=form.value("q"),
        kept=form.value("loc"),
        key=sort.key,
        descending=sort.descending,
    )
    stats = [] if format_asked(request) else _stats(request, org, found)
    shown = Shown(
        url_name="posts:home",
        title=_("Bí thư các tổ chức cơ sở đảng"),
        file="bi-thu",
        form=form,
        chosen=where,
        columns=columns,
        rows=rows if where.settled else [],
        sort=sort,
        invented=lambda row: row.org.invented,
    )
    return _listed(request, shown, stats=stats)


def _stats(request: ActorRequest, org: int | None, found: queries.Unified) -> list[Stat]:
    people = queries.committee_persons(org=org, **on_day(request))
    levels = [
        _("%(count)s ở %(level)s") % {"count": count, "level": level_name(level).lower()}
        for level, count in people.outside.items()
    ]
    return [
        Stat(
            _("Bí thư đồng thời là người đứng đầu"),
            f"{format_number(found.unified)}/{format_number(found.grassroots)}",
            note=_("trên tổng số tổ chức cơ sở đảng"),
        ),
        Stat(
            _("Người tham gia cấp ủy các cấp"),
            format_number(people.persons),
            note=", ".join(levels) or _("mỗi người tính một lần"),
        ),
        Stat(_("Tham gia ban chấp hành đoàn thể"), format_number(people.mass)),
    ]


def plan_list(request: ActorRequest) -> HttpResponseBase:
    """List who is planned for which posts on the day."""
    asked = on_day(request)
    form = PlansFilter(request.GET, terms=queries.plan_terms(**asked))
    where = chosen(request, form.value("to_chuc"))
    columns = plan_columns()
    sort = sort_of(request, columns, default="title")
    rows = queries.plans(
        org=where.org.id if where.org else None,
        term=form.value("nhiem_ky"),
        text=form.value("q"),
        **asked,
    )
    acts = []
    if where.org:
        url = reverse("posts:plan", args=[where.org.uid])
        out = reverse("posts:unplan", args=[where.org.uid])
        acts = [
            Act(_("Ghi quy hoạch"), url, "plus", main=True),
            Act(_("Đưa ra khỏi quy hoạch"), out, "minus"),
        ]
    ordered = plans_shown(rows, sort.key, descending=sort.descending)
    shown = Shown(
        url_name="posts:plans",
        title=_("Quy hoạch cán bộ"),
        file="quy-hoach",
        form=form,
        chosen=where,
        columns=columns,
        rows=ordered if where.settled else [],
        sort=sort,
    )
    short = queries.plan_shortfalls(rows=rows, **asked) if not form.value("q") else []
    note = "" if where.org else _("Chọn một tổ chức để ghi vào hoặc đưa ra khỏi quy hoạch.")
    return _listed(
        request, shown, acts=acts, stats=_turns(rows), note=note, heed=short_plans(short)
    )


def _turns(rows: Sequence[queries.PlanRow]) -> list[Stat]:
    """Return how many turns (lượt) there are: a person planned twice counts twice."""
    persons = len({row.person.id for row in rows})
    return [
        Stat(_("Lượt quy hoạch"), format_number(len(rows))),
        Stat(_("Người trong quy hoạch"), format_number(persons)),
    ]


def declaration_list(request: ActorRequest) -> HttpResponseBase:
    """List how far declarations of assets have come on the day."""
    asked = on_day(request)
    form = DeclarationsFilter(request.GET, years=queries.declaration_years(**asked))
    where = chosen(request, form.value("to_chuc"))
    columns = declaration_columns()
    sort = sort_of(request, columns, default="-year")
    year = form.value("nam")
    rows = queries.declarations(
        org=where.org.id if where.org else None,
        year=int(year) if year else None,
        kind=form.value("loai"),
        status=form.value("tinh_trang"),
        text=form.value("q"),
        **asked,
    )
    ordered = declarations_shown(rows, sort.key, descending=sort.descending)
    shown = Shown(
        url_name="posts:declarations",
        title=_("Kê khai tài sản, thu nhập"),
        file="ke-khai",
        form=form,
        chosen=where,
        columns=columns,
        rows=ordered if where.settled else [],
        sort=sort,
    )
    return _listed(
        request,
        shown,
        acts=[Act(_("Ghi kê khai"), reverse("posts:declare"), "plus", main=True)],
        stats=[
            Stat(_("Bản kê khai"), format_number(len(rows))),
            Stat(_("Quá hạn"), format_number(sum(row.overdue for row in rows))),
        ],
        note=_("Sổ chỉ giữ tình trạng, không giữ nội dung kê khai."),
    )


def _listed(request: ActorRequest, shown: Shown, **more: Any) -> HttpResponseBase:
    """Answer with a list, or with the file of it that was asked for."""
    found = chips(request, shown.form, shown.chosen)
    if format_asked(request):
        return exported(
            request,
            title=shown.title,
            columns=shown.columns,
            rows=shown.rows,
            file=shown.file,
            org=shown.chosen.org.name if shown.chosen.org else "",
            chips=found,
            invented=shown.invented,
        )
    page = page_of(shown.rows, request, PER_PAGE)
    context = {
        "title": shown.title,
        "tabs": tabs(shown.url_name),
        "form": shown.form,
        "chips": found,
        "chosen": shown.chosen,
        "page": page,
        "table": table_of(request, shown.columns, page, caption=shown.title, sort=shown.sort),
        "exports": file_urls(request),
        **more,
    }
    return render(request, "posts/list.html", context)
