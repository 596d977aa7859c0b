"""Count what of the running cases is late: steps overdue, certificates of candidates lapsed."""

from dataclasses import dataclass
from datetime import date

from dangbo.accounts.access import Actor
from dangbo.cases.queries.boards import BoardFilter, board
from dangbo.cases.queries.pages import CandidateRow, candidates
from dangbo.cases.queries.places import below


@dataclass(frozen=True)
class Late:
    """How many running cases have a step overdue, and the candidates whose certificate lapsed."""

    steps: int
    lapsed: tuple[CandidateRow, ...]


def late_in(*, actor: Actor, org: int | None, on: date, known: date | None = None) -> Late:
    """Return what is late in an organisation and all below it on a day."""
    narrowed = BoardFilter(org=org, state="overdue")
    overdue = board(actor=actor, on=on, known=known, narrowed=narrowed)
    within = None if org is None else below(actor=actor, org=org, on=on, known=known)
    rows = candidates(actor=actor, on=on, known=known, within=within)
    lapsed = [each for each in rows if each.valid_until is not None and each.valid_until < on]
    return Late(len(overdue.rows), tuple(lapsed))
