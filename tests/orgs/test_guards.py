"""Prove that the databases themselves refuse what would break the register or the journal."""

from datetime import date

import pytest
from committing import _guards, committing
from django.db import DatabaseError, connection, transaction
from factories.ledgers import change
from factories.orgs import orgs

from dangbo.accounts.access import OPERATOR
from dangbo.orgs.commands import correct, decide

__all__ = ["_guards", "committing"]

BASE, COMMITTEE = "dang_bo_co_so", "dang_bo_cap_tren"
DAY = date(2020, 1, 1)
NEW = """
INSERT INTO orgs_orgversion (org_id, start, "end", name, short_name, kind, superior_id, code,
  sector, own_folded, name_folded, name_sort, basis_id, end_basis_id, opened_by_id, closed_by_id)
VALUES ({org}, '{start}', {end}, 'x', '', 'dang_bo_co_so', {superior}, '', '', 'x', 'x', 'x',
  1, {end_basis}, 1, {closed_by})
"""


@pytest.fixture
def register(db: None) -> list[int]:
    """Return a committee and two organisations below it, from 2020 on, and a spare one."""
    return settled()


def settled() -> list[int]:
    committee, one, two, spare = orgs(4)
    founded = [
        change("found", org=org, name=f"Đảng bộ {org}", kind=kind, superior=superior)
        for org, kind, superior in (
            (committee, COMMITTEE, None),
            (one, BASE, committee),
            (two, BASE, committee),
        )
    ]
    decide(actor=OPERATOR, on=DAY, changes=founded)
    return [committee, one, two, spare]


def new_version(org: int, start: str, end: str | None = None, superior: int | None = None) -> str:
    return NEW.format(
        org=org,
        start=start,
        end=f"'{end}'" if end else "NULL",
        superior=superior or "NULL",
        end_basis=1 if end else "NULL",
        closed_by=1 if end else "NULL",
    )


