"""Give accounts with roles of their own over a small register."""

from collections.abc import Mapping
from datetime import date

import pytest
from django.test import Client
from factories import small_register

from dangbo.accounts.access import OPERATOR
from dangbo.accounts.models import User
from dangbo.members.commands import record_events
from dangbo.rights.commands import grant_role

START = date(2023, 1, 2)
ROLES = {
    "to-chuc": ("organisation", None),
    "nganh-y": ("organisation", "y-te"),
    "van-phong": ("office", "khoi"),
    "moi": ("", None),
}


@pytest.fixture
def ids(db: None) -> dict[str, int]:
    """Fill the register, make one person a member, and return the organisations."""
    found = small_register.build()
    person = {"change": "enter", "person": "an", "org": found["y-te-1"], "standing": "official"}
    event = {**person, "identity": {"name": "Nguyễn Văn An"}}
    record_events(
        actor=OPERATOR,
        on=date(2019, 1, 1),
        events=[event],
        invented=True,
        recorded=date(2021, 3, 2),
    )
    return found


@pytest.fixture
def grants(ids: Mapping[str, int]) -> dict[str, int]:
    """Give accounts their roles; return the act of each."""
    found = {}
    for username, (role, org) in ROLES.items():
        User.objects.create(username=username, first_name=username, demonstration=True)
        if role:
            given = {"username": username, "role": role, "start": START, "reason": "Phân công"}
            act = grant_role(actor=OPERATOR, org=ids[org] if org else None, **given)
            found[username] = act.seq
    return found


@pytest.fixture
def clients(grants: Mapping[str, int]) -> dict[str, Client]:
    """Return a signed-in client of each account."""
    found = {username: Client() for username in ROLES}
    for username, client in found.items():
        client.force_login(User.objects.get(username=username))
    return found
