"""The board of today, kept in the database, is the one worked out case by case."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from cases.samples import CANDIDATE, admitted_until, opened, step
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dangbo.accounts.access import OPERATOR
from dangbo.cases.commands import undo_step, withdraw_case
from dangbo.cases.models import Case
from dangbo.cases.queries.boards import Board, BoardFilter, board, open_cases_in
from dangbo.cases.replay.verifying import first_difference
from dangbo.members.commands import correct_events
from dangbo.members.models import Event
from dangbo.orgs.access import paths_on
from dangbo.orgs.commands import decide, register_orgs

pytestmark = pytest.mark.django_db
STATES = ("running", "overdue", "closed", "all")


def told(found: Board) -> tuple[list[tuple[object, ...]], list[tuple[str, int, int]]]:
    rows = [(row.id, row.stage, row.due and row.due.due, row.org.id) for row in found.rows[0:500]]
    return rows, [tuple(each) for each in found.stages]


def both(narrowed: BoardFilter, on: date) -> Iterator[Board]:
    """Ask for the board as it is kept, and as it is worked out from what was known today."""
    for known in (None, timezone.localdate()):
        yield board(actor=OPERATOR, on=on, known=known, narrowed=narrowed)


def filters(ids: dict[str, int]) -> Iterator[BoardFilter]:
    for state in STATES:
        for org in (None, *(ids[key] for key in ("y-te", "y-te-1", "giam-dinh", "khoi"))):
            yield BoardFilter(org=org, state=state)  # type: ignore[arg-type]
        yield BoardFilter(kind="transfer_internal", state=state)  # type: ignore[arg-type]


def mixed(ids: dict[str, int], dice: Random) -> None:
    """Run cases of many kinds up to some step, close some, stop some, undo some."""
    admitted_until(dice.choice(["dossier", "cell_vote", "decision", "member_file"]), ids)
    for number in range(2, 12):
        kind = dice.choice(["transfer_internal", "exemption", "resignation", "suspension"])
        on = date(2026, 1, 5) + timedelta(days=dice.randrange(200))
        more = {"to_org": ids["giam-dinh"]} if kind == "transfer_internal" else {}
        facts = {"cause": "old_age"} if kind == "exemption" else {}
        case = opened(kind, on, person=f"y-te-1-{number}", facts=facts, **more)
        if kind == "transfer_internal" and dice.random() < 0.7:
            last = step(case, "introduction", on)
            if dice.random() < 0.3:
                undo_step(actor=OPERATOR, case=case.pk, step=last.pk, reason="nhầm")
        elif kind == "suspension":
            step(case, "proposal", on)
            step(case, "decision", on, "grassroots", facts={"end": on + timedelta(days=60)})
        if kind != "suspension" and dice.random() < 0.3:
            withdraw_case(actor=OPERATOR, case=case.pk, on=on, reason="thôi")


@pytest.mark.parametrize("seed", range(2))
def test_kept_board_is_the_one_worked_out(ids: dict[str, int], seed: int) -> None:
    mixed(ids, Random(seed))
    today = timezone.localdate()

    for narrowed in filters(ids):
        kept, worked = both(narrowed, today)
        assert told(kept) == told(worked)
        for stage in {each.stage for each in kept.stages if narrowed.org is None}:
            kept, worked = both(replace(narrowed, stage=stage), today)
            assert told(kept) == told(worked)
    assert first_difference() is None


def test_cases_of_cells_that_were_merged_are_found_where_they_went(ids: dict[str, int]) -> None:
    mixed(ids, Random(7))
    new = register_orgs(actor=OPERATOR, uids=["moi"])["moi"]
    result = {
        "org": new,
        "name": "Chi bộ Mới",
        "kind": "chi_bo_truc_thuoc",
        "superior": ids["y-te"],
    }
    change = {"change": "merge", "sources": [ids["y-te-1"], ids["y-te-2"]], "result": result}
    decide(actor=OPERATOR, on=date(2026, 10, 1), changes=[change])
    every = {**ids, "moi": new}

    for org in paths_on(OPERATOR, on=date(2026, 10, 2), known=None).values_list("org", flat=True):
        kept, worked = both(BoardFilter(org=org, state="all"), timezone.localdate())
        assert told(kept) == told(worked)
    here = board(
        actor=OPERATOR, on=timezone.localdate(), narrowed=BoardFilter(org=every["moi"], state="all")
    )
    assert len(here.rows) == Case.objects.filter(voided_by=None).count()


def test_a_page_of_the_board_is_as_many_statements_for_many_cases(ids: dict[str, int]) -> None:
    today = timezone.localdate()

    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            found = board(actor=OPERATOR, on=today, narrowed=BoardFilter(org=ids["y-te"]))
            assert len(found.rows) > 0
            assert len(found.rows[0:50]) > 0
        return len(asked)

    opened("resignation", date(2026, 1, 5), person="y-te-1-0")
    few = statements()
    for number in range(1, 19):
        opened("resignation", date(2026, 1, 5), person=f"y-te-1-{number}")

    assert statements() == few <= 16


def test_a_corrected_ceremony_moves_the_deadline(ids: dict[str, int]) -> None:
    case = admitted_until("ceremony", ids, back=1)
    later = Case.objects.get(person=case.person, kind="recognition", voided_by=None)
    assert (later.stage, later.due) == ("course", None)
    for code, by in (
        ("course", "superior"),
        ("self_review", "member"),
        ("sponsor_remarks", "cell"),
        ("opinions", "cell"),
    ):
        step(later, code, date(2025, 12, 1), by)
    later.refresh_from_db()
    assert (later.stage, later.due) == ("cell_vote", date(2026, 3, 23))
    act = Event.objects.get(person=case.person, change="admit", voided_by=None).act_id

    correct_events(actor=OPERATOR, act=act, on=date(2025, 2, 10), reason="ghi nhầm ngày")

    later.refresh_from_db()
    assert later.due == date(2026, 3, 31)
    kept, worked = both(BoardFilter(), timezone.localdate())
    assert told(kept) == told(worked)
    assert first_difference() is None


def test_open_cases_are_told_a_page_at_a_time(ids: dict[str, int]) -> None:
    opened("admission", date(2025, 9, 1), identity=CANDIDATE, org=ids["y-te-1"])
    for number in range(3):
        opened("resignation", date(2026, 1, 5), person=f"y-te-1-{number}")

    found = open_cases_in(actor=OPERATOR, orgs=[ids["y-te"]], on=timezone.localdate())
    past = open_cases_in(actor=OPERATOR, orgs=[ids["y-te"]], on=date(2025, 10, 1))

    assert (len(found), len(found[:2]), len(past)) == (4, 2, 1)
    none = open_cases_in(actor=OPERATOR, orgs=[ids["giam-dinh"]], on=timezone.localdate())
    assert list(none) == []