def run(*statements: str) -> None:
    """Run statements and have the database judge them as at the end of a transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        else:
            cursor.execute("DELETE FROM orgs_unchecked")


def refused(*statements: str) -> str:
    """Return with what words the database refuses statements."""
    with pytest.raises(DatabaseError) as raised:
        run(*statements)
    return str(raised.value)


def test_whole_statement_is_allowed_where_nothing_is_broken(register: list[int]) -> None:
    run(new_version(register[3], "2021-01-01", superior=register[0]))


@pytest.mark.parametrize(
    ("start", "end"),
    [("2019-01-01", None), ("2020-01-01", "2020-01-02"), ("2019-01-01", "2020-01-02")],
)
def test_overlapping_versions_are_refused(register: list[int], start: str, end: str | None) -> None:
    words = refused(new_version(register[1], start, end))

    assert "overlap" in words or "orgs_version_apart" in words or "one_start" in words


def test_version_up_to_the_day_on_which_the_next_begins_is_no_overlap(
    register: list[int],
) -> None:
    run(new_version(register[1], "2019-01-01", "2020-01-01"))


def test_superior_that_begins_later_is_refused(register: list[int]) -> None:
    words = refused(new_version(register[3], "2019-12-31", superior=register[0]))

    assert "a superior does not stand throughout" in words


def test_superior_that_never_stands_is_refused(register: list[int]) -> None:
    words = refused(new_version(register[1], "2019-01-01", "2019-02-01", superior=register[3]))

    assert "a superior does not stand throughout" in words


def test_superior_with_a_gap_is_refused(register: list[int]) -> None:
    spare = register[3]
    run(new_version(spare, "2020-01-01", "2020-02-01"), new_version(spare, "2020-02-02"))

    words = refused(new_version(register[1], "2019-01-01", "2020-01-01", superior=spare))

    assert "a superior does not stand throughout" in words


def test_superior_may_change_its_name_in_between(register: list[int]) -> None:
    spare = register[3]
    run(new_version(spare, "2018-01-01", "2019-02-01"), new_version(spare, "2019-02-01"))

    run(new_version(register[1], "2019-01-01", "2020-01-01", superior=spare))


def test_ending_above_others_is_refused(register: list[int]) -> None:
    words = refused(
        "UPDATE orgs_orgversion SET \"end\" = '2021-01-01', end_basis_id = 1, closed_by_id = 1 "
        f"WHERE org_id = {register[0]}"
    )

    assert "a superior does not stand throughout" in words


def test_voiding_above_others_is_refused(register: list[int]) -> None:
    words = refused(f"UPDATE orgs_orgversion SET voided_by_id = 1 WHERE org_id = {register[0]}")

    assert "a superior does not stand throughout" in words


def test_circle_is_refused(register: list[int]) -> None:
    committee, one, two, _ = register
    void = "UPDATE orgs_orgversion SET voided_by_id = 1 WHERE org_id IN ({}, {})"

    words = refused(
        void.format(one, two),
        new_version(one, "2020-01-01", superior=two),
        new_version(two, "2020-01-01", "2020-06-01", superior=committee),
        new_version(two, "2020-06-01", superior=one),
    )

    assert "an organisation stands above itself" in words


def test_two_that_stand_above_each_other_at_different_times_are_no_circle(
    register: list[int],
) -> None:
    committee, one, two, _ = register
    run(
        f"UPDATE orgs_orgversion SET voided_by_id = 1 WHERE org_id IN ({one}, {two})",
        new_version(one, "2020-01-01", "2020-06-01", superior=two),
        new_version(one, "2020-06-01", superior=committee),
        new_version(two, "2020-01-01", "2020-06-01", superior=committee),
        new_version(two, "2020-06-01", superior=one),
    )


@pytest.mark.parametrize(
    "change_made",
    [
        "start = '2019-01-01'",
        "name = 'y'",
        "kind = 'chi_bo_co_so'",
        "superior_id = NULL",
        "org_id = {spare}",
    ],
)
def test_dated_fact_is_never_edited(register: list[int], change_made: str) -> None:
    fields = change_made.format(spare=register[3])
    words = refused(f"UPDATE orgs_orgversion SET {fields} WHERE org_id = {register[1]}")

    assert "a dated fact is never edited in place" in words


@pytest.mark.parametrize("end", ["NULL", "'2022-01-01'"])
def test_end_once_set_stays(register: list[int], end: str) -> None:
    decide(actor=OPERATOR, on=date(2021, 1, 1), changes=[change("dissolve", org=register[2])])

    words = refused(f'UPDATE orgs_orgversion SET "end" = {end} WHERE org_id = {register[2]}')

    assert "a dated fact is never edited in place" in words


def test_dated_fact_is_never_deleted(register: list[int]) -> None:
    words = refused(f"DELETE FROM orgs_orgversion WHERE org_id = {register[1]}")

    assert "a dated fact is never deleted" in words


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ("\"end\" = '2020-01-01', end_basis_id = 1, closed_by_id = 1", "end_after_start"),
        ("\"end\" = '2021-01-01', end_basis_id = 1", "end_has_its_act"),
        ("\"end\" = '2021-01-01', closed_by_id = 1", "end_has_reason"),
        ("closed_by_id = 1", "end_has_its_act"),
        ("end_basis_id = 1", "end_has_reason"),
    ],
)
def test_end_that_is_not_whole_is_refused(
    register: list[int], fields: str, constraint: str
) -> None:
    words = refused(f"UPDATE orgs_orgversion SET {fields} WHERE org_id = {register[1]}")

    assert f"orgs_version_{constraint}" in words


@pytest.mark.usefixtures("committing")
def test_broken_register_cannot_be_committed() -> None:
    committee, *_, spare = settled()
    broken = new_version(spare, "2019-12-31", superior=committee)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(broken)

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM orgs_orgversion WHERE org_id = {spare}")
        assert cursor.fetchone() == (0,)


@pytest.mark.usefixtures("committing")
def test_acts_and_corrections_can_be_committed() -> None:
    committee, one, two, _ = settled()
    absorption = change("absorb", sources=[one], result=two)

    act = decide(actor=OPERATOR, on=date(2021, 1, 1), changes=[absorption])
    correct(actor=OPERATOR, act=act.seq, void=True, reason="nhầm")

    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT org_id, "end" FROM orgs_orgversion WHERE voided_by_id IS NULL ORDER BY org_id'
        )
        assert cursor.fetchall() == [(committee, None), (one, None), (two, None)]
