"""Prepare what the tests of posts share: a register of organisations with some persons."""

from collections.abc import Mapping
from datetime import date

import pytest
from factories import small_register
from factories.built_once import built_once

from dangbo.accounts.access import OPERATOR
from dangbo.members.commands import record_events

MEMBERS = {
    "an": ("Nguyễn Văn An", "khoi"),
    "binh": ("Trần Thị Bình", "y-te-1"),
    "cuong": ("Lê Mạnh Cường", "y-te-1"),
    "dung": ("Phạm Thùy Dung", "y-te-2"),
    "em": ("Đỗ Văn Em", "bao-dai"),
}


@built_once
def enter_members(orgs: Mapping[str, int]) -> None:
    """Make a few persons official members on 1 Jan 2019."""
    record_events(
        actor=OPERATOR,
        on=date(2019, 1, 1),
        events=[
            {
                "change": "enter",
                "person": uid,
                "org": orgs[org],
                "standing": "official",
                "identity": {"name": name},
            }
            for uid, (name, org) in MEMBERS.items()
        ],
        invented=True,
        recorded=date(2021, 3, 2),
    )


@pytest.fixture
def ids(db: None) -> dict[str, int]:
    """Fill the register, make a few persons members, and return the organisations."""
    found = small_register.build()
    enter_members(found)
    return found
