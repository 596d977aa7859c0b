"""Prove that what is offered while one types is narrowed before it is cut off."""

from datetime import date
from typing import Any

import pytest
from factories.small_membership import happen, identity
from rights import matrix

from dangbo.accounts.access import OPERATOR, actor_of
from dangbo.accounts.models import User
from dangbo.cases.queries.people import MOST, persons_named
from dangbo.rights.commands import grant_role

pytestmark = [pytest.mark.django_db, pytest.mark.by_grants]
CAME = date(2020, 1, 6)


def test_those_out_of_sight_take_no_place_in_the_list() -> None:
    ids = matrix.fill()

    def entered(uid: str, name: str, org: str) -> None:
        who: dict[str, Any] = {**identity("an"), "name": name}
        entry = {"change": "enter", "person": uid, "org": ids[org], "standing": "official"}
        happen(CAME, {**entry, "identity": who})

    for number in range(MOST):
        entered(f"khac-{number}", f"Đinh Văn {'ABCDEĐGHIKLM'[number]}", "bao-dai")
    entered("nha", "Đinh Văn Vui", "y-te-1")
    user = User.objects.create(username="can-bo", demonstration=True)
    told: dict[str, Any] = {"role": "grassroots_officer", "org": ids["y-te"]}
    grant_role(actor=OPERATOR, username="can-bo", start=date(2021, 1, 4), reason="ví dụ", **told)

    assert [each.uid for each in persons_named(actor=actor_of(user), text="đinh văn")] == ["nha"]
    assert len(persons_named(actor=OPERATOR, text="đinh văn")) == MOST
