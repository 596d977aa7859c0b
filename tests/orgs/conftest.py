"""Prepare what the tests of pages share: a signed-in officer, a small register, a count."""

import pytest
from factories import small_register


@pytest.fixture
def ids(db: None) -> dict[str, int]:
    """Fill the register and return the ids of its organisations by key."""
    return small_register.build()
