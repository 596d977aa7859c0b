"""Prove that PostgreSQL knows of a table that one act has filled."""

import pytest
from django.db import connection

from dangbo.audit.models import Payload
from dangbo.base.bulk import insert_rows

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.mark.parametrize(("added", "counted"), [(199, 0), (200, 200)])
def test_insert_rows_has_a_table_counted_that_it_makes_many_times_larger(
    added: int, counted: int
) -> None:
    # What is counted outlives the test, so the table is one that no other test joins.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE audit_payload")

        insert_rows(Payload, ("digest", "body"), ((f"{number}", "{}") for number in range(added)))

        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'audit_payload'")
        assert cursor.fetchone() == (counted,)
