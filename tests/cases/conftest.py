"""Fill the small register with members enough to vote, and open cases among them."""

from datetime import date

import pytest
from cases.samples import settle
from django.contrib.auth import get_user_model
from django.test import Client
from factories import small_register


@pytest.fixture
def ids(db: None) -> dict[str, int]:
    """Return the ids of the small register's organisations by key, its cells with members."""
    found = small_register.build()
    settle(found, on=date(2019, 2, 1))
    return found


@pytest.fixture
def officer(db: None, client: Client) -> Client:
    """Return a signed-in browser."""
    client.force_login(get_user_model().objects.create(username="van-phong", first_name="Lan"))
    return client
