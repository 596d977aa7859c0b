"""List the members who have no card, and the cards issued."""

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.days import format_day
from dangbo.honours import queries
from dangbo.honours.forms.filters import CardsDueFilter, IssuesFilter
from dangbo.honours.tables.lists import cards_due_columns, issue_columns
from dangbo.honours.tables.parts import area_tabs
from dangbo.honours.views.asking import PER_PAGE, chips, chosen, file_urls
from dangbo.orgs.exports import exported, format_asked
from dangbo.orgs.views.asking import on_day
from dangbo.rules.member_numbers import next_card_round
from dangbo.ui.paging import page_of
from dangbo.ui.parts import Act
from dangbo.ui.tables import table_of


def cards(request: ActorRequest) -> HttpResponseBase:
    """List the official members without a card number on the day."""
    asked = on_day(request)
    form = CardsDueFilter(request.GET)
    where = chosen(request, form.value("to_chuc"))
    org = where.org.id if where.org else None
    uids = queries.cards_due(org=org, text=form.value("q"), **asked) if where.settled else []
    columns = cards_due_columns(request.as_of.on)
    title = _("Đảng viên chính thức chưa có thẻ")
    if format_asked(request):
        return exported(
            request,
            title=title,
            columns=columns,
            rows=queries.shown_members(uids=uids, **asked),
            file="chua-co-the",
            org=where.org.name if where.org else "",
            chips=chips(request, form),
            invented=lambda row: bool(row.invented),
        )
    page = page_of(uids, request, PER_PAGE)
    rows = queries.shown_members(uids=list(page), **asked)
    day = format_day(next_card_round(request.as_of.on))
    context = {
        "title": title,
        "note": _("Đợt phát thẻ tới: %(day)s.") % {"day": day},
        "tabs": area_tabs("honours:cards"),
        "acts": [Act(_("Phát thẻ theo danh sách"), reverse("honours:paste"), "list")],
        "form": form,
        "chips": chips(request, form),
        "chosen": where,
        "page": page,
        "table": table_of(request, columns, rows, caption=title, row_key=lambda row: str(row.uid)),
        "bulk_acts": [Act(_("Phát thẻ"), reverse("honours:issue"), "badge-check")],
        "exports": file_urls(request),
        "empty_more": _("Mọi đảng viên chính thức khớp bộ lọc đều đã có số thẻ."),
    }
    return render(request, "honours/list.html", context)


def issues(request: ActorRequest) -> HttpResponseBase:
    """List the cards issued and taken back by the day."""
    asked = on_day(request)
    form = IssuesFilter(request.GET, years=queries.years_of(queries.card_issues(**asked)))
    where = chosen(request, form.value("to_chuc"))
    rows = queries.card_issues(
        org=where.org.id if where.org else None,
        text=form.value("q"),
        kind=form.value("loai"),
        year=form.year,
        **asked,
    )
    rows = rows if where.settled else rows.none()
    title, actor, known = _("Thẻ đảng viên đã cấp"), request.actor, request.as_of.known
    if format_asked(request):
        return exported(
            request,
            title=title,
            columns=issue_columns(),
            rows=queries.card_rows(actor=actor, rows=list(rows), known=known),
            file="the-da-cap",
            org=where.org.name if where.org else "",
            chips=chips(request, form),
            invented=lambda row: bool(row.invented),
        )
    page = page_of(rows, request, PER_PAGE)
    told = queries.card_rows(actor=actor, rows=list(page), known=known)
    context = {
        "title": title,
        "tabs": area_tabs("honours:issues"),
        "form": form,
        "chips": chips(request, form),
        "chosen": where,
        "page": page,
        "table": table_of(request, issue_columns(), told, caption=title),
        "exports": file_urls(request),
        "empty_more": _("Bỏ bớt bộ lọc, hoặc phát thẻ ở trang chưa có thẻ."),
    }
    return render(request, "honours/list.html", context)
