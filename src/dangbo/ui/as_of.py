"""Read the day a page asks about from its address."""

from collections.abc import Callable, Mapping
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dangbo.base.days import parse_day
from dangbo.rules.as_of import AsOf

LONGEST = 40
# Terms are reckoned from the day asked about; beyond this the calendar ends.
LAST_YEAR = 2999
REFUSALS = {
    "on": gettext_noop("Không đọc được ngày xem, nên trang này là của ngày hôm nay. %(reason)s"),
    "known": gettext_noop(
        "Không đọc được ngày đã biết, nên trang này theo những gì biết đến nay. %(reason)s"
    ),
}


class AsOfMiddleware:
    """Set `request.as_of` from `?on=` and `?known=`.

    A wrong day never stops the page: today is used, and `request.as_of_refusals` says so.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with its day set."""
        as_of, refusals = read_as_of(request.GET.dict(), today=timezone.localdate())
        request.as_of = as_of  # type: ignore[attr-defined]
        request.as_of_refusals = refusals  # type: ignore[attr-defined]
        return self.get_response(request)


def read_as_of(query: Mapping[str, object], *, today: date) -> tuple[AsOf, tuple[str, ...]]:
    """Return the two clocks that `query` asks for, and a sentence for each day it got wrong."""
    refusals: list[str] = []
    on = _day_in(query, "on", refusals)
    known = _day_in(query, "known", refusals)
    if known is not None and known >= today:
        known = None
    return AsOf(on=on or today, today=today, known=known), tuple(refusals)


def _day_in(query: Mapping[str, object], name: str, refusals: list[str]) -> date | None:
    text = str(query.get(name) or "").strip()[:LONGEST]
    if not text:
        return None
    try:
        day = parse_day(text)
        if day.year > LAST_YEAR:
            raise ValueError(_("Năm %(year)s xa quá.") % {"year": day.year})
        return day
    except ValueError as error:
        refusals.append(_(REFUSALS[name]) % {"reason": error})
        return None
