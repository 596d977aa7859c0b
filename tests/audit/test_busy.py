"""Prove that a page which cannot be noted says so, while somebody else writes for long."""

import sqlite3
from collections.abc import Iterator

import pytest
from committing import _guards, committing  # noqa: F401 - fixtures
from django.db import connection
from django.test import Client

from dangbo.accounts.models import User
from dangbo.audit.models import Access

pytestmark = [
    pytest.mark.usefixtures("committing"),
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="only SQLite has one writer at a time"
    ),
]
LOG = "/lam-viec/nhat-ky/"


@pytest.fixture
def somebody_writes() -> Iterator[None]:
    """Hold the place of the one writer, from another connection."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
        cursor.execute("PRAGMA database_list")
        path = cursor.fetchone()[2]
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()
    connection.close()


def test_a_page_that_cannot_be_noted_is_not_shown(
    client: Client, request: pytest.FixtureRequest
) -> None:
    client.force_login(User.objects.create_user("lan"))
    client.get(LOG)
    noted = Access.objects.count()
    request.getfixturevalue("somebody_writes")

    answer = client.get(LOG)

    assert answer.status_code == 503
    assert "Xin thử lại sau ít phút" in answer.content.decode()
    assert Access.objects.count() == noted
