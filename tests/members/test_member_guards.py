"""Prove that the databases themselves keep the courses of members."""

from datetime import date

import pytest
from committing import _guards, committing
from django.db import DatabaseError, connection, transaction
from factories import small_membership, small_register
from factories.small_membership import happen

from dangbo.accounts.access import OPERATOR
from dangbo.members.commands import correct_events
from dangbo.members.models import Event, Person, Posting
from dangbo.orgs.models import Org

__all__ = ["_guards", "committing"]

POSTING = """
INSERT INTO members_posting (person_id, org_id, kind, start, "end", basis_id, end_basis_id,
  opened_by_id, closed_by_id) VALUES ({person}, {org}, '{kind}', '{start}', {end}, 1, {by}, 1, {by})
"""
STANDING = """
INSERT INTO members_standing (person_id, standing, activity, start, "end", basis_id, end_basis_id,
  opened_by_id, closed_by_id) VALUES ({person}, 'official', 'active', '{start}', {end}, 1, {by}, 1,
  {by})
"""
ATTRIBUTE = """
INSERT INTO members_attribute (person_id, kind, value, start, basis_id, opened_by_id)
VALUES ({person}, '{kind}', 'x', '{start}', 1, 1)
"""


def row(statement: str, person: str, start: str, end: str | None = None, **more: object) -> str:
    orgs = [0, *Org.objects.order_by("pk").values_list("pk", flat=True)]
    more["org"] = orgs[int(str(more.get("org", 1)))]
    return statement.format(
        person=Person.objects.get(uid=person).pk,
        start=start,
        end=f"'{end}'" if end else "NULL",
        by=1 if end else "NULL",
        **{"kind": "official", **more},
    )


def run(*statements: str) -> None:
    """Run statements and have the database judge them as at the end of a transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("DELETE FROM members_unchecked")


def refused(*statements: str) -> str:
    with pytest.raises(DatabaseError) as raised:
        run(*statements)
    return str(raised.value)


@pytest.fixture
def nobody(ids: dict[str, int]) -> str:
    """Return the key of a person without a course."""
    return Person.objects.create(uid="nobody").uid


def test_whole_course_is_allowed(nobody: str) -> None:
    run(
        row(POSTING, nobody, "2020-01-01", "2020-03-01"),
        row(POSTING, nobody, "2020-03-01", org=2),
        row(STANDING, nobody, "2020-01-01", "2020-02-01"),
        row(STANDING, nobody, "2020-02-01"),
        row(POSTING, nobody, "2020-02-01", kind="temporary"),
    )


@pytest.mark.parametrize(
    "days",
    [
        [("2020-01-01", None), ("2020-01-02", None)],
        [("2020-01-01", "2020-02-01"), ("2020-01-31", "2020-03-01")],
        [("2020-01-05", "2020-01-06"), ("2020-01-01", "2020-02-01")],
    ],
)
def test_overlapping_spans_are_refused(nobody: str, days: list[tuple[str, str | None]]) -> None:
    for statement in (POSTING, STANDING):
        assert "overlap" in refused(*(row(statement, nobody, *each) for each in days))


def test_spans_of_other_tracks_may_overlap(nobody: str) -> None:
    one = row(ATTRIBUTE, nobody, "2020-01-01", kind="theory")

    run(one, row(ATTRIBUTE, nobody, "2020-01-01", kind="education"))
    assert "overlap" in refused(row(ATTRIBUTE, nobody, "2020-06-01", kind="theory"))


@pytest.mark.parametrize(
    "courses",
    [
        [(POSTING, "2020-01-01", None)],
        [(STANDING, "2020-01-01", None)],
        [(POSTING, "2020-01-01", None), (STANDING, "2020-01-02", None)],
        [(POSTING, "2020-01-01", "2020-05-01"), (STANDING, "2020-01-01", None)],
        [
            (POSTING, "2020-01-01", "2020-02-01"),
            (POSTING, "2020-02-02", None),
            (STANDING, "2020-01-01", None),
        ],
    ],
)
def test_days_of_postings_and_standings_must_be_the_same(
    nobody: str, courses: list[tuple[str, str, str | None]]
) -> None:
    words = refused(*(row(each, nobody, start, end) for each, start, end in courses))

    assert "the days of postings and of standings differ" in words


def test_voiding_one_of_both_is_refused(ids: dict[str, int]) -> None:
    void = "UPDATE members_standing SET voided_by_id = 1 WHERE person_id = {}"
    person = Person.objects.get(uid="dung").pk

    assert "differ" in refused(void.format(person))


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("posting", "org_id = 1"),
        ("posting", "start = '2001-01-01'"),
        ("posting", "kind = 'temporary'"),
        ("standing", "standing = 'other'"),
        ("standing", "counted_from = '2001-01-01'"),
        ("event", "change = 'die'"),
        ("event", "\"on\" = '2001-01-01'"),
        ("carry", "result_id = 1"),
    ],
)
def test_dated_fact_is_never_edited(ids: dict[str, int], table: str, change: str) -> None:
    assert "a dated fact is never edited in place" in refused(
        f"UPDATE members_{table} SET {change}"
    )


def test_end_once_set_stays(ids: dict[str, int]) -> None:
    person = Person.objects.get(uid="an").pk
    for end in ("NULL, end_basis_id = NULL, closed_by_id = NULL", "'2030-01-01'"):
        words = refused(
            f'UPDATE members_standing SET "end" = {end} '
            f'WHERE person_id = {person} AND "end" IS NOT NULL'
        )
        assert "a dated fact is never edited in place" in words


@pytest.mark.parametrize(
    "table", ["posting", "standing", "event", "carry", "identity", "attribute", "number", "sheet"]
)
def test_dated_fact_is_never_deleted(ids: dict[str, int], table: str) -> None:
    one = {"person": "an", "change": "number", "kind": "card", "value": "10123456"}
    body = {"person": "an", "change": "sheet", "group": "family", "body": {"father": "X"}}
    value = {"person": "an", "change": "attribute", "kind": "theory", "value": "so_cap"}
    happen(date(2020, 1, 1), one, body, value)

    assert "a dated fact is never deleted" in refused(f"DELETE FROM members_{table}")


@pytest.mark.usefixtures("committing")
def test_broken_course_cannot_be_committed() -> None:
    small_membership.build(small_register.build())
    broken = row(POSTING, "dung", "2009-01-01", "2009-02-01")

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(broken)

    assert Posting.objects.filter(start=date(2009, 1, 1)).count() == 0


@pytest.mark.usefixtures("committing")
def test_events_and_corrections_can_be_committed() -> None:
    small_membership.build(small_register.build())
    act = Event.objects.get(person__uid="em", change="admit").act_id

    correct_events(actor=OPERATOR, act=act, void=True, reason="nhầm")

    assert Posting.objects.filter(person__uid="em", voided_by=None).count() == 0
