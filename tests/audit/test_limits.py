"""Prove that whoever asks too often is held back, alone, and let go on after a while."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver, reverse
from pytest_django import Settings

from dangbo.accounts.access import OPERATOR
from dangbo.accounts.commands import invite
from dangbo.accounts.models import User
from dangbo.audit.middleware import limiting
from dangbo.config.settings import base

pytestmark = pytest.mark.django_db
SIGN_IN = "/tai-khoan/dang-nhap/"
ORGS = "/lam-viec/to-chuc/"


@pytest.fixture(autouse=True)
def limits(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """Set small limits, and a clock that stands at the beginning of a window until it is moved."""
    settings.RATE_LIMITS = dict.fromkeys(base.RATE_LIMITS, (2, 60))
    clock = [6_000_000.0]
    monkeypatch.setattr(limiting.time, "time", lambda: clock[0])
    cache.clear()
    yield clock
    cache.clear()


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(User.objects.create(username="van-phong"))
    return client


def test_every_kind_that_is_counted_has_a_limit() -> None:
    assert {
        kind: most > 0 and seconds > 0 for kind, (most, seconds) in base.RATE_LIMITS.items()
    } == (dict.fromkeys(("sign_in", "link", "form", "search", "file"), True))
    names = {
        f"{each.namespace}:{page.name}" if getattr(each, "namespace", None) else page.name
        for each in get_resolver().url_patterns
        for page in getattr(each, "url_patterns", ())
    }
    assert names >= limiting.ENTRIES | limiting.LINKS | limiting.SEARCHES | limiting.FILES


@pytest.mark.parametrize(
    ("path", "query"),
    [
        (ORGS, "?xuat=csv"),
        ("/lam-viec/van-ban/xuat/csv/", ""),
        (f"{ORGS}tim-kiem/", "?q=an"),
        (f"{ORGS}tim-kiem/goi-y/", "?q=an"),
        (f"{ORGS}tim-kiem/chon/", "?q=an"),
        ("/lam-viec/nhat-ky/", "?tim=an"),
    ],
)
def test_searches_and_files_are_held_back(officer: Client, path: str, query: str) -> None:
    first = [officer.get(f"{path}{query}").status_code for _ in range(2)]
    answer = officer.get(f"{path}{query}")

    assert 429 not in first
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    text = answer.content.decode()
    assert "Yêu cầu quá nhiều trong ít phút" in text
    assert "thử lại sau 1 phút" in text
    assert officer.get("/lam-viec/nhat-ky/").status_code != 429  # looking on is not held back


def test_it_goes_on_after_a_while_and_for_others(officer: Client, limits: list[float]) -> None:
    page = f"{ORGS}?q=an"
    assert [officer.get(page).status_code == 429 for _ in range(4)] == [False, False, True, True]
    limits[0] += 59
    assert officer.get(page).headers["Retry-After"] == "1"
    other = Client()
    other.force_login(User.objects.create(username="nguoi-khac"))
    assert other.get(page).status_code != 429
    limits[0] += 1
    assert officer.get(page).status_code != 429


def test_forms_are_counted_by_account_and_write_nothing_when_held_back(officer: Client) -> None:
    page = "/lam-viec/dang-vien/bo-loc/"
    told = {"name": "của tôi", "query": "q=an"}

    answers = [officer.post(page, told).status_code for _ in range(3)]

    assert answers[0] == answers[1] != 429
    assert answers[2] == 429


def test_signing_in_is_counted_by_address_whatever_the_account() -> None:
    told = [{"username": name, "password": "x"} for name in ("an", "binh", "chau")]

    answers = [Client().post(SIGN_IN, each, REMOTE_ADDR="10.0.0.9").status_code for each in told]

    assert (429 in answers[:2], answers[2]) == (False, 429)
    assert Client().post(SIGN_IN, told[0], REMOTE_ADDR="10.0.0.10").status_code != 429
    assert Client().get(SIGN_IN, REMOTE_ADDR="10.0.0.9").status_code == 200


def test_links_are_counted_by_address(client: Client) -> None:
    link = invite(actor=OPERATOR, username="mai", full_name="Trần Thị Mai")
    page = reverse("accounts:link", args=[link.secret])
    guesses = [reverse("accounts:link", args=[f"doan-{number}"]) for number in range(2)]

    assert [client.get(each).status_code for each in guesses] == [410, 410]
    assert client.get(page).status_code == 429
    assert client.get(page, REMOTE_ADDR="10.0.0.10").status_code == 200


def test_a_count_that_went_out_begins_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "add", lambda *_args, **_named: False)

    assert limiting._count("x", 60) == 1
