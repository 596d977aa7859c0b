"""Prepare what the tests of reports share: a province, a committee, four below, five members."""

from collections.abc import Mapping

import pytest
from django.test import Client
from returns.register import build

from dangbo.accounts.models import User


@pytest.fixture
def ids(db: None) -> Mapping[str, int]:
    """Fill the register as it was known in 2021, and return the ids of the organisations."""
    return build()


@pytest.fixture
def officer(db: None, client: Client) -> Client:
    """Return a browser in which an officer is signed in."""
    client.force_login(User.objects.create(username="van-phong", first_name="Lan"))
    return client
