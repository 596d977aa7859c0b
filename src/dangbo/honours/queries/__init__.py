"""Answer every question about badges and cards: of a day, as known on a day, to an actor."""

from dangbo.honours.queries.acts import RecordedAct, recorded_act
from dangbo.honours.queries.due import ALL_STATES, BadgeDue, BadgeDueRow, badges_due, due_rows
from dangbo.honours.queries.given import (
    awards,
    badges_of,
    card_issues,
    cards_due,
    cards_of,
    levels_given,
    members_given,
    shown_members,
    years_of,
)
from dangbo.honours.queries.rows import BadgeRow, Basis, CardRow, badge_rows, card_rows

__all__ = [
    "ALL_STATES",
    "BadgeDue",
    "BadgeDueRow",
    "BadgeRow",
    "Basis",
    "CardRow",
    "RecordedAct",
    "awards",
    "badge_rows",
    "badges_due",
    "badges_of",
    "card_issues",
    "card_rows",
    "cards_due",
    "cards_of",
    "due_rows",
    "levels_given",
    "members_given",
    "recorded_act",
    "shown_members",
    "years_of",
]
