"""Say on the page of a member which badges and cards he or she was given."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.base.days import format_day
from dangbo.honours import queries
from dangbo.honours.phrases import badge_name
from dangbo.honours.tables.parts import badge_moments, card_moments
from dangbo.rules.badges import badge_rules, next_round
from dangbo.rules.days import LAST_MONTH, add_months
from dangbo.ui.panels import Panel


def honours_panel(*, actor: Actor, subject: Any, on: date, known: date | None) -> Panel | None:
    """Show the badges and cards of a member, and which badge comes next at which round."""
    members = queries.shown_members(actor=actor, uids=[subject.uid], on=on, known=known)
    if not members:
        return None
    row = members[0]
    badges = queries.badges_of(actor=actor, person=row.id, on=on, known=known)
    cards = queries.cards_of(actor=actor, person=row.id, on=on, known=known)
    if not badges and not cards and not row.standing:
        return None
    context = {
        "badges": badge_moments(badges),
        "cards": card_moments(cards),
        "coming": _coming(row.counted_from, {each.level for each in badges}, on),
        "card": row.numbers.get("card", ""),
        "certificates": [
            (badge_name(level), reverse("honours:certificate", args=[row.uid, level]))
            for level in sorted({each.level for each in badges}, reverse=True)
        ],
        "card_url": reverse("honours:card", args=[row.uid]),
        "reissue_url": reverse("honours:reissue", args=[row.uid]) if badges else "",
        "home_url": reverse("honours:home"),
    }
    return Panel(_("Huy hiệu, thẻ đảng"), "honours/member_panel.html", context, "honours")


def _coming(counted_from: date | None, held: set[int], on: date) -> str:
    """Return which badge comes next and at which round, or nothing where that is not known."""
    if counted_from is None:
        return ""
    highest = max(held, default=0)
    levels = [
        (level, add_months(counted_from, level * LAST_MONTH))
        for level in sorted(badge_rules(on).levels)
        if level > highest
    ]
    reached = [each for each in levels if each[1] <= next_round(on)]
    later = next(iter(levels[len(reached) :]), None)
    level, day = reached[-1] if reached else later or (0, on)
    if not level:
        return ""
    words = _("%(badge)s: đợt %(round)s (đủ tuổi đảng ngày %(day)s)")
    at = format_day(next_round(max(day, on)))
    return words % {"badge": badge_name(level), "round": at, "day": format_day(day)}
