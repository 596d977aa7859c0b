"""Hold acts foreseen one upon the other against the tables, once they are recorded."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from factories import small_register
from factories.orgs import PARTY, STATE, orgs, record, tables
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracle.histories import Setting, history
from oracle.journal import Raw

from dangbo.accounts.access import OPERATOR
from dangbo.orgs.commands import Foresight
from dangbo.orgs.replay import Tables
from dangbo.rules.corrections import Correction
from dangbo.rules.projection import Projection, Reader

pytestmark = pytest.mark.django_db

SEEDS = st.lists(st.integers(0, 2**32 - 1), min_size=4, max_size=14)
shared = settings(
    max_examples=settings().max_examples // 4,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def everybody() -> list[int]:
    """Return the ids of organisations that histories may be about."""
    return orgs(12)


@pytest.mark.parametrize("setting", [PARTY, STATE], ids=["party", "state"])
@shared
@given(seeds=SEEDS, size=st.integers(1, 6))
def test_acts_foreseen_in_a_row_do_what_they_do_when_recorded(
    everybody: list[int], setting: Setting, seeds: list[int], size: int
) -> None:
    told = history(setting, everybody, seeds)

    with transaction.atomic():
        for rows in in_rows(told.journal, size):
            before = tables()
            foresight = Foresight(OPERATOR)
            foreseen = [foresee(foresight, act) for act in rows]
            assert tables() == before
            for act in rows:
                record(act)
            assert [each.outcome.verdict.against for each in foreseen] == [()] * len(rows)
            assert believed(foresight.then, everybody) == believed(Tables(), everybody)
        transaction.set_rollback(True)


def in_rows(journal: list[Raw], size: int) -> Iterator[list[Raw]]:
    """Cut a journal into rows of acts, none of which corrects another of the same row."""
    row: list[Raw] = []
    for act in journal:
        targets = {item["corrects"] for item in act.get("items", ())}
        taken = {each["seq"] for each in row}
        taken |= {item["corrects"] for each in row for item in each.get("items", ())}
        if row and (targets & taken or len(row) == size):
            yield row
            row = []
        row.append(act)
    if row:
        yield row


def foresee(foresight: Foresight, act: Raw) -> Projection:
    if act["kind"] == "decided":
        return foresight.decide(on=act["on"], changes=act["changes"])
    return foresight.correct([Correction(item["corrects"], item["on"]) for item in act["items"]])


def believed(reader: Reader, everybody: list[int]) -> Any:
    """Return what a reader believes of everybody: versions and places, whatever their rows."""
    versions, paths = reader.versions(everybody), reader.paths(everybody)
    return {
        org: ([each.version for each in versions[org]], sorted(_places(paths.get(org, ()))))
        for org in everybody
    }


def _places(rows: Any) -> list[tuple[date, date, str]]:
    return [(start, end or date.max, path) for _, start, end, path in rows]


def test_what_was_read_of_later_days_does_not_hide_who_stood_before() -> None:
    ids = small_register.build()
    retyped = {"change": "retype", "org": ids["y-te"], "kind": "chi_bo_co_so"}
    foresight = Foresight(OPERATOR)

    foresight.decide(on=date(2026, 1, 1), changes=[retyped])
    found = foresight.decide(on=date(2017, 1, 1), changes=[retyped]).outcome.verdict.against

    alone = Foresight(OPERATOR).decide(on=date(2017, 1, 1), changes=[retyped])
    assert {(each.code, each.fact("org")) for each in found} == {
        (each.code, each.fact("org")) for each in alone.outcome.verdict.against
    }
    assert len(found) == 2
