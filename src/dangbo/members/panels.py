"""Say of members on the pages of organisations, and in the search at the top."""

from datetime import date

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.members.queries import MemberFilters, count_members, search_members
from dangbo.members.tables.counts import list_url, org_stats
from dangbo.members.tables.members import marks, member_url, told_apart
from dangbo.orgs.queries import Standing
from dangbo.ui.panels import Panel
from dangbo.ui.searching import FoundGroup, FoundLine

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


def members_found(
    *, actor: Actor, text: str, on: date, known: date | None, limit: int
) -> FoundGroup | None:
    """Return the members whom a name, a number or a day of birth means, those of the day first."""
    rows = search_members(actor=actor, text=text, on=on, known=known, limit=limit + 1)
    if not rows:
        return None
    lines = [FoundLine(row.name, member_url(row.uid), told_apart(row), marks(row)) for row in rows]
    more_url = f"{reverse('members:home')}?{urlencode({'q': text})}" if len(rows) > limit else ""
    return FoundGroup("members", _("Đảng viên"), "users", lines[:limit], more_url)
