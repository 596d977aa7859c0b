"""Say on the pages of organisations how many members they have."""

from datetime import date

from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.members.queries import MemberFilters, count_members
from dangbo.members.tables.counts import list_url, org_stats
from dangbo.orgs.queries import Standing
from dangbo.ui.panels import Panel

PROBATIONARY = MemberFilters(standing=frozenset({"probationary"}))


def members_of_org(
    *, actor: Actor, subject: Standing, on: date, known: date | None
) -> Panel | None:
    """Return how many members an organisation has on a day, with the way to the list; or None."""
    if subject.state is None:
        return None
    total = count_members(actor=actor, org=subject.id, on=on, known=known)
    if not total:
        return None
    probationary = count_members(
        actor=actor, org=subject.id, on=on, known=known, filters=PROBATIONARY
    )
    shown = {
        "stats": org_stats(subject.uid, total, probationary),
        "list_url": list_url(subject.uid),
    }
    return Panel(_("Đảng viên"), "members/org_panel.html", shown, "members")
