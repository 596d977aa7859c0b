"""Prepare what the tests of reports share: a province, a committee, four below, five members."""

from collections.abc import Mapping

import pytest
from returns.register import build


@pytest.fixture
def ids(db: None) -> Mapping[str, int]:
    """Fill the register as it was known in 2021, and return the ids of the organisations."""
    return build()
