"""Let a case be opened; the verdict is shown before the act."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.cases.commands import foresee_opening, open_case
from dangbo.cases.forms.opening import OpenForm, begun_with
from dangbo.cases.phrases.findings import in_words
from dangbo.cases.phrases.names import kind_name
from dangbo.cases.tables.boards import OPENED, case_url
from dangbo.cases.views.reading import crumbs
from dangbo.rules.verdicts import RuleError, Verdict


def choose(request: ActorRequest) -> HttpResponse:
    """Offer the kinds of case."""
    person = request.GET.get("nguoi", "")
    more = f"?nguoi={person}" if person else ""
    links = [(name, reverse("cases:open", args=[code]) + more) for code, name in OPENED]
    title = _("Mở hồ sơ")
    context = {"links": links, "title": title, "crumbs": crumbs(None, title)}
    return render(request, "cases/choose.html", context)


def open_(request: ActorRequest, kind: str) -> HttpResponse:
    """Ask for a case of a kind; on a valid post whose verdict is settled, open it."""
    if kind not in dict(OPENED):
        raise Http404
    form = OpenForm(
        request.POST or None,
        initial=begun_with(
            actor=request.actor,
            person=request.GET.get("nguoi", ""),
            org=request.GET.get("to_chuc", ""),
            on=request.as_of.today,
        ),
        actor=request.actor,
        kind=kind,
        today=request.as_of.today,
    )
    verdict = Verdict()
    if form.is_valid():
        wanted = form.wanted()
        verdict = foresee_opening(actor=request.actor, wanted=wanted)
        if form.is_settled(verdict):
            try:
                case = open_case(
                    actor=request.actor,
                    wanted=wanted,
                    paper=form.cleaned_data["paper"],
                    reason=form.cleaned_data["note"],
                )
                messages.success(request, _("Đã mở hồ sơ."))
                return redirect(case_url(case.pk))
            except RuleError as error:
                verdict = error.verdict
    title = _("Mở hồ sơ: %(kind)s") % {"kind": kind_name(kind)}
    context = {
        "title": title,
        "form": form,
        "findings": in_words(verdict),
        "seen": " ".join(each.code for each in verdict.warnings),
        "save": _("Mở hồ sơ"),
        "back_url": reverse("cases:home"),
        "crumbs": crumbs(None, title),
    }
    return render(request, "cases/form.html", context, status=status_of(request))


def status_of(request: ActorRequest) -> int:
    """Return the status of a form that is shown: refused where it was sent to be done."""
    refused = request.method == "POST" and "check" not in request.POST
    return 422 if refused else 200
