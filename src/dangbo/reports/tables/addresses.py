"""Give the addresses of the pages of indicators."""

from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.reports.queries import Asked
from dangbo.ui.parts import Tab

TABS: Final = (
    ("reports:indicator", lazy("Giá trị")),
    ("reports:below", lazy("Theo tổ chức")),
    ("reports:course", lazy("Theo thời gian")),
)

# The pages of figures that are about an organisation as a whole, and those of questions.
AREA: Final = (
    ("reports:dashboard", lazy("Tổng quan")),
    ("reports:home", lazy("Mọi chỉ tiêu")),
    ("reports:sisters", lazy("So sánh tổ chức")),
    ("reports:map", lazy("Bản đồ")),
    ("reports:published", lazy("Số đã công bố")),
    ("reports:ask", lazy("Hỏi số liệu")),
    ("reports:questions", lazy("Câu hỏi đã lưu")),
)


def area_tabs(current: str, org: str) -> list[Tab]:
    """Return the pages of figures of an organisation."""
    return [Tab(label, page_url(name, "", org), name == current) for name, label in AREA]


def page_url(name: str, code: str, org: str, **asked: object) -> str:
    """Return a page of an indicator about an organisation; what is empty is left out."""
    given = {"to_chuc": org, **asked}
    query = urlencode({key: value for key, value in given.items() if value not in (None, "")})
    address = reverse(name, args=[code] if code else [])
    return f"{address}?{query}" if query else address


def list_url(code: str, org: str, asked: Asked, **cell: object) -> str:
    """Return the list of what stands behind a value of a question."""
    return page_url("reports:behind", code, org, tu=format_day(asked.start), **cell)


def cell_url(code: str, org: str, asked: Asked, **cell: object) -> str:
    """Return the same on the day of the question itself, whatever day the page is about."""
    known = asked.known.isoformat() if asked.known else ""
    return list_url(code, org, asked, **cell, on=asked.on.isoformat(), known=known)


def tabs_of(current: str, code: str, org: str, start: str) -> list[Tab]:
    """Return the pages of one indicator."""
    return [
        Tab(label, page_url(name, code, org, tu=start), name == current) for name, label in TABS
    ]
