"""Lay out the periods that the office has set."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.returns.phrases import period_name
from dangbo.returns.tables.addresses import home_url
from dangbo.rules.return_periods import ReturnPeriod
from dangbo.ui.parts import Act
from dangbo.ui.tables import Column


def home_acts() -> list[Act]:
    """Return what whoever may set periods can do beside the progress of reports."""
    return [Act(_("Đặt kỳ báo cáo"), reverse("returns:periods"), "calendar-clock")]


def drop_url(period: ReturnPeriod) -> str:
    """Return the page on which a period is dropped."""
    return reverse("returns:drop_period", args=[period.code])


def period_columns(names: Mapping[str, str], begun: Mapping[str, int]) -> Sequence[Column]:
    """Return the columns of the list; `names` are those of forms, `begun` counts reports."""

    def forms(period: ReturnPeriod) -> str:
        return "; ".join(names.get(code, code) for code in period.forms)

    def days(period: ReturnPeriod) -> str:
        return f"{format_day(period.start)} – {format_day(period.cut_off)}"

    def due(period: ReturnPeriod) -> str:
        values = {level: format_day(day) for level, day in period.due.items()}
        return _("cơ sở %(grassroots)s, cấp trên %(upper)s") % values

    def drop(period: ReturnPeriod) -> str:
        return "" if begun.get(period.code) else _("Bỏ kỳ này")

    return [
        Column("name", lazy("Kỳ"), value=period_name, url=_board, main=True),
        Column("days", lazy("Số liệu"), value=days),
        Column("due", lazy("Hạn gửi"), value=due),
        Column("forms", lazy("Biểu phải gửi"), value=forms),
        Column("begun", lazy("Đã lập"), value=lambda each: begun.get(each.code, 0), numeric=True),
        Column("drop", lazy("Việc"), value=drop, url=lambda each: drop(each) and drop_url(each)),
    ]


def _board(period: ReturnPeriod) -> str:
    return home_url(period=period.code)
