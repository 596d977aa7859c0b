"""Say on the pages of other areas what they mean for organisations."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.orgs.queries import Standing
from dangbo.orgs.queries.deciding import decisions_of_paper
from dangbo.orgs.queries.places import place_of
from dangbo.orgs.queries.telling import told_changes
from dangbo.orgs.tables.moments import moments, said_besides
from dangbo.orgs.tables.places import place_facts
from dangbo.papers.queries import PaperRow
from dangbo.rules.rights import ORG_CHANGE
from dangbo.ui.panels import Panel


def decided_by_paper(
    *, actor: Actor, subject: PaperRow, on: date, known: date | None
) -> Panel | None:
    """Return what a paper decided about organisations, in order of effect, or None."""
    rows = decisions_of_paper(actor=actor, paper=subject.uid, known=known)
    if not rows:
        return None
    told = told_changes(actor=actor, acts={row.act: row.on for row in rows}, known=known)
    besides = said_besides(actor=actor, acts=[row.act for row in rows], known=known)
    return Panel(
        _("Văn bản này quyết định"),
        "orgs/paper_panel.html",
        {"moments": moments(rows, told, on, besides)},
        "decided",
    )


def place_panel(*, actor: Actor, subject: Standing, on: date, known: date | None) -> Panel | None:
    """Show where an organisation has its office on the day, and lead to where it is recorded."""
    row = place_of(actor=actor, org=subject.id, on=on, known=known)
    if subject.state is None or (row is None and not actor.may(ORG_CHANGE)):
        return None
    url = reverse("orgs:place", args=[subject.uid]) if actor.may(ORG_CHANGE) else ""
    context = {"facts": place_facts(row) if row else [], "url": url}
    return Panel(_("Nơi đặt trụ sở"), "orgs/place_panel.html", context, "place")
