"""List who comes into question for a badge at a round, and the badges given."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.days import format_day
from dangbo.base.numbers import format_number
from dangbo.base.vietnamese import fold
from dangbo.honours import queries
from dangbo.honours.forms.filters import AwardsFilter, DueFilter
from dangbo.honours.phrases import level_name
from dangbo.honours.queries import BadgeDue
from dangbo.honours.tables.lists import award_columns, due_columns, due_shown
from dangbo.honours.tables.parts import area_tabs
from dangbo.honours.tables.printing import (
    certificate_values,
    list_values,
    merge_due,
    merge_given,
    merge_heads,
)
from dangbo.honours.views.asking import PER_PAGE, all_invented, chips, chosen, file_urls
from dangbo.honours.views.files import FORMATS, MERGE, letter_sent, merge_sent
from dangbo.letters.queries import compose
from dangbo.orgs.exports import exported, format_asked
from dangbo.orgs.views.asking import on_day
from dangbo.orgs.views.choosing import Chosen
from dangbo.ui.addresses import query_with
from dangbo.ui.paging import page_of
from dangbo.ui.parts import Act, Stat
from dangbo.ui.tables import sort_of, table_of


class Asked(NamedTuple):
    """Who is asked for at a round: the form, the organisation, all of them, those narrowed to."""

    form: DueFilter
    where: Chosen
    found: Sequence[BadgeDue]
    rows: Sequence[BadgeDue]


def asked_in(request: ActorRequest) -> Asked:
    """Return who comes into question as the address asks."""
    form = DueFilter(request.GET, on=request.as_of.on)
    where = chosen(request, form.value("to_chuc"))
    if not where.settled:
        return Asked(form, where, [], [])
    found = queries.badges_due(
        org=where.org.id if where.org else None, round_day=form.round_day, **on_day(request)
    )
    words = fold(form.value("q")).split()
    rows = [
        each
        for each in found
        if each.state in form.states
        and (form.value("dien") != "moi" or each.fresh)
        and form.level in {None, each.level}
        and all(f" {word}" in f" {each.name_folded}" for word in words)
    ]
    return Asked(form, where, found, rows)


def home(request: ActorRequest) -> HttpResponseBase:
    """List who comes into question at a round, or give the list as a file."""
    asked = asked_in(request)
    columns = due_columns()
    sort = sort_of(request, columns, default="name")
    dues = due_shown(asked.rows, sort)
    round_day, known = asked.form.round_day, request.as_of.known

    def told(rows: Sequence[BadgeDue]) -> list[queries.BadgeDueRow]:
        return queries.due_rows(actor=request.actor, dues=rows, round_day=round_day, known=known)

    org = asked.where.org.name if asked.where.org else ""
    title = _("Huy hiệu Đảng đợt %(day)s") % {"day": format_day(round_day)}
    if format_asked(request):
        return exported(
            request,
            title=title,
            columns=columns,
            rows=told(dues),
            file=f"huy-hieu-{round_day.isoformat()}",
            org=org,
            chips=chips(request, asked.form),
            invented=lambda row: bool(row.invented),
        )
    if request.GET.get("tep") in {*FORMATS, MERGE}:
        return _printed(request, asked, told(dues), org)
    page = page_of(dues, request, PER_PAGE)
    award_url = f"{reverse('honours:award')}{query_with(request)}"
    rows = told(list(page))
    context = {
        "title": title,
        "tabs": area_tabs("honours:home"),
        "form": asked.form,
        "round": round_day.isoformat(),
        "chips": [each for each in chips(request, asked.form) if each.value],
        "chosen": asked.where,
        "page": page,
        "stats": _stats(request, asked),
        "table": table_of(
            request,
            columns,
            rows,
            caption=title,
            sort=sort,
            row_key=lambda row: str(row.due.uid),
        ),
        "exports": file_urls(request),
        "prints": _prints(request) if dues else [],
        "bulk_acts": [Act(_("Ghi quyết định tặng"), award_url, "award")],
        "award_url": award_url,
    }
    return render(request, "honours/round.html", context)


def _prints(request: ActorRequest) -> list[Act]:
    return [
        Act(_("Danh sách để in (PDF)"), query_with(request, tep="pdf"), "printer"),
        Act(_("Danh sách để sửa (DOCX)"), query_with(request, tep="docx"), "file-text"),
        Act(
            _("Dữ liệu giấy chứng nhận (Excel)"), query_with(request, tep=MERGE), "file-spreadsheet"
        ),
    ]


def _stats(request: ActorRequest, asked: Asked) -> list[Stat]:
    """Return how many come into question for each level, those who only wait left out."""
    counts = Counter(each.level for each in asked.found if each.state in {"due", "posthumous"})
    return [
        Stat(
            level_name(level),
            format_number(counts[level]),
            url=query_with(request, muc=level),
        )
        for level in sorted(counts)
    ]


def _printed(
    request: ActorRequest, asked: Asked, rows: Sequence[queries.BadgeDueRow], org: str
) -> HttpResponseBase:
    kind, day = request.GET["tep"], asked.form.round_day
    file = f"huy-hieu-{day.isoformat()}"
    if kind == MERGE:
        return merge_sent(request, merge_heads(), list(merge_due(rows, day)), f"chung-nhan-{file}")
    letter = compose(
        "badge_list",
        list_values(rows, round_day=day, issuer=org),
        request.as_of.on,
        known=request.as_of.known,
        dated=False,
        invented=all_invented(rows),
    )
    return letter_sent(request, letter, kind, file, persons=len(rows))


def awarded(request: ActorRequest) -> HttpResponseBase:
    """List the badges given by the day, with how many of each level, or give them as a file."""
    asked = on_day(request)
    years = queries.years_of(queries.awards(**asked))
    form = AwardsFilter(request.GET, years=years, on=request.as_of.on)
    where = chosen(request, form.value("to_chuc"))
    rows = queries.awards(
        org=where.org.id if where.org else None,
        text=form.value("q"),
        level=form.level,
        kind=form.value("loai"),
        year=form.year,
        **asked,
    )
    rows = rows if where.settled else rows.none()
    shown = _awards_of(request, where, form, rows)
    if shown is not None:
        return shown
    page = page_of(rows, request, PER_PAGE)
    known = request.as_of.known
    told = queries.badge_rows(actor=request.actor, rows=list(page), known=known)
    title = _("Huy hiệu Đảng đã tặng")
    merge = Act(
        _("Dữ liệu giấy chứng nhận (Excel)"), query_with(request, tep=MERGE), "file-spreadsheet"
    )
    context = {
        "title": title,
        "tabs": area_tabs("honours:awards"),
        "form": form,
        "chips": chips(request, form),
        "chosen": where,
        "page": page,
        "stats": [
            Stat(level_name(level), format_number(count), url=query_with(request, muc=level))
            for level, count in queries.levels_given(rows).items()
        ],
        "table": table_of(request, award_columns(), told, caption=title),
        "exports": file_urls(request),
        "prints": [merge] if page.paginator.count else [],
        "empty_more": _("Bỏ bớt bộ lọc, hoặc ghi quyết định tặng ở trang đợt trao."),
    }
    return render(request, "honours/list.html", context)


def _awards_of(
    request: ActorRequest, where: Chosen, form: AwardsFilter, rows: Iterable[Any]
) -> HttpResponseBase | None:
    """Return the badges given as the file asked for, if one is."""
    merge = request.GET.get("tep") == MERGE
    if not merge and not format_asked(request):
        return None
    known = request.as_of.known
    told = queries.badge_rows(actor=request.actor, rows=list(rows), known=known)
    if merge:
        members = queries.members_given(actor=request.actor, rows=told, known=known)
        merged = list(merge_given(told, members))
        return merge_sent(request, merge_heads(), merged, "chung-nhan-huy-hieu")
    return exported(
        request,
        title=_("Huy hiệu Đảng đã tặng"),
        columns=award_columns(),
        rows=told,
        file="huy-hieu-da-tang",
        org=where.org.name if where.org else "",
        chips=chips(request, form),
        invented=lambda row: bool(row.invented),
    )


def certificate(request: ActorRequest, uid: str, level: int) -> HttpResponseBase:
    """Print the certificate of a badge as PDF, or as DOCX where that is asked for."""
    members = queries.shown_members(uids=[uid], **on_day(request))
    if not members:
        raise Http404(_("Không có người này, hoặc tài khoản không được xem."))
    given = queries.badges_of(person=members[0].id, **on_day(request))
    row = next((each for each in given if each.level == level), None)
    if row is None:
        raise Http404(_("Người này chưa được tặng huy hiệu mức đó vào ngày đang xem."))
    then = queries.members_given(actor=request.actor, rows=[row], known=request.as_of.known)
    letter = compose(
        "badge_certificate",
        certificate_values(row, then.get(row.pk, members[0])),
        request.as_of.on,
        known=request.as_of.known,
        dated=False,
        invented=row.invented,
    )
    kind = "docx" if request.GET.get("tep") == "docx" else "pdf"
    return letter_sent(request, letter, kind, f"chung-nhan-{uid}-{level}", persons=1)
