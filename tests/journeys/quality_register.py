"""Fill the register for journeys of record quality: members whose records are good and bad."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.urls import resolve
from journeys.desk_register import unflushed
from journeys.moved_clock import SetDay, set_day
from journeys.register import empty
from pytest_django import DjangoDbBlocker
from quality.conftest import enter, stand

from dangbo.quality.queries.figures import TRENDS
from dangbo.quality.queries.pairs import FOUND

__all__ = ["quality_register", "set_day", "unflushed"]
TODAY = "01/09/2026"


def forget() -> None:
    """Let what this process keeps of another register go."""
    FOUND.forget()
    TRENDS.forget()


@pytest.fixture
def quality_register(
    unflushed: None,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    set_day: SetDay,
) -> Iterator[None]:
    """Fill the register anew for one test, and empty it afterwards."""
    with django_db_blocker.unblock():
        set_day(TODAY)
        forget()
        enter(stand())
        resolve("/")
        connection.close()
        yield
        empty()
        forget()
