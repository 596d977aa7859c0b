"""Say on the pages of members and organisations what of their records needs a look."""

from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.accounts.access import Actor
from dangbo.members.queries import total_members
from dangbo.orgs.queries import Standing
from dangbo.quality import queries
from dangbo.quality.phrases.findings import sentence
from dangbo.quality.tables.confirming import confirmed_card
from dangbo.quality.tables.figures import home_url, term_stats
from dangbo.quality.tables.pairs import pair_card
from dangbo.quality.tables.parts import confirm_url, mend_url
from dangbo.rules.rights import MEMBER_CHANGE
from dangbo.ui.panels import Panel
from dangbo.ui.parts import Act

MOST: Final = 3
FEW: Final = 1_000


def member_panel(*, actor: Actor, subject: Any, on: date, known: date | None) -> Panel | None:
    """Show what is wrong, lacking or stale in a member's record, and who may be the same."""
    asked: dict[str, Any] = {"actor": actor, "person": subject.id, "on": on, "known": known}
    pairs = queries.alike_to(**asked)[:MOST]
    findings = list(queries.findings_of(**asked))
    confirmed = queries.last_confirmed(**asked)
    if not pairs and not findings and not confirmed:
        return None
    lines = [(sentence(each), mend_url(subject.uid, each)) for each in findings]
    cards = [pair_card(each) for each in pairs]
    shown: dict[str, Any] = {"lines": lines, "pairs": cards, "uid": subject.uid}
    shown["confirmed"] = confirmed_card(confirmed) if confirmed else None
    shown["may"] = actor.may(MEMBER_CHANGE)
    return Panel(_("Chất lượng hồ sơ"), "quality/member_panel.html", shown, "quality")


def offer_confirming(*, actor: Actor, subject: Any) -> Act | None:
    """Offer to confirm that nothing in a member's record has changed."""
    if not actor.may(MEMBER_CHANGE) or not subject.standing:
        return None
    return Act(lazy("Xác nhận hồ sơ"), confirm_url(subject.uid), "circle-check")


def org_panel(*, actor: Actor, subject: Standing, on: date, known: date | None) -> Panel | None:
    """Show the four terms of an organisation's records, with the way to the page."""
    if subject.state is None:
        return None
    total = total_members(actor=actor, org=subject.id, on=on, known=known)
    if not total:
        return None
    # Of a large organisation the figures are left to their own page: they would delay this one.
    found = None
    if total <= FEW:
        found = queries.figures(actor=actor, org=subject.id, on=on, known=known)
    stats = term_stats(found.sums, subject.uid)[1:] if found else []
    shown = {"stats": stats, "url": home_url(subject.uid)}
    return Panel(_("Chất lượng dữ liệu"), "quality/org_panel.html", shown, "quality")
