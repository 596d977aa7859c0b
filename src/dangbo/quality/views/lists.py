"""List the members of whom a check says something, or give them as a file."""

from collections.abc import Sequence

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.orgs.exports import exported, format_asked
from dangbo.orgs.views.asking import on_day
from dangbo.quality import queries
from dangbo.quality.forms.filters import CheckFilter
from dangbo.quality.queries import FoundRow
from dangbo.quality.tables.lists import found_columns
from dangbo.quality.tables.parts import STALE
from dangbo.quality.views.frame import (
    PER_PAGE,
    Where,
    chips,
    crumbs,
    file_urls,
    frame,
    titled,
    where_of,
)
from dangbo.rules.record_quality import CITIZEN_DIFFERS, LIVE, terms_on
from dangbo.rules.rights import MEMBER_CHANGE
from dangbo.ui.paging import page_of
from dangbo.ui.parts import Act
from dangbo.ui.tables import sort_of, table_of

CONFIRMED = frozenset({LIVE, STALE})


def found(request: ActorRequest) -> HttpResponseBase:
    """List whose record needs a look, and why."""
    form = CheckFilter(request.GET, terms=terms_on(request.as_of.on))
    where = where_of(request, form.value("to_chuc"))
    columns = found_columns()
    sort = sort_of(request, columns, default="name")
    rows = _rows(request, form.key, where, str(sort))
    title = titled(_("Hồ sơ cần xem"), where)
    if format_asked(request) and where.chosen.settled:
        return exported(
            request,
            title=title,
            columns=columns,
            rows=rows[:],
            file="ho-so-can-xem",
            org=where.name,
            chips=chips(request, form),
            invented=lambda row: bool(row.invented),
        )
    page = page_of(rows, request, PER_PAGE)
    confirmed = form.key in CONFIRMED and request.as_of.is_today
    confirmed = confirmed and request.actor.may(MEMBER_CHANGE)
    context = {
        "title": title,
        **frame("", where, form),
        "crumbs": crumbs(title),
        "key": form.key,
        "chips": chips(request, form),
        "page": page,
        "table": table_of(
            request,
            columns,
            page,
            caption=title,
            sort=sort,
            row_key=(lambda row: row.uid) if confirmed else None,
        ),
        "bulk_acts": _bulk_acts() if confirmed else [],
        "exports": file_urls(request),
    }
    return render(request, "quality/list.html", context)


def _bulk_acts() -> list[Act]:
    return [Act(_("Xác nhận không có gì thay đổi"), reverse("quality:confirm"), "circle-check")]


def _rows(request: ActorRequest, key: str, where: Where, sort: str) -> Sequence[FoundRow]:
    if not where.chosen.settled:
        return []
    if key == CITIZEN_DIFFERS:
        return queries.citizens_differing(org=where.id, sort=sort, **on_day(request))
    return queries.found_members(org=where.id, key=key, sort=sort, **on_day(request))
