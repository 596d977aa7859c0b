"""Prepare what the tests of columns share: a small register that is counted as a large one is."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings
from factories import small_membership, small_register

from dangbo.columns.queries.holding import forget

HELD = {
    "an": (("education", "dai_hoc"), ("theory", "trung_cap"), ("occupation", "chu_doanh_nghiep")),
    "binh": (("education", "cao_dang"),),
    "chau": (("education", "thac_si"), ("theory", "cao_cap"), ("residential_cell", "Chi bộ 1")),
    "dung": (("theory", "cu_nhan"),),
}


@pytest.fixture
def as_large(settings: LazySettings, tmp_path: Path) -> Iterator[Path]:
    """Count every register from columns, kept where nobody else keeps any."""
    settings.COLUMNS_FROM = 0
    settings.COLUMNS_ROOT = tmp_path / "columns"
    forget()
    yield tmp_path / "columns"
    forget()


def filled() -> dict[str, int]:
    """Return the ids of the small register's organisations by key, with described members."""
    ids = small_register.build()
    small_membership.build(ids)
    small_membership.happen(
        date(2016, 6, 1),
        *(
            {"change": "attribute", "person": person, "kind": kind, "value": value}
            for person, held in HELD.items()
            for kind, value in held
        ),
    )
    return ids


@pytest.fixture
def ids(db: None) -> dict[str, int]:
    """Return the ids of the small register's organisations by key."""
    return filled()
