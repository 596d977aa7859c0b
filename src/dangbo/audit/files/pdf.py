"""Set a closing as one PDF page, to be signed and kept away from the server."""

from typing import Any, Final

from django.utils.timezone import localtime

from dangbo.audit.files.closings import Closed, grouped
from dangbo.base.days import format_day
from dangbo.base.numbers import format_number
from dangbo.ui.typesetting import set_pdf

TEMPLATE: Final = "templates/audit/typst/chot.typ"


def closing_pdf(closed: Closed) -> bytes:
    """Return a closing as PDF/A, tagged and with its typeface inside."""
    return set_pdf("dangbo.audit", TEMPLATE, values_of(closed))


def values_of(closed: Closed) -> dict[str, Any]:
    """Return what the template is filled with."""
    at = localtime(closed.at)
    return {
        "number": str(closed.number),
        "date": [closed.day.year, closed.day.month, closed.day.day],
        "day": format_day(closed.day),
        "at": f"{at:%H:%M:%S} {format_day(at.date())}",
        "stamp": at.isoformat(timespec="microseconds"),
        "acts": format_number(closed.acts),
        "accesses": format_number(closed.accesses),
        "act_hash": grouped(closed.act_hash) or "-",
        "access_hash": grouped(closed.access_hash) or "-",
        "hash": grouped(closed.hash),
    }
