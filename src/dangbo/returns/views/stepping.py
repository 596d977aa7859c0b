"""Let people take a step of a report: the verdict first, then the act."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dangbo.accounts.access import ask
from dangbo.accounts.middleware import ActorRequest
from dangbo.layouts.phrases import unit_words
from dangbo.orgs.access import ask_over
from dangbo.returns.commands import take_step
from dangbo.returns.commands.stepping import CODES
from dangbo.returns.forms import FillForm, StepForm
from dangbo.returns.phrases import in_words, reminder_text, step_name, step_past
from dangbo.returns.queries.figures import all_sent_by, frozen_figures
from dangbo.returns.queries.forms import cell_title, typed_cells, written
from dangbo.returns.queries.judging import (
    Wanted,
    act_of,
    judged,
    place_asked,
    reports_below,
)
from dangbo.returns.tables.addresses import report_url
from dangbo.returns.views.asking import Here, frame, here_of
from dangbo.rules.form_layouts import Typed, contents
from dangbo.rules.returns import REASONED, StepKind
from dangbo.rules.verdicts import RuleError, Verdict
from dangbo.ui.parts import Crumb

REFUSED: Final = 422


def step(request: ActorRequest, form: str, period: str, uid: str, kind: Any) -> HttpResponse:
    """Ask for a step with what stands against it; on a post whose warnings were read, take it."""
    if kind not in CODES or kind == "fill":
        raise Http404
    here = _here(request, form, period, uid, kind)
    posted = request.method == "POST" and request.as_of.is_today
    given = StepForm(
        request.POST if posted else None,
        actor=request.actor,
        kind=kind,
        initial=_initial(here, kind),
    )
    if not posted:
        return _asked(request, here, given, kind, _foreseen(request, here, kind))
    verdict = Verdict()
    if given.is_valid():
        wanted = Wanted(kind, given.cleaned_data["da_xem"], given.reason)
        verdict = judged(actor=request.actor, at=here.at, wanted=wanted, today=request.as_of.today)
        if given.is_settled(verdict):
            try:
                paper = given.cleaned_data.get("so")
                _take(request, here, wanted, paper=paper)
                messages.success(request, _("%(step)s.") % {"step": step_past(kind)})
                return redirect(report_url(here.report))
            except RuleError as error:
                verdict = error.verdict
    return _asked(request, here, given, kind, verdict, status=REFUSED)


def _here(request: ActorRequest, form: str, period: str, uid: str, kind: StepKind) -> Here:
    here = here_of(request, form, period, uid)
    act = act_of(kind)
    ask(request.actor, act)
    ask_over(request.actor, act, [place_asked(here.at, kind)], on=here.report.period.cut_off)
    return here


def _initial(here: Here, kind: StepKind) -> dict[str, Any]:
    words = ""
    if kind == "remind" and here.at.place.level is not None:
        words = reminder_text(
            form=here.layout.name,
            period=here.report.period,
            org=here.report.org.name,
            level=here.at.place.level,
        )
    return {"da_xem": here.report.seen, "ly_do": words}


def _foreseen(request: ActorRequest, here: Here, kind: StepKind) -> Verdict:
    """Return what stands against a step before anything was typed."""
    reason = "…" if kind in REASONED else ""
    wanted = Wanted(kind, here.report.seen, reason)
    return judged(actor=request.actor, at=here.at, wanted=wanted, today=request.as_of.today)


def _take(
    request: ActorRequest,
    here: Here,
    wanted: Wanted,
    *,
    paper: Any = None,
    typed: dict[str, str] | None = None,
) -> None:
    take_step(
        actor=request.actor,
        form=here.report.form,
        period=here.report.period,
        org=here.report.org,
        wanted=wanted,
        paper=paper,
        typed=typed,
    )


def _asked(
    request: ActorRequest,
    here: Here,
    form: StepForm,
    kind: StepKind,
    verdict: Verdict,
    *,
    status: int = 200,
) -> HttpResponse:
    title = step_name(kind)
    shown = frame(request, here, "step")
    context = {
        **shown,
        "crumbs": [*shown["crumbs"], Crumb(title)],
        "title": title,
        "line": f"{here.layout.name} · {shown['line']}",
        "form": form,
        "findings": in_words(verdict),
        "refused": not verdict.allows and not _only_words(verdict),
        "seen": " ".join(sorted({each.code for each in verdict.warnings})),
        "save": title,
        "kind": kind,
        "back_url": report_url(here.report),
    }
    return render(request, "returns/step.html", context, status=status)


def _only_words(verdict: Verdict) -> bool:
    return all(each.where == "reason" for each in verdict.against)


def fill(request: ActorRequest, form: str, period: str, uid: str) -> HttpResponse:
    """Ask for the figures that nobody can count; on a valid post, keep them."""
    here = _here(request, form, period, uid, "fill")
    cells = _cells(request, here)
    if not cells:
        raise Http404(_("Biểu này không có ô nào điền tay."))
    posted = request.method == "POST" and request.as_of.is_today
    given = FillForm(
        request.POST if posted else None,
        cells=cells,
        typed=here.report.typed,
        initial={"da_xem": here.report.seen},
    )
    verdict = _foreseen(request, here, "fill")
    if posted and given.is_valid():
        try:
            wanted = Wanted("fill", given.cleaned_data["da_xem"])
            _take(request, here, wanted, typed=given.typed())
            messages.success(request, _("Đã điền số."))
            return redirect(report_url(here.report))
        except RuleError as error:
            verdict = error.verdict
    shown = frame(request, here, "step")
    title = step_name("fill")
    context = {
        **shown,
        "crumbs": [*shown["crumbs"], Crumb(title)],
        "title": title,
        "line": f"{here.layout.name} · {shown['line']}",
        "form": given,
        "findings": in_words(verdict),
        "refused": not verdict.allows,
        "save": _("Lưu số đã điền"),
        "back_url": report_url(here.report),
    }
    return render(request, "returns/step.html", context, status=REFUSED if posted else 200)


def _cells(request: ActorRequest, here: Here) -> list[tuple[str, str, str]]:
    """Return the cells to be filled: name, title, and what is known of them."""
    said = contents(here.at.layout)
    below = _below(request, here)
    found = []
    for key in typed_cells(here.at.layout):
        content = said[key]
        unit = unit_words(content.unit) if isinstance(content, Typed) else ""
        notes = [_("Đơn vị: %(unit)s.") % {"unit": unit}] if unit else []
        values = [each[written(key)].value for each in below if written(key) in each]
        if total := sum(each for each in values if each is not None):
            notes.append(_("Cộng từ cấp dưới đã gửi: %(total)s.") % {"total": total})
        found.append((written(key), cell_title(here.at.layout, key), " ".join(notes)))
    return found


def _below(request: ActorRequest, here: Here) -> list[Any]:
    below = reports_below(actor=request.actor, at=here.at)
    sendings = [each.sending for each in below if each.sending]
    sent = all_sent_by(actor=request.actor, sendings=sendings)
    return [frozen_figures(each) for each in sent.values()]
