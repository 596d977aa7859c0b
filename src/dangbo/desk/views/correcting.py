"""Correct a decision: ask how, show all that comes of it, sign, and say how to undo it."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.days import format_day
from dangbo.desk.commands import Changed, Outlook, foresee_corrections, sign_correction
from dangbo.desk.forms.correcting import CorrectionForm
from dangbo.desk.phrases import in_words
from dangbo.desk.queries.correcting import correction_page, recorded_since
from dangbo.desk.tables.correcting import (
    MOST_FALLEN,
    Named,
    Why,
    address_of,
    doing,
    named_decisions,
    void_all,
    what_falls,
    what_is_done,
)
from dangbo.desk.tables.foreseen import foreseen_parts
from dangbo.desk.tables.meanwhile import acts_told
from dangbo.desk.tables.verdicts import names_of
from dangbo.desk.views.signing import refused_names
from dangbo.orgs.queries.deciding import days_of_decisions
from dangbo.papers.queries import papers_by_uid
from dangbo.rules.corrections import Correction
from dangbo.rules.verdicts import RuleError, Verdict
from dangbo.ui.addresses import query_with
from dangbo.ui.parts import Crumb, Finding, Step

CONFLICT, REFUSED = 409, 422
OPEN = Verdict()


def correct(request: ActorRequest, act: int) -> HttpResponse:
    """Ask how a decision is corrected, show what comes of it, and on a post sign it."""
    if not request.as_of.is_today:
        return redirect(f"{request.path}{query_with(request, on=None, known=None)}")
    day = days_of_decisions(actor=request.actor, acts=[act])[act]
    form = _form(request, act, stands=day is not None)
    if "lam" not in request.GET or "sua" in request.GET or not form.is_valid():
        return _ask(request, act, form, day)
    if request.method == "POST":
        return _sign(request, form)
    return _shown(request, form)


def _form(request: ActorRequest, act: int, *, stands: bool) -> CorrectionForm:
    given: dict[str, Any] = {"actor": request.actor, "act": act, "stands": stands}
    if "lam" in request.GET and "sua" not in request.GET:
        return CorrectionForm(request.GET, **given)
    return CorrectionForm(None, initial=request.GET.dict(), **given)


def _ask(request: ActorRequest, act: int, form: CorrectionForm, day: date | None) -> HttpResponse:
    decision = named_decisions(actor=request.actor, acts=[act])[act]
    if day is None:
        form.initial = {"lam": "ngay", "ngay": decision.row.on, **form.initial}
    context = {
        **_frame(decision, "asked", address=""),
        "form": form,
        "voided": day is None,
        "along": request.GET.getlist("kem"),
    }
    return render(request, "desk/correct.html", context)


def _outlook(request: ActorRequest, form: CorrectionForm) -> Outlook:
    return foresee_corrections(
        actor=request.actor,
        corrections=form.corrections,
        reason=form.reason,
        cited=form.paper is not None,
        today=request.as_of.today,
    )


def _sign(request: ActorRequest, form: CorrectionForm) -> HttpResponse:
    since = request.POST.get("since", "")
    known = int(since) if since.isdecimal() and len(since) < len("1000000000000") else 0
    try:
        act = sign_correction(
            actor=request.actor,
            corrections=form.corrections,
            reason=form.reason,
            paper=form.paper,
            seen=request.POST.get("seen", ""),
            since=known,
            today=request.as_of.today,
        )
    except Changed:
        return _shown(request, form, since=known, status=CONFLICT)
    except RuleError as error:
        return _shown(request, form, since=known, status=REFUSED, refused=error.verdict)
    return redirect("desk:corrected", act.seq)


def _shown(
    request: ActorRequest,
    form: CorrectionForm,
    *,
    since: int | None = None,
    status: int = 200,
    refused: Verdict = OPEN,
) -> HttpResponse:
    """Show what would come of a correction; `since` is the last act that was known before.

    `refused` is what stood against it when it was signed: other areas may refuse it too.
    """
    outlook = _outlook(request, form)
    others = Verdict(tuple(each for each in refused.against if each not in outlook.verdict.against))
    why = Why(form.cleaned_data["so"], form.reason)
    decisions = named_decisions(actor=request.actor, acts=outlook.days.keys())
    told = acts_told(recorded_since(actor=request.actor, since=since)) if since else []
    again = address_of(outlook.corrections, why, again=True)
    context = {
        **_frame(decisions[form.act], "seen", address=again),
        "done": what_is_done(outlook, decisions, why),
        "paper": form.paper,
        "reason": form.reason,
        "again_url": again,
        "outlook": outlook,
        "changed": status == CONFLICT,
        "acts_since": told,
        **_effects(request, outlook, decisions, why),
        "refusals": [
            *in_words(Verdict(outlook.complete.against), {}),
            *_refused_beside(outlook),
            *in_words(others, refused_names(request, others)),
        ],
    }
    if others.against:
        context["holds"] = False
    return render(request, "desk/correct_seen.html", context, status=status)


def _refused_beside(outlook: Outlook) -> list[Finding]:
    """Return what those have against a correction who follow organisations."""
    if outlook.foreseen is None:
        return []
    against = [each for part in outlook.foreseen.parts for each in part.beside.against]
    return in_words(Verdict(tuple(against)), names_of(outlook.foreseen))


def _effects(
    request: ActorRequest, outlook: Outlook, decisions: dict[int, Named], why: Why
) -> dict[str, Any]:
    foreseen = outlook.foreseen
    if foreseen is None:
        return {"holds": False}
    names = {pk: name.name for pk, name in foreseen.names.items()}
    (part,) = foreseen.parts
    since = part.projection.since if part.projection else request.as_of.today
    broken = outlook.broken
    return {
        "holds": outlook.verdict.allows,
        "fallen": what_falls(outlook, decisions, names, why),
        "fallen_count": len(broken),
        "fallen_left": max(0, len(broken) - MOST_FALLEN),
        "void_all_url": void_all(outlook, why),
        "warnings": in_words(Verdict(warnings=foreseen.verdict.warnings), names),
        "seen": foreseen.digest,
        "since": foreseen.since,
        "act_words": _act_words(len(foreseen.reapplied)),
        **foreseen_parts(request, foreseen, on=since, everything=True),
    }


def _act_words(reapplied: int) -> str:
    if not reapplied:
        return _("Ký đính chính")
    return ngettext(
        "Ký đính chính và áp dụng lại %(count)s quyết định",
        "Ký đính chính và áp dụng lại %(count)s quyết định",
        reapplied,
    ) % {"count": reapplied}


def corrected(request: ActorRequest, act: int) -> HttpResponse:
    """Say what a correction did, what was known before it, and how to undo it."""
    page = correction_page(actor=request.actor, act=act)
    if page is None:
        raise Http404
    decisions = named_decisions(actor=request.actor, acts=[each.act for each in page.items])
    paper = papers_by_uid(actor=request.actor, uids=[page.paper]).get(page.paper)
    day = format_day(page.recorded)
    undoing = Why(reason=_("Trả lại như trước lần đính chính ghi ngày %(day)s") % {"day": day})
    back = [Correction(each.act, each.was) for each in page.items]
    context = {
        **_frame(decisions[page.items[0].act], "signed", address=""),
        "done": [(decisions[each.act], doing(each.on, each.was)) for each in page.items],
        "paper": paper,
        "page": page,
        "undo_url": address_of(back, undoing),
        "undoing": [(decisions[each.act], doing(each.was, each.on)) for each in page.items],
    }
    return render(request, "desk/corrected.html", context)


def _frame(decision: Named, current: str, *, address: str) -> dict[str, Any]:
    title = _("Đính chính quyết định")
    names = ("asked", "seen", "signed")
    labels = (_("Chọn cách đính chính"), _("Xem những gì sẽ đổi"), _("Ký"))
    place = names.index(current)
    return {
        "title": title,
        "decision": decision,
        "crumbs": [
            Crumb(_("Quyết định"), reverse("orgs:decisions")),
            Crumb(decision.title, decision.url),
            Crumb(title),
        ],
        "steps": [
            Step(label, _state(number, place), address if number == 0 else "")
            for number, label in enumerate(labels)
        ],
    }


def _state(number: int, place: int) -> Any:
    if number == place:
        return "current"
    return "done" if number < place else "todo"
