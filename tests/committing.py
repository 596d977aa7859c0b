"""Let tests commit: the guards, which forbid deleting, are down while Django empties the tables."""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

GUARDED = (
    "SELECT DISTINCT event_object_table FROM information_schema.triggers "
    "UNION SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "WHERE NOT t.tgisinternal"
)


def take_down() -> list[str]:
    """Take every trigger away, and return the statements that put them up again."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(GUARDED)
            tables = [name for (name,) in cursor.fetchall()]
            for name in tables:
                cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
            return [f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in tables]
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        return [statement for _, statement in triggers]


@pytest.fixture
def _guards(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """Put the guards up again once the tables are empty: the last thing of all."""
    statements: list[str] = []
    yield statements
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        connection.close()


@pytest.fixture
def committing(_guards: list[str], transactional_db: None) -> Iterator[None]:
    """Let a test, and threads of its own, write and commit as in use."""
    yield
    _guards += take_down()
