"""Remind the people of an organisation, on its page, of reports that it has not sent."""

from datetime import date

from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.layouts.queries import layouts_on
from dangbo.orgs.queries import Standing
from dangbo.orgs.queries.names import OrgName
from dangbo.returns.queries.boards import notes_for
from dangbo.returns.tables.boards import note_moments
from dangbo.ui.panels import Panel


def org_panel(*, actor: Actor, subject: Standing, on: date, known: date | None) -> Panel | None:
    """Show the reminders of an organisation to whoever sends its reports; else nothing."""
    org = OrgName(subject.id, subject.uid, subject.nearest.name, subject.invented)
    found = notes_for(actor=actor, org=org)
    if not found:
        return None
    names = {each.code: each.name for each in layouts_on(on)}
    moments = note_moments(found, names)
    return Panel(_("Nhắc gửi báo cáo"), "returns/org_panel.html", {"moments": moments}, "returns")
