"""Record and amend papers, and change their files; each page shows the verdict before the act."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from dangbo.accounts.middleware import ActorRequest
from dangbo.papers import commands, queries
from dangbo.papers.files.storage import size_limit
from dangbo.papers.files.uploads import LimitedUpload
from dangbo.papers.forms import AmendForm, FileForm, PaperForm, RemoveFileForm
from dangbo.papers.phrases import in_words
from dangbo.papers.views.reading import crumbs
from dangbo.rules.verdicts import RuleError, Verdict
from dangbo.ui.parts import Crumb

OPEN = Verdict()


def record(request: ActorRequest) -> HttpResponse:
    """Ask for a paper; on a valid post whose verdict is settled, record it and go to it."""
    form = PaperForm(request.POST or None)
    verdict = OPEN
    if form.is_valid():
        try:
            verdict = queries.verdict_on_new(draft=form.draft, on=request.as_of.today)
            if form.is_settled(verdict):
                paper = commands.record_paper(actor=request.actor, **form.told)
                return _done(request, paper.uid, _("Đã ghi văn bản vào sổ."))
        except RuleError as error:
            verdict = error.verdict
    return _asked(request, form, verdict, title=_("Ghi văn bản"), back=reverse("papers:list"))


def amend(request: ActorRequest, uid: str) -> HttpResponse:
    """Ask for what is amended; on a valid post whose verdict is settled, amend the paper."""
    draft = queries.paper_draft(actor=request.actor, uid=uid)
    form = AmendForm.of(draft, request.POST or None)
    verdict = OPEN
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            verdict = queries.verdict_on_change(
                actor=request.actor,
                uid=uid,
                changes=form.told,
                reason=reason,
                on=request.as_of.today,
            )
            if form.is_settled(verdict):
                commands.amend_paper(actor=request.actor, uid=uid, reason=reason, **form.told)
                return _done(request, uid, _("Đã sửa thông tin văn bản."))
        except RuleError as error:
            verdict = error.verdict
    return _asked(request, form, verdict, title=_("Sửa thông tin văn bản"), back=_url(uid))


@csrf_exempt
def attach(request: ActorRequest, uid: str) -> HttpResponse:
    """Let an upload arrive only as far as the paper may take it; the token is checked then."""
    verdict = queries.verdict_on_files(actor=request.actor, uid=uid, on=request.as_of.today)
    upload = LimitedUpload(request, limit=size_limit() if verdict.allows else 0)
    request.upload_handlers.insert(0, upload)
    return _attach(request, uid, upload, verdict)


@csrf_protect
def _attach(
    request: ActorRequest, uid: str, upload: LimitedUpload, verdict: Verdict
) -> HttpResponse:
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and upload.skipped:
        verdict = queries.verdict_on_oversize(
            actor=request.actor, uid=uid, name=upload.skipped[0], on=request.as_of.today
        )
    elif form.is_valid():
        given = form.cleaned_data["file"]
        try:
            commands.attach_file(actor=request.actor, uid=uid, name=given.name, content=given.file)
            return _done(request, uid, _("Đã đính kèm tệp."))
        except RuleError as error:
            verdict = error.verdict
    return _file_page(request, uid, form, verdict, title=_("Đính kèm tệp"), save=_("Lưu tệp"))


def remove_file(request: ActorRequest, uid: str, digest: str) -> HttpResponse:
    """Ask why a file goes; on a valid post, take it away."""
    found = queries.paper_file(actor=request.actor, uid=uid, digest=digest)
    form = RemoveFileForm(request.POST or None)
    if form.is_valid():
        commands.remove_file(actor=request.actor, uid=uid, digest=digest, **form.cleaned_data)
        return _done(request, uid, _("Đã gỡ tệp."))
    title = _("Gỡ tệp “%(name)s”") % {"name": found.name}
    return _file_page(request, uid, form, OPEN, title=title, save=_("Gỡ tệp"))


def _asked(
    request: ActorRequest, form: PaperForm, verdict: Verdict, *, title: str, back: str
) -> HttpResponse:
    form.mark(verdict)
    checked = "check" in request.POST
    context = {
        "title": title,
        "form": form,
        "findings": in_words(verdict, form=True),
        "refused": not verdict.allows,
        "posted": request.method == "POST" and not request.headers.get("HX-Request"),
        "agreed": checked and form.is_valid() and verdict == OPEN,
        "seen": " ".join(each.code for each in verdict.warnings),
        "save": title,
        "back_url": back,
        "crumbs": crumbs(title),
    }
    status = 422 if request.method == "POST" and not checked else 200
    return render(request, "papers/paper_form.html", context, status=status)


def _file_page(
    request: ActorRequest, uid: str, form: Any, verdict: Verdict, *, title: str, save: str
) -> HttpResponse:
    paper = queries.paper_page(actor=request.actor, uid=uid).paper
    closed = bool(paper.secrecy)
    context = {
        "title": title,
        "paper": paper,
        "form": form,
        "findings": in_words(verdict),
        "closed": closed,
        "save": save,
        "back_url": _url(uid),
        "crumbs": [*crumbs()[:1], Crumb(paper.name, _url(uid)), Crumb(title)],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "papers/file_form.html", context, status=status)


def _done(request: ActorRequest, uid: str, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("papers:detail", uid)


def _url(uid: str) -> str:
    return reverse("papers:detail", args=[uid])
