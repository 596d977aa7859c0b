"""Give people with accounts, a place for files, and a record that two of them read."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings

from dangbo.accounts.access import Actor
from dangbo.accounts.models import User
from dangbo.sealed.commands import Wanted, add_entry, add_reader, open_record
from dangbo.sealed.commands.opening import About

TITLE = "Đơn tố cáo về quản lý quỹ"
ON = date(2026, 3, 2)


@pytest.fixture
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def people(db: None) -> Mapping[str, Actor]:
    """Return the actors of some accounts; `quan-tri` is a technical administrator."""
    users = [
        User.objects.create(
            username=name, is_staff=name == "quan-tri", demonstration=name == "quan-tri"
        )
        for name in ("lan", "minh", "nga", "quan-tri")
    ]
    return {user.username: Actor(user.username, user.pk) for user in users}


def wanted(**given: object) -> Wanted:
    told = {"kind": "denunciation", "title": TITLE, "on": ON, "note": "Nhận đơn qua bưu điện"}
    return Wanted(**{**told, **given})


@pytest.fixture
def record(people: Mapping[str, Actor], media: Path) -> str:
    """Return the key of a record of lan, which minh read for a while; nga never did."""
    about = About(others="Ông Trần Văn Kín")
    uid = open_record(actor=people["lan"], wanted=wanted(about=about))
    minh = {"uid": uid, "account": people["minh"].user_id}
    add_reader(actor=people["lan"], reason="Phân công thẩm tra", **minh)
    add_entry(actor=people["minh"], uid=uid, what="note", on=ON, text="Đã mời người làm chứng")
    return uid
