"""Prove that the demonstration's accounts open once, under one kept password."""

import stat
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.accounts.commands import OFFICES, open_demonstration_accounts
from dangbo.accounts.models import User
from dangbo.accounts.queries import accounts

pytestmark = pytest.mark.django_db


def test_open_demonstration_accounts_lets_each_office_in(tmp_path: Path) -> None:
    keep = tmp_path / "kept" / "demo.password"

    opened = open_demonstration_accounts(actor=OPERATOR, keep=keep)

    assert [account.username for account in opened] == list(OFFICES)
    assert {account.password for account in opened} == {keep.read_text(encoding="ascii")}
    assert stat.S_IMODE(keep.stat().st_mode) == 0o600
    for account in opened:
        request = RequestFactory().post("/")
        user = authenticate(request, username=account.username, password=account.password)
        assert user is not None


def test_open_demonstration_accounts_again_changes_nothing(tmp_path: Path) -> None:
    keep = tmp_path / "demo.password"
    first = open_demonstration_accounts(actor=OPERATOR, keep=keep)
    hashes = list(User.objects.order_by("pk").values_list("pk", "password"))

    second = open_demonstration_accounts(actor=OPERATOR, keep=keep)

    assert second == first
    assert list(User.objects.order_by("pk").values_list("pk", "password")) == hashes


def test_accounts_lists_only_what_the_actor_may_see(tmp_path: Path) -> None:
    open_demonstration_accounts(actor=OPERATOR, keep=tmp_path / "demo.password")
    own = User.objects.get(username="kiem-tra")

    assert [row.username for row in accounts(actor=OPERATOR)] == sorted(OFFICES)
    assert [
        row.username for row in accounts(actor=Actor("kiem-tra", user_id=own.pk, branches=()))
    ] == ["kiem-tra"]
    assert accounts(actor=Actor("nobody", branches=())) == []
