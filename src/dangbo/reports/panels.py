"""Lead from the page of an organisation to its figures."""

from datetime import date

from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.orgs.queries import Standing
from dangbo.reports.tables.addresses import area_tabs
from dangbo.rules.rights import MEMBER_READ
from dangbo.ui.panels import Panel


def figures_panel(*, actor: Actor, subject: Standing, on: date, known: date | None) -> Panel | None:
    """Name the pages of figures of an organisation that stands; for who may read its members."""
    if subject.state is None or not actor.may(MEMBER_READ):
        return None
    return Panel(
        _("Số liệu"), "reports/org_panel.html", {"tabs": area_tabs("", subject.uid)}, "in_figures"
    )
