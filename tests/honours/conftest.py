"""Prepare what the tests of honours share: members of many years in a small register."""

from datetime import date
from typing import Any

import pytest
from factories import small_register
from factories.built_once import built_once

from dangbo.accounts.access import OPERATOR
from dangbo.members.commands import record_events

ENTERED = date(2022, 1, 1)
# Name, organisation, first day of the Party age: what each is at the round of 19 May 2025.
MEMBERS = {
    "an": ("Nguyễn Văn An", "y-te-1", date(1975, 5, 19)),  # 50 years on the very day
    "binh": ("Trần Thị Bình", "y-te-1", date(1975, 5, 20)),  # a day short of 50: 45 is due
    "cuong": ("Lê Mạnh Cường", "y-te-2", date(1995, 2, 3)),  # 30 since the round before
    "dung": ("Phạm Thùy Dung", "bao-dai", date(1994, 1, 1)),  # 30 long since
    "em": ("Đỗ Văn Em", "bao-dai", date(1996, 5, 19)),  # early by exactly twelve months
    "phuong": ("Vũ Thị Phượng", "bao-dai", date(1996, 5, 20)),  # not even early
    "giang": ("Hoàng Văn Giang", "y-te-1", date(1980, 1, 1)),  # suspended: 45 waits
    "hoa": ("Bùi Thị Hoa", "y-te-1", date(1964, 9, 2)),  # exempt: 60 all the same
    "khanh": ("Ngô Văn Khánh", "y-te-2", date(1965, 5, 1)),  # died on 1 Apr 2025
    "lan": ("Đinh Thị Lan", "y-te-2", date(2015, 1, 1)),  # years to go
}
RECORDED = date(2025, 4, 10)


@built_once
def enter(orgs: dict[str, int]) -> None:
    """Make the members official, one suspended, one exempt, one dead."""
    events = [
        {
            "change": "enter",
            "person": uid,
            "org": orgs[org],
            "standing": "official",
            "counted_from": since,
            "admitted": since,
            "identity": {"name": name, "birth": date(1950, 3, 2)},
        }
        for uid, (name, org, since) in MEMBERS.items()
    ]
    more: dict[str, Any] = {"actor": OPERATOR, "invented": True, "recorded": RECORDED}
    record_events(on=ENTERED, events=events, **more)
    for on, change, uid in [
        (date(2025, 1, 5), "suspend", "giang"),
        (date(2025, 1, 5), "exempt", "hoa"),
        (date(2025, 4, 1), "die", "khanh"),
    ]:
        record_events(on=on, events=[{"change": change, "person": uid}], **more)


@pytest.fixture
def ids(db: None) -> dict[str, int]:
    """Fill the register, make persons members, and return the organisations."""
    found: dict[str, int] = small_register.build()
    enter(found)
    return found
