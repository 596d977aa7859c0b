"""Let the office set periods of reports that the calendar does not have, and drop them."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dangbo.accounts.access import ask
from dangbo.accounts.middleware import ActorRequest
from dangbo.layouts.queries import layouts_on
from dangbo.returns.commands import drop_period as drop
from dangbo.returns.commands import set_period
from dangbo.returns.forms import DropForm, PeriodForm
from dangbo.returns.phrases import AREA, in_words, period_name
from dangbo.returns.queries.periods import begun_for, period_named, periods_set
from dangbo.returns.tables.addresses import home_url
from dangbo.returns.tables.periods import period_columns
from dangbo.rules.rights import FORM_CHANGE
from dangbo.rules.verdicts import RuleError, Verdict
from dangbo.ui.parts import Crumb
from dangbo.ui.tables import table_of


def periods(request: ActorRequest) -> HttpResponse:
    """List the periods that the office has set, and ask for another one."""
    ask(request.actor, FORM_CHANGE)
    held = [each for each in layouts_on(request.as_of.today) if each.period != "day"]
    names = {each.code: each.name for each in held}
    posted = request.method == "POST" and request.as_of.is_today
    form = PeriodForm(request.POST if posted else None, offered=list(names.items()))
    verdict = Verdict()
    if form.is_valid():
        told = {key: form.cleaned_data[key] for key in ("name", "name_en", "forms")}
        try:
            set_period(actor=request.actor, days=form.days, **told)
            messages.success(request, _("Đã đặt kỳ báo cáo."))
            return redirect("returns:periods")
        except RuleError as error:
            verdict = error.verdict
    rows = periods_set()
    columns = period_columns(names, begun_for(each.code for each in rows))
    title = _("Kỳ báo cáo do cơ quan đặt")
    context = {
        "title": title,
        "crumbs": [Crumb(AREA, home_url()), Crumb(title)],
        "table": table_of(request, columns, rows, caption=title) if rows else None,
        "form": form,
        "findings": in_words(verdict),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "returns/periods.html", context, status=status)


def drop_period(request: ActorRequest, period: str) -> HttpResponse:
    """Ask why a period is dropped, and drop it."""
    ask(request.actor, FORM_CHANGE)
    found = period_named(period)
    if found is None or found.kind != "set":
        raise Http404(_("Không có kỳ nào như vậy."))
    posted = request.method == "POST" and request.as_of.is_today
    form = DropForm(request.POST if posted else None)
    verdict = Verdict()
    if form.is_valid():
        try:
            drop(actor=request.actor, code=period, reason=form.cleaned_data["reason"])
            messages.success(request, _("Đã bỏ kỳ báo cáo."))
            return redirect("returns:periods")
        except RuleError as error:
            verdict = error.verdict
    title = _("Bỏ kỳ “%(name)s”?") % {"name": period_name(found)}
    context = {
        "title": title,
        "text": _("Kỳ không còn được chọn; việc đặt và bỏ vẫn ở trong nhật ký."),
        "crumbs": [Crumb(AREA, home_url()), Crumb(title)],
        "form": form,
        "findings": in_words(verdict),
        "save": _("Bỏ kỳ"),
        "back_url": home_url(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "layouts/ask.html", context, status=status)
