"""Share a question with colleagues, or with everybody who works in an organisation."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.orgs.views.choosing import chosen_org
from dangbo.reports.commands.question_sharing import share_in, share_with, unshare
from dangbo.reports.forms.builder import ShareForm, ShareInForm
from dangbo.reports.queries.questions_kept import (
    KeptQuestion,
    may_be_told,
    open_question,
    shared_with,
)
from dangbo.reports.views.builder import frame
from dangbo.rules.verdicts import RuleError
from dangbo.ui.addresses import with_day

REFUSED: Final = 422


def share(request: ActorRequest, pk: int) -> HttpResponse:
    """Show with whom a question is shared; its owner shares it with more, or with fewer."""
    row = open_question(actor=request.actor, pk=pk)
    deed, _sign, number = request.POST.get("do", "").partition(":")
    if request.method == "POST" and deed == "stop":
        if number.isdecimal():
            unshare(actor=request.actor, pk=pk, share=int(number[:18]))
        messages.success(request, _("Đã thôi chia sẻ."))
        return _again(request, pk)
    one = ShareForm(request.POST if deed == "one" else None, prefix="one")
    many = ShareInForm(request.POST if deed == "many" else None, prefix="many")
    done = _with_one(request, pk, one) or _with_many(request, pk, many)
    return done or _page(request, row, one, many)


def _with_one(request: ActorRequest, pk: int, form: ShareForm) -> HttpResponse | None:
    if not form.is_bound or not form.is_valid():
        return None
    try:
        added = share_with(actor=request.actor, pk=pk, **form.cleaned_data)
    except RuleError as error:
        form.refuse(error.verdict, request.as_of.on)
        return None
    messages.success(request, _("Đã chia sẻ với %(name)s.") % {"name": str(added.user)})
    return _again(request, pk)


def _with_many(request: ActorRequest, pk: int, form: ShareInForm) -> HttpResponse | None:
    if not form.is_bound or not form.is_valid():
        return None
    chosen = chosen_org(request, form.cleaned_data["to_chuc"], on=request.as_of.today)
    if chosen.org is None:
        near = "; ".join(each.name for each in chosen.offered)
        text = (
            _("Chưa rõ là tổ chức nào. Có: %(near)s. Ghi mã hoặc tên đầy đủ.") % {"near": near}
            if near
            else _("Không có tổ chức nào như vậy. Kiểm tra tên, hoặc ghi mã.")
        )
        form.add_error("to_chuc", text)
        return None
    share_in(actor=request.actor, pk=pk, org=chosen.org.id)
    told = {"org": chosen.org.name}
    messages.success(request, _("Đã chia sẻ với mọi người làm việc ở %(org)s.") % told)
    return _again(request, pk)


def _page(
    request: ActorRequest, row: KeptQuestion, one: ShareForm, many: ShareInForm
) -> HttpResponse:
    context: dict[str, Any] = {
        **frame(request, ""),
        "title": _("Chia sẻ câu hỏi"),
        "row": row,
        "shares": shared_with(actor=request.actor, pk=row.id, on=request.as_of.today),
        "colleagues": may_be_told(actor=request.actor) if row.own else [],
        "one": one,
        "many": many,
        "back_url": reverse("reports:question", args=[row.id]),
    }
    status = REFUSED if one.errors or many.errors else 200
    return render(request, "reports/builder_share.html", context, status=status)


def _again(request: ActorRequest, pk: int) -> HttpResponse:
    return redirect(with_day(reverse("reports:question_share", args=[pk]), request.as_of))
