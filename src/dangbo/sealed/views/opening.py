"""Let a confidential record be opened: first its kind, then what it is about."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.rules.verdicts import RuleError, Verdict
from dangbo.sealed.commands import open_record
from dangbo.sealed.commands.opening import foresee_opening
from dangbo.sealed.forms import OpenForm
from dangbo.sealed.phrases.names import KINDS, kind_name
from dangbo.sealed.queries.records import may_open
from dangbo.sealed.tables import crumbs, record_url
from dangbo.sealed.views.frame import asked, unkept


@unkept
def choose(request: ActorRequest) -> HttpResponse:
    """Offer the kinds of record."""
    if not may_open(actor=request.actor):
        raise PermissionDenied
    title = _("Mở hồ sơ kín")
    links = [(name, reverse("sealed:open", args=[code])) for code, name in KINDS]
    context = {"title": title, "links": links, "crumbs": crumbs(None, title)}
    return render(request, "sealed/choose.html", context)


@unkept
def open_(request: ActorRequest, kind: str) -> HttpResponse:
    """Ask for a record of a kind; on a valid post whose warnings were read, open it."""
    if not may_open(actor=request.actor):
        raise PermissionDenied
    if kind not in dict(KINDS):
        raise Http404
    form = OpenForm(request.POST or None, actor=request.actor, today=request.as_of.today, kind=kind)
    verdict = Verdict()
    if form.is_valid():
        wanted = form.wanted()
        verdict = foresee_opening(actor=request.actor, wanted=wanted)
        if form.is_settled(verdict):
            try:
                uid = open_record(actor=request.actor, wanted=wanted)
                messages.success(request, _("Đã mở hồ sơ. Chỉ người đọc được nêu tên biết hồ sơ."))
                return redirect(record_url(uid))
            except RuleError as error:
                verdict = error.verdict
    title = _("Mở hồ sơ kín: %(kind)s") % {"kind": kind_name(kind)}
    return asked(
        request, form, verdict, title=title, save=_("Mở hồ sơ"), back_url=reverse("sealed:choose")
    )
