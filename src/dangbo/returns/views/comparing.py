"""Show what changed since a report was sent, whether those below add up, and how it begins."""

from collections.abc import Sequence
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.days import format_day
from dangbo.returns.phrases import period_name
from dangbo.returns.queries.comparing import Changed, compared
from dangbo.returns.queries.figures import sent_by
from dangbo.returns.queries.naming import names_behind
from dangbo.returns.queries.openings import opening_of
from dangbo.returns.queries.sums import added_up_below
from dangbo.returns.tables import changes
from dangbo.returns.tables.addresses import report_url
from dangbo.returns.views.asking import Here, asked_of, frame, here_of
from dangbo.ui.paging import page_of
from dangbo.ui.tables import Column, table_of

PER_PAGE: Final = 50


def compare(request: ActorRequest, form: str, period: str, uid: str) -> HttpResponse:
    """Show the cells in which today's answer is not what was sent, with the acts since."""
    here = here_of(request, form, period, uid)
    sent = here.sent
    if sent is None and here.report.sendings:
        last = here.report.sendings[-1].sending or 0
        sent = sent_by(actor=request.actor, sending=last)
    if sent is None:
        return redirect(report_url(here.report))
    found = compared(
        actor=request.actor,
        sent=sent,
        period=here.report.period,
        org=here.report.org,
        typed=here.report.typed_by(here.report.sendings[(here.turn or 0) - 1]),
    )
    day = format_day(sent.recorded)
    context = {
        **frame(request, here, "compare"),
        "day": day,
        "cells": len(sent.cells),
        **_differing(request, here, found, _("Đã gửi"), _("Hiện nay")),
    }
    return render(request, "returns/compare.html", context)


def _differing(
    request: ActorRequest, here: Here, found: Sequence[Changed], before: str, now: str
) -> dict[str, Any]:
    lines = changes.change_lines(found)
    page = page_of(lines, request, PER_PAGE)
    columns = changes.change_columns(before, now)
    return {
        "differing": len(found),
        "changes": table_of(request, columns, found, caption=_("Ô khác nhau")) if found else None,
        "page": page,
        "lines": _table(request, here, changes.line_columns(), list(page)),
    }


def _table(
    request: ActorRequest, here: Here, columns: Sequence[Column], lines: list[changes.Line]
) -> Any:
    """Return the lines of one page as a table, with names; None where there are none."""
    if not lines:
        return None
    those = [(each.subject, each.item) for each in lines]
    rows = changes.named(lines, names_behind(asked_of(request, here), those))
    return table_of(request, columns, rows, caption=_("Ai, vì sao"))


def below(request: ActorRequest, form: str, period: str, uid: str) -> HttpResponse:
    """Show whether the reports of those below add up to this one, and who is missing."""
    here = here_of(request, form, period, uid)
    found = added_up_below(actor=request.actor, at=here.at)
    lines = changes.sum_lines(found)
    page = page_of(lines, request, PER_PAGE)
    context = {
        **frame(request, here, "below"),
        "found": found,
        "silent": [(each.org.name, report_url(each)) for each in found.not_sent],
        "received": len(found.below) - len(found.not_sent),
        "total": len(found.below),
        "sums": table_of(request, changes.SUM_COLUMNS, found.differing, caption=_("Ô không khớp"))
        if found.differing
        else None,
        "page": page,
        "lines": _table(request, here, changes.sum_line_columns(), list(page)),
    }
    return render(request, "returns/below.html", context)


def opening(request: ActorRequest, form: str, period: str, uid: str) -> HttpResponse:
    """Show whether this report begins with what the one before ended with."""
    here = here_of(request, form, period, uid)
    found = opening_of(actor=request.actor, at=here.at)
    context = {
        **frame(request, here, "opening"),
        "before": period_name(found.before) if found.before else "",
        "before_url": report_url(found.report) if found.report else "",
        "cells": found.cells,
        **_differing(request, here, found.differing, _("Cuối kỳ trước"), _("Đầu kỳ này")),
    }
    return render(request, "returns/opening.html", context)
