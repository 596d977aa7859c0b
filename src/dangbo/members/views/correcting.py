"""Show an act on members, and correct it: void, or give it another day, after the verdict."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.members.commands.foreseeing import correct_event_act, foresee_event_correction
from dangbo.members.forms.correcting import CorrectionForm
from dangbo.members.queries.acts import MemberAct, member_act
from dangbo.members.tables.acts import act_facts, act_lines, act_title
from dangbo.members.tables.members import member_url
from dangbo.members.views.acting import told
from dangbo.papers.queries import papers_by_uid
from dangbo.rules.days import PartialDay, Precision
from dangbo.rules.verdicts import RuleError, Verdict
from dangbo.ui.parts import Crumb, invented_badge

REFUSED = 422
SHOWN = 50


def correct(request: ActorRequest, act: int) -> HttpResponse:
    """Show an act and the form that corrects it; on a post whose verdict is settled, do so."""
    found = member_act(actor=request.actor, act=act)
    if found is None:
        raise Http404
    day = PartialDay(found.on, Precision(found.precision), "")
    form = CorrectionForm(
        request.POST or None, actor=request.actor, initial={"lam": "ngay", "ngay": day}
    )
    if request.method != "POST" or not request.as_of.is_today:
        return _page(request, found, form, Verdict(), 200)
    checked = "check" in request.POST
    if not form.is_valid():
        return _page(request, found, form, Verdict(), 200 if checked else REFUSED)
    asked: dict[str, Any] = {
        "actor": request.actor,
        "act": act,
        "on": form.day,
        "precision": form.precision,
        "reason": form.cleaned_data["ly_do"].strip(),
        "paper": form.cleaned_data["so"],
    }
    if checked:
        return _page(request, found, form, foresee_event_correction(**asked), 200)
    try:
        correct_event_act(**asked)
    except RuleError as error:
        return _page(request, found, form, error.verdict, REFUSED)
    messages.success(request, _("Đã hủy việc đã ghi.") if form.voids else _("Đã đổi ngày."))
    return redirect(_back(found))


def _back(found: MemberAct) -> str:
    persons = {each.uid for each in found.events}
    return member_url(persons.pop()) if len(persons) == 1 else reverse("members:home")


def _page(
    request: ActorRequest, found: MemberAct, form: CorrectionForm, verdict: Verdict, status: int
) -> HttpResponse:
    title = act_title(found)
    papers = papers_by_uid(actor=request.actor, uids=[found.paper] if found.paper else [])
    ready = form.is_bound and form.is_valid()
    context = {
        "title": title,
        "crumbs": [Crumb(_("Đảng viên"), reverse("members:home")), Crumb(title)],
        "badges": [invented_badge()] if found.invented else [],
        "act": found,
        "facts": act_facts(found, papers.get(found.paper)),
        "lines": act_lines(found)[:SHOWN],
        "lines_left": max(0, len(found.events) - SHOWN),
        "form": form,
        "keep": f"act {found.seq}",
        "findings": told(request, verdict),
        "agreed": ready and verdict.allows,
        "back_url": _back(found),
    }
    return render(request, "members/correct.html", context, status=status)
