"""Prepare what the tests of forms share: the small register with described members in it."""

from datetime import date

import pytest
from django.test import Client
from factories import small_membership, small_register

from dangbo.accounts.models import User

HELD = {
    "an": (("education", "dai_hoc"), ("theory", "trung_cap"), ("occupation", "chu_doanh_nghiep")),
    "binh": (("education", "cao_dang"), ("head_of_agency", "co")),
    "chau": (("education", "thac_si"), ("theory", "cao_cap"), ("residential_cell", "Chi bộ 1")),
    "dung": (("theory", "cu_nhan"),),
}


@pytest.fixture
def ids(db: None) -> dict[str, int]:
    """Return the ids of the small register's organisations by key, with members in them."""
    found = small_register.build()
    small_membership.build(found)
    small_membership.happen(
        date(2016, 6, 1),
        *(
            {"change": "attribute", "person": person, "kind": kind, "value": value}
            for person, held in HELD.items()
            for kind, value in held
        ),
    )
    return found


@pytest.fixture
def officer(db: None, client: Client) -> Client:
    """Return a browser in which an officer is signed in."""
    client.force_login(User.objects.create(username="van-phong", first_name="Lan"))
    return client
