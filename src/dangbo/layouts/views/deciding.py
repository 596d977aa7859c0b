"""Publish, withdraw, confirm and throw away forms: each asks before it is done."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.layouts import access, commands, queries
from dangbo.layouts.forms.deciding import ConfirmForm, PublishForm, UnconfirmForm, WithdrawForm
from dangbo.layouts.phrases import fault_words, in_words, place_words
from dangbo.layouts.tables.addresses import form_url
from dangbo.layouts.views.asking import crumbs
from dangbo.rules.form_layouts import Layout
from dangbo.rules.verdicts import RuleError, Verdict
from dangbo.ui.parts import Crumb, Finding


def publish(request: ActorRequest, code: str) -> HttpResponse:
    """Ask from when the draft is in force, say what is wrong with it, and publish it."""
    today = request.as_of.today
    draft = queries.draft_of(actor=request.actor, code=code)
    if draft is None:
        raise Http404(_("Biểu này không có bản nháp."))
    initial = {"on": today, "seen": access.last_change(code)}
    form = PublishForm(request.POST if request.method == "POST" else None, initial=initial)
    faults = [
        Finding("refusal", f"{place_words(draft, each)}: {fault_words(each)}")
        for each in queries.faults_on(draft, today)
    ]
    return _decided(
        request,
        form,
        lambda told: commands.publish(actor=request.actor, code=code, **told),
        {
            "title": _("Ban hành “%(name)s”") % {"name": draft.name},
            "text": _(
                "Phiên bản trước vẫn dùng cho những ngày trước ngày này; số đã gửi không đổi."
            ),
            "save": _("Ban hành"),
            "back_url": form_url("change", code),
            "findings": faults,
            "refused": bool(faults),
        },
        (_("Đã ban hành biểu."), form_url("form", code)),
    )


def withdraw(request: ActorRequest, code: str) -> HttpResponse:
    """Ask from when the office's version is no longer in force, and why."""
    layout = _standing(request, code)
    initial = {"on": request.as_of.today, "seen": access.last_change(code)}
    form = WithdrawForm(request.POST if request.method == "POST" else None, initial=initial)
    return _decided(
        request,
        form,
        lambda told: commands.withdraw(actor=request.actor, code=code, **told),
        {
            "title": _("Thôi dùng “%(name)s”") % {"name": layout.name},
            "text": _(
                "Biểu có sẵn của phần mềm trở lại bản gốc; biểu riêng của cơ quan không còn trong"
                " danh sách từ ngày này. Các ngày trước không đổi."
            ),
            "save": _("Thôi dùng"),
            "back_url": form_url("about", code),
        },
        (_("Đã ghi: thôi dùng biểu."), form_url("home", "")),
    )


def confirm(request: ActorRequest, code: str) -> HttpResponse:
    """Ask by which paper, or for what reason, the layout is found to be the official one."""
    words = {
        "title": _("Xác nhận bố cục “%(name)s”"),
        "text": _(
            "Sau khi xác nhận, dấu “Bố cục chưa xác nhận” mất đi ở phiên bản này."
            " Phiên bản sau phải xác nhận lại."
        ),
        "save": _("Xác nhận"),
    }
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    return _of_version(request, code, (form, commands.confirm), words, _("Đã xác nhận bố cục."))


def unconfirm(request: ActorRequest, code: str) -> HttpResponse:
    """Ask why a confirmation is taken back."""
    words = {"title": _("Bỏ xác nhận bố cục “%(name)s”"), "text": "", "save": _("Bỏ xác nhận")}
    form = UnconfirmForm(request.POST if request.method == "POST" else None)
    return _of_version(request, code, (form, commands.unconfirm), words, _("Đã bỏ xác nhận."))


def _of_version(
    request: ActorRequest,
    code: str,
    asked: tuple[forms.Form, Callable[..., Any]],
    words: dict[str, str],
    done: str,
) -> HttpResponse:
    """Do what is asked to the version in force when its form is filled in."""
    layout, back = _standing(request, code), form_url("about", code)
    form, act = asked
    return _decided(
        request,
        form,
        lambda told: act(actor=request.actor, code=code, version=layout.version, **told),
        {**words, "title": words["title"] % {"name": layout.name}, "back_url": back},
        (done, back),
    )


def discard(request: ActorRequest, code: str) -> HttpResponse:
    """Ask before a draft is thrown away."""
    draft = queries.draft_of(actor=request.actor, code=code)
    if draft is None:
        raise Http404(_("Biểu này không có bản nháp."))
    if request.method == "POST":
        commands.discard_draft(actor=request.actor, code=code)
        messages.success(request, _("Đã bỏ bản nháp."))
        return redirect(form_url("home", ""))
    context = {
        "title": _("Bỏ bản nháp “%(name)s”?") % {"name": draft.name},
        "text": _("Phiên bản đang dùng, nếu có, không đổi. Bản nháp vẫn còn trong nhật ký."),
        "act": _("Bỏ bản nháp"),
        "back_url": form_url("change", code),
        "crumbs": [*crumbs(), Crumb(draft.name, form_url("change", code)), Crumb(_("Bỏ nháp"))],
    }
    return render(request, "ui/confirm.html", context)


def _decided(
    request: ActorRequest,
    form: forms.Form,
    act: Callable[[dict[str, Any]], Any],
    words: dict[str, Any],
    done: tuple[str, str],
) -> HttpResponse:
    """Do an act when its form is filled in; say what stands against it where something does.

    `done` is what is said then, and the page that follows.
    """
    verdict = Verdict()
    if form.is_valid():
        try:
            act(form.cleaned_data)
            messages.success(request, done[0])
            return redirect(done[1])
        except RuleError as error:
            verdict = error.verdict
    findings = [*words.pop("findings", ()), *in_words(verdict)]
    path = [*crumbs(), Crumb(words["title"])]
    context = {"form": form, **words, "findings": findings, "crumbs": path}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "layouts/ask.html", context, status=status)


def _standing(request: ActorRequest, code: str) -> Layout:
    try:
        return queries.layout_of(code, on=request.as_of.today)
    except queries.UnknownLayoutError as error:
        raise Http404(_("Không có biểu nào như vậy.")) from error
