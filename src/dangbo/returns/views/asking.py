"""Read from an address which report a page is about, and which of what it sent."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.layouts.phrases import spoken
from dangbo.layouts.queries import Filled, UnknownLayoutError
from dangbo.orgs.access import ask_page
from dangbo.orgs.queries import standing_of
from dangbo.orgs.queries.indicators import Asked
from dangbo.orgs.tables.absence import Absence, absence_of
from dangbo.orgs.views.asking import org_of
from dangbo.returns.phrases import period_name
from dangbo.returns.queries.figures import Sent, asked_for, filled_now, sent_by
from dangbo.returns.queries.forms import form_of
from dangbo.returns.queries.judging import At, found_at
from dangbo.returns.queries.periods import is_known, period_named
from dangbo.returns.queries.places import places_below
from dangbo.returns.queries.reading import Report, report_of
from dangbo.returns.tables.addresses import crumbs_of, report_url, tabs_of
from dangbo.returns.tables.reports import badges_of
from dangbo.rules.form_layouts import Layout
from dangbo.rules.return_periods import ReturnPeriod
from dangbo.rules.rights import MEMBER_READ, RETURN_RECEIVE, RETURN_SEND
from dangbo.ui.parts import Crumb


@dataclass(frozen=True)
class Here:
    """The report of a page; `sent`: what it sent at the turn asked for, None: it is not sent."""

    at: At
    sent: Sent | None
    turn: int

    @property
    def report(self) -> Report:
        """Return the report."""
        return self.at.report

    @property
    def layout(self) -> Layout:
        """Return the form as it was sent, else as it is in force."""
        return self.sent.layout if self.sent else self.at.layout


def until_of(request: ActorRequest) -> date | None:
    """Return the day by whose end steps count: of the past day asked about, else all."""
    as_of = request.as_of
    if as_of.is_today:
        return None
    return min(as_of.on, as_of.known or as_of.on)


def period_or_404(code: str) -> ReturnPeriod:
    """Return the period of an address, or answer 404."""
    found = period_named(code)
    if found is None:
        raise Http404
    return found


def here_of(request: ActorRequest, form: str, period: str, uid: str) -> Here:
    """Return the report of an address, or answer 404; 403 to whoever may not read it."""
    actor, time = request.actor, period_or_404(period)
    org = org_of(request, uid)
    acts = (MEMBER_READ, RETURN_SEND, RETURN_RECEIVE)
    ask_page(actor, acts, org.id, on=time.cut_off)
    report = report_of(actor=actor, period=time, org=org, form=form, until=until_of(request))
    turn = _turn(request, report)
    sent = None
    if turn:
        sent = sent_by(actor=actor, sending=report.sendings[turn - 1].sending or 0)
    known = request.as_of.known
    at = found_at(actor=actor, report=report, layout=_layout(form, time, sent), known=known)
    if not (report.begun or is_known(actor=actor, period=time, orgs=[org, *at.place.above])):
        raise Http404(_("Không có nhiệm kỳ nào như vậy."))
    return Here(At(_named(report, at), spoken(at.layout), at.place), _told(sent), turn)


def _told(sent: Sent | None) -> Sent | None:
    """Return what was sent with the titles that the reader is shown."""
    if sent is None:
        return None
    return replace(sent, filled=replace(sent.filled, layout=spoken(sent.layout)))


def _named(report: Report, at: At) -> Report:
    return Report(report.form, report.period, at.place.org, report.id, report.steps)


def _turn(request: ActorRequest, report: Report) -> int:
    """Return which sending is asked for, counted from 1; 0: the report as it is prepared."""
    asked = request.GET.get("lan", "")
    if asked.isascii() and asked.isdecimal() and 0 < int(asked) <= len(report.sendings):
        return int(asked)
    return len(report.sendings) if report.sending is not None else 0


def _layout(form: str, period: ReturnPeriod, sent: Sent | None) -> Layout:
    """Return the form in force; of one that is no more, the one that was sent."""
    try:
        return form_of(form, period)
    except UnknownLayoutError as error:
        if sent is None:
            raise Http404(_("Không có biểu nào mang mã này.")) from error
        return sent.layout


def asked_of(request: ActorRequest, here: Here) -> Asked:
    """Return what the report asks the register: of its cut-off, as known on the day asked for."""
    report, known = here.report, request.as_of.known
    return asked_for(actor=request.actor, period=report.period, org=report.org, known=known)


def told_of(request: ActorRequest, here: Here) -> Filled:
    """Return the figures of a report: as sent, else as the register answers on the day asked."""
    if here.sent is not None:
        return here.sent.filled
    return filled_now(here.layout, asked_of(request, here), here.report.typed)


def frame(request: ActorRequest, here: Here, current: str) -> dict[str, Any]:
    """Return what every page of a report shows."""
    report, place = here.report, here.at.place
    cut_off = report.period.cut_off
    below = places_below(actor=request.actor, place=place, on=cut_off) if place.stood else []
    parent = place.above[0].uid if place.above else report.org.uid
    steps = [Crumb(here.layout.name, report_url(report))] if current != "detail" else []
    return {
        "title": here.layout.name,
        "line": f"{report.org.name} · {period_name(report.period)}",
        "badges": badges_of(here.at),
        "crumbs": [
            *crumbs_of(parent, report.period),
            *(steps or [Crumb(here.layout.name)]),
        ],
        "tabs": tabs_of(report, current, has_below=bool(below)),
        "report": report,
        "here": here,
        "absent": absence(request, here),
        "until": until_of(request),
        "holds_today": current in ("compare", "below", "opening"),
    }


def absence(request: ActorRequest, here: Here) -> Absence | None:
    """Return why the organisation did not stand on the cut-off, or what became of it since."""
    org, cut_off = here.report.org, here.report.period.cut_off
    for day in (cut_off, request.as_of.today):
        if day > request.as_of.today:
            continue
        found = standing_of(actor=request.actor, org=org, on=day)
        absent = absence_of(found) if found else None
        if absent is not None:
            return absent
    return None
