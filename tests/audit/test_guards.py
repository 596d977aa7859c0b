"""Prove that the databases themselves keep the journal append-only, gap-free and in order."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from dangbo.accounts.access import OPERATOR
from dangbo.audit.commands import LARGE, record

pytestmark = pytest.mark.django_db

INSERT = """
INSERT INTO audit_act (seq, at, recorded, actor, code, paper, reason, params, payload, invented)
VALUES ({seq}, '2026-01-02 00:00:00+00:00', '{recorded}', 'x', 'x', '', '', '{{}}', '', false)
"""


@pytest.fixture(autouse=True)
def _three_acts() -> None:
    for day, params in ((1, {}), (2, {}), (2, {"text": "x" * LARGE})):
        record(actor=OPERATOR, code="x", recorded=date(2026, 1, day), params=params)


def refused(statement: str) -> str:
    """Return with what words the database refuses a statement."""
    with (
        pytest.raises(DatabaseError) as raised,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    return str(raised.value)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_act SET reason = 'y' WHERE seq = 1",
        "UPDATE audit_act SET recorded = '2030-01-01'",
        "DELETE FROM audit_act WHERE seq = 2",
        "DELETE FROM audit_act",
        "UPDATE audit_payload SET body = '{}'",
        "DELETE FROM audit_payload",
    ],
)
def test_journal_is_append_only(statement: str) -> None:
    assert "the journal is append-only" in refused(statement)


@pytest.mark.postgres
@pytest.mark.parametrize("table", ["audit_act", "audit_payload"])
def test_journal_cannot_be_truncated(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    assert "the journal is append-only" in refused(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("seq", [0, 2, 5, 6])
def test_journal_has_no_gaps(seq: int) -> None:
    assert "the journal has no gaps" in refused(INSERT.format(seq=seq, recorded="2026-01-03"))


def test_journal_is_in_order_of_knowledge() -> None:
    words = refused(INSERT.format(seq=4, recorded="2026-01-01"))

    assert "the journal is in order of knowledge" in words


def test_next_act_of_the_same_day_is_taken() -> None:
    with connection.cursor() as cursor:
        cursor.execute(INSERT.format(seq=4, recorded="2026-01-02"))
        cursor.execute("SELECT MAX(seq) FROM audit_act")
        assert cursor.fetchone() == (4,)
