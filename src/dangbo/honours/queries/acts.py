"""Show one act on badges or cards with what of it is in force."""

from dataclasses import dataclass
from datetime import date

from dangbo.accounts.access import Actor
from dangbo.honours.access import readable
from dangbo.honours.models import Badge, CardIssue
from dangbo.honours.queries.rows import BadgeRow, Basis, CardRow, badge_rows, card_rows


@dataclass(frozen=True)
class RecordedAct:
    """An act on badges or cards: its day, what it rests on, and what it says."""

    act: int
    on: date
    basis: Basis
    badges: list[BadgeRow]
    cards: list[CardRow]

    @property
    def invented(self) -> bool:
        """Say whether everybody in it was made up."""
        return all(row.invented for row in (*self.badges, *self.cards))


def recorded_act(*, actor: Actor, act: int) -> RecordedAct | None:
    """Return an act as it stands, or None where nothing of it is in force."""
    held = readable(Badge, actor, known=None).filter(act=act).order_by("position")
    issued = readable(CardIssue, actor, known=None).filter(act=act).order_by("position")
    badges = badge_rows(actor=actor, rows=list(held), known=None)
    cards = card_rows(actor=actor, rows=list(issued), known=None)
    first = next(iter([*badges, *cards]), None)
    return RecordedAct(act, first.on, first.basis, badges, cards) if first else None
