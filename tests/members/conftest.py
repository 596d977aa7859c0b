"""Fill the small register and its members."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from factories import small_membership, small_register

from dangbo.accounts.models import User


@pytest.fixture
def ids(db: None) -> dict[str, int]:
    """Return the ids of the small register's organisations by key, with members in them."""
    found = small_register.build()
    small_membership.build(found)
    return found


@pytest.fixture
def officer(client: Client) -> Client:
    """Return a browser in which an officer is signed in."""
    client.force_login(User.objects.create(username="van-phong", first_name="Lan"))
    return client


@pytest.fixture
def statements(officer: Client) -> Callable[[str], int]:
    """Return a count of the statements that a page asks of the database."""

    def count(address: str) -> int:
        officer.get(address)  # what is cached for good is asked for once
        with CaptureQueriesContext(connection) as queries:
            answer = officer.get(address)
        assert answer.status_code == 200
        return len(queries)

    return count
