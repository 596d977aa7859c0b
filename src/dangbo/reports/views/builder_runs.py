"""Have a question asked again by itself, and show what it answered from time to time."""

from collections.abc import Sequence
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.days import format_day
from dangbo.orgs.exports import exported, format_asked
from dangbo.reports.commands.question_running import schedule_question, see_runs, stop_question
from dangbo.reports.forms.builder import ScheduleForm
from dangbo.reports.phrases import name_of
from dangbo.reports.queries import UnknownIndicatorError, indicator
from dangbo.reports.queries.questions_kept import KeptQuestion, KeptRun, open_question, runs
from dangbo.reports.tables.builder import columns_of, kept_columns
from dangbo.reports.tables.builder_runs import course_of, run_columns, run_rows
from dangbo.reports.views.asking import file_urls
from dangbo.reports.views.builder import frame
from dangbo.reports.views.builder_asking import grid_of, pairs_of_query, told_by
from dangbo.rules.question_addresses import question_in
from dangbo.rules.question_answers import Answer, lost, moved
from dangbo.rules.verdicts import RuleError
from dangbo.ui.addresses import with_day
from dangbo.ui.parts import Act, Chip
from dangbo.ui.tables import table_of

REFUSED: Final = 422


def schedule(request: ActorRequest, pk: int) -> HttpResponse:
    """Ask how often a question is asked again, and have it so; or no more."""
    row = open_question(actor=request.actor, pk=pk)
    if not row.own:
        raise Http404
    if request.POST.get("do") == "stop":
        stop_question(actor=request.actor, pk=pk)
        messages.success(request, _("Đã thôi chạy lại; các kết quả cũ vẫn còn."))
        return _to(request, "reports:question_runs", pk)
    initial = {"every": row.every or "month", "first": row.due_next or request.as_of.today}
    form = ScheduleForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        today = request.as_of.today
        try:
            schedule_question(actor=request.actor, pk=pk, today=today, **form.cleaned_data)
        except RuleError as error:
            form.refuse(error.verdict, request.as_of.on)
        else:
            told = {"day": format_day(form.cleaned_data["first"])}
            messages.success(request, _("Đã đặt lịch. Lần chạy đầu: %(day)s.") % told)
            return _to(request, "reports:question_runs", pk)
    context = {
        **frame(request, ""),
        "title": _("Chạy lại theo lịch"),
        "row": row,
        "form": form,
        "told": told_by(request, pairs_of_query(row.query), counted=False),
        "back_url": reverse("reports:question", args=[pk]),
    }
    status = REFUSED if form.errors else 200
    return render(request, "reports/builder_schedule.html", context, status=status)


def results(request: ActorRequest, pk: int) -> HttpResponse:
    """Show what a question answered over time, the last first."""
    row = open_question(actor=request.actor, pk=pk)
    found = runs(actor=request.actor, pk=pk)
    rows = run_rows(found, pk)
    acts = []
    if row.own:
        url = reverse("reports:question_schedule", args=[pk])
        acts.append(Act(_("Chạy lại theo lịch"), url, "timer", main=not rows))
    title = _("Kết quả theo thời gian")
    context = {
        **frame(request, ""),
        "title": title,
        "row": row,
        "acts": acts,
        "table": table_of(request, run_columns(), rows, caption=title) if rows else None,
        "chart": course_of(found),
        "back_url": reverse("reports:question", args=[pk]),
    }
    return render(request, "reports/builder_runs.html", context)


def result(request: ActorRequest, pk: int, run: int) -> HttpResponseBase:
    """Show what a question answered on one day, and how it moved since the time before."""
    row = open_question(actor=request.actor, pk=pk)
    found = runs(actor=request.actor, pk=pk)
    at = next((at for at, each in enumerate(found) if each.id == run), None)
    if at is None:
        raise Http404
    one = found[at]
    before = next((each for each in found[at + 1 :] if each.answer), None)
    title = _("%(name)s, ngày %(day)s") % {"name": row.name, "day": format_day(one.on)}
    context: dict[str, Any] = {
        **frame(request, ""),
        "title": title,
        "row": row,
        "run": one,
        "before": before,
        "remarks": _remarks(one, before),
        "exports": file_urls(request),
        "told": told_by(request, pairs_of_query(one.query), counted=False),
        "back_url": reverse("reports:question_runs", args=[pk]),
    }
    if one.answer is not None and _is_known(one.answer):
        asked, _faults = question_in(pairs_of_query(one.query))
        changes = moved(before.answer, one.answer) if before and before.answer else {}
        grid = grid_of(asked, one.answer, moved=changes)
        if format_asked(request):
            return _file(request, row, one, grid)
        context["table"] = table_of(request, columns_of(grid), grid.rows, caption=title)
        context["changed"] = len(changes)
    return render(request, "reports/builder_run.html", context)


def _is_known(found: Answer) -> bool:
    try:
        return all(indicator(code) for code in found.versions)
    except UnknownIndicatorError:
        return False


def _remarks(one: KeptRun, before: KeptRun | None) -> Sequence[str]:
    """Return why two answers may differ though nobody came or went."""
    found: list[str] = []
    if before is None or before.answer is None or one.answer is None:
        return found
    if before.query != one.query:
        found.append(_("Câu hỏi đã được sửa từ lần trước; chỉ so được những ô còn như cũ."))
    for code, version in one.answer.versions.items():
        old = before.answer.versions.get(code, version)
        if old != version:
            told = {"name": name_of(indicator(code)), "old": old, "new": version}
            text = _("Định nghĩa “%(name)s” đã đổi từ phiên bản %(old)s sang %(new)s.")
            found.append(text % told)
    gone = lost(before.answer, one.answer)
    if gone:
        found.append(_("%(number)s ô của lần trước không còn trong lần này.") % {"number": gone})
    return found


def _file(request: ActorRequest, row: KeptQuestion, one: KeptRun, grid: Any) -> HttpResponseBase:
    return exported(
        request,
        title=row.name,
        columns=kept_columns(grid),
        rows=grid.rows,
        file=f"ket-qua-{row.id}-{one.on.isoformat()}",
        chips=[Chip(_("Chạy cho ngày"), format_day(one.on), "")],
        about_persons=False,
    )


@require_POST
def seen(request: ActorRequest) -> HttpResponse:
    """Note that new results, of one question or of all, have been seen."""
    number = request.POST.get("cau_hoi", "")
    see_runs(actor=request.actor, question=int(number[:18]) if number.isdecimal() else None)
    return redirect(with_day(reverse("reports:questions"), request.as_of))


def _to(request: ActorRequest, name: str, pk: int) -> HttpResponse:
    return redirect(with_day(reverse(name, args=[pk]), request.as_of))
