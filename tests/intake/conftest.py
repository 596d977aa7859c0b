"""Fill the small register and its members, and name who takes lists in."""

import pytest
from desk.samples import person
from factories import small_membership, small_register

from dangbo.accounts.access import Actor


@pytest.fixture
def ids(db: None) -> dict[str, int]:
    """Return the ids of the small register's organisations by key, with members in them."""
    found = small_register.build()
    small_membership.build(found)
    return found


@pytest.fixture
def officer(db: None) -> Actor:
    """Return the officer who takes lists in."""
    return person("to-chuc")
