"""Prepare what the tests of pages share: a signed-in officer, a small register, a count."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from factories import small_register

from dangbo.accounts.models import User

Counter = Callable[[str], int]


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(User.objects.create(username="van-phong", first_name="Lan"))
    return client


@pytest.fixture
def ids(db: None) -> dict[str, int]:
    """Fill the register and return the ids of its organisations by key."""
    return small_register.build()


@pytest.fixture
def statements(officer: Client) -> Counter:
    """Return a count of the statements that a page asks of the database."""

    def count(address: str) -> int:
        officer.get(address)  # what is cached for good is asked for once
        with CaptureQueriesContext(connection) as queries:
            answer = officer.get(address)
        assert answer.status_code == 200
        return len(queries)

    return count
