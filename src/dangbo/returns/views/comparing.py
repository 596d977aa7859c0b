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
from dangbo.returns.queries.naming import Named, names_behind
from dangbo.returns.queries.openings import opening_of
from dangbo.returns.queries.sums import AddedUp, added_up_below
from dangbo.returns.tables import changes
from dangbo.returns.tables.addresses import report_url
from dangbo.returns.views.asking import Here, asked_of, frame, here_of
from dangbo.rules.frozen_figures import Counted
from dangbo.rules.indicators import Subject
from dangbo.ui.paging import page_of
from dangbo.ui.tables import table_of

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
    those: list[tuple[Subject, Counted]] = [
        (each.subject, who.item) for each in found for who in (*each.gained, *each.lost)
    ]
    lines = changes.change_lines(found, _names(request, here, those))
    page = page_of(lines, request, PER_PAGE)
    columns = changes.change_columns(before, now)
    return {
        "differing": len(found),
        "changes": table_of(request, columns, found, caption=_("Ô khác nhau")) if found else None,
        "page": page,
        "lines": table_of(request, changes.line_columns(), list(page), caption=_("Ai, vì sao"))
        if lines
        else None,
    }


def _names(
    request: ActorRequest, here: Here, those: list[tuple[Subject, Counted]]
) -> dict[tuple[str, int], Named]:
    return names_behind(asked_of(request, here), those)


def below(request: ActorRequest, form: str, period: str, uid: str) -> HttpResponse:
    """Show whether the reports of those below add up to this one, and who is missing."""
    here = here_of(request, form, period, uid)
    found = added_up_below(actor=request.actor, at=here.at)
    names = _names(request, here, _those(found))
    lines = changes.sum_lines(found, names)
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
        "lines": table_of(
            request, changes.sum_line_columns(), list(page), caption=_("Ai, ở đơn vị nào")
        )
        if lines
        else None,
    }
    return render(request, "returns/below.html", context)


def _those(found: AddedUp) -> list[tuple[Subject, Counted]]:
    return [
        (each.subject, item)
        for each in found.differing
        for item in (
            *(item for missing in each.above_only for item in missing.items),
            *each.below_only,
        )
    ]


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
