"""Read from a request what a page of indicators is about."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.days import format_day
from dangbo.orgs.queries.names import OrgName
from dangbo.orgs.views.asking import on_day
from dangbo.orgs.views.choosing import Chosen, chosen_org
from dangbo.reports import queries
from dangbo.reports.forms.filters import OrgTime, org_asked
from dangbo.reports.phrases import dimension_name, name_of, question_of, time_name, unit_name
from dangbo.reports.queries import Asked
from dangbo.reports.tables.addresses import tabs_of
from dangbo.rules.indicators import Indicator
from dangbo.ui.addresses import query_with
from dangbo.ui.parts import Crumb, Fact


class Where(NamedTuple):
    """The organisation that a page is about, and the question asked of it; None: not clear."""

    chosen: Chosen
    org: OrgName | None
    asked: Asked | None
    start: str

    @property
    def uid(self) -> str:
        """Return the key of the organisation."""
        return self.org.uid if self.org else ""

    @property
    def name(self) -> str:
        """Return the name of the organisation."""
        return self.org.name if self.org else ""


def where_of(request: ActorRequest, form: OrgTime, *, start: date | None = None) -> Where:
    """Return the organisation that the address asks for, or the first there is.

    `start` is the first day of the period where none is asked for.
    """
    chosen = chosen_org(request, org_asked(form.data), on=request.as_of.on)
    org = chosen.org
    if org is None and not chosen.asked:
        org = queries.first_org(**on_day(request))
    first = form.value("tu") or start
    on = request.as_of.on
    if first and first > on:
        first = None
    typed = format_day(form.value("tu")) if form.value("tu") else ""
    asked = queries.ask(org=org.id, start=first, **on_day(request)) if org else None
    return Where(chosen, org, asked, typed)


def indicator_of(code: str) -> Indicator:
    """Return the indicator of an address, or answer 404."""
    try:
        return queries.indicator(code)
    except queries.UnknownIndicatorError as error:
        raise Http404 from error


def frame(indicator: Indicator, where: Where, form: OrgTime, current: str) -> dict[str, Any]:
    """Return what every page of an indicator shows."""
    crumbs = [Crumb(_("Số liệu"), _home(where)), Crumb(name_of(indicator))]
    return {
        "title": name_of(indicator),
        "crumbs": crumbs,
        "indicator": indicator,
        "line": where.name,
        "tabs": tabs_of(current, indicator.code, where.uid, where.start),
        "form": form,
        "where": where,
        "chosen": where.chosen,
        "asked": where.asked,
        "facts": _facts(indicator),
        "question": question_of(indicator),
    }


def _home(where: Where) -> str:
    return (
        f"{reverse('reports:home')}?to_chuc={where.uid}" if where.uid else reverse("reports:home")
    )


def _facts(indicator: Indicator) -> Sequence[Fact]:
    ways = ", ".join(dimension_name(each) for each in indicator.by) or _("không")
    version = _("%(code)s, phiên bản %(version)s")
    told = {"code": indicator.code, "version": indicator.version}
    return [
        Fact(_("Đơn vị tính"), unit_name(indicator.unit)),
        Fact(_("Thời gian"), time_name(indicator.time)),
        Fact(_("Phân tích được theo"), ways),
        Fact(_("Căn cứ"), indicator.source),
        Fact(_("Mã chỉ tiêu"), version % told),
    ]


def file_urls(request: ActorRequest) -> dict[str, str]:
    """Return the addresses of the page as files."""
    return {kind: query_with(request, xuat=kind) for kind in ("xlsx", "csv")}
