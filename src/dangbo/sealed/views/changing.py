"""Let readers add to a record, close it, take it up again, and forget it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from dangbo.accounts.middleware import ActorRequest
from dangbo.papers.files.uploads import LimitedUpload
from dangbo.rules.verdicts import Findings, RuleError, Verdict, finding
from dangbo.sealed import commands, tables
from dangbo.sealed.commands.closing import foresee_forgetting
from dangbo.sealed.commands.entering import file_limit
from dangbo.sealed.forms import CloseForm, EntryForm, ReasonForm
from dangbo.sealed.queries.records import RecordPage, record_page
from dangbo.sealed.views.frame import asked, unkept
from dangbo.ui.settling import SettledForm


@unkept
@csrf_exempt
def add(request: ActorRequest, uid: str) -> HttpResponse:
    """Let an upload arrive only as far as it may be kept; the token is checked then."""
    page = record_page(actor=request.actor, uid=uid)
    upload = LimitedUpload(request, limit=file_limit())
    request.upload_handlers.insert(0, upload)
    return _add(request, page, upload)


@csrf_protect
def _add(request: ActorRequest, page: RecordPage, upload: LimitedUpload) -> HttpResponse:
    form = EntryForm(request.POST or None, request.FILES or None, today=request.as_of.today)
    verdict = Verdict()
    if request.method == "POST" and upload.skipped:
        verdict = _too_large(upload.skipped[0])
    elif form.is_valid():
        try:
            commands.add_entry(actor=request.actor, uid=page.row.uid, **form.given())
            return _done(request, page, _("Đã ghi vào hồ sơ."))
        except RuleError as error:
            verdict = error.verdict
    return _asked(request, page, form, verdict, _("Ghi thêm"))


def _too_large(name: str) -> Verdict:
    findings = Findings()
    findings.refuse(finding("FILE_TOO_LARGE", "file", name=name, limit=file_limit()))
    return findings.verdict()


@unkept
def close(request: ActorRequest, uid: str) -> HttpResponse:
    """Ask for the outcome; on a valid post, close the record."""
    form = CloseForm(request.POST or None, today=request.as_of.today)
    return _judged(request, uid, form, commands.close_record, _("Khép hồ sơ"))


@unkept
def reopen(request: ActorRequest, uid: str) -> HttpResponse:
    """Ask why a record is taken up again; on a valid post, do it."""
    form = ReasonForm(request.POST or None)
    return _judged(request, uid, form, commands.reopen_record, _("Mở lại hồ sơ"))


@unkept
def forget(request: ActorRequest, uid: str) -> HttpResponse:
    """Ask why a record is forgotten; on a post whose warning was read, destroy its key."""
    page = record_page(actor=request.actor, uid=uid)
    form = ReasonForm(request.POST or None)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    given: dict[str, Any] = {"actor": request.actor, "uid": uid, "reason": reason}
    verdict = foresee_forgetting(**given) if reason else Verdict()
    if form.is_valid() and form.is_settled(verdict):
        try:
            commands.forget_record(**given)
            messages.success(request, _("Đã hủy khóa của hồ sơ."))
            return redirect("sealed:home")
        except RuleError as error:
            verdict = error.verdict
    return _asked(request, page, form, verdict, _("Hủy hồ sơ"))


def _judged(
    request: ActorRequest, uid: str, form: SettledForm, act: Callable[..., Any], title: str
) -> HttpResponse:
    page = record_page(actor=request.actor, uid=uid)
    verdict = Verdict()
    if form.is_valid():
        try:
            act(actor=request.actor, uid=uid, **form.cleaned_data)
            return _done(request, page, _("Đã ghi: %(act)s.") % {"act": title})
        except RuleError as error:
            verdict = error.verdict
    return _asked(request, page, form, verdict, title)


def _asked(
    request: ActorRequest, page: RecordPage, form: SettledForm, verdict: Verdict, title: str
) -> HttpResponse:
    return asked(
        request,
        form,
        verdict,
        title=title,
        save=title,
        back_url=tables.record_url(page.row.uid),
        path=tables.crumbs(page.row, title),
        line=page.row.standing.title,
    )


def _done(request: ActorRequest, page: RecordPage, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(tables.record_url(page.row.uid))
