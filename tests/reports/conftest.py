"""Prepare what the tests of indicators share: the small register with described members in it."""

import pytest
from factories import described_members


@pytest.fixture
def ids(db: None) -> dict[str, int]:
    """Return the ids of the small register's organisations by key, with members in them."""
    return described_members.build()
