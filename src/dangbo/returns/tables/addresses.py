"""Give the addresses of the pages of reports."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.returns.phrases import AREA, period_name
from dangbo.returns.queries.forms import written
from dangbo.returns.queries.reading import Report
from dangbo.rules.form_formulas import CellKey
from dangbo.rules.return_periods import ReturnPeriod
from dangbo.ui.parts import Crumb, Tab


def home_url(org: str = "", period: str = "", **more: str) -> str:
    """Return the page of how far reports are."""
    given = {"to_chuc": org, "ky": period, **more}
    query = urlencode({name: value for name, value in given.items() if value})
    return f"{reverse('returns:home')}?{query}" if query else reverse("returns:home")


def report_url(report: Report, page: str = "detail", *more: str, turn: int = 0) -> str:
    """Return a page of a report; `turn` asks for what was sent the first time, the second …"""
    args = [report.form, report.period.code, report.org.uid, *more]
    url = reverse(f"returns:{page}", args=args)
    return f"{url}?lan={turn}" if turn else url


def cell_url(report: Report, key: CellKey, *, turn: int = 0) -> str:
    """Return the list behind a figure of a report."""
    return report_url(report, "behind", written(key), turn=turn)


def tabs_of(report: Report, current: str, *, has_below: bool) -> list[Tab]:
    """Return the pages of a report."""
    found = [("detail", _("Số liệu"))]
    if report.sendings:
        found.append(("compare", _("So với hiện nay")))
    if has_below:
        found.append(("below", _("Cộng từ cấp dưới")))
    found.append(("opening", _("Số đầu kỳ")))
    return [Tab(label, report_url(report, name), name == current) for name, label in found]


def crumbs_of(org: str, period: ReturnPeriod) -> list[Crumb]:
    """Return the path to a page of a report."""
    home = Crumb(AREA, home_url(org))
    return [home, Crumb(period_name(period), home_url(org, period.code))]
