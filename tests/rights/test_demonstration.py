"""The accounts to try the register with have the roles that their names say."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from dangbo.accounts.access import OPERATOR, Actor, actor_of
from dangbo.accounts.commands import OFFICES, open_demonstration_accounts
from dangbo.accounts.models import User
from dangbo.posts.commands import record_posts
from dangbo.rights.replay import first_difference
from dangbo.rules.rights import ACCOUNT_MANAGE, AUDIT_READ, CASE_PREPARE, MEMBER_CHANGE, ORG_CHANGE

pytestmark = [pytest.mark.django_db, pytest.mark.by_grants]


def actor(username: str) -> Actor:
    return actor_of(User.objects.get(username=username))


def test_each_account_may_what_its_office_does(ids: Mapping[str, int], tmp_path: Path) -> None:
    begin = {"change": "begin", "person": "an", "how": "elected"}
    cell = {**begin, "org": ids["y-te-1"], "body": "chi_bo", "title": "bi_thu_chi_bo"}
    committee = [
        {**begin, "org": ids["y-te"], "body": "bch", "title": title}
        for title in ("uv_bch", "bi_thu")
    ]
    told = {"reason": "ví dụ", "invented": True}
    record_posts(actor=OPERATOR, on=date(2020, 1, 1), posts=[cell, *committee], **told)

    for _time in range(2):
        open_demonstration_accounts(actor=OPERATOR, keep=tmp_path / "password")

    acts = (ORG_CHANGE, MEMBER_CHANGE, CASE_PREPARE, AUDIT_READ, ACCOUNT_MANAGE)
    may = {name: tuple(actor(name).over(act) for act in acts) for name in OFFICES}
    [cell], [above] = may["bi-thu"][2], may["co-so"][1]
    assert cell.startswith(above)
    assert may == {
        "van-phong": (None, (), (), (), ()),
        "to-chuc": (None, None, None, (), ()),
        "kiem-tra": ((), (), (), (), ()),
        "tuyen-giao": ((), (), (), (), ()),
        "thuong-truc": ((), (), (), (), ()),
        "co-so": ((), (above,), (above,), (), ()),
        "bi-thu": ((), (), (cell,), (), ()),
        "nhat-ky": ((), (), (), None, ()),
        "quan-tri": ((), (), (), (), None),
    }
    assert first_difference() is None
