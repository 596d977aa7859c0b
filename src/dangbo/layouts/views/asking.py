"""Read from a request which form a page is about, of which organisation and time."""

from collections.abc import Sequence
from typing import Any, Final

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.days import format_day
from dangbo.base.numbers import format_number
from dangbo.layouts import queries
from dangbo.layouts.exports import About
from dangbo.layouts.phrases import spoken
from dangbo.layouts.phrases.languages import named_period
from dangbo.layouts.queries import terms_of
from dangbo.layouts.tables.addresses import tabs_of
from dangbo.layouts.tables.lists import marks_of
from dangbo.orgs.queries.states import states_near
from dangbo.orgs.views.asking import OnDay
from dangbo.reports import queries as reports
from dangbo.reports.forms.filters import OrgTime
from dangbo.reports.queries import Asked
from dangbo.reports.views.asking import Where, where_of
from dangbo.rules.form_layouts import Layout
from dangbo.rules.return_periods import HALF, QUARTER, YEAR, ReturnPeriod, periods_ended
from dangbo.ui.addresses import query_with
from dangbo.ui.parts import Crumb

MEMBERS: Final = "dang_vien"
MOST_PERIODS: Final = 4
KINDS: Final = {"quarter": (QUARTER,), "year": (YEAR,), "day": ()}


def layout_asked(request: ActorRequest, code: str) -> Layout:
    """Return the form of an address as in force on the day, or a version, as it is read; or 404."""
    version = request.GET.get("ban", "")
    number = int(version) if version.isascii() and version.isdecimal() else None
    try:
        found = queries.layout_of(code, number, on=request.as_of.on, known=request.as_of.known)
    except (queries.UnknownLayoutError, OverflowError) as error:
        raise Http404(_("Ngày này không có biểu nào như vậy.")) from error
    return spoken(found)


def where(request: ActorRequest) -> tuple[Where, OrgTime]:
    """Return the organisation and the time that an address asks about."""
    form = OrgTime(request.GET)
    return where_of(request, form), form


def frame(request: ActorRequest, layout: Layout, asked: Where, current: str) -> dict[str, Any]:
    """Return what every page of a form shows."""
    kept = {"to_chuc": asked.uid, "tu": asked.start, "ban": request.GET.get("ban", "")}
    return {
        "title": layout.name,
        "layout": layout,
        "marks": marks_of(layout),
        "line": asked.name,
        "crumbs": [*crumbs(asked), Crumb(layout.name)],
        "tabs": tabs_of(current, layout.code, **kept),
        "where": asked,
        "chosen": asked.chosen,
        "asked": asked.asked,
    }


def crumbs(asked: Where | None = None) -> list[Crumb]:
    """Return the path to a page of a form."""
    address = reverse("layouts:home")
    query = f"?to_chuc={asked.uid}" if asked and asked.uid else ""
    return [Crumb(_("Biểu mẫu"), f"{address}{query}")]


def about(layout: Layout, asked: Where, question: Asked) -> About:
    """Return what the files of a filled form say of it."""
    start = None if layout.period == "day" else question.start
    return About(
        org=asked.name,
        superior=_superior(question),
        on=question.on,
        start=start,
        known=question.known,
        invented=bool(asked.org and asked.org.invented) or made_up(question) > 0,
    )


def made_up(question: Asked) -> int:
    """Return how many of the members counted the demonstration made up."""
    items = reports.items_of(MEMBERS, question)
    return reports.invented_among(question, items, "person")


def invented_words(question: Asked) -> str:
    """Return how many of the members counted are made up; nothing where none is."""
    number = made_up(question)
    if not number:
        return ""
    words = {"number": format_number(number)}
    return _("Trong số đảng viên được đếm có %(number)s là dữ liệu minh họa.") % words


def period_links(request: ActorRequest, layout: Layout, asked: Where) -> Sequence[tuple[str, str]]:
    """Return the last periods of a form that ended, each with the address of this page about it."""
    return [
        (named_period(each), query_with(request, on=each.cut_off, tu=format_day(each.start)))
        for each in _ended(request, layout, asked)[:MOST_PERIODS]
    ]


def _ended(request: ActorRequest, layout: Layout, asked: Where) -> list[ReturnPeriod]:
    today = request.as_of.today
    if layout.period == "term":
        held = terms_of(actor=request.actor, org=asked.org.id) if asked.org else []
        return [each for each in held if each.cut_off <= today]
    kinds = KINDS.get(layout.period, (YEAR, HALF))
    return periods_ended(today=today, most=MOST_PERIODS, kinds=kinds)


def _superior(question: Asked) -> str:
    told = OnDay(actor=question.actor, on=question.on, known=question.known)
    own = states_near(orgs=[question.org], **told).get(question.org)
    if own is None or own.superior is None:
        return ""
    above = states_near(orgs=[own.superior], **told).get(own.superior)
    return above.name if above else ""
