"""Fill the small register and its members."""

import pytest
from factories import small_membership, small_register


@pytest.fixture
def ids(db: None) -> dict[str, int]:
    """Return the ids of the small register's organisations by key, with members in them."""
    found = small_register.build()
    small_membership.build(found)
    return found
