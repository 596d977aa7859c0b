"""Prove that the databases themselves keep the courses of posts."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from posts.test_commands import begin, decided

from dangbo.posts.models import Declaration, Entry, Plan, Post, Term

ON = date(2020, 3, 1)
MODELS = {"post": Post, "term": Term, "plan": Plan, "declaration": Declaration, "entry": Entry}


@pytest.fixture
def filled(ids: dict[str, int]) -> dict[str, int]:
    """Record one of each thing that posts follow, the post with an end."""
    khoi = ids["khoi"]
    place = {"person": "an", "org": khoi, "body": "bch", "title": "uv_bch"}
    outside = {"person": "an", "title": "Ủy viên", "outside": "Tỉnh ủy", "level": "tinh"}
    decided(
        ON,
        begin("an", khoi, "uv_bch"),
        {"change": "begin", "side": "party", **outside},
        {"change": "seats", "org": khoi, "body": "bch", "seats": 3},
        {"change": "plan", "term": "2025-2030", **place},
        {"change": "declare", "person": "an", "year": 2019, "kind": "yearly", "status": "done"},
    )
    decided(date(2022, 5, 1), {"change": "end", "reason": "retired", **place})
    return ids


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def refused(statement: str) -> str:
    with pytest.raises(DatabaseError) as raised:
        run(statement)
    return str(raised.value)


def copied(name: str, **changed: Any) -> str:
    """Return the statement that writes the first row of a table again with other values."""
    model = MODELS[name]
    columns = [each.column for each in model._meta.concrete_fields if not each.primary_key]
    values = [changed.get(each, f'"{each}"') for each in columns]
    quoted = ", ".join(f'"{each}"' for each in columns)
    first = f"SELECT id FROM posts_{name} ORDER BY id LIMIT 1"
    chosen = f"SELECT {', '.join(values)} FROM posts_{name} WHERE id = ({first})"
    return f"INSERT INTO posts_{name} ({quoted}) {chosen}"


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("post", "title = 'bi_thu'"),
        ("post", "start = '2001-01-01'"),
        ("post", "how = 'appointed'"),
        ("post", "outside = 'x'"),
        ("term", "seats = 99"),
        ("term", "start = '2001-01-01'"),
        ("plan", "term = '2030-2035'"),
        ("declaration", "status = 'due'"),
        ("entry", "change = 'end'"),
        ("entry", "\"on\" = '2001-01-01'"),
    ],
)
def test_a_dated_fact_is_never_edited(filled: dict[str, int], table: str, change: str) -> None:
    assert "never edited in place" in refused(f"UPDATE posts_{table} SET {change}")


def test_an_end_once_set_stays(filled: dict[str, int]) -> None:
    ended = 'UPDATE posts_post SET "end" = {} WHERE "end" IS NOT NULL'

    assert "never edited in place" in refused(ended.format("'2030-01-01'"))
    assert "never edited in place" in refused(ended.format("NULL, end_basis_id = NULL"))


@pytest.mark.parametrize("table", list(MODELS))
def test_a_dated_fact_is_never_deleted(filled: dict[str, int], table: str) -> None:
    assert "never deleted" in refused(f"DELETE FROM posts_{table}")


@pytest.mark.parametrize("table", ["post", "term", "plan", "declaration"])
def test_spans_of_one_track_never_overlap(filled: dict[str, int], table: str) -> None:
    sooner = {"start": "'2019-01-01'", "end": "'2020-03-02'", "end_basis_id": "basis_id"}

    assert "overlap" in refused(copied(table, start="'2020-03-02'"))
    assert "overlap" in refused(copied(table, closed_by_id="opened_by_id", **sooner))


def test_spans_beside_each_other_and_of_other_tracks_are_allowed(filled: dict[str, int]) -> None:
    before = {"start": "'2019-01-01'", "end": "'2020-03-01'", "end_basis_id": "basis_id"}
    run(copied("post", closed_by_id="opened_by_id", end_reason="'other'", **before))
    run(copied("term", body="'btv'"))
    run(copied("declaration", year="2018"))
    run(copied("plan", term="'2030-2035'"))

    assert Post.objects.filter(start=date(2019, 1, 1), end=ON).count() == 1
    assert Term.objects.count() == Declaration.objects.count() == Plan.objects.count() == 2


def test_posts_outside_the_register_are_one_track_too(filled: dict[str, int]) -> None:
    held = Post.objects.get(org=None)
    columns = [each.column for each in Post._meta.concrete_fields if not each.primary_key]
    quoted = ", ".join(f'"{each}"' for each in columns)
    later = quoted.replace('"start"', "'2021-01-01'")
    again = f"INSERT INTO posts_post ({quoted}) SELECT {later} FROM posts_post WHERE id = {held.pk}"

    assert "overlap" in refused(again)


def test_voided_rows_may_overlap(filled: dict[str, int]) -> None:
    run(copied("term", start="'2020-06-01'", voided_by_id="opened_by_id"))

    assert Term.objects.filter(voided_by=None).count() == 1
