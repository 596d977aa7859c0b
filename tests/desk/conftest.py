"""Fill the small register, and name those who work on drafts."""

import pytest
from desk.samples import person
from factories import small_register

from dangbo.accounts.access import Actor


@pytest.fixture
def ids(db: None) -> dict[str, int]:
    """Return the ids of the small register's organisations by key."""
    return small_register.build()


@pytest.fixture
def officer(db: None) -> Actor:
    """Return the officer who drafts."""
    return person("to-chuc")


@pytest.fixture
def colleague(db: None) -> Actor:
    """Return another officer."""
    return person("van-phong")
