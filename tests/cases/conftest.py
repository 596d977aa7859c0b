"""Fill the small register with members enough to vote, and open cases among them."""

from datetime import date

import pytest
from cases.samples import settle
from factories import small_register


@pytest.fixture
def ids(db: None) -> dict[str, int]:
    """Return the ids of the small register's organisations by key, its cells with members."""
    found = small_register.build()
    settle(found, on=date(2019, 2, 1))
    return found
