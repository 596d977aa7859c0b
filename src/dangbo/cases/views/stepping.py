"""Let steps of a case be taken and undone, and a case be stopped, each with its verdict."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.cases.commands import foresee_step, take_step, undo_step, withdraw_case
from dangbo.cases.commands.stepping import StepGiven
from dangbo.cases.forms.papers import ReasonForm, UndoForm
from dangbo.cases.forms.steps import StepForm
from dangbo.cases.phrases.findings import in_words
from dangbo.cases.phrases.names import role_name, step_name
from dangbo.cases.queries.pages import PathStep, case_page
from dangbo.cases.queries.rows import CaseRow
from dangbo.cases.queries.sponsoring import introducers_of
from dangbo.cases.queries.voting import electorate_of
from dangbo.cases.tables.boards import case_url
from dangbo.cases.tables.pages import electorate_facts
from dangbo.cases.views.opening import status_of
from dangbo.cases.views.reading import crumbs, title_of
from dangbo.rules.case_votes import vote_of
from dangbo.rules.verdicts import RuleError, Verdict


def step(request: ActorRequest, pk: int, code: str) -> HttpResponse:
    """Ask for a step; on a valid post whose verdict is settled, take it."""
    today = request.as_of.today
    page = case_page(actor=request.actor, pk=pk, on=today)
    place = next((each for each in page.path if each.step.code == code), None)
    if place is None:
        raise Http404
    row = page.row
    form = StepForm(
        request.POST or None,
        initial={"on": today},
        actor=request.actor,
        row=row,
        step=place.step,
        introducers=introducers_of(org=row.org.id, on=today) if code == "dossier" else (),
    )
    verdict = _foreseen(request, form, row, place)
    if form.is_bound and form.is_valid() and form.is_settled(verdict):
        try:
            told = form.cleaned_data
            given = form.given()
            take_step(
                actor=request.actor, case=pk, given=given, paper=told["paper"], reason=told["note"]
            )
            messages.success(request, _("Đã ghi: %(step)s.") % {"step": step_name(code)})
            return redirect(case_url(pk))
        except RuleError as error:
            verdict = error.verdict
    context = {**_step_context(row, place, form), **_judged(verdict)}
    return render(request, "cases/step.html", context, status=status_of(request))


def _foreseen(request: ActorRequest, form: StepForm, row: CaseRow, place: PathStep) -> Verdict:
    """Return the verdict on what was sent, or, on a page just opened, on the step of today.

    Votes and facts that nobody has typed yet are not held against the step.
    """
    if form.is_bound:
        if not form.is_valid():
            return Verdict()
        told = form.cleaned_data
        given = form.given()
        return foresee_step(actor=request.actor, case=row.id, given=given, paper=told["paper"])
    given = StepGiven(place.step.code, request.as_of.today, place.step.by[0])
    found = foresee_step(actor=request.actor, case=row.id, given=given)
    open_ = {"VOTE_NEEDED", "CELL_NOT_AGREED"} if form.voted else set()
    against = tuple(each for each in found.against if each.code not in open_)
    return Verdict(against, found.warnings)


def _step_context(row: CaseRow, place: PathStep, form: StepForm) -> dict[str, Any]:
    vote = vote_of(kind=row.kind, step=place.step.code)
    electorate: Any = ()
    day = form.cleaned_data.get("on") if form.is_bound and form.is_valid() else None
    day = day or form.initial["on"]
    if vote is not None and vote[0] == "cell":
        counted = electorate_of(org=row.org.id, on=day)
        electorate = electorate_facts(counted, vote[1], day)
    return {
        "row": row,
        "title": step_name(place.step.code),
        "line": title_of(row),
        "who": ", ".join(role_name(by) for by in place.step.by),
        "place": place,
        "electorate": electorate,
        "form": form,
        "save": _("Ghi bước này"),
        "back_url": case_url(row.id),
        "crumbs": crumbs(row, step_name(place.step.code)),
    }


def withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    """Ask why a case is stopped, and stop it."""
    page = case_page(actor=request.actor, pk=pk, on=request.as_of.today)
    form = ReasonForm(request.POST or None, actor=request.actor, today=request.as_of.today)
    verdict = Verdict()
    if form.is_valid():
        told = form.cleaned_data
        try:
            withdraw_case(actor=request.actor, case=pk, on=told["on"], reason=told["note"])
            messages.success(request, _("Đã dừng hồ sơ."))
            return redirect(case_url(pk))
        except RuleError as error:
            verdict = error.verdict
    return _asked(request, page.row, form, verdict, title=_("Dừng hồ sơ"))


def undo(request: ActorRequest, pk: int, step_id: int) -> HttpResponse:
    """Ask why the last step is undone, and undo it with what it made of the membership."""
    page = case_page(actor=request.actor, pk=pk, on=request.as_of.today)
    form = UndoForm(request.POST or None, actor=request.actor)
    verdict = Verdict()
    if form.is_valid():
        told = form.cleaned_data
        try:
            undo_step(
                actor=request.actor, case=pk, step=step_id, reason=told["note"], paper=told["paper"]
            )
            messages.success(request, _("Đã hủy bước, cùng những gì bước ấy đã làm thay đổi."))
            gone = len(page.steps) == 1
            return redirect("cases:home") if gone else redirect(case_url(pk))
        except RuleError as error:
            verdict = error.verdict
    name = next((step_name(each.code) for each in page.steps if each.id == step_id), "")
    title = _("Hủy bước: %(step)s") % {"step": name}
    return _asked(request, page.row, form, verdict, title=title)


def _asked(
    request: ActorRequest, row: CaseRow, form: Any, verdict: Verdict, *, title: str
) -> HttpResponse:
    context = {
        "title": title,
        "line": title_of(row),
        "form": form,
        "save": title,
        "back_url": case_url(row.id),
        "crumbs": crumbs(row, title),
        **_judged(verdict),
    }
    return render(request, "cases/form.html", context, status=status_of(request))


def _judged(verdict: Verdict) -> dict[str, Any]:
    return {
        "findings": in_words(verdict),
        "seen": " ".join(each.code for each in verdict.warnings),
        "refused": not verdict.allows,
    }
