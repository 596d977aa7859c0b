"""Read from the command line what is asked of indicators, or refuse it with the remedy."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.orgs.management.options import read_day, reading_options
from dangbo.reports import queries
from dangbo.reports.queries import Asked
from dangbo.rules.indicators import Indicator
from dangbo.rules.reporting_periods import MONTHS


def read_indicator(code: str) -> Indicator:
    """Return an indicator, or say which come near."""
    try:
        return queries.indicator(code)
    except queries.UnknownIndicatorError as error:
        message = _("Không có chỉ tiêu «%(code)s».") % {"code": code}
        if error.nearest:
            message += " " + _("Gần nhất: %(codes)s.") % {"codes": ", ".join(error.nearest)}
        message += " " + _("Xem các mã bằng: dangbo figures ORG.")
        raise CommandError(message, returncode=2) from error


def read_days(options: Mapping[str, Any]) -> tuple[date, date | None, date | None]:
    """Return the last day, the first one if given, and the day of our knowledge."""
    on, known = reading_options(options)
    if options.get("end"):
        if options.get("on"):
            raise CommandError(_("Chỉ ghi một trong hai: --on hoặc --to."), returncode=2)
        on = read_day(options["end"])
    start = read_day(options["start"]) if options.get("start") else None
    if start is not None and start > on:
        raise CommandError(_("Ngày cuối kỳ sớm hơn ngày đầu kỳ. Đổi chỗ hai ngày."), returncode=2)
    return on, start, known


def question(org: int, on: date, start: date | None, known: date | None) -> Asked:
    """Return what the operator asks of an organisation."""
    return queries.ask(actor=OPERATOR, org=org, on=on, start=start, known=known)


@contextmanager
def refusing(by: Sequence[str]) -> Iterator[None]:
    """Say in one sentence why something cannot be cut like this."""
    try:
        yield
    except queries.WrongWayError as error:
        words = {"by": ", ".join(by), "allowed": ", ".join([*error.allowed, *MONTHS])}
        message = _("Chỉ tiêu này không phân tích được theo «%(by)s». Có: %(allowed)s.")
        raise CommandError(message % words, returncode=2) from error
    except queries.TooManyPeriodsError as error:
        message = _("Quá %(most)s kỳ. Chọn khoảng ngắn hơn, hoặc theo năm.")
        raise CommandError(message % {"most": queries.MOST_PERIODS}, returncode=2) from error
