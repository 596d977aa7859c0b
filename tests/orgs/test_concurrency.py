"""Prove that those who decide at once do so in turn, and that of two who differ one is refused."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from committing import _guards, committing
from django.db import connection
from factories.ledgers import change
from factories.orgs import orgs
from orgs.invariants import broken_invariants

from dangbo.accounts.access import OPERATOR
from dangbo.audit.models import Act
from dangbo.orgs import queries
from dangbo.orgs.commands import correct, decide
from dangbo.orgs.queries.verifying import first_difference
from dangbo.rules.verdicts import RuleError

__all__ = ["_guards", "committing"]

pytestmark = pytest.mark.usefixtures("committing")

BASE, COMMITTEE = "dang_bo_co_so", "dang_bo_cap_tren"
DAY = date(2020, 1, 1)
LATER = date(2021, 1, 1)
Raw = dict[str, object]


def settled(number: int) -> list[int]:
    """Return a committee and organisations below it, from 2020 on."""
    everybody = orgs(number + 1)
    kinds = [COMMITTEE, *[BASE] * number]
    founded = [
        change("found", org=org, name=f"Đảng bộ {org}", kind=kind, superior=superior)
        for org, kind, superior in zip(
            everybody, kinds, [None, *[everybody[0]] * number], strict=True
        )
    ]
    decide(actor=OPERATOR, on=DAY, changes=founded)
    return everybody


def at_once(acts: list[Callable[[], object]]) -> list[str]:
    """Have each act tried in a thread and a transaction of its own; return how each ended."""
    barrier = Barrier(len(acts))

    def attempt(act: Callable[[], object]) -> str:
        barrier.wait()
        try:
            act()
        except RuleError as refused:
            return refused.verdict.against[0].code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(attempt, acts))


def deciding(*changes: Raw) -> Callable[[], object]:
    return lambda: decide(actor=OPERATOR, on=LATER, changes=changes)


def journal() -> list[int]:
    return list(Act.objects.order_by("seq").values_list("seq", flat=True))


def test_journal_has_no_gap_when_many_decide_at_once() -> None:
    _, *below = settled(8)

    ended = at_once(
        [deciding(change("rename", org=org, name=f"Đảng bộ mới {org}")) for org in below]
    )

    assert ended == ["done"] * 8
    assert journal() == list(range(1, 10))
    names = queries.names_on(actor=OPERATOR, orgs=below, on=LATER)
    assert {org: each.name for org, each in names.items()} == {
        org: f"Đảng bộ mới {org}" for org in below
    }
    assert first_difference() is None
    assert broken_invariants() == set()


def test_one_of_two_contradictory_decisions_is_refused() -> None:
    _, one, two, three = settled(3)

    ended = at_once(
        [
            deciding(change("absorb", sources=[one], result=two)),
            deciding(change("absorb", sources=[one], result=three)),
        ]
    )

    assert sorted(ended) == ["NOT_STANDING", "done"]
    assert journal() == [1, 2]
    assert first_difference() is None


def test_one_of_two_foundings_of_the_same_is_refused() -> None:
    committee, *_ = settled(1)
    (*_, new) = orgs(3)
    founding = change("found", org=new, name="Mới", kind=BASE, superior=committee)

    ended = at_once([deciding(founding), deciding(founding)])

    assert sorted(ended) == ["ALREADY_STANDING", "done"]
    assert journal() == [1, 2]


def test_move_under_one_that_is_dissolved_at_once_does_not_hold_with_it() -> None:
    committee, one = settled(1)
    (*_, two) = orgs(3)
    new = change("found", org=two, name="Tỉnh", kind="dang_bo_tinh", superior=None)
    decide(actor=OPERATOR, on=DAY, changes=[new])

    ended = at_once(
        [
            deciding(change("move", orgs=[committee], superior=two)),
            deciding(change("dissolve", org=two)),
        ]
    )

    # Whichever comes second is refused; the dissolution also for what it would do to the move.
    refusal, done = sorted(ended)
    assert done == "done"
    assert refusal in {"LEFT_BELOW", "SUPERIOR_ENDS", "SUPERIOR_NOT_STANDING"}
    assert journal() == [1, 2, 3]
    assert broken_invariants() == set()
    assert first_difference() is None
    assert one in {row.id for row in queries.tree(actor=OPERATOR, on=LATER)}


def test_decision_and_the_void_of_what_it_rests_on_do_not_both_hold() -> None:
    committee, *_ = settled(1)
    (*_, new) = orgs(3)
    founding = change("found", org=new, name="Mới", kind=BASE, superior=committee)
    act = decide(actor=OPERATOR, on=DAY, changes=[founding])

    ended = at_once(
        [
            deciding(change("rename", org=new, name="Mới hơn")),
            lambda: correct(actor=OPERATOR, act=act.seq, void=True, reason="nhầm"),
        ]
    )

    assert sorted(ended) == ["NOT_STANDING", "done"]
    assert journal() == [1, 2, 3]
    assert first_difference() is None


def test_one_of_two_voids_of_a_decision_finds_it_gone() -> None:
    _, one, two = settled(2)
    absorption = change("absorb", sources=[one], result=two)
    act = decide(actor=OPERATOR, on=LATER, changes=[absorption])

    ended = at_once([lambda: correct(actor=OPERATOR, act=act.seq, void=True, reason="nhầm")] * 2)

    assert sorted(ended) == ["VOID_ALREADY", "done"]
    assert journal() == [1, 2, 3]
