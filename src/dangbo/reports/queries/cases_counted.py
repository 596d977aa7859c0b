"""Count the cases that run on a day, and who is considered for admission."""

from collections.abc import Iterator
from typing import Literal

from dangbo.cases.queries.boards import BoardFilter, board
from dangbo.cases.queries.pages import candidates
from dangbo.cases.queries.places import below
from dangbo.orgs.queries.indicators import Asked, Counting, Item


def countings() -> Iterator[tuple[str, Counting, None]]:
    """Yield each indicator of cases with its list."""
    yield "doi_tuong_ket_nap", _candidates, None
    yield "ho_so_dang_giai_quyet", _cases("running"), None
    yield "ho_so_qua_han", _cases("overdue"), None


def _candidates(asked: Asked) -> list[Item]:
    inside = below(actor=asked.actor, org=asked.org, on=asked.on, known=asked.known)
    rows = candidates(actor=asked.actor, on=asked.on, known=asked.known, within=inside)
    return [Item(each.case.person.id) for each in rows]


def _cases(state: Literal["running", "overdue"]) -> Counting:
    def items(asked: Asked) -> list[Item]:
        narrowed = BoardFilter(org=asked.org, state=state)
        found = board(actor=asked.actor, on=asked.on, known=asked.known, narrowed=narrowed)
        return [Item(each.person.id, marks={"case": each.kind}) for each in found.rows[:]]

    return items
