"""Prepare what the tests of columns share: a small register that is counted as a large one is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from factories import described_members

from dangbo.columns.queries.holding import forget


@pytest.fixture
def as_large(settings: LazySettings, tmp_path: Path) -> Iterator[Path]:
    """Count every register from columns, kept where nobody else keeps any."""
    settings.COLUMNS_FROM = 0
    settings.COLUMNS_ROOT = tmp_path / "columns"
    forget()
    yield tmp_path / "columns"
    forget()


@pytest.fixture
def ids(db: None) -> dict[str, int]:
    """Return the ids of the small register's organisations by key, with members in them."""
    return described_members.build()
