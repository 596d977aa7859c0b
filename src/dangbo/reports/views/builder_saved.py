"""Keep questions: list them, open one, save, change, copy, put away and take back."""

from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dangbo.accounts.middleware import ActorRequest
from dangbo.orgs.exports import format_asked
from dangbo.reports.commands.questions import (
    change_question,
    copy_question,
    drop_question,
    restore_question,
    save_question,
)
from dangbo.reports.forms.builder import NameForm
from dangbo.reports.queries.questions_kept import (
    KeptQuestion,
    kept_list,
    open_question,
    put_away,
)
from dangbo.reports.tables.builder import question_url
from dangbo.reports.tables.builder_kept import kept_columns
from dangbo.reports.views.builder import answered, frame, sent
from dangbo.reports.views.builder_asking import Told, pairs_in, pairs_of_query, told_by
from dangbo.rules.question_addresses import pairs_of
from dangbo.rules.verdicts import RuleError
from dangbo.ui.addresses import with_day
from dangbo.ui.parts import Act
from dangbo.ui.tables import table_of

REFUSED: Final = 422


def questions(request: ActorRequest) -> HttpResponse:
    """List the questions at hand, and what was put away."""
    rows = kept_list(actor=request.actor)
    title = _("Câu hỏi đã lưu")
    context = {
        **frame(request, "reports:questions"),
        "title": title,
        "count": len(rows),
        "table": table_of(request, kept_columns(), rows, caption=title) if rows else None,
        "news": [row for row in rows if row.unseen],
        "dropped": put_away(actor=request.actor)[:20],
    }
    return render(request, "reports/builder_questions.html", context)


def question(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Ask a question that is kept: whoever opens it sees what he or she may read."""
    row = open_question(actor=request.actor, pk=pk)
    told = told_by(request, pairs_of_query(row.query))
    if told.answer and format_asked(request):
        return sent(request, told, title=row.name, file=f"cau-hoi-{pk}")
    return render(request, "reports/builder_question.html", _one(request, row, told))


def _one(request: ActorRequest, row: KeptQuestion, told: Told) -> dict[str, Any]:
    edit = reverse("reports:ask") + "?" + urlencode([*pairs_of(told.question), ("cau_hoi", row.id)])
    acts = [Act(_("Sửa câu hỏi"), edit, "pencil", main=True)] if row.changeable else []
    acts.append(
        Act(_("Chép thành của mình"), _page("reports:question_copy", row), "copy", post=True)
    )
    if row.own:
        acts.append(Act(_("Chia sẻ"), _page("reports:question_share", row), "users"))
        acts.append(Act(_("Chạy lại theo lịch"), _page("reports:question_schedule", row), "timer"))
    return {
        **frame(request, ""),
        "title": row.name,
        "row": row,
        "acts": acts,
        "runs_url": _page("reports:question_runs", row),
        "drop_url": _page("reports:question_drop", row) if row.own else "",
        "edit_url": edit,
        **answered(request, told),
    }


def _page(name: str, row: KeptQuestion) -> str:
    return reverse(name, args=[row.id])


def save(request: ActorRequest) -> HttpResponse:
    """Ask under which name a question is kept, and keep it."""
    told = told_by(request, pairs_in(request), counted=False)
    if told.faults or told.org is None:
        return redirect(question_url("reports:ask", told.question))
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        query = urlencode(pairs_of(told.question))
        given = {name: form.cleaned_data[name] for name in ("name", "note")}
        try:
            row = save_question(actor=request.actor, query=query, **given)
        except RuleError as error:
            form.refuse(error.verdict, request.as_of.on)
        else:
            messages.success(request, _("Đã lưu câu hỏi “%(name)s”.") % {"name": row.name})
            return _to(request, row.pk)
    return _named(request, form, told, question_url("reports:ask", told.question))


def change(request: ActorRequest, pk: int) -> HttpResponse:
    """Keep a question that was changed, or its new name; who changed it meanwhile is told."""
    row = open_question(actor=request.actor, pk=pk)
    pairs = pairs_in(request)
    told = told_by(request, pairs or pairs_of_query(row.query), counted=False)
    if told.faults or told.org is None:
        return redirect(question_url("reports:ask", told.question, cau_hoi=pk))
    initial = {"name": row.name, "note": row.note, "seen": row.revision}
    form = NameForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("name", "note")}
        given["query"] = urlencode(pairs_of(told.question))
        seen = form.cleaned_data["seen"] or 0
        try:
            change_question(actor=request.actor, pk=pk, seen=seen, **given)
        except RuleError as error:
            form = NameForm({**given, "seen": row.revision})
            form.is_valid()
            form.refuse(error.verdict, request.as_of.on)
        else:
            messages.success(request, _("Đã lưu câu hỏi “%(name)s”.") % {"name": given["name"]})
            return _to(request, pk)
    current = told_by(request, pairs_of_query(row.query), counted=False)
    back = reverse("reports:question", args=[pk])
    return _named(request, form, told, back, current=current, row=row)


def _named(
    request: ActorRequest, form: NameForm, told: Told, back: str, **more: Any
) -> HttpResponse:
    row = more.get("row")
    context = {
        **frame(request, ""),
        "title": _("Sửa câu hỏi đã lưu") if row else _("Lưu câu hỏi"),
        "form": form,
        "told": told,
        "back_url": with_day(back, request.as_of),
        **more,
    }
    status = REFUSED if form.errors else 200
    return render(request, "reports/builder_save.html", context, status=status)


@require_POST
def copy(request: ActorRequest, pk: int) -> HttpResponse:
    """Keep a question of somebody else's, or one's own once more, as one's own."""
    row = copy_question(actor=request.actor, pk=pk)
    messages.success(request, _("Đã chép thành “%(name)s”.") % {"name": row.name})
    return _to(request, row.pk)


@require_POST
def drop(request: ActorRequest, pk: int) -> HttpResponse:
    """Put a question away; the list takes it back."""
    row = drop_question(actor=request.actor, pk=pk)
    text = _("Đã xóa câu hỏi “%(name)s”. Khôi phục được ở cuối trang này.")
    messages.success(request, text % {"name": row.name})
    return redirect(with_day(reverse("reports:questions"), request.as_of))


@require_POST
def restore(request: ActorRequest, pk: int) -> HttpResponse:
    """Take back a question that was put away."""
    try:
        row = restore_question(actor=request.actor, pk=pk)
    except RuleError:
        text = _("Đã có câu hỏi khác cùng tên. Đổi tên câu hỏi ấy trước rồi khôi phục.")
        messages.error(request, text)
        return redirect(with_day(reverse("reports:questions"), request.as_of))
    messages.success(request, _("Đã khôi phục câu hỏi “%(name)s”.") % {"name": row.name})
    return _to(request, row.pk)


def _to(request: ActorRequest, pk: int) -> HttpResponse:
    return redirect(with_day(reverse("reports:question", args=[pk]), request.as_of))
