"""Prove that PostgreSQL knows of a table that one act has filled."""

import pytest
from django.db import connection

from dangbo.base.bulk import insert_rows
from dangbo.orgs.models import Org

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.mark.parametrize(("added", "counted"), [(199, 0), (200, 200)])
def test_insert_rows_has_a_table_counted_that_it_makes_many_times_larger(
    added: int, counted: int
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE orgs_org")

        insert_rows(Org, ("uid", "invented"), ((f"o-{number}", False) for number in range(added)))

        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'orgs_org'")
        assert cursor.fetchone() == (counted,)
